"""Exchanges for the WARC tests, and the two libraries that the files are held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.records import Exchange
from archive.warc.writer import WarcWriter

SOURCE = "lv-zemgale"
MOMENT = datetime(2026, 1, 4, 8, 15, 2, 123456, tzinfo=UTC)
REQUEST = b"GET /lv/jaunumi HTTP/1.1\r\nHost: www.zemgale.lv\r\nUser-Agent: Kronika\r\n\r\n"
PAGE = "<p>Aicinām iedzīvotājus uz kopienu sarunu Bauskā.</p>".encode()


def answer(body: bytes = PAGE, *fields: bytes, status: bytes = b"200 OK") -> bytes:
    """A response with Content-Type and Content-Length."""
    head = [b"HTTP/1.1 " + status, b"Content-Type: text/html; charset=utf-8", *fields]
    head.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def exchange(response: bytes | None = None, **fields: Any) -> Exchange:
    """An exchange of the source's listing page."""
    values: dict[str, Any] = {
        "url": "https://www.zemgale.lv/lv/jaunumi",
        "requested_at": MOMENT,
        "request": REQUEST,
        "response": answer() if response is None else response,
        "source": SOURCE,
        "run": "run-1",
        "ip_address": "192.0.2.7",
        "protocols": ("http/1.1", "tls/1.3"),
        "cipher_suite": "TLS_AES_256_GCM_SHA384",
    }
    return Exchange(**(values | fields))


def writer(directory: Path, **settings: Any) -> WarcWriter:
    """A writer of the source."""
    return WarcWriter(directory, **({"source": SOURCE, "run": "run-1", "user_agent": "Kronika/0.1"} | settings))


def write_all(directory: Path, exchanges: Iterable[Exchange]) -> Path:
    """The finished file that holds these exchanges."""
    with writer(directory) as target:
        for one in exchanges:
            target.write_exchange(one)
    (path,) = directory.iterdir()
    return path


def warcio_problems(path: Path) -> list[str]:
    """What `warcio check` finds wrong."""
    problems = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            if record.digest_checker.passed is False:
                problems += record.digest_checker.problems
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == bool(problems)
    return problems


def fastwarc_records(path: Path) -> list[tuple[str, int, bool]]:
    """Type, offset and whether the block digest holds, of every record that FastWARC reads."""
    with path.open("rb") as file:
        return [
            (str(record.record_type), record.stream_pos, record.verify_block_digest())
            for record in FastWarcIterator(file, parse_http=False)
        ]
