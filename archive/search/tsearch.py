"""PostgreSQL's side of a search: a tsvector of our own tokens, found through GIN, newest first.

Words outside the text stand in it a second and third time, each behind a private-use character that says where: GIN
knows no weights, and would look at every article that has the word at all. GIN knows no order either: so that a
frequent word is not looked up in all articles for its newest twenty, each article has a token for the eight days that
it stands in, and the newest thousands are asked first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.engine import Connection

from archive.db.order import DAY_BITS, day_start
from archive.db.schema import article_facet, article_terms, attachment_terms
from archive.search.planned import Both, Expression, Marked
from archive.search.ranges import Range
from archive.search.tsquery import IN_HEAD, IN_TAG, IN_TITLE, format_query, is_exact, list_pairs, loosen, quote
from archive.search.words.splitting import split_forms

_SPAN = "\ue013"
"""What the token begins with that says in which span of the order an article stands."""

_SPAN_BITS = DAY_BITS + 3
_MAX_SPANS = 64

_NEWEST = 1_000
"""So many of the newest articles are asked first, at least."""

_NEWEST_PER_HIT = 20
"""So many for each hit that is wanted: words in a fifth of the articles and more are found there."""

_FURTHER = 40_000
"""So many are asked at most: for words so rare that it takes more, it is faster to look in all articles."""

_PLACE: sa.ColumnClause[str] = sa.literal_column("article_terms.ctid")
"""Where PostgreSQL has a row, within one transaction."""

_MAX_POSITION = 16_383
_MAX_LEXEME_BYTES = 2_000
_PAIR_BYTES = 12
_MAX_BYTES = 700_000
"""PostgreSQL takes a tsvector of 1 MB; of longer texts the first words are found."""

_GAP = 4
"""Positions between two parts: no phrase goes from one into the next."""


def newest(
    conn: Connection,
    expression: Expression,
    within: Range,
    *,
    limit: int,
    in_head: bool = False,
    among: Collection[int] | None = None,
) -> list[int]:
    """Sequences of the articles that hold what is asked for, newest first."""
    # Else whole tables are read for frequent words, and plans are made that fit no word.
    conn.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_custom_plan")
    if among is not None:
        some = select_articles(expression, within, in_head=in_head).where(article_terms.c.sequence.in_(among))
        return list(conn.execute(_order(some, limit)).scalars())
    found: list[int] = []
    looked_at = min(max(_NEWEST, _NEWEST_PER_HIT * limit), _FURTHER)
    rest = within
    while looked_at <= _FURTHER:
        newest_few = _narrow(conn, within, rest, looked_at)
        if newest_few is None:
            break
        found += _read_newest(conn, expression, newest_few, limit - len(found), in_head=in_head)
        if len(found) == limit:
            return found
        rest = replace(rest, below=newest_few.above)
        wanted = looked_at * limit * 3 // (2 * len(found)) if found else _FURTHER + 1
        looked_at = max(wanted, 2 * looked_at)
    return found + _read_newest(conn, expression, rest, limit - len(found), in_head=in_head)


def _read_newest(conn: Connection, expression: Expression, within: Range, limit: int, *, in_head: bool) -> list[int]:
    likely = _select_likely(expression, within, in_head=in_head)
    if is_exact(expression):
        return list(conn.execute(_order(likely, limit)).scalars())
    # One after the other is asked whether it does hold the words, until there are enough. By its place, not its
    # number: to look that up takes as long as to read a third of the words.
    found = _order(likely.add_columns(_PLACE.label("place")), None).subquery("found")
    holds = sa.select(_is_held(article_terms, expression, in_head=in_head)).where(found.c.place == _PLACE)
    hits = sa.select(found.c.sequence).where(holds.scalar_subquery())
    return list(conn.execute(hits.order_by(found.c.sequence.desc()).limit(limit)).scalars())


def _order(asked: sa.Select[Any], limit: int | None) -> sa.Select[Any]:
    # Materialized: else the planner may go through the articles by their order, and look into each.
    hits = asked.cte("hit").prefix_with("MATERIALIZED", dialect="postgresql")
    return sa.select(*hits.c).order_by(hits.c.sequence.desc()).limit(limit)


def _narrow(conn: Connection, within: Range, rest: Range, articles: int) -> Range | None:
    """What is left of the range that holds so many of the newest articles; None when these are all, or lie too far
    apart."""
    column = article_terms.c.sequence
    newest = sa.select(column).order_by(column.desc())
    highest = conn.execute(newest.where(*rest.bound(column)).limit(1)).scalar()
    lowest = conn.execute(newest.where(*within.bound(column)).offset(articles).limit(1)).scalar()
    if highest is None or lowest is None:
        return None
    narrow = replace(rest, above=lowest, below=highest + 1)
    return narrow if _list_spans(narrow) is not None else None


def _list_spans(within: Range) -> tuple[str, ...] | None:
    """The tokens of the spans of a range; None when there are too many to ask for."""
    lowest, highest = _find_limits(within)
    if lowest is None or highest is None or (highest >> _SPAN_BITS) - (lowest >> _SPAN_BITS) >= _MAX_SPANS:
        return None
    spans = range(lowest >> _SPAN_BITS, (highest >> _SPAN_BITS) + 1)
    return tuple(_span_token(span << _SPAN_BITS) for span in spans)


def _find_limits(within: Range) -> tuple[int | None, int | None]:
    """The lowest and highest sequence that a range may hold; None: no bound."""
    lowest = [day_start(within.first)] if within.first is not None else []
    # The day's own articles and those that found room only later.
    highest = [day_start(within.last) + ((within.spill + 1) << DAY_BITS)] if within.last is not None else []
    lowest += [within.above] if within.above is not None else []
    highest += [within.below] if within.below is not None else []
    return max(lowest, default=None), min(highest, default=None)


def _span_token(sequence: int) -> str:
    return f"{_SPAN}{sequence >> _SPAN_BITS}"


def select_articles(expression: Expression, within: Range, *, in_head: bool = False) -> sa.Select[int]:
    """Column `sequence` of the articles that hold what is asked for, in no order."""
    likely = _select_likely(expression, within, in_head=in_head)
    return likely if is_exact(expression) else likely.where(_is_held(article_terms, expression, in_head=in_head))


def _select_likely(expression: Expression, within: Range, *, in_head: bool) -> sa.Select[int]:
    """The same, and with them articles that hold what is asked for only as far as the index says it."""
    column = article_terms.c.sequence
    asked = loosen(expression)
    spans = _list_spans(within)
    if spans is not None:
        asked = Both((Marked(spans), asked))
    # Of a sum there is no index: else the planner may go through all articles of the days, and look into each.
    bounds = within.bound(column + 0)
    statement = sa.select(column).where(_is_found(article_terms, asked, in_head=in_head), *bounds)
    if within.needs_days:
        statement = statement.join(article_facet, article_facet.c.sequence == column).where(*within.bound_days())
    return statement


def files(conn: Connection, expression: Expression, *, limit: int) -> list[int]:
    """Ids of the attachment texts that hold what is asked for, the last first."""
    column = attachment_terms.c.id
    statement = sa.select(column).where(_is_found(attachment_terms, loosen(expression)))
    if not is_exact(expression):
        statement = statement.where(_is_held(attachment_terms, expression))
    statement = statement.order_by(column.desc()).limit(limit)
    return list(conn.execute(statement).scalars())


def format_terms(row: Mapping[str, Any]) -> str:
    """The tsvector of an article with columns `sequence`, `title`, `lead`, `tags`, `text` and `marks`, as PostgreSQL
    reads it."""
    title, lead, text = (split_forms(row[name] or "") for name in ("title", "lead", "text"))
    tags = [split_forms(tag) for tag in row["tags"]]
    said = (title, lead, *tags, text)
    parts = (
        [_span_token(row["sequence"]), *row["marks"].split()],
        _behind(IN_TITLE, title),
        *(_behind(IN_TAG, tag) for tag in tags),
        *(_behind(IN_HEAD, part) for part in (title, lead, *tags)),
        *said,
    )
    return _format_vector(said, _number(parts))


def format_file_terms(text: str) -> str:
    """The tsvector of a file's text."""
    words = split_forms(text)
    return _format_vector([words], _number([words]))


