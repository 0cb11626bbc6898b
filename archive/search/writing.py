"""Writes PostgreSQL's full-text index; SQLite's is written by triggers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from archive.db.bulk import insert_rows
from archive.db.schema import article, attachment_text
from archive.search.tables import LIVE, Tables
from archive.search.tsearch import format_file_terms, format_terms


def write_article(
    conn: Connection, tables: Tables, old: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> None:
    """Brings the index to what an article's row says now; `old`: what it said; None: it is not in the index."""
    if conn.dialect.name == "sqlite":
        return
    table = tables.article_terms
    if old is not None:
        conn.execute(table.delete().where(table.c.sequence == old["sequence"]))
    if now is not None:
        insert_terms(conn, table, [(now["sequence"], format_terms(now))])


def write_file(conn: Connection, tables: Tables, text_id: int, text: str | None) -> None:
    """Brings the index to what a file's text is now; None: there is none any more."""
    if conn.dialect.name == "sqlite":
        return
    table = tables.attachment_terms
    conn.execute(table.delete().where(table.c.id == text_id))
    if text is not None:
        insert_terms(conn, table, [(text_id, format_file_terms(text))])


def write_copied(conn: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Puts rows into the index that were copied into a table, all its columns; of other tables it holds none."""
    if conn.dialect.name == "sqlite":
        return
    if table is article:
        insert_rows(conn, LIVE.article_terms, [(row["sequence"], format_terms(row)) for row in rows])
    elif table is attachment_text:
        insert_rows(conn, LIVE.attachment_terms, [(row["id"], format_file_terms(row["text"])) for row in rows])


def insert_terms(conn: Connection, table: sa.TableClause, vectors: Iterable[tuple[int, str]]) -> None:
    """Puts vectors into a table of terms, by its key."""
    key, terms = table.columns
    given = sa.cast(sa.bindparam("given", type_=sa.Text), TSVECTOR)
    statement = table.insert().values({key: sa.bindparam("number"), terms: given})
    rows = [{"number": number, "given": vector} for number, vector in vectors]
    if rows:
        conn.execute(statement, rows)
