"""A typed word's readings, and the forms in texts that share one with it. Pure, over what a vocabulary answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from archive.search.seen import Root, Vocabulary, VocabularyForm, in_languages, tongues_of, weigh
from archive.search.words.estonian import SURNAME, VOWEL_STEM
from archive.search.words.keys import key_of
from archive.search.words.likeness import is_same_name
from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import LANGUAGES, LEMMA, is_headword, is_listed, read_form, read_typed, settle_kind
from archive.search.words.respelling import respell_plain

_Spelled = tuple[str, str, tuple[Reading, ...]]
"""A spelling of a typed word, with its readings in a language."""

_MIN_COGNATE = 4
"""Letters that two languages' words must share to be taken for one word."""

_LAST = "aeiou"
"""Vowels that a stem has in one language and not in another: klubi, klub-i."""

_SURE_LETTERS = 2
"""What no change within an Estonian stem reaches."""


class TypedWord(NamedTuple):
    """A typed word with what the vocabulary says of it."""

    spellings: dict[Root, list[str]]
    """The forms that gave each root."""
    bases: set[Root]
    """The roots whose nominative it would be."""
    groups: set[str]
    """Groups of names that it may belong to."""
    sign: int
    """Of all forms spelled so: 1 when texts write them as names, -1 when as common words."""
    has_capital: bool
    """Whether it was typed with a capital."""
    languages: frozenset[str]
    """Those asked for, or else those it was read in: what their texts have for another word is not meant."""


def look_up(
    form: str,
    seeds: list[VocabularyForm],
    vocabulary: Vocabulary,
    languages: Collection[str] | None,
    *,
    has_capital: bool,
    across: bool,
    preferred: Collection[str] = (),
) -> tuple[TypedWord, dict[VocabularyForm, list[Root]]]:
    """The typed word's readings, and the forms that share a key with it, each with the roots they share.

    `preferred`: languages in which it is read, whatever texts hold it.
    """
    spelled = list(_read_seeds(form, seeds, languages, preferred))
    word = _read_typed(form, seeds, spelled, has_capital=has_capital)
    if preferred:
        word = word._replace(languages=frozenset(preferred))
    keys = {_key(root) for root in word.spellings}
    if across:
        keys |= {NAME_SIGN + group for group in word.groups}
    near = in_languages(vocabulary.forms_of_keys(keys), languages)
    return word, _leave_out_listed(_leave_out_guesses({one: _shared_roots(one, word) for one in near}))


def is_alike(one: VocabularyForm, word: TypedWord, *, within_language: bool = True) -> bool:
    """Whether a form is the typed name but for the spelling of another language, or of a dialect."""
    return any(
        (within_language or root.language != language)
        and LEMMA not in {root.kind, reading.kind}
        and any(is_same_name((one.form, language, reading), (form, *as_reading(root))) for form in spellings)
        for language in tongues_of(one)
        for reading in read_form(one.form, language)
        for root, spellings in word.spellings.items()
    )


def are_cognate(one: VocabularyForm, other: VocabularyForm) -> bool:
    """Whether two forms that differ by diacritics may be of one word in two languages: strategijas, stratēģijas."""
    stems, others = (
        {stem for language in tongues_of(each) for stem in _long_stems(read_typed(each.form, language))}
        for each in (one, other)
    )
    return not stems.isdisjoint(others)


def _long_stems(readings: Iterable[Reading]) -> set[str]:
    return {one.stem for one in readings if len(one.stem) >= _MIN_COGNATE}


def _read_typed(form: str, seeds: list[VocabularyForm], spelled: list[_Spelled], *, has_capital: bool) -> TypedWord:
    exact = [one for one in seeds if one.form == form] or seeds
    sign = weigh(sum(one.capitals for one in exact), sum(one.count for one in exact))
    spellings: dict[Root, list[str]] = {}
    bases: set[Root] = set()
    groups: set[str] = set()
    for spelling, language, readings in spelled:
        groups |= find_groups(spelling, language, is_plain=form.isascii())
        for reading in readings:
            kind = settle_kind(reading.kind, is_name=sign > 0 or (has_capital and sign == 0))
            if kind is None:
                continue
            root = Root(language, reading.stem, kind)
            spellings.setdefault(root, []).append(spelling)
            if reading.is_base:
                bases.add(root)
    return TypedWord(spellings, bases, groups, sign, has_capital, frozenset(language for _, language, _ in spelled))


