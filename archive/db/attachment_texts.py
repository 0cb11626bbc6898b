"""The texts of files, and which articles link to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.ids import hash_article, next_free_id
from archive.db.rows import compose, decode_capture, replace_unstorable
from archive.db.schema import article_file, attachment, capture
from archive.db.schema import attachment_text as table
from archive.filetexts.values import FileText
from archive.records import Attachment, Capture
from archive.urls import format_attachment_key

_BATCH = 500  # keys in one statement, as in `attachments`
_PICTURES = ("image/", "video/", "audio/")


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file whose text is still to be read."""

    source: str
    key: str
    capture: Capture
    """The last that showed it."""


def keep_links(conn: Connection, article_id: int, files: Iterable[Attachment]) -> None:
    """Brings the links of an article to its files up to date; of one file under several addresses the first name."""
    wanted: dict[str, str | None] = {}
    for file in files:
        wanted.setdefault(format_attachment_key(file.url), file.name)
    mine = article_file.c.article_id == article_id
    known = {row.key: row.name for row in conn.execute(sa.select(article_file.c.key, article_file.c.name).where(mine))}
    if known == wanted:
        return
    conn.execute(article_file.delete().where(mine))
    if wanted:
        rows = [{"article_id": article_id, "key": key, "name": name} for key, name in wanted.items()]
        conn.execute(article_file.insert(), rows)


def list_unread(conn: Connection, *, source: str | None = None, url: str | None = None) -> list[UnreadFile]:
    """The captured files, but pictures and sound, whose text is not known as their last capture has it."""
    is_same = sa.and_(table.c.source == attachment.c.source, table.c.key == attachment.c.key)
    statement = (
        sa.select(attachment.c.key, attachment.c.source.label("owner"), capture)
        .join(capture, capture.c.id == attachment.c.capture_id)
        .join(table, is_same, isouter=True)
        .where(sa.or_(table.c.id.is_(None), table.c.digest != capture.c.digest))
    )
    statement = statement.where(*(~sa.func.coalesce(attachment.c.mime, "").startswith(kind) for kind in _PICTURES))
    if source is not None:
        statement = statement.where(attachment.c.source == source)
    if url is not None:
        statement = statement.where(attachment.c.key == format_attachment_key(url))
    rows = conn.execute(statement.order_by(attachment.c.source, attachment.c.key))
    return [UnreadFile(row.owner, row._mapping[attachment.c.key], decode_capture(row)) for row in rows]


@dataclass(frozen=True, slots=True)
class KeptText:
    """What keeping a file's text did."""

    text_id: int
    replaced: Row[Any] | None
    """The row as it was before."""


def keep_text(conn: Connection, file: UnreadFile, text: FileText, *, language: str | None) -> KeptText:
    """Writes what came of reading a file."""
    mine = sa.and_(table.c.source == file.source, table.c.key == file.key)
    values = {
        "digest": file.capture.digest,
        "state": text.state,
        "reason": replace_unstorable(text.reason),
        "text": compose(replace_unstorable(text.text)),
        "language": language,
    }
    before = conn.execute(sa.select(table).where(mine)).first()
    if before is not None:
        conn.execute(table.update().where(mine).values(values))
        return KeptText(before.id, before)
    row_id = next_free_id(conn, table, hash_article(file.source, file.key))
    conn.execute(table.insert().values(id=row_id, source=file.source, key=file.key, **values))
    return KeptText(row_id, None)


def find_texts(conn: Connection, source: str, keys: Iterable[str]) -> dict[str, FileText]:
    """The texts of files by key, for those that were read or tried."""
    wanted, found = sorted(set(keys)), dict[str, FileText]()
    for start in range(0, len(wanted), _BATCH):
        batch = table.c.key.in_(wanted[start : start + _BATCH])
        for row in conn.execute(sa.select(table).where(table.c.source == source, batch)):
            found[row.key] = FileText(row.state, row.text, row.reason)
    return found
