"""The whole archive checked: every WARC file by itself, then rows against records, both ways, and revisit targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from archive.db import auditing, captures
from archive.db.engine import Database
from archive.errors import WarcError
from archive.indexing import CAPTURE_TYPES, read_capture
from archive.records import Capture, Checked, Fault
from archive.targets import Answers, find_target, read_target, resolve_revisit
from archive.warc.files import find_warcs
from archive.warc.record import OPEN_SUFFIX
from archive.warc.recovery import is_abandoned
from archive.warc.verify import Verified, verify_file

Watch = Callable[[int], None]
"""Told the bytes of a file that have just been read."""

_COMPARED = {
    "url": "URL",
    "urlkey": "urlkey",
    "requested_at": "date",
    "status": "status",
    "mime": "media type",
    "chunked": "framing",
    "truncated": "truncation",
    "redirect_to": "redirect target",
}


def watch_nothing(_read_bytes: int) -> None:
    """Watch nothing."""


def verify_archive(database: Database, directory: Path, *, watch: Watch = watch_nothing) -> Iterator[Fault | Checked]:
    """Every fault, and each file as it is done.

    A file that a crawl is writing right now is checked as far as rows point into it.
    """
    paths = find_warcs(directory)
    for path in paths:
        yield from _check_file(database, path, watch)
    yield from _find_lost_files(database, {path.name.removesuffix(OPEN_SUFFIX) for path in paths})
    yield from _find_loose_rows(database)


def verify_files(directory: Path, *, watch: Watch = watch_nothing) -> Iterator[Fault | Checked]:
    """Every fault of the WARC files by themselves, for an archive without a database."""
    answers = Answers()
    for path in find_warcs(directory):
        size, records = path.stat().st_size, 0
        for found in verify_file(path):
            if isinstance(found, Fault):
                yield found
                continue
            records += 1
            watch(found.length)
            try:
                answers.add(found.filename, found.record)
            except (ValueError, WarcError) as error:
                yield Fault(found.filename, found.offset, f"it cannot be read as a capture: {error}")
        yield Checked(path.name.removesuffix(OPEN_SUFFIX), records, size)
    yield from answers.faults()


def _check_file(database: Database, path: Path, watch: Watch) -> Iterator[Fault | Checked]:
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
        watch(found.length)
        row = rows.pop(found.offset, None)
        if row is not None:
            yield from _compare(database, path.parent, found, row)
        elif found.type in CAPTURE_TYPES and not is_live:
            yield Fault(filename, found.offset, f"this {found.type} has no row in the database.")
        if found.type == "revisit":
            yield from _check_target(database, path.parent, found)
    for offset in sorted(rows):
        yield Fault(filename, offset, f"a row of {rows[offset].url} points here, where no whole record starts.")
    yield Checked(filename, records, size)


def _compare(database: Database, directory: Path, found: Verified, row: Capture) -> Iterator[Fault]:
    """What the row says otherwise than its record."""
    if found.type != row.record_type:
        yield Fault(found.filename, found.offset, f"the row says {row.record_type}, the record {found.type}.")
        return
    if found.length != row.location.length:
        reason = f"the row says {row.location.length} bytes, the record has {found.length}."
        yield Fault(found.filename, found.offset, reason)
    try:
        read = read_capture(found.record, "", "")
        if read is None:
            return
        if (read.digest, read.chunked) != (row.digest, row.chunked):
            read = resolve_revisit(database, directory, found.record, read)
    except (ValueError, WarcError):
        return  # told already: a date is none
    if read.digest != row.digest:
        yield Fault(found.filename, found.offset, f"the row's digest is {row.digest}, the record's {read.digest}.")
    for name, word in _COMPARED.items():
        said, written = getattr(row, name), getattr(read, name)
        if said != written:
            yield Fault(found.filename, found.offset, f"the row's {word} is {said}, the record's {written}.")


def _check_target(database: Database, directory: Path, found: Verified) -> Iterator[Fault]:
    try:
        target = read_target(found.record)
    except ValueError as error:
        yield Fault(found.filename, found.offset, f"WARC-Refers-To-Date is no date: {error}")
        return
    except WarcError:
        return  # told already: its date is none
    if target is not None and find_target(database, directory, target) is None:
        yield Fault(found.filename, found.offset, target.describe())


def _find_lost_files(database: Database, present: set[str]) -> Iterator[Fault]:
    with database.read() as connection:
        counted = captures.count_by_file(connection)
    for filename, count in counted.items():
        if filename not in present:
            yield Fault(filename, 0, f"the file is not in the archive; {count} rows point into it.")


def _find_loose_rows(database: Database) -> Iterator[Fault]:
    """Articles and files that hang on nothing: their fault is the database's, at no offset of its own."""
    with database.read() as connection:
        versions = auditing.list_loose_versions(connection)
        headless = auditing.list_articles_without_version(connection)
        unseen = auditing.list_loose_attachments(connection)
    for version in versions:
        reason = f"article {version.article_id}, version {version.number}: its capture {version.capture_id} has no row."
        yield Fault(database.name, 0, reason)
    for article_id, url in headless:
        yield Fault(database.name, 0, f"article {article_id} ({url}): its current version is not there.")
    for url in unseen:
        yield Fault(database.name, 0, f"the file {url}: its capture has no row; `kronika reindex` mends it.")
