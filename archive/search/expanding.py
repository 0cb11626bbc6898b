"""A typed word to the forms of the archive's vocabulary that it means. Pure, over what a vocabulary answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

from archive.search.words.keys import key_of, respell_stem
from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import LANGUAGES, LEMMA, STEM, read_form, read_typed
from archive.search.words.splitting import fold, lower_text, normalize_text

_MIN_SHARED_STEM = 4
"""Letters below which a stem spelled alike in two languages says nothing."""

_HISSING = re.compile("[sšzžcč]")
_GENDERS = {"as": "m", "is": "m", "us": "m", "s": "m", "a": "f", "ė": "f", "e": "f"}


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


class Grade(IntEnum):
    """How near a form is to what was typed; the nearest is the smallest."""

    EXACT = 0
    FOLDED = 1
    """The same letters but for diacritics."""
    INFLECTED = 2
    NAME = 3
    """A name's form in another language."""


class _Root(NamedTuple):
    """What forms of one word share."""

    language: str
    stem: str
    kind: str


class _Typed(NamedTuple):
    """A typed word with what the vocabulary says of it."""

    spellings: dict[_Root, list[str]]
    """The forms that gave each root."""
    bases: set[_Root]
    """The roots whose nominative it would be."""
    groups: set[str]
    """Groups of names that it may belong to."""
    capitals: int
    """As of a vocabulary form, of all forms spelled so."""


def expand_word(
    typed: str, vocabulary: Vocabulary, *, languages: Collection[str] | None = None, across_languages: bool = True
) -> dict[str, Grade]:
    """The forms that a typed word means, each with its grade; the word itself at least.

    `languages`: forms from texts of these only; None means all. `across_languages`: also a name's forms in others.
    """
    form = lower_text(normalize_text(typed))
    same = _in_languages(vocabulary.forms_of_folded(fold(form)), languages)
    exact = [one for one in same if one.form == form]
    seeds = exact if exact and not form.isascii() else same
    word, roots = _look_up(form, seeds, vocabulary, languages, across_languages=across_languages)
    if seeds and not any(roots.get(one) for one in roots.keys() - set(seeds)):
        # Its only texts may be in another language than its own: Trakuose in an Estonian one.
        word, roots = _look_up(form, [], vocabulary, languages, across_languages=across_languages)
    is_name = _is_name(word, roots)
    meant = {form: Grade.EXACT} | {one.form: Grade.FOLDED for one in seeds if one.form != form}
    for one, shared in roots.items():
        if is_name and one.capitals < 0:
            continue
        if shared:
            meant.setdefault(one.form, Grade.INFLECTED)
        elif across_languages and _is_renamed(one, word, is_name=is_name):
            meant.setdefault(one.form, Grade.NAME)
    if len(meant) == 1:  # Pakrojis for Pakruojis: a name as its neighbours, or its dialect, spell it
        near = (one for one in roots if one.capitals > 0)
        meant |= {one.form: Grade.NAME for one in near if one.form != form and _is_alike(one, word)}
    return meant


def expand_prefix(
    typed: str, vocabulary: Vocabulary, *, languages: Collection[str] | None = None, limit: int = 2_000
) -> dict[str, Grade]:
    """The forms that begin with what was typed; with its diacritics, if any form has them so."""
    prefix = lower_text(normalize_text(typed))
    found = _in_languages(vocabulary.forms_with_prefix(fold(prefix), limit), languages)
    exact = [one for one in found if one.form.startswith(prefix)]
    chosen = exact if exact and not prefix.isascii() else found
    return {one.form: Grade.EXACT if one.form.startswith(prefix) else Grade.FOLDED for one in chosen}


def _look_up(
    form: str,
    seeds: list[VocabularyForm],
    vocabulary: Vocabulary,
    languages: Collection[str] | None,
    *,
    across_languages: bool,
) -> tuple[_Typed, dict[VocabularyForm, list[_Root]]]:
    """The typed word's readings, and the forms that share a key with it, each with the roots they share."""
    word = _read_typed(form, seeds, languages)
    keys = {_key(root) for root in word.spellings}
    if across_languages:
        keys |= {NAME_SIGN + group for group in word.groups}
    near = _in_languages(vocabulary.forms_of_keys(keys), languages)
    return word, {one: _shared_roots(one, word) for one in near}


def _read_typed(form: str, seeds: list[VocabularyForm], languages: Collection[str] | None) -> _Typed:
    spellings: dict[_Root, list[str]] = {}
    bases: set[_Root] = set()
    groups: set[str] = set()
    for spelled, language, readings in _read_seeds(form, seeds, languages):
        groups |= find_groups(spelled, language)
        for reading in readings:
            root = _Root(language, reading.stem, reading.kind)
            spellings.setdefault(root, []).append(spelled)
            if reading.is_base:
                bases.add(root)
    return _Typed(spellings, bases, groups, sum(one.capitals for one in seeds))


