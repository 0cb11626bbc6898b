"""Sitemaps: index, URL set, news, plain text, gzip, and what goes wrong with them."""

from __future__ import annotations

import gzip
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import PayloadError
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.sitemap import MAX_SITEMAP_BYTES, ChildSitemap, Sitemap, has_useful_marks, parse_sitemap

URL = "https://www.novads.lv/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://www.novads.lv/a.jpg</image:loc></image:image>
 <loc> https://www.novads.lv/lv/jaunums/a?x=1&amp;y=2 </loc><lastmod>2022-05-17T08:00:00+03:00</lastmod></url>
<url><loc>/lv/jaunums/b</loc><news:news><news:publication><news:name>Novads</news:name></news:publication>
 <news:publication_date>2022-05-16</news:publication_date><news:title>Ziņa „B“</news:title></news:news></url>
<url><loc>/lv/jaunums/b</loc></url><url><loc>mailto:a@b</loc></url><url/></urlset>""".encode()

LINKS = (
    ArticleLink("https://www.novads.lv/lv/jaunums/a?x=1&y=2", "2022-05-17T08:00:00+03:00", origin="sitemap"),
    ArticleLink("https://www.novads.lv/lv/jaunums/b", None, "Ziņa „B“", "2022-05-16", origin="sitemap"),
)

BODIES = {
    "plain": URLSET,
    "gzip": gzip.compress(URLSET),
    "two gzip members": gzip.compress(URLSET[:100]) + gzip.compress(URLSET[100:]),
    "gzip with bytes after it": gzip.compress(URLSET) + b"\r\n",
    "without namespaces": URLSET.replace(SPACE.encode(), b""),
    "space and bom before it": b"\n\xef\xbb\xbf" + URLSET,
    "bom": b"\xef\xbb\xbf" + URLSET,
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_urlset_gives_each_page_with_its_mark(body: bytes) -> None:
    assert parse_sitemap(body, URL) == Sitemap(links=LINKS)


def test_index_gives_child_sitemaps_with_their_dates() -> None:
    body = f"""<sitemapindex {SPACE}><sitemap><loc>https://www.novads.lv/s1.xml.gz</loc><lastmod>2022-05-17</lastmod></sitemap>
    <sitemap><loc>/s2.xml</loc></sitemap></sitemapindex>"""
    assert parse_sitemap(body.encode(), URL) == Sitemap(
        child_sitemaps=(
            ChildSitemap("https://www.novads.lv/s1.xml.gz", "2022-05-17"),
            ChildSitemap("https://www.novads.lv/s2.xml"),
        )
    )


def test_text_sitemap_is_one_address_a_line() -> None:
    body = b"https://www.novads.lv/a\r\n\r\n  https://www.novads.lv/b \nnot an address\nhttps://www.novads.lv/a\n"
    assert parse_sitemap(body, URL) == Sitemap(
        links=(
            ArticleLink("https://www.novads.lv/a", origin="sitemap"),
            ArticleLink("https://www.novads.lv/b", origin="sitemap"),
        )
    )


def bomb() -> bytes:
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb") as target:
        for _ in range(MAX_SITEMAP_BYTES // 1_000_000 + 2):
            target.write(b" " * 1_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "empty"),
        (lambda: gzip.compress(b""), "empty"),
        (lambda: b"hello\nworld", "neither XML"),
        (lambda: b"<html><body>404</body></html>", "web page"),
        (lambda: b"<rss/>", "not a sitemap"),
        (lambda: gzip.compress(URLSET)[:-20], "gzip"),
        (lambda: b"\x1f\x8bnot gzip", "gzip"),
        (lambda: gzip.compress(URLSET)[:60] + b"\xff" * 40 + gzip.compress(URLSET)[100:], "gzip"),
        (bomb, "decompresses to more"),
        (lambda: b" " * (MAX_SITEMAP_BYTES + 1), "larger than"),
        (lambda: b"<urlset>" + b"<url>" * 5_000, "too deep"),
        (lambda: b"http://novads.lv/a\n" * 250_001, "more than 250000"),
    ],
    ids=[
        "empty",
        "empty-gzip",
        "words",
        "page",
        "feed",
        "cut-gzip",
        "false-gzip",
        "damaged-gzip",
        "bomb",
        "large",
        "deep",
        "long",
    ],
)
def test_what_is_no_sitemap_is_an_error_with_its_address(make: object, reason: str) -> None:
    assert callable(make)
    with pytest.raises(PayloadError, match=reason) as caught:
        parse_sitemap(make(), URL)
    assert URL in str(caught.value)


PIECES = st.lists(
    st.sampled_from(
        [
            b"<urlset>",
            b"<sitemapindex>",
            b"<url>",
            b"<sitemap>",
            b"<loc>",
            b"http://[",
            b"http://a/",
            b"</loc>",
            b"</url>",
            b"\x1f\x8b",
            b"&",
            b"\n",
            b"\xff",
            b"<news:title>",
        ]
    )
).map(b"".join)


@given(st.binary() | PIECES | (st.binary() | PIECES).map(gzip.compress))
def test_any_bytes_are_a_sitemap_or_a_payload_error(body: bytes) -> None:
    outcome: Sitemap | str
    try:
        outcome = parse_sitemap(body, URL)
    except PayloadError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert URL in outcome
    else:
        assert all(link.url.startswith("http") for link in outcome.links)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("post-sitemap.xml", "articles"),
        ("post-sitemap12.xml", "articles"),
        ("wp-sitemap-posts-post-1.xml", "articles"),
        ("sitemap-posts.xml", "articles"),
        ("sitemap-pt-post-2022-05.xml", "articles"),
        ("sitemap-pt-post-p1-2022-05.xml", "articles"),
        ("news-sitemap.xml", "articles"),
        ("sitemap_news.xml.gz", "articles"),
        ("lt/naujienos-sitemap.xml", "articles"),
        ("sitemaps/uudised.xml", "articles"),
        ("index.php?sitemap=post&n=1", "articles"),
        ("page-sitemap.xml", "other"),
        ("page-sitemap2.xml", "other"),
        ("wp-sitemap-posts-page-1.xml", "other"),
        ("wp-sitemap-taxonomies-category-1.xml", "other"),
        ("wp-sitemap-taxonomies-post_tag-1.xml", "other"),
        ("wp-sitemap-users-1.xml", "other"),
        ("post_tag-sitemap.xml", "other"),
        ("category-sitemap.xml", "other"),
        ("author-sitemap.xml", "other"),
        ("product-sitemap1.xml", "other"),
        ("sitemap-misc.xml", "other"),
        ("sitemap-archives.xml", "other"),
        ("sitemap-image.xml", "other"),
        ("sitemap.xml", "unknown"),
        ("sitemap2.xml", "unknown"),
        ("sitemap-page-2.xml", "unknown"),
        ("sitemap.xml?page=2", "unknown"),
        ("lv/sitemap.xml", "unknown"),
        ("wp-sitemap-posts-projektas-1.xml", "unknown"),
        ("sitemap_index.xml", "unknown"),
    ],
)
def test_name_of_a_sitemap_says_what_it_lists(name: str, kind: str) -> None:
    body = f"<sitemapindex><sitemap><loc>/{name.replace('&', '&amp;')}</loc></sitemap></sitemapindex>"
    (child,) = parse_sitemap(body.encode(), URL.replace("sitemap.xml", "index.xml")).child_sitemaps
    assert child == ChildSitemap(f"https://www.novads.lv/{name}", kind=child.kind)
    assert child.kind == kind


def test_sitemap_knows_what_its_own_name_says() -> None:
    assert parse_sitemap(URLSET, "https://www.novads.lv/post-sitemap.xml").kind == "articles"


def test_index_that_names_itself_does_not_lead_to_itself() -> None:
    body = f"<sitemapindex><sitemap><loc>{URL}</loc></sitemap></sitemapindex>"
    assert parse_sitemap(body.encode(), URL) == Sitemap()


@pytest.mark.parametrize(
    "preface", [b"<br />\n<b>Warning</b>: x in <b>y</b><br />\n", b"Notice: x in y.php on line 3\n"]
)
def test_warnings_before_a_sitemap_are_passed_over(preface: bytes) -> None:
    assert parse_sitemap(preface + URLSET, URL).links == LINKS


def test_sitemap_that_is_cut_off_keeps_its_whole_addresses_and_says_so() -> None:
    sitemap = parse_sitemap(URLSET[: URLSET.index(b"/b</loc>")], URL)
    assert sitemap.links == LINKS[:1]
    assert sitemap.fault is not None
    assert "cut off" in sitemap.fault


def test_fifty_thousand_addresses_are_read() -> None:
    rows = "".join(
        f"<url><loc>https://www.novads.lv/z/{n}</loc><lastmod>2022-05-17</lastmod></url>" for n in range(50_000)
    )
    assert len(parse_sitemap(f"<urlset {SPACE}>{rows}</urlset>".encode(), URL).links) == 50_000


def marked(*marks: str | None) -> list[ArticleLink]:
    return [ArticleLink(f"https://www.novads.lv/{n}", mark) for n, mark in enumerate(marks)]


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], False),
        ([None, None], False),
        (["2022-05-17"], True),
        (["2022-05-17", "2022-05-16", "2022-05-15"], True),
        (["2026-11-22T08:00:00Z"] * 20, False),
        (["2024-06-26T15:10:00Z"] * 19 + ["2022-05-16"], False),
        ([f"2026-11-22T08:00:{second:02}Z" for second in range(30)], False),
        (["2026-11-22T08:00:00Z", "2026-11-20", "2025-01-01", "2024-01-01"], True),
        (["2026-11-22T08:00:00Z", None, None, None], True),
    ],
)
def test_marks_are_useful_where_they_differ_and_are_not_all_of_today(
    marks: list[str | None], *, expected: bool
) -> None:
    assert has_useful_marks(marked(*marks), on=TODAY) is expected
