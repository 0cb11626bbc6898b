"""The next page of listings of many templates: all pages here are written for these tests."""

from __future__ import annotations

import pytest

from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.discovery.listings.paging import probe_next_url
from crawler.discovery.platforms.known import PLATFORMS

HOST = "https://pavyzdys.lt"


def parse(url: str, markup: str, *, article: str = "/straipsnis/") -> ListingPage:
    return parse_listing(
        f"<html><body>{markup}</body></html>",
        url,
        fit=lambda address: "article" if article in address else "no",
        owns=lambda address: address.startswith((HOST, "http://pavyzdys.lt")),
    )


def numbers(pattern: str, shown: range, current: int) -> str:
    return " ".join(
        f"<b>{number}</b>" if number == current else f'<a href="{pattern.format(number)}">{number}</a>'
        for number in shown
    )


DRUPAL_FULL = """<nav class="pager" role="navigation" aria-labelledby="pagination-heading">
<h4 id="pagination-heading" class="visually-hidden">Lappušu navigācija</h4>
<ul class="pager__items js-pager__items">
<li class="pager__item is-active"><a href="?page=0" title="Pašreizējā lapa">
<span class="visually-hidden">Pašreizējā lapa</span>1</a></li>
<li class="pager__item"><a href="?page=1" title="Doties uz lapu 2">
<span class="visually-hidden">Lapa</span>2</a></li>
<li class="pager__item"><a href="?page=2" title="Doties uz lapu 3">
<span class="visually-hidden">Lapa</span>3</a></li>
<li class="pager__item pager__item--next"><a href="?page=1" {rel}><span aria-hidden="true">››</span></a></li>
<li class="pager__item pager__item--last"><a href="?page=57"><span>Pēdējā »</span></a></li></ul></nav>"""

MINI = """<nav class="pager"><ul class="js-pager__items">
<li><a href="?page=1" title="Iepriekšējā lapa">‹‹</a></li>
<li>Lapa 3</li>
<li class="pager__item--next"><a href="?page=3" title="Doties uz nākamo lapu">››</a></li></ul></nav>"""

BOOTSTRAP = """<ul class="pagination"><li class="disabled"><a href="#">«</a></li>
<li class="active"><a href="/naujienos?page=1">1</a></li><li><a href="/naujienos?page=2">2</a></li>
<li><a href="/naujienos?page=3">3</a></li><li><a href="/naujienos?page=3">»</a></li></ul>"""

JOOMLA = """<div class="pagination"><p class="counter">Puslapis 2 iš 3</p><ul>
<li><a href="/naujienos">Pradžia</a></li><li><a href="/naujienos">1</a></li><li>2</li>
<li><a href="/naujienos?start=40">3</a></li><li><a href="/naujienos?start=40">Kitas</a></li></ul></div>"""

WORDPRESS = """<nav class="navigation pagination" aria-label="Įrašai"><div class="nav-links">
<a class="prev page-numbers" href="https://pavyzdys.lt/category/naujienos/">Ankstesnis</a>
<a class="page-numbers" href="https://pavyzdys.lt/category/naujienos/">1</a>
<span aria-current="page" class="page-numbers current">2</span>
<a class="page-numbers" href="https://pavyzdys.lt/category/naujienos/page/3/">3</a>
<a class="next page-numbers" href="https://pavyzdys.lt/category/naujienos/page/3/">Kitas</a></div></nav>"""


