"""Pagers of hand-made systems and of the platforms: the next page's address, and the pagers that turn other lists."""

from __future__ import annotations

import pytest

from tests.crawler.discovery.test_paging import HOST, parse

PAGERS = (
    (
        "/naujienos",
        '<button class="load-more" data-next="/naujienos?page=2">Rodyti daugiau</button>',
        "/naujienos?page=2",
    ),
    (
        "/naujienos",
        '<div class="more" data-url="/naujienos?offset=10">Daugiau naujienų</div>',
        "/naujienos?offset=10",
    ),
    (
        "/naujienos",
        '<a href="#" data-href="/naujienos/page/2/">Daugiau</a>',
        "/naujienos/page/2/",
    ),
    (
        "/naujienos",
        '<a class="btn" href="/naujienos?page=2">Rodyti daugiau</a>',
        "/naujienos?page=2",
    ),
    (
        "/naujienos",
        '<select name="p"><option value="/naujienos?page=1" selected>1</option><option value="/naujienos'
        '?page=2">2</option><option value="/naujienos?page=3">3</option></select>',
        "/naujienos?page=2",
    ),
    (
        "/naujienos?page=2",
        '<select name="p"><option value="/naujienos?page=1">1</option><option value="/naujienos?page=2" '
        'selected>2 psl.</option><option value="/naujienos?page=3">3 psl.</option></select>',
        "/naujienos?page=3",
    ),
    (
        "/",
        '<a href="/page/2/">Senesni įrašai</a>',
        "/page/2/",
    ),
    (
        "/",
        '<a href="/page/2/">← Senesni įrašai</a>',
        "/page/2/",
    ),
    (
        "/",
        '<div class="nav-previous"><a href="/page/2/"><span class="meta-nav">&larr;</span> Vecāki ieraksti</a></div>',
        "/page/2/",
    ),
    (
        "/uudised/",
        '<div class="nav-previous"><a href="/uudised/page/2/">&laquo; Vanemad postitused</a></div>',
        "/uudised/page/2/",
    ),
    (
        "/archive.php",
        '<a href="archive.php?from=20">&lt;&lt; vecāki</a> | ',
        "/archive.php?from=20",
    ),
    (
        "/archive.php?from=20",
        '<a href="archive.php?from=40">&lt;&lt; vecāki</a> | <a href="archive.php?from=0">jaunāki &gt;&gt;</a>',
        "/archive.php?from=40",
    ),
    (
        "/archive.php?from=40",
        '<a href="archive.php?from=20">jaunāki &gt;&gt;</a>',
        None,
    ),
    (
        "/naujienos?start=320",
        '<div class="pagination"><p>Puslapis 17 iš 46</p><a href="/naujienos?start=0">1</a> … <a href="/'
        'naujienos?start=300">16</a> 17 <a href="/naujienos?start=340">18</a> … <a href="/naujienos?star'
        't=900">46</a></div>',
        "/naujienos?start=340",
    ),
    (
        "/uudised.html",
        '<p>Arhiiv: <a href="uudised2.html">2</a></p>',
        "/uudised2.html",
    ),
    (
        "/uudised2.html",
        '<p><a href="uudised.html">1</a> 2 <a href="uudised3.html">3</a></p>',
        "/uudised3.html",
    ),
    (
        "/n/page-1.html",
        '<a href="page-2.html">2</a> <a href="page-3.html">3</a>',
        "/n/page-2.html",
    ),
    (
        "/jaunumi",
        '<b>1</b> <a href="/jaunumi/lapa/2">2</a> <a href="/jaunumi/lapa/3">3</a>',
        "/jaunumi/lapa/2",
    ),
    (
        "/?page=7",
        '1 <a href="?page=7&amp;amount=10&amp;current=2">2</a> <a href="?page=7&amp;amount=10&amp;current=3">3</a>',
        "/?page=7&amount=10&current=2",
    ),
    (
        "/?page=7&amount=10&current=2",
        '<a href="?page=7&amp;amount=10&amp;current=1">1</a> 2 <a href="?page=7&amp;amount=10&amp;current=3">3</a>',
        "/?page=7&amount=10&current=3",
    ),
    (
        "/index.php?page=uudised",
        'Lehekülg 1/5 <a href="/index.php?mact=News,cntnt01,default,0&amp;cntnt01pagenumber=2&amp;cntnt0'
        '1returnid=52">&gt;</a>',
        "/index.php?mact=News,cntnt01,default,0&cntnt01pagenumber=2&cntnt01returnid=52",
    ),
    (
        "/uudised",
        '<ul class="pagination"><a href="/uudised?p_p_id=101_X&_101_X_delta=10&_101_X_cur=2">2</a></ul>',
        "/uudised?p_p_id=101_X&_101_X_delta=10&_101_X_cur=2",
    ),
    (
        "/n",
        '<div><a href="/n?page=2"><img src="next.gif"></a></div>',
        "/n?page=2",
    ),
    (
        "/n?page=2",
        '<div><a href="/n?page=1"><img src="prev.gif"></a><a href="/n?page=3"><img src="/i/next.png"></a></div>',
        "/n?page=3",
    ),
    (
        "/n",
        '<div class="pager"><a href="/n?page=2" class="next"></a></div>',
        "/n?page=2",
    ),
    (
        "/n",
        '<div><a href="/n?page=2" class="pagination-next"><i class="icon-right"></i></a></div>',
        "/n?page=2",
    ),
    (
        "/naujienos/",
        '<div class="comments"><a href="/naujienos/comment-page-2/#comments">Senesni komentarai</a></div>',
        None,
    ),
    (
        "/naujienos/",
        '<div class="comment-navigation"><a href="/naujienos/comment-page-2/">2</a></div>',
        None,
    ),
    (
        "/n",
        '<div class="renginiai"><h3>Renginiai</h3><div class="pager"><a href="/renginiai?page=2">2</a><a'
        ' href="/renginiai?page=2">Kitas</a></div></div>',
        None,
    ),
    (
        "/n",
        '<div class="gallery"><h3>Galerija</h3><div class="pager"><a href="/galerija/page/2/">2</a></div></div>',
        None,
    ),
    (
        "/n",
        '<div id="events"><ul class="pager"><li><a href="/n?page=0%2C1">2</a></ul></div><ul class="pager'
        '"><li><a href="/n?page=1%2C0">2</a></ul>',
        "/n?page=1%2C0",
    ),
    (
        "/2014/05/",
        '<a href="/2014/05/page/2/">2</a>',
        "/2014/05/page/2/",
    ),
    (
        "/archive/2022/05",
        '<a href="/archive/2022/04">‹</a> <a href="/archive/2022/06">›</a>',
        None,
    ),
    (
        "/n",
        '<a href="?iccaldate=2017-10-1">›</a>',
        None,
    ),
    (
        "/n",
        '<a href="?monthID=9&yearID=2028">»</a>',
        None,
    ),
    (
        "/n",
        '<link rel="next" href="/n?page=2">',
        "/n?page=2",
    ),
    (
        "/naujienos/1",
        '<a href="/naujienos/1">1</a><a href="/naujienos/2">2</a><a href="/naujienos/3">3</a>',
        "/naujienos/2",
    ),
    (
        "/lt/naujienos/p-1",
        '<b>1</b> <a href="/lt/naujienos/p-2">2</a> <a href="/lt/naujienos/p-3">3</a> <a href="/lt/nauji'
        'enos/p-4">4</a>',
        "/lt/naujienos/p-2",
    ),
    (
        "/n?pageNo=1",
        '<a href="/n?pageNo=2">Pirmyn</a>',
        "/n?pageNo=2",
    ),
    (
        "/news",
        '<a href="/news?page=2" aria-label="Next">›</a>',
        "/news?page=2",
    ),
    (
        "/news?skip=10",
        '<div class="pages"><a href="/news?skip=0">1</a> <b>2</b> <a href="/news?skip=20">3</a></div>',
        "/news?skip=20",
    ),
)
"""Listing, markup, next page; None where nothing in the markup turns this listing."""


