"""Feeds as they come: JSON Feed, pages of feeds, tags, wrong encodings, warnings before them, early ends."""

from __future__ import annotations

import json
import pickle

import pytest

from archive.errors import PayloadError
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.feed import FeedPageError, parse_feed
from crawler.discovery.seeds.feed_values import MAX_FEED_BYTES, Feed

URL = "https://www.joelaane.ee/uudised/feed.xml"
TITLE = "Õppereis Jõgevale"


def rss(inner: str, *, channel: str = "") -> str:
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Z</title>{channel}{inner}</channel></rss>\n'


def urls(feed: Feed) -> list[str]:
    return [link.url for link in feed.links]


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Uudised",
    "next_url": "/feed.json?page=2",
    "items": [
        {
            "id": "https://www.joelaane.ee/uudis/1",
            "url": "https://www.joelaane.ee/uudis/1?utm_source=json",
            "title": "Õppereis &amp; talgud",
            "content_html": "<p>Reis oli <b>pikk</b>.</p>",
            "date_published": "2023-05-04T10:00:00+03:00",
            "date_modified": "2023-05-05T10:00:00+03:00",
            "tags": ["Leader", "leader", "", 7],
        },
        {
            "id": "2",
            "external_url": "https://www.joelaane.ee/uudis/2",
            "summary": "Lühidalt.",
            "content_text": "Pikalt.",
        },
        {"id": "https://www.joelaane.ee/uudis/3"},
        {"id": "4"},
        "ei ole kirje",
    ],
}


def test_json_feed_gives_links_with_all_that_it_says() -> None:
    assert parse_feed(json.dumps(JSON_FEED).encode(), URL, "application/feed+json") == Feed(
        links=(
            ArticleLink(
                url="https://www.joelaane.ee/uudis/1",
                mark="2023-05-05T10:00:00+03:00",
                title="Õppereis & talgud",
                published="2023-05-04T10:00:00+03:00",
                lead="Reis oli pikk.",
                tags=("Leader",),
                origin="feed",
            ),
            ArticleLink("https://www.joelaane.ee/uudis/2", lead="Lühidalt.", origin="feed"),
            ArticleLink("https://www.joelaane.ee/uudis/3", origin="feed"),
        ),
        next_url="https://www.joelaane.ee/feed.json?page=2",
    )


@pytest.mark.parametrize("preface", [b"\xef\xbb\xbf", b"\n\n", b"<b>Notice</b>: Undefined index [a] in x.php<br />\n"])
def test_json_feed_is_known_by_its_content_or_its_type(preface: bytes) -> None:
    body = preface + json.dumps(JSON_FEED).encode()
    assert len(parse_feed(body, URL, "application/json; charset=utf-8").links) == 3


def test_json_feed_that_is_cut_off_keeps_its_whole_entries_and_says_so() -> None:
    body = json.dumps(JSON_FEED).encode()
    feed = parse_feed(body[: body.index(b"Pikalt")], URL)
    assert urls(feed) == ["https://www.joelaane.ee/uudis/1"]
    assert feed.fault is not None
    assert "cut off" in feed.fault


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b'{"code":"rest_no_route"}', "no JSON Feed"), (b"[]", "no JSON Feed"), (b'{"items":', "cut off")],
)
def test_json_that_is_no_feed_is_an_error(body: bytes, reason: str) -> None:
    with pytest.raises(PayloadError, match=reason):
        parse_feed(body, URL)


@pytest.mark.parametrize(
    "body",
    [
        rss("", channel='<atom:link rel="next" href="?paged=2"/>'),
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{URL}"/>'
        '<link rel="next" href="?paged=2"/></feed>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="prev-archive" href="?paged=2"/></feed>',
    ],
)
def test_next_page_is_the_one_that_the_feed_names(body: str) -> None:
    assert parse_feed(body, URL) == Feed(next_url=f"{URL}?paged=2")


@pytest.mark.parametrize(
    "body",
    [
        rss('<item><link>/a</link><atom:link rel="next" href="?paged=2"/></item>'),
        rss("", channel=f'<atom:link rel="next" href="{URL}"/>'),
        rss("", channel='<atom:link rel="last" href="?paged=2"/>'),
    ],
)
def test_no_next_page_is_made_up(body: str) -> None:
    assert parse_feed(body, URL).next_url is None


