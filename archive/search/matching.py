"""Where the groups of a plan stand in a text: for scoring and for snippets, the same on every database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from archive.search.asked import Place
from archive.search.planned import Group, Tokens
from archive.search.words.splitting import REST_OF_WORD, is_mark, lower_text, split_forms

_SCANNED_FOR = 60
"""Forms that are looked for in a text one by one."""

_LETTERS, _MOST_BEGINNINGS = 3, 16
"""Of more forms, words that begin with the first letters of one are looked for; where these are more than so many,
splitting the text into its words is quicker."""


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
        if self._beginnings or len(self._patterns) > _SCANNED_FOR:
            return self._weigh(split_forms(text))
        is_scanned = len(self._words) > _SCANNED_FOR
        if is_scanned and len(self._scans) > _MOST_BEGINNINGS:
            return self._weigh(split_forms(text))
        found: dict[int, float] = {}
        lowered = lower_text(text)
        for first, pattern, number, weight, is_beginning in self._patterns:
            if first in lowered and (matches := _count_phrases(lowered, pattern, is_beginning=is_beginning)):
                found[number] = found.get(number, 0.0) + weight * matches
        for form, matches in _scan(lowered, self._scans) if is_scanned else self._count_each(lowered):
            for number, weight in self._words.get(form, ()):
                found[number] = found.get(number, 0.0) + weight * matches
        return found

    def _count_each(self, lowered: str) -> Iterator[tuple[str, int]]:
        for form in self._words:
            if form in lowered and (matches := _count_words(lowered, form)):
                yield form, matches

    @cached_property
    def _scans(self) -> list[re.Pattern[str]]:
        """The beginnings of the words that are looked for, each with the rest of its word."""
        beginnings: list[str] = []
        for one in sorted({form[:_LETTERS] for form in self._words}):
            if not (beginnings and one.startswith(beginnings[-1])):
                beginnings.append(one)
        return [re.compile(re.escape(one) + REST_OF_WORD) for one in beginnings]

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str], int, float, bool]]:
        """The phrases, with their first words, as they stand in a text in lower case."""
        return [
            (first, re.compile(r"[\W_]+".join(map(re.escape, tokens))), number, weight, is_beginning)
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
        if self._phrases or self._beginnings:
            yield from self._iter_others(forms)

    def _iter_others(self, forms: Sequence[str]) -> Iterator[Match]:
        for at, form in enumerate(forms):
            for number, tokens, weight, is_beginning in self._phrases.get(form, ()):
                if _stands_at(forms, at, tokens, is_beginning):
                    yield Match(number, at, len(tokens), weight)
            for number, beginning, weight in self._beginnings:
                if form.startswith(beginning):
                    yield Match(number, at, 1, weight)


def _count_phrases(lowered: str, pattern: re.Pattern[str], *, is_beginning: bool) -> int:
    # To look around each place with the pattern itself takes ten times as long.
    matches, at = 0, 0
    while match := pattern.search(lowered, at):
        stands = not _is_begun(lowered, match.start()) and (is_beginning or not _goes_on(lowered, match.end()))
        matches += stands
        at = match.end() if stands else match.start() + 1
    return matches


def _scan(lowered: str, scans: Iterable[re.Pattern[str]]) -> Iterator[tuple[str, int]]:
    """The words of a text in lower case that begin so."""
    for pattern in scans:
        for match in pattern.finditer(lowered):
            if not _is_begun(lowered, match.start()):
                yield match[0], 1


def _count_words(lowered: str, form: str) -> int:
    """How often a form stands in a text in lower case, as a word of its own."""
    matches, end = 0, 0
    while (start := lowered.find(form, end)) >= 0:
        end = start + len(form)
        matches += not _is_begun(lowered, start) and not _goes_on(lowered, end)
    return matches


def _is_begun(lowered: str, at: int) -> bool:
    """Whether a word has begun before this place: a mark belongs to the letter before it, if there is one."""
    while at and is_mark(lowered[at - 1]):
        at -= 1
    return at > 0 and lowered[at - 1].isalnum()


def _goes_on(lowered: str, at: int) -> bool:
    """Whether a word that has begun before this place goes on there."""
    return at < len(lowered) and (lowered[at].isalnum() or is_mark(lowered[at]))


def _stands_at(forms: Sequence[str], at: int, tokens: Tokens, is_beginning: bool) -> bool:
    there = tuple(forms[at : at + len(tokens)])
    if is_beginning and len(there) == len(tokens):
        return there[:-1] == tokens[:-1] and there[-1].startswith(tokens[-1])
    return there == tokens
