"""Rows held against records, and put right: what only checking and mending an archive ask of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.rows import capture_columns, decode_capture
from archive.db.schema import article, article_version, attachment, attachment_text, capture, run
from archive.records import Capture
from archive.urls import format_urlkey


@dataclass(frozen=True, slots=True)
class VersionPlace:
    """A version of an article, and the capture that it was read from."""

    article_id: int
    number: int
    title: str
    capture_id: int


def find_responses(conn: Connection, url: str, at: datetime) -> list[Capture]:
    """The responses of a URL (in any spelling) that were asked for at exactly that moment."""
    columns = capture.c
    statement = sa.select(capture).where(
        columns.urlkey == format_urlkey(url), columns.requested_at == at, columns.record_type == "response"
    )
    return [decode_capture(row) for row in conn.execute(statement.order_by(columns.url != url, columns.id))]


def list_loose_versions(conn: Connection) -> list[VersionPlace]:
    """Versions whose capture has no row."""
    return _list_versions(conn, ~sa.exists().where(capture.c.id == article_version.c.capture_id))


def list_versions_of(conn: Connection, capture_id: int) -> list[VersionPlace]:
    """The versions that were read from a capture."""
    return _list_versions(conn, article_version.c.capture_id == capture_id)


def list_articles_without_version(conn: Connection) -> list[tuple[int, str]]:
    """Id and URL of the articles whose current version is not there."""
    version = article_version.c
    is_there = sa.exists().where(version.id == article.c.current_version_id, version.article_id == article.c.id)
    statement = sa.select(article.c.id, article.c.url).where(~is_there).order_by(article.c.id)
    return [(row.id, row.url) for row in conn.execute(statement)]


def count_captures(conn: Connection, filename: str) -> int:
    """How many rows point into a WARC file."""
    statement = sa.select(sa.func.count()).select_from(capture).where(capture.c.filename == filename)
    return int(conn.execute(statement).scalar_one())


def correct_capture(conn: Connection, capture_id: int, found: Capture) -> None:
    """Writes into a row what its record says, and where it lies; source and run stay as they are."""
    columns = capture_columns(found)
    del columns["source"], columns["run"]
    conn.execute(capture.update().where(capture.c.id == capture_id).values(columns))


def make_way(conn: Connection, capture_ids: list[int]) -> None:
    """Takes rows from their places, so that others can have these; each is put at its own in the same transaction."""
    for capture_id in capture_ids:
        # Only for the moment: file and offset are unique, and no record has an offset below 0.
        conn.execute(capture.update().where(capture.c.id == capture_id).values(offset=-capture_id - 1))


def list_loose_attachments(conn: Connection) -> list[str]:
    """The URLs of files that count as fetched, and whose capture has no row."""
    columns = attachment.c
    has_row = sa.exists().where(capture.c.id == columns.capture_id)
    is_loose = sa.and_(sa.or_(columns.state == "fetched", columns.capture_id.is_not(None)), ~has_row)
    return list(conn.execute(sa.select(columns.url).where(is_loose).order_by(columns.source, columns.key)).scalars())


def delete_capture(conn: Connection, capture_id: int) -> list[Row[Any]]:
    """Takes a row out; its record, if there is one, is no business of this. Files seen in it are fetched again,
    and until then their texts are gone: the rows that these were, for whoever keeps their words."""
    is_seen_in_it = sa.exists().where(
        attachment.c.capture_id == capture_id,
        attachment.c.source == attachment_text.c.source,
        attachment.c.key == attachment_text.c.key,
    )
    gone = list(conn.execute(sa.select(attachment_text).where(is_seen_in_it).order_by(attachment_text.c.id)))
    conn.execute(attachment_text.delete().where(is_seen_in_it))
    unseen = {"state": "pending", "attempts": 0, "reason": None, "capture_id": None, "mime": None, "bytes": None}
    conn.execute(attachment.update().where(attachment.c.capture_id == capture_id).values(unseen))
    conn.execute(capture.delete().where(capture.c.id == capture_id))
    return gone


def delete_run(conn: Connection, run_id: str) -> None:
    """Takes out a run."""
    conn.execute(run.delete().where(run.c.id == run_id))


def mark_lost(conn: Connection, capture_id: int, filename: str) -> None:
    """Marks a row whose record is lost as cut, so that no revisit points to it, and names where its bytes are."""
    values = {"truncated": "unspecified", "filename": filename}
    conn.execute(capture.update().where(capture.c.id == capture_id).values(values))


def _list_versions(conn: Connection, condition: sa.ColumnElement[bool]) -> list[VersionPlace]:
    version = article_version.c
    statement = sa.select(version.article_id, version.number, version.title, version.capture_id).where(condition)
    rows = conn.execute(statement.order_by(version.article_id, version.number))
    return [VersionPlace(*row) for row in rows]
