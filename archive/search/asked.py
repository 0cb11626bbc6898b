"""What a user asks for, as a tree: the outcome of `archive.search.asking`, before any index is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal["title", "tag"]
"""Where alone a word shall stand."""

Fact = Literal["source", "country", "lang", "kind"]
"""What an article can be filtered by."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms, or as typed (`=word`), or as a beginning (`word*`)."""

    text: str
    is_exact: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, as typed; diacritics may be missing."""

    text: str
    is_prefix: bool = False
    """Whether the last word is only the beginning of one."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project code, however it is spelled."""

    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles of one of these sources, countries, languages or kinds of source."""

    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Articles published on these days, both inclusive; None: no bound."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class In:
    """What shall stand in one place."""

    place: Place
    node: Node


@dataclass(frozen=True, slots=True)
class Not:
    """What shall not hold."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What shall hold together."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of what one at least shall hold."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | Project | Filter | Days | In | Not | All | Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was understood."""

    node: Node | None
    """None: it holds no word, number or filter, and finds nothing."""
    filters: tuple[Node, ...] = ()
    """What was asked for beside it, by options: no part of what was typed."""
    remarks: tuple[str, ...] = ()
    """What was typed as an operator and taken for words, a sentence each."""
