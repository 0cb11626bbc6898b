"""A typed word to the forms of the archive's vocabulary that it means. Pure, over what a vocabulary answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

from archive.search.words.estonian import SURNAME, VOWEL_STEM
from archive.search.words.keys import key_of
from archive.search.words.likeness import is_same_name
from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import LANGUAGES, LEMMA, is_known, is_of_another, read_form, read_typed
from archive.search.words.respelling import respell_plain
from archive.search.words.splitting import fold, lower_text, normalize_text

_SURE_LETTERS = 2
"""What no change within an Estonian stem reaches."""

_MOSTLY = 2 / 3
"""The part of its articles beyond which a form is a common word's, when so many more write it small than as a name."""

_RARER = 4
"""How many times rarer than its look-alike a typed form may be and still be what was meant first."""


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
    """A name's form in another language; also another word's that differs by its diacritics alone."""


class _Root(NamedTuple):
    """What forms of one word share."""

    language: str
    stem: str
    kind: str


class _Evidence(NamedTuple):
    """How many forms of a root texts have."""

    forms: int
    names: int
    """Those written as names."""
    unsure: int
    """Those that may be names for all that texts and dictionary say."""
    common: int
    """Those written as common words."""


class _Typed(NamedTuple):
    """A typed word with what the vocabulary says of it."""

    spellings: dict[_Root, list[str]]
    """The forms that gave each root."""
    bases: set[_Root]
    """The roots whose nominative it would be."""
    groups: set[str]
    """Groups of names that it may belong to."""
    sign: int
    """Of all forms spelled so: 1 when texts write them as names, -1 when as common words."""
    is_capital: bool
    """Whether it was typed with a capital."""


def expand_word(
    typed: str, vocabulary: Vocabulary, *, languages: Collection[str] | None = None, across_languages: bool = True
) -> dict[str, Grade]:
    """The forms that a typed word means, each with its nearest grade; the word itself at least.

    A capital that it begins with decides where texts do not tell a name from a common word.
    `languages`: forms from texts of these only; None means all. `across_languages`: also a name's forms in others.
    """
    shown = normalize_text(typed)
    form = lower_text(shown)
    is_capital = shown[:1].isupper() and (not shown.isupper() or len(shown) == 1)
    same = _in_languages(vocabulary.forms_of_folded(fold(form)), languages)
    exact = [one for one in same if one.form == form]
    seeds = same if form.isascii() else exact or [one for one in same if _lacks_marks(form, one.form)]
    word, roots = _look_up(form, seeds, vocabulary, languages, is_capital=is_capital, across_languages=across_languages)
    if seeds and not any(roots.get(one) for one in roots.keys() - set(seeds)):
        # Its only texts may be in another language than its own: Trakuose in an Estonian one.
        word, roots = _look_up(
            form, [], vocabulary, languages, is_capital=is_capital, across_languages=across_languages
        )
    is_name = _is_name(word, roots)
    alike = {one.form for one in seeds if one.form != form and exact and not _is_mended(one, exact)}
    meant = {form: Grade.EXACT}
    for one in seeds:
        if one.form != form and not (is_name and exact and _sign(one) < 0):
            meant[one.form] = Grade.NAME if one.form in alike else Grade.FOLDED
    for one, shared in roots.items():
        if is_name and _sign(one) < 0:
            continue
        grade = _grade(one, shared, word, alike)
        if grade is None and across_languages and _is_renamed(one, word, is_name=is_name):
            grade = Grade.NAME
        if grade is not None:
            meant[one.form] = min(grade, meant.get(one.form, grade))
    if len(meant) == 1 and not form.isascii() and same:  # its marks are wrong
        return {form: Grade.EXACT} | dict.fromkeys((one.form for one in same if one.form != form), Grade.FOLDED)
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
    is_capital: bool,
    across_languages: bool,
) -> tuple[_Typed, dict[VocabularyForm, list[_Root]]]:
    """The typed word's readings, and the forms that share a key with it, each with the roots they share."""
    word = _read_typed(form, seeds, languages, is_capital=is_capital)
    keys = {_key(root) for root in word.spellings}
    if across_languages:
        keys |= {NAME_SIGN + group for group in word.groups}
    near = _in_languages(vocabulary.forms_of_keys(keys), languages)
    return word, _leave_out_guesses({one: _shared_roots(one, word) for one in near})