def _is_found(table: sa.TableClause, expression: Expression, *, in_head: bool = False) -> sa.ColumnElement[bool]:
    """Whether a row holds what is asked for, by the index."""
    return table.c.terms.bool_op("@@")(_cast_query(expression, in_head=in_head))


def _is_held(table: sa.TableClause, expression: Expression, *, in_head: bool = False) -> sa.ColumnElement[bool]:
    """The same by the row itself: of the operator's own function there is no index."""
    return sa.func.ts_match_vq(table.c.terms, _cast_query(expression, in_head=in_head), type_=sa.Boolean)


def _cast_query(expression: Expression, *, in_head: bool) -> sa.ColumnElement[Any]:
    return sa.cast(sa.literal(format_query(expression, in_head=in_head), sa.Text), TSQUERY)


def _behind(mark: str, words: list[str]) -> list[str]:
    return [mark + word for word in words]


def _number(parts: Collection[list[str]]) -> Iterator[tuple[str, int]]:
    at = 0
    for part in parts:
        for token in part:
            at += 1
            yield token, min(at, _MAX_POSITION)
        at += _GAP


def _format_vector(said: Iterable[list[str]], numbered: Iterator[tuple[str, int]]) -> str:
    pairs = sorted({pair for words in said for pair in list_pairs(words)})
    places: dict[str, list[int]] = {}
    size = _PAIR_BYTES * len(pairs)
    for token, at in numbered:
        if token not in places:
            size += len(token.encode()) + 8
        size += 4
        if size > _MAX_BYTES:
            break
        if len(token.encode()) <= _MAX_LEXEME_BYTES:
            places.setdefault(token, []).append(at)
    placed = (f"{quote(token)}:{','.join(map(str, dict.fromkeys(at)))}" for token, at in places.items())
    return " ".join((*map(quote, pairs), *placed))
