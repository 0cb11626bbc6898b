"""The readings of an Estonian form: its vowel stem, which fourteen cases hang their endings on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.search.words.paradigms import Reading
from archive.search.words.splitting import fold

# The cases as grammars list them: singular on the genitive, plural on the genitive in -de or -te.
_CASES = ("s", "st", "sse", "l", "le", "lt", "ks", "ni", "na", "ta", "ga")
_PLURALS = ("d", "de", "te", "id", "sid")
_ENDINGS = frozenset(("t", *_CASES, *_PLURALS, *(f"de{case}" for case in _CASES), *(f"te{case}" for case in _CASES)))
_LONGEST_ENDING = max(map(len, _ENDINGS))
_VOWELS = frozenset("aeiouõäöü")
_STEM_VOWELS = "aeiu"
_FOREIGN = re.compile(
    r"(.{4,}?)(?:(?:iu|[aiuy])s|(?<=[^aeiouõäöü])[sš])(?:[eiu](?:" + "|".join((*_CASES, "d", "de", "t")) + r")?)?$"
)
_WEAK = {"pp": "p", "tt": "t", "kk": "k", "sk": "s", "ht": "h", "ld": "ll", "nd": "nn", "rd": "rr", "mb": "mm"}
_SHORTENED = re.compile(r"(.+?)([ptk]?)\2e([lrn])$")  # Koppel: Kopli, Põder: Põdra
_MIN_STEM = 3

VOWEL_STEM = "vowel"
"""The kind of a reading by the genitive, on which most cases stand."""

FOREIGN = "foreign"
"""The kind of a reading without the ending that a name had in another language."""

SURNAME = "surname"
"""The kind of a guessed genitive of a noun that the dictionary knows: a family name may have it for its own."""

_SHORT_ILLATIVE = re.compile(r"..(?:([^\Waeiouõäöü])\1|saard)[aeiu]$")  # Haapsallu, Kuressaarde
# kultuurne: its stem is kultuurse-, its partitive kultuurset; toetus: toetust, toetuste, toetusi.
_S_STEM = re.compile(r"(.{3,})(ne|st|si|ste(?:d|" + "|".join(_CASES) + r")?)$")


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
    if not is_known and _SHORT_ILLATIVE.search(form):
        yield Reading(fold(form[:-2] + form[-1]), VOWEL_STEM, False)
    if not is_known:
        yield from _read_foreign(form)
    if not is_known and (found := _S_STEM.match(form)):
        yield Reading(fold(found[1]) + "se", VOWEL_STEM, found[2] == "ne")
    for length in range(min(_LONGEST_ENDING, len(form) - _MIN_STEM), 0, -1):
        if form[-length - 1] in _VOWELS and form[-length:] in _ENDINGS:
            yield Reading(fold(form[:-length]), VOWEL_STEM, False)


def guess_genitives(form: str, kind: str = VOWEL_STEM) -> Iterator[Reading]:
    """A nominative that ends in a consonant gives no sign of its stem's vowel: Tallinn, Jõks, Sepp.

    A family name that is a noun takes an i, if not the noun's own genitive: Koppeli, Kopli.
    """
    stem = fold(form)
    changed = [stem[:-2] + _WEAK[stem[-2:]]] if stem[-2:] in _WEAK else []
    if found := _SHORTENED.match(stem):
        changed.append("".join(found.groups()))
    for vowel in _STEM_VOWELS:
        for one in changed if kind == SURNAME and vowel != "i" else (stem, *changed):
            yield Reading(one + vowel, kind, True)


def _read_foreign(form: str) -> Iterator[Reading]:
    """A man's name that keeps the ending of the neighbours' nominative: Mickevičiuse, Ozolsi, Kalninš."""
    found = _FOREIGN.match(form)
    if found:
        yield Reading(fold(found[1]), FOREIGN, False)
