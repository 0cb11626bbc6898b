"""The writing side of one run: records first, then the rows that point to them, in groups."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from archive.db import articles, captures, links, runs
from archive.db.engine import Database
from archive.db.saving import SavedArticle, save_article
from archive.errors import SourceBusyError
from archive.indexing import make_capture
from archive.records import Article, Capture, Exchange, FoundLink, Run, RunOutcome
from archive.timestamps import now
from archive.urls import format_article_key
from archive.warc.answer import read_exchange_answer
from archive.warc.record import format_target_uri
from archive.warc.writer import RevisitTarget, WarcWriter

GROUP_SIZE = 64
"""Captures that wait at most for one fsync and one commit."""

GROUP_AGE_S = 1.0
"""Seconds that a capture waits at most for its group, as long as others follow."""

FULL_WALK_EVERY = timedelta(days=30)
"""How long a seed is walked only as far as it brings anything new, before it is walked to its end once more."""


class Recorder:
    """Keeps what one run of one source fetches. One thread owns it."""

    def __init__(self, database: Database, writer: WarcWriter, run: Run, lock: SourceLock) -> None:
        self.run = run
        self._database = database
        self._writer = writer
        self._lock = lock
        self._pending: list[Capture] = []
        self._pending_since_s = 0.0

    def capture(self, exchange: Exchange) -> Capture | None:
        """Write one exchange; None when nothing came back for the request.

        The row follows with its group: `flush` brings it forward. Raises WriteError, and nothing half-written stays.
        """
        answer = read_exchange_answer(exchange)
        original = None
        if exchange.truncated is None and answer.payload:
            with self._database.read() as connection:
                original = captures.find_original(connection, answer.digest, chunked=answer.chunked)
        written = self._writer.write_exchange(
            exchange, refers_to=_target(original) if original else None, answer=answer
        )
        capture = make_capture(exchange, written)
        if capture is not None:
            if not self._pending:
                self._pending_since_s = time.monotonic()
            self._pending.append(capture)
            if len(self._pending) >= GROUP_SIZE or time.monotonic() - self._pending_since_s >= GROUP_AGE_S:
                self.flush()
        return capture

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

    def save_article(
        self, article: Article, capture: Capture, *, country: str, asked_url: str | None = None
    ) -> SavedArticle:
        """Article, version, index entry and link state in one transaction, after the record is on disk.

        `asked_url`: where the page was asked for, when that is another address than where it was in the end.
        """
        self._writer.sync()
        key = format_article_key(article.url)
        asked_url = asked_url or article.url
        asked_key = format_article_key(asked_url)
        source = self.run.source
        with self._database.write() as connection:
            captures.insert_captures(connection, self._pending)
            (capture_id,) = captures.insert_captures(connection, [capture])
            saved = save_article(
                connection,
                article,
                source=source,
                country=country,
                key=key,
                capture=dataclasses.replace(capture, id=capture_id),
                seen_at=capture.requested_at,
                urls={asked_key: asked_url} if asked_key != key else {},
            )
            links.set_link_state(connection, source, asked_key, "fetched", at=now())
        self._pending.clear()
        return saved

    def mark_gone(self, url: str, reason: str) -> bool:
        """The page is no longer there: its article, if there is one, is marked; whether one was."""
        key = format_article_key(url)
        with self._database.write() as connection:
            links.set_link_state(connection, self.run.source, key, "gone", at=now(), reason=reason)
            return articles.mark_gone(connection, self.run.source, key, at=now())

    def pending_links(self) -> list[FoundLink]:
        """What earlier runs found and did not fetch, or failed to."""
        with self._database.read() as connection:
            waiting = links.pending_links(connection, self.run.source)
        return [FoundLink(key=link.key, url=link.url, mark=link.mark) for link in waiting]

    def add_links(self, found: Iterable[FoundLink]) -> list[FoundLink]:
        """Write links down before they are fetched; those worth fetching are returned."""
        with self._database.write() as connection:
            return links.add_links(connection, self.run.source, found, found_at=now())

    def fail_link(self, url: str, reason: str) -> None:
        """The page could not be had or read; a later run tries again."""
        self._set_link(url, "failed", reason)

    def skip_link(self, url: str, reason: str) -> None:
        """The page must not be asked for."""
        self._set_link(url, "skipped", reason)

    def _set_link(self, url: str, state: links.LinkState, reason: str) -> None:
        with self._database.write() as connection:
            links.set_link_state(connection, self.run.source, format_article_key(url), state, at=now(), reason=reason)

    def start_walk(self, seed_url: str) -> bool:
        """Begin a walk over a seed; whether it must go to the end, because the last one did not or was long ago."""
        with self._database.write() as connection:
            last = runs.find_walk(connection, self.run.source, seed_url)
            runs.start_walk(connection, self.run.source, seed_url, at=now())
        return last is None or last.finished_at is None or now() - last.finished_at > FULL_WALK_EVERY

    def finish_walk(self, seed_url: str) -> None:
        """A walk has reached its end."""
        with self._database.write() as connection:
            runs.finish_walk(connection, self.run.source, seed_url, at=now())

    def close(self, outcome: RunOutcome, counts: Mapping[str, int], *, at: datetime | None = None) -> None:
        """Commit what is pending, finish the WARC file, and close the run's row."""
        try:
            self.flush()
            self._writer.close()
            with self._database.write() as connection:
                runs.finish_run(connection, self.run.id, at=at or now(), outcome=outcome, counts=counts)
        finally:
            self._lock.release()


class SourceLock:
    """Held by the one process that crawls a source into an archive; the kernel frees it with the process."""

    def __init__(self, directory: Path, source: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / f"{source}.lock"
        self._descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._descriptor)
            raise SourceBusyError(
                f"{source} is being crawled into this archive by another process ({path} is locked): wait for it."
            ) from None

    def release(self) -> None:
        """Let others in. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _target(original: Capture) -> RevisitTarget:
    return RevisitTarget(
        target_uri=original.url,
        requested_at=original.requested_at,
        digest=original.digest,
        chunked=original.chunked,
    )