def _read_typed(
    form: str, seeds: list[VocabularyForm], languages: Collection[str] | None, *, is_capital: bool
) -> _Typed:
    spellings: dict[_Root, list[str]] = {}
    bases: set[_Root] = set()
    groups: set[str] = set()
    for spelled, language, readings in _read_seeds(form, seeds, languages):
        groups |= find_groups(spelled, language, is_plain=form.isascii())
        for reading in readings:
            root = _Root(language, reading.stem, reading.kind)
            spellings.setdefault(root, []).append(spelled)
            if reading.is_base:
                bases.add(root)
    exact = [one for one in seeds if one.form == form] or seeds
    sign = _weigh(sum(one.capitals for one in exact), sum(one.count for one in exact))
    return _Typed(spellings, bases, groups, sign, is_capital)


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
        for spelled in respell_plain(form, language):
            yield spelled, language, read_typed(spelled, language)


def _shared_roots(one: VocabularyForm, word: _Typed) -> list[_Root]:
    """The roots by which a form is of the typed word; none when it is of another word."""
    readings = (
        _Root(language, reading.stem, reading.kind)
        for language in _tongues(one)
        for reading in read_form(one.form, language)
    )
    return [known for root in readings for known in _met_roots(one.form, root, word)]


def _met_roots(form: str, root: _Root, word: _Typed) -> Iterator[_Root]:
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


def _leave_out_guesses(roots: dict[VocabularyForm, list[_Root]]) -> dict[VocabularyForm, list[_Root]]:
    """Without guessed genitives where no text has one for a name, or where it is written small."""
    named = {root for one, shared in roots.items() if one.capitals > 0 for root in shared if root.kind == SURNAME}
    return {
        one: [root for root in shared if root.kind != SURNAME or (root in named and one.capitals >= 0)]
        for one, shared in roots.items()
    }


def _begin_alike(form: str, other: str) -> bool:
    """Whether two forms have the same diacritics before their stems part: Põder, Põdra."""
    return form.isascii() or other.isascii() or form[:_SURE_LETTERS] == other[:_SURE_LETTERS]


def _grade(one: VocabularyForm, shared: list[_Root], word: _Typed, alike: Collection[str]) -> Grade | None:
    """Of a form by the roots that it shares; None when it shares none."""
    if not shared:
        return None
    givers = {spelled for root in shared for spelled in word.spellings.get(root, ())}
    return Grade.NAME if givers and givers <= set(alike) else Grade.INFLECTED


def _is_name(word: _Typed, roots: dict[VocabularyForm, list[_Root]]) -> bool:
    """Whether texts write the word as a name: by its own spelling, and by the other forms of what it is a form of.

    Forms count, not articles: one form that a frequent word has too outweighs no name.
    One capital is no proof: the word must also be a name in one of its best supported readings.
    """
    if word.sign < 0 and not word.is_capital:
        return False
    evidence = _count_evidence(roots)
    read = (word.bases & evidence.keys()) if word.sign == 0 else set()
    support = {root: evidence[root] for root in read or evidence}
    most = max((one.forms for one in support.values()), default=0)
    return any(
        one.names > 0 and one.names + word.is_capital > one.common and one.forms * 2 >= most for one in support.values()
    )


