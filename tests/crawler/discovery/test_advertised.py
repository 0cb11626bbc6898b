"""What pages and robots.txt say of a site: feeds, sitemaps, languages, where the news are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.seeds.advertised import (
    AdvertisedFeed,
    find_feeds,
    find_languages,
    find_listings,
    find_sitemaps_in_robots,
)

HOME = "https://www.krastopartneriba.lv/"


def page(head: str = "", body: str = "", *, language: str = "lv") -> bytes:
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def feed_urls(body: bytes, url: str = HOME) -> list[str]:
    return [feed.url.removeprefix(HOME) for feed in find_feeds(body, url)]


WORDPRESS_HEAD = """
<link rel="alternate" type="application/rss+xml" title="Partnerība &raquo; Komentāru barotne" href="/comments/feed/">
<link rel='alternate' type='application/rss+xml' title='Partnerība &raquo; Barotne'
 href='https://www.krastopartneriba.lv/feed/' />
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">
<link rel="EditURI" type="application/rsd+xml" href="/xmlrpc.php?rsd">"""


def test_own_feed_comes_before_the_one_of_comments() -> None:
    assert find_feeds(page(WORDPRESS_HEAD), HOME) == (
        AdvertisedFeed("https://www.krastopartneriba.lv/feed/", "Partnerība » Barotne", "rss"),
        AdvertisedFeed("https://www.krastopartneriba.lv/comments/feed/", "Partnerība » Komentāru barotne", "rss", True),
    )


def test_feed_below_a_posts_own_address_is_of_its_comments() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Zīme" href="/vieglais-solis/feed/">' + WORDPRESS_HEAD
    )
    found = find_feeds(page(head), f"{HOME}vieglais-solis/")
    assert [(feed.url.removeprefix(HOME), feed.is_comments) for feed in found] == [
        ("feed/", False),
        ("vieglais-solis/feed/", True),
        ("comments/feed/", True),
    ]


@pytest.mark.parametrize("path", ["category/jaunumi/", "lv/", ""])
def test_feed_of_a_category_or_a_language_is_of_articles(path: str) -> None:
    body = page(f'<link rel="alternate" type="application/rss+xml" href="/{path}feed/">')
    assert [feed.is_comments for feed in find_feeds(body, f"{HOME}{path}")] == [False]


def test_feed_below_a_listing_of_another_system_is_of_articles() -> None:
    body = page('<link rel="alternate" type="application/rss+xml" href="/jaunumi/feed">')
    assert [feed.is_comments for feed in find_feeds(body, f"{HOME}jaunumi")] == [False]


def test_feeds_of_other_menu_items_and_of_events_come_last() -> None:
    head = """<link rel="alternate" type="application/rss+xml" href="/lv/rss/events">
    <link rel="alternate" type="application/rss+xml" href="/kontakti?format=feed&amp;type=rss">
    <link rel="alternate" type="application/atom+xml" href="/?format=feed&amp;type=atom">
    <link rel="alternate" type="application/rss+xml" href="/?format=feed&amp;type=rss">"""
    assert feed_urls(page(head)) == [
        "?format=feed&type=rss",
        "?format=feed&type=atom",
        "kontakti?format=feed&type=rss",
        "lv/rss/events",
    ]


@pytest.mark.parametrize(
    ("head", "url", "kind"),
    [
        ('<link rel="alternate" type="application/feed+json" href="/barotne">', "barotne", "json"),
        ('<link rel="alternate" type="application/json" href="/feed.json">', "feed.json", "json"),
        ('<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="atom.php">', "atom.php", "atom"),
        ('<link rel="alternate" type="text/xml" href="/rss.xml">', "rss.xml", "rss"),
        ('<link rel="feed" href="/feed">', "feed", "rss"),
        (
            '<base href="/lv/"><link rel="alternate" type="application/rss+xml" href="rss/articles">',
            "lv/rss/articles",
            "rss",
        ),
    ],
)
def test_kind_is_the_type_that_is_named(head: str, url: str, kind: str) -> None:
    (feed,) = find_feeds(page(head), HOME)
    assert (feed.url, feed.kind) == (f"{HOME}{url}", kind)


@pytest.mark.parametrize(
    ("anchor", "url"),
    [
        ('<a href="/lv/rss/articles">RSS</a>', "lv/rss/articles"),
        ('<a href="/feed/"><img src="/i.png" alt=""></a>', "feed/"),
        ('<a href="rss.xml"><i class="fa fa-rss"></i></a>', "rss.xml"),
        (
            '<a href="/index.php?format=feed&amp;type=rss" class="syndicate">Plūsma</a>',
            "index.php?format=feed&type=rss",
        ),
        ('<a href="/?feed=rss2">Barotne</a>', "?feed=rss2"),
        ('<a href="/xml.php" title="RSS"><img src="/rss.gif"></a>', "xml.php"),
    ],
)
def test_feeds_behind_plain_links_are_found(anchor: str, url: str) -> None:
    assert feed_urls(page("", anchor)) == [url]


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="/rss-kas-tas-ir/">Kas ir RSS</a>',
        '<a href="/feedback/">Feedback</a>',
        '<a href="/sitemap.xml">XML</a>',
        '<a href="/jaunumi/">Jaunumi</a>',
        '<a href="mailto:a@b.lv">RSS</a>',
        '<link rel="alternate" hreflang="en" href="/en/">',
        '<link rel="stylesheet" type="text/css" href="/feed">',
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(anchor: str) -> None:
    assert find_feeds(page("", anchor), HOME) == ()


def test_feed_in_the_head_of_the_answer_is_found() -> None:
    headers = {"Link": '</feed.atom>; rel="alternate"; type="application/atom+xml"; title="Viss"'}
    assert find_feeds(b"", HOME, headers) == (AdvertisedFeed(f"{HOME}feed.atom", "Viss", "atom"),)


ROBOTS = """\ufeffUser-agent: *\r\nDisallow: /wp-admin/
SITEMAP : /sitemap_index.xml  # visas lapas
#Sitemap: https://www.krastopartneriba.lv/old.xml
  sitemap:https://www.krastopartneriba.lv/s.xml.gz\rSitemap: https://www.krastopartneriba.lv/sitemap_index.xml
