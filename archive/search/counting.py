"""The words of a text as the vocabulary counts them: each form once, and whether it is written as a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.search.words.splitting import sort_forms

MAX_FORM_CHARS = 60
"""Longer ones are no words: encoded files, keys, rows of a table without spaces."""

Tally = dict[str, tuple[dict[str, int], dict[str, int]]]
"""The words of many texts by language: in how many articles each form stands; and of the forms that some article has
otherwise than as a common word, in how many it may be a name, those in which it surely is one counted twice."""


@dataclass(frozen=True, slots=True)
class CountedWords:
    """The forms in one article or file."""

    language: str
    """Of its text; empty when it is not known."""
    forms: Mapping[str, int]
    """Lower-case forms: 1 where one is written as a name, -1 as a common word, 0 where that cannot be told."""


def count_words(row: Mapping[str, Any]) -> CountedWords:
    """Of an article with columns `title`, `lead`, `text`, `tags` and `language`."""
    return _count(row["language"], _join(row))


def count_file_words(text: str, language: str | None) -> CountedWords:
    """Of a file's text."""
    return _count(language, text)


def tally_words(rows: Iterable[Mapping[str, Any]]) -> Tally:
    """Of many articles: what `count_words` gives for each, added up, in half the time."""
    return _tally((row["language"], _join(row)) for row in rows)


def tally_file_words(rows: Iterable[Mapping[str, Any]]) -> Tally:
    """Of many files with columns `text` and `language`."""
    return _tally((row["language"], row["text"]) for row in rows)


def _tally(texts: Iterable[tuple[str | None, str]]) -> Tally:
    tally: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for language, text in texts:
        articles, others = tally.setdefault(language or "", (Counter(), Counter()))
        common, signs = sort_forms(text)
        articles.update(common)
        articles.update(signs.keys())
        for form, sign in signs.items():
            others[form] += sign + 1
    return {
        language: ({form: count for form, count in articles.items() if _is_counted(form)}, dict(others))
        for language, (articles, others) in tally.items()
    }


def _join(row: Mapping[str, Any]) -> str:
    return "\n".join((row["title"], row["lead"] or "", row["text"], *row["tags"]))


def _count(language: str | None, text: str) -> CountedWords:
    common, signs = sort_forms(text)
    forms = dict.fromkeys(common, -1) | signs
    return CountedWords(language or "", {form: sign for form, sign in forms.items() if _is_counted(form)})


def _is_counted(form: str) -> bool:
    return len(form) <= MAX_FORM_CHARS and not form.isdigit()
