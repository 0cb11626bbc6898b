"""Which addresses are one article and which are not, in real crawls of WordPress, Joomla and hand-made sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from archive.store import Archive
from tests.crawler.sites import Report, Site, Sites, answer, make_sites, rows, story

GENERATOR = '<meta name="generator" content="WordPress 6.5">'


def name(address: str) -> str:
    return f'<link rel="canonical" href="@here@{address}">'


def post(title: str, address: str, *, number: int, head: str = "") -> bytes:
    """A WordPress post with canonical and short link."""
    links = f'{GENERATOR}{name(address)}<link rel="shortlink" href="@here@/?p={number}">{head}'
    return story(title, head=links, body='class="single single-post"')


def make_wordpress() -> Site:
    talka = post("Talka prie ežero", "/talka-prie-ezero/", number=11)
    turgus = post("Ūkininkų turgus kieme", "/ukininku-turgus-kieme/", number=12)
    amp = '<link rel="amphtml" href="@here@/sventes-programa-jau-paskelbta/amp/">'
    svente = post("Šventės programa jau paskelbta", "/sventes-programa-jau-paskelbta/", number=13, head=amp)
    listed = rows(
        ("/?p=11", "Talka prie ežero"),
        ("/talka-prie-ezero/", "Talka prie ežero"),
        ("/talka-prie-ezero", "Talka prie ežero kviečia visus"),
        ("/talka-prie-ezero/2/", "Talka prie ežero"),
        ("/talka-prie-ezero/?print=1", "Talka prie ežero"),
        ("/?p=12", "Ūkininkų turgus kieme"),
        ("/sventes-programa-jau-paskelbta/amp/", "Šventės programa jau paskelbta"),
        ("/sventes-programa-jau-paskelbta/?utm_source=fb&amp;fbclid=x", "Šventės programa jau paskelbta"),
        ("/index.php/sventes-programa-jau-paskelbta/", "Šventės programa jau paskelbta"),
        ("/kaimo-%C5%A1vent%C4%97-ratuose/", "Kaimo šventė ratuose"),
        ("/kaimo-šventė-ratuose/", "Kaimo šventė ratuose"),
        head=GENERATOR,
    )
    return Site(
        "wordpress",
        pages={
            "/": listed,
            "/?p=11": answer(b"", status="301 Moved", Location="@here@/talka-prie-ezero/"),
            "/talka-prie-ezero/": talka,
            "/talka-prie-ezero": talka,
            "/talka-prie-ezero/2/": talka,
            "/talka-prie-ezero/?print=1": talka,
            "/?p=12": turgus,
            "/ukininku-turgus-kieme/": turgus,
            "/sventes-programa-jau-paskelbta/": svente,
            "/sventes-programa-jau-paskelbta/amp/": svente,
            "/sventes-programa-jau-paskelbta/?utm_source=fb&fbclid=x": svente,
            "/index.php/sventes-programa-jau-paskelbta/": svente,
            "/kaimo-%C5%A1vent%C4%97-ratuose/": story("Kaimo šventė ratuose"),
        },
        fields={"platform": "wordpress"},
    )


def make_joomla() -> Site:
    seminar = story("Seminaras ūkininkams Pasvalyje", head='<meta name="generator" content="Joomla!">')
    other = story("Seminaras jaunimui Biržuose", head='<meta name="generator" content="Joomla!">')
    seminar_at = (
        "/index.php/naujienos/898-seminaras-ukininkams",
        "/index.php/apie-mus/naujienos/898-seminaras-ukininkams",
        "/index.php/component/content/article/898-seminaras-ukininkams",
        "/naujienos/898-seminaras-ukininkams.html",
        "/index.php/naujienos/898-seminaras-ukininkams?tmpl=component&print=1&layout=default",
    )
    listed = rows(
        *((url.replace("&", "&amp;"), "Seminaras ūkininkams Pasvalyje") for url in seminar_at),
        ("/index.php/naujienos/899-seminaras-jaunimui", "Seminaras jaunimui Biržuose"),
    )
    pages = {"/naujienos": listed, "/index.php/naujienos/899-seminaras-jaunimui": other}
    return Site(
        "joomla",
        [{"listing": "/naujienos"}],
        {**pages, **dict.fromkeys(seminar_at, seminar)},
        {"platform": "joomla"},
    )


def make_raw_joomla() -> Site:
    """An article by its menu's path and by the system's own parameters: only its text tells that it is one."""
    targets = ("/naujienos/77-stovykla", "/index.php?option=com_content&view=article&id=77:stovykla&catid=8")
    listed = rows(*((target.replace("&", "&amp;"), "Vasaros stovykla vaikams") for target in targets))
    more = "<p>Vaikai pynė vainikus, kepė duoną, plaukė baidarėmis ir mokėsi pažinti paukščius iš balso.</p>" * 3
    pages = dict.fromkeys(targets, story("Vasaros stovykla vaikams", after=more))
    return Site("raw-joomla", [{"listing": "/naujienos"}], {"/naujienos": listed, **pages}, {"platform": "joomla"})


def make_handmade() -> Site:
    """Suffixes and numbers that are articles of their own, and print copies that are none."""
    stories = {
        "/jaunumi/smeltines-pieredze": "Brauciens uz Smiltenes pusi pēc pieredzes",
        "/jaunumi/smeltines-pieredze-0": "Brauciena uz Smilteni otrā diena",
        "/jaunumi/smeltines-pieredze-1": "Pieredzes brauciena noslēgums Smiltenē",
        "/jaunumi/12/seminars": "Seminārs par pārtiku Valkā",
        "/jaunumi/13/seminars": "Seminārs par tūrismu Valkā",
        "/jaunumi/skats?id=5": "Piektais skats uz ezeru",
        "/jaunumi/skats?id=6": "Sestais skats uz ezeru",
    }
    print_copy = '<p><a href="/jaunumi/12/seminars?print=1">Drukāt</a></p>'
    pages = {target: story(title, after=print_copy) for target, title in stories.items()}
    listed = rows(
        *stories.items(),
        ("/jaunumi/12/seminars?print=1", "Seminārs par pārtiku Valkā"),
        ("/jaunumi/12/seminars/", "Seminārs par pārtiku Valkā"),
        ("/jaunumi/12/seminars?utm_medium=email", "Seminārs par pārtiku Valkā"),
        ("/jaunumi/12/seminars?accessibility-version=1", "Seminārs par pārtiku Valkā"),
        ("/jaunumi/12/seminars#komentari", "Seminārs par pārtiku Valkā"),
    )
    copies = {f"/jaunumi/12/seminars{more}": pages["/jaunumi/12/seminars"] for more in ("?print=1", "/")}
    return Site("handmade", pages={"/": listed, **pages, **copies}, fields={"article": ["/jaunumi/"]})


def make_fixed() -> Site:
    """A theme that writes one canonical address on every page: the home page's, or the first article's."""
    home = {f"/naujiena/{word}": story(f"Apie {word} kaime", head=name("/")) for word in ("duona", "pieną", "medų")}
    first = {
        f"/naujiena/{word}-sventeje": story(f"Šventėje: {word}", head=name("/naujiena/daina-sventeje"))
        for word in ("daina", "pasaka", "eile")
    }
    pages = {**home, **first}
    return Site(
        "fixed",
        pages={
            "/": rows(*((target, f"Naujiena {target}") for target in pages)),
            **{_quote(k): v for k, v in pages.items()},
        },
        fields={"article": ["/naujiena/"]},
    )


def make_believed() -> Site:
    """One article under two addresses of which the canonical link tells the right one; one published elsewhere."""
    right = story("Bendruomenių sąskrydis", head=name("/naujienos/bendruomeniu-saskrydis"))
    foreign = story(
        "Iš kaimynų", head='<link rel="canonical" href="https://www.kaiminai.example/naujienos/is-kaimynu">'
    )
    return Site(
        "believed",
        pages={
            "/": rows(
                ("/projektai/bendruomeniu-saskrydis", "Bendruomenių sąskrydis"),
                ("/naujienos/bendruomeniu-saskrydis", "Bendruomenių sąskrydis"),
                ("/naujienos/is-kaimynu", "Iš kaimynų"),
            ),
            "/projektai/bendruomeniu-saskrydis": right,
            "/naujienos/bendruomeniu-saskrydis": right,
            "/naujienos/is-kaimynu": foreign,
        },
        fields={"article": ["/naujienos/", "/projektai/"]},
    )


def _quote(target: str) -> str:
    return target.replace("ą", "%C4%85").replace("ų", "%C5%B3")


EXPECTED = {
    "wordpress": {
        "/talka-prie-ezero/": "Talka prie ežero",
        "/ukininku-turgus-kieme/": "Ūkininkų turgus kieme",
        "/sventes-programa-jau-paskelbta/": "Šventės programa jau paskelbta",
        "/kaimo-%C5%A1vent%C4%97-ratuose/": "Kaimo šventė ratuose",
    },
    "handmade": {
        "/jaunumi/smeltines-pieredze": "Brauciens uz Smiltenes pusi pēc pieredzes",
        "/jaunumi/smeltines-pieredze-0": "Brauciena uz Smilteni otrā diena",
        "/jaunumi/smeltines-pieredze-1": "Pieredzes brauciena noslēgums Smiltenē",
        "/jaunumi/12/seminars": "Seminārs par pārtiku Valkā",
        "/jaunumi/13/seminars": "Seminārs par tūrismu Valkā",
        "/jaunumi/skats?id=5": "Piektais skats uz ezeru",
        "/jaunumi/skats?id=6": "Sestais skats uz ezeru",
    },
    "fixed": {
        "/naujiena/duona": "Apie duona kaime",
        "/naujiena/pien%C4%85": "Apie pieną kaime",
        "/naujiena/med%C5%B3": "Apie medų kaime",
        "/naujiena/daina-sventeje": "Šventėje: daina",
        "/naujiena/pasaka-sventeje": "Šventėje: pasaka",
        "/naujiena/eile-sventeje": "Šventėje: eile",
    },
    "believed": {"/naujienos/bendruomeniu-saskrydis": "Bendruomenių sąskrydis", "/naujienos/is-kaimynu": "Iš kaimynų"},
}
"""Site to its articles: target and title."""


OTHER_LINKS = {
    "wordpress": [
        ("/?p=13", "Šventės programa jau paskelbta"),
        ("/ukininku-turgus-kieme/", "Ūkininkų turgus kieme"),
        ("/?p=11", "Talka prie ežero"),
        ("/sventes-programa-jau-paskelbta/2/", "Šventės programa jau paskelbta"),
    ],
    "joomla": [
        ("/index.php/projektai/898-seminaras-ukininkams", "Seminaras ūkininkams Pasvalyje"),
    ],
    "believed": [("/projektai/bendruomeniu-saskrydis", "Bendruomenių sąskrydis")],
}
"""Other addresses of known articles, on the listings of the second crawl."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """Two crawls of unchanged articles, to some of which the second listing leads by other addresses of theirs."""

    sites: Sites
    first: dict[str, Report]
    second: dict[str, Report]
    asked: dict[str, list[str]]
    asked_again: dict[str, list[str]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    made = [make_wordpress(), make_joomla(), make_raw_joomla(), make_handmade(), make_fixed(), make_believed()]
    with make_sites(tmp_path_factory.mktemp("identity"), made) as sites:
        first = sites.crawl()
        asked = {site: one.asked() for site, one in sites.by_id.items()}
        for site, links in OTHER_LINKS.items():
            seed = str(sites[site].seeds[0]["listing"])
            sites[site].pages[seed] = rows(*((url, title) for url, title in links))
        second = sites.crawl()
        again = {site: one.asked() for site, one in sites.by_id.items()}
        yield Crawled(sites, first, second, asked, again)


@pytest.mark.parametrize("site", EXPECTED)
def test_every_article_is_there_once_and_under_its_own_address(crawled: Crawled, site: str) -> None:
    found = crawled.sites.articles(site)
    assert sorted(one.version.article.title for one in found.values()) == sorted(EXPECTED[site].values())
    assert {one.versions for one in found.values()} == {1}
    base = crawled.sites[site].base
    with Archive(crawled.sites.archive) as archive:
        named = {target: archive.find_article(base + target) for target in EXPECTED[site]}
    assert {target: one and one.version.article.title for target, one in named.items()} == EXPECTED[site]


def test_a_joomla_article_is_its_number_whatever_the_menu_that_leads_to_it(crawled: Crawled) -> None:
    found = crawled.sites.articles("joomla")
    titles = sorted(one.version.article.title for one in found.values())
    assert titles == ["Seminaras jaunimui Biržuose", "Seminaras ūkininkams Pasvalyje"]


def test_a_joomla_article_is_its_number_in_a_path_and_in_parameters(crawled: Crawled) -> None:
    assert len(crawled.sites.articles("raw-joomla")) == 1


@pytest.mark.parametrize("site", ["wordpress", "joomla", "handmade", "fixed", "believed"])
def test_a_second_crawl_of_what_is_unchanged_finds_nothing_new(crawled: Crawled, site: str) -> None:
    counts = crawled.second[site].counts
    assert (counts["new"], counts["changed"], counts["failed"], counts["gone"]) == (0, 0, 0, 0)
    assert crawled.asked_again[site] == [crawled.asked[site][0]]


@pytest.mark.parametrize("site", ["wordpress", "joomla", "handmade"])
def test_other_spellings_of_an_address_are_not_asked_for(crawled: Crawled, site: str) -> None:
    asked = crawled.asked[site]
    assert len(asked) <= 2 + len(crawled.sites.articles(site))
    assert not [target for target in asked if "print" in target or "utm" in target or "/amp" in target]


def test_an_article_is_found_under_each_of_its_addresses(crawled: Crawled) -> None:
    base = crawled.sites["wordpress"].base
    with Archive(crawled.sites.archive) as archive:
        found = [
            archive.find_article(f"{base}{target}")
            for target in ("/talka-prie-ezero/", "/talka-prie-ezero", "/?p=11", "/ukininku-turgus-kieme/", "/?p=12")
        ]
    ids = [one.id if one is not None else None for one in found]
    assert None not in ids
    assert ids[0] == ids[1] == ids[2] != ids[3] == ids[4]
