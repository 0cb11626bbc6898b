"""What an address alone says: article, perhaps one, none, or a period of the archive."""

from __future__ import annotations

import re
import time

import pytest

from crawler.discovery.addresses import AddressRules, Fit, make_address_rules
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.platforms.periods import GENERAL_PERIODS

SITE = "https://www.paraugs.lv"


def rules_of(platform: str | None) -> AddressRules:
    return make_address_rules((), (), PLATFORMS[platform] if platform else None)


FITS: list[tuple[str | None, str, Fit]] = [
    # WordPress: what the address proves, and what only a listing's row can tell from a menu's page.
    ("wordpress", "/2019/10/16/kvietimas/", "article"),
    ("wordpress", "/lv/2023/sede/", "article"),
    ("wordpress", "/archives/12", "article"),
    ("wordpress", "/?p=12", "article"),
    ("wordpress", "/naujienos/kvietimas/", "article"),
    ("wordpress", "/kvietimas/", "maybe"),
    ("wordpress", "/kvietimas", "maybe"),
    ("wordpress", "/vyko-mokymai/", "maybe"),
    ("wordpress", "/vyko-mokymai/?utm_source=f", "maybe"),
    ("wordpress", "/projektu-jaunumi/sakam-darbu/", "article"),
    ("wordpress", "/bendruomenes/talka/", "maybe"),
    ("wordpress", "/%C5%BEinia/", "maybe"),
    ("wordpress", "/kontaktai/", "no"),
    ("wordpress", "/strukt%C5%ABra/", "no"),
    ("wordpress", "/Kontaktai/", "no"),
    ("wordpress", "/category/kvietimai/", "no"),
    ("wordpress", "/kategorija/kvietimai/", "no"),
    ("wordpress", "/kvietimas/?page=2", "no"),
    ("wordpress", "/?page_id=4", "no"),
    ("wordpress", "/lt/", "no"),
    ("wordpress", "/en", "no"),
    ("wordpress", "/index.php", "no"),
    ("wordpress", "/2019/", "no"),
    ("wordpress", "/2019/05/", "no"),
    ("wordpress", "/2019/05/16/", "no"),
    ("wordpress", "/naujienos/2", "no"),
    ("wordpress", "/events/2024-05/", "no"),
    ("wordpress", "/event/talka/", "no"),
    ("wordpress", "/product/medus/", "no"),
    ("wordpress", "/?s=talka", "no"),
    ("permalinks", "/kvietimas/", "maybe"),
    ("permalinks", "/2015-metai/", "no"),
    # Joomla with ids and, as newer ones write it, without.
    ("joomla", "/jaunumi/12-talka", "article"),
    ("joomla", "/jaunumi/talka", "maybe"),
    ("joomla", "/index.php/jaunumi/talka.html", "maybe"),
    ("joomla", "/index.php?option=com_content&view=article&id=12&Itemid=4", "article"),
    ("joomla", "/index.php?option=com_content&view=category&id=12", "no"),
    ("joomla", "/index.php?option=com_contact&view=contact&id=1", "no"),
    ("joomla", "/12-kontaktai", "no"),
    ("joomla", "/jaunumi", "no"),
    ("joomla", "/jaunumi?start=10", "no"),
    ("joomla", "/component/users/?view=login", "no"),
    ("joomla", "/component/tags/tag/leader", "no"),
    ("joomla", "/index.php", "no"),
    ("k2", "/jaunumi/item/12-talka", "article"),
    ("k2", "/index.php?option=com_k2&view=item&id=12:talka&Itemid=3", "article"),
    ("k2", "/12-talka", "maybe"),
    ("k2", "/jaunumi/itemlist/category/3-jaunumi", "no"),
    ("k2", "/jaunumi/itemlist/user/62-redaktors", "no"),
    # Drupal: aliases anywhere; the suffix belongs to the article.
    ("drupal", "/node/12", "article"),
    ("drupal", "/lt/ivyko-renginys-0", "maybe"),
    ("drupal", "/lt/renginys", "maybe"),
    ("drupal", "/taxonomy/term/3", "no"),
    ("drupal", "/user/login", "no"),
    ("drupal", "/node", "no"),
    ("drupal", "/node?page=3", "no"),
    ("drupal", "/lt/naujienos?page=2", "no"),
    ("tvp", "/lv/jaunums/talka-1", "article"),
    ("tvp", "/lv/jaunumi", "no"),
    ("tvp", "/lv/jaunumi?page=2", "no"),
    ("tvp", "/lv/projekts/octopus", "no"),
    ("tvp", "/lv/media/142/download?attachment=", "no"),
    ("kovtp", "/et/uudised/-/asset_publisher/SuszQId8/content/talgud", "article"),
    ("kovtp", "/et/-/talgud", "maybe"),
    ("kovtp", "/et/uudised", "no"),
    ("talsi", "/aktualitates/seminars", "article"),
    ("talsi", "/publicitate-2014-2022/seminari/pavasara-forums", "maybe"),
    ("talsi", "/aktualitates", "no"),
    ("talsi", "/aktualitates?gads=2018", "no"),
    ("trakai", "/lt/kvietimo-metu-gautos-paraiskos", "article"),
    ("trakai", "/lt/su_kedainiu_vietos_grupe", "article"),
    ("trakai", "/lt/naujienos/kepaliu-teatras/1-407-231-eur-naujai-strategijai", "article"),
    ("trakai", "/lt/mokymai", "maybe"),
    ("trakai", "/lt/naujienos/", "no"),
    ("trakai", "/lt/kontaktai", "no"),
    ("birzai", "/naujienos/planuojami-kvietimai-2021-m-60", "article"),
    ("birzai", "/naujienos/6", "no"),
    ("birzai", "/naujienos/60", "no"),
    ("elektrenai", "/vvg-naujienos/2022/gautos-paraiskos/", "article"),
    ("elektrenai", "/vvg-naujienos/2022/", "no"),
    ("elektrenai", "/vvg-naujienos/", "no"),
    ("rokiskis", "/vyko-mokymai-kaimo-jaunimui", "article"),
    ("rokiskis", "/?page=12", "no"),
    ("rokiskis", "/en?page=60", "no"),
    ("laukutikls", "/nozares/lauku-telpa/raksti/talsu-partneriba", "article"),
    ("laukutikls", "/nozares/lauku-telpa/raksti/talsu-partneriba?page=36&mini=2019-05", "no"),
    ("laukutikls", "/nozares/lauku-telpa/raksti", "no"),
    ("latlit", "/theprojects/active-aging/", "maybe"),
    ("latlit", "/theprojects/", "no"),
    # Names that only menus are made of, but not below the news.
    ("wordpress", "/valdyba-ir-nariai/", "no"),
    ("wordpress", "/istenotie-vietejie-projekti/", "no"),
    ("wordpress", "/korduma-kippuvad-kusimused-taotlejatele/", "no"),
    ("wordpress", "/jaunumi/par-biedribas-projektu/", "article"),
    ("wordpress", "/vietos-projektu-paraiskos-pateiktos/", "article"),
    ("joomla", "/15-igyvendinti-vietos-projektai.html", "no"),
    ("joomla", "/75-visos-naujienos/15-apie-vietos-projektus.html", "article"),
    (None, "/juhatus_ja_liikmed.html", "no"),
    (None, "/news.php?nr=40", "maybe"),
    (None, "/print.php?nr=40", "no"),
    # No platform: nearly everything may be one.
    (None, "/naujiena.php?id=12", "maybe"),
    (None, "/lv/zina/talka", "maybe"),
    (None, "/", "no"),
    (None, "/lv/", "no"),
    (None, "/index.html", "no"),
    (None, "/kontakti.html", "no"),
    (None, "/apie-mus.php", "no"),
    (None, "/ueber-uns/", "no"),
    (None, "/o-nas", "no"),
    (None, "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/", "no"),
    (None, "/yhteystiedot", "no"),
    (None, "/tag/leader", "no"),
    (None, "/naujienos/puslapis/3", "no"),
    (None, "/?psl=11", "maybe"),
    (None, "/index.php?psl=naujienos&nr=11", "maybe"),
    (None, "/zina.php?id=4&lang=lv", "maybe"),
    (None, "/zina.php?id=4&metai=2014", "maybe"),
    (None, "/?monthID=9&yearID=2028", "no"),
    (None, "/lt/aktualu?page=2", "no"),
    (None, "/index.php?page=12", "maybe"),
    (None, "/?s=talka", "no"),
    (None, "/nolikums.pdf", "no"),
    (None, "/krepselis/", "no"),
    (None, "/search?q=a", "no"),
    (None, "/calendar/2028/05", "no"),
]


