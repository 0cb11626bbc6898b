"""A second crawl asks by the validators of the first; a 304 is a revisit, and the page that it means."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archive.fixture import read_recorded
from archive.records import ArchivedArticle
from archive.store import Archive
from archive.warc.reader import iter_records
from archive.warc.record import NOT_MODIFIED, WarcRecord
from crawler.practice.messages import Reply, Request, format_chunks, format_head, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, article_page, format_source, kronika, listing

DATE = "Tue, 01 Sep 2026 06:00:00 GMT"
XML = ("Content-Type", "application/xml")


@dataclass(slots=True)
class Site:
    """Pages that change from crawl to crawl: `phase` is 1 in the first."""

    phase: int = 1
    requests: list[tuple[int, Request]] = field(default_factory=list)

    def respond(self, request: Request) -> Reply | bytes:
        self.requests.append((self.phase, request))
        if request.target == "/robots.txt":
            return format_response(b"User-agent: *\n", headers=(("ETag", '"robots"'),))
        tag, body = self._page(request)
        if not body:
            return format_response(b"", status="404 Not Found")
        if tag and tag in (request.header("if-none-match"), request.header("if-modified-since")):
            return format_head("304 Not Modified", [("ETag", tag), ("X-Phase", str(self.phase))])
        if request.target == "/moved":
            return format_response(b"", status="301 Moved Permanently", headers=(("Location", "/arrived"),))
        if request.target == "/packed":
            head = format_head(
                "200 OK", [HTML, ("ETag", tag), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
            )
            return head + format_chunks(gzip.compress(body, mtime=0), (50,))
        validator = [("Last-Modified", tag)] if tag == DATE else [("ETag", tag)] if tag else []
        kind = XML if request.target.endswith(".xml") else HTML
        return format_response(body, headers=[kind, *validator])

    def _page(self, request: Request) -> tuple[str, bytes]:
        target, base = request.target, f"http://{request.header('host')}"
        names = ["/kept", "/changed", "/packed", "/dated", "/moved", "/twin", "/plain"]
        if target == "/sitemap.xml":
            rows = "".join(
                f"<url><loc>{base}{name}</loc><lastmod>2026-09-0{self.phase}</lastmod></url>" for name in names
            )
            return "", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        pages = {
            "/list": ('"list"', listing([f"{base}/listed"])),
            "/kept": ('"kept"', article_page("Išlikusi pieninė")),
            "/twin": ('"twin"', article_page("Išlikusi pieninė")),
            "/changed": (f'W/"{self.phase}"', article_page(f"Pasikeitusi pieninė {self.phase}")),
            "/packed": ('"packed"', article_page("Supakuota pieninė")),
            "/dated": (DATE, article_page("Datuota pieninė")),
            "/moved": ("", b"-"),
            "/arrived": ('"arrived"', article_page("Perkelta pieninė")),
            "/listed": ('"listed"', article_page("Sąrašo pieninė")),
            "/plain": ("", article_page("Paprasta pieninė")),
        }
        return pages.get(target, ("", b""))


@dataclass(frozen=True, slots=True)
class Asked:
    """An archive after two crawls of the same site."""

    archive: Path
    sources: Path
    base: str
    first: Ran
    after_first: dict[str, ArchivedArticle]
    second: Ran
    requests: list[tuple[int, Request]]

    def asked(self, phase: int, target: str) -> Request:
        (request,) = [one for at, one in self.requests if (at, one.target) == (phase, target)]
        return request

    def articles(self) -> dict[str, ArchivedArticle]:
        return read_articles(self.archive, self.base)


def read_articles(directory: Path, base: str) -> dict[str, ArchivedArticle]:
    with Archive(directory) as archive:
        return {one.version.article.url.removeprefix(base): one for one in archive.list()}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("revalidation")
    archive, sources = folder / "archive", folder / "sources.toml"
    site = Site()
    with PracticeServer(site.respond) as server:
        base = server.url("")
        seeds = [{"sitemap": f"{base}/sitemap.xml"}, {"listing": f"{base}/list"}]
        sources.write_text(
            format_source(hosts=[f"127.0.0.1:{server.port}"], seeds=seeds, concurrency=1), encoding="utf-8"
        )
        words = ("crawl", "test-site", "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
        first = kronika(*words)
        after_first = read_articles(archive, base)
        site.phase = 2
        second = kronika(*words)
    return Asked(archive, sources, base, first, after_first, second, site.requests)


def find_records(archive: Path, kind: str, url: str) -> list[WarcRecord]:
    files = sorted((archive / "warc").glob("*.warc.gz"))
    records = [record for file in files for record in iter_records(file)]
    return [record for record in records if record.type == kind and record.target_uri == url]


def test_a_first_visit_is_asked_plainly(twice: Asked) -> None:
    conditional = [one.target for at, one in twice.requests if at == 1 and one.header("if-none-match")]
    assert conditional == [one.target for at, one in twice.requests if at == 1 and one.header("if-modified-since")]
    assert conditional == []
    assert (twice.first.code, twice.first.err) == (0, "")


def test_a_second_visit_sends_the_validators_of_the_first(twice: Asked) -> None:
    assert (twice.second.code, twice.second.err) == (0, "")
    assert twice.asked(2, "/kept").header("if-none-match") == '"kept"'
    assert twice.asked(2, "/list").header("if-none-match") == '"list"'
    assert twice.asked(2, "/changed").header("if-none-match") == 'W/"1"'
    assert twice.asked(2, "/dated").header("if-modified-since") == DATE
    assert twice.asked(2, "/dated").header("if-none-match") is None
    assert twice.asked(2, "/plain").header("if-none-match") is None


def test_robots_and_redirects_are_asked_plainly(twice: Asked) -> None:
    for target in ("/robots.txt", "/moved"):
        assert twice.asked(2, target).header("if-none-match") is None


@pytest.mark.parametrize("target", ["/kept", "/packed", "/dated", "/list"])
def test_a_304_is_a_revisit_of_the_response_that_it_means(twice: Asked, target: str) -> None:
    (original,) = find_records(twice.archive, "response", twice.base + target)
    (revisit,) = find_records(twice.archive, "revisit", twice.base + target)
    assert revisit.get("WARC-Profile") == NOT_MODIFIED
    assert revisit.get("WARC-Refers-To-Target-URI") == original.target_uri
    assert revisit.get("WARC-Refers-To-Date") == original.get("WARC-Date")
    assert revisit.get("WARC-Payload-Digest") == original.get("WARC-Payload-Digest")
    assert revisit.get("WARC-Truncated") is None
    assert revisit.block.startswith(b"HTTP/1.1 304 Not Modified\r\n")
    assert b"X-Phase: 2\r\n" in revisit.block


def test_an_article_that_is_unchanged_was_seen_again_and_has_no_new_version(twice: Asked) -> None:
    now = twice.articles()
    for name in ("/kept", "/packed", "/dated"):
        before, after = twice.after_first[name], now[name]
        assert after.versions == 1
        assert after.last_seen_at > before.last_seen_at
        assert after.version == before.version
    assert now["/changed"].versions == 2
    assert now["/changed"].version.article.title == "Pasikeitusi pieninė 2"


def test_a_listing_that_is_unchanged_is_read_all_the_same(twice: Asked) -> None:
    assert "/listed" in twice.articles()
    assert "0 failed; finished" in twice.second.out


@pytest.mark.parametrize("target", ["/kept", "/packed", "/twin"])
def test_the_archive_serves_the_body_that_a_304_means(twice: Asked, target: str) -> None:
    with Archive(twice.archive) as archive:
        latest, *_, first = archive.find(twice.base + target)
        assert (latest.status, first.status) == (304, 200)
        assert archive.read(latest) == archive.read(first)
        assert archive.read(latest).startswith(b"<!DOCTYPE html>")


def test_verify_finds_no_fault_and_reindex_gives_the_same_articles(twice: Asked) -> None:
    assert kronika("verify", "--archive", twice.archive).code == 0
    before = twice.articles()
    with Archive(twice.archive) as archive:
        captures = archive.find(f"{twice.base}/kept")
        archive.reindex()
        assert archive.find(f"{twice.base}/kept") == captures
    assert twice.articles() == before


def test_a_fixture_of_a_page_that_was_unchanged_gives_the_same_article(twice: Asked, tmp_path: Path) -> None:
    fixture, archive = tmp_path / "site.warc.gz", tmp_path / "archive"
    pages = [twice.base + name for name in ("/kept", "/packed")]
    assert kronika("fixture", "cut", *pages, "--to", fixture, "--archive", twice.archive).code == 0
    ran = kronika("crawl", "test-site", "--offline", fixture, "--archive", archive, "--sources", twice.sources)
    assert (ran.code, ran.err) == (0, "")
    live = twice.articles()
    replayed = read_articles(archive, twice.base)
    assert replayed.keys() == {"/kept", "/packed"}
    for name, article in replayed.items():
        assert article.version.article == live[name].version.article


def test_a_304_in_a_whole_archive_is_replayed_as_the_page_that_it_means(twice: Asked) -> None:
    recorded = read_recorded(twice.archive / "warc")
    for name in ("/kept", "/packed", "/list"):
        first, second = (recorded.next_exchange(twice.base + name) for _ in range(2))
        assert first is not None
        assert second is not None
        assert first.requested_at < second.requested_at
        assert first.response == second.response


def test_a_page_whose_capture_was_never_read_is_read_from_it_at_a_304(tmp_path: Path) -> None:
    archive, sources = tmp_path / "archive", tmp_path / "sources.toml"
    site = Site()
    with PracticeServer(site.respond) as server:
        base = server.url("")
        hosts = [f"127.0.0.1:{server.port}"]
        words = ("crawl", "test-site", "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
        # First the page is met as a listing: captured, and no article read from it.
        text = format_source(seeds=[{"listing": f"{base}/kept"}], article="/listed", hosts=hosts, concurrency=1)
        sources.write_text(text, encoding="utf-8")
        kronika(*words)
        text = format_source(seeds=[{"sitemap": f"{base}/sitemap.xml"}], article="/kept", hosts=hosts, concurrency=1)
        sources.write_text(text, encoding="utf-8")
        ran = kronika(*words)
    assert ran.code == 0, ran.err
    (article,) = read_articles(archive, base).values()
    assert article.version.article.title == "Išlikusi pieninė"
    assert article.version.capture.status == 304
    with Archive(archive) as opened:
        opened.reindex()
    assert read_articles(archive, base)["/kept"] == article
