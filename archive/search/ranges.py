"""Days of publication as a range of the numbers that articles stand in order by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from archive.db.order import day_start
from archive.db.schema import article_facet


@dataclass(frozen=True, slots=True)
class Range:
    """Articles published on these days, and below a number; None: no bound."""

    first: date | None = None
    last: date | None = None
    spill: int = 0
    """How many days after its own an article may stand."""
    below: int | None = None
    above: int | None = None
    """Sequences must be lower, and this or higher."""

    @property
    def needs_days(self) -> bool:
        """Whether the numbers alone do not tell."""
        return self.spill > 0 and (self.first is not None or self.last is not None)

    def bound(self, column: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
        """Conditions on a column of sequences: all that may be of these days."""
        conditions: list[sa.ColumnElement[bool]] = []
        if self.first is not None:
            conditions.append(column >= day_start(self.first))
        if self.last is not None:
            room = date.max - self.last
            end = self.last + min(timedelta(days=self.spill + 1), room)
            conditions.append(column < day_start(end))
        if self.below is not None:
            conditions.append(column < self.below)
        if self.above is not None:
            conditions.append(column >= self.above)
        return conditions

    def bound_days(self) -> list[sa.ColumnElement[bool]]:
        """Conditions on the days themselves."""
        column = article_facet.c.published_on
        conditions: list[sa.ColumnElement[bool]] = []
        if self.first is not None:
            conditions.append(column >= self.first)
        if self.last is not None:
            conditions.append(column <= self.last)
        return conditions