@pytest.mark.parametrize(
    ("url", "markup", "expected"),
    [
        pytest.param("/lv/jaunumi", DRUPAL_FULL.format(rel='rel="next"'), "/lv/jaunumi?page=1", id="drupal full"),
        pytest.param("/lv/jaunumi", DRUPAL_FULL.format(rel=""), "/lv/jaunumi?page=1", id="drupal full without rel"),
        pytest.param("/lv/jaunumi?page=2", MINI, "/lv/jaunumi?page=3", id="drupal mini"),
        pytest.param("/naujienos", BOOTSTRAP, "/naujienos?page=2", id="bootstrap"),
        pytest.param("/naujienos?page=2", BOOTSTRAP, "/naujienos?page=3", id="bootstrap, second page"),
        pytest.param("/naujienos?page=3", BOOTSTRAP, None, id="bootstrap, last page"),
        pytest.param("/naujienos?start=20", JOOMLA, "/naujienos?start=40", id="joomla offsets"),
        pytest.param("/naujienos?start=40", JOOMLA, None, id="joomla, last page"),
        pytest.param(
            "/category/naujienos/page/2/",
            WORDPRESS,
            "/category/naujienos/page/3/",
            id="wordpress, second page",
        ),
        pytest.param(
            "/index.php?qw=naujienos",
            numbers("index.php?qw=naujienos&amp;page={}", range(1, 5), 1) + ' <a href="?qw=naujienos&page=4">»</a>',
            "/index.php?qw=naujienos&page=2",
            id="plain numbers in a query-only site, arrow to the last page",
        ),
        pytest.param(
            "/index.php?qw=naujienos&page=2",
            numbers("?page={}&qw=naujienos", range(1, 4), 2),
            "/index.php?page=3&qw=naujienos",
            id="parameters in another order",
        ),
        pytest.param("/", numbers("/?puslapis={}", range(1, 4), 1), "/?puslapis=2", id="lithuanian parameter"),
        pytest.param("/?psl=2", numbers("/?psl={}", range(1, 3), 2), None, id="last of two pages"),
        pytest.param("/naujienos/", numbers("/naujienos/{}", range(1, 4), 1), "/naujienos/2", id="bare path number"),
        pytest.param(
            "/naujienos/2", numbers("/naujienos/{}/", range(1, 4), 2), "/naujienos/3/", id="bare path, second"
        ),
        pytest.param("/uudised", numbers("/uudised/lk/{}", range(1, 4), 1), "/uudised/lk/2", id="estonian path word"),
        pytest.param(
            "/naujienos.html",
            numbers("/naujienos-{}.html", range(1, 4), 1),
            "/naujienos-2.html",
            id="number in file name",
        ),
        pytest.param(
            "/naujienos",
            '<div class="pager">' + numbers("/naujienos?xq={}", range(1, 4), 1) + "</div>",
            "/naujienos?xq=2",
            id="unknown parameter in a pager",
        ),
        pytest.param(
            "/uudised?tag=leader&lehekylg=9",
            numbers("?tag=leader&lehekylg={}", range(7, 12), 9),
            "/uudised?tag=leader&lehekylg=10",
            id="window of numbers",
        ),
        pytest.param(
            "/jaunumi?page=9",
            '<ul class="pager">' + numbers("?page={}", range(1, 11), 10) + '<li><a href="?page=10">tālāk</a></ul>',
            "/jaunumi?page=10",
            id="next window, counted from 0, without number",
        ),
        pytest.param("/n?pg=1", '<a href="?pg=2">Kitas puslapis »</a>', "/n?pg=2", id="only a word"),
        pytest.param("/n", '<a href="/n?page=2"><img src="r.gif" alt="Next"></a>', "/n?page=2", id="image with a word"),
        pytest.param(
            "/n/2", '<a href="/n/3">Kitas puslapis (3)</a>', "/n/3", id="only a word with a number, bare path"
        ),
        pytest.param("/n", numbers("/n,{}.html", range(1, 4), 1), "/n,2.html", id="comma in file name"),
        pytest.param(
            "/n?pageID=2",
            numbers("/n?pageID={}&limit=9", range(1, 4), 2),
            "/n?pageID=3&limit=9",
            id="pear pager",
        ),
        pytest.param(
            "/n?p=10",
            '<a href="/n?p=0">1</a> 2 <a href="/n?p=20">3</a> <a href="/n?p=30">4</a>',
            "/n?p=20",
            id="offsets under a page's name",
        ),
        pytest.param("/n", '<a href="/n?p=2">&gt;&gt;</a>', "/n?p=2", id="only a double arrow"),
        pytest.param("/n", '<p><a href="/n?limitstart=15">Järgmine ›</a>', "/n?limitstart=15", id="estonian word"),
        pytest.param(
            "/n",
            '<a href="?tx_news[currentPage]=2&cHash=ab1">2</a>',
            "/n?tx_news[currentPage]=2&cHash=ab1",
            id="typo3",
        ),
        pytest.param(
            "/n?page=,1",
            '<ul class="pager"><li>2<li><a href="?page=,2">3</a></ul>',
            "/n?page=,2",
            id="drupal's second pager",
        ),
        pytest.param(
            "/",
            '<div class="paging">' + numbers("index.php?qw=naujienos&page={}", range(1, 4), 1) + "</div>",
            "/index.php?qw=naujienos&page=2",
            id="home page's pager into a section by query",
        ),
        pytest.param(
            "/",
            '<div class="paging">' + numbers("/naujienos/page/{}", range(1, 4), 1) + "</div>",
            "/naujienos/page/2",
            id="home page's pager into a section by path",
        ),
    ],
)
def test_next_page_is_found_in_every_kind_of_pager(url: str, markup: str, expected: str | None) -> None:
    page = parse(HOST + url, markup)
    assert page.next_url == (None if expected is None else HOST + expected)
    assert page.has_pager


def test_head_link_names_the_next_page() -> None:
    body = '<head><link rel="next" href="/page/2/"></head><a href="/straipsnis/1">Viena</a>'
    page = parse_listing(
        body,
        f"{HOST}/",
        fit=lambda url: "article" if "straipsnis" in url else "no",
        owns=lambda url: url.startswith(HOST),
    )
    assert page.next_url == f"{HOST}/page/2/"


def test_base_element_moves_relative_pager_links() -> None:
    body = '<head><base href="https://pavyzdys.lt/lt/"></head><a href="naujienos?page=2">2</a>'
    assert parse(f"{HOST}/lt/naujienos", body).next_url == f"{HOST}/lt/naujienos?page=2"


