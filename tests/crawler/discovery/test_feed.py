"""Feeds of every kind, as they are written and as they are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import PayloadError
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.feed import parse_feed

URL = "https://www.novads.lv/lv/rss/articles"


def item(inner: str) -> str:
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Z</title>'
    return f"{head}<item>{inner}</item></channel></rss>"


def test_rss_2_gives_link_title_date_and_lead_without_a_mark() -> None:
    body = item(
        "<title>Ceļi &amp; tilti</title><link>\n https://www.novads.lv/lv/jaunums/celi </link>"
        "<description><![CDATA[<p>Īss <b>ievads</b>&nbsp;par ceļiem.</p>]]></description>"
        "<pubDate>Mon, 16 May 2022 10:00:00 +0300</pubDate><guid>https://www.novads.lv/node/5</guid>"
    )
    assert parse_feed(body.encode(), URL).links == (
        ArticleLink(
            url="https://www.novads.lv/lv/jaunums/celi",
            mark=None,
            title="Ceļi & tilti",
            published="Mon, 16 May 2022 10:00:00 +0300",
            lead="Īss ievads par ceļiem.",
            origin="feed",
        ),
    )


def test_rss_1_is_read_by_its_namespace() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><items/></channel>
    <item rdf:about="https://www.novads.lv/a"><title>A</title><dc:date>2022-05-16T10:00:00Z</dc:date></item></rdf:RDF>"""
    assert parse_feed(body, URL).links == (
        ArticleLink("https://www.novads.lv/a", None, "A", "2022-05-16T10:00:00Z", origin="feed"),
    )


def test_atom_links_are_relative_to_the_bases_around_them() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.novads.lv/lv/">
    <link rel="self" href="/f"/>
    <entry xml:base="jaunums/"><link rel="replies" href="komentari"/>
    <link rel="alternate" type="application/json" href="j"/>
    <link href="celi" type="text/html"/><title type="html">&lt;b&gt;Celi&lt;/b&gt;</title><id>urn:1</id>
    <updated>2022-05-17T00:00:00Z</updated><published>2022-05-16T00:00:00Z</published><summary>Ievads</summary></entry>
    <entry><link href="/otra"/><updated>2022-05-18</updated></entry></feed>"""
    assert parse_feed(body, URL).links == (
        ArticleLink(
            "https://www.novads.lv/lv/jaunums/celi",
            "2022-05-17T00:00:00Z",
            "Celi",
            "2022-05-16T00:00:00Z",
            "Ievads",
            origin="feed",
        ),
        ArticleLink("https://www.novads.lv/otra", "2022-05-18", origin="feed"),
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<guid>https://novads.lv/a</guid>", "https://novads.lv/a"),
        ('<guid isPermaLink="true">https://novads.lv/a</guid>', "https://novads.lv/a"),
        ('<guid isPermaLink="false">https://novads.lv/a</guid>', None),
        ("<guid>12 at https://novads.lv</guid>", None),
        ("<link>/lv/a</link>", "https://www.novads.lv/lv/a"),
        ("<link>http://vvg.lt/index.php?qw=new&newid=643</link>", "http://vvg.lt/index.php?qw=new&newid=643"),
        ("<link><![CDATA[http://vvg.lt/?qw=new&newid=643]]></link>", "http://vvg.lt/?qw=new&newid=643"),
        ("<link>https://novads.lv/a#komentari</link>", "https://novads.lv/a"),
        ('<atom:link rel="self" href="/f"/><link>/a</link>', "https://www.novads.lv/a"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link/><title>Be adreso</title>", None),
    ],
)
def test_address_of_an_item(inner: str, expected: str | None) -> None:
    links = parse_feed(item(inner).encode(), URL).links
    assert [link.url for link in links] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    "body",
    [
        "\n\n \ufeff" + item("<link>/a</link><title>Žąsys</title>"),
        item("<link>/a</link><title>Žąsys</title>").encode("cp1257"),
        item("<link>/a</link><title>Žąsys</title>").replace('"1.0"', '"1.0" encoding="windows-1257"').encode("cp1257"),
        item("<link>/a</link><title>Žąsys</title>").replace('"1.0"', '"1.0" encoding="windows-1257"').encode(),
        item("<link>/a</link><title>Žąsys</title>").replace('"1.0"', '"1.0" encoding="x-nonsense"').encode("cp1257"),
        item("<link>/a</link><title>Žąsys</title>").encode("utf-16"),
        item("<link>/a</link><title>Žąsys</title>").encode("utf-16-be"),
        item("<link>/a</link><title>&Zcaron;ąsys</title>"),
        item("<link>/a</link><title>Žąsys</title>").removesuffix("</item></channel></rss>"),
    ],
    ids=[
        "bom",
        "1257",
        "declared-1257",
        "declared-1257-is-utf-8",
        "unknown",
        "utf-16",
        "utf-16-be",
        "entity",
        "cut",
    ],
)
def test_encodings_and_cuts_are_survived(body: bytes | str) -> None:
    assert parse_feed(body, URL).links == (ArticleLink("https://www.novads.lv/a", None, "Žąsys", origin="feed"),)


def test_address_named_twice_is_given_once() -> None:
    body = item("<link>/a</link><title>Pirmas</title></item><item><link>/a</link><title>Antras</title>")
    assert [link.title for link in parse_feed(body, URL).links] == ["Pirmas"]


LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b'<?xml version="1.0"?><!-- a --><html xmlns="x"><body/></html>', "web page"),
        (b"not xml at all", "not XML"),
        (b"\x89PNG\r\n\x00\x01", "XML"),
        (b"<urlset><url/></urlset>", "not a feed"),
        (b"<a>" * 50_000, "too deep"),
        (f'<!DOCTYPE r [<!ENTITY e0 "ha">{LAUGHS}]><rss x="&e9;"/>'.encode(), "XML"),
    ],
)
def test_what_is_no_feed_is_an_error_with_its_address(body: bytes, reason: str) -> None:
    with pytest.raises(PayloadError, match=reason) as caught:
        parse_feed(body, URL)
    assert URL in str(caught.value)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    head = f'<!DOCTYPE r [<!ENTITY e0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    body = f"{head}<rss><item><link>/a</link><title>x&e9;&file;y</title></item></rss>"
    (link,) = parse_feed(body.encode(), URL).links
    assert link.title is not None
    assert "ha" not in link.title
    assert "root" not in link.title


PIECES = st.lists(
    st.sampled_from(
        [
            b"<rss>",
            b"<item>",
            b"</item>",
            b"<link>",
            b"http://[",
            b"</link>",
            b"<link href='//a:x/'/>",
            b"&",
            b"&#0;",
            b"<![CDATA[",
            b"]]>",
            b"<feed xmlns='http://www.w3.org/2005/Atom'>",
            b"<entry xml:base='http://['>",
            b"\xff",
            b"<?xml version='1.0'?>",
        ]
    )
).map(b"".join)


@given(st.binary() | PIECES)
def test_any_bytes_are_a_feed_or_a_payload_error(body: bytes) -> None:
    outcome: tuple[ArticleLink, ...] | str
    try:
        outcome = parse_feed(body, URL).links
    except PayloadError as error:
        outcome = str(error)
    if isinstance(outcome, str):
        assert URL in outcome
    else:
        assert all(link.url.startswith("http") for link in outcome)
