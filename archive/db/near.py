"""The index of texts that several sources printed: kept with each article, asked for one article's others.

Who was first is worked out when it is asked: an article that comes in later may have been published earlier, and so
the rows do not depend on the order in which articles came.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.dialect import execute_many, insert
from archive.db.schema import article, near_band, near_text
from archive.neardup import (
    Print,
    are_near,
    make_bands,
    make_print,
    measure_similarity,
    pack_hashes,
    unpack_hashes,
)

MAX_CHAIN = 20
"""Steps from an article to the first publisher of its text: each goes back in time."""

_FACTS = (
    article.c.id,
    article.c.source,
    article.c.published_on,
    article.c.published_precision,
    article.c.first_seen_at,
    near_text.c.shingles,
    near_text.c.sketch,
    near_text.c.numbers,
)

_Rank = tuple[date, datetime, int]


@dataclass(frozen=True, slots=True)
class Near:
    """An article near to another."""

    article_id: int
    similarity: float
    rank: _Rank
    """Sorts by publication, else by when it was first seen."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles that print an article's text."""

    first_id: int
    """The one published first: may be the article itself."""
    others: list[Near]
    """All but the article itself, as they were published."""


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    source: str
    rank: _Rank
    made: Print


def keep_near(conn: Connection, article_id: int, text: str, digest: str) -> None:
    """Brings the index to what an article's text is now; `digest`: the same for the same words."""
    mine = near_text.c.article_id == article_id
    known = conn.execute(sa.select(near_text.c.digest, near_text.c.shingles).where(mine)).first()
    if known is not None and known.digest == digest:
        return
    if known is not None:
        conn.execute(near_band.delete().where(near_band.c.article_id == article_id))
        conn.execute(near_text.delete().where(mine))
    made = make_print(text)
    kept = made or Print(0, frozenset(), frozenset())
    row = {"shingles": kept.shingles, "sketch": pack_hashes(kept.sketch), "numbers": pack_hashes(kept.numbers)}
    conn.execute(near_text.insert().values(article_id=article_id, digest=digest, **row))
    if made is not None:
        execute_many(conn, insert(near_band), ("band", "article_id"), [(band, article_id) for band in make_bands(made)])


def find_group(conn: Connection, article_id: int) -> Group:
    """The others near to an article, and those near to the first that printed its text."""
    one = _find_known(conn, article_id)
    if one is None:
        return Group(article_id, [])
    first = _follow(conn, one)
    found = {other.id: other for other in (first, *_find_near(conn, first), *_find_near(conn, one))}
    found.pop(one.id, None)
    others = [Near(other.id, measure_similarity(one.made, other.made), other.rank) for other in found.values()]
    return Group(first.id, sorted(others, key=lambda other: other.rank))


def find_first(conn: Connection, article_id: int) -> int:
    """The article that first printed an article's text: itself where no other is near that is older."""
    one = _find_known(conn, article_id)
    return _follow(conn, one).id if one is not None else article_id


def _follow(conn: Connection, one: _Known) -> _Known:
    for _ in range(MAX_CHAIN):
        earliest = min(_find_near(conn, one), key=lambda other: other.rank, default=one)
        if earliest.rank >= one.rank:
            break
        one = earliest
    return one


def _find_near(conn: Connection, one: _Known) -> list[_Known]:
    its = sa.select(near_band.c.band).where(near_band.c.article_id == one.id)
    shared = sa.select(near_band.c.article_id).where(near_band.c.band.in_(its))
    statement: sa.Select[Any] = sa.select(*_FACTS).join(near_text, near_text.c.article_id == article.c.id)
    statement = statement.where(article.c.id.in_(shared), article.c.id != one.id)
    found = map(_decode, conn.execute(statement.order_by(article.c.id)))
    return [other for other in found if are_near(one.made, other.made, is_same_source=one.source == other.source)]


def _find_known(conn: Connection, article_id: int) -> _Known | None:
    statement: sa.Select[Any] = sa.select(*_FACTS).join(near_text, near_text.c.article_id == article.c.id)
    row = conn.execute(statement.where(article.c.id == article_id, near_text.c.shingles > 0)).first()
    return _decode(row) if row is not None else None


def _decode(row: Row[Any]) -> _Known:
    made = Print(row.shingles, unpack_hashes(row.sketch), unpack_hashes(row.numbers))
    return _Known(row.id, row.source, (_last_day(row), row.first_seen_at, row.id), made)


def _last_day(row: Row[Any]) -> date:
    """The day of publication, of a month or a year its last: an exact date comes before it. Else the first sight's."""
    day: date | None = row.published_on
    if day is None:
        seen: datetime = row.first_seen_at
        return seen.date()
    month = 12 if row.published_precision == "year" else day.month
    if row.published_precision == "day":
        return day
    return date(day.year, month, calendar.monthrange(day.year, month)[1])
