"""The rows of a WARC file held against its records: which to move, correct, add or take out; writes nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from archive.records import Capture


@dataclass(slots=True)
class Plan:
    """What makes the rows of a file agree with its records."""

    moved: list[tuple[Capture, Capture]] = field(default_factory=list)
    """Row and the capture that it should be, at another place."""
    corrected: list[tuple[Capture, Capture]] = field(default_factory=list)
    """Row and the capture that it should be, at the same place."""
    lost: list[Capture] = field(default_factory=list)
    """Rows for which there is no record."""
    fresh: list[Capture] = field(default_factory=list)
    """Captures without a row."""


def plan_rows(rows: list[Capture], found: list[Capture]) -> Plan:
    """Bring rows and captures together: by place and identity, by identity elsewhere in the file, then by place."""
    plan = Plan()
    waiting, left = list(rows), list(found)
    for key in (_place_and_identity, _identity_and_digest, _identity, _place):
        waiting, left = _pair(waiting, left, key, plan)
    plan.lost = waiting
    plan.fresh = left
    return plan


def _pair(
    rows: list[Capture], found: list[Capture], key: Callable[[Capture], Hashable], plan: Plan
) -> tuple[list[Capture], list[Capture]]:
    """Rows and captures that stay without a partner under this key."""
    by_key: dict[Hashable, list[Capture]] = {}
    for capture in found:
        by_key.setdefault(key(capture), []).append(capture)
    without: list[Capture] = []
    for row in rows:
        partners = by_key.get(key(row))
        if partners:
            _agree(row, partners.pop(0), plan)
        else:
            without.append(row)
    left = {id(capture) for partners in by_key.values() for capture in partners}
    return without, [capture for capture in found if id(capture) in left]


def _agree(row: Capture, capture: Capture, plan: Plan) -> None:
    wanted = dataclasses.replace(capture, id=row.id, source=row.source, run=row.run)
    if wanted.location.offset != row.location.offset:
        plan.moved.append((row, wanted))
    elif wanted != row:
        plan.corrected.append((row, wanted))


def _place(capture: Capture) -> Hashable:
    return capture.location.offset


def _identity(capture: Capture) -> tuple[Hashable, ...]:
    return capture.url, capture.requested_at, capture.record_type


def _identity_and_digest(capture: Capture) -> Hashable:
    return *_identity(capture), capture.digest


def _place_and_identity(capture: Capture) -> Hashable:
    return *_identity(capture), capture.location.offset