def _read_seeds(
    form: str, seeds: list[VocabularyForm], languages: Collection[str] | None
) -> Iterator[tuple[str, str, tuple[Reading, ...]]]:
    """The readings in the languages of the texts that hold the word; in all of them when none does."""
    if seeds:
        for seed in seeds:
            for language in _tongues(seed):
                yield seed.form, language, read_typed(seed.form, language)
        return
    for language in LANGUAGES if languages is None else languages:
        yield form, language, read_typed(form, language, is_plain=form.isascii())


def _shared_roots(one: VocabularyForm, word: _Typed) -> list[_Root]:
    """The roots by which a form is of the typed word; none when it is of another word."""
    readings = (
        _Root(language, reading.stem, reading.kind)
        for language in _tongues(one)
        for reading in read_form(one.form, language)
    )
    return [root for root in readings if _is_spelled(one.form, root, word)]


def _is_name(word: _Typed, roots: dict[VocabularyForm, list[_Root]]) -> bool:
    """Whether texts write the word as a name: by its own spelling, and by the other forms of what it is a form of.

    One capital is no proof: the word must also be a name in one of its best supported readings.
    """
    if word.capitals < 0:
        return False
    count: Counter[_Root] = Counter()
    capitals: Counter[_Root] = Counter()
    for one, shared in roots.items():
        for root in set(shared):
            count[root] += 1
            capitals[root] += one.capitals
    read = (word.bases & count.keys()) if word.capitals == 0 else set()
    support = {root: count[root] for root in read or count}
    return any(capitals[root] > 0 and number * 2 >= max(support.values()) for root, number in support.items())


def _is_renamed(one: VocabularyForm, word: _Typed, *, is_name: bool) -> bool:
    """Whether a form is the typed name in another language: of the same group, or by its spelling if it is a name."""
    if word.capitals < 0 or one.capitals < 0:
        return False
    if any(word.groups & find_groups(one.form, language) for language in _tongues(one)):
        return True
    return is_name and any(_is_respelled(one.form, language, word) for language in _tongues(one))


def _is_alike(one: VocabularyForm, word: _Typed) -> bool:
    return any(_is_respelled(one.form, language, word, within_language=True) for language in _tongues(one))


def _is_spelled(form: str, root: _Root, word: _Typed) -> bool:
    """Whether the form is of this root, and spelled alike up to the stem's last letter, which may be softened."""
    spellings = word.spellings.get(root, ())
    if root.kind == LEMMA:
        return bool(spellings)
    length = len(root.stem) - 1
    return any(spelled.isascii() or form[:length] == spelled[:length] for spelled in spellings)


def _is_respelled(form: str, language: str, word: _Typed, *, within_language: bool = False) -> bool:
    """Whether a name of another language is the typed one by the rules of spelling alone: Stankevičs, Stankevičius."""
    for reading in read_form(form, language):
        stem = respell_stem(reading.stem, language)
        for root, spellings in word.spellings.items():
            if (
                (within_language or root.language != language)
                and LEMMA not in {root.kind, reading.kind}
                and _agrees(root.kind, reading.kind)
                and len(stem) >= _MIN_SHARED_STEM
                and stem == respell_stem(root.stem, root.language)
                and any(_hisses_alike(form, one, len(stem) - 1) for one in spellings)
            ):
                return True
    return False


def _agrees(kind: str, other: str) -> bool:
    """Whether a word of one declension can be one of another in the next language: by gender."""
    known = _GENDERS.get(kind), _GENDERS.get(other)
    return known[0] == known[1] if all(known) else STEM in {kind, other}


def _hisses_alike(form: str, other: str, length: int) -> bool:
    """Whether s, š and their like, which every language here tells apart, stand alike within the stem."""
    if "я" >= form[0] >= "а" or "я" >= other[0] >= "а":  # Cyrillic letters say what Latin ones need a mark for
        return True
    return _HISSING.findall(form[:length]) == _HISSING.findall(other[:length])


def _key(root: _Root) -> str:
    return key_of(Reading(root.stem, root.kind, False), root.language)


def _tongues(one: VocabularyForm) -> tuple[str, ...]:
    """The languages a form is read in: its texts' own, or all when that is unknown."""
    return LANGUAGES if one.language is None else (one.language,)


def _in_languages(forms: list[VocabularyForm], languages: Collection[str] | None) -> list[VocabularyForm]:
    return forms if languages is None else [one for one in forms if one.language in languages]
