"""Writes PostgreSQL's full-text index; SQLite's is written by triggers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from archive.search.tables import Tables
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
        terms = sa.cast(sa.literal(format_terms(now), sa.Text), TSVECTOR)
        conn.execute(table.insert().values(sequence=now["sequence"], terms=terms))


def write_file(conn: Connection, tables: Tables, text_id: int, text: str) -> None:
    """Brings the index to what a file's text is now."""
    if conn.dialect.name == "sqlite":
        return
    table = tables.attachment_terms
    conn.execute(table.delete().where(table.c.id == text_id))
    terms = sa.cast(sa.literal(format_file_terms(text), sa.Text), TSVECTOR)
    conn.execute(table.insert().values(id=text_id, terms=terms))
