"""Where an article stands for searches: its number in the order of days, and its marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from archive.db.marks import list_marks
from archive.db.order import find_place


def place_article(conn: Connection, row: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Columns `sequence` and `marks` of an article with these other columns; its number stays while its day does."""
    day = _day_of(row)
    if before is not None and _day_of(before) == day:
        sequence = before["sequence"]
    else:
        sequence = find_place(conn, row["id"], day, _minute_of(row["published_value"]))
    is_dated = row["published_on"] is not None
    marks = list_marks(row["id"], row["source"], row["country"], row["language"], is_dated=is_dated)
    return {"sequence": sequence, "marks": marks}


def _day_of(row: Mapping[str, Any]) -> date:
    """The day of publication, else the one on which the article was first seen (UTC)."""
    day: date = row["published_on"] or row["first_seen_at"].date()
    return day


def _minute_of(published: str | None) -> int | None:
    """Of `2022-05-16T09:30:00+03:00` the minute of the day, there; None when only the day is known."""
    if published is None or "T" not in published:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment.hour * 60 + moment.minute
