"""WARC files told again into a database: captures, then what was made of them by their notes.

One way for both: after a crash, the file that was left open is replayed, and what it has beyond the database is added;
for a new database, every file is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from archive.attachment_texts import AttachmentReader
from archive.crawl_notes import CrawlNote, HostLinesNote, WalkNote, parse_crawl_note
from archive.db import articles, attachments, captures, runs
from archive.db.engine import Database
from archive.errors import ArchiveError, WarcError
from archive.extract.article import extract_articles
from archive.indexing import read_capture, read_fields
from archive.keeping import keep_articles, keep_file, keep_gone, keep_seen, read_file_facts
from archive.notes import FACTS_FIELD, NOTE_FIELD, STARTED_FIELD, PageNote, RunNote, parse_facts, parse_note
from archive.payloads import read_body, read_content_type
from archive.records import Article, Capture, Fault, SourceFacts
from archive.retelling import keep_crawl_note
from archive.targets import resolve_revisit
from archive.timestamps import parse_warc_date
from archive.urls import format_article_key
from archive.warc.files import IMPORT_PREFIX
from archive.warc.record import WarcRecord
from archive.warc.walking import walk_records

GROUP_SIZE = 200
"""Captures in one transaction."""

AHEAD = 16
"""Pages that are being read before the one whose turn it is."""


@dataclass(slots=True)
class Replayed:
    """What a replay found in its files."""

    files: int = 0
    captures: int = 0
    articles: int = 0
    faults: list[Fault] = field(default_factory=list)
    """Damaged records, notes whose capture is not there, pages that could not be read again."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A note, with what its file says of the source."""

    path: Path
    offset: int
    note: PageNote | CrawlNote
    facts: SourceFacts


def replay_files(
    database: Database, directory: Path, paths: Iterable[Path], *, executor: Executor | None = None
) -> Replayed:
    """Replay files in the order given; what the database has already is left as it is.

    `executor`: where pages are read; None for here. Raises DatabaseError.
    """
    replayed = Replayed()
    told: list[_Told] = []
    for path in paths:
        told += _replay_captures(database, path, replayed)
        replayed.files += 1
    waiting: deque[Callable[[], None]] = deque()
    for keep in _prepare(database, directory, told, executor, replayed):
        waiting.append(keep)
        if len(waiting) > AHEAD:
            waiting.popleft()()
    for keep in waiting:
        keep()
    with AttachmentReader(database, directory) as reader:
        reader.finish()
    return replayed


def _keep_page(database: Database, note: PageNote, capture: Capture) -> None:
    with database.write() as connection:
        if note.kind == "gone":
            keep_gone(connection, capture, note.sighting.asked_url, note.reason or "noted as gone")
        else:
            keep_seen(connection, capture, note.sighting.asked_url)


def _keep_articles(
    database: Database,
    one: _Told,
    note: PageNote,
    capture: Capture,
    *,
    reading: Future[tuple[Article, ...]],
    replayed: Replayed,
) -> None:
    country, files = one.facts.country, note.attachments
    try:
        articles_read = reading.result()
    except ArchiveError as error:
        replayed.faults.append(Fault(one.path.name, one.offset, f"the article cannot be read again: {error}"))
        return
    with database.write() as connection:
        keep_articles(connection, articles_read, capture, note.sighting, country=country, files=files)
    replayed.articles += len(articles_read)


def _keep_crawl_note(database: Database, source: str, note: CrawlNote) -> None:
    with database.write() as connection:
        keep_crawl_note(connection, source, note)


def _keep_file(
    database: Database, directory: Path, one: _Told, note: PageNote, capture: Capture, *, replayed: Replayed
) -> None:
    url, found_at = note.sighting.asked_url, note.found_at or capture.requested_at
    if _is_shown(database, one.facts.id, url, capture.requested_at):
        return
    try:
        facts = read_file_facts(database, directory, capture)
    except WarcError as error:
        replayed.faults.append(Fault(one.path.name, one.offset, str(error)))
        return
    with database.write() as connection:
        keep_file(connection, capture, url, facts, found_at=found_at)


def _replay_captures(database: Database, path: Path, replayed: Replayed) -> list[_Told]:
    """Rows for the file's captures, source and run; its notes on pages are returned."""
    told: list[_Told] = []
    group: list[Capture] = []
    facts, run = SourceFacts(id="", name="", kind="", country=""), ""
    for record in walk_records(path):
        if isinstance(record, Fault):
            replayed.faults.append(record)
            continue
        if record.type == "warcinfo":
            try:
                facts, run = _replay_warcinfo(database, record, facts, run)
            except ValueError as error:
                fault = f"what it says of its source or run cannot be read: {error}"
                replayed.faults.append(Fault(path.name, record.offset, fault))
        capture = _read_capture(database, record, facts.id, run, group=group, replayed=replayed)
        if capture is not None:
            group.append(capture)
            if len(group) >= GROUP_SIZE:
                _insert(database, group, replayed)
        elif record.type == "metadata":
            told += _replay_note(database, record, facts, run, replayed)
    _insert(database, group, replayed)
    return told


