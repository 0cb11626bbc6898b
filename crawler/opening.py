"""Opens the session of a source's crawl, and sets a crawler's settings by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive.errors import ConfigError, WarcError
from archive.fixture import RecordedExchanges, read_recorded
from archive.records import SourceFacts
from archive.store import Archive
from archive.timestamps import parse_date_range
from crawler.config import CrawlConfig
from crawler.download.guard import AddressGuard, parse_networks
from crawler.politeness import Pace, choose_pace
from crawler.reading import ReadingPool
from crawler.session import CrawlSession
from crawler.sources.models import Source
from crawler.sources.registry import load_registry

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

OFFLINE_HANDLER = "crawler.download.offline.OfflineDownloadHandler"
OFFLINE_PACE = Pace(delay_s=0.0, concurrency=16, opened_only=False)


def open_session(
    config: CrawlConfig,
    archive: Archive,
    reading: ReadingPool,
    source: Source,
    *,
    limit: int | None = None,
    since: str | None = None,
    backfill: bool = False,
    recorded: RecordedExchanges | None = None,
) -> CrawlSession:
    """Begin a crawl of a source: its run is on record, its lock is held.

    `recorded`: what an offline crawl has its answers from; each session asks it from the start. Raises ConfigError,
    SourceBusyError.
    """
    first = parse_date_range(since)[0] if since else None
    networks = parse_networks(config.allow_networks)
    recorder = archive.start_run(describe_source(source), user_agent=format_user_agent(config.contact))
    return CrawlSession(
        source=source,
        recorder=recorder,
        reading=reading,
        contact=config.contact,
        allowed_networks=networks,
        recorded=recorded.rewound() if recorded is not None else None,
        limit=limit,
        since=first,
        backfill=backfill,
        max_run_s=config.max_run_minutes * 60 if config.max_run_minutes else None,
    )


def open_session_alone(
    source_id: str, *, limit: str | None = None, since: str | None = None, offline: str | None = None
) -> CrawlSession:
    """The session of `scrapy crawl news -a source=ID`: settings from the environment, everything closed with it."""
    config = CrawlConfig()
    source = load_registry(config.sources).get(source_id)
    if limit is not None and not limit.isdecimal():
        raise ConfigError(f"limit={limit!r} is no number of articles.")
    recorded = read_offline(Path(offline)) if offline else None
    archive = Archive(config.archive, database=config.database, create=True)
    archive.recover()
    reading = ReadingPool()
    try:
        session = open_session(
            config,
            archive,
            reading,
            source,
            limit=int(limit) if limit else None,
            since=since,
            recorded=recorded,
        )
    except BaseException:
        reading.close()
        archive.close()
        raise
    session.owned = (reading.close, archive.close)
    return session


def read_offline(path: Path) -> RecordedExchanges:
    """What an offline crawl is answered from, read once for all its sources.

    Raises ConfigError: what is damaged is not the archive, but what was given to read.
    """
    try:
        recorded = read_recorded(path)
    except WarcError as error:
        raise ConfigError(f"--offline {error} Give a whole WARC file; nothing was crawled.") from error
    if not recorded.has_exchanges:
        raise ConfigError(f"--offline {path}: there is no exchange in it; nothing was crawled.")
    return recorded


def describe_source(source: Source) -> SourceFacts:
    """What the archive keeps of a source."""
    return SourceFacts(
        id=source.id,
        name=source.name,
        kind=source.kind,
        country=source.country,
        region=source.region,
        languages=source.languages,
        platform=source.platform,
        hosts=[host.host for host in source.hosts],
    )


def format_user_agent(contact: str) -> str:
    """The user agent with the operator's contact."""
    from crawler.settings import USER_AGENT  # noqa: PLC0415 - a settings module, read as Scrapy reads it

    return f"{USER_AGENT[:-1]}; contact: {contact})" if contact else USER_AGENT


def apply_session(settings: BaseSettings, session: CrawlSession) -> None:
    """Set what differs between sources and operators; Scrapy freezes the settings right after."""
    source = session.source
    pace = OFFLINE_PACE
    if session.recorded is None:
        pace = choose_pace(source, AddressGuard(session.allowed_networks))
    session.opened_only = pace.opened_only
    chosen = {
        "USER_AGENT": format_user_agent(session.contact),
        "DOWNLOAD_DELAY": pace.delay_s,
        "CONCURRENT_REQUESTS": pace.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency,
        "DOWNLOAD_TIMEOUT": source.timeout_s,
        "DOWNLOAD_VERIFY_CERTIFICATES": source.verify_tls,
        "DEFAULT_REQUEST_HEADERS": {
            **settings.getdict("DEFAULT_REQUEST_HEADERS"),
            "Accept-Language": ", ".join(source.languages),
        },
    }
    if source.max_page_bytes is not None:
        chosen["DOWNLOAD_MAXSIZE"] = source.max_page_bytes
    if session.max_run_s is not None:
        chosen["CLOSESPIDER_TIMEOUT"] = session.max_run_s
    if session.recorded is not None:
        handlers = settings.getdict("DOWNLOAD_HANDLERS")
        chosen["DOWNLOAD_HANDLERS"] = {**handlers, "http": OFFLINE_HANDLER, "https": OFFLINE_HANDLER}
    for name, value in chosen.items():
        settings.set(name, value, priority="spider")
