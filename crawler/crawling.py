"""One call of `kronika crawl`: sessions opened, progress shown, a report at the end."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from scrapy.settings import Settings

from archive.store import Archive
from archive.timestamps import now
from crawler import settings as crawl_settings
from crawler.config import CrawlConfig
from crawler.download.guard import parse_networks
from crawler.logs import quiet_scrapy
from crawler.opening import open_session, read_offline
from crawler.progress import Progress
from crawler.reading import ReadingPool
from crawler.running import CrawlProcess, CrawlReport, group_sources
from crawler.schedule.due import plan_visits
from crawler.session import CrawlSession
from crawler.sources.models import Source

LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)
MAX_SHOWN_FAILURES = 20


def crawl_sources(
    config: CrawlConfig,
    archive: Archive,
    sources: Sequence[Source],
    *,
    limit: int | None = None,
    since: str | None = None,
    offline: Path | None = None,
    verbosity: int = 0,
) -> CrawlReport:
    """Crawl the sources and print what came of it.

    Raises ConfigError before anything is asked for when a network or the offline file is wrong.
    """
    parse_networks(config.allow_networks)
    recorded = read_offline(offline) if offline is not None else None
    for recovery in archive.recover():
        typer.echo(f"Recovered {recovery.describe()}", err=True)
    if not sources:
        typer.echo("No source is due.")
        return CrawlReport()
    if not config.contact and offline is None and not config.allow_networks:
        typer.echo("Set KRONIKA_CONTACT to a URL or an e-mail address, so that site owners can reach you.", err=True)

    with ReadingPool() as reading:

        def open_one(source: Source) -> CrawlSession:
            return open_session(config, archive, reading, source, limit=limit, since=since, recorded=recorded)

        process = CrawlProcess(_settings(verbosity), open_one)
        quiet_scrapy()  # after Scrapy has configured logging, which resets its loggers
        with Progress(process.report) as progress:
            report = process.crawl_all(group_sources(sources), watch=progress.watch)
    print_report(report)
    return report


def keep_due(archive: Archive, sources: Iterable[Source]) -> list[Source]:
    """The sources whose next visit has come."""
    moment = now()
    return [visit.source for visit in plan_visits(sources, archive.last_run) if visit.is_due(moment)]


def print_next_visits(archive: Archive, sources: Iterable[Source]) -> None:
    """When each source is to be visited next."""
    typer.echo("Next visits:")
    for visit in plan_visits(sources, archive.last_run):
        moment = f"{visit.at:%Y-%m-%d %H:%M} UTC" if visit.at else "now"
        typer.echo(f"  {moment:<22} {visit.source.id}")


def print_report(report: CrawlReport) -> None:
    """One line a source, then what failed."""
    for session in report.sessions:
        counts = session.counts
        typer.echo(
            f"{session.source.id}: {counts['articles']} articles read ({counts['new']} new, "
            f"{counts['changed']} changed), {counts['pages']} exchanges archived, {counts['gone']} gone, "
            f"{counts['skipped']} left out, {counts['failed'] + counts['seeds_failed']} failed; {session.outcome}"
        )
        for url, reason in session.failures[:MAX_SHOWN_FAILURES]:
            typer.echo(f"  failed: {url}: {reason}", err=True)
        if len(session.failures) > MAX_SHOWN_FAILURES:
            typer.echo(f"  ... and {len(session.failures) - MAX_SHOWN_FAILURES} more", err=True)
        if session.fatal:
            typer.echo(f"  stopped: {session.fatal}", err=True)
    if report.was_stopped:
        typer.echo("Stopped before the end; the next crawl carries on from here.", err=True)
    for source_id, reason in [*report.busy, *report.refused]:
        typer.echo(f"{source_id}: not crawled: {reason}", err=True)


def _settings(verbosity: int) -> Settings:
    settings = Settings()
    settings.setmodule(crawl_settings, priority="project")
    level = LEVELS[min(verbosity, len(LEVELS) - 1)]
    settings.set("LOG_LEVEL", logging.getLevelName(level), priority="cmdline")
    return settings
