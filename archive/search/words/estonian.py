"""The readings of an Estonian form: its vowel stem, which fourteen cases hang their endings on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.search.words.paradigms import Reading
from archive.search.words.splitting import fold

# The cases as grammars list them: singular on the genitive, plural on the genitive in -de or -te.
_CASES = ("s", "st", "sse", "l", "le", "lt", "ks", "ni", "na", "ta", "ga")
_PLURALS = ("d", "de", "te", "id", "sid")
_ENDINGS = tuple(
    sorted(
        ("t", *_CASES, *_PLURALS, *(f"de{case}" for case in _CASES), *(f"te{case}" for case in _CASES)),
        key=len,
        reverse=True,
    )
)
_VOWELS = frozenset("aeiouõäöü")
_STEM_VOWELS = "aeiu"
_WEAK = {"pp": "p", "tt": "t", "kk": "k"}
_MIN_STEM = 3
_SHORT_ILLATIVE = re.compile(r"..(?:([^\Waeiouõäöü])\1|saard)[aeiu]$")  # Haapsallu, Kuressaarde
# kultuurne: its stem is kultuurse-, its partitive kultuurset; toetus: toetust, toetuste, toetusi.
_S_STEM = re.compile(r"(.{3,})(ne|st|si|ste(?:d|" + "|".join(_CASES) + r")?)$")


def read_form(form: str, *, is_known: bool) -> Iterator[Reading]:
    """The vowel stems a form may have; of words in the dictionary only those that stand in it."""
    if len(form) < _MIN_STEM:
        return
    if form[-1] in _VOWELS:
        yield Reading(fold(form), "vowel", True)
    elif not is_known:
        yield from _guess_genitives(form)
    if not is_known and _SHORT_ILLATIVE.search(form):
        yield Reading(fold(form[:-2] + form[-1]), "vowel", False)
    if not is_known and (found := _S_STEM.match(form)):
        yield Reading(fold(found[1]) + "se", "vowel", found[2] == "ne")
    for ending in _ENDINGS:
        stem = form[: -len(ending)]
        if len(stem) >= _MIN_STEM and form.endswith(ending) and stem[-1] in _VOWELS:
            yield Reading(fold(stem), "vowel", False)


def _guess_genitives(form: str) -> Iterator[Reading]:
    """A nominative that ends in a consonant gives no sign of its stem's vowel: Tallinn, Jõks, Sepp."""
    stem = fold(form)
    weak = stem[:-2] + _WEAK[stem[-2:]] if stem[-2:] in _WEAK else stem
    for vowel in _STEM_VOWELS:
        for one in dict.fromkeys((stem, weak)):
            yield Reading(one + vowel, "vowel", True)
