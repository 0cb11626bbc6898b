"""A typed word's readings, and the forms in texts that share one with it. Pure, over what a vocabulary answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from archive.search.seen import Root, Vocabulary, VocabularyForm, in_languages, tongues_of, weigh
from archive.search.words.estonian import SURNAME, VOWEL_STEM
from archive.search.words.keys import key_of
from archive.search.words.likeness import is_same_name
from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import LANGUAGES, LEMMA, read_form, read_typed
from archive.search.words.respelling import respell_plain

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


def look_up(
    form: str,
    seeds: list[VocabularyForm],
    vocabulary: Vocabulary,
    languages: Collection[str] | None,
    *,
    has_capital: bool,
    across: bool,
) -> tuple[TypedWord, dict[VocabularyForm, list[Root]]]:
    """The typed word's readings, and the forms that share a key with it, each with the roots they share."""
    word = _read_typed(form, seeds, languages, has_capital=has_capital)
    keys = {_key(root) for root in word.spellings}
    if across:
        keys |= {NAME_SIGN + group for group in word.groups}
    near = in_languages(vocabulary.forms_of_keys(keys), languages)
    return word, _leave_out_guesses({one: _shared_roots(one, word) for one in near})


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


def _read_typed(
    form: str, seeds: list[VocabularyForm], languages: Collection[str] | None, *, has_capital: bool
) -> TypedWord:
    spellings: dict[Root, list[str]] = {}
    bases: set[Root] = set()
    groups: set[str] = set()
    for spelled, language, readings in _read_seeds(form, seeds, languages):
        groups |= find_groups(spelled, language, is_plain=form.isascii())
        for reading in readings:
            root = Root(language, reading.stem, reading.kind)
            spellings.setdefault(root, []).append(spelled)
            if reading.is_base:
                bases.add(root)
    exact = [one for one in seeds if one.form == form] or seeds
    sign = weigh(sum(one.capitals for one in exact), sum(one.count for one in exact))
    return TypedWord(spellings, bases, groups, sign, has_capital)


def _read_seeds(
    form: str, seeds: list[VocabularyForm], languages: Collection[str] | None
) -> Iterator[tuple[str, str, tuple[Reading, ...]]]:
    """The readings in the languages of the texts that hold the word; in all of them when none does."""
    if seeds:
        for seed in seeds:
            for language in tongues_of(seed):
                yield seed.form, language, read_typed(seed.form, language)
        return
    for language in LANGUAGES if languages is None else languages:
        yield form, language, read_typed(form, language, is_plain=form.isascii())
        for spelled in respell_plain(form, language):
            yield spelled, language, read_typed(spelled, language)


def _shared_roots(one: VocabularyForm, word: TypedWord) -> list[Root]:
    """The roots by which a form is of the typed word; none when it is of another word."""
    readings = (
        Root(language, reading.stem, reading.kind)
        for language in tongues_of(one)
        for reading in read_form(one.form, language)
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
