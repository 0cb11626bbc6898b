"""Article links, their rows, and what hostile pages do to reading them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import PayloadError
from crawler.discovery.links import ArticleLink
from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.discovery.platforms.known import PLATFORMS
from crawler.sources.models import Source


def make_source(platform: str, host: str, listing: str) -> Source:
    return Source.model_validate(
        {
            "id": "bandymas",
            "name": "Bandymas",
            "kind": "lag",
            "country": "LT",
            "languages": ["lt"],
            "platform": platform,
            "hosts": [host],
            "seeds": [{"listing": listing}],
        }
    )


def read(body: bytes | str, *, platform: str = "tvp", url: str = "https://www.novads.lv/lv/jaunumi") -> ListingPage:
    source = make_source(platform, url.split("/")[2], url)
    return parse_listing(body, url, fit=source.addresses.fit, owns=source.owns_url, platform=PLATFORMS[platform])


TVP = """<!DOCTYPE html><html lang="lv"><head><meta charset="utf-8"><title>Jaunumi</title></head>
<body class="path-jaunumi">
<header>Trešdiena, 24.04.2024. <a href="/en">EN</a> <a href="/lv/projekti">Projekti</a></header>
<div class="view-content">
<div class="views-row">
 <div class="image"><a href="/lv/jaunums/pirma-zina"><img src="/a.jpg" alt="zap_maijs"></a></div>
 <div class="title"><h3><a href="/lv/jaunums/pirma-zina" rel="bookmark">Pirmā ziņa par šķiņķi</a></h3></div>
 <div class="date">16.05.2022.</div><div class="text">Reģiona ļaudis satiekas, lai runātu par ceļiem.</div>
 <a href="https://novads.lv/lv/jaunums/pirma-zina?utm_source=x#komentari">Lasīt vairāk</a></div>
<div class="views-row"><div class="title"><h3><a href="/lv/jaunums/otra-zina-0">Otrā ziņa</a></h3></div>
 <div class="date">Publicēts: 02.05.2022.</div></div>
<div class="views-row"><h3><a rel="bookmark" href="/lv/jaunums/tresa-zina/">Trešā</a></h3></div>
</div>
<aside><a href="/lv/jaunums/otra-zina-0">Otrā ziņa</a> <a href="/lv/media/142/download?attachment=">Fails</a>
<a href="https://www.tukums.lv/lv/jaunums/cita-zina">Citur</a> <a href="mailto:a@novads.lv">raksti</a>
<a href="/lv/jaunums/pirma-zina/apaksa">dziļāk</a> <a href="javascript:void(0)">x</a></aside></body></html>"""


def test_tvp_rows_give_title_date_and_lead() -> None:
    page = read(TVP.encode())
    assert page.links == (
        ArticleLink(
            "https://www.novads.lv/lv/jaunums/pirma-zina",
            None,
            "Pirmā ziņa par šķiņķi",
            "16.05.2022.",
            "Reģiona ļaudis satiekas, lai runātu par ceļiem.",
        ),
        ArticleLink("https://www.novads.lv/lv/jaunums/otra-zina-0", None, "Otrā ziņa", "02.05.2022.", None),
        ArticleLink("https://www.novads.lv/lv/jaunums/tresa-zina/", None, "Trešā", None, None),
    )
    assert (page.next_url, page.has_pager) == (None, False)


PAKRUOJIS = """<html><head>
<meta http-equiv="content-type" content="text/html; charset=windows-1257"></head><body>
<table width="100%"><tr><td><a href="index.php">Pradžia</a>
 <a href="index.php?qw=kontaktai">Kontaktai</a></td>
<td><table>
<tr><td>2020-09-01</td><td><a href="index.php?qw=new&newid=643">• Žolinės šventė Žeimelyje</a></td></tr>
<tr><td>2020-08-17</td><td><a href="?newid=642&qw=new">• Ąžuolų giraitė</a><br>
 Bendruomenė pasodino šimtą ąžuolų.
 <a href="/?qw=new&amp;newid=642">plačiau...</a></td></tr>