@pytest.mark.parametrize(
    ("url", "markup"),
    [
        pytest.param("/n", '<ul class="pager"><a rel="next" href="/straipsnis/9">Kitas</a></ul>', id="article"),
        pytest.param("/n", '<ul class="pager"><a rel="next" href="https://kitur.lt/n?page=2">2</a></ul>', id="host"),
        pytest.param("/n", '<ul class="pager"><a rel="next" href="/n">2</a><a href="#">»</a></ul>', id="same address"),
        pytest.param("/n?page=2", '<ul class="pager"><a rel="next" href="/n?page=1">»</a></ul>', id="backwards"),
        pytest.param("/n", '<div class="pager"><a rel="next" href="/n?print=1">›</a></div>', id="print"),
        pytest.param("/n", '<div class="pager"><a rel="next" href="/n?monthID=9&yearID=2028">»</a></div>', id="month"),
        pytest.param("/n", '<div class="pager"><a rel="next" href="/n?month=2022-06">Next ›</a></div>', id="calendar"),
        pytest.param("/2021/02/", '<a rel="next" href="/2021/03/">»</a>', id="month archive"),
        pytest.param("/lv/n", '<div class="pager"><a href="/en/n">›</a></div>', id="other language"),
        pytest.param("/n", '<div class="pager"><a hreflang="en" href="/n?page=2">Next</a></div>', id="hreflang"),
        pytest.param("/n", numbers("/n?day={}", range(1, 30), 7), id="days"),
        pytest.param("/n", numbers("/n?x={}", range(1, 30), 7), id="many loose numbers of an unknown parameter"),
        pytest.param("/2021/02/", numbers("/2021/02/{}/", range(1, 28), 7), id="day archives"),
        pytest.param("/n", " ".join(f'<a href="/n/{year}">{year}</a>' for year in (2020, 2021, 2022)), id="years"),
        pytest.param("/n?gads=2021", '<a href="/n?gads=2022">2022</a>', id="year parameter"),
        pytest.param("/n", '<table class="calendar"><td><a href="/n?page=2">2</a></table>', id="calendar table"),
        pytest.param("/index.php?qw=n", '<a href="?qw=projektai&id=2">Toliau »</a>', id="read more of another page"),
        pytest.param("/n", '<a href="/n?id=2">2</a> <a href="/n?id=3">3</a>', id="ids"),
        pytest.param("/n", '<a href="/n/feed/?page=2">2</a>', id="feed"),
    ],
)
def test_next_page_is_never(url: str, markup: str) -> None:
    assert parse(HOST + url, markup).next_url is None


def test_other_things_called_pager_are_none() -> None:
    page = parse(f"{HOST}/n", '<div class="slider-pager pager"><a href="/kontaktai">Kontaktai</a></div>')
    assert (page.next_url, page.has_pager) == (None, False)


def test_page_without_a_pager_says_so() -> None:
    page = parse(f"{HOST}/n", '<a href="/straipsnis/1">Viena</a> <a href="/kontaktai">Kontaktai</a>')
    assert (page.next_url, page.has_pager) == (None, False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://novads.lv/lv/jaunumi", "https://novads.lv/lv/jaunumi?page=1"),
        ("https://novads.lv/lv/jaunumi?page=0", "https://novads.lv/lv/jaunumi?page=1"),
        (
            "https://novads.lv/lv/jaunumi?category=4&page=19",
            "https://novads.lv/lv/jaunumi?category=4&page=20",
        ),
        ("https://novads.lv/lv/jaunumi?page=x", None),
        ("https://novads.lv/lv/jaunumi?page=10000", None),
    ],
)
def test_probing_counts_tvp_pages_from_zero(url: str, expected: str | None) -> None:
    assert probe_next_url(PLATFORMS["tvp"], url) == expected


def test_probing_needs_a_known_parameter() -> None:
    assert probe_next_url(PLATFORMS["pakruojis"], "http://pakruojovvg.lt/") is None


@pytest.mark.parametrize(
    ("number", "pager", "expected"),
    [
        (7, '<a rel="next" href="/naujienos?page=3">Kitas</a>', True),
        (7, '<a href="/naujienos?page=3">Kitas puslapis</a>', True),
        (7, '<a href="/naujienos?page=6">Ankstesnis</a>', False),
        (3, '<a href="/naujienos?page=4">Kitas puslapis</a>', False),
    ],
)
def test_a_pager_that_leads_back_is_known_as_one(number: int, pager: str, expected: bool) -> None:
    rows = "".join(
        f'<li><a href="/straipsnis/{row}">Bendruomenės šventė {row}</a> 2024-05-0{row}</li>' for row in range(1, 6)
    )
    page = parse_listing(
        f'<main><ul>{rows}</ul><div class="pager">{pager}</div></main>',
        f"{HOST}/naujienos?page={number}",
        fit=lambda url: "article" if "straipsnis" in url else "no",
        owns=lambda url: url.startswith(HOST),
    )
    assert page.turns_back is expected
