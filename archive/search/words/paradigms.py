"""The readings of a word form by its ending: which word of which declension it may be a form of. Pure, over tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from archive.search.words.splitting import fold

_MIN_STEM = 2
_LONGEST_ENDING = 8


class Reading(NamedTuple):
    """One word that a form may belong to."""

    stem: str
    """What stays the same, in plain Latin spelling."""
    kind: str
    """The declension's name, or how else the reading came about."""
    is_base: bool
    """Whether the form would be a nominative: what people type first."""


@dataclass(frozen=True, slots=True)
class _Ending:
    """One ending of one declension."""

    kind: str
    is_base: bool
    softens: bool
    """Whether the stem's last consonant is softened before it."""
    after: str = ""
    """What the stem must end in."""


@dataclass(frozen=True, slots=True)
class Paradigms:
    """The declensions of a language."""

    endings: dict[str, tuple[_Ending, ...]]
    soften: Mapping[str, tuple[str, ...]]
    """Softened consonants, each with what it may stand for."""


@cache
def load_paradigms(name: str) -> Paradigms:
    """The table `name`.toml."""
    text = resources.files("archive.search.words").joinpath(f"{name}.toml").read_text("utf-8")
    return _read_paradigms(tomllib.loads(text))


@cache
def load_plain_paradigms(name: str) -> Paradigms:
    """The same table without diacritics: for words typed without."""
    table = load_paradigms(name)
    plain: dict[str, dict[_Ending, None]] = {}
    for ending, found in table.endings.items():
        plain.setdefault(fold(ending), {}).update(dict.fromkeys(found))
    pairs = [(fold(soft), fold(hard)) for soft, hards in table.soften.items() for hard in hards]
    pairs += [(fold(soft), fold(soft)) for soft in table.soften]
    return Paradigms({ending: tuple(found) for ending, found in plain.items()}, _group_pairs(pairs))


def read_form(form: str, table: Paradigms) -> Iterator[Reading]:
    """The readings of a form; none when no ending fits."""
    for length in range(min(_LONGEST_ENDING, len(form) - _MIN_STEM), 0, -1):
        endings = table.endings.get(form[-length:])
        if endings is None:
            continue
        stem = form[:-length]
        plain = (fold(stem),)
        hard = tuple(map(fold, _harden(stem, table.soften))) if any(one.softens for one in endings) else plain
        for ending in endings:
            if stem.endswith(ending.after):
                for one in hard if ending.softens else plain:
                    yield Reading(one, ending.kind, ending.is_base)


def _harden(stem: str, soften: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What a stem in its softened form may be without; itself when nothing in it is soft."""
    for soft, hard in soften.items():
        if stem.endswith(soft):
            return [stem[: -len(soft)] + one for one in hard]
    return [stem]


def _read_paradigms(table: dict[str, Any]) -> Paradigms:
    endings: dict[str, dict[_Ending, None]] = {}
    for one in table["class"]:
        for field in ("base", "soft_base", "endings", "soft", "hard", "after_j"):
            for ending in one.get(field, "").split():
                found = _Ending(
                    one["name"], field.endswith("base"), field.startswith("soft"), "j" * (field == "after_j")
                )
                endings.setdefault(ending, {})[found] = None
    return Paradigms(
        {ending: tuple(found) for ending, found in endings.items()},
        _group_pairs((soft, hard) for soft, hard in table["soften"]),
    )


def _group_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for soft, hard in pairs:
        grouped.setdefault(soft, {})[hard] = None
    return {soft: tuple(hard) for soft, hard in grouped.items()}
