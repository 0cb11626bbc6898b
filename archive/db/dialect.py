"""Statements that SQLAlchemy spells per database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection


def insert(table: sa.Table) -> postgresql.Insert:
    """An INSERT that can say what to do when the row is already there, on either database."""
    # SQLite took ON CONFLICT from PostgreSQL: SQLAlchemy writes this construct for both, but SQLite's own for one.
    return postgresql.insert(table)


def execute_many(
    conn: Connection, statement: postgresql.Insert, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert many rows of plain values: in SQLite twice as fast as SQLAlchemy does, which looks at every value."""
    if not rows:
        return
    if conn.dialect.name == "sqlite":
        compiled = statement.compile(dialect=conn.dialect, column_keys=list(names))
        conn.exec_driver_sql(str(compiled), list(rows))
    else:
        conn.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def format_json(value: object) -> str:
    """What a JSON column holds, on either database."""
    # Letters stay letters: a full-text index may read the column of tags as it is stored.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
