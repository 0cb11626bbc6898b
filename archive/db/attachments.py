"""The files that articles link to and their images, each once a source, and what came of asking for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.attachment_texts import find_texts
from archive.db.dialect import insert
from archive.db.rows import decode_capture
from archive.db.schema import attachment as table
from archive.db.schema import capture as capture_table
from archive.filetexts.values import FileText
from archive.records import ArchivedArticle, ArchivedAttachment, AttachmentKind, AttachmentState, Capture
from archive.urls import format_attachment_key

MAX_ATTEMPTS = 3
"""A file that failed so many times waits until its article changes."""

_BATCH = 500  # keys in one statement: SQLite allows 32,766 parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A file and what came of it."""

    source: str
    key: str
    """See `archive.urls.format_attachment_key`."""
    url: str
    """The first address that it was found under."""
    state: AttachmentState
    attempts: int
    """Failures since it was last fetched, or its article changed."""
    reason: str | None
    capture_id: int | None
    mime: str | None
    bytes: int | None
    found_at: datetime
    changed_at: datetime
    """When its state was last written."""


def add_attachments(conn: Connection, source: str, urls: Iterable[str], *, found_at: datetime) -> list[str]:
    """Writes files down; one address of each that is to be fetched now, in the order given."""
    first: dict[str, str] = {}
    for url in urls:
        first.setdefault(format_attachment_key(url), url)
    known = _find_rows(conn, source, list(first))
    fresh = {"source": source, "state": "pending", "attempts": 0, "found_at": found_at, "changed_at": found_at}
    rows = [{**fresh, "key": key, "url": url} for key, url in first.items() if key not in known]
    if rows:
        conn.execute(table.insert(), rows)
    return [url for key, url in first.items() if key not in known or _is_waiting(known[key])]


def list_pending(conn: Connection, source: str) -> list[str]:
    """The addresses of the files that are left to fetch, oldest find first."""
    again = sa.and_(table.c.state == "failed", table.c.attempts < MAX_ATTEMPTS)
    statement = sa.select(table.c.url).where(table.c.source == source, sa.or_(table.c.state == "pending", again))
    return list(conn.execute(statement.order_by(table.c.found_at, table.c.key)).scalars())


def keep_attachment(
    conn: Connection, url: str, capture: Capture, *, found_at: datetime, mime: str | None, size: int | None
) -> None:
    """Writes that a capture (with its row id) shows a file, also one that nothing was known of."""
    key, at = format_attachment_key(url), capture.requested_at
    row = {"source": capture.source, "key": key, "url": url, "state": "fetched", "attempts": 0, "found_at": found_at}
    conn.execute(insert(table).on_conflict_do_nothing(), {**row, "changed_at": at})
    seen = {"reason": None, "capture_id": capture.id, "mime": mime, "bytes": size, "changed_at": at}
    conn.execute(_update(capture.source, key).values(state="fetched", attempts=0, **seen))


def fail_attachment(conn: Connection, source: str, url: str, *, at: datetime, reason: str) -> None:
    """Writes that a file could not be had, and counts it."""
    changed = {"state": "failed", "attempts": table.c.attempts + 1, "reason": reason, "changed_at": at}
    conn.execute(_update(source, format_attachment_key(url)).values(changed))


def set_state(
    conn: Connection, source: str, url: str, state: AttachmentState, *, at: datetime, reason: str | None = None
) -> None:
    """Writes what came of a file."""
    changed = {"state": state, "attempts": 0, "reason": reason, "changed_at": at}
    conn.execute(_update(source, format_attachment_key(url)).values(changed))


def refresh_attachments(conn: Connection, source: str, urls: Iterable[str], *, at: datetime) -> bool:
    """Marks files as to be asked for again, whatever came of it before that moment; what is skipped stays so.

    Whether any was marked.
    """
    keys = {format_attachment_key(url) for url in urls}
    again = sa.and_(table.c.state.in_(("fetched", "failed", "gone")), table.c.changed_at < at)
    changed = {"state": "pending", "attempts": 0, "reason": None, "changed_at": at}
    is_one = sa.and_(table.c.source == source, table.c.key.in_(sorted(keys)), again)
    return conn.execute(table.update().where(is_one).values(changed)).rowcount > 0


def find_attachment(conn: Connection, source: str, url: str) -> AttachmentRow | None:
    """The row of a file under any of its addresses."""
    key = format_attachment_key(url)
    return _find_rows(conn, source, [key]).get(key)


def find_capture_of(conn: Connection, url: str) -> Capture | None:
    """The last capture of a file, under any of its addresses, of any source."""
    statement = sa.select(capture_table).join(table, table.c.capture_id == capture_table.c.id)
    statement = statement.where(table.c.key == format_attachment_key(url))
    row = conn.execute(statement.order_by(capture_table.c.requested_at.desc()).limit(1)).first()
    return decode_capture(row) if row is not None else None


def find_attachments(conn: Connection, found: ArchivedArticle) -> list[ArchivedAttachment]:
    """The files of an article in the order of the page, then its images, each once."""
    article = found.version.article
    linked: dict[str, tuple[str, str | None, AttachmentKind]] = {}
    for file in article.attachments:
        linked.setdefault(format_attachment_key(file.url), (file.url, file.name, "document"))
    for image in article.images:
        linked.setdefault(format_attachment_key(image.url), (image.url, image.alt or image.caption, "image"))
    rows, texts = _find_rows(conn, found.source, list(linked)), find_texts(conn, found.source, linked)
    ids = [row.capture_id for row in rows.values() if row.capture_id is not None]
    captured = sa.select(capture_table).where(capture_table.c.id.in_(ids))
    captures = {row.id: decode_capture(row) for row in conn.execute(captured)}
    described = [_describe(url, name, kind, rows.get(key), captures) for key, (url, name, kind) in linked.items()]
    return [_add_text(one, texts.get(key)) for one, key in zip(described, linked, strict=True)]


def _add_text(file: ArchivedAttachment, text: FileText | None) -> ArchivedAttachment:
    if text is None:
        return file
    shown = text.text if text.state == "read" else None
    return replace(file, text_state=text.state, text_reason=text.reason, text=shown)


def _describe(
    url: str, name: str | None, kind: AttachmentKind, row: AttachmentRow | None, captures: dict[int | None, Capture]
) -> ArchivedAttachment:
    if row is None:
        return ArchivedAttachment(url=url, name=name, kind=kind, state=None)
    is_image = (row.mime or "").startswith("image/")
    return ArchivedAttachment(
        url=url,
        name=name,
        kind="image" if is_image else kind,
        state=row.state,
        capture=captures.get(row.capture_id),
        mime=row.mime,
        bytes=row.bytes,
    )


def _is_waiting(row: AttachmentRow) -> bool:
    return row.state == "pending" or (row.state == "failed" and row.attempts < MAX_ATTEMPTS)


def _update(source: str, key: str) -> sa.Update:
    return table.update().where(table.c.source == source, table.c.key == key)


def _find_rows(conn: Connection, source: str, keys: list[str]) -> dict[str, AttachmentRow]:
    found: dict[str, AttachmentRow] = {}
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        statement = sa.select(table).where(table.c.source == source, table.c.key.in_(batch))
        found |= {row.key: _decode(row) for row in conn.execute(statement)}
    return found


def _decode(row: Row[tuple[object, ...]]) -> AttachmentRow:
    return AttachmentRow(**row._asdict())
