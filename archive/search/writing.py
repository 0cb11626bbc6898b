"""Writes PostgreSQL's full-text index; SQLite's is written by triggers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from archive.db.schema import article_terms, attachment_terms
from archive.search.tsearch import format_file_terms, format_terms


def write_article(conn: Connection, old: Mapping[str, Any] | None, now: Mapping[str, Any]) -> None:
    """Brings the index to what an article's row says now; `old`: what it said."""
    if conn.dialect.name == "sqlite":
        return
    if old is not None:
        conn.execute(article_terms.delete().where(article_terms.c.sequence == old["sequence"]))
    terms = sa.cast(sa.literal(format_terms(now), sa.Text), TSVECTOR)
    conn.execute(article_terms.insert().values(sequence=now["sequence"], terms=terms))


def write_file(conn: Connection, text_id: int, text: str) -> None:
    """Brings the index to what a file's text is now."""
    if conn.dialect.name == "sqlite":
        return
    conn.execute(attachment_terms.delete().where(attachment_terms.c.id == text_id))
    terms = sa.cast(sa.literal(format_file_terms(text), sa.Text), TSVECTOR)
    conn.execute(attachment_terms.insert().values(id=text_id, terms=terms))
