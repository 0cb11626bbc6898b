"""What searches filter by, as words of the full-text index that nobody can type.

Each mark is one token of FTS5's `unicode61`, which takes private-use characters for letters: a first character that
says of what kind it is, then the value with everything but letters and digits spelled in private use too.
"""

from __future__ import annotations

ANY = "\ue000"
"""The mark of every article."""

DATED = "\ue001"
"""The mark of articles with a day of publication."""

SAMPLES = ((8, "\ue005"), (32, "\ue006"), (128, "\ue007"), (512, "\ue008"))
"""Marks of samples: one article in so many has them, by its id, so that samples are spread over all days and sources.
What stands in more articles than can be counted quickly is counted in a sample."""

_SOURCE, _COUNTRY, _LANGUAGE = "\ue002", "\ue003", "\ue004"
_SPELLED = 0xE100
"""Where the characters that are no letters or digits go: U+E100 on, by their code (ASCII only)."""


def mark_source(source: str) -> str:
    """Of a source's articles."""
    return _SOURCE + _spell(source)


def mark_country(country: str) -> str:
    """Of the articles from a country, by its ISO 3166 code in either case."""
    return _COUNTRY + _spell(country.lower())


def mark_language(language: str) -> str:
    """Of the articles in a language, by its ISO 639 code in either case."""
    return _LANGUAGE + _spell(language.lower())


def list_marks(article_id: int, source: str, country: str, language: str | None, *, is_dated: bool) -> str:
    """All marks of an article, with spaces between."""
    marks = [ANY, mark_source(source), mark_country(country)]
    if is_dated:
        marks.append(DATED)
    if language:
        marks.append(mark_language(language))
    marks += [mark for share, mark in SAMPLES if article_id % share == 0]
    return " ".join(marks)


def _spell(value: str) -> str:
    # Capitals are spelled too: the index knows lower case only.
    return "".join(
        c if c.isascii() and (c.islower() or c.isdigit()) else chr(_SPELLED + min(ord(c), 0xFFF)) for c in value
    )
