"""The answer to a search: hits as they are asked for, how many there are, facets, other words to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice

from sqlalchemy.engine import Connection

from archive.db.order import find_spill
from archive.errors import SearchIndexError
from archive.records import Hit
from archive.search import counted, suggesting
from archive.search.asked import Asked, Days, Filter, Node
from archive.search.asking import parse_query
from archive.search.finding import Found, Order, find_best, find_newest, read_hits
from archive.search.planned import Plan
from archive.search.planning import plan_query
from archive.search.ranges import Range
from archive.search.sources import StoredSources
from archive.search.versions import are_keys_ready
from archive.search.vocabulary import StoredVocabulary

_PAGE = 200
"""Hits read at once when all are asked for."""

_MOST = 10_000
"""Hits found by one statement: those beyond come with the next."""

_NO_MORE = 10**12
"""No archive has so many hits."""

Reading = Callable[[], AbstractContextManager[Connection]]


class SearchResults:
    """What a search found. Iterating gives the hits, read as they are needed; nothing is held open between two."""

    def __init__(
        self,
        read: Reading,
        words: str,
        *,
        source: str | None = None,
        country: str | None = None,
        language: str | None = None,
        first: date | None = None,
        last: date | None = None,
        order: Order = "best",
        limit: int | None = 20,
        offset: int = 0,
        across_languages: bool = True,
    ) -> None:
        """`read` opens a connection. `first` and `last` are inclusive, and leave out articles without a date."""
        self._read = read
        self._order: Order = order
        self._limit = None if limit is None else min(max(limit, 0), _NO_MORE)
        self._offset = min(max(offset, 0), _NO_MORE)
        asked = _with_filters(parse_query(words), source, country, language, Days(first, last))
        with read() as conn:
            if not are_keys_ready(conn):
                raise SearchIndexError(
                    "the words of this archive's articles are not counted yet: run `kronika search-index rebuild`."
                )
            self._plan = plan_query(
                asked, StoredVocabulary(conn), StoredSources(conn), across_languages=across_languages
            )
            self._within = _range_of(conn, self._plan)
        self._asked = asked

    @property
    def remarks(self) -> tuple[str, ...]:
        """What of the query could not be taken as it was meant, a sentence each."""
        return self._plan.remarks if self._plan is not None else self._asked.remarks

    def __iter__(self) -> Iterator[Hit]:
        plan = self._plan
        if plan is None:
            return
        if self._limit is not None:
            # In one transaction: what is found is read as it was found.
            end = self._offset + self._limit
            with self._read() as conn:
                wanted = islice(self._iter_found(plan, lambda: nullcontext(conn)), self._offset, end)
                hits = list(read_hits(conn, plan, list(wanted)))
            yield from hits
            return
        wanted = islice(self._iter_found(plan, self._read), self._offset, None)
        while page := list(islice(wanted, _PAGE)):
            with self._read() as conn:
                hits = list(read_hits(conn, plan, page))
            yield from hits

    @cached_property
    def total(self) -> counted.Count:
        """How many articles there are in all."""
        if self._plan is None:
            return counted.Count(0)
        with self._read() as conn:
            return counted.count_hits(conn, self._plan, self._within)

    @cached_property
    def facets(self) -> counted.Facets:
        """The hits by source, country, language, kind of source, year, month and tag."""
        if self._plan is None:
            return counted.Facets()
        with self._read() as conn:
            return counted.count_facets(conn, self._plan, self._within)

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """Queries that find more, when this one finds little: with words that the archive has."""
        if self._plan is None:
            return ()
        with self._read() as conn:
            return suggesting.suggest_queries(conn, self._asked, self._plan, self._within)

    def _iter_found(self, plan: Plan, read: Reading) -> Iterator[Found]:
        given: set[int] = set()
        if self._order == "best":
            with read() as conn:
                best = find_best(conn, plan, self._within, limit=_MOST if self._limit is None else self._end)
            yield from best
            given = {one.sequence for one in best}
        below: int | None = None
        while True:
            with read() as conn:
                within = replace(self._within, below=below)
                page = find_newest(conn, plan, within, limit=_PAGE if self._limit is None else max(self._end, 1))
            yield from (one for one in page if one.sequence not in given)
            if not page:
                return
            below = page[-1].sequence

    @property
    def _end(self) -> int:
        """Hits that are needed at most."""
        return min(self._offset + (self._limit or 0), _MOST)


def _with_filters(asked: Asked, source: str | None, country: str | None, language: str | None, days: Days) -> Asked:
    filters: list[Node] = []
    if source is not None:
        filters.append(Filter("source", (source,)))
    if country is not None:
        filters.append(Filter("country", (country,)))
    if language is not None:
        filters.append(Filter("lang", (language,)))
    if days != Days():
        filters.append(days)
    return replace(asked, filters=tuple(filters))


def _range_of(conn: Connection, plan: Plan | None) -> Range:
    if plan is None or (plan.first is None and plan.last is None):
        return Range()
    return Range(plan.first, plan.last, find_spill(conn))