Sitemap:
Sitemap: ftp://krastopartneriba.lv/x.xml
Disallow: /sitemap: x"""


def test_sitemaps_of_robots_are_found_however_they_are_written() -> None:
    assert find_sitemaps_in_robots(ROBOTS.encode(), f"{HOME}robots.txt") == (
        f"{HOME}sitemap_index.xml",
        f"{HOME}s.xml.gz",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (page(language="lt-LT"), ("lt",)),
        (page(language="ee"), ("et",)),
        (page(language=""), ()),
        (page(language="xx"), ()),
        (
            page(
                '<link rel="alternate" hreflang="x-default" href="/">'
                '<link rel="alternate" hreflang="en-GB" href="/en/">'
            ),
            ("lv", "en"),
        ),
        (
            page("", '<ul class="lang"><li><a href="/lv/">LV</a></li><li><a href="/en/about">EN</a></li></ul>'),
            ("lv", "en"),
        ),
        (page("", '<a href="/ru/">Русский</a><a href="/ee">Eesti</a>'), ("lv", "ru", "et")),
        (page("", '<a href="/?lang=en"><img alt="English"></a>'), ("lv", "en")),
        (page("", '<a href="/x" hreflang="rus">Rus</a>'), ("lv", "ru")),
        (page("", '<a href="/en/projects/leader">Leader project</a><a href="/no/">Nr</a>'), ("lv",)),
        (page("", '<a href="https://cits.lv/en/">English</a>'), ("lv",)),
    ],
)
def test_languages_are_those_of_the_page_its_translations_and_its_switch(
    body: bytes, expected: tuple[str, ...]
) -> None:
    assert find_languages(body, HOME) == expected


def listing_urls(body: bytes, url: str = HOME) -> list[str]:
    return [guess.url.removeprefix(HOME) for guess in find_listings(body, url)]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Naujienos", "naujienos"),
        ("Visos naujienos", "category/naujienos"),
        ("Aktualijos", "aktualijos.html"),
        ("Jaunumi", "lv/jaunumi"),
        ("Aktualitātes", "aktualitates"),
        ("ZIŅAS", "zinas/"),
        ("Uudised", "uudised"),
        ("Kõik uudised »", "koik"),
        ("Teated", "teated"),
        ("News", "news"),
        ("Новости", "novosti"),
        ("Lasīt visus jaunumus", "lv/jaunumi"),
        ("Partnerības jaunumi", "index.php?id=7"),
        ("Naujienos", "index.php?qw=news"),
        ("Blogas", "naujienos"),
        ("Aktualu", "aktualu.html"),
        ("Kas naujo?", "p4.php"),
        ("Įvykiai", "ivykiai"),
        ("Žinios", "zinios"),
        ("Skelbimai", "lenta"),
        ("Aktuāli", "aktuali"),
        ("Notikumi", "notikumi"),
        ("Ziņojumi", "lapa5"),
        ("Ajakohast", "index.php?id=9"),
        ("Teadaanded", "teadaanded"),
        ("What's new", "new.html"),
        ("События", "sobytija"),
    ],
)
def test_words_of_a_menu_lead_to_the_news(words: str, path: str) -> None:
    menu = f'<nav><a href="/">Sākums</a><a href="/par-mums/">Par mums</a><a href="/{path}">{words}</a></nav>'
    (guess,) = find_listings(page("", menu, language=""), HOME)
    assert guess.url == HOME + path
    assert guess.words[0] in {words, path}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Kvietimai", "kvietimai"),
        ("Kvietimų naujienos", "naujienos/kvietimai"),
        ("Pasākumi", "pasakumi"),
        ("Sündmused", "sundmused"),
        ("Projektu konkursi", "jaunumi/konkursi"),
        ("Pieteikties jaunumiem", "jaunumi-epasta"),
        ("Uudiskiri", "uudiskiri"),
        ("Naujienlaiškis", "naujienlaiskis"),
        ("Kontakti", "kontakti"),
        ("Jaunumi par to, kā partnerība atklāja jauno sezonu Zemgalē", "jaunumi/jauna-sezona"),
        ("Jaunumi", "jaunumi.pdf"),
        ("RSS ziņas", "feed/"),
        ("Galerija", "galerija"),
    ],
)
def test_calls_events_and_newsletters_are_no_news(words: str, path: str) -> None:
    menu = f'<nav><a href="/">Sākums</a><a href="/{path}">{words}</a></nav>'
    assert find_listings(page("", menu), HOME) == ()


def test_best_guess_comes_first_and_each_address_once() -> None:
    body = page(
        "",
        """<nav><a href="/">Sākums</a><a href="/jaunumi">Jaunumi</a><a href="/raksti">Raksti</a>
        <a href="/en/news">News</a><a href="https://cits.lv/jaunumi">Jaunumi</a></nav>
        <main><a href="/projektu-jaunumi">Projektu jaunumi</a>
        <a href="http://krastopartneriba.lv/jaunumi/">Visi jaunumi</a>
        <a href="/jaunumi/pavasara-talka">Pavasara talka</a></main>""",
    )
    found = find_listings(body, HOME)
    assert [guess.url.removeprefix(HOME) for guess in found] == [
        "http://krastopartneriba.lv/jaunumi/",
        "en/news",
        "projektu-jaunumi",
        "raksti",
    ]
    assert found[0].words == ("Visi jaunumi", "jaunumi")


def test_page_without_links_has_nothing_to_say() -> None:
    assert (find_feeds(b"", HOME), find_languages(b"\x00" * 50, HOME), find_listings(b"%PDF-1.4", HOME)) == ((), (), ())


PIECES = st.lists(
    st.sampled_from([
        b"<html lang='lt'>", b"<a href='/naujienos'>", b"Naujienos", b"</a>", b"'//['>", b"'/feed'>", b"<a>", b"\xff",
        b"<link rel=alternate type=application/rss+xml href=", b"<base href='http://['>", b"<nav>", b"<script>",
        b"<a href='http://a:x/'>",
    ])
).map(b"".join)  # fmt: skip


@given(st.binary() | PIECES)
def test_any_bytes_have_absolute_addresses_or_none(body: bytes) -> None:
    found = [feed.url for feed in find_feeds(body, HOME)] + [guess.url for guess in find_listings(body, HOME)]
    assert all(url.startswith("http") for url in found)
    assert all(len(code) == 2 for code in find_languages(body, HOME))
    assert all(url.startswith("http") for url in find_sitemaps_in_robots(body, HOME))
