"""How many hits there are, in all and by facet: exact up to a bound, above it estimated from a sample.

A sample is the articles with a mark that one in 8, 32, 128 or 512 has by its id: one more word of the full-text query,
and spread evenly over all days. An estimate made from k sampled hits has a standard error of 1/sqrt(k) of itself: a
total, of 600 sampled hits or more, is mostly right to 4 %, a value in a tenth of the hits to 13 %.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.marks import SAMPLES
from archive.db.schema import article_facet
from archive.search.files import match_files
from archive.search.fulltext import select_articles
from archive.search.planned import Both, Marked, Plan
from archive.search.ranges import Range
from archive.search.sources import StoredSources
from archive.search.versions import ARTICLES, read_state

EXACT = 5_000
"""Hits up to which counts are exact."""

ENOUGH = 1_000
"""Sampled hits that are enough: more than a sample of one in 8 has of EXACT hits."""

_SURELY = 1.5
"""There are hardly more hits than so many times what a sample says: which denser sample has ENOUGH is known by that."""

SHOWN_TAGS = 100
"""Tags given, the most frequent ones."""

_AT_ONCE = 500
_HELD = 100
_FACET_COLUMNS = 5
"""Source, country, language, day and tags (JSON)."""

_Complete = Callable[[sa.Select[int]], sa.Select[Any]]


@dataclass(slots=True)
class _Tally:
    """Hits, and how many have each value of each column."""

    sequences: list[int] = field(default_factory=list)
    columns: list[Counter[Any]] = field(default_factory=lambda: [Counter() for _ in range(_FACET_COLUMNS)])

    def add(self, conn: Connection, statement: sa.Select[Any]) -> None:
        # A few rows at a time: to hold more of them makes Python look through all its memory.
        for rows in conn.execute(statement).partitions(_HELD):
            sequences, *columns = zip(*rows, strict=True)
            self.sequences += sequences
            for counter, column in zip(self.columns, columns, strict=False):
                counter.update(column)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of articles."""

    value: int
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that hits have, and how many have it."""

    value: str
    count: Count


@dataclass(frozen=True, slots=True)
class Facets:
    """Hits by what they are: the most frequent value first. A hit without such a value is not in that facet."""

    source: tuple[FacetValue, ...] = ()
    country: tuple[FacetValue, ...] = ()
    language: tuple[FacetValue, ...] = ()
    kind: tuple[FacetValue, ...] = ()
    """Of source."""
    tag: tuple[FacetValue, ...] = ()
    """As written; the first SHOWN_TAGS."""
    year: tuple[FacetValue, ...] = ()
    """Of publication, the newest first."""
    months: tuple[FacetValue, ...] = ()
    """`2022-05`, the oldest first; a month without hits is left out."""


def count_hits(conn: Connection, plan: Plan, within: Range) -> Count:
    """How many articles there are; where that is exact, with those of which only a file has the words."""
    share, hits = _read(conn, plan, within, lambda found: found)
    if share > 1:
        return Count(len(hits.sequences) * share, is_estimate=True)
    return Count(len(hits.sequences) + len(_find_only_in_files(conn, plan, within, hits)))


def count_facets(conn: Connection, plan: Plan, within: Range) -> Facets:
    """The articles that `count_hits` counts, by facet."""
    share, hits = _read(conn, plan, within, _join_facets)
    if share == 1:
        others = _find_only_in_files(conn, plan, within, hits)
        for start in range(0, len(others), _AT_ONCE):
            wanted = article_facet.c.sequence.in_(others[start : start + _AT_ONCE])
            hits.add(conn, _select_facets(article_facet).where(wanted))
    return _summarize(hits, share, StoredSources(conn).kind_of)


def _read(conn: Connection, plan: Plan, within: Range, complete: _Complete) -> tuple[int, _Tally]:
    """One in how many hits is given, and these: all of them up to EXACT, else a sample."""
    most = read_state(conn, ARTICLES) or 0
    share, sampled = 1, _Tally()
    for share, mark in reversed(SAMPLES):
        if most < share * ENOUGH and share > SAMPLES[0][0]:
            continue
        sampled = _Tally()
        sampled.add(conn, complete(select_articles(conn, Both((plan.expression, Marked((mark,)))), within)))
        if len(sampled.sequences) >= ENOUGH:
            return share, sampled
        most = round(len(sampled.sequences) * share * _SURELY)
    hits = _Tally()
    hits.add(conn, complete(select_articles(conn, plan.expression, within).limit(EXACT + 1)))
    return (1, hits) if len(hits.sequences) <= EXACT else (share, sampled)


def _join_facets(found: sa.Select[int]) -> sa.Select[Any]:
    hits, facet = found.subquery(), article_facet.alias()
    return _select_facets(facet).join(hits, hits.c.sequence == facet.c.sequence)


def _select_facets(facet: sa.FromClause) -> sa.Select[Any]:
    # As the database has them: to decode ten thousand dates and lists of tags takes longer than to find them.
    columns = facet.c
    day, tags = sa.type_coerce(columns.published_on, sa.Text), sa.cast(columns.tags, sa.Text)
    return sa.select(columns.sequence, columns.source, columns.country, columns.language, day, tags)


def _find_only_in_files(conn: Connection, plan: Plan, within: Range, hits: _Tally) -> list[int]:
    return sorted({match.sequence for match in match_files(conn, plan, within)}.difference(hits.sequences))


def _summarize(hits: _Tally, share: int, kind_of: Callable[[str], str | None]) -> Facets:
    sources, countries, languages, days, tags = hits.columns
    months = _regroup(days, lambda day: [str(day)[:7]])
    years = _regroup(months, lambda month: [month[:4]])
    return Facets(
        source=_order(sources, share),
        country=_order(countries, share),
        language=_order(languages, share),
        kind=_order(_regroup(sources, lambda source: [kind_of(source)]), share),
        tag=_order(_regroup(tags, lambda listed: set(json.loads(listed))), share, most=SHOWN_TAGS),
        year=tuple(sorted(_order(years, share), key=lambda one: one.value, reverse=True)),
        months=tuple(sorted(_order(months, share), key=lambda one: one.value)),
    )


def _regroup(counter: Counter[Any], name: Callable[[Any], Iterable[str | None]]) -> Counter[Any]:
    """The same hits by the names that their values have; None and empty ones are no values."""
    regrouped: Counter[Any] = Counter()
    for value, count in counter.items():
        if value is not None:
            for one in name(value):
                regrouped[one] += count
    return regrouped


def _order(counter: Counter[Any], share: int, *, most: int | None = None) -> tuple[FacetValue, ...]:
    """The values, the most frequent first; `most`: no more of them."""
    found = ((-count, value) for value, count in counter.items() if value)
    values = sorted(found) if most is None else heapq.nsmallest(most, found)
    return tuple(FacetValue(value, Count(-count * share, is_estimate=share > 1)) for count, value in values)
