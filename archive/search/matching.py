"""Where the groups of a plan stand in a text: for scoring and for snippets, the same on every database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from archive.search.asked import Place
from archive.search.planned import Group, Tokens
from archive.search.words.splitting import lower_text, split_forms

_SCANNED_FOR = 60
"""Forms that are looked for in a text one by one: of more, splitting it into its words is quicker."""


class Match(NamedTuple):
    """One match of one group."""

    group: int
    """Its number among the plan's groups."""
    start: int
    """Number of its first word in the text."""
    length: int
    """In words."""
    weight: float


class Matcher:
    """The spellings of some groups, ready to be looked for in many texts."""

    def __init__(self, groups: Sequence[Group], place: Place | None = None) -> None:
        """`place`: what the texts are; groups that only count elsewhere are not looked for in them."""
        self._words: dict[str, list[tuple[int, float]]] = {}
        self._phrases: dict[str, list[tuple[int, Tokens, float, bool]]] = {}
        self._beginnings: list[tuple[int, str, float]] = []
        for number, group in enumerate(groups):
            if group.place is None or group.place == place:
                self._take(number, group)

    def _take(self, number: int, group: Group) -> None:
        for tokens, weight in group.spellings.items():
            is_beginning = tokens in group.beginnings
            if len(tokens) > 1:
                self._phrases.setdefault(tokens[0], []).append((number, tokens, weight, is_beginning))
            elif is_beginning:
                self._beginnings.append((number, tokens[0], weight))
            else:
                self._words.setdefault(tokens[0], []).append((number, weight))

    def weigh_text(self, text: str) -> dict[int, float]:
        """The weights of all matches in a composed (NFC) text, summed up by group."""
        phrases = self._patterns
        if self._beginnings or len(self._words) + len(phrases) > _SCANNED_FOR:
            return self._weigh(split_forms(text))
        found: dict[int, float] = {}
        lowered = lower_text(text)
        for first, pattern, number, weight in phrases:
            if first in lowered and (matches := len(pattern.findall(lowered))):
                found[number] = found.get(number, 0.0) + weight * matches
        for form, groups in self._words.items():
            if form in lowered and (matches := _count_words(lowered, form)):
                for number, weight in groups:
                    found[number] = found.get(number, 0.0) + weight * matches
        return found

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str], int, float]]:
        """The phrases, with their first words, as they stand in a text in lower case."""
        return [
            (first, _compile_phrase(tokens, is_beginning=is_beginning), number, weight)
            for first, phrases in self._phrases.items()
            for number, tokens, weight, is_beginning in phrases[:_SCANNED_FOR]
        ]

    def _weigh(self, forms: Sequence[str]) -> dict[int, float]:
        found: dict[int, float] = {}
        words = self._words
        for form in forms:
            if form in words:
                for number, weight in words[form]:
                    found[number] = found.get(number, 0.0) + weight
        if self._phrases or self._beginnings:
            for match in self._iter_others(forms):
                found[match.group] = found.get(match.group, 0.0) + match.weight
        return found

    def iter_matches(self, forms: Sequence[str]) -> Iterator[Match]:
        """Every match in a text given as its words, by group and place."""
        for at, form in enumerate(forms):
            for number, weight in self._words.get(form, ()):
                yield Match(number, at, 1, weight)
        yield from self._iter_others(forms)

    def _iter_others(self, forms: Sequence[str]) -> Iterator[Match]:
        for at, form in enumerate(forms):
            for number, tokens, weight, is_beginning in self._phrases.get(form, ()):
                if _stands_at(forms, at, tokens, is_beginning):
                    yield Match(number, at, len(tokens), weight)
            for number, beginning, weight in self._beginnings:
                if form.startswith(beginning):
                    yield Match(number, at, 1, weight)


def _compile_phrase(tokens: Tokens, *, is_beginning: bool) -> re.Pattern[str]:
    words = r"[\W_]+".join(map(re.escape, tokens))
    return re.compile(rf"(?<![^\W_]){words}" if is_beginning else rf"(?<![^\W_]){words}(?![^\W_])")


def _count_words(lowered: str, form: str) -> int:
    """How often a form stands in a text in lower case, as a word of its own."""
    matches, end, size = 0, 0, len(lowered)
    while (start := lowered.find(form, end)) >= 0:
        end = start + len(form)
        if (start == 0 or not _is_part(lowered[start - 1])) and (end == size or not _is_part(lowered[end])):
            matches += 1
    return matches


def _is_part(character: str) -> bool:
    return character.isalnum() or "\u0300" <= character <= "\u036f"


def _stands_at(forms: Sequence[str], at: int, tokens: Tokens, is_beginning: bool) -> bool:
    there = tuple(forms[at : at + len(tokens)])
    if is_beginning and len(there) == len(tokens):
        return there[:-1] == tokens[:-1] and there[-1].startswith(tokens[-1])
    return there == tokens