def _read_capture(
    database: Database, record: WarcRecord, source: str, run: str, *, group: list[Capture], replayed: Replayed
) -> Capture | None:
    """The row of a record; of a revisit from elsewhere as its response is known here. None where there is none."""
    try:
        capture = read_capture(record, source, run)
        if capture is None or capture.record_type != "revisit":
            return capture
        if any(capture.digest == waiting.digest for waiting in group):
            return capture
        with database.read() as connection:
            is_known = captures.find_original_of(connection, capture) is not None
        if group and not is_known:
            _insert(database, group, replayed)  # its response may be among these, under another digest
        return resolve_revisit(database, record.filename.parent, record, capture)
    except (ValueError, WarcError) as error:
        replayed.faults.append(Fault(record.filename.name, record.offset, f"it cannot be a capture: {error}"))
        return None


def _insert(database: Database, group: list[Capture], replayed: Replayed) -> None:
    with database.write() as connection:
        captures.insert_captures(connection, group)
    replayed.captures += len(group)
    group.clear()


def _replay_warcinfo(
    database: Database, record: WarcRecord, before: SourceFacts, run_before: str
) -> tuple[SourceFacts, str]:
    fields = read_fields(record)
    # Another tool's warcinfo within a file that was taken in says nothing of ours: what stands before it holds on.
    run = next(iter(fields.get("kronika-run", ())), run_before)
    text = next(iter(fields.get(FACTS_FIELD, ())), None)
    started = next(iter(fields.get(STARTED_FIELD, ())), None)
    if text is None:
        return before, run
    facts = parse_facts(text)
    with database.write() as connection:
        runs.upsert_source(connection, facts)
        runs.keep_run(connection, run, facts.id, at=parse_warc_date(started) if started else record.date)
    return facts, run


def _replay_note(
    database: Database, record: WarcRecord, facts: SourceFacts, run: str, replayed: Replayed
) -> Iterator[_Told]:
    fields = read_fields(record)
    if NOTE_FIELD not in fields:
        return
    try:
        uri = record.target_uri or ""
        note = parse_note(fields, uri) or parse_crawl_note(fields, uri, record.date)
    except ValueError as error:
        replayed.faults.append(Fault(record.filename.name, record.offset, f"this note cannot be read: {error}"))
        return
    if isinstance(note, RunNote):
        with database.write() as connection:
            runs.finish_run(connection, run, at=record.date, outcome=note.outcome, counts=note.counts)
    elif isinstance(note, WalkNote | HostLinesNote) and record.filename.name.startswith(IMPORT_PREFIX):
        return  # what they are of may lie in files that were not taken in, or were taken in later
    elif note is not None and (facts.id or isinstance(note, PageNote)):
        yield _Told(record.filename, record.offset, note, facts)


def _prepare(
    database: Database, directory: Path, told: Iterable[_Told], executor: Executor | None, replayed: Replayed
) -> Iterator[Callable[[], None]]:
    """What keeps each note, in order; pages are being read meanwhile. What is kept already is left out."""
    for one in told:
        note = one.note
        if not isinstance(note, PageNote):
            yield partial(_keep_crawl_note, database, one.facts.id, note)
            continue
        capture = _find_capture(database, note)
        if capture is None:
            replayed.faults.append(Fault(one.path.name, one.offset, f"the capture of {note.url} is not there."))
        elif note.kind in {"gone", "unchanged"}:
            yield partial(_keep_page, database, note, capture)
        elif note.kind == "attachment":
            yield partial(_keep_file, database, directory, one, note, capture, replayed=replayed)
        elif not _is_read(database, one.facts.id, note, capture.requested_at):
            try:
                reading = _start_reading(database, directory, capture, note, one.facts, executor=executor)
            except ArchiveError as error:
                replayed.faults.append(Fault(one.path.name, one.offset, str(error)))
            else:
                yield partial(_keep_articles, database, one, note, capture, reading=reading, replayed=replayed)


def _find_capture(database: Database, note: PageNote) -> Capture | None:
    with database.read() as connection:
        return captures.find_capture_at(connection, note.url, note.captured_at)


def _is_read(database: Database, source: str, note: PageNote, at: datetime) -> bool:
    with database.read() as connection:
        return articles.is_seen_since(connection, source, format_article_key(note.sighting.asked_url), at)


def _is_shown(database: Database, source: str, url: str, at: datetime) -> bool:
    """Whether a file is known by a capture made at that moment or later, and nothing has come in between."""
    with database.read() as connection:
        file = attachments.find_attachment(connection, source, url)
        shown = captures.find_capture(connection, file.capture_id) if file is not None and file.capture_id else None
    if file is None or shown is None:
        return False
    return shown.requested_at > at or (shown.requested_at == at and file.state == "fetched")


def _start_reading(
    database: Database,
    directory: Path,
    capture: Capture,
    note: PageNote,
    facts: SourceFacts,
    *,
    executor: Executor | None,
) -> Future[tuple[Article, ...]]:
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
    body = read_body(directory, capture, original)
    content_type = read_content_type(directory, capture, original)
    read = partial(
        extract_articles,
        body,
        capture.url,
        capture.requested_at,
        content_type=content_type,
        platform=facts.platform,
        languages=tuple(facts.languages),
        hints=note.sighting.hints,
        host_lines=note.host_lines,
    )
    if executor is not None:
        return executor.submit(read)
    future: Future[tuple[Article, ...]] = Future()
    try:
        future.set_result(read())
    except ArchiveError as error:
        future.set_exception(error)
    return future