<tr><td></td><td><a href="index.php?lang=lt&qw=new&newid=7&x=1">Sena žinia</a>
<a href="index.php?qw=news&newid=8">ne</a> <a href="index.php?qw=new">ne</a></td></tr></table>
<a href="index.php?qw=naujienos&page=2">2</a></td></tr></table></body></html>"""


def test_pakruojis_articles_are_known_whatever_the_order_of_parameters() -> None:
    page = read(PAKRUOJIS.encode("cp1257"), platform="pakruojis", url="http://pakruojovvg.lt/")
    assert [(link.url, link.title, link.published) for link in page.links] == [
        ("http://pakruojovvg.lt/index.php?qw=new&newid=643", "• Žolinės šventė Žeimelyje", "2020-09-01"),
        ("http://pakruojovvg.lt/?newid=642&qw=new", "• Ąžuolų giraitė", "2020-08-17"),
        ("http://pakruojovvg.lt/index.php?lang=lt&qw=new&newid=7&x=1", "Sena žinia", None),
    ]
    assert page.next_url == "http://pakruojovvg.lt/index.php?qw=naujienos&page=2"


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ('<li><time datetime="2024-04-30T08:00:00+03:00">vakar</time> {}</li>', "2024-04-30T08:00:00+03:00"),
        ("<li><span>Paskelbta: 2022-11-10 09:26:05</span> {}</li>", "2022-11-10"),
        ("<li>2019-02-13 {}</li>", "2019-02-13"),
        ('<li>{}<p class="post-date">25. mai 2023 kell 09:27</p></li>', "25. mai 2023 kell 09:27"),
        ("<li>{}<p>Susitikimas vyko 2022-01-05 Pakruojyje, dalyvavo daug žmonių.</p></li>", None),
        ("<li>{}</li>", None),
    ],
)
def test_row_date_is_a_text_of_its_own(markup: str, published: str | None) -> None:
    rows = "".join(
        markup.format(f'<a href="/lv/jaunums/zina-{number}">Ziņa Nr. {number} par 2021-03-04</a>') for number in (1, 2)
    )
    links = read(f"<p>Šodien 01.12.2015</p><ul>{rows}</ul>").links
    assert [link.published for link in links] == [published, published]


def test_date_of_the_header_is_not_the_date_of_a_lone_row() -> None:
    link = '<h2><a href="/lv/jaunums/a">Viena</a></h2>'
    body = f"<div><div>2024-04-24</div><div><div><div>{link}</div></div></div></div>"
    assert read(body).links[0].published is None


def test_card_that_is_one_anchor_gives_its_heading_as_title() -> None:
    body = (
        '<a href="/lv/jaunums/a"><h3>Virsraksts</h3><span class="date">01.02.2023.</span>'
        "<p>Ievads par ceļu būvi.</p></a>"
        '<a href="/lv/jaunums/b"><h3>Otrs</h3></a>'
    )
    assert read(body).links[0] == ArticleLink(
        "https://www.novads.lv/lv/jaunums/a", None, "Virsraksts", "01.02.2023.", "Ievads par ceļu būvi."
    )


def test_undeclared_windows_1257_page_keeps_its_letters() -> None:
    body = '<a href="/lv/jaunums/a">Žemaitė šąla</a>'.encode("cp1257")
    assert read(body).links[0].title == "Žemaitė šąla"


def test_links_below_fifty_thousand_nested_elements_are_found() -> None:
    body = b"<html><body>" + b"<div>" * 50_000 + b'<a href="/lv/jaunums/dzili">Dzili</a>'
    started = time.monotonic()
    assert [link.url for link in read(body).links] == ["https://www.novads.lv/lv/jaunums/dzili"]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"\x00",
        b"<!-- x -->",
        b"plain words",
        b"\xff\xfe",
        "<p>\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_body_without_markup_is_an_empty_listing(body: bytes) -> None:
    assert read(body) == ListingPage()


@pytest.mark.parametrize("body", [b"%PDF-1.7 abc", b"GIF89a" + b"\x00\x01" * 600, b"<b>" * 300_001])
def test_what_is_no_listing_is_an_error_with_its_address(body: bytes) -> None:
    with pytest.raises(PayloadError, match=r"https://www\.novads\.lv/lv/jaunumi"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        b"x" * 10_000_000,
        b'<a href="/lv/jaunums/a">' * 100_000,
        b"".join(b'<a href="/lv/jaunums/%d">x</a>' % number for number in range(30_000)),
        b"".join(b'<a href="?page=%d">%d</a>' % (number, number) for number in range(30_000)),
        b'<div class="' + b"pager- " * 1_000_000 + b'">',
        b"<div class='pager'>" * 50_000 + b'<a href="?page=2">2</a>' * 10_000,
        b'<a href="' + b"/%2525" * 1_000_000 + b'">',
    ],
    ids=["text", "nested anchors", "articles", "pages", "classes", "pagers", "long address"],
)
def test_ten_megabytes_of_anything_are_read_in_bounded_time(body: bytes) -> None:
    started = time.monotonic()
    read(body)
    assert time.monotonic() - started < 20


MARKUP = st.lists(
    st.sampled_from(
        [
            b"<a href='",
            b"/lv/jaunums/a",
            b"?page=",
            b"2",
            b"'>",
            b"</a>",
            b"<ul class='pager'>",
            b"<link rel=next href=//[",
            b"http://www.novads.lv:99999/",
            b"\xff",
            b"\x00",
            b"&#xd800;",
            b"<base href='",
            b"<time datetime='",
            b"</",
            b"<!--",
            b"<![CDATA[",
        ]
    )
).map(b"".join)


@given(st.binary() | MARKUP)
def test_any_bytes_are_a_listing_or_a_payload_error(body: bytes) -> None:
    outcome: ListingPage | str
    try:
        outcome = read(body)
    except PayloadError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert "novads.lv" in outcome
    else:
        assert all("/jaunums/" in link.url for link in outcome.links)
