"""Many rows at once: in PostgreSQL by COPY, and with indexes that are made once the rows are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_INDEXES = """
SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition FROM pg_class c
WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relkind = 'i'
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid)
"""

_TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r' ORDER BY relname
"""

_MORE_MEMORY = """
SELECT set_config('maintenance_work_mem', '256MB', true)
WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < pg_size_bytes('256MB')
"""


def insert_rows(conn: Connection, table: sa.Table | sa.TableClause, rows: Sequence[Sequence[Any]]) -> None:
    """Puts rows into a table, all its columns in their order."""
    if not rows:
        return
    if conn.dialect.name == "sqlite":
        names = [column.name for column in table.columns]
        conn.execute(table.insert(), [dict(zip(names, values, strict=True)) for values in rows])
    else:
        _copy(conn, table, rows)


@contextmanager
def fill_tables(conn: Connection) -> Iterator[None]:
    """While empty tables are filled PostgreSQL has no indexes but those that forbid rows; then it counts the rows."""
    if conn.dialect.name == "sqlite":
        yield
        return
    quote = conn.dialect.identifier_preparer.quote
    indexes = conn.execute(sa.text(_INDEXES)).all()
    for index in indexes:
        conn.exec_driver_sql(f"DROP INDEX {quote(index.name)}")
    yield
    conn.exec_driver_sql(_MORE_MEMORY)
    for index in indexes:
        conn.exec_driver_sql(index.definition)
    # Else plans are made for empty tables until the server has counted by itself, a minute later or never.
    conn.exec_driver_sql(f"ANALYZE {', '.join(map(quote, conn.execute(sa.text(_TABLES)).scalars()))}")


def _copy(conn: Connection, table: sa.Table | sa.TableClause, rows: Iterable[Sequence[Any]]) -> None:
    dialect = conn.dialect
    quote = dialect.identifier_preparer.quote
    bind = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
    columns = ", ".join(quote(column.name) for column in table.columns)
    cursor = conn.connection.cursor()
    try:
        with cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy:
            for values in rows:
                copy.write_row([turn(one) if turn else one for turn, one in zip(bind, values, strict=True)])
    except conn.dialect.loaded_dbapi.Error as error:
        raise sa.exc.DBAPIError("COPY", None, error) from error
    finally:
        cursor.close()
