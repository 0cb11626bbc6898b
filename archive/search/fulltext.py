"""The full-text index of whichever database it is: which articles and files hold what a plan asks for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.search import fts5, tsearch
from archive.search.planned import Expression
from archive.search.ranges import Range

_AT_ONCE = 500


class Index(Protocol):
    """What a database's full-text index can be asked."""

    def newest(
        self,
        conn: Connection,
        expression: Expression,
        within: Range,
        *,
        limit: int,
        in_head: bool = False,
        among: Collection[int] | None = None,
    ) -> list[int]:
        """Sequences of articles, newest first. `in_head`: words in title, lead or tags; `among`: only of these."""

    def select_articles(self, expression: Expression, within: Range) -> sa.Select[int]:
        """Column `sequence` of articles, in no order."""

    def files(self, conn: Connection, expression: Expression, *, limit: int) -> list[int]:
        """Ids of attachment texts, the last first."""


def newest_articles(
    conn: Connection, expression: Expression, within: Range, *, limit: int, in_head: bool = False
) -> list[int]:
    """Sequences of the articles that hold what is asked for, newest first. `in_head`: words in title, lead or tags."""
    return _index_of(conn).newest(conn, expression, within, limit=limit, in_head=in_head)


def select_articles(conn: Connection, expression: Expression, within: Range) -> sa.Select[int]:
    """Column `sequence` of the articles that hold what is asked for, in no order: for counting."""
    return _index_of(conn).select_articles(expression, within)


def matching_articles(conn: Connection, expression: Expression, within: Range, among: Collection[int]) -> list[int]:
    """Those of some articles that hold what is asked for, newest first."""
    asked, found = sorted(set(among), reverse=True), list[int]()
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        found += _index_of(conn).newest(conn, expression, within, limit=len(part), among=part)
    return found


def matching_files(conn: Connection, expression: Expression, *, limit: int) -> list[int]:
    """Ids of the attachment texts that hold what is asked for, the last first."""
    return _index_of(conn).files(conn, expression, limit=limit)


def _index_of(conn: Connection) -> Index:
    return fts5 if conn.dialect.name == "sqlite" else tsearch
