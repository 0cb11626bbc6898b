"""Offline fixtures: a small WARC cut from the archive, with all that a crawl of some pages asks for."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from archive.db import articles, attachments, captures
from archive.db.engine import Database
from archive.errors import ConfigError, WarcError, WriteError
from archive.extract.repeated import find_left_out
from archive.fixture import PAGE_FIELD, read_article_note
from archive.indexing import read_fields
from archive.notes import format_host_lines
from archive.payloads import read_response_bytes
from archive.records import Capture, Exchange, Fault
from archive.urls import format_article_key, format_urlkey, strip_fragment
from archive.warc.files import find_warcs
from archive.warc.reader import find_file, read_record
from archive.warc.record import OPEN_SUFFIX, WarcRecord
from archive.warc.walking import walk_records
from archive.warc.writer import WarcWriter

MAX_REDIRECTS = 10


def cut_fixture(database: Database, directory: Path, urls: Sequence[str], to: Path) -> int:
    """Write the latest exchanges of these pages, their files, their redirects and their hosts' robots.txt to `to`, and
    the notes on their articles; how many exchanges.

    Raises ConfigError when a URL was never captured or `to` exists; nothing is then written.
    """
    if to.exists():
        raise ConfigError(f"{to} exists: name a new file, or delete this one first.")
    pages = [strip_fragment(url) for url in urls]
    chains = [_follow(database, url) for url in pages]
    chains += [files for chain in chains for files in _find_files(database, chain[-1])]
    wanted = {capture.id: capture for chain in chains for capture in chain}
    for capture in list(wanted.values()):
        for rules in _find_rules(database, capture.url):
            wanted.setdefault(rules.id, rules)
    exchanges = [_read_exchange(database, directory, capture) for capture in wanted.values()]
    notes = [
        (note, _find_host_lines(database, capture))
        for capture in wanted.values()
        if (note := _find_note(directory, capture)) is not None
    ]
    _write(exchanges, notes, pages, to)
    return len(exchanges)


def _find_files(database: Database, page: Capture) -> list[list[Capture]]:
    """What was answered for the files of the articles on a page, images among them, with the redirects to each.

    Also for those that were not had: offline the same comes of them.
    """
    with database.read() as connection:
        found = articles.find_articles_on(connection, page.source, format_article_key(page.url))
        files = [file for article in found for file in attachments.find_attachments(connection, article)]
        asked = [attachments.find_attachment(connection, page.source, file.url) for file in files]
    chains = []
    for file, row in zip(files, asked, strict=True):
        urls = [file.url, *([row.url] if row is not None and row.url != file.url else [])]
        chains += [_follow_file(database, url) for url in urls] if row is not None else []
        chains += [[file.capture]] if file.capture is not None else []
    return chains


def _follow_file(database: Database, url: str) -> list[Capture]:
    """As far as it was captured: of a file that was asked for under another of its addresses nothing."""
    try:
        return _follow(database, url)
    except ConfigError:
        return []


def _find_note(directory: Path, capture: Capture) -> WarcRecord | None:
    """The note on the article that was read from a capture: behind it in its file, or in the next one."""
    names = [path.name.removesuffix(OPEN_SUFFIX) for path in find_warcs(directory)]
    if capture.location.filename not in names:
        return None
    start = names.index(capture.location.filename)
    for path in find_warcs(directory)[start : start + 2]:
        for record in walk_records(path):
            if isinstance(record, Fault):
                continue
            note = read_article_note(record)
            if note is not None and (note.url, note.captured_at) == (capture.url, capture.requested_at):
                return record
    return None


def _find_host_lines(database: Database, capture: Capture) -> tuple[str, ...]:
    """What the text that was read from a capture has been freed of, then or later."""
    with database.read() as connection:
        found = articles.find_article_by_capture(connection, capture.id) if capture.id is not None else None
    return find_left_out(found.version.article.origins) if found is not None else ()


def _follow(database: Database, url: str) -> list[Capture]:
    """The latest capture of a URL and those that its redirects lead to."""
    chain: list[Capture] = []
    target: str | None = url
    while target is not None and len(chain) <= MAX_REDIRECTS:
        found = _find_latest(database, target)
        if found is None:
            led = f" ({url} redirects there)" if chain else ""
            raise ConfigError(
                f"{target} was never captured{led}: crawl it first, `kronika lookup` shows what is there."
            )
        if any(capture.id == found.id for capture in chain):
            break
        chain.append(found)
        target = found.redirect_to
    return chain


def _find_latest(database: Database, url: str) -> Capture | None:
    with database.read() as connection:
        found = captures.find_captures(connection, format_urlkey(url), url=url, limit=50)
    exact = [capture for capture in found if capture.url == url]
    whole = [capture for capture in exact or found if capture.truncated is None and not capture.is_not_modified]
    return next(iter(whole or exact or found), None)


def _find_rules(database: Database, url: str) -> Iterator[Capture]:
    parts = urlsplit(url)
    robots = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    if _find_latest(database, robots) is not None:
        yield from _follow(database, robots)


def _read_exchange(database: Database, directory: Path, capture: Capture) -> Exchange:
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
    path = find_file(directory, capture.location.filename)
    record = read_record(path, capture.location.offset)
    return Exchange(
        url=capture.url,
        requested_at=capture.requested_at,
        request=_read_request(path, capture),
        response=read_response_bytes(directory, capture, original),
        source=capture.source,
        run=capture.run,
        ip_address=record.get("WARC-IP-Address"),
        protocols=record.get_all("WARC-Protocol"),
        cipher_suite=record.get("WARC-Cipher-Suite"),
        truncated=capture.truncated,
    )


def _read_request(path: Path, capture: Capture) -> bytes:
    """The request that our writer puts behind a response; empty where a crash has torn it off."""
    try:
        following = read_record(path, capture.location.offset + capture.location.length)
    except WarcError:
        return b""
    return following.block if following.type == "request" else b""


def _write(
    exchanges: Iterable[Exchange],
    notes: Iterable[tuple[WarcRecord, tuple[str, ...]]],
    pages: Sequence[str],
    to: Path,
) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fixture-", dir=to.parent) as folder:
            about = tuple((PAGE_FIELD, page) for page in pages)
            with WarcWriter(Path(folder), source="fixture", run="", about=about) as writer:
                for exchange in exchanges:
                    writer.write_exchange(dataclasses.replace(exchange, source="fixture"))
                for note, lines in notes:
                    fields = [(name, value) for name, values in read_fields(note).items() for value in values]
                    later = [field for field in format_host_lines(lines) if field not in fields]
                    writer.write_note(note.target_uri or "", [*fields, *later], at=note.date)
            (written,) = Path(folder).glob("*.warc.gz")
            written.rename(to)
    except OSError as error:
        raise WriteError(f"{to}: {error.strerror}: choose a place that can be written.") from error