def _read_seeds(
    form: str, seeds: list[VocabularyForm], languages: Collection[str] | None, preferred: Collection[str]
) -> Iterator[_Spelled]:
    """The readings in the languages of the texts that hold the word, in the preferred ones, and in those whose
    dictionary has it: its only texts may be in another language than its own. In all when no text holds it."""
    own = [(seed.form, language, read_typed(seed.form, language)) for seed in seeds for language in tongues_of(seed)]
    yield from own
    read = {language for _, language, _ in own}
    stems = {stem.rstrip(_LAST) for _, _, readings in own for stem in _long_stems(readings)}
    exact = [seed for seed in seeds if seed.form == form]
    is_name = any(seed.capitals > 0 for seed in exact)
    is_explained = len(form) <= _MIN_COGNATE or any(is_listed(form, one) for seed in exact for one in tongues_of(seed))
    for language in LANGUAGES if languages is None else languages:
        if language in read:
            continue
        if not seeds or language in preferred:
            yield form, language, read_typed(form, language, is_plain=form.isascii())
            if seeds or language in preferred or is_listed(form, language) or not _is_listed_anywhere(form):
                for spelled in respell_plain(form, language):
                    yield spelled, language, read_typed(spelled, language)
        elif not is_name and _is_declined(form, language):
            readings = read_typed(form, language)
            if not is_explained or any(stem.rstrip(_LAST) in stems for stem in _long_stems(readings)):
                yield form, language, readings


def _is_listed_anywhere(form: str) -> bool:
    return any(is_listed(form, language) for language in LANGUAGES)


def _is_declined(form: str, language: str) -> bool:
    """Whether the dictionary has the form, and the language an ending for it: projekt is not Latvian."""
    return is_listed(form, language) and any(one.kind != LEMMA for one in read_form(form, language))


def _shared_roots(one: VocabularyForm, word: TypedWord) -> list[Root]:
    """The roots by which a form is of the typed word; none when it is of another word."""
    readings = (
        Root(language, reading.stem, kind)
        for language in tongues_of(one)
        for reading in read_form(one.form, language)
        if (kind := settle_kind(reading.kind, is_name=one.capitals > 0))
    )
    return [known for root in readings for known in _met_roots(one.form, root, word)]


def _met_roots(form: str, root: Root, word: TypedWord) -> Iterator[Root]:
    """A form's root if it is the typed word's; a guessed genitive meets one that stands in a text, and none guessed."""
    guess = root._replace(kind=SURNAME)
    if root.kind == SURNAME:
        stands = root._replace(kind=VOWEL_STEM)
        if stands in word.spellings and any(_begin_alike(form, one) for one in word.spellings[stands]):
            yield guess
    elif _is_spelled(form, root, word):
        yield root
    elif root.kind == VOWEL_STEM and any(_begin_alike(form, one) for one in word.spellings.get(guess, ())):
        yield guess


def _leave_out_guesses(roots: dict[VocabularyForm, list[Root]]) -> dict[VocabularyForm, list[Root]]:
    """Without guessed genitives where no text has one for a name, or where it is written small."""
    named = {root for one, shared in roots.items() if one.capitals > 0 for root in shared if root.kind == SURNAME}
    return {
        one: [root for root in shared if root.kind != SURNAME or (root in named and one.capitals >= 0)]
        for one, shared in roots.items()
    }


def _leave_out_listed(roots: dict[VocabularyForm, list[Root]]) -> dict[VocabularyForm, list[Root]]:
    """Without the forms that the dictionary lists by themselves if texts have them more often than all others of the
    word: seltsis is one of selts, näiteks is rather itself than one of näide."""
    listed = {one for one, shared in roots.items() if _is_listed_apart(one, shared)}
    if not listed:
        return roots
    others = sum(one.count for one, shared in roots.items() if shared and one not in listed)
    return {one: [] if one in listed and one.count > others else shared for one, shared in roots.items()}


def _is_listed_apart(one: VocabularyForm, shared: list[Root]) -> bool:
    return bool(shared) and all(
        root.language == "et" and root.kind == LEMMA and root.stem != one.form and is_headword(one.form, root.language)
        for root in shared
    )


def _begin_alike(form: str, other: str) -> bool:
    """Whether two forms have the same diacritics before their stems part: Põder, Põdra."""
    return form.isascii() or other.isascii() or form[:_SURE_LETTERS] == other[:_SURE_LETTERS]


def _is_spelled(form: str, root: Root, word: TypedWord) -> bool:
    """Whether the form is of this root, and spelled alike up to the stem's last letter, which may be softened."""
    spellings = word.spellings.get(root, ())
    if root.kind == LEMMA:
        return bool(spellings)
    length = len(root.stem) - 1
    return any(spelled.isascii() or form[:length] == spelled[:length] for spelled in spellings)


def _key(root: Root) -> str:
    language, reading = as_reading(root)
    return key_of(reading, language)


def as_reading(root: Root) -> tuple[str, Reading]:
    return root.language, Reading(root.stem, root.kind, False)
