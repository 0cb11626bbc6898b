"""The readings of an Estonian form: its vowel stem, which fourteen cases hang their endings on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.search.words.paradigms import Reading
from archive.search.words.splitting import fold

# The cases as grammars list them: singular on the genitive, plural on the genitive in -de or -te.
CASES = ("s", "st", "sse", "l", "le", "lt", "ks", "ni", "na", "ta", "ga")
_PLURALS = ("d", "de", "te", "id", "sid")
_ENDINGS = frozenset(("t", *CASES, *_PLURALS, *(f"de{case}" for case in CASES), *(f"te{case}" for case in CASES)))
_LONGEST_ENDING = max(map(len, _ENDINGS))
_LAST_LETTERS = frozenset(ending[-1] for ending in _ENDINGS)
_VOWELS = frozenset("aeiouõäöü")
_STEM_VOWELS = "aeiu"
_FOREIGN = re.compile(
    r"(.{4,}?)(?:(?:iu|[aiuy])s|(?<=[^aeiouõäöü])[sš])(?:[eiu](?:" + "|".join((*CASES, "d", "de", "t")) + r")?)?$"
)
_WEAK = {"pp": "p", "tt": "t", "kk": "k", "sk": "s", "ht": "h", "ld": "ll", "nd": "nn", "rd": "rr", "mb": "mm"}
_SHORTENED = re.compile(r"(.+?)([ptk]?)\2(?<=[^aeiou])e([lrn])$")  # Koppel: Kopli, Põder: Põdra
_SURNAME_VOWELS = "ei"
_MIN_STEM = 3

VOWEL_STEM = "vowel"
"""The kind of a reading by the genitive, on which most cases stand."""

NAME_STEM = "name"
"""The same of what the dictionary lists as a word by itself: koos is no form of koo, but Narval is one of Narva."""

FOREIGN = "foreign"
"""The kind of a reading without the ending that a name had in another language."""

SURNAME = "surname"
"""The kind of a guessed genitive of a noun that the dictionary knows: a family name may have it for its own."""

_SHORT_ILLATIVE = re.compile(r"..(?:([^\Waeiouõäöü])\1|saard)[aeiu]$")  # Haapsallu, Kuressaarde
# kultuurne: its stem is kultuurse-, its partitive kultuurset; toetus: toetust, toetuste, toetusi.
_S_STEM_ENDINGS = frozenset({"ne", "st", "si"})
_S_STEMS = (
    re.compile(r"(.{3,})(?:" + "|".join(sorted(_S_STEM_ENDINGS)) + ")$"),
    re.compile(r"(.{3,})ste(?:d|" + "|".join(CASES) + r")?$"),
)


def read_form(form: str, *, is_known: bool, is_nominative: bool = False) -> Iterator[Reading]:
    """The vowel stems a form may have; of words in the dictionary only those that stand in it.

    `is_nominative`: the dictionary has it as the form that a word is listed by.
    """
    if len(form) < _MIN_STEM:
        return
    if form[-1] in _VOWELS:
        yield Reading(fold(form), VOWEL_STEM, True)
    elif not is_known or is_nominative:
        yield from guess_genitives(form, SURNAME if is_known else VOWEL_STEM)
    if not is_known:
        if _SHORT_ILLATIVE.search(form):
            yield Reading(fold(form[:-2] + form[-1]), VOWEL_STEM, False)
        yield from _read_foreign(form)
        for stem in _strip_s_stem(form):
            yield Reading(fold(stem), VOWEL_STEM, form.endswith("ne"))
    for stem in strip_cases(form):
        yield Reading(fold(stem), NAME_STEM if is_nominative else VOWEL_STEM, False)


@lru_cache(maxsize=16)  # of one form some ask in turn
def strip_cases(form: str) -> tuple[str, ...]:
    """The vowel stems that case endings leave of a form, the shortest first."""
    if form[-1] not in _LAST_LETTERS:
        return ()
    return tuple(
        form[:-length]
        for length in range(min(_LONGEST_ENDING, len(form) - _MIN_STEM), 0, -1)
        if form[-length - 1] in _VOWELS and form[-length:] in _ENDINGS
    )


def guess_stems(form: str) -> Iterator[str]:
    """What the dictionary may know of a form that it does not know: stems, and what a vowel was added to: laat-u."""
    yield from _strip_s_stem(form)
    yield from strip_cases(form)
    if form[-1] in _STEM_VOWELS and len(form) > _MIN_STEM and form[-2] not in _VOWELS:
        yield form[:-1]


def guess_genitives(form: str, kind: str = VOWEL_STEM) -> Iterator[Reading]:
    """A nominative that ends in a consonant gives no sign of its stem's vowel: Tallinn, Jõks, Sepp.

    A family name that is a noun has a genitive of its own, if not the noun's: Koppeli and Kopli, Kallase.
    """
    stem = fold(form)
    changed = [stem[:-2] + _WEAK[stem[-2:]]] if stem[-2:] in _WEAK else []
    if found := _SHORTENED.match(stem):
        changed.append("".join(found.groups()))
    for vowel in _STEM_VOWELS:
        for one in changed if kind == SURNAME and vowel not in _SURNAME_VOWELS else (stem, *changed):
            yield Reading(one + vowel, kind, True)


@lru_cache(maxsize=16)
def _strip_s_stem(form: str) -> tuple[str, ...]:
    """The genitive of what has an s in it: arendamine and arendamisi of arendamise."""
    if form[-2:] not in _S_STEM_ENDINGS and "ste" not in form:
        return ()
    return tuple(found[1] + "se" for pattern in _S_STEMS if (found := pattern.match(form)))


def _read_foreign(form: str) -> Iterator[Reading]:
    """A man's name that keeps the ending of the neighbours' nominative: Mickevičiuse, Ozolsi, Kalninš."""
    found = _FOREIGN.match(form)
    if found:
        yield Reading(fold(found[1]), FOREIGN, False)
