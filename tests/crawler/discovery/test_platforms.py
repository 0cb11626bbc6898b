"""Which addresses each content system's rules take for articles, and which they leave."""

from __future__ import annotations

import re
import time

import pytest

from crawler.discovery.listings.elements import parse_page
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.platforms.page_tags import read_page_tags

SELECTOR = re.compile(r"[a-z][a-z0-9]*(?:\.[\w-]+|\[[\w-]+=[^\]]+\])?|\.[\w-]+")
LOOSE = re.compile(r"\[[\w-]+\*?=[^\]]*\]|~.+")


def takes(platform: str, path: str) -> bool:
    """Whether the platform's patterns take an address below a made-up host for an article."""
    rules, url = PLATFORMS[platform], f"https://www.paraugs.lv{path}"
    return any(re.search(one, url) for one in rules.article) and not any(re.search(one, url) for one in rules.skip)


ARTICLES = [
    ("wordpress", "/2019/10/16/aptartos-galimybes/"),
    ("wordpress", "/2017/07/25/1649/"),
    ("wordpress", "/2018/10/arengustrateegia/"),
    ("wordpress", "/index.php/2015/09/seminars/"),
    ("wordpress", "/blog/2020/02/02/gada-parskats"),
    ("wordpress", "/2019/03/22/pilnsapulce/jaunumi/"),
    ("wordpress", "/naujienos/2360/"),
    ("wordpress", "/uudised/avanes-taotlusvoor/"),
    ("wordpress", "/archives/5167"),
    ("wordpress", "/?p=6629"),
    ("wordpress", "/en/?p=69703"),
    ("wordpress", "/7761-2/"),
    ("wordpress", "/pirmasis-valdybos-posedis/"),
    ("wordpress", "/%C4%AFvyko-visuotinis-narių-susirinkimas/?utm_source=x"),
    ("permalinks", "/noslegusies-projektu-pienemsana/"),
    ("permalinks", "/jaunumi/seminars"),
    ("joomla", "/74-naujienos/nepriskirti/898-ivyko-posedis"),
    ("joomla", "/75-visos-naujienos/454-%C4%AFvyko-susirinkimas.html"),
    ("joomla", "/index.php/2014-09-23-05-37-42/strategija/493-grozijumi"),
    ("joomla", "/lv/aktualitates/203-partneriba"),
    ("joomla", "/index.php?option=com_content&view=article&id=12:posedis&catid=3"),
    ("k2", "/index.php/component/k2/item/123-seminars"),
    ("k2", "/jaunumi/item/123-seminars.html"),
    ("drupal", "/node/1105"),
    ("drupal", "/index.php/node/147"),
    ("drupal", "/en/node/395"),
    ("drupal", "/index.php/naujiena/745824099"),
    ("drupal", "/uudised/taotlusvoor-avatud"),
    ("kovtp", "/et/uudised/-/asset_publisher/SuszQId8Jts5/content/taotlusvoor?redirect=https%3A%2F%2Fa.ee"),
    ("anyksciai", "/?page=7&amount=10&current=23&id=37"),
    ("leaderlietuva", "/news/1417/292/PROJEKTa/d,detali_naujiena"),
    ("leaderlietuva", "/news/301/81/Sveikiname.html"),
    ("talsi", "/aktualitates/viesi-no-saremas?gads=2018"),
    ("talsi", "/aktualitates?gads=2009&pp=&b=1&lbu=122087"),
    ("mulgimaa", "/meist/teated/2023/uudis/2023/05/25/taotlused"),
    ("maainfo", "/index.php?action=article&article_id=10977&page=3265"),
    ("maainfo", "/index.php?id=1293&page=3394"),
    ("cmsmadesimple", "/index.php?mact=News,cntnt01,detail,0&cntnt01articleid=49&cntnt01returnid=15"),
    ("latlit", "/news/active-aging/"),
    ("latlit", "/kick-off-meeting-of-a-route/"),
]

