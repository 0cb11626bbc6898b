"""The floors that no measure of our reader may fall below: raised freely, lowered only with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

_PLACES = 10_000
"""Floors are kept to four decimal places, cut off, not rounded."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure below its floor."""

    measure: str
    floor: float
    value: float | None
    """None when it is no longer measured."""

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.measure}: has a floor of {self.floor:.4f} and is no longer measured"
        return f"{self.measure}: {self.value:.4f}, {self.floor - self.value:.4f} below its floor of {self.floor:.4f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What the file holds."""

    measures: Mapping[str, float]
    lowered: tuple[Mapping[str, Any], ...] = ()
    """Each lowering: measure, from, to and the reason given; None as `to` where the measure went away."""


def read_floors(path: Path) -> Floors:
    """The floors of a file; none where there is no file yet."""
    if not path.exists():
        return Floors(measures={})
    table = json.loads(path.read_text(encoding="utf-8"))
    return Floors(measures=table["floors"], lowered=tuple(table["lowered"]))


def write_floors(path: Path, floors: Floors) -> None:
    """Sorted and indented, so that a change shows as a change."""
    table = {"floors": dict(sorted(floors.measures.items())), "lowered": list(floors.lowered)}
    path.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def find_falls(floors: Floors, values: Mapping[str, float]) -> list[Fall]:
    """The measures that are below their floors, or gone."""
    falls = (Fall(name, least, values.get(name)) for name, least in sorted(floors.measures.items()))
    return [fall for fall in falls if fall.value is None or _cut(fall.value) < fall.floor]


def find_unpinned(floors: Floors, values: Mapping[str, float]) -> list[str]:
    """The measures that have no floor yet."""
    return sorted(set(values) - set(floors.measures))


def raise_floors(floors: Floors, values: Mapping[str, float]) -> Floors:
    """Floors raised to what was measured, new measures pinned; none is lowered."""
    raised = {name: max(_cut(value), floors.measures.get(name, 0.0)) for name, value in values.items()}
    return Floors(measures={**floors.measures, **raised}, lowered=floors.lowered)


def lower_floors(floors: Floors, values: Mapping[str, float], reason: str) -> Floors:
    """Floors set to what was measured where that is below them, each lowering written down with its reason."""
    falls = find_falls(floors, values)
    new = {name: value for name, value in floors.measures.items() if name in values}
    new |= {fall.measure: _cut(fall.value) for fall in falls if fall.value is not None}
    noted = tuple(
        {"measure": fall.measure, "from": fall.floor, "to": new.get(fall.measure), "reason": reason} for fall in falls
    )
    return Floors(measures=new, lowered=(*floors.lowered, *noted))


def settle(path: Path, values: Mapping[str, float], *, update: bool, reason: str | None) -> list[str]:
    """What is wrong with what was measured, after the floors in the file were raised or lowered as asked.

    With `update` floors rise; with a `reason` fallen ones are lowered and it is written down.
    """
    floors = changed = read_floors(path)
    if reason is not None:
        changed = lower_floors(changed, values, reason)
    if update:
        changed = raise_floors(changed, values)
    if changed != floors:
        write_floors(path, changed)
    fell = [f"fell: {fall}" for fall in find_falls(changed, values)]
    unpinned = [f"no floor: {name} is {values[name]:.4f}" for name in find_unpinned(changed, values)]
    return [
        *fell,
        *(["mend the reader, or lower a floor with --allow-lower and the reason"] if fell else []),
        *unpinned,
        *(["pin what has no floor with --update"] if unpinned else []),
    ]


def _cut(value: float) -> float:
    # The last bit of a mean may differ between machines: a hair is added before cutting.
    return floor(value * _PLACES + 1e-6) / _PLACES
