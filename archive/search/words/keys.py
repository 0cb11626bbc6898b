"""The index keys of a form: what the archive's key table holds, and what a typed word is looked up by."""

from __future__ import annotations

import re

from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import LANGUAGES, LEMMA, read_form
from archive.search.words.splitting import fold

WORDS_VERSION = 1
"""Changes whenever the same form may get other keys: the key table is then built anew."""

_MIN_KEY = 2
_DOUBLED = re.compile(r"(.)\1")
_RESPELLED = str.maketrans({"y": "i", "w": "v"})
_CYRILLIC = str.maketrans(
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэ", "abvgdeezziiklmnoprstufhccssie", strict=True))
    | {"ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)


def keys_of(form: str, language: str | None, *, with_names: bool = True) -> frozenset[str]:
    """The keys of a lower-case form in a text of that language; None means the language is unknown.

    `with_names`: also the groups of names that are one place's in several languages.
    """
    keys: set[str] = set()
    for one in LANGUAGES if language is None else (language,):
        readings = read_form(form, one)
        keys.update(key_of(reading, one) for reading in readings)
        if with_names:
            keys.update(NAME_SIGN + group for group in find_groups(form, one))
    return frozenset(keys)


def key_of(reading: Reading, language: str) -> str:
    """A reading as a key: its stem as any language here would spell it, or `lt=eiti` by the dictionary."""
    if reading.kind == LEMMA:
        return f"{language}{LEMMA}{fold(reading.stem)}"
    return respell_stem(reading.stem, language)


def respell_stem(stem: str, language: str) -> str:
    """A stem without what only its language's spelling adds: doubled letters, y, uo, ie of softness, last vowels."""
    plain = fold(stem.translate(_CYRILLIC) if language == "ru" else stem)
    if language == "lt":
        plain = plain.replace("uo", "o").replace("ch", "h")
    elif language == "et":
        plain = plain.replace("ts", "c")
    plain = _DOUBLED.sub(r"\1", plain.translate(_RESPELLED))
    return plain.rstrip("aeiou") if len(plain.rstrip("aeiou")) >= _MIN_KEY else plain