def test_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(rss(""), URL) == Feed()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<category>Projektid</category><category><![CDATA[Leader & KOV]]></category>", ("Projektid", "Leader & KOV")),
        ("<category>Uncategorized</category><category> leader </category><category>LEADER</category>", ("leader",)),
        ('<category term="uudised" label="Uudised"/><category term="leader"/>', ("Uudised", "leader")),
        ("<dc:subject>Leader, Projektid; Meede</dc:subject>", ("Leader", "Projektid", "Meede")),
        ("<category/><category>Määratlemata</category>", ()),
    ],
)
def test_tags_are_the_categories_that_mean_something(inner: str, expected: tuple[str, ...]) -> None:
    (link,) = parse_feed(rss(f"<item><link>/a</link>{inner}</item>"), URL).links
    assert link.tags == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<link>//www.joelaane.ee/uudis/1</link>", "https://www.joelaane.ee/uudis/1"),
        ("<link><![CDATA[\n  https://www.joelaane.ee/uudis/1\n ]]></link>", "https://www.joelaane.ee/uudis/1"),
        (
            "<link>https://www.joelaane.ee/u?id=1&amp;utm_source=rss&amp;fbclid=x</link>",
            "https://www.joelaane.ee/u?id=1",
        ),
        ("<link>https://www.joelaane.ee/u?utm_medium=rss</link>", "https://www.joelaane.ee/u"),
        (
            "<link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://www.joelaane.ee/1</feedburner:origLink>",
            "https://www.joelaane.ee/1",
        ),
        ('<guid isPermaLink="true">/uudis/1</guid>', "https://www.joelaane.ee/uudis/1"),
        ("<link>uudis/1</link>", "https://www.joelaane.ee/uudised/uudis/1"),
        ("<id>https://www.joelaane.ee/uudis/1</id>", "https://www.joelaane.ee/uudis/1"),
        ("<link>https://www.joelaane.ee/uudis/õppe reis</link>", "https://www.joelaane.ee/uudis/õppe%20reis"),
    ],
)
def test_address_of_an_entry_as_feeds_write_it(inner: str, expected: str) -> None:
    assert urls(parse_feed(rss(f"<item>{inner}</item>"), URL)) == [expected]


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://www.joelaane.ee/", "https://www.joelaane.ee/uudis/1"),
        ("https://muu.ee/", "https://www.joelaane.ee/uudised/uudis/1"),
    ],
)
def test_relative_links_of_rss_lie_on_the_site_that_the_channel_names(site: str, expected: str) -> None:
    body = rss("<item><link>uudis/1</link></item>", channel=f"<link>{site}</link>")
    assert urls(parse_feed(body, URL)) == [expected]


def test_texts_of_pictures_are_not_the_articles() -> None:
    inner = """<item xmlns:media="http://search.yahoo.com/mrss/"><media:title>DSC_0012</media:title><link>/a</link>
    <media:description>Pilt</media:description><title>Õppereis</title><description></description>
    <content:encoded><![CDATA[<p>Reis oli pikk.</p>]]></content:encoded></item>"""
    (link,) = parse_feed(rss(inner), URL).links
    assert (link.title, link.lead) == ("Õppereis", "Reis oli pikk.")


@pytest.mark.parametrize(
    "ending",
    [
        '<p>The post <a href="/a">Õppereis</a> appeared first on <a href="/">Kogu</a>.</p>',
        '<p>The post <a href="/a">Õppereis</a> first appeared on <a href="/">Kogu</a>.</p>',
        '<p>Postitus <a href="/a">Õppereis</a> ilmus esmalt <a href="/">Kogu</a>.</p>',
        " [&#8230;]",
        ' <a class="more-link" href="/a">Loe edasi</a>',
        "<!-- wp:paragraph --><script>track()</script>",
    ],
)
def test_what_plug_ins_add_to_a_lead_is_left_out(ending: str) -> None:
    body = rss(f"<item><link>/a</link><description><![CDATA[<p>Reis oli pikk</p>{ending}]]></description></item>")
    (link,) = parse_feed(body, URL).links
    assert link.lead in {"Reis oli pikk", "Reis oli pikk…"}


ENCODED = rss(f"<item><link>/a</link><title>{TITLE} – žąsų ķēķis</title></item>")


@pytest.mark.parametrize(
    "declared", ["utf-8", "windows-1257", "iso-8859-1", "iso-8859-4", "iso-8859-13", "us-ascii", "x"]
)
@pytest.mark.parametrize("written", ["utf-8", "windows-1257", "iso-8859-4", "iso-8859-13"])
def test_bytes_win_over_a_wrong_declaration(written: str, declared: str) -> None:
    text = ENCODED.replace("–", "-").replace('"1.0"', f'"1.0" encoding="{declared}"')
    (link,) = parse_feed(text.encode(written), URL).links
    assert link.title == f"{TITLE} - žąsų ķēķis"


def test_encoding_of_another_script_is_believed() -> None:
    text = rss("<item><link>/a</link><title>Новости района</title></item>")
    declared = text.replace('"1.0"', '"1.0" encoding="windows-1251"').encode("windows-1251")
    assert parse_feed(declared, URL).links[0].title == "Новости района"
    undeclared = text.encode("windows-1251")
    assert parse_feed(undeclared, URL, "text/xml; charset=windows-1251").links[0].title == "Новости района"


