"""Runs looks at sites in one Scrapy process, one after another, each as a run of the source that it is or will be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import typer
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from archive.errors import ArchiveError
from archive.store import Archive
from crawler import settings as crawl_settings
from crawler.config import CrawlConfig
from crawler.download.guard import AddressGuard, parse_networks
from crawler.logs import quiet_scrapy
from crawler.opening import describe_source, format_user_agent
from crawler.politeness import choose_pace
from crawler.reading import ReadingPool
from crawler.session import CrawlSession
from crawler.sources.models import Source
from crawler.spiders.probe import ProbeSpider

RUN_PREFIX = "probe-"

Look = Callable[[ProbeSpider], Awaitable[None]]


def run_looks(config: CrawlConfig, archive: Archive, looks: Iterable[tuple[Source, Look]]) -> None:
    """Look at each source; the next is drawn when the one before is done.

    Raises the first error of a look, once all that came before it is archived.
    """
    archive.recover()
    if not config.contact and not config.allow_networks:
        typer.echo("Set KRONIKA_CONTACT to a URL or an e-mail address, so that site owners can reach you.", err=True)
    settings = Settings()
    settings.setmodule(crawl_settings, priority="project")
    settings.set("LOG_LEVEL", "ERROR", priority="cmdline")
    with ReadingPool(lanes=1) as reading:
        process = _LookProcess(settings)
        quiet_scrapy()
        process.run(lambda: _look_at_all(process, config, archive, reading, looks))


def is_opened(config: CrawlConfig, source: Source) -> bool:
    """Whether all hosts of a source lie in networks that the operator opened, so that no pause is due."""
    unhurried = source.model_copy(update={"delay_s": 0.0})
    return choose_pace(unhurried, AddressGuard(parse_networks(config.allow_networks))).opened_only


class _LookProcess(AsyncCrawlerProcess):
    def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Start the reactor for as long as the work takes. Raises what the work raises."""

        async def work_and_stop() -> None:
            try:
                await work()
            finally:
                self._stop_reactor()

        task = asyncio.get_event_loop().create_task(work_and_stop())
        self.start(stop_after_crawl=False)
        if not task.done():
            task.cancel()
        elif not task.cancelled() and (error := task.exception()) is not None:
            raise error


async def _look_at_all(
    process: AsyncCrawlerProcess,
    config: CrawlConfig,
    archive: Archive,
    reading: ReadingPool,
    looks: Iterable[tuple[Source, Look]],
) -> None:
    for source, look in looks:
        session = _open_session(config, archive, reading, source)
        errors: list[Exception] = []
        arguments: dict[str, Any] = {"session": session, "look": _keep_error(look, errors), "say": _say}
        try:
            await process.crawl(process.create_crawler(ProbeSpider), **arguments)
        finally:
            if session.outcome == "running":
                session.finish("failed")
        if errors:
            raise errors[0]
        if session.fatal is not None:
            raise ArchiveError(session.fatal)


def _keep_error(look: Look, errors: list[Exception]) -> Look:
    """Scrapy logs what a spider's start raises, and goes on as if nothing had happened."""

    async def guarded(spider: ProbeSpider) -> None:
        try:
            await look(spider)
        except Exception as error:  # noqa: BLE001 - it is raised again where the command sees it
            errors.append(error)

    return guarded


def _open_session(config: CrawlConfig, archive: Archive, reading: ReadingPool, source: Source) -> CrawlSession:
    recorder = archive.start_run(
        describe_source(source), user_agent=format_user_agent(config.contact), prefix=RUN_PREFIX
    )
    return CrawlSession(
        source=source,
        recorder=recorder,
        reading=reading,
        contact=config.contact,
        allowed_networks=parse_networks(config.allow_networks),
    )


def _say(line: str) -> None:
    typer.echo(f"... {line}", err=True)
