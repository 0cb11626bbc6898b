"""One crawl over the bounded entries of the misbehaving site, kept for all tests of what was recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from archive.db import schema
from archive.store import Archive
from archive.warc.reader import iter_exchanges
from archive.warc.record import WarcRecord
from tests.crawling import LOOPBACK, Ran, kronika, listing, serve_pages, write_source
from tests.site.misbehave import MISBEHAVIOURS, MisbehavingSite

LEFT_OUT = frozenset({"/trap/calendar", "/503-hours", "/503-date", "/429"})
"""Without end, and those that ask for a pause: after a long one the rest of the site would not be asked for."""

PATHS = tuple(path for path, entry in MISBEHAVIOURS.items() if entry.bounded and path not in LEFT_OUT)
EXTRA = {"/length-too-short": 30}
"""Bytes that an entry sends behind the end of its message."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record of the crawl beside what the server is known to have sent."""

    path: str
    """Path and query, percent-encoded, as asked for."""
    record: WarcRecord
    request: WarcRecord | None
    expected: tuple[bytes, ...]
    """The answers that it may be: entries that change by the number of requests have two."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """The archive of that crawl, with the server off."""

    archive: Path
    sources: Path
    ran: Ran
    records: tuple[Recorded, ...]
    received: Counter[bytes]
    """The requests that the server got, as bytes."""


def crawl_misbehaviour(folder: Path) -> Crawled:
    """Crawl every bounded entry once."""
    archive, sources = folder / "archive", folder / "sources.toml"
    with MisbehavingSite() as site, serve_pages({"/list": listing(site.url(path) for path in PATHS)}) as front:
        write_source(
            sources,
            hosts=[f"127.0.0.1:{site.server.port}", f"127.0.0.1:{front.port}"],
            listing_url=front.url("/list"),
            article=f":{site.server.port}/",
            timeout_s=3,
            concurrency=16,
        )
        ran = kronika(
            "crawl", "test-site", "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK, timeout_s=300
        )
        records = tuple(read_records(site, archive))
        received = Counter(
            format_request(request.method, request.target, request.version, request.headers)
            for request in site.requests
        )
    return Crawled(archive, sources, ran, records, received)


def read_records(site: MisbehavingSite, archive: Path) -> list[Recorded]:
    """Every exchange with the site."""
    found = []
    for file in sorted((archive / "warc").glob("*.warc.gz")):
        for record, request in iter_exchanges(file):
            uri = record.target_uri or ""
            if uri.startswith(site.url("/")):
                path = uri.removeprefix(site.url(""))
                expected = tuple(expect(site, path, asked) for asked in (1, 2))
                found.append(Recorded(path, record, request, expected))
    return found


def expect(site: MisbehavingSite, path: str, asked: int) -> bytes:
    """The final answer that the server sends to this request, as it has to be recorded."""
    wire = site.expected_wire(path, asked=asked)
    if path in {"/100", "/103"}:
        return wire[wire.index(b"HTTP/1.1 200") :]
    if path == "/two-answers":
        return wire[: len(wire) // 2]
    return wire[: len(wire) - EXTRA.get(path, 0)]


def format_request(method: str, target: str, version: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """A request as its bytes were, which the server keeps in parts."""
    lines = [f"{method} {target} {version}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def read_outcomes(directory: Path) -> dict[str, tuple[str, str | None]]:
    """URL to state and reason of every article link."""
    link: Any = schema.link
    with Archive(directory) as archive, archive._database.read() as connection:
        return {row.url: (row.state, row.reason) for row in connection.execute(sa.select(link))}
