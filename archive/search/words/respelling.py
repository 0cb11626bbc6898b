"""What a word typed without its diacritics may be: the spellings of it that a language's dictionary knows."""

from __future__ import annotations

from collections import deque

from archive.search.words.lemmas import find_lemma

_MOST_TRIED = 80
"""Spellings looked up for a word."""

_MARKED = {
    "lt": {"a": "ą", "c": "č", "e": "ėę", "i": "į", "s": "š", "u": "ūų", "z": "ž"},
    "lv": {
        "a": "ā",
        "c": "č",
        "e": "ē",
        "g": "ģ",
        "i": "ī",
        "k": "ķ",
        "l": "ļ",
        "n": "ņ",
        "s": "š",
        "u": "ū",
        "z": "ž",
    },
    "et": {"a": "ä", "o": "õö", "u": "ü", "s": "š", "z": "ž"},
}


def respell_plain(form: str, language: str) -> list[str]:
    """The words of the dictionary that are spelled so without diacritics; those with the fewest of them first."""
    marked = _MARKED.get(language)
    if not marked or not form.isascii() or not form.isalpha():
        return []
    found: list[str] = []
    # Each spelling with the place from which on letters may still change: none is made twice.
    waiting = deque([(form, 0)])
    tried = 0
    while waiting and tried < _MOST_TRIED:
        spelled, start = waiting.popleft()
        tried += 1
        if find_lemma(spelled, language):
            found.append(spelled)
        if len(waiting) + tried >= _MOST_TRIED:
            continue
        for at in range(start, len(spelled)):
            for letter in marked.get(spelled[at], ()):
                waiting.append((_replace_at(spelled, at, letter), at + 1))
    return found


def _replace_at(text: str, at: int, letter: str) -> str:
    return text[:at] + letter + text[at + 1 :]