OTHERS = [
    ("wordpress", "/"),
    ("wordpress", "/2013/10/21/"),
    ("wordpress", "/2014/04/"),
    ("wordpress", "/2014/"),
    ("wordpress", "/2014/page/2/"),
    ("wordpress", "/2020/02/page/3/"),
    ("wordpress", "/blog/2020/"),
    ("wordpress", "/page/2/"),
    ("wordpress", "/naujienos/"),
    ("wordpress", "/naujienos/page/2/"),
    ("wordpress", "/naujienos/2/"),
    ("wordpress", "/category/naujienos/vietos-pletros-projektai/page/121"),
    ("wordpress", "/tag/trys-geri-darbai/"),
    ("wordpress", "/author/ona-ona-ona/page/22"),
    ("wordpress", "/archives/tag/politural"),
    ("wordpress", "/kontaktai/"),
    ("wordpress", "/apie-mus/"),
    ("wordpress", "/vietos-pletros-strategija/"),
    ("wordpress", "/asmens-duomenu-apsauga/"),
    ("wordpress", "/leader-2014-2020/"),
    ("wordpress", "/2014-2020-m-vietos-pletros-strategija/"),
    ("wordpress", "/wp-content/uploads/2020/02/tvarkos-aprasas.pdf"),
    ("wordpress", "/wp-json/wp/v2/posts"),
    ("wordpress", "/pirmasis-valdybos-posedis/feed/"),
    ("wordpress", "/pirmasis-valdybos-posedis/amp/"),
    ("wordpress", "/pirmasis-valdybos-posedis/?replytocom=5"),
    ("wordpress", "/pirmasis-valdybos-posedis/?share=facebook"),
    ("wordpress", "/?s=trys+zodziai+cia"),
    ("wordpress", "/?mailpoet_router&endpoint=view_in_browser&action=view&data=W1"),
    ("permalinks", "/par-mums/"),
    ("permalinks", "/jaunumi/"),
    ("joomla", "/75-visos-naujienos.html?start=260"),
    ("joomla", "/index.php/8-aktualitates"),
    ("joomla", "/index.php/39-2015"),
    ("joomla", "/index.php/2014-09-23-05-37-42"),
    ("joomla", "/?start=21"),
    ("joomla", "/8-aktualitates/426-konference?print=1&tmpl=component"),
    ("joomla", "/images/12-sutartis.pdf"),
    ("k2", "/index.php/component/k2/itemlist/category/3-jaunumi"),
    ("k2", "/component/k2/item/download/12_5f3"),
    ("drupal", "/node?page=7"),
    ("drupal", "/node/add"),
    ("drupal", "/node/12/edit"),
    ("drupal", "/taxonomy/term/4"),
    ("drupal", "/uudised"),
    ("drupal", "/raksti/dienas-zinas?page=36&mini=2019-05"),
    ("kovtp", "/et/uudised-ja-teated"),
    ("anyksciai", "/?page=7&amount=10&current=2"),
    ("leaderlietuva", "/lt/naudinga-informacija/kontaktai.html"),
    ("talsi", "/aktualitates?gads=2018&monthID=9&yearID=2028"),
    ("mulgimaa", "/meist/teated/2023/"),
    ("maainfo", "/index.php?page=473"),
    ("maainfo", "/index.php?action=article&article_id=10977&print=1"),
    ("cmsmadesimple", "/index.php?mact=News,m74c78,default,1&m74c78number=5&m74c78pagenumber=2&page=15"),
    ("latlit", "/about-the-programme/"),
    ("latlit", "/kick-off-meeting-of-a-route/?text"),
]


@pytest.mark.parametrize(("platform", "path"), ARTICLES)
def test_article_addresses_are_taken(platform: str, path: str) -> None:
    assert takes(platform, path)


@pytest.mark.parametrize(("platform", "path"), OTHERS)
def test_other_addresses_are_left(platform: str, path: str) -> None:
    assert not takes(platform, path)


def test_every_platform_is_under_its_own_name_and_takes_no_home_page() -> None:
    assert [(name, rules.name) for name, rules in PLATFORMS.items()] == [(name, name) for name in sorted(PLATFORMS)]
    assert [name for name in PLATFORMS if takes(name, "/")] == []


def test_every_selector_is_of_a_form_that_elements_know() -> None:
    selectors = [
        one for rules in PLATFORMS.values() for one in (*rules.row, *rules.title, *rules.published, *rules.lead)
    ]
    assert [one for one in selectors if not SELECTOR.fullmatch(one)] == []
    article = parse_page('<article class="post"><h2 class="entry-title">x</h2></article>', "https://a.lt/")
    assert any(element.matches(one) for element in article.elements for one in PLATFORMS["wordpress"].row)


def test_every_mark_of_a_page_can_be_looked_for() -> None:
    page = read_page_tags(b'<body class="single-post"><div itemprop="articleBody" data-drupal-selector="a-b"></div>')
    for rules in PLATFORMS.values():
        marks = (*rules.article_marks, *rules.other_marks, *rules.marks.markup)
        assert [one for one in marks if not (SELECTOR.fullmatch(one) or LOOSE.fullmatch(one))] == []
        assert not set(rules.article_marks) & set(rules.other_marks)
        assert rules.kind_of is None or rules.kind_of in PLATFORMS
    assert [page.find(mark) is not None for mark in PLATFORMS["wordpress"].article_marks] == [True]
    assert page.find("[itemprop=articleBody]") == page.find("[data-drupal-selector*=-]") == page.tags[-1]
    with pytest.raises(ValueError, match="is no selector"):
        page.find("div > p")


def test_paths_for_the_probe_are_paths() -> None:
    for rules in PLATFORMS.values():
        paths = (*rules.listings, *rules.feeds, *rules.sitemaps)
        assert [path for path in paths if not path.startswith(("/", "{listing}"))] == []
        assert len(set(paths)) == len(paths)
    assert [name for name, rules in PLATFORMS.items() if rules.shared_server] == ["kovtp", "tvp"]


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
@pytest.mark.parametrize("part", ["a-1/", "-", "a-", "aktualitates/", "2020/01/", "news/1/", "id=x&page=1&"])
def test_patterns_end_in_time_on_a_long_address(platform: str, part: str) -> None:
    rules = PLATFORMS[platform]
    urls = [
        f"https://www.paraugs.lv/{mark}{part * (4_000 // len(part))}{end}" for mark in ("", "?") for end in ("!", "?")
    ]
    started = time.process_time()
    found = [re.search(one, url) for one in (*rules.article, *rules.skip) for url in urls]
    assert len(found) == len(urls) * len((*rules.article, *rules.skip))
    assert time.process_time() - started < 2.0
