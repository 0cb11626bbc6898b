"""Captures: rows that say where each recorded exchange lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.ids import next_free_id
from archive.db.rows import capture_columns, decode_capture
from archive.db.schema import capture as table
from archive.records import Capture
from archive.urls import format_urlkey

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def insert_captures(conn: Connection, captures: Iterable[Capture]) -> list[int]:
    """Row ids in the order given. A record (filename, offset) that already has a row keeps it.

    An id is the microseconds since 1970 of the capture's date, or the next free number: an index that is rebuilt from
    the WARC files has the same ones.
    """
    ids = []
    for capture in captures:
        place = (table.c.filename == capture.location.filename) & (table.c.offset == capture.location.offset)
        row_id = conn.execute(sa.select(table.c.id).where(place)).scalar()
        if row_id is None:
            row_id = next_free_id(conn, table, (capture.requested_at - _EPOCH) // timedelta(microseconds=1))
            conn.execute(table.insert().values(**capture_columns(capture), id=row_id))
        ids.append(int(row_id))
    return ids


def find_capture(conn: Connection, capture_id: int) -> Capture | None:
    """The capture of a row id."""
    return _first(conn, sa.select(table).where(table.c.id == capture_id))


def find_captures(
    conn: Connection,
    urlkey: str,
    *,
    url: str | None = None,
    nearest_to: datetime | None = None,
    limit: int | None = None,
) -> list[Capture]:
    """Captures of a urlkey, newest first, or nearest first (tie: the earlier).

    Within one second, captures of exactly `url` go before those of another spelling.
    """
    if nearest_to is None:
        return _select(conn, urlkey, url=url, newest_first=True, limit=limit)
    later = table.c.requested_at >= nearest_to
    found = [
        *_select(conn, urlkey, ~later, url=url, newest_first=True, limit=limit),
        *_select(conn, urlkey, later, url=url, newest_first=False, limit=limit),
    ]
    second = nearest_to.replace(microsecond=0)

    def distance(capture: Capture) -> tuple[Any, ...]:
        cut = capture.requested_at.replace(microsecond=0)
        exact = abs(capture.requested_at - nearest_to)
        return abs(cut - second), capture.url != url, exact, capture.requested_at, capture.id

    return sorted(found, key=distance)[:limit]


def find_capture_at(conn: Connection, url: str, requested_at: datetime) -> Capture | None:
    """The capture of a URL at exactly that moment, else of another spelling with the same urlkey."""
    same = table.c.urlkey == format_urlkey(url)
    statement = sa.select(table).where(same, table.c.requested_at == requested_at)
    return _first(conn, statement.order_by(table.c.url != url, table.c.id))


def find_original(conn: Connection, digest: str, *, chunked: bool) -> Capture | None:
    """The oldest complete response with this payload in this transfer coding: what a revisit may point to."""
    statement = sa.select(table).where(
        table.c.digest == digest,
        table.c.chunked == chunked,
        table.c.record_type == "response",
        table.c.truncated.is_(None),
    )
    return _first(conn, statement.order_by(table.c.requested_at, table.c.id))


def find_original_of(conn: Connection, capture: Capture) -> Capture | None:
    """The response that holds a revisit's payload; None for a response, and where it is not in the archive."""
    if capture.record_type != "revisit":
        return None
    return find_original(conn, capture.digest, chunked=capture.chunked)


def iter_captures(conn: Connection, *, filename: str | None = None) -> Iterator[Capture]:
    """Every capture in the order in which the records lie on disk; of one WARC file when it is named."""
    statement = sa.select(table).order_by(table.c.filename, table.c.offset)
    if filename is not None:
        statement = statement.where(table.c.filename == filename)
    for row in conn.execute(statement.execution_options(yield_per=1000)):
        yield decode_capture(row)


def count_by_file(conn: Connection) -> dict[str, int]:
    """How many rows point into each WARC file."""
    statement = sa.select(table.c.filename, sa.func.count().label("rows")).group_by(table.c.filename)
    return {row.filename: row.rows for row in conn.execute(statement)}


def _select(
    conn: Connection,
    urlkey: str,
    *conditions: sa.ColumnElement[bool],
    url: str | None,
    newest_first: bool,
    limit: int | None,
) -> list[Capture]:
    turn = sa.desc if newest_first else sa.asc
    statement = (
        sa.select(table)
        .where(table.c.urlkey == urlkey, *conditions)
        .order_by(turn(table.c.timestamp), table.c.url != url, turn(table.c.requested_at), turn(table.c.id))
        .limit(limit)
    )
    return [decode_capture(row) for row in conn.execute(statement)]


def _first(conn: Connection, statement: sa.Select[Any]) -> Capture | None:
    row = conn.execute(statement.limit(1)).first()
    return decode_capture(row) if row is not None else None
