"""The user's words to hits: ranked, with the words around the match. Speaks SQLite's FTS5."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.rows import decode_article, filter_articles, select_articles
from archive.db.schema import article, article_fts
from archive.records import Hit
from archive.search.match import format_match, parse_query

_WEIGHTS = (8.0, 3.0, 1.0, 3.0)
"""What a word counts for in title, lead, text and tags."""

_SNIPPET_TERMS = 32
_SNIPPET_COLUMNS = (("text", 2), ("lead", 1), ("title", 0))
"""Columns in the order in which a match in them is shown, with their numbers in the index."""

_OPEN, _CLOSE = "\x02", "\x03"
_INDEX: sa.ColumnClause[str] = sa.literal_column("article_fts")


def search_articles(
    conn: Connection,
    words: str,
    *,
    source: str | None = None,
    country: str | None = None,
    language: str | None = None,
    first: date | None = None,
    last: date | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Articles that hold all the words, best first; none for words without a letter or digit.

    `first` and `last` are days of publication, inclusive; they leave out articles without a date.
    """
    match = format_match(parse_query(words))
    if match is None:
        return []
    conditions = filter_articles(first=first, last=last, source=source, country=country, language=language)
    scores = _rank(conn, match, conditions, max(limit, 0))
    rows = {row._mapping[article.c.id]: row for row in _read_rows(conn, match, list(scores))}
    return [_decode_hit(rows[article_id], score) for article_id, score in scores.items()]


def format_snippet(snippets: list[str]) -> str:
    """The first snippet with a match, else the first with words, in one line; « » mark matches only."""
    best = next((text for text in snippets if _OPEN in text), None) or next(filter(None, snippets), "")
    line = " ".join(best.replace("«", '"').replace("»", '"').split())
    return line.replace(_OPEN, "«").replace(_CLOSE, "»")


def _rank(conn: Connection, match: str, conditions: list[sa.ColumnElement[bool]], limit: int) -> dict[int, float]:
    """Article ids and scores, best first. No text is read yet: only the hits shown need theirs."""
    rank = sa.func.bm25(_INDEX, *_WEIGHTS).label("rank")
    statement = sa.select(article_fts.c.rowid, rank).where(article_fts.c.article_fts.op("MATCH")(match))
    if conditions:
        statement = statement.join(article, article.c.id == article_fts.c.rowid).where(*conditions)
    rows = conn.execute(statement.order_by(rank, article_fts.c.rowid.desc()).limit(limit))
    return {int(row[0]): -float(row[1]) for row in rows}


def _read_rows(conn: Connection, match: str, ids: list[int]) -> list[Row[Any]]:
    snippets = (_snippet(name, number) for name, number in _SNIPPET_COLUMNS)
    statement = (
        select_articles()
        .add_columns(*snippets)
        .join(article_fts, article_fts.c.rowid == article.c.id)
        .where(article_fts.c.article_fts.op("MATCH")(match), article_fts.c.rowid.in_(ids))
    )
    return list(conn.execute(statement))


def _snippet(name: str, number: int) -> sa.Label[str]:
    call = sa.func.snippet(_INDEX, number, _OPEN, _CLOSE, "…", _SNIPPET_TERMS, type_=sa.Text())
    return call.label(f"in_{name}")


def _decode_hit(row: Row[Any], score: float) -> Hit:
    snippets = [row._mapping[f"in_{name}"] or "" for name, _ in _SNIPPET_COLUMNS]
    return Hit(article=decode_article(row), snippet=format_snippet(snippets), score=score)
