"""Runs the crawls of many sources in one process: some at a time, never two that share a server."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from archive.errors import ArchiveError, SourceBusyError
from crawler.session import CrawlSession
from crawler.sources.models import Source
from crawler.spiders.news import NewsSpider

logger = logging.getLogger(__name__)

AT_ONCE = 8
"""Groups of sources crawled at the same time."""


@dataclass(slots=True)
class CrawlReport:
    """What came of a crawl of several sources."""

    sessions: list[CrawlSession] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Source and reason where the crawl could not begin."""
    busy: list[tuple[str, str]] = field(default_factory=list)
    """Source and reason where another process is crawling it: no failure."""
    was_stopped: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether a source, a seed or a page failed."""
        return bool(self.refused) or any(session.has_failed for session in self.sessions)


class CrawlProcess(AsyncCrawlerProcess):
    """Scrapy's process, working through groups of sources; Ctrl-C lets what is in flight end and starts nothing."""

    def __init__(self, settings: Settings, open_session: Callable[[Source], CrawlSession]) -> None:
        super().__init__(settings)
        relax_garbage_collection()
        self._open_session = open_session
        self.report = CrawlReport()
        self._is_over = False

    def crawl_all(
        self, groups: Iterable[list[Source]], *, watch: Callable[[], Coroutine[Any, Any, None]]
    ) -> CrawlReport:
        """Crawl every group, the sources of one after another; `watch` runs beside. Returns when all is over."""
        loop = asyncio.get_event_loop()
        task = loop.create_task(self._crawl_groups(list(groups), watch))
        self.start(stop_after_crawl=False)
        if not task.done():
            task.cancel()
        elif not task.cancelled() and (error := task.exception()) is not None:
            raise error
        return self.report

    async def stop(self) -> None:
        """Scrapy's graceful stop; no further source is begun."""
        self.report.was_stopped = not self._is_over
        await super().stop()

    async def _crawl_groups(self, groups: list[list[Source]], watch: Callable[[], Coroutine[Any, Any, None]]) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        watching = asyncio.ensure_future(watch())

        async def crawl_group(sources: list[Source]) -> None:
            async with places:
                for source in sources:
                    if not self.report.was_stopped:
                        await self._crawl_source(source)

        try:
            await asyncio.gather(*(crawl_group(sources) for sources in groups))
        finally:
            self._is_over = True
            watching.cancel()
            self._stop_reactor()

    async def _crawl_source(self, source: Source) -> None:
        try:
            session = self._open_session(source)
        except SourceBusyError as error:
            self.report.busy.append((source.id, str(error)))
            return
        except ArchiveError as error:
            self.report.refused.append((source.id, str(error)))
            return
        self.report.sessions.append(session)
        try:
            await self.crawl(self.create_crawler(NewsSpider), session=session)
        except Exception as error:  # one source must not end the others; it is in the report
            logger.exception("%s: the crawl failed", source.id)
            session.fatal = session.fatal or f"{type(error).__name__}: {error}"
            if session.outcome == "running":
                session.finish("failed")


def relax_garbage_collection() -> None:
    """Let Python look for reference cycles more rarely, and never again among what is loaded by now.

    A crawl makes many short-lived objects on top of a large heap of requests: by default a twentieth of
    its time goes into walking that heap (benchmarks/capture.py). Costs some 50 MB.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 10)


def group_sources(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources that share a host, or a platform that is one server, in one group."""
    groups: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        shared = {host.host for host in source.hosts}
        if source.platform_rules is not None and source.platform_rules.shared_server:
            shared.add(f"platform {source.platform}")
        members = [source]
        apart = []
        for names, others in groups:
            if names & shared:
                shared |= names
                members = [*others, *members]
            else:
                apart.append((names, others))
        groups = [*apart, (shared, members)]
    return [members for _, members in groups]
