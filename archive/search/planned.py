"""A query as the full-text indexes can answer it: tokens, where they stand, and how they go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from archive.search.asked import Place

Tokens = tuple[str, ...]
"""Tokens side by side: one is a word, several a phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Everything that counts as one thing that was typed: the forms of a word, the spellings of a code."""

    spellings: Mapping[Tokens, float]
    """What may stand for it, and what a match counts: 1 for what was typed, less for what is further from it."""
    place: Place | None = None
    """The one place where it counts."""
    beginnings: frozenset[Tokens] = frozenset()
    """Spellings whose last token is only the beginning of one."""
    begun: frozenset[str] = frozenset()
    """Beginnings, each spelling of one word having one of them: fewer to look up than thousands of forms."""
    count: int = 0
    """Articles that hold any of them, at most; 0: not known."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles with any of these marks; none, when there are none."""

    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """What holds together, and what must not hold with it."""

    wanted: tuple[Expression, ...]
    """At least one."""
    unwanted: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Of what one at least holds."""

    nodes: tuple[Expression, ...]


Expression = Group | Marked | Both | Either


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for, among which days, and what it is scored and shown by."""

    expression: Expression
    groups: tuple[Group, ...]
    """The groups that are wanted, in the order typed."""
    first: date | None = None
    last: date | None = None
    remarks: tuple[str, ...] = field(default=())
