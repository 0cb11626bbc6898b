"""Words of a language to the terms that the index knows: here letter case and diacritics only."""

from __future__ import annotations

import unicodedata


def split_terms(text: str) -> tuple[str, ...]:
    """The terms of a text, in order: runs of letters and digits, lower case, Latin ones without diacritics.

    Splits and folds as SQLite's `unicode61 remove_diacritics 2` does: each term is one of its tokens.
    """
    folded = "".join(_fold(character) for character in unicodedata.normalize("NFC", text))
    return tuple("".join(c if _is_part(c) else " " for c in folded).split())


def _fold(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    is_latin = base.isascii() and base.isalpha()
    return (base if is_latin else character).lower()


def _is_part(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category in {"Co", "Mn"}
