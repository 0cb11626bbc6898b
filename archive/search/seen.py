"""The words in the archive's texts, as a search asks for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from archive.search.words.readings import LANGUAGES

_MOSTLY = 2 / 3
"""The part of its articles beyond which a form is a common word's, when so many more write it small than as a name."""


@dataclass(frozen=True, slots=True)
class VocabularyForm:
    """A word form as the archive's texts of one language hold it."""

    form: str
    """Lower case, NFC, with diacritics."""
    folded: str
    language: str | None
    count: int
    """Articles that hold it."""
    capitals: int = 0
    """Articles in which it is written as a name, less those in which it is written as a common word."""


class Vocabulary(Protocol):
    """What the archive knows of the words in its texts."""

    def forms_of_folded(self, folded: str) -> list[VocabularyForm]:
        """The forms that are spelled so without their diacritics."""

    def forms_of_keys(self, keys: Collection[str]) -> list[VocabularyForm]:
        """The forms that have any of the keys."""

    def forms_with_prefix(self, folded_prefix: str, limit: int) -> list[VocabularyForm]:
        """The forms that begin so without their diacritics, most frequent first."""


class Root(NamedTuple):
    """What forms of one word share."""

    language: str
    stem: str
    kind: str


def tongues_of(one: VocabularyForm) -> tuple[str, ...]:
    """The languages a form is read in: its texts' own, or all when that is unknown."""
    return LANGUAGES if one.language is None else (one.language,)


def in_languages(forms: list[VocabularyForm], languages: Collection[str] | None) -> list[VocabularyForm]:
    return forms if languages is None else [one for one in forms if one.language in languages]


def weigh_form(one: VocabularyForm) -> int:
    return weigh(one.capitals, one.count)


def weigh(capitals: int, count: int) -> int:
    """1 for a name, -1 for a common word; 0 for what is often enough either."""
    return 1 if capitals > 0 else -int(-capitals > _MOSTLY * count)
