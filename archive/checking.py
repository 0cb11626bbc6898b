"""The whole archive checked: every WARC file by itself, then rows against records, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.db import captures
from archive.db.engine import Database
from archive.indexing import CAPTURE_TYPES
from archive.records import Checked, Fault
from archive.warc.files import find_warcs
from archive.warc.record import OPEN_SUFFIX
from archive.warc.recovery import is_abandoned
from archive.warc.verify import Verified, verify_file


def verify_archive(database: Database, directory: Path) -> Iterator[Fault | Checked]:
    """Every fault, and each file as it is done.

    A file that a crawl is writing right now is checked as far as rows point into it.
    """
    paths = find_warcs(directory)
    for path in paths:
        yield from _check_file(database, path)
    yield from _find_lost_files(database, {path.name.removesuffix(OPEN_SUFFIX) for path in paths})


def _check_file(database: Database, path: Path) -> Iterator[Fault | Checked]:
    filename = path.name.removesuffix(OPEN_SUFFIX)
    is_live = path.name.endswith(OPEN_SUFFIX) and not is_abandoned(path)
    size = path.stat().st_size
    # Rows first: a live file may get records, and rows for them, while it is read.
    with database.read() as connection:
        rows = {capture.location.offset: capture for capture in captures.iter_captures(connection, filename=filename)}
    records = 0
    for found in verify_file(path):
        if isinstance(found, Fault):
            yield found
            continue
        records += 1
        row = rows.pop(found.offset, None)
        if row is not None:
            yield from _compare(found, row.record_type, row.digest, row.location.length)
        elif found.type in CAPTURE_TYPES and not is_live:
            yield Fault(filename, found.offset, f"this {found.type} has no row in the database.")
    for offset in sorted(rows):
        yield Fault(filename, offset, f"a row of {rows[offset].url} points here, where no whole record starts.")
    yield Checked(filename, records, size)


def _compare(found: Verified, record_type: str, digest: str, length: int) -> Iterator[Fault]:
    if found.type != record_type:
        yield Fault(found.filename, found.offset, f"the row says {record_type}, the record {found.type}.")
    if found.digest is not None and found.digest != digest:
        yield Fault(found.filename, found.offset, f"the row's digest is {digest}, the record's {found.digest}.")
    if found.length != length:
        yield Fault(found.filename, found.offset, f"the row says {length} bytes, the record has {found.length}.")


def _find_lost_files(database: Database, present: set[str]) -> Iterator[Fault]:
    with database.read() as connection:
        counted = captures.count_by_file(connection)
    for filename, count in counted.items():
        if filename not in present:
            yield Fault(filename, 0, f"the file is not in the archive; {count} rows point into it.")
