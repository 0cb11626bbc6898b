"""Which addresses are one article and which are not (field notes 2.6), and which of them is asked for."""

from __future__ import annotations

import pytest

from archive.urls import format_article_key
from crawler.discovery.addresses import AddressRules, make_address_rules
from crawler.discovery.platforms.known import PLATFORMS

SITE = "https://www.paraugs.lv"


def rules_of(platform: str | None) -> AddressRules:
    return make_address_rules((), (), PLATFORMS[platform] if platform else None)


SAME = [
    ("wordpress", "/vyko-mokymai/amp/", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?amp", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?amp=1", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/2", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/2/", "/vyko-mokymai/"),
    ("wordpress", "/2019/05/06/vyko-mokymai/3/", "/2019/05/06/vyko-mokymai/"),
    ("wordpress", "/2019/05/06/padeka/2/", "/2019/05/06/padeka/"),
    ("tvp", "/lv/print/840", "/lv/node/840"),
    ("wordpress", "/vyko-mokymai/?text", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?text=", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?replytocom=12#respond", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?share=facebook&nb=1", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?print=print", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/print/", "/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/?utm_source=a&utm_medium=b&fbclid=c", "/vyko-mokymai/"),
    ("wordpress", "/?p=12&utm_source=a", "/?p=12"),
    ("joomla", "/jaunumi/12-talka?tmpl=component&print=1&layout=default&page=", "/jaunumi/12-talka"),
    ("joomla", "/jaunumi/12-talka?print=1&tmpl=component", "/jaunumi/12-talka"),
    ("joomla", "/jaunumi/12-talka?iccaldate=2017-09-1", "/jaunumi/12-talka"),
    (
        "joomla",
        "/index.php?option=com_content&view=article&id=12&print=1&tmpl=component",
        "/index.php?option=com_content&view=article&id=12",
    ),
    ("drupal", "/print/12", "/node/12"),
    ("drupal", "/lt/print/node/12", "/lt/node/12"),
    ("drupal", "/print/naujienos/talka", "/naujienos/talka"),
    ("kovtp", "/-/asset_publisher/S/content/talgud?redirect=https%3A%2F%2Fa.ee", "/-/asset_publisher/S/content/talgud"),
    ("anyksciai", "/?page=7&amount=10&current=23&id=37", "/?page=7&id=37"),
    ("talsi", "/aktualitates/seminars?gads=2018&monthID=9&yearID=2028", "/aktualitates/seminars"),
    ("talsi", "/aktualitates?gads=2009&pp=&b=1&lbu=122087", "/aktualitates?gads=2009&pp=&b=1&lbu=122087"),
    ("rokiskis", "/vyko-mokymai-kaimo-jaunimui?accessibility-version=1", "/vyko-mokymai-kaimo-jaunimui"),
    ("maainfo", "/index.php?action=article&article_id=5&print=1", "/index.php?action=article&article_id=5"),
    ("pakruojis", "/index.php?qw=new&newid=6&PHPSESSID=0123456789abcdef0123", "/index.php?qw=new&newid=6"),
    (None, "/zina.php?id=5&print=1#augsa", "/zina.php?id=5"),
    (None, "/zina;jsessionid=0123456789ABCDEF", "/zina"),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "path", "asked"), SAME)
def test_other_spellings_are_asked_for_as_the_article_itself(platform: str | None, path: str, asked: str) -> None:
    rules = rules_of(platform)
    assert rules.clean(SITE + path) == SITE + asked
    assert rules.fit(SITE + asked) != "no"


@pytest.mark.parametrize("platform", [None, *sorted(PLATFORMS)])
def test_cleaning_twice_changes_nothing_more(platform: str | None) -> None:
    rules = rules_of(platform)
    for _, path, _ in SAME:
        once = rules.clean(SITE + path)
        assert rules.clean(once) == once


@pytest.mark.parametrize(
    "path",
    [
        "/naujienos/2",
        "/visos-naujienos/2/",
        "/vvg-naujienos/2/",
        "/category/trys-geri-darbai/2",
        "/category/x/2",
        "/page/2",
        "/2019/2",
        "/2019/05/page/2/",
        "/2019/05/",
        "/aktuali-informacija/page/2/",
        "/vyko-mokymai-2/",
        "/?context=1&textile=2",
    ],
)
def test_pages_of_listings_and_suffixes_are_left_as_they_are(path: str) -> None:
    assert rules_of("wordpress").clean(SITE + path) == SITE + path