def _count_evidence(roots: dict[VocabularyForm, list[_Root]]) -> dict[_Root, _Evidence]:
    """Of each root. A form that is never small says something beside a surer one, or where none is written small."""
    is_small = any(shared and _sign(one) < 0 for one, shared in roots.items())
    found: defaultdict[_Root, list[_Evidence]] = defaultdict(list)
    for one, shared in roots.items():
        sign = _sign(one)
        for root in set(shared):
            is_common = sign < 0 and not _is_taken(one, root, shared)
            found[root].append(_Evidence(1, int(sign > 0), int(_is_never_small(one)), int(is_common)))
    summed = {root: _Evidence(*map(sum, zip(*ones, strict=True))) for root, ones in found.items()}
    return {
        root: one._replace(names=one.names + one.unsure) if one.names or not is_small else one
        for root, one in summed.items()
    }


def _is_renamed(one: VocabularyForm, word: _Typed, *, is_name: bool) -> bool:
    """Whether a form is the typed name in another language: of the same group, or by its spelling if it is a name."""
    if (word.sign < 0 and not is_name) or _sign(one) < 0:
        return False
    if any(word.groups & find_groups(one.form, language) for language in _tongues(one)):
        return True
    return is_name and _is_alike(one, word, within_language=False)


def _is_alike(one: VocabularyForm, word: _Typed, *, within_language: bool = True) -> bool:
    """Whether a form is the typed name but for the spelling of another language, or of a dialect."""
    return any(
        (within_language or root.language != language)
        and LEMMA not in {root.kind, reading.kind}
        and any(is_same_name((one.form, language, reading), (form, *_as_reading(root))) for form in spellings)
        for language in _tongues(one)
        for reading in read_form(one.form, language)
        for root, spellings in word.spellings.items()
    )


def _weigh(capitals: int, count: int) -> int:
    """1 for a name, -1 for a common word; 0 for what is often enough either."""
    return 1 if capitals > 0 else -int(-capitals > _MOSTLY * count)


def _sign(one: VocabularyForm) -> int:
    return _weigh(one.capitals, one.count)


def _is_never_small(one: VocabularyForm) -> bool:
    """Whether a form only stands where any word has a capital, and no dictionary knows it."""
    return one.capitals == 0 and not any(is_known(one.form, language) for language in _tongues(one))


def _is_taken(one: VocabularyForm, root: _Root, shared: list[_Root]) -> bool:
    """Whether the dictionary has the form for another word's, which the typed one is not: balva is no form of Balvi."""
    if any(other.kind == LEMMA for other in shared):
        return False
    return is_of_another(one.form, root.language, root.stem, root.kind)


def _lacks_marks(form: str, other: str) -> bool:
    """Whether what was typed has no letter that the other form has otherwise but for a mark that was left out."""
    return len(form) != len(other) or all(
        letter == its or (letter.isascii() and fold(its) == letter) for letter, its in zip(form, other, strict=True)
    )


def _is_mended(one: VocabularyForm, exact: list[VocabularyForm]) -> bool:
    """Whether a form is rather what was meant than the same letters without its diacritics, which are also a word."""
    return one.count > _RARER * sum(other.count for other in exact)


def _is_spelled(form: str, root: _Root, word: _Typed) -> bool:
    """Whether the form is of this root, and spelled alike up to the stem's last letter, which may be softened."""
    spellings = word.spellings.get(root, ())
    if root.kind == LEMMA:
        return bool(spellings)
    length = len(root.stem) - 1
    return any(spelled.isascii() or form[:length] == spelled[:length] for spelled in spellings)


def _key(root: _Root) -> str:
    language, reading = _as_reading(root)
    return key_of(reading, language)


def _as_reading(root: _Root) -> tuple[str, Reading]:
    return root.language, Reading(root.stem, root.kind, False)


def _tongues(one: VocabularyForm) -> tuple[str, ...]:
    """The languages a form is read in: its texts' own, or all when that is unknown."""
    return LANGUAGES if one.language is None else (one.language,)


def _in_languages(forms: list[VocabularyForm], languages: Collection[str] | None) -> list[VocabularyForm]:
    return forms if languages is None else [one for one in forms if one.language in languages]
