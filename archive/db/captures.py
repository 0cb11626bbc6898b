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
_BATCH = 100
_NEAR = 8  # our own captures at most within one microsecond; others' files tell time in seconds and need more queries

_INSERT = table.insert()
_SELECT_IDS = sa.select(table.c.offset, table.c.id).where(
    table.c.filename == sa.bindparam("filename"),
    table.c.offset.between(sa.bindparam("first"), sa.bindparam("last")),
)
_SELECT_ORIGINAL = (
    sa.select(table)
    .where(
        table.c.digest == sa.bindparam("digest"),
        table.c.chunked == sa.bindparam("chunked"),
        table.c.record_type == "response",
        table.c.truncated.is_(None),
    )
    .order_by(table.c.requested_at, table.c.id)
    .limit(1)
)
_SELECT_LATEST_PAGE = (
    sa.select(table)
    .where(
        table.c.url == sa.bindparam("url"),
        table.c.source == sa.bindparam("source"),
        table.c.status == 200,
        table.c.truncated.is_(None),
    )
    .order_by(table.c.requested_at.desc(), table.c.id.desc())
    .limit(1)
)


def insert_captures(conn: Connection, captures: Iterable[Capture]) -> list[int]:
    """Row ids in the order given. A record (filename, offset) that already has a row keeps it.

    An id is the microseconds since 1970 of the capture's date, or the next free number: an index that is rebuilt from
    the WARC files has the same ones.
    """
    given = list(captures)
    ids = _find_ids(conn, given)
    fresh = {_place(capture): capture for capture in given if _place(capture) not in ids}
    rows = []
    taken = _find_taken(conn, [_wanted_id(capture) for capture in fresh.values()])
    for place, capture in fresh.items():
        row_id = _choose_id(conn, _wanted_id(capture), taken)
        taken.add(row_id)
        ids[place] = row_id
        rows.append({**capture_columns(capture), "id": row_id})
    if rows:
        conn.execute(_INSERT, rows)
    return [ids[_place(capture)] for capture in given]


def _place(capture: Capture) -> tuple[str, int]:
    return capture.location.filename, capture.location.offset


def _wanted_id(capture: Capture) -> int:
    return (capture.requested_at - _EPOCH) // timedelta(microseconds=1)


def _choose_id(conn: Connection, wanted: int, taken: set[int]) -> int:
    """The first free number from `wanted` on; `taken` knows of its neighbours in the table and of this group."""
    row_id = wanted
    while row_id in taken:
        row_id += 1
        if row_id - wanted >= _NEAR:
            row_id = next_free_id(conn, table, row_id)
    return row_id


def _find_ids(conn: Connection, captures: list[Capture]) -> dict[tuple[str, int], int]:
    """The ids of those that have rows: one query a file, over the reach of the offsets asked for."""
    reach: dict[str, tuple[int, int]] = {}
    for filename, offset in map(_place, captures):
        first, last = reach.get(filename, (offset, offset))
        reach[filename] = min(first, offset), max(last, offset)
    wanted = set(map(_place, captures))
    found = {}
    for filename, (first, last) in reach.items():
        for row in conn.execute(_SELECT_IDS, {"filename": filename, "first": first, "last": last}):
            if (filename, row.offset) in wanted:
                found[filename, row.offset] = row.id
    return found


def _find_taken(conn: Connection, ids: list[int]) -> set[int]:
    """Those of some ids, and of the numbers next to them, that have rows already."""
    taken: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        near = [number + step for number in ids[start : start + _BATCH] for step in range(_NEAR)]
        taken.update(conn.execute(sa.select(table.c.id).where(table.c.id.in_(near))).scalars())
    return taken


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
    row = conn.execute(_SELECT_ORIGINAL, {"digest": digest, "chunked": chunked}).first()
    return decode_capture(row) if row is not None else None


def find_original_of(conn: Connection, capture: Capture) -> Capture | None:
    """The response that holds a revisit's payload; None for a response, and where it is not in the archive."""
    if capture.record_type != "revisit":
        return None
    original = find_original(conn, capture.digest, chunked=capture.chunked)
    if original is None and capture.is_not_modified:
        # The head of a 304 says nothing of how the body came.
        original = find_original(conn, capture.digest, chunked=not capture.chunked)
    return original


def find_latest_page(conn: Connection, url: str, source: str) -> Capture | None:
    """The latest capture of exactly this URL that is a whole 200 answer to this source's crawl."""
    row = conn.execute(_SELECT_LATEST_PAGE, {"url": url, "source": source}).first()
    return decode_capture(row) if row is not None else None


def has_secure_capture(conn: Connection, host: str, day: str) -> bool:
    """Whether any capture of `https://host` (with its port, if any) was made on a day (`YYYYMMDD`, UTC)."""
    root = f"https://{host}/"
    key = format_urlkey(root)
    statement = sa.select(table.c.id).where(
        table.c.urlkey >= key,
        table.c.urlkey < key[:-1] + chr(ord(key[-1]) + 1),
        table.c.timestamp.startswith(day, autoescape=True),
        table.c.url.startswith(root, autoescape=True),
    )
    return conn.execute(statement.limit(1)).first() is not None


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
