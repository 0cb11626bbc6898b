"""Texts of a source's articles as lines in common are learned from them, and put right by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.near import keep_near
from archive.db.saving import digest_text
from archive.db.schema import article as table
from archive.db.schema import article_version
from archive.records import Article
from archive.urls import host_of

_SCANNED = 5
"""Articles looked at for each that is wanted: a source may have several hosts."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """The text of an article, and what its row says of where it came from."""

    url: str
    text: str
    origins: dict[str, str]


def list_newest_texts(conn: Connection, source: str, *, limit: int) -> Iterator[StoredText]:
    """The texts of the articles that were read last, newest first; parts of pages are left out."""
    # Ids first: sorted with their texts, all texts would be read.
    newest = (
        sa.select(table.c.id)
        .where(table.c.source == source, ~table.c.url.contains("#"), table.c.text != "")
        .order_by(table.c.read_at.desc(), table.c.id)
        .limit(limit * _SCANNED)
    )
    chosen = sa.select(table.c.url, table.c.text, table.c.origins).where(table.c.id.in_(newest))
    for row in conn.execute(chosen.order_by(table.c.read_at.desc(), table.c.id)):
        yield StoredText(row.url, row.text, row.origins)


@dataclass(frozen=True, slots=True)
class MendedTexts:
    """What putting texts right did."""

    versions: int
    """How many article versions changed."""
    replaced: Sequence[Row[Any]]
    """The rows, as they were, of the articles whose current text is another now."""


def mend_texts(conn: Connection, source: str, host: str, mend: Callable[[Article], Article]) -> MendedTexts:
    """Give every version of the source's articles on a host its text and origins as `mend` has them.

    `mend` is given an article's address, title, text and origins only.
    """
    version = article_version.c
    statement = (
        sa.select(
            version.id, version.article_id, version.title, version.text, version.fields,
            table.c.current_version_id, table.c.origins,
        )
        .select_from(article_version.join(table, table.c.id == version.article_id))
        .where(table.c.source == source)
        .order_by(version.id)
    )  # fmt: skip
    rows: sa.CursorResult[Any] = conn.execute(statement)
    mended = [
        (row, after)
        for row in rows
        if host_of(row.fields["url"]) == host
        for before in [_bare(row, row.fields["origins"])]
        if (after := mend(before)) != before
    ]
    current = [row.article_id for row, _ in mended if row.id == row.current_version_id]
    replaced = [conn.execute(sa.select(table).where(table.c.id == article_id)).one() for article_id in current]
    for row, after in mended:
        _write(conn, row, after, mend)
    return MendedTexts(len(mended), replaced)


def _bare(row: Row[Any], origins: dict[str, str]) -> Article:
    return Article(url=row.fields["url"], title=row.title, text=row.text, origins=origins)


def _write(conn: Connection, row: Row[Any], after: Article, mend: Callable[[Article], Article]) -> None:
    digest = digest_text(after)
    fields = {**row.fields, "origins": dict(after.origins)}
    values = {"text": after.text, "text_digest": digest, "fields": fields}
    conn.execute(article_version.update().where(article_version.c.id == row.id).values(values))
    if row.id == row.current_version_id:
        # An article's origins may be those of a later reading than its version's.
        current = mend(_bare(row, row.origins))
        shown = {"text": current.text, "origins": dict(current.origins)}
        conn.execute(table.update().where(table.c.id == row.article_id).values(shown))
        keep_near(conn, row.article_id, current.text, digest)
