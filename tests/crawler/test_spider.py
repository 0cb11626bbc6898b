"""How the spider walks: to the end, no further than it must, and on where it was stopped."""

from __future__ import annotations

import gzip
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, article_page, command, format_source, kronika

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(slots=True)
class Site:
    """Pages that a test can change between two crawls, on one server."""

    pages: dict[str, bytes | Reply] = field(default_factory=dict)
    """Target to body, or to a whole answer; articles that are not among them are made up."""
    held: threading.Event | None = None
    """When set, listing pages but the first wait for it."""
    server: PracticeServer = field(init=False)
    mark: int = 0

    def __post_init__(self) -> None:
        self.server = PracticeServer(self._respond)

    def _respond(self, request: Request) -> Reply | bytes:
        if self.held is not None and request.query("page"):
            self.held.wait(60)
        found = self.pages.get(request.target)
        if found is None and "naujiena" in request.target:
            found = article_page(request.target.strip("/"))
        if isinstance(found, Reply):
            return found
        if found is None:
            return format_response(b"not here", status="404 Not Found", headers=(HTML,))
        return format_response(found, headers=(HTML,))

    def asked(self) -> list[str]:
        """Targets asked for since the last look."""
        targets = [request.target for request in self.server.requests[self.mark :]]
        self.mark += len(targets)
        return targets

    def list_pages(self, *pages: Iterable[str]) -> None:
        """Set listing pages of articles by name, with numbers and a word that lead on."""
        for number, names in enumerate(pages, 1):
            rows = "".join(f'<li><a href="/naujiena/{name}">Naujiena {name}</a></li>' for name in names)
            numbers = "".join(f'<a href="/list?page={n}">{n}</a> ' for n in range(1, len(pages) + 1))
            more = f'<a href="/list?page={number + 1}">Kitas puslapis</a>' if number < len(pages) else ""
            html = f'<html><body><ul>{rows}</ul><div class="pager">{numbers}{more}</div></body></html>'
            self.pages[f"/list?page={number}"] = html.encode()
            if number == 1:
                self.pages["/list"] = html.encode()


def names(*wanted: object) -> set[str]:
    return {f"/naujiena/{name}" for name in wanted}


def redirect(location: str) -> Reply:
    head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    return Reply((head.encode(),))


@dataclass(frozen=True, slots=True)
class Room:
    """One source over one site, and its archive."""

    site: Site
    folder: Path

    def words(self, *more: str) -> tuple[str | Path, ...]:
        return (
            *("crawl", "test-site", "--archive", self.folder / "archive", "--sources", self.folder / "s.toml"),
            *("--allow-network", LOOPBACK, *more),
        )

    def crawl(self, *more: str, seeds: list[dict[str, str]] | None = None) -> Ran:
        server = self.site.server
        given = [{kind: server.url(path)} for seed in seeds or [{"listing": "/list"}] for kind, path in seed.items()]
        text = format_source(hosts=[f"127.0.0.1:{server.port}"], seeds=given, article="/naujiena/")
        (self.folder / "s.toml").write_text(text, encoding="utf-8")
        return kronika(*self.words(*more))

    def articles(self) -> set[str]:
        with Archive(self.folder / "archive") as archive:
            found = [article.version.article.url for article in archive.list()]
        assert len(set(found)) == len(found)
        return {url.removeprefix(self.site.server.url("")) for url in found}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    site = Site()
    with site.server:
        yield Room(site, tmp_path)


def test_a_listing_is_walked_to_its_end_and_the_second_time_only_as_far_as_it_is_new(room: Room) -> None:
    room.site.list_pages("ab", "cd", "ef")
    assert room.crawl().code == 0
    assert room.articles() == names(*"abcdef")
    assert {"/list", "/list?page=2", "/list?page=3"} <= set(room.site.asked())
    room.site.list_pages("na", "bc", "de", "f")
    assert room.crawl().code == 0
    assert set(room.site.asked()) == {"/robots.txt", "/list", "/list?page=2", "/naujiena/n"}
    assert room.articles() == names(*"abcdefn")


def test_a_listing_that_shows_the_same_on_every_page_ends(room: Room) -> None:
    room.site.list_pages(*["ab"] * 30)
    assert room.crawl().code == 0
    assert sorted(room.site.asked()) == sorted(["/robots.txt", "/list", "/list?page=2", *names(*"ab")])


def test_pages_that_lead_back_to_the_first_end(room: Room) -> None:
    room.site.list_pages("ab", "cd")
    last = room.site.pages["/list?page=2"]
    assert isinstance(last, bytes)
    room.site.pages["/list?page=2"] = last.replace(b"</ul>", b'</ul><a rel="next" href="/list">Kitas puslapis</a>')
    assert room.crawl().code == 0
    assert sorted(room.site.asked()) == sorted(["/robots.txt", "/list", "/list?page=2", *names(*"abcd")])


def test_a_limited_crawl_leaves_the_rest_to_a_later_one(room: Room) -> None:
    room.site.list_pages("ab", "cd", "ef")
    assert room.crawl("--limit", "3").code == 0
    assert len(room.articles()) == 3
    asked = [target for target in room.site.asked() if "naujiena" in target]
    assert len(asked) == 3
    assert room.crawl().code == 0
    assert room.articles() == names(*"abcdef")
    assert len([target for target in room.site.asked() if "naujiena" in target]) == 3


