"""Reads pages in worker processes, so that extraction neither stalls the crawl's event loop nor can end it.

A page is looked at twice: what kind of page it is (`crawler.discovery.verdicts`), then, unless it is no article, what
its articles say (`archive.extract`).

Each lane is one process that reads one page at a time. A page that takes too long, or takes its process down, costs
that process only: it is replaced, the page is an UnreadableArticleError, and the crawl goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import queue
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from multiprocessing.connection import Connection
from types import TracebackType

from archive.errors import NoArticleError, UnreadableArticleError
from archive.records import Article, Hints
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.verdicts.page_facts import PageFacts, read_page_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A page to be read."""

    html: bytes = field(repr=False)
    url: str
    captured_at: datetime
    content_type: str | None = None
    platform: str | None = None
    """What its rules are read by: the platform that the source names."""
    recognised: str | None = None
    """The platform that its pages turned out to be of; None when it is not known."""
    languages: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    hints: Hints | None = None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading a page gave."""

    facts: PageFacts | None
    """None when the page could not even be looked at."""
    articles: tuple[Article, ...] = ()
    reason: str | None = None
    """Why there are no articles, when the facts do not say."""
    is_final: bool = False
    """Whether reading it again would change nothing: the page itself shows that it is no article."""


_SPAWN = multiprocessing.get_context("spawn")


class ReadingPool:
    """A fixed number of reading processes, used from an asyncio event loop."""

    def __init__(self, *, lanes: int | None = None, limit_s: float = 30.0) -> None:
        """`lanes`: processes, None for one a processor core. `limit_s`: seconds that one page may take."""
        count = lanes or os.cpu_count() or 1
        self._free: queue.SimpleQueue[_Lane] = queue.SimpleQueue()
        self._lanes = [_Lane(limit_s) for _ in range(count)]
        for lane in self._lanes:
            self._free.put(lane)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")

    async def read(self, request: ReadRequest) -> ReadPage:
        """What a page says; a page that took too long or crashed its process has a reason and nothing else."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, request)

    def _read(self, request: ReadRequest) -> ReadPage:
        lane = self._free.get()
        try:
            return lane.read(request)
        finally:
            self._free.put(lane)

    def close(self) -> None:
        """End the processes. Pages still being read are finished first."""
        self._threads.shutdown(wait=True)
        for lane in self._lanes:
            lane.close()

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Lane:
    """One reading process and the pipe to it."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True, name="kronika-reading")
        self._process.start()
        theirs.close()

    def read(self, request: ReadRequest) -> ReadPage:
        try:
            self._pipe.send(request)
            if self._pipe.poll(self._limit_s):
                answer: ReadPage = self._pipe.recv()
                return answer
            reason = f"reading it took longer than {self._limit_s:g} s"
        except (EOFError, OSError):
            reason = "reading it crashed the reading process"
        self._replace()
        return ReadPage(None, reason=reason)

    def _replace(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._start()

    def close(self) -> None:
        self._pipe.close()
        self._process.join(timeout=5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection) -> None:
    """The process's loop: a page in, what it says out; ends with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the crawl's to answer: pages in flight are still read
    while True:
        try:
            request: ReadRequest = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = read_page(request)
        except Exception as error:  # noqa: BLE001 - one page must not end the crawl; the reason is counted and told
            answer = ReadPage(None, reason=f"the reader failed with {type(error).__name__}: {error}")
        pipe.send(answer)


def _is_vouched_for(hints: Hints | None) -> bool:
    """Whether a seed says more of a page than a menu does."""
    return hints is not None and (hints.origin in {"api", "feed"} or hints.published is not None)


def read_page(request: ReadRequest) -> ReadPage:
    """Look at a page and, unless it is none, read its articles."""
    from archive.extract.article import extract_articles  # noqa: PLC0415 - slow to import, and only needed here

    facts = read_page_facts(
        request.html,
        request.url,
        content_type=request.content_type,
        platform=PLATFORMS.get(request.recognised or ""),
        languages=request.languages,
        hosts=request.hosts,
    )
    if facts.verdict is not None and facts.verdict.kind == "static" and _is_vouched_for(request.hints):
        # A page in the menu that a feed or a dated row shows as news is news.
        facts = replace(facts, verdict=None)
    if facts.verdict is not None:
        return ReadPage(facts)
    try:
        articles = extract_articles(
            request.html,
            request.url,
            request.captured_at,
            content_type=request.content_type,
            platform=request.platform,
            languages=request.languages,
            hints=request.hints,
        )
    except UnreadableArticleError as error:
        return ReadPage(facts, reason=error.reason, is_final=isinstance(error, NoArticleError))
    return ReadPage(facts, articles)