@pytest.mark.parametrize(("platform", "path", "fit"), FITS, ids=str)
def test_addresses_fit_as_far_as_they_can_tell(platform: str | None, path: str, fit: Fit) -> None:
    assert rules_of(platform).fit(SITE + path) == fit


PERIODS = [
    ("wordpress", "/2019/", "2019", None),
    ("wordpress", "/2019/05/", "2019", "05"),
    ("wordpress", "/index.php/2015/09/", "2015", "09"),
    ("wordpress", "/lv/2023/", "2023", None),
    ("drupal", "/archive/2019/05", "2019", "05"),
    ("drupal", "/archive/201905", "2019", "05"),
    ("k2", "/jaunumi/itemlist/date/2019/5", "2019", "5"),
    ("mulgimaa", "/meist/mak/teated/2023/", "2023", None),
    ("talsi", "/aktualitates?gads=2019", "2019", None),
    ("elektrenai", "/vvg-naujienos/2019/", "2019", None),
    (None, "/arhiiv/2014", "2014", None),
    (None, "/2015-metai/", "2015", None),
    (None, "/lv/vpr_jaunumi/47/archive/2022/01", "2022", "01"),
    (None, "/naujienos?metai=2014&menuo=5", "2014", "5"),
    (None, "/uudised.php?aasta=2012", "2012", None),
    (None, "/uudised-2014", "2014", None),
    (None, "/lt/naujienos/2019/05", "2019", "05"),
]


