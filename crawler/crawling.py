"""One call of `kronika crawl`: sessions opened, progress shown, a report at the end."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from scrapy.settings import Settings

from archive.cli.formats import format_json
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
from crawler.session import RUN_COUNTS, CrawlSession
from crawler.sources.models import Source

LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)
MAX_SHOWN_REASONS = 20
FEW_SOURCES = 5
"""Up to so many sources every walk is told, of more only those that ended oddly."""


def crawl_sources(
    config: CrawlConfig,
    archive: Archive,
    sources: Sequence[Source],
    *,
    limit: int | None = None,
    since: str | None = None,
    backfill: bool = False,
    offline: Path | None = None,
    verbosity: int = 0,
    as_json: bool = False,
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
            return open_session(
                config, archive, reading, source, limit=limit, since=since, backfill=backfill, recorded=recorded
            )

        process = CrawlProcess(_settings(verbosity), open_one)
        quiet_scrapy()  # after Scrapy has configured logging, which resets its loggers
        with Progress(process.report) as progress:
            report = process.crawl_all(group_sources(sources), watch=progress.watch)
    if as_json:
        print_json(report)
    else:
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
        if session.counts["attachments"] or session.counts["attachments_failed"]:
            files = f"{session.counts['attachments']} archived, {session.counts['attachments_failed']} left out"
            typer.echo(f"  files that articles link to: {files}")
        for walk in session.walks:
            if walk.is_odd or len(report.sessions) <= FEW_SOURCES:
                pages = "1 page" if walk.pages == 1 else f"{walk.pages} pages"
                typer.echo(f"  walk of {walk.seed_url}: {pages}, ended: {walk.reason}")
        _print_reasons("left out", session.left_out)
        _print_reasons("failed", session.failures)
        if session.fatal:
            typer.echo(f"  stopped: {session.fatal}", err=True)
    if report.was_stopped:
        typer.echo("Stopped before the end; the next crawl carries on from here.", err=True)
    for source_id, reason in [*report.busy, *report.refused]:
        typer.echo(f"{source_id}: not crawled: {reason}", err=True)


def print_json(report: CrawlReport) -> None:
    """One JSON object a source."""
    for session in report.sessions:
        fields = {
            "source": session.source.id,
            "run": session.run.id,
            "outcome": session.outcome,
            "platform": session.platform.name if session.platform is not None else None,
            "counts": {name: session.counts[name] for name in RUN_COUNTS},
            "walks": [{"seed": walk.seed_url, "pages": walk.pages, "reason": walk.reason} for walk in session.walks],
            "left_out": [{"url": url, "reason": reason} for url, reason in session.left_out],
            "failures": [{"url": url, "reason": reason} for url, reason in session.failures],
            "stopped": session.fatal or ("before its end" if session.outcome == "stopped" else None),
        }
        typer.echo(format_json(fields))
    for source_id, reason in [*report.busy, *report.refused]:
        typer.echo(format_json({"source": source_id, "outcome": "not crawled", "stopped": reason}))


def _print_reasons(what: str, reasons: Sequence[tuple[str, str]]) -> None:
    for url, reason in reasons[:MAX_SHOWN_REASONS]:
        typer.echo(f"  {what}: {url}: {reason}", err=what == "failed")
    if len(reasons) > MAX_SHOWN_REASONS:
        typer.echo(f"  ... and {len(reasons) - MAX_SHOWN_REASONS} more", err=what == "failed")


def _settings(verbosity: int) -> Settings:
    settings = Settings()
    settings.setmodule(crawl_settings, priority="project")
    level = LEVELS[min(verbosity, len(LEVELS) - 1)]
    settings.set("LOG_LEVEL", logging.getLevelName(level), priority="cmdline")
    return settings
