"""SQLite's side of a search: FTS5 finds the articles of a plan, newest first."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.schema import article_facet, article_fts, attachment_fts
from archive.search.planned import Both, Either, Expression, Group, Marked, Tokens
from archive.search.ranges import Range

_NOTHING = '"\ue0ff"'
"""A token that no article has."""

_COLUMNS = {"title": "title", "tag": "tags"}
_HEAD = "{title lead tags}"


def format_match(expression: Expression, *, in_head: bool = False) -> str:
    """The MATCH expression; user text stands between quotes, and as tokens only. `in_head`: words outside the text."""
    match expression:
        case Group():
            return _format_group(expression, in_head=in_head)
        case Marked():
            return _join_any([_quote((mark,)) for mark in expression.marks] or [_NOTHING])
        case Either():
            return _join_any([format_match(node, in_head=in_head) for node in expression.nodes])
        case Both():
            wanted = " AND ".join(format_match(node, in_head=in_head) for node in expression.wanted)
            if not expression.unwanted:
                return f"({wanted})"
            return f"(({wanted}) NOT {_join_any([format_match(node) for node in expression.unwanted])})"


def _format_group(group: Group, *, in_head: bool) -> str:
    spelled = [_quote(tokens) + (" *" if tokens in group.beginnings else "") for tokens in group.spellings]
    column = _COLUMNS[group.place] if group.place else _HEAD if in_head else None
    return f"({column} : {_join_any(spelled)})" if column else _join_any(spelled)


def _join_any(parts: list[str]) -> str:
    return f"({' OR '.join(parts)})"


def _quote(tokens: Tokens) -> str:
    return f'"{" ".join(tokens)}"'


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
    column = article_fts.c.rowid
    statement = select_articles(expression, within, in_head=in_head)
    if among is not None:
        statement = statement.where(column.in_(among))
    return list(conn.execute(statement.order_by(column.desc()).limit(limit)).scalars())


def select_articles(expression: Expression, within: Range, *, in_head: bool = False) -> sa.Select[int]:
    """Column `sequence` of the articles that hold what is asked for, in no order."""
    column = article_fts.c.rowid
    match = format_match(expression, in_head=in_head)
    holds = article_fts.c.article_fts.op("MATCH")(match)
    statement = sa.select(column.label("sequence")).where(holds, *within.bound(column))
    if within.needs_days:
        statement = statement.join(article_facet, article_facet.c.sequence == column).where(*within.bound_days())
    return statement


def files(conn: Connection, expression: Expression, *, limit: int) -> list[int]:
    """Ids of the attachment texts that hold what is asked for, the last first."""
    column = attachment_fts.c.rowid
    match = attachment_fts.c.attachment_fts.op("MATCH")(format_match(expression))
    return list(conn.execute(sa.select(column).where(match).order_by(column.desc()).limit(limit)).scalars())