ONE_ARTICLE = [
    ("wordpress", "http://paraugs.lv/vyko-mokymai", "https://www.paraugs.lv/vyko-mokymai/"),
    ("wordpress", "/vyko-mokymai/2", "/vyko-mokymai"),
    ("wordpress", "/vyko-mokymai/amp", "/vyko-mokymai/?amp=1"),
    ("wordpress", "/%C4%AFvyko-susirinkimas/", "/įvyko-susirinkimas"),
    ("wordpress", "/i%CC%A8vyko-susirinkimas/", "/%C4%AFvyko-susirinkimas/"),
    ("wordpress", "/index.php/2015/09/seminars/", "/2015/09/seminars/"),
    ("wordpress", "/vyko-mokymai/?text", "/vyko-mokymai/"),
    ("joomla", "/index.php/jaunumi/12-talka?print=1&tmpl=component", "/jaunumi/12-talka"),
    ("joomla", "/jaunumi/12-talka?iccaldate=2017-09-1", "/jaunumi/12-talka?iccaldate=2028-01-1"),
    ("drupal", "/index.php/naujiena/745824099", "/naujiena/745824099"),
    ("drupal", "/print/147", "/index.php/node/147"),
    ("kovtp", "/-/asset_publisher/S/content/talgud?redirect=a", "/-/asset_publisher/S/content/talgud?redirect=b"),
    ("anyksciai", "/?page=7&amount=10&current=1&id=248", "/?page=7&amount=10&current=23&id=248"),
    ("talsi", "/aktualitates/seminars?gads=2018&monthID=9&yearID=2028", "/aktualitates/seminars"),
    ("talsi", "/aktualitates?gads=2009&pp=&b=1&lbu=1", "/aktualitates?pp=&b=1&lbu=1"),
    ("rokiskis", "/vyko-mokymai-kaime-jau?accessibility-version=1", "/vyko-mokymai-kaime-jau"),
    ("maainfo", "/index.php?action=article&article_id=5&print=1", "/index.php?article_id=5&action=article"),
]
OTHER_ARTICLES = [
    ("tvp", "/lv/jaunums/talka", "/lv/jaunums/talka-0"),
    ("tvp", "/lv/jaunums/talka-0", "/lv/jaunums/talka-1"),
    ("wordpress", "/vyko-mokymai/", "/vyko-mokymai-2/"),
    ("wordpress", "/?p=12", "/?p=13"),
    ("wordpress", "/2019/05/06/talka/", "/2020/05/06/talka/"),
    ("drupal", "/lt/ivyko-renginys-0", "/lt/ivyko-renginys"),
    ("joomla", "/jaunumi/12-talka", "/jaunumi/13-talka"),
    ("leaderlietuva", "/news/1417/292/NAMAI/d,detali_naujiena", "/news/856/292/NAMAI/d,detali_naujiena"),
    ("pakruojis", "/index.php?qw=new&newid=643", "/index.php?qw=new&newid=527"),
    ("anyksciai", "/?page=7&amount=10&current=1&id=248", "/?page=7&amount=10&current=1&id=110"),
    ("talsi", "/aktualitates?gads=2009&lbu=1", "/aktualitates?gads=2009&lbu=2"),
    ("cmsmadesimple", "/?mact=News,c1,detail,0&c1articleid=49", "/?mact=News,c1,detail,0&c1articleid=50"),
    ("maainfo", "/index.php?action=article&article_id=5", "/index.php?action=article&article_id=6"),
    ("birzai", "/naujienos/kvietimai-60", "/naujienos/kvietimai-61"),
]  # fmt: skip


def key_of(platform: str, address: str) -> str:
    url = address if "://" in address else SITE + address
    return format_article_key(rules_of(platform).clean(url))


@pytest.mark.parametrize(("platform", "first", "second"), ONE_ARTICLE)
def test_these_addresses_are_one_article(platform: str, first: str, second: str) -> None:
    assert key_of(platform, first) == key_of(platform, second)


@pytest.mark.parametrize(("platform", "first", "second"), OTHER_ARTICLES)
def test_these_addresses_are_two_articles(platform: str, first: str, second: str) -> None:
    assert key_of(platform, first) != key_of(platform, second)
    assert [rules_of(platform).fit(SITE + path) != "no" for path in (first, second)] == [True, True]


ONE_BY_ITS_NUMBER = [
    ("joomla", "/75-visos-naujienos/340-talka.html", "/340-talka.html"),
    ("joomla", "/index.php/jaunumi/340-talka", "/jaunumi/arhivs/340-talka"),
    (
        "joomla",
        "/index.php?option=com_content&view=article&id=80:talka&catid=9&Itemid=101",
        "/index.php?option=com_content&view=article&id=80&Itemid=1",
    ),
    ("k2", "/index.php/jaunumi/item/240-talka", "/index.php/component/k2/item/240-talka"),
    ("leaderlietuva", "/news/440/1/talka/d,detali_naujiena", "/news/440/1/naujiena/d,detali_naujiena"),
    ("maainfo", "/index.php?page=3394&action=article&article_id=5", "/?action=article&article_id=5"),
    ("kovtp", "/et/-/asset_publisher/AAA/content/talgud", "/et/uudised/-/asset_publisher/BBB/content/talgud"),
    ("talsi", "/aktualitates?gads=2009&pp=&b=1&lbu=7", "/aktualitates?lbu=7"),
]
TWO_BY_THEIR_NUMBERS = [
    ("joomla", "/jaunumi/340-talka", "/jaunumi/341-talka"),
    ("joomla", "/jaunumi/340-talka", "/galerija/340-fotografijas"),
    ("joomla", "/jaunumi/talka", "/aktualitates/talka"),
    ("leaderlietuva", "/news/1417/292/NAMAI/d,detali_naujiena", "/news/856/292/NAMAI/d,detali_naujiena"),
    ("maainfo", "/index.php?id=1293&page=3394", "/index.php?id=1294&page=3394"),
]


@pytest.mark.parametrize(("platform", "first", "second"), ONE_BY_ITS_NUMBER + ONE_ARTICLE)
def test_a_platforms_key_is_the_same_for_every_way_to_an_article(platform: str, first: str, second: str) -> None:
    keys = [rules_of(platform).key(url if "://" in url else SITE + url) for url in (first, second)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(("platform", "first", "second"), TWO_BY_THEIR_NUMBERS + OTHER_ARTICLES)
def test_a_platforms_key_keeps_articles_apart(platform: str, first: str, second: str) -> None:
    assert rules_of(platform).key(SITE + first) != rules_of(platform).key(SITE + second)


def test_a_platforms_key_is_of_one_host() -> None:
    rules = rules_of("joomla")
    assert rules.key("https://a.lt/340-talka") != rules.key("https://b.lt/340-talka")
