"""The archive's sources, as far as searches name them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.schema import source


class StoredSources:
    """Answers what `archive.search.planning` asks, through one connection for one search."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def ids(self) -> Collection[str]:
        """Of all sources."""
        return self._kinds.keys()

    def of_kind(self, kind: str) -> Collection[str]:
        """Of the sources of a kind."""
        return [one for one, its_kind in self._kinds.items() if its_kind == kind]

    def kinds(self) -> Collection[str]:
        """The kinds that there are."""
        return set(self._kinds.values())

    def kind_of(self, source_id: str) -> str | None:
        """The kind of a source; None when it is not known."""
        return self._kinds.get(source_id)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        statement = sa.select(source.c.id, source.c.kind).order_by(source.c.id)
        return {row.id: row.kind for row in self._conn.execute(statement)}
