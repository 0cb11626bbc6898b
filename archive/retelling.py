"""Notes on how far a crawl came, kept in the database once more; what it knows better already stays."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from archive.crawl_notes import AgainNote, CrawlNote, HostLinesNote, LinksNote, OutcomeNote, WalkNote
from archive.db import attachments, links, runs
from archive.host_lines import mend_host_texts
from archive.urls import format_article_key


def keep_crawl_note(connection: Connection, source: str, note: CrawlNote) -> None:
    """What a note tells of a source's links, files, walks or texts."""
    match note:
        case LinksNote():
            found = links.leave_newer(connection, source, note.links, note.at)
            links.add_links(connection, source, found, found_at=note.at)
        case AgainNote():
            attachments.refresh_attachments(connection, source, note.urls, at=note.at)
        case WalkNote():
            _keep_walk(connection, source, note)
        case HostLinesNote():
            mend_host_texts(connection, source, note.host, note.lines)
        case OutcomeNote(kind="link"):
            _keep_missed_page(connection, source, note)
        case OutcomeNote():
            _keep_missed_file(connection, source, note)


def _keep_missed_page(connection: Connection, source: str, note: OutcomeNote) -> None:
    key = format_article_key(note.url)
    known = links.find_link(connection, source, key)
    if known is None or known.changed_at < note.at:
        links.keep_link(connection, source, key, note.url, note.state, at=note.at, reason=note.reason)


def _keep_missed_file(connection: Connection, source: str, note: OutcomeNote) -> None:
    known = attachments.find_attachment(connection, source, note.url)
    if known is not None and known.changed_at >= note.at:
        return
    attachments.add_attachments(connection, source, [note.url], found_at=note.found_at or note.at)
    if note.state == "failed":
        attachments.fail_attachment(connection, source, note.url, at=note.at, reason=note.reason)
    else:
        attachments.set_state(connection, source, note.url, note.state, at=note.at, reason=note.reason)


def _keep_walk(connection: Connection, source: str, note: WalkNote) -> None:
    known = runs.find_walk(connection, source, note.seed_url)
    if known is not None and (known.started_at, known.finished_at is not None) > (note.started_at, False):
        return
    runs.start_walk(connection, source, note.seed_url, at=note.started_at, page_url=note.page_url)
    if note.finished_at is not None:
        runs.finish_walk(connection, source, note.seed_url, at=note.finished_at)
