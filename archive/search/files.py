"""Hits in the files that articles link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.marks import ANY
from archive.db.schema import article, article_file, attachment_text
from archive.search.fulltext import matching_articles, matching_files
from archive.search.planned import Both, Either, Expression, Group, Marked, Plan
from archive.search.ranges import Range

WEIGHT = 0.5
"""The score of a hit in a file, as a part of the best article's: to weigh its words, every file would be read."""

_LOOKED_AT = 500
"""So many files with the words are looked at, those that came last."""


@dataclass(frozen=True, slots=True)
class FileMatch:
    """An article's file in which the words stand."""

    sequence: int
    """Of the article."""
    text_id: int
    name: str
    """What the article calls it, else its address."""


def find_in_files(conn: Connection, plan: Plan, within: Range, *, limit: int) -> list[FileMatch]:
    """The newest articles that link to files in which the words stand, with one such file each."""
    found: dict[int, FileMatch] = {}
    for one in match_files(conn, plan, within):
        found.setdefault(one.sequence, one)
    return [found[sequence] for sequence in sorted(found, reverse=True)[:limit]]


def match_files(conn: Connection, plan: Plan, within: Range) -> list[FileMatch]:
    """Articles with each of their files in which the words stand, of the last files that have them."""
    words = words_of(plan.expression)
    if words is None:
        return []
    matches = _find_articles(conn, matching_files(conn, words, limit=_LOOKED_AT))
    filters = filters_of(plan.expression)
    allowed = set(matching_articles(conn, filters, within, [one.sequence for one in matches]))
    return [one for one in matches if one.sequence in allowed]


def read_texts(conn: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The texts of files, by id."""
    if not ids:
        return {}
    columns = attachment_text.c
    return {row.id: row.text for row in conn.execute(sa.select(columns.id, columns.text).where(columns.id.in_(ids)))}


def words_of(expression: Expression) -> Expression | None:
    """What of an expression a file can hold: words; None when it holds none, or one that only a title or tag can."""
    match expression:
        case Group():
            return expression if expression.place is None else None
        case Marked():
            return None
        case Either():
            parts = tuple(part for part in map(words_of, expression.nodes) if part is not None)
            return Either(parts) if parts else None
        case Both():
            if any(_has_place(part) for part in expression.wanted):
                return None
            wanted = tuple(part for part in map(words_of, expression.wanted) if part is not None)
            unwanted = tuple(part for part in map(words_of, expression.unwanted) if part is not None)
            return Both(wanted, unwanted) if wanted else None


def filters_of(expression: Expression) -> Expression:
    """What of an expression the article itself must fulfil: its marks, and the words that it must not hold."""
    if isinstance(expression, Marked):
        return expression
    any_article = Marked((ANY,))
    if not isinstance(expression, Both):
        return any_article
    inner = [filters_of(part) for part in expression.wanted]
    return Both((any_article, *(part for part in inner if part != any_article)), expression.unwanted)


def _has_place(expression: Expression) -> bool:
    match expression:
        case Group():
            return expression.place is not None
        case Marked():
            return False
        case Either():
            return all(_has_place(part) for part in expression.nodes)
        case Both():
            return any(_has_place(part) for part in expression.wanted)


def _find_articles(conn: Connection, texts: Sequence[int]) -> list[FileMatch]:
    if not texts:
        return []
    of_source = sa.and_(article.c.id == article_file.c.article_id, article.c.source == attachment_text.c.source)
    statement = (
        sa.select(article.c.sequence, attachment_text.c.id, article_file.c.name, attachment_text.c.key)
        .select_from(attachment_text)
        .join(article_file, article_file.c.key == attachment_text.c.key)
        .join(article, of_source)
        .where(attachment_text.c.id.in_(texts))
        .order_by(article.c.sequence.desc(), attachment_text.c.id)
    )
    return [FileMatch(sequence, text_id, name or key) for sequence, text_id, name, key in conn.execute(statement)]
