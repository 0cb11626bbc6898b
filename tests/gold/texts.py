"""The gold set's own texts in Lithuanian, Latvian and Estonian, and the words that surround them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("lt", "lv", "et")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a few articles tell of; `{place}`, `{person}`, `{n}` and `{sum}` are filled in for each."""

    titles: tuple[str, ...]
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language's texts."""

    language: str
    places: tuple[str, ...]
    """Genitive."""
    people: tuple[tuple[str, str], ...]
    """Name and post."""
    organisations: tuple[str, ...]
    labels: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    """Labels that are several: menu, headlines, teasers, comment, cloudwords."""
    topics: tuple[Topic, ...]


@cache
def load_texts(language: str) -> Texts:
    """The texts of a language in LANGUAGES."""
    table: dict[str, Any] = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    labels = table["labels"]
    return Texts(
        language=language,
        places=tuple(table["places"]),
        people=tuple((name, role) for name, role in table["people"]),
        organisations=tuple(table["organisations"]),
        labels={name: text for name, text in labels.items() if isinstance(text, str)},
        lists={name: tuple(value) for name, value in labels.items() if isinstance(value, list)},
        topics=tuple(_read_topic(topic) for topic in table["topic"]),
    )


def _read_topic(table: Mapping[str, Any]) -> Topic:
    return Topic(
        titles=tuple(table["titles"]),
        tags=tuple(table["tags"]),
        paragraphs=tuple(table["paragraphs"]),
        heading=table["heading"],
        items=tuple(table["items"]),
    )
