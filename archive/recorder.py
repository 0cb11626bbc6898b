"""The writing side of one run: records first, then the rows that point to them, in groups."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from archive.attachment_texts import AttachmentReader
from archive.crawl_notes import format_host_lines_note
from archive.db import articles as article_rows
from archive.db import attachment_texts as attachment_text_rows
from archive.db import attachments as attachment_rows
from archive.db import captures, runs
from archive.db.engine import Database
from archive.db.saving import SavedArticle
from archive.extract.repeated import find_left_out
from archive.frontier import Frontier
from archive.host_lines import (
    HostLines,
    find_host_lines,
    join_host_lines,
    list_unmended,
    mend_host_texts,
    read_host_texts,
)
from archive.indexing import make_capture
from archive.keeping import keep_articles, keep_file, keep_gone, keep_seen, read_file_facts
from archive.locks import SourceLock
from archive.notes import (
    Fields,
    format_article_note,
    format_attachment_note,
    format_page_note,
    format_run_note,
    make_notable,
    make_url_notable,
)
from archive.records import Article, Capture, Exchange, Run, RunOutcome, Sighting
from archive.timestamps import format_timestamp, now
from archive.urls import format_article_key
from archive.validators import Validators, find_validators
from archive.warc.answer import read_exchange_answer
from archive.warc.record import format_target_uri
from archive.warc.writer import RevisitTarget, WarcWriter

GROUP_SIZE = 64
"""Captures that wait at most for one fsync and one commit."""

GROUP_AGE_S = 1.0
"""Seconds that a capture waits at most for its group, as long as others follow."""


class Recorder(Frontier):
    """Keeps what one run of one source fetches. One thread owns it."""

    def __init__(self, database: Database, writer: WarcWriter, run: Run, lock: SourceLock) -> None:
        super().__init__(database, writer, run)
        self._lock = lock
        self._writer.before_finish = self.settle
        self._pending: list[Capture] = []
        self._pending_since_s = 0.0
        self._certified: dict[tuple[str, str], set[str]] = {}
        self._file_texts = AttachmentReader(database, writer.directory, source=run.source)

    def find_validators(self, url: str) -> Validators | None:
        """What this source's crawl may ask a URL's server by; None where nothing is known."""
        return find_validators(self._database, self._writer.directory, url, self.run.source)

    def capture(self, exchange: Exchange, *, asked_by: Validators | None = None) -> Capture | None:
        """Write one exchange; None when nothing came back for the request.

        `asked_by`: what the request asked by; a 304 is then a revisit of the response that it is of. The row follows
        with its group: `flush` brings it forward. Raises WriteError, and nothing half-written stays.
        """
        answer = read_exchange_answer(exchange)
        if exchange.certificate_chain is not None and self._is_certified(exchange, exchange.certificate_chain):
            exchange = dataclasses.replace(exchange, certificate_chain=None)
        refers_to = None
        if asked_by is not None and answer.status == 304:
            refers_to = dataclasses.replace(_target(asked_by.original), profile="server-not-modified")
        elif exchange.truncated is None and answer.payload:
            with self._database.read() as connection:
                original = captures.find_original(connection, answer.digest, chunked=answer.chunked)
            refers_to = _target(original) if original else None
        written = self._writer.write_exchange(exchange, refers_to=refers_to, answer=answer)
        capture = make_capture(exchange, written)
        if capture is not None:
            if not self._pending:
                self._pending_since_s = time.monotonic()
            self._pending.append(capture)
            if len(self._pending) >= GROUP_SIZE or time.monotonic() - self._pending_since_s >= GROUP_AGE_S:
                self.flush()
        return capture

    def _is_certified(self, exchange: Exchange, chain: str) -> bool:
        """Whether the host's certificates of that day are kept already, by this run or an earlier one."""
        host, day = urlsplit(exchange.url).netloc.lower(), format_timestamp(exchange.requested_at)[:8]
        kept = self._certified.get((host, day))
        if kept is not None and chain in kept:
            return True
        self._certified.setdefault((host, day), set()).add(chain)
        if kept is not None:
            return False
        with self._database.read() as connection:
            return captures.has_secure_capture(connection, host, day)

    def capture_recorded(self, exchange: Exchange) -> Capture | None:
        """Keep an exchange that was recorded elsewhere, under its own date; once, however often it is given."""
        digest = read_exchange_answer(exchange).digest
        url = format_target_uri(exchange.url)
        with self._database.read() as connection:
            known = captures.find_capture_at(connection, url, exchange.requested_at)
        waiting = [*self._pending, known] if known else self._pending
        for capture in waiting:
            if (capture.url, capture.requested_at, capture.digest) == (url, exchange.requested_at, digest):
                return capture
        return self.capture(exchange)

    def flush(self) -> None:
        """Bring the pending records to the disk, then commit their rows."""
        if not self._pending:
            return
        self._writer.sync()
        with self._database.write() as connection:
            captures.insert_captures(connection, self._pending)
        self._pending.clear()

    def settle(self) -> None:
        """Flush, and bring the committed rows to the disk: a file may get its final name only after that.

        Recovery looks into open files only, so a finished one must not lack rows, not even after a power cut.
        """
        self.flush()
        self._database.sync()

    def save_articles(
        self,
        articles: Sequence[Article],
        capture: Capture,
        sighting: Sighting,
        *,
        country: str,
        attachments: Iterable[str] = (),
    ) -> list[SavedArticle]:
        """A page's article, or its several, with versions, addresses, link states and note: all or nothing, after the
        record is on disk.

        An article that is known under any address of the sighting is that article; where the addresses belong to
        several, it is the one at `address`, and the others stay as they are. `attachments` are files of it that are
        to be fetched: written down with it, so that a killed crawl loses none; `add_attachments` then returns them.
        """
        sighting, files = make_notable(sighting), [make_url_notable(url) for url in attachments]
        with self._database.write() as connection:
            captures.insert_captures(connection, self._pending)
            saved = keep_articles(connection, articles, capture, sighting, country=country, files=files)
            lines = sorted({line for article in articles for line in find_left_out(article.origins)})
            self._note(capture, format_article_note(capture, sighting, files, lines))
        self._pending.clear()
        return saved

    def learn_host_lines(self, known: HostLines) -> HostLines:
        """The lines known in common to the pages of each host, and those that the archived texts show by now.

        They are taken out of every text of their host that still has them, and that is noted.
        """
        with self._database.read() as connection:
            texts = read_host_texts(connection, self.run.source)
        learned = join_host_lines(known, find_host_lines(texts))
        for host in list_unmended(texts, learned):
            with self._database.write() as connection:
                mend_host_texts(connection, self.run.source, host, learned[host])
                self._writer.write_note(f"http://{host}/", format_host_lines_note(learned[host]), at=now())
                self._writer.sync()
        return learned

    def mark_gone(self, capture: Capture, asked_url: str, reason: str) -> bool:
        """The page is no longer there, as its capture shows: its article, if any, is marked; whether one was."""
        with self._database.write() as connection:
            captures.insert_captures(connection, self._pending)
            gone = keep_gone(connection, capture, asked_url, reason)
            self._note(capture, format_page_note("gone", capture, asked_url, reason))
        self._pending.clear()
        return gone

    def mark_unchanged(self, capture: Capture, asked_url: str, *, since: datetime) -> bool:
        """The page is as it was captured at `since`, as a 304 shows: its article was seen again.

        False, with nothing written, when no article was read from the page as it was then.
        """
        with self._database.write() as connection:
            if not article_rows.is_read_since(connection, self.run.source, format_article_key(asked_url), since):
                return False
            captures.insert_captures(connection, self._pending)
            keep_seen(connection, capture, asked_url)
            self._note(capture, format_page_note("unchanged", capture, asked_url))
        self._pending.clear()
        return True

    def _note(self, capture: Capture, fields: Fields) -> None:
        """Write a note on a capture of this run, then bring it and all records before it to the disk."""
        if capture.run == self.run.id:
            self._writer.write_note(capture.url, fields, at=now())
        self._writer.sync()

    def find_title(self, url: str) -> str | None:
        """The title of this source's article at an address; None when none is known there."""
        with self._database.read() as connection:
            return article_rows.find_title(connection, self.run.source, format_article_key(url))

    def keep_attachment(self, capture: Capture, asked_url: str) -> None:
        """A file is what its capture shows, also a 304. Raises WarcError when the record cannot be read back."""
        facts = read_file_facts(self._database, self._writer.directory, capture)
        with self._database.write() as connection:
            known = attachment_rows.find_attachment(connection, capture.source, asked_url)
            url, found_at = (
                (known.url, known.found_at) if known else (make_url_notable(asked_url), capture.requested_at)
            )
            captures.insert_captures(connection, self._pending)
            keep_file(connection, capture, url, facts, found_at=found_at)
            self._note(capture, format_attachment_note(capture, url, found_at))
            unread = attachment_text_rows.list_unread(connection, source=capture.source, url=url)
        self._pending.clear()
        for file in unread:
            self._file_texts.start(file)

    def close(self, outcome: RunOutcome, counts: Mapping[str, int], *, at: datetime | None = None) -> None:
        """Commit what is pending, finish the WARC file, and close the run's row."""
        at = at or now()
        try:
            self.flush()
            self._file_texts.finish()
            if self._writer.has_written:
                self._note_unread_walks()
                self._writer.write_note(f"urn:kronika:run:{self.run.id}", format_run_note(outcome, counts), at=at)
            with self._database.write() as connection:
                runs.finish_run(connection, self.run.id, at=at, outcome=outcome, counts=counts)
            self._writer.sync()
            self._database.sync()
            self._writer.close()
        finally:
            self._file_texts.close()
            self._lock.release()


def _target(original: Capture) -> RevisitTarget:
    return RevisitTarget(
        target_uri=original.url,
        requested_at=original.requested_at,
        digest=original.digest,
        chunked=original.chunked,
    )
