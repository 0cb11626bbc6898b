"""The user's words to hits: ranked, with the words around the match. Speaks SQLite's FTS5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.rows import decode_article, filter_articles, select_articles
from archive.db.schema import article, article_file, article_fts, attachment_fts, attachment_text
from archive.records import Hit
from archive.search.match import format_match, parse_query

_WEIGHTS = (8.0, 3.0, 1.0, 3.0)
"""What a word counts for in title, lead, text and tags."""

_FILE_WEIGHT = 0.5
"""What a match in a file counts for beside one in the article."""

_SNIPPET_TERMS = 32
_SNIPPET_COLUMNS = (("text", 2), ("lead", 1), ("title", 0))
"""Columns in the order in which a match in them is shown, with their numbers in the index."""

_OPEN, _CLOSE = "\x02", "\x03"
_INDEX: sa.ColumnClause[str] = sa.literal_column("article_fts")
_FILE_INDEX: sa.ColumnClause[str] = sa.literal_column("attachment_fts")


@dataclass(frozen=True, slots=True)
class _FileMatch:
    """The file of an article in which the words stand."""

    score: float
    text_id: int
    name: str


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
    """Articles that hold all the words, or link to a file that does, best first; none for words without a letter
    or digit.

    `first` and `last` are days of publication, inclusive; they leave out articles without a date.
    """
    match = format_match(parse_query(words))
    if match is None:
        return []
    conditions = filter_articles(first=first, last=last, source=source, country=country, language=language)
    scores = _rank(conn, match, conditions, max(limit, 0))
    files = _rank_files(conn, match, conditions, max(limit, 0))
    best = sorted({*scores, *files}, key=lambda one: (_score(one, scores, files), one), reverse=True)[: max(limit, 0)]
    # An article that comes only after the limit by its own words may come within it by its file's.
    rows = {row._mapping[article.c.id]: row for row in _read_rows(conn, match, best)}
    rest = [one for one in best if one not in rows]
    hits = {one: _decode_hit(row, _score(one, scores, files)) for one, row in rows.items()}
    hits |= _read_file_hits(conn, match, rest, files)
    return [hits[one] for one in best]


def format_snippet(snippets: list[str]) -> str:
    """The first snippet with a match, else the first with words, in one line; « » mark matches only."""
    best = next((text for text in snippets if _OPEN in text), None) or next(filter(None, snippets), "")
    line = " ".join(best.replace("«", '"').replace("»", '"').split())
    return line.replace(_OPEN, "«").replace(_CLOSE, "»")


def _score(article_id: int, scores: dict[int, float], files: dict[int, _FileMatch]) -> float:
    found = files.get(article_id)
    return max(scores.get(article_id, 0.0), found.score if found else 0.0)


def _rank(conn: Connection, match: str, conditions: list[sa.ColumnElement[bool]], limit: int) -> dict[int, float]:
    """Article ids and scores, best first. No text is read yet: only the hits shown need theirs."""
    rank = sa.func.bm25(_INDEX, *_WEIGHTS).label("rank")
    statement = sa.select(article_fts.c.rowid, rank).where(article_fts.c.article_fts.op("MATCH")(match))
    if conditions:
        statement = statement.join(article, article.c.id == article_fts.c.rowid).where(*conditions)
    rows = conn.execute(statement.order_by(rank, article_fts.c.rowid.desc()).limit(limit))
    return {int(row[0]): -float(row[1]) for row in rows}


def _rank_files(
    conn: Connection, match: str, conditions: list[sa.ColumnElement[bool]], limit: int
) -> dict[int, _FileMatch]:
    """The best matching file of each article, best article first."""
    rank = sa.func.bm25(_FILE_INDEX).label("rank")
    on_source = sa.and_(article.c.id == article_file.c.article_id, article.c.source == attachment_text.c.source)
    statement = (
        sa.select(article.c.id, attachment_text.c.id, rank, article_file.c.name, attachment_text.c.key)
        .select_from(attachment_fts)
        .join(attachment_text, attachment_text.c.id == attachment_fts.c.rowid)
        .join(article_file, article_file.c.key == attachment_text.c.key)
        .join(article, on_source)
        .where(attachment_fts.c.attachment_fts.op("MATCH")(match), *conditions)
        .order_by(rank, article.c.id.desc(), attachment_text.c.id)
    )
    found: dict[int, _FileMatch] = {}
    with conn.execute(statement) as rows:
        for article_id, text_id, score, name, key in rows:
            if len(found) >= limit:
                break
            found.setdefault(article_id, _FileMatch(-float(score) * _FILE_WEIGHT, text_id, name or key))
    return found


def _read_rows(conn: Connection, match: str, ids: list[int]) -> list[Row[Any]]:
    snippets = (_snippet(name, number) for name, number in _SNIPPET_COLUMNS)
    statement = (
        select_articles()
        .add_columns(*snippets)
        .join(article_fts, article_fts.c.rowid == article.c.id)
        .where(article_fts.c.article_fts.op("MATCH")(match), article_fts.c.rowid.in_(ids))
    )
    return list(conn.execute(statement))


def _read_file_hits(conn: Connection, match: str, ids: list[int], files: dict[int, _FileMatch]) -> dict[int, Hit]:
    if not ids:
        return {}
    in_file = sa.func.snippet(_FILE_INDEX, 0, _OPEN, _CLOSE, "…", _SNIPPET_TERMS, type_=sa.Text())
    texts = {files[one].text_id for one in ids}
    statement = sa.select(attachment_fts.c.rowid, in_file).where(
        attachment_fts.c.attachment_fts.op("MATCH")(match), attachment_fts.c.rowid.in_(texts)
    )
    snippets = {int(row[0]): format_snippet([row[1]]) for row in conn.execute(statement)}
    rows = conn.execute(select_articles().where(article.c.id.in_(ids)))
    found = {row._mapping[article.c.id]: decode_article(row) for row in rows}
    return {
        one: Hit(
            article=found[one], snippet=snippets[files[one].text_id], score=files[one].score, attachment=files[one].name
        )
        for one in ids
    }


def _snippet(name: str, number: int) -> sa.Label[str]:
    call = sa.func.snippet(_INDEX, number, _OPEN, _CLOSE, "…", _SNIPPET_TERMS, type_=sa.Text())
    return call.label(f"in_{name}")


def _decode_hit(row: Row[Any], score: float) -> Hit:
    snippets = [row._mapping[f"in_{name}"] or "" for name, _ in _SNIPPET_COLUMNS]
    return Hit(article=decode_article(row), snippet=format_snippet(snippets), score=score)
