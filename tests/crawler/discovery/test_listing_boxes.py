"""Boxes, menus and footers beside a listing's rows: sure addresses there are articles only where they are the rows'."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.discovery.addresses import make_address_rules
from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.discovery.platforms.known import PLATFORMS
from tests.crawler.discovery.test_unknown_listings import SITE, paths, rows, wanted

TODAY = date(2026, 11, 22)
ROW = '<div class="zinia"><h3><a href="{href}">{title}</a></h3><span>{date}</span><p>{lead}</p></div>'
EVENTS = (
    '<aside><h3>Sündmused</h3><ul class="events"><li><a href="{0}">Jõululaat Vanamõisas</a> 2026-12-12'
    '<li><a href="{1}">Küünlapäeva matk rabas</a> 2027-02-02</ul></aside>'
)


def read(platform: str, url: str, body: str) -> ListingPage:
    rules = make_address_rules((), (), PLATFORMS[platform], seeds=(SITE + url,))
    return parse_listing(
        f"<html><body>{body}</body></html>",
        SITE + url,
        fit=rules.fit,
        owns=lambda address: address.startswith(SITE),
        platform=PLATFORMS[platform],
        today=TODAY,
        clean=rules.clean,
    )


@pytest.mark.parametrize(
    ("platform", "url", "article", "events"),
    [
        (
            "kovtp",
            "/et/teated",
            "/et/teated/-/asset_publisher/aB3/content/{slug}",
            ("/et/kalender/-/asset_publisher/Zz9/content/laat", "/et/kalender/-/asset_publisher/Zz9/content/matk"),
        ),
        (
            "maainfo",
            "/index.php?page=12",
            "/index.php?action=article&article_id={n}&page=12",
            ("/index.php?id=70&page=33", "/index.php?id=71&page=33"),
        ),
        ("anyksciai", "/?page=7", "/?page=7&id={n}", ("/?page=11&id=1", "/?page=11&id=2")),
        (
            "joomla",
            "/index.php/zinas",
            "/index.php/zinas/{n}-{slug}",
            ("/index.php/notikumi/1-laat/2026-12-12-10-00.html", "/index.php/notikumi/2-matk/2027-02-02-10-00.html"),
        ),
        ("wordpress", "/jaunumi/", "/{slug}/", ("/notikumi/laat-ja-turg/", "/notikumi/matk-rabas-talvel/")),
        ("rokiskis", "/?page=1", "/{slug}", ("/renginiai/laat-ja-turg-saalis/", "/renginiai/matk-rabas-talvel/")),
    ],
)
@pytest.mark.parametrize("count", [1, 5], ids=["the last page's only row", "a full page"])
def test_events_beside_the_rows_are_no_articles(
    platform: str, url: str, article: str, events: tuple[str, str], count: int
) -> None:
    page = read(platform, url, f"<div class=sarasas>{rows(ROW, article, count)}</div>{EVENTS.format(*events)}")
    assert paths(page) == wanted(article, count)


def test_dates_ahead_tell_events_without_a_name_from_news() -> None:
    block = '<div class="kita"><p><a href="/{}-musu-kieme/">{} mūsų kieme</a> <span>{}</span></p></div>'
    ahead = block.format("didele-zieminė-talka", "Didelė žieminė talka", "2026-12-24") * 2
    past = block.format("praejusi-rudens-talka", "Praėjusi rudens talka", "2026-10-24")
    page = read("wordpress", "/naujienos/", f"<div>{rows(ROW, '/{slug}/')}</div><div>{ahead}</div><div>{past}</div>")
    assert paths(page) == [*wanted("/{slug}/"), "/praejusi-rudens-talka-musu-kieme/"]


def test_events_whose_heading_may_mean_news_lead_no_last_page() -> None:
    box = (
        '<aside><h3>Notikumi</h3><ul><li><a href="/aktualitates/gada-tirgus-parka/">Gada tirgus parkā</a> 2026-12-12'
        '<li><a href="/aktualitates/ziemas-pargajiens/">Ziemas pārgājiens</a> 2027-02-02</ul></aside>'
    )
    page = read("wordpress", "/aktualitates/", f"<div>{rows(ROW, '/aktualitates/{slug}/', 1)}</div>{box}")
    assert paths(page) == wanted("/aktualitates/{slug}/", 1)


def test_only_row_of_the_last_page_counts_beside_a_box_of_news() -> None:
    box = (
        '<aside><h3>Jaunākās ziņas</h3><ul><li><a href="/jaunumi/gada-tirgus/">Gada tirgus parkā</a> 2026-10-12'
        '<li><a href="/jaunumi/pargajiens/">Rudens pārgājiens purvā</a> 2026-10-02</ul></aside>'
    )
    page = read("joomla", "/jaunumi", f"<div>{rows(ROW, '/jaunumi/{slug}', 1)}</div>{box}")
    assert paths(page)[0] == wanted("/jaunumi/{slug}", 1)[0]


def test_listing_is_read_where_the_clock_is_behind_its_dates() -> None:
    row = ROW.replace("{date}", "2031-01-{day}")
    page = read("wordpress", "/naujienos/", f"<div>{rows(row, '/{slug}/')}</div>")
    assert paths(page) == wanted("/{slug}/")


def test_the_groups_own_name_in_classes_names_no_other_list() -> None:
    listed = rows(ROW, "/jaunumi/{slug}/", 4).split("\n")
    body = (
        f'<div class="partneriba-main">{"".join(listed[:3])}</div><div class="partneriba-lead"><p>{listed[3]}</p></div>'
    )
    assert paths(read("wordpress", "/jaunumi/", body)) == wanted("/jaunumi/{slug}/", 4)


def test_class_that_the_rows_bear_too_names_no_other_list() -> None:
    row = '<div class="project-row"><h3><a href="{href}">{title}</a></h3><span>{date}</span><p>{lead}</p></div>'
    columns = rows(row, "/jaunumi/{slug}/", 4).split("\n")
    left, right = "".join(columns[:2]), "".join(columns[2:])
    body = f'<div class="projects-col">{left}</div><div class="projects-col">{right}</div>'
    assert paths(read("wordpress", "/jaunumi/", body)) == wanted("/jaunumi/{slug}/", 4)


@pytest.mark.parametrize("heading", ["Naujausi", "Populiariausi", "Jaunākie raksti"])
def test_news_of_the_same_section_in_another_box_are_articles(heading: str) -> None:
    box = f'<aside><h3>{heading}</h3><ul><li><a href="/naujienos/sena-zinia-apie-ezera/">Sena žinia</a></ul></aside>'
    page = read("wordpress", "/naujienos/", f"<div>{rows(ROW, '/naujienos/{slug}/')}</div>{box}")
    assert paths(page) == [*wanted("/naujienos/{slug}/"), "/naujienos/sena-zinia-apie-ezera/"]


@pytest.mark.parametrize(
    "place",
    [
        "<footer>{}</footer>",
        '<div id="cookie-notice"><p>Naudojame slapukus.</p>{}</div>',
        "<nav>{}</nav>",
        '<div class="legal-links"><p>Svarbu</p>{}</div>',
        '<div class="site-footer"><div class="col">{}</div></div>',
    ],
)
def test_page_of_a_footer_menu_or_cookie_bar_is_no_article(place: str) -> None:
    link = '<a href="/kas-musu-draugai-ir-kaimynai/">Draugai ir kaimynai</a>'
    page = read("wordpress", "/naujienos/", f"{place.format(link)}<div>{rows(ROW, '/{slug}/')}</div>")
    assert paths(page) == wanted("/{slug}/")


def test_article_of_another_joomla_category_is_none_of_these_rows() -> None:
    address = "/index.php?option=com_content&view=article&id={n}:{slug}&catid=4:zinios&Itemid=5"
    other = "/index.php?option=com_content&amp;view=article&amp;id=7:{}&amp;catid={}:{}&amp;Itemid={}"
    box = (
        f'<div class="l"><a href="{other.format("nuotraukos", 1, "vvg", 9)}">Nuotraukos</a></div>'
        f'<div class="l"><a href="{other.format("sena", 4, "zinios", 9)}">Sena žinia</a></div>'
    )
    listing = "/index.php?option=com_content&view=category&id=4&Itemid=5"
    page = read("joomla", listing, f"<div>{rows(ROW, address)}</div>{box}")
    extra = "/index.php?option=com_content&view=article&id=7:sena&catid=4:zinios&Itemid=9"
    assert paths(page) == [*wanted(address), extra]


def test_address_of_the_row_wins_over_another_spelling_of_it() -> None:
    address = "/aktualitates/{slug}?gads=2025"
    side = '<aside><a href="/aktualitates/zinia-apie-kaima-a/">Bendruomenės susitiko</a></aside>'
    rules = make_address_rules((r"/aktualitates/[^/?]+",), (), None)
    page = parse_listing(
        f"{side}<div>{rows(ROW, address)}</div>",
        f"{SITE}/aktualitates",
        fit=rules.fit,
        owns=lambda url: url.startswith(SITE),
    )
    assert sorted(paths(page)) == wanted(address)


def test_home_page_without_rows_keeps_its_sure_links() -> None:
    body = (
        '<p>Šįkart rašome, kaip <a href="/2026/10/didele-talka/">didelė talka</a> pakeitė mūsų kaimą.</p>'
        '<footer><a href="/2026/09/rudens-svente/">Rudens šventė</a></footer>'
    )
    page = read("wordpress", "/", body)
    assert not page.has_rows
    assert paths(page) == ["/2026/10/didele-talka/", "/2026/09/rudens-svente/"]


def test_rows_in_many_folders_keep_a_link_of_yet_another() -> None:
    row_folders = ("kaimas", "jaunimas", "mokymai", "talkos", "sventes")
    listed = "".join(rows(ROW, f"/temos/{folder}/{{slug}}-{number}/", 1) for number, folder in enumerate(row_folders))
    lead = '<div class="x"><a href="/temos/amatai/kaip-senoliai-kure-namus/">Kaip senoliai kūrė namus</a></div>'
    outside = '<div class="x"><a href="/knygos/lentyna/kaip-senoliai-kepe-duona/">Kaip senoliai kepė duoną</a></div>'
    rules = make_address_rules((r"/[a-z]+/[a-z]+/[^/?]+/$",), (), None)
    page = parse_listing(
        f"<div>{listed}</div>{lead}{outside}", f"{SITE}/temos", fit=rules.fit, owns=lambda url: url.startswith(SITE)
    )
    assert paths(page)[5:] == ["/temos/amatai/kaip-senoliai-kure-namus/"]