def find_period(patterns: tuple[str, ...], path: str) -> dict[str, str | None] | None:
    found = (re.search(pattern, SITE + path) for pattern in patterns)
    return next((match.groupdict() for match in found if match), None)


@pytest.mark.parametrize(("platform", "path", "year", "month"), PERIODS)
def test_years_and_months_are_read_off_their_addresses(
    platform: str | None, path: str, year: str, month: str | None
) -> None:
    found = find_period(PLATFORMS[platform].period if platform else GENERAL_PERIODS, path)
    assert found is not None
    assert (found["year"], found.get("month")) == (year, month)
    assert rules_of(platform).fit(SITE + path) == "no"


@pytest.mark.parametrize(
    "path",
    [
        "/2019/05/16/",
        "/2019/05/talka/",
        "/2014/page/2/",
        "/aktualitates?monthID=9&yearID=2028",
        "/?iccaldate=2017-09-1",
        "/leader-2014-2020/",
        "/naujienos/2/",
        "/kvietimas-2019/",
        "/naujiena.php?id=12&metai=2014",
        "/naujiena.php?metai=2014&newid=12",
    ],
)
def test_days_posts_and_calendars_are_no_periods(path: str) -> None:
    patterns = {pattern for rules in PLATFORMS.values() for pattern in rules.period}
    assert find_period((*patterns, *GENERAL_PERIODS), path) is None


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_a_platforms_own_listings_feeds_and_sitemaps_are_no_articles(platform: str) -> None:
    rules = rules_of(platform)
    known = PLATFORMS[platform]
    paths = [*known.listings, *known.sitemaps, *(path for path in known.feeds if "{" not in path)]
    assert [path for path in paths if rules.fit(SITE + path) != "no"] == []


def test_seeds_are_never_articles_however_they_are_spelled() -> None:
    seeds = [f"{SITE}/musu-veiklos-aprasymai/", f"{SITE}/zinios"]
    rules = make_address_rules((), (), PLATFORMS["wordpress"], seeds=seeds)
    assert rules.fit("http://paraugs.lv/musu-veiklos-aprasymai?utm_source=a") == "no"
    assert rules.fit(f"{SITE}/zinios/") == "no"
    assert rules.fit(f"{SITE}/musu-veiklos-aprasymai/talka/") == "maybe"
    assert make_address_rules((), (), None, seeds=seeds).fit(f"{SITE}/zinios") == "no"


def test_a_sources_own_patterns_stand_for_the_platforms() -> None:
    rules = make_address_rules((r"/zinios/[^/]+$",), (r"/zinios/apie$",), PLATFORMS["wordpress"])
    assert rules.fit(f"{SITE}/zinios/talka") == "article"
    assert rules.fit(f"{SITE}/zinios/apie") == "no"
    assert rules.fit(f"{SITE}/2019/05/06/talka/") == "no"


@pytest.mark.parametrize("platform", [None, *sorted(PLATFORMS)])
def test_long_addresses_are_judged_and_cleaned_in_time(platform: str | None) -> None:
    rules = rules_of(platform)
    parts = ["a-1/", "-", "a-", "2020/01/", "news/1/", "id=x&page=1&", "a-b/2/", "amp&", "%C4%AF", "naujienos-2019/"]
    urls = [f"{SITE}/{mark}{part * (4000 // len(part))}{end}" for part in parts for mark in ("", "?") for end in "!?"]
    started = time.process_time()
    cleaned = [rules.clean(url) for url in urls]
    assert {rules.fit(url) for url in cleaned} <= {"article", "maybe", "no"}
    assert time.process_time() - started < 4.0
