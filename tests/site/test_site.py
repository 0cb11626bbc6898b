"""The practice site serves what its expected articles say, in both phases."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from ipaddress import ip_address, ip_network

import pytest

from crawler.practice.articles import read_pakruojis_articles, read_zemgale_articles
from crawler.practice.server import PracticeServer
from crawler.practice.site import (
    PAKRUOJIS_ID,
    PRACTICE_NETWORK,
    PRACTICE_SEARCH,
    ZEMGALE_ID,
    PracticeSite,
    expected_articles,
)
from crawler.sources.models import Source
from tests.site.client import ask, body_of, split


@pytest.fixture
def practice() -> Iterator[PracticeSite]:
    with PracticeSite() as site:
        yield site


def _hrefs(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<h3><a href="([^"]+)"', html)]


def _read_text(server: PracticeServer, path: str) -> str:
    return body_of(ask(server, path)).decode()


@pytest.mark.parametrize("phase", [1, 2])
def test_practice_article_has_its_expected_values_on_the_page(practice: PracticeSite, phase: int) -> None:
    practice.phase = phase
    for article in expected_articles(ZEMGALE_ID, phase):
        html = unescape(_read_text(practice.zemgale, article.url_path))
        year, month, day = article.published.split("-")
        assert f'<h1 class="display-4"><span class="field field--name-title">{article.title}</span></h1>' in html
        assert f"Publicēts: {day}.{month}.{year}." in html
        assert [tag for tag in article.tags if f">{tag}</a>" not in html] == []
        assert article.first_words in html
        assert article.last_words in html
    for article in expected_articles(PAKRUOJIS_ID, phase):
        body = body_of(ask(practice.pakruojis, article.url_path))
        html = unescape(body.decode("windows-1257" if b"charset=windows-1257" in body else "utf-8"))
        assert f"• {article.title}" in html
        assert f">{article.published}</font>" in html
        assert article.first_words in html
        assert article.last_words in html


def test_practice_listing_ends_on_its_third_page(practice: PracticeSite) -> None:
    pages = [_hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}")) for number in range(4)]
    assert [len(rows) for rows in pages] == [5, 5, 3, 0]
    assert _hrefs(_read_text(practice.zemgale, "/lv/jaunumi")) == pages[0]
    old = [
        re.findall(r"• <a href", _read_text(practice.pakruojis, f"/index.php?qw=naujienos&page={n}")) for n in (1, 2, 3)
    ]
    assert [len(rows) for rows in old] == [4, 4, 0]


def test_practice_sources_reach_every_expected_article(practice: PracticeSite) -> None:
    for phase in (1, 2):
        practice.phase = phase
        rows = {
            row for number in range(3) for row in _hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}"))
        }
        sitemap = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
        expected = {article.url_path for article in expected_articles(ZEMGALE_ID, phase)}
        assert expected - rows - set(re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", sitemap)) == set()
        assert len(expected) == 12
        assert len(expected_articles(PAKRUOJIS_ID, phase)) == 7 + phase


def test_practice_listing_holds_a_redirect_a_missing_and_a_disallowed_page(practice: PracticeSite) -> None:
    rows = [row for number in range(3) for row in _hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}"))]
    statuses = {row: split(ask(practice.zemgale, row))[0].split()[1] for row in rows}
    assert sorted(statuses.values()) == ["200"] * 11 + ["301", "404"]
    moved = next(row for row, status in statuses.items() if status == "301")
    location = next(line for line in split(ask(practice.zemgale, moved))[1] if line.startswith("Location: "))
    assert location.removeprefix(f"Location: http://127.0.0.1:{practice.zemgale.port}") in {
        article.url_path for article in expected_articles(ZEMGALE_ID, 1)
    }
    closed = re.findall(r"Disallow: (\S+)", _read_text(practice.zemgale, "/robots.txt"))
    assert len([row for row in rows if row.startswith(tuple(closed))]) == 1


def test_second_phase_brings_a_new_a_changed_and_a_gone_article(practice: PracticeSite) -> None:
    first = {
        article.url_path: _read_text(practice.zemgale, article.url_path) for article in expected_articles(ZEMGALE_ID, 1)
    }
    before = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
    practice.phase = 2
    second = {path: split(ask(practice.zemgale, path))[0].split()[1] for path in first}
    assert sorted(second.values()) == ["200"] * 11 + ["410"]
    new = {article.url_path for article in expected_articles(ZEMGALE_ID, 2)} - set(first)
    assert len(new) == 1
    changed = [
        path
        for path in first
        if second[path] == "200" and _text_of(first[path]) != _text_of(_read_text(practice.zemgale, path))
    ]
    assert len(changed) == 1
    after = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
    fresh = [line for line in after.splitlines() if line not in before.splitlines()]
    gone = next(path for path, status in second.items() if status == "410")
    assert sorted(re.findall(r"<loc>http://[^/]+(/[^<]+)<", "".join(fresh))) == sorted([*new, *changed, gone])


def _text_of(html: str) -> str:
    return html.partition('text__text-content">')[2].partition("</div>")[0]


def test_practice_pages_come_gzipped_and_chunked(practice: PracticeSite) -> None:
    heads = [
        split(ask(practice.zemgale, a.url_path, "Accept-Encoding: gzip"))[1] for a in expected_articles(ZEMGALE_ID, 1)
    ]
    assert len([lines for lines in heads if "Content-Encoding: gzip" in lines]) == 1
    chunked = [
        a.url_path
        for a, lines in zip(expected_articles(ZEMGALE_ID, 1), heads, strict=True)
        if "Transfer-Encoding: chunked" in lines
    ]
    assert len(chunked) == 1
    body = split(ask(practice.zemgale, chunked[0]))[2]
    assert body.startswith(b"1;part=practice\r\n<\r\n7;part=practice\r\n")
    assert re.search(rb"\r\n0\r\nDigest: sha-256=[\w+/]+=\r\n\r\n$", body)
    assert body_of(ask(practice.zemgale, chunked[0])).rstrip().endswith(b"</html>")


def test_practice_page_is_revalidated_by_its_etag(practice: PracticeSite) -> None:
    path = expected_articles(ZEMGALE_ID, 1)[0].url_path
    etag = next(line for line in split(ask(practice.zemgale, path))[1] if line.startswith("ETag: "))
    status, _, body = split(ask(practice.zemgale, path, etag.replace("ETag", "If-None-Match")))
    assert (status, body) == ("HTTP/1.1 304 Not Modified", b"")


def test_old_practice_site_looks_its_age(practice: PracticeSite) -> None:
    path = expected_articles(PAKRUOJIS_ID, 1)[0].url_path
    first, second = ask(practice.pakruojis, path), ask(practice.pakruojis, path)
    _, lines, body = split(first)
    assert "Server: Apache/2.2" in lines
    assert "content-type: text/html" in lines
    assert len([line for line in lines if line.startswith("Set-Cookie: ")]) == 2
    assert "Hey.lt - Nemokamas lankytojų skaitliukas" in body.decode()
    assert first != second
    codings = [
        b"charset=windows-1257" in body_of(ask(practice.pakruojis, a.url_path))
        for a in expected_articles(PAKRUOJIS_ID, 1)
    ]
    assert codings.count(True) == 1


def test_practice_sources_are_toml_with_their_ports(practice: PracticeSite) -> None:
    zemgale, pakruojis = tomllib.loads(practice.sources_toml())["source"]
    assert (zemgale["id"], zemgale["platform"]) == (ZEMGALE_ID, "tvp")
    assert (pakruojis["id"], pakruojis["platform"]) == (PAKRUOJIS_ID, "pakruojis")
    assert zemgale["seeds"][0]["listing"] == practice.zemgale.url("/lv/jaunumi")
    assert pakruojis["hosts"] == [{"host": f"127.0.0.1:{practice.pakruojis.port}"}]


def test_practice_articles_are_all_different_and_long_enough() -> None:
    articles = [*read_zemgale_articles(), *read_pakruojis_articles()]
    texts = [article.paragraphs for article in articles if not (article.missing or article.disallowed)]
    assert len({text[0] for text in texts} | {text[-1] for text in texts}) == 2 * len(texts)
    assert [text for text in texts if not 112 <= len(" ".join(text).split()) <= 300] == []


def test_practice_sources_pass_the_sources_own_checks(practice: PracticeSite) -> None:
    tables = tomllib.loads(practice.sources_toml())["source"]
    sources = [Source.model_validate(table) for table in tables]
    assert [(source.id, source.delay_s, source.concurrency) for source in sources] == [
        (ZEMGALE_ID, 0.0, 4),
        (PAKRUOJIS_ID, 0.0, 4),
    ]


def test_practice_search_word_stands_in_one_article(practice: PracticeSite) -> None:
    articles = [*read_zemgale_articles(), *read_pakruojis_articles()]
    assert len([article for article in articles if PRACTICE_SEARCH in " ".join(article.paragraphs)]) == 1
    assert ip_address(practice.zemgale.url().split("/")[2].partition(":")[0]) in ip_network(PRACTICE_NETWORK)


def test_practice_site_describes_each_phase(practice: PracticeSite) -> None:
    first = practice.describe()
    practice.phase = 2
    assert "taken away" in practice.describe()
    assert practice.describe() != first