@pytest.mark.parametrize(("url", "markup", "expected"), PAGERS)
def test_next_page_is_this_listings_own(url: str, markup: str, expected: str | None) -> None:
    assert parse(HOST + url, markup).next_url == (None if expected is None else HOST + expected)


def test_pager_beside_the_rows_wins_over_one_of_another_box() -> None:
    rows = "".join(f'<div class="item"><a href="/straipsnis/{n}">Straipsnis {n}</a></div>' for n in range(3))
    page = parse(
        f"{HOST}/naujienos",
        '<div class="box"><p>Diskusijos</p><ul class="pager"><li><a href="?page=0,1">2</a></li></ul></div>'
        f'<div class="list">{rows}<ul class="pager"><li><a href="?page=1,0">2</a></li></ul></div>',
    )
    assert page.next_url == f"{HOST}/naujienos?page=1,0"


LISTED = "".join(f'<div class="item"><a href="/straipsnis/{n}">Straipsnis {n}</a></div>' for n in range(3))


@pytest.mark.parametrize(
    ("url", "pager", "expected"),
    [
        (
            "/zinas",
            '<div class="category-blog__nav"><nav class="pagination__wrapper"><ul class="pagination"><li>'
            '<a class="page-link" href="/zinas?start=8">2</a></li></ul></nav></div>',
            "/zinas?start=8",
        ),
        (
            "/temos/zinios/",
            '<div class="archive-pagination pagination"><ul><li class="active"><a href="/temos/zinios/">1</a></li>'
            '<li class="pagination-next"><a href="/temos/zinios/page/2/">Kitas puslapis »</a></li></ul></div>',
            "/temos/zinios/page/2/",
        ),
        (
            "/zinios/",
            '<div class="archyvo-puslapiai"><div class="puslapiai"><b>1</b> <a href="?psl=2">2</a></div></div>',
            "/zinios/?psl=2",
        ),
        (
            "/zinios/",
            '<div class="photo-gallery-pager"><ul class="pager"><li><a href="/zinios/?page=2">2</a></ul></div>',
            "/zinios/?page=2",
        ),
        (
            "/",
            '<div class="category-pager"><ul class="pager"><li><a href="/zinios/page/2/">2</a></ul></div>',
            "/zinios/page/2/",
        ),
    ],
)
def test_pager_with_another_lists_name_turns_this_listing(url: str, pager: str, expected: str) -> None:
    assert parse(HOST + url, f"<main><div>{LISTED}</div>{pager}</main>").next_url == HOST + expected


def test_pager_without_another_lists_name_wins() -> None:
    other = '<div class="photo-box"><ul class="pager"><li><a href="?nuotrauku_page=2">2</a></ul></div>'
    own = '<ul class="pager"><li><a href="?zin_page=2">2</a></ul>'
    page = parse(f"{HOST}/zinios", f"<main><div>{LISTED}</div>{other}<div><div>{own}</div></div></main>")
    assert page.next_url == f"{HOST}/zinios?zin_page=2"