@pytest.mark.parametrize(
    "body",
    [
        "<br />\n<b>Warning</b>: Undefined variable in <b>/x.php</b> on line <b>3</b><br />\n" + ENCODED,
        "\n\n\t" + ENCODED,
        "PHP Notice:  Undefined index\n" + ENCODED,
        "<!-- cached -->" + ENCODED,
        ENCODED.replace("Õppereis", "Õppereis\x03\x0b"),
        ENCODED.replace("Õppereis ", "Õppereis&#11;&#x3; "),
        ENCODED.replace("Õppereis ", "Õppereis&nbsp;"),
        ENCODED.replace("– ", "&ndash; "),
        ENCODED.replace('<rss version="2.0">', '<rss version="0.91">'),
        ENCODED.replace("<link>", "<dc:creator>A & B</dc:creator><x:y z='1'/><link>"),
    ],
    ids=["php", "blank", "notice", "comment", "control", "reference", "nbsp", "ndash", "0.91", "namespace"],
)
def test_common_damage_is_mended(body: str) -> None:
    (link,) = parse_feed(body.encode(), URL).links
    assert (link.url, link.title) == ("https://www.joelaane.ee/a", f"{TITLE} – žąsų ķēķis")


WHOLE = rss("<item><title>Üks</title><link>/uudis/1</link></item><item><title>Kaks</title><link>/uudis/2</link></item>")


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("</item></channel>", [("1", "Üks"), ("2", "Kaks")]),
        ("/2</link></item></channel>", [("1", "Üks")]),
        ("ks</title><link>/uudis/2", [("1", "Üks")]),
        ("<item><title>Kaks", [("1", "Üks")]),
        ("</channel>", [("1", "Üks"), ("2", "Kaks")]),
    ],
)
def test_feed_that_is_cut_off_keeps_the_entries_before_the_cut(until: str, expected: list[tuple[str, str]]) -> None:
    feed = parse_feed(WHOLE[: WHOLE.index(until)].encode(), URL)
    assert [(link.url[-1], link.title) for link in feed.links] == expected
    assert feed.fault is not None
    assert "cut off" in feed.fault


def test_title_that_is_cut_is_not_a_title() -> None:
    body = rss("<item><link>/uudis/1</link><title>Õppereis Jõge").partition("</channel>")[0]
    (link,) = parse_feed(body, URL).links
    assert (link.url, link.title) == ("https://www.joelaane.ee/uudis/1", None)


def test_entry_whose_link_is_cut_is_not_asked_for_by_half_an_address() -> None:
    body = rss("<item><guid>https://www.joelaane.ee/?p=1</guid><link>https://www.joelaane.ee/uu").partition(
        "</channel>"
    )[0]
    assert parse_feed(body, URL).links == ()


def test_feed_that_calls_itself_json_is_read_as_what_it_is() -> None:
    body = WHOLE.replace('<?xml version="1.0"?>\n', "")
    assert len(parse_feed(body, URL, "application/json").links) == 2


def test_whole_feed_has_no_fault() -> None:
    assert parse_feed(WHOLE, URL).fault is None


def test_web_page_says_which_feeds_it_advertises() -> None:
    page = """<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" href="/feed/"></head></html>"""
    with pytest.raises(FeedPageError, match=r"https://www\.joelaane\.ee/feed/") as caught:
        parse_feed(page, URL)
    assert caught.value.feeds == ("https://www.joelaane.ee/feed/",)
    assert pickle.loads(pickle.dumps(caught.value)).feeds == caught.value.feeds


def test_web_page_without_feeds_says_so() -> None:
    with pytest.raises(FeedPageError, match="web page") as caught:
        parse_feed(b"<html><body>404</body></html>", URL)
    assert caught.value.feeds == ()


def test_feed_too_large_is_refused_unread() -> None:
    with pytest.raises(PayloadError, match="larger than"):
        parse_feed(b"<rss>" + b" " * MAX_FEED_BYTES, URL)


@pytest.mark.parametrize(
    "body",
    [
        b"<rss>" + b"&" * 4_000_000,
        b"<!-- a -->" * 200_000,
        b"<!--" * 200_000,
        b"<rss>" + b"<item><link>x" * 100_000,
        b"<html>" + b"<div>" * 200_000,
        b"[" * 200_000,
        b"\xff" * 500_000,
    ],
    ids=range(7),
)
def test_hostile_feeds_are_refused(body: bytes) -> None:
    with pytest.raises(PayloadError) as caught:
        parse_feed(body, URL)
    assert URL in str(caught.value)


def test_entries_beyond_the_limit_are_left_unread_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.discovery.seeds.feed.MAX_ENTRIES", 1)
    monkeypatch.setattr("crawler.discovery.seeds.feed_values.MAX_ENTRIES", 1)
    feed = parse_feed(WHOLE, URL)
    assert urls(feed) == ["https://www.joelaane.ee/uudis/1"]
    assert feed.fault is not None
    assert "only the first 1" in feed.fault


def test_what_a_lead_never_closes_is_left_out() -> None:
    body = rss(f"<item><link>/a</link><description><![CDATA[Algus {'<script>' * 5_000}]]></description></item>")
    assert parse_feed(body, URL).links[0].lead == "Algus"
