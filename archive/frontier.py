"""What a run has found and how far it came: links, files, walks; each change noted first, then in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from archive.crawl_notes import (
    Missed,
    OutcomeNote,
    WalkNote,
    format_again_note,
    format_links_note,
    format_outcome_note,
    format_walk_note,
)
from archive.db import attachments as attachment_rows
from archive.db import links, runs
from archive.db.engine import Database
from archive.db.runs import WalkStart
from archive.notes import make_url_notable
from archive.records import FoundLink, Run
from archive.timestamps import now
from archive.urls import format_article_key
from archive.warc.writer import WarcWriter

FULL_WALK_EVERY = timedelta(days=30)
"""How long a seed is walked only as far as it brings anything new, before it is walked to its end once more."""

RESUME_WITHIN = timedelta(days=14)
"""How long after its beginning an interrupted walk is taken up where it was; pages have moved on by then."""

_LINKS_IN_NOTE = 1000


class Frontier:
    """The frontier of one run of one source. One thread owns it."""

    def __init__(self, database: Database, writer: WarcWriter, run: Run) -> None:
        self.run = run
        self._database = database
        self._writer = writer
        self._begun: dict[str, WalkNote] = {}
        self._unread: set[str] = set()

    def pending_links(self) -> list[FoundLink]:
        """What earlier runs found and did not fetch, or failed to."""
        with self._database.read() as connection:
            waiting = links.pending_links(connection, self.run.source)
        return [FoundLink(key=link.key, url=link.url, mark=link.mark, hints=link.hints) for link in waiting]

    def add_links(self, found: Iterable[FoundLink]) -> list[FoundLink]:
        """Write links down before they are fetched; those worth fetching are returned, with all hints so far."""
        offered, at = list(found), now()
        with self._database.write() as connection:
            news = links.list_news(connection, self.run.source, offered)
            for start in range(0, len(news), _LINKS_IN_NOTE):
                fields = format_links_note(news[start : start + _LINKS_IN_NOTE])
                self._writer.write_note(f"urn:kronika:run:{self.run.id}", fields, at=at)
            return links.add_links(connection, self.run.source, offered, found_at=at)

    def fail_link(self, url: str, reason: str) -> None:
        """The page could not be had or read; a later run tries again."""
        self._miss_link(url, "failed", reason)

    def skip_link(self, url: str, reason: str) -> None:
        """The page must not be asked for."""
        self._miss_link(url, "skipped", reason)

    def _miss_link(self, url: str, state: Missed, reason: str) -> None:
        at, key = now(), format_article_key(url)
        with self._database.write() as connection:
            if links.set_link_state(connection, self.run.source, key, state, at=at, reason=reason):
                self._note_outcome(OutcomeNote(kind="link", url=url, at=at, state=state, reason=reason))

    def add_attachments(self, urls: Iterable[str]) -> list[str]:
        """Write files down before they are fetched; one address of each that is to be fetched now is returned."""
        with self._database.write() as connection:
            files = [make_url_notable(url) for url in urls]
            return attachment_rows.add_attachments(connection, self.run.source, files, found_at=now())

    def pending_attachments(self) -> list[str]:
        """The files that are still to be fetched, or tried again."""
        with self._database.read() as connection:
            return attachment_rows.list_pending(connection, self.run.source)

    def fail_attachment(self, url: str, reason: str) -> None:
        """The file could not be had; a later run tries again, a few times."""
        self._miss_file(url, "failed", reason)

    def skip_attachment(self, url: str, reason: str) -> None:
        """The file must not be asked for."""
        self._miss_file(url, "skipped", reason)

    def mark_attachment_gone(self, url: str, reason: str) -> None:
        """The file is not there (any more): asked for again only when its article changes."""
        self._miss_file(url, "gone", reason)

    def _miss_file(self, url: str, state: Missed, reason: str) -> None:
        at, source = now(), self.run.source
        with self._database.write() as connection:
            known = attachment_rows.find_attachment(connection, source, url)
            if known is None:
                return
            if state == "failed":
                attachment_rows.fail_attachment(connection, source, url, at=at, reason=reason)
            else:
                attachment_rows.set_state(connection, source, url, state, at=at, reason=reason)
            missed = OutcomeNote(kind="file", url=known.url, at=at, state=state, reason=reason, found_at=known.found_at)
            self._note_outcome(missed)

    def _note_outcome(self, note: OutcomeNote) -> None:
        self._writer.write_note(make_url_notable(note.url), format_outcome_note(note), at=note.at)

    def refresh_attachments(self, urls: Iterable[str]) -> None:
        """The article of these files has changed: they are asked for once more."""
        files, at = [make_url_notable(url) for url in urls], now()
        with self._database.write() as connection:
            if attachment_rows.refresh_attachments(connection, self.run.source, files, at=at):
                self._writer.write_note(f"urn:kronika:run:{self.run.id}", format_again_note(files), at=at)

    def start_walk(self, seed_url: str, *, resume_within: timedelta = RESUME_WITHIN) -> WalkStart:
        """Begin a walk over a seed; where to go on from, unless it was interrupted longer than `resume_within` ago."""
        at = now()
        with self._database.write() as connection:
            last = runs.find_walk(connection, self.run.source, seed_url)
            start = runs.plan_walk(last, at=at, full_every=FULL_WALK_EVERY, resume_within=resume_within)
            runs.start_walk(connection, self.run.source, seed_url, at=at, page_url=start.resume_url)
        self._begun[seed_url] = WalkNote(seed_url=seed_url, started_at=at, page_url=start.resume_url)
        self._unread.add(seed_url)
        return start

    def reach_page(self, seed_url: str, page_url: str) -> None:
        """A walk has read a page, and everything found on it is written down."""
        page_url = make_url_notable(page_url)
        with self._database.write() as connection:
            runs.reach_page(connection, self.run.source, seed_url, page_url)
            self._note_walk(seed_url, at=now(), page_url=page_url)

    def finish_walk(self, seed_url: str) -> None:
        """A walk has reached its end."""
        at = now()
        with self._database.write() as connection:
            runs.finish_walk(connection, self.run.source, seed_url, at=at)
            self._note_walk(seed_url, at=at, finished_at=at)

    def _note_walk(
        self, seed_url: str, *, at: datetime, page_url: str | None = None, finished_at: datetime | None = None
    ) -> None:
        """A run that wrote nothing (offline, of what is archived already) begins no file for its walks."""
        begun = self._begun.get(seed_url)
        if begun is None or not self._writer.has_written:
            return
        self._unread.discard(seed_url)
        note = WalkNote(seed_url=seed_url, started_at=begun.started_at, page_url=page_url, finished_at=finished_at)
        self._writer.write_note(make_url_notable(seed_url), format_walk_note(note), at=at)

    def _note_unread_walks(self) -> None:
        """Walks whose seed did not come: an earlier one's end must not stand for theirs."""
        for note in (self._begun[seed_url] for seed_url in sorted(self._unread)):
            self._writer.write_note(make_url_notable(note.seed_url), format_walk_note(note), at=note.started_at)
