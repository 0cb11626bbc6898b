"""Whether a name of one language is the same name in another by the rules of spelling alone. Pure."""

from __future__ import annotations

import re

from archive.search.words.estonian import FOREIGN, VOWEL_STEM
from archive.search.words.keys import respell_stem
from archive.search.words.paradigms import Reading
from archive.search.words.readings import STEM

_MIN_SHARED_STEM = 4
"""Letters below which a stem spelled alike in two languages says nothing."""

_HISSING = re.compile("[sšzžcč]")
_GENDERS = {
    "as": "m",
    "is": "m",
    "ias": "m",
    "us": "m",
    "s": "m",
    "uo": "m",
    "a": "f",
    "ė": "f",
    "e": "f",
    "ies": "f",
    "ij": "f",
} | {FOREIGN: "m"}
_WITHOUT_GENDER = frozenset({STEM, VOWEL_STEM})


def is_same_name(one: tuple[str, str, Reading], other: tuple[str, str, Reading]) -> bool:
    """Whether two forms, each with its language and reading, are one name: Stankevičs, Stankevičius."""
    (form, language, reading), (other_form, other_language, other_reading) = one, other
    if not _agree(reading.kind, other_reading.kind):
        return False
    stem = respell_stem(reading.stem, language)
    if len(stem) < _MIN_SHARED_STEM or stem != respell_stem(other_reading.stem, other_language):
        return False
    return _hiss_alike(_unify(form, language), _unify(other_form, other_language), len(stem) - 1)


def _agree(kind: str, other: str) -> bool:
    """Whether a word of one declension can be one of another in the next language: by gender, where it has one."""
    if kind in _WITHOUT_GENDER or other in _WITHOUT_GENDER:
        return (kind in _WITHOUT_GENDER or kind in _GENDERS) and (other in _WITHOUT_GENDER or other in _GENDERS)
    return kind in _GENDERS and _GENDERS[kind] == _GENDERS.get(other)


def _unify(form: str, language: str) -> str:
    """Estonian has two letters for what its neighbours have č for, and for c."""
    return form.replace("tš", "č").replace("ts", "c") if language == "et" else form


def _hiss_alike(form: str, other: str, length: int) -> bool:
    """Whether s, š and their like, which every language here tells apart, stand alike within the stem."""
    if "я" >= form[0] >= "а" or "я" >= other[0] >= "а":  # Cyrillic letters say what Latin ones need a mark for
        return True
    return _HISSING.findall(form[:length]) == _HISSING.findall(other[:length])
