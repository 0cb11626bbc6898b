"""The words of a text as the vocabulary counts them: each form once, and whether it is written as a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.search.words.splitting import find_forms

MAX_FORM_CHARS = 60
"""Longer ones are no words: encoded files, keys, rows of a table without spaces."""


@dataclass(frozen=True, slots=True)
class CountedWords:
    """The forms in one article or file."""

    language: str
    """Of its text; empty when it is not known."""
    forms: Mapping[str, int]
    """Lower-case forms: 1 where one is written as a name, -1 as a common word, 0 where that cannot be told."""


def count_words(row: Mapping[str, Any]) -> CountedWords:
    """Of an article with columns `title`, `lead`, `text`, `tags` and `language`."""
    return CountedWords(row["language"] or "", _forms((row["title"], row["lead"] or "", row["text"], *row["tags"])))


def count_file_words(text: str, language: str | None) -> CountedWords:
    """Of a file's text."""
    return CountedWords(language or "", _forms([text]))


def _forms(parts: Iterable[str]) -> dict[str, int]:
    found = find_forms("\n".join(parts))
    return {form: sign for form, sign in found.items() if len(form) <= MAX_FORM_CHARS and not form.isdigit()}
