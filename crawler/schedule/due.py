"""When a source is to be visited next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.records import Run
from crawler.sources.models import Source


@dataclass(frozen=True, slots=True)
class Visit:
    """A source's next visit."""

    source: Source
    at: datetime | None
    """None: it was never crawled to its end, so the visit is due at once."""

    def is_due(self, moment: datetime) -> bool:
        """Whether the visit has come."""
        return self.at is None or self.at <= moment


def plan_visits(sources: Iterable[Source], last_run: Callable[[str], Run | None]) -> list[Visit]:
    """The next visit of each source, the earliest first: its interval after the start of its last finished run."""
    visits = []
    for source in sources:
        run = last_run(source.id)
        visits.append(Visit(source, run.started_at + source.every if run is not None else None))
    return sorted(
        visits,
        key=lambda visit: (visit.at is not None, visit.at.timestamp() if visit.at else 0.0, visit.source.id),
    )