def test_what_a_seed_dates_before_since_is_left_to_a_later_crawl(room: Room) -> None:
    items = "".join(
        f"<item><link>{room.site.server.url(f'/naujiena/{name}')}</link><title>{name}</title>{date}</item>"
        for name, date in (
            ("nauja", "<pubDate>Mon, 16 May 2022 08:00:00 GMT</pubDate>"),
            ("sena", "<pubDate>Sun, 15 May 2022 08:00:00 GMT</pubDate>"),
            ("be-datos", ""),
        )
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>VVG</title>{items}</channel></rss>'
    room.site.pages["/rss"] = feed.encode()
    assert room.crawl("--since", "2022-05-16", seeds=[{"feed": "/rss"}]).code == 0
    assert room.articles() == names("nauja", "be-datos")
    assert room.crawl(seeds=[{"feed": "/rss"}]).code == 0
    assert room.articles() == names("nauja", "sena", "be-datos")


def test_a_sitemap_index_is_followed_and_a_new_mark_is_fetched_again(room: Room) -> None:
    def sitemap(*entries: tuple[str, str]) -> bytes:
        rows = "".join(
            f"<url><loc>{room.site.server.url(f'/naujiena/{name}')}</loc><lastmod>{mark}</lastmod></url>"
            for name, mark in entries
        )
        return f"<urlset {NAMESPACE}>{rows}</urlset>".encode()

    children = [room.site.server.url(path) for path in ("/1.xml.gz", "/2.xml", "/sitemap.xml")]
    children.append("http://kitas.invalid/3.xml")
    index = "".join(f"<sitemap><loc>{child}</loc></sitemap>" for child in children)
    room.site.pages["/sitemap.xml"] = f"<sitemapindex {NAMESPACE}>{index}</sitemapindex>".encode()
    room.site.pages["/1.xml.gz"] = gzip.compress(sitemap(("a", "2022-01-01"), ("b", "2022-01-01")))
    room.site.pages["/2.xml"] = sitemap(("c", "2022-01-01"))
    assert room.crawl(seeds=[{"sitemap": "/sitemap.xml"}]).code == 0
    assert room.articles() == names(*"abc")
    room.site.asked()
    room.site.pages["/2.xml"] = sitemap(("c", "2022-02-02"))
    room.site.pages["/naujiena/c"] = article_page("Pakeista c")
    assert room.crawl(seeds=[{"sitemap": "/sitemap.xml"}]).code == 0
    assert set(room.site.asked()) == {"/robots.txt", "/sitemap.xml", "/1.xml.gz", "/2.xml", "/naujiena/c"}
    with Archive(room.folder / "archive") as archive:
        changed = archive.find_article(room.site.server.url("/naujiena/c"))
    assert changed is not None
    assert (changed.version.article.title, changed.versions) == ("Pakeista c", 2)


def test_redirects_are_followed_marked_or_left_out(room: Room) -> None:
    room.site.list_pages(["a", "kitur", "pradzia", "svetur", "nera", "dingo"])
    room.site.pages["/naujiena/kitur"] = redirect("/naujiena/nauja-vieta")
    room.site.pages["/naujiena/pradzia"] = redirect("/")
    room.site.pages["/"] = article_page("Pradžia")
    room.site.pages["/naujiena/svetur"] = redirect("http://kitas.invalid/naujiena/x")
    room.site.pages["/naujiena/nera"] = Reply((b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",))
    room.site.pages["/naujiena/dingo"] = Reply((b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",))
    ran = room.crawl()
    assert ran.code == 0, ran.err
    assert "2 articles read" in ran.out
    assert "3 gone, 1 left out, 0 failed" in ran.out
    assert room.articles() == names("a", "nauja-vieta")
    room.site.asked()
    assert room.crawl().code == 0
    assert set(room.site.asked()) == {"/robots.txt", "/list"}


def test_a_page_that_fails_is_tried_again_by_the_next_crawl(room: Room) -> None:
    room.site.list_pages("ab")
    room.site.pages["/naujiena/b"] = Reply((b"HTTP/1.1 500 Oi\r\nContent-Length: 0\r\n\r\n",))
    assert room.crawl().code == 3
    assert room.articles() == names("a")
    del room.site.pages["/naujiena/b"]
    assert room.crawl().code == 0
    assert room.articles() == names("a", "b")


def test_a_listing_page_that_fails_is_walked_over_again(room: Room) -> None:
    room.site.list_pages("ab", "cd", "ef")
    broken = room.site.pages.pop("/list?page=2")
    assert room.crawl().code == 3
    assert room.articles() == names("a", "b")
    room.site.pages["/list?page=2"] = broken
    assert room.crawl().code == 0
    assert room.articles() == names(*"abcdef")


def test_an_incremental_walk_that_was_killed_goes_to_the_end_next_time(room: Room) -> None:
    room.site.list_pages("ab", "cd", "ef")
    assert room.crawl().code == 0
    room.site.asked()
    room.site.list_pages("na", "oc", "pe", "bdf")
    room.site.held = threading.Event()
    process = subprocess.Popen(command(*room.words()), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not {"/list?page=2", "/naujiena/n"} <= {
            request.target for request in room.site.server.requests[room.site.mark :]
        }:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()
        room.site.held.set()
    room.site.held = None
    assert room.crawl().code == 0
    # Its first page has nothing new any more: an incremental walk would end there.
    assert room.articles() == names(*"abcdefnop")
