"""An archive's rows moved from one database to another of any kind, and both held against each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.bulk import fill_tables, insert_rows
from archive.db.engine import Database
from archive.db.rows import replace_unstorable
from archive.db.schema import metadata
from archive.errors import ConfigError, DatabaseError

BATCH = 500
"""Rows that are in memory at a time: of articles some five megabytes."""

WatchRows = Callable[[str, int], None]
"""Told a table and how many of its rows have just been copied or looked at again."""

IndexRows = Callable[[Connection, sa.Table, Sequence[Mapping[str, Any]]], None]
"""Brings rows, just copied into a table, to a full-text index that keeps itself in no table of ours."""

_Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table that is the same in both databases."""

    name: str
    rows: int
    digest: str
    """Of all its rows in the order of their keys, alike on every database."""


def watch_no_rows(_table: str, _rows: int) -> None:
    """Watch nothing."""


def copy_database(
    source: Database, to: str, *, index: IndexRows, watch: WatchRows = watch_no_rows
) -> list[CopiedTable]:
    """Copy every table in one transaction, then compare counts and digests before it is committed.

    Raises ConfigError when the other database holds rows, DatabaseError; then it is as it was before.
    """
    target = Database(to)
    try:
        if target.place == source.place:
            raise ConfigError(f"{target.place}: this is the database that the rows are in; name another.")
        try:
            with source.read() as reading, target.write() as writing:
                refuse_rows(writing, target.place)
                with fill_tables(writing):
                    copied = [
                        _copy_table(reading, writing, table, place=target.place, index=index, watch=watch)
                        for table in metadata.sorted_tables
                    ]
            target.sync()
        except BaseException:
            if target.is_new:
                target.remove()
            raise
    finally:
        target.close()
    return copied


def refuse_rows(conn: Connection, place: str) -> None:
    """Raises ConfigError naming a table that holds rows."""
    for table in metadata.sorted_tables:
        if conn.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise ConfigError(f"{place}: its table {table.name} holds rows already; name an empty database.")


def count_all(conn: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    counts = {table: sa.select(sa.func.count()).select_from(table) for table in metadata.sorted_tables}
    return {table.name: int(conn.execute(counted).scalar_one()) for table, counted in counts.items()}


def digest_table(conn: Connection, table: sa.Table, watch: WatchRows = watch_no_rows) -> CopiedTable:
    """Count and digest of a table's rows as they are."""
    digest, rows = hashlib.sha256(), 0
    for batch in _iter_batches(conn, table):
        _update(digest, batch)
        rows += len(batch)
        watch(table.name, len(batch))
    return CopiedTable(table.name, rows, f"sha256:{digest.hexdigest()}")


def _copy_table(
    reading: Connection, writing: Connection, table: sa.Table, *, place: str, index: IndexRows, watch: WatchRows
) -> CopiedTable:
    digest, rows = hashlib.sha256(), 0
    names = [column.name for column in table.columns]
    for batch in _iter_batches(reading, table):
        insert_rows(writing, table, batch)
        index(writing, table, [dict(zip(names, values, strict=True)) for values in batch])
        _update(digest, batch)
        rows += len(batch)
        watch(table.name, len(batch))
    _count_on(writing, table)
    wanted = CopiedTable(table.name, rows, f"sha256:{digest.hexdigest()}")
    found = digest_table(writing, table, watch)
    if found != wanted:
        raise DatabaseError(
            f"{place}: table {table.name} came out as {found.rows} rows ({found.digest}) of {wanted.rows} "
            f"({wanted.digest}); nothing was copied."
        )
    return found


def _count_on(conn: Connection, table: sa.Table) -> None:
    """Have the numbers that PostgreSQL gives by itself go on after the highest one; SQLite looks for it."""
    column = table.autoincrement_column
    if conn.dialect.name == "postgresql" and column is not None:
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        conn.execute(sa.select(sa.func.setval(sequence, sa.func.max(column))))


def _iter_batches(conn: Connection, table: sa.Table) -> Iterator[Sequence[_Values]]:
    """The rows in the order of the primary key, which is the same on every database."""
    # By name, since migrations leave columns in another order than the schema's.
    statement = sa.select(*table.columns).order_by(*table.primary_key.columns)
    rows = conn.execute(statement.execution_options(yield_per=BATCH))
    with rows:
        values = (tuple(map(_make_storable, row)) for row in rows)
        while batch := list(islice(values, BATCH)):
            yield batch


def _make_storable(value: Any) -> Any:
    # SQLite keeps a NUL within text; PostgreSQL does not.
    return replace_unstorable(value) if isinstance(value, str) and "\x00" in value else value


def _update(digest: Any, batch: Sequence[_Values]) -> None:
    for values in batch:
        line = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_format_value)
        digest.update(line.encode() + b"\n")


def _format_value(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no form in a digest")
