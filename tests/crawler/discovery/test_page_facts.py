"""Honest articles get no verdict; canonical addresses and aliases are read, and believed only where they are sane."""

from __future__ import annotations

import re
import time

import pytest

from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.verdicts.page_facts import PageFacts, is_sane_canonical, read_page_facts
from tests.crawler.discovery.honest_pages import LONG, Honest, iter_honest

_HONEST = list(iter_honest())


def _facts(
    body: bytes, url: str = "https://vvg.example/naujienos/a-b-c", *, content_type: str | None = "text/html"
) -> PageFacts:
    return read_page_facts(body, url, content_type=content_type, platform=None, languages=("lt",))


@pytest.mark.parametrize("honest", _HONEST, ids=[one.name for one in _HONEST])
def test_honest_article_gets_no_verdict(honest: Honest) -> None:
    host = honest.url.split("/")[2]
    for platform in {honest.platform, None}:
        facts = read_page_facts(
            honest.body,
            honest.url,
            content_type="text/html; charset=utf-8",
            platform=PLATFORMS[platform] if platform else None,
            languages=(honest.language,),
            hosts=(host,),
        )
        assert facts.verdict is None


def test_canonical_link_comes_before_og_url() -> None:
    head = b'<meta property="og:url" content="/og"><link rel="canonical" href="/naujienos/x-y-z">'
    assert _facts(b"<html><head>" + head + b"</head><body><p>a</p></body></html>").canonical_url == (
        "https://vvg.example/naujienos/x-y-z"
    )


def test_og_url_is_the_canonical_one_without_a_link() -> None:
    body = b'<html><head><meta property="og:url" content="http://vvg.example/?p=3"></head><body>a</body></html>'
    assert _facts(body).canonical_url == "http://vvg.example/?p=3"


@pytest.mark.parametrize("href", ["javascript:void(0)", "android-app://x", "mailto:a@b.lt", ""])
def test_canonical_address_that_is_no_web_address_is_none(href: str) -> None:
    body = f'<html><head><link rel="canonical" href="{href}"></head><body>a</body></html>'
    assert _facts(body.encode()).canonical_url is None


def test_short_links_and_amp_copies_are_aliases() -> None:
    head = (
        '<link rel="shortlink" href="https://vvg.example/?p=6629"><link rel="amphtml" href="amp/">'
        '<link rel="shortlink" href="/node/12"><link rel="alternate" href="/feed/">'
    )
    facts = _facts(
        f"<html><head>{head}</head><body><h1>Talka</h1></body></html>".encode(), "https://vvg.example/talka/"
    )
    assert facts.aliases == (
        "https://vvg.example/?p=6629",
        "https://vvg.example/talka/amp/",
        "https://vvg.example/node/12",
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"%PDF-1.4 %%EOF", "application/pdf"), (b"%PDF-1.4", "text/html"), (b"\x89PNG\r\n", None), (b"just text", None)],
)
def test_body_that_is_no_html_has_no_facts(body: bytes, content_type: str | None) -> None:
    assert _facts(body, content_type=content_type) == PageFacts()


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"<html></html>", b"<div>" * 30_000, b"<a" * 9_000, b"<p>\xff\xfe\x00</p>"]
)
def test_odd_body_is_no_failure(body: bytes) -> None:
    facts = _facts(body)
    assert facts.verdict is None or facts.verdict.kind == "empty"


def _is_article(url: str) -> bool:
    path = url.removeprefix("https://vvg.example").removeprefix("http://vvg.example")
    return path != url and re.search(r"slug|node/\d|[?&](?:p|id|newid)=\d|news/\d", path) is not None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/naujienos/slug-a", "/naujienos/slug-a"),
        ("/naujienos/slug-a/", "/naujienos/slug-a?utm_source=x"),
        ("/slug-a/", "/?p=662"),
        ("/slug-a/", "/slug-a/2/"),
        ("/slug-a/", "/slug-a/amp/"),
        ("/naujienos/slug", "/node/12"),
        ("/naujiena-slug/5523", "/node/12"),
        ("/75-b-news/898-slug", "/74-a-news/898-slug"),
        ("/naujienos/slug-898", "/naujienos/slug-senas-898"),
        ("/slug-x", "/naujienos/kat/slug-x.html"),
        ("/?option=com_content&view=article&id=5", "/?option=com_content&view=article&id=5&Itemid=3"),
    ],
)
def test_canonical_address_of_the_same_article_is_sane(canonical: str, url: str) -> None:
    assert is_sane_canonical("https://vvg.example" + canonical, "https://vvg.example" + url, is_article=_is_article)


def test_canonical_address_on_http_is_sane_on_https() -> None:
    assert is_sane_canonical("http://vvg.example/slug-a", "https://www.vvg.example/slug-a/", is_article=_is_article)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/", "/slug-a/"),
        ("/lt/", "/lt/slug-a/"),
        ("/index.php", "/index.php?qw=new&newid=3"),
        ("/index.php?qw=new&newid=5", "/index.php?qw=new&newid=3"),
        ("/?p=1", "/?p=662"),
        ("/naujienos/", "/naujienos/slug-a/"),
        ("/naujienos/slug-b", "/naujienos/slug-a"),
        ("/slug-a/", "/slug-a-2/"),
        ("/slug-a-1", "/slug-a"),
        ("/news/13/3/text", "/news/12/3/text"),
        ("/2021/05/slug/", "/2022/05/slug/"),
        ("/lt/slug-a", "/en/slug-a"),
        ("/slug-a?print=1", "/slug-a"),
        ("/slug-a?tmpl=component&print=1", "/slug-a"),
        ("/slug-a?PHPSESSID=0a1b2c3d4e5f60718293a4b5c6d7e8f9", "/slug-a"),
        ("/slug-a;jsessionid=0A1B2C3D4E5F", "/slug-a"),
        ("/slug-a/amp/", "/slug-a/"),
    ],
)
def test_canonical_address_of_a_theme_is_not_believed(canonical: str, url: str) -> None:
    assert not is_sane_canonical("https://vvg.example" + canonical, "https://vvg.example" + url, is_article=_is_article)


@pytest.mark.parametrize(
    "canonical", ["https://other.example/slug-a", "ftp://vvg.example/slug-a", "https://[x/slug", "slug-a"]
)
def test_canonical_address_elsewhere_is_not_believed(canonical: str) -> None:
    assert not is_sane_canonical(canonical, "https://vvg.example/slug-a", is_article=_is_article)


def test_page_facts_of_a_usual_page_take_milliseconds() -> None:
    long = next(one for one in _HONEST if one.name == "wordpress: long")
    body = long.body.replace(b"</article>", f"<p>{LONG['lt']}</p>".encode() * 120 + b"</article>")
    assert len(body) > 25_000
    started = time.process_time()
    for _ in range(10):
        _facts(body)
    assert (time.process_time() - started) / 10 < 0.05


def test_deeply_nested_article_is_read() -> None:
    body = "<html><body>" + "<div>" * 1500 + f"<h1>Talka</h1><p>{LONG['lt']}</p>" + "</div>" * 1500 + "</body></html>"
    assert _facts(body.encode()).verdict is None


def test_page_of_ten_thousand_teasers_is_judged_in_time() -> None:
    rows = "".join(
        f'<li><h3><a href="/naujienos/talka-{n}">Kaimo talka prie ežero {n}</a></h3></li>' for n in range(10_000)
    )
    started = time.process_time()
    _facts(f"<html><body><h1>Talkos</h1><ul>{rows}</ul></body></html>".encode())
    assert time.process_time() - started < 5
