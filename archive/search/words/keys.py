"""The index keys of a form: what the archive's key table holds, and what a typed word is looked up by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.search.words.names import NAME_SIGN, find_groups
from archive.search.words.paradigms import Reading
from archive.search.words.readings import COMMON, LANGUAGES, LEMMA, read_form
from archive.search.words.splitting import fold

WORDS_VERSION = 2
"""Changes whenever the same form may get other keys: the key table is then built anew."""

_LISTED = frozenset({LEMMA, COMMON})
_LAST = "aeiou"
_LONG = 3
"""Letters that leave enough for a key however they are respelled."""


_MIN_KEY = 2
_REST = "-"
"""What no word begins with."""

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
        # Readings share most of their stems, and guessed ones differ by a last vowel, which no key has.
        stems: set[str] = set()
        for stem, kind, _ in read_form(form, one):
            if kind in _LISTED:
                keys.add(_key_of_root(stem, one, is_lemma=True))
            else:
                stems.add(plain if len(plain := stem.rstrip(_LAST)) >= _LONG else stem)
        for stem in stems:
            keys.add(respell_stem(stem, one))
        if with_names:
            keys.update(NAME_SIGN + group for group in find_groups(form, one))
    return frozenset(keys)


def pack_words(key: str, words: Iterable[str]) -> str:
    """Words of a key, without diacritics, as the key table holds them: `-as -o` for those that begin with the key."""
    return " ".join(f"{_REST}{word[len(key) :]}" if word.startswith(key) else word for word in words)


def unpack_words(key: str, packed: str) -> list[str]:
    """The words that `pack_words` packed; also of several packed strings with a space between them."""
    return [key + word[1:] if word.startswith(_REST) else word for word in packed.split(" ")]


def key_of(reading: Reading, language: str) -> str:
    """A reading as a key: its stem as any language here would spell it, or `lt=eiti` by the dictionary."""
    return _key_of_root(reading.stem, language, is_lemma=reading.kind in _LISTED)


def _key_of_root(stem: str, language: str, *, is_lemma: bool) -> str:
    return f"{language}{LEMMA}{fold(stem)}" if is_lemma else respell_stem(stem, language)


def respell_stem(stem: str, language: str) -> str:
    """A stem without what only its language's spelling adds: doubled letters, y, uo, ie of softness, last vowels."""
    plain = fold(stem.translate(_CYRILLIC) if language == "ru" else stem)
    if language == "lt":
        plain = plain.replace("uo", "o").replace("ch", "h")
    elif language == "et":
        plain = plain.replace("ts", "c")
    plain = _DOUBLED.sub(r"\1", plain.translate(_RESPELLED))
    return plain.rstrip(_LAST) if len(plain.rstrip(_LAST)) >= _MIN_KEY else plain
