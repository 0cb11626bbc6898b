"""The order of articles by day, as a number: searches give the newest first without sorting, days are ranges of it.

Numbers lie close together, since the full-text index takes a byte or two less for each word the closer they are. So a
day has room for two thousand articles; where it is full, articles stand in the days after it, the fewer the later.
Which number an article gets depends on its id, not on when it came: a database built in another order has the same
numbers, except where two articles want the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from itertools import count

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.schema import article, search_state

DAY_BITS = 11
_TRIES = 4
"""Places tried in a window before it is doubled."""

SPILL = "spill"
"""The state that says how many days after its own an article may stand."""


def day_start(day: date) -> int:
    """The first number of a day; an earlier day's are lower."""
    return day.toordinal() << DAY_BITS


def find_place(conn: Connection, article_id: int, day: date, minute: int | None) -> int:
    """A free number for an article of a day, at its minute where that is known and free."""
    for number in _wanted(article_id, day, minute):
        if conn.execute(sa.select(article.c.sequence).where(article.c.sequence == number)).scalar() is None:
            _note_spill(conn, (number - day_start(day)) >> DAY_BITS)
            return number
    raise AssertionError("windows grow without end")


def find_spill(conn: Connection) -> int:
    """How many days after its own an article may stand, at most."""
    return int(conn.execute(sa.select(search_state.c.value).where(search_state.c.name == SPILL)).scalar() or 0)


def _wanted(article_id: int, day: date, minute: int | None) -> Iterator[int]:
    start = day_start(day)
    if minute is not None:
        yield start + minute
    for width in count(DAY_BITS):
        for attempt in range(_TRIES):
            seed = f"{article_id} {width} {attempt}".encode()
            yield start + int.from_bytes(hashlib.sha256(seed).digest()[:8]) % (1 << width)


def _note_spill(conn: Connection, days: int) -> None:
    if days > find_spill(conn):
        conn.execute(search_state.delete().where(search_state.c.name == SPILL))
        conn.execute(search_state.insert().values(name=SPILL, value=days))
