"""Statements that SQLAlchemy spells per database."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection

_PLAIN: dict[type, sa.types.TypeEngine[Any]] = {str: sa.Text(), int: sa.BigInteger(), bytes: sa.LargeBinary()}


def insert(table: sa.Table) -> postgresql.Insert:
    """An INSERT that can say what to do when the row is already there, on either database."""
    # SQLite took ON CONFLICT from PostgreSQL: SQLAlchemy writes this construct for both, but SQLite's own for one.
    return postgresql.insert(table)


def execute_many(
    conn: Connection, statement: postgresql.Insert, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert many rows of text, whole numbers or bytes: in SQLite twice as fast as SQLAlchemy does, which looks at
    every value; in PostgreSQL, where each row would be a statement, as one."""
    if not rows:
        return
    if conn.dialect.name == "sqlite":
        compiled = statement.compile(dialect=conn.dialect, column_keys=list(names))
        conn.exec_driver_sql(str(compiled), list(rows))
    else:
        arrays = [sa.bindparam(name, type_=_array_of(statement.table.c[name])) for name in names]
        given = sa.func.unnest(*arrays).table_valued(*names).render_derived()
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        conn.execute(statement.from_select(list(names), sa.select(given)), columns)


def is_any(conn: Connection, column: sa.ColumnElement[Any], values: Collection[Any]) -> sa.ColumnElement[bool]:
    """Whether a column has one of some values: in PostgreSQL one parameter, however many they are."""
    if conn.dialect.name == "sqlite":
        return column.in_(values)
    return column == sa.any_(sa.literal(list(values), _array_of(column)))


def _array_of(column: sa.ColumnElement[Any]) -> postgresql.ARRAY[Any]:
    # Of the column's own type the collation would be written out too.
    return postgresql.ARRAY(_PLAIN[column.type.python_type])


def format_json(value: object) -> str:
    """What a JSON column holds, on either database."""
    # Letters stay letters: a full-text index may read the column of tags as it is stored.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
