"""robots.txt as RFC 9309 has it, over real HTTP: who may be asked, who is left alone, and how fast."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, article_page, format_source, kronika, listing
from tests.site.catalogue import Ask
from tests.site.traps import ROBOTS

PAGES = ("/closed/a", "/closed/open/b", "/open/c?x=1", "/open/d")
EVERYTHING = {"/list", *PAGES}
ASKED = {
    "allow": EVERYTHING,
    "404": EVERYTHING,
    "403": EVERYTHING,
    "html": EVERYTHING,
    "binary": EVERYTHING,
    "some": {"/list", "/closed/open/b", "/open/d"},
    "disallow": set(),
    "bom": set(),
    "503": set(),
    "close": set(),
    "timeout": set(),
    "redirect": set(),
    "delay": EVERYTHING,
}


class Site:
    """Four pages and a listing behind one kind of robots.txt."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.server = PracticeServer(self._respond)

    def _respond(self, request: Request) -> Reply | bytes:
        if request.path == "/robots.txt":
            return ROBOTS[self.kind].answer(Ask(request))
        if request.path == "/robots-elsewhere.txt":
            return ROBOTS["disallow"].answer(Ask(request))
        body = listing(PAGES) if request.path == "/list" else article_page(request.path)
        return format_response(body, headers=(HTML,))

    def source(self) -> str:
        return format_source(
            source_id=f"robots-{self.kind}",
            hosts=[f"127.0.0.1:{self.server.port}"],
            seeds=[{"listing": self.server.url("/list")}],
            article="/(?:open|closed)/",
            timeout_s=20 if self.kind != "timeout" else 1,
        )

    def asked(self) -> list[str]:
        return [request.target for request in self.server.requests if "robots" not in request.target]


@dataclass(frozen=True, slots=True)
class Crawled:
    archive: Path
    ran: Ran
    sites: dict[str, Site]

    def report(self, kind: str) -> tuple[int, int, int]:
        """Articles read, left out, failed."""
        (line,) = [line for line in self.ran.out.splitlines() if line.startswith(f"robots-{kind}:")]
        numbers = re.search(r"(\d+) articles read.* (\d+) left out, (\d+) failed", line)
        assert numbers is not None
        return int(numbers[1]), int(numbers[2]), int(numbers[3])


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """One crawl of a source for every kind of robots.txt."""
    folder = tmp_path_factory.mktemp("robots")
    archive, sources = folder / "archive", folder / "sources.toml"
    with ExitStack() as stack:
        sites = {kind: Site(kind) for kind in ASKED}
        for site in sites.values():
            stack.enter_context(site.server)
        sources.write_text("\n".join(site.source() for site in sites.values()), encoding="utf-8")
        ids = [f"robots-{kind}" for kind in sites]
        ran = kronika("crawl", *ids, "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
    return Crawled(archive, ran, sites)


@pytest.mark.parametrize(("kind", "allowed"), ASKED.items())
def test_only_what_is_allowed_is_asked_for(crawled: Crawled, kind: str, allowed: set[str]) -> None:
    asked = crawled.sites[kind].asked()
    assert set(asked) == allowed
    assert len(asked) == len(allowed)


@pytest.mark.parametrize("kind", ["allow", "404", "403", "html", "binary", "delay"])
def test_no_rules_mean_that_all_articles_are_read(crawled: Crawled, kind: str) -> None:
    assert crawled.report(kind) == (4, 0, 0)


def test_a_forbidden_article_is_left_out_and_no_failure(crawled: Crawled) -> None:
    assert crawled.report("some") == (2, 2, 0)


@pytest.mark.parametrize("kind", ["disallow", "bom", "503", "close", "timeout", "redirect"])
def test_a_forbidden_seed_is_a_failure(crawled: Crawled, kind: str) -> None:
    assert crawled.report(kind) == (0, 0, 1)
    assert crawled.ran.code == 3


@pytest.mark.parametrize(
    ("kind", "reason"), [("503", "could not be had"), ("disallow", "forbidden by robots.txt"), ("close", "could not")]
)
def test_the_report_says_why_a_host_was_left_alone(crawled: Crawled, kind: str, reason: str) -> None:
    seed = crawled.sites[kind].server.url("/list")
    (line,) = [line for line in crawled.ran.err.splitlines() if line.startswith(f"  failed: {seed}: ")]
    assert reason in line


def test_the_report_is_lines_and_no_traceback(crawled: Crawled) -> None:
    assert "Traceback" not in crawled.ran.err
    assert all(line.lstrip().startswith(("failed: ", "...")) for line in crawled.ran.err.splitlines())


def test_the_rules_are_archived_too(crawled: Crawled) -> None:
    with Archive(crawled.archive) as archive:
        for kind, status in (("allow", 200), ("404", 404), ("503", 503), ("redirect", 301)):
            captures = archive.find(crawled.sites[kind].server.url("/robots.txt"))
            assert {capture.status for capture in captures} == {status}
        elsewhere = archive.find(crawled.sites["redirect"].server.url("/robots-elsewhere.txt"))
        assert [capture.status for capture in elsewhere] == [200]


def test_a_crawl_delay_is_kept(crawled: Crawled) -> None:
    with Archive(crawled.archive) as archive:
        urls = [crawled.sites["delay"].server.url(target) for target in EVERYTHING]
        moments = sorted(archive.find(url)[0].requested_at for url in urls)
    # The first request waits for its connection, on a machine with much to do some tenths of a second.
    first, *pauses = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    assert len(pauses) == 3
    assert first > 0.5
    assert min(pauses) > 0.95
