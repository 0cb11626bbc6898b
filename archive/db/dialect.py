"""Statements that SQLAlchemy spells per database."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


def insert(table: sa.Table) -> postgresql.Insert:
    """An INSERT that can say what to do when the row is already there, on either database."""
    # SQLite took ON CONFLICT from PostgreSQL: SQLAlchemy writes this construct for both, but SQLite's own for one.
    return postgresql.insert(table)


def format_json(value: object) -> str:
    """What a JSON column holds, on either database."""
    # Letters stay letters: a full-text index may read the column of tags as it is stored.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
