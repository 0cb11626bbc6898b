"""What a user types, as a MATCH expression of FTS5, in which user text only ever stands between quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.search.terms import split_terms

MAX_PHRASES = 64
"""Typed phrases and words beyond this many are left out: FTS5 has limits, and so has patience."""

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟″", '"'))
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))(?P<star>(?<=")\*)?')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand side by side."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    """Whether the last term is only the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must hold, and must not."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()


def parse_query(words: str) -> Query:
    """Reads `word`, `begin*`, `"a phrase"` and `-unwanted`; anything else is words. Never raises."""
    wanted: dict[Phrase, None] = {}
    unwanted: dict[Phrase, None] = {}
    for part in _PART.finditer(words.translate(_QUOTES)):
        text = part["phrase"] if part["phrase"] is not None else part["word"]
        is_prefix = part["star"] is not None or (part["word"] or "").endswith("*")
        terms = split_terms(text)
        if terms:
            (unwanted if part["minus"] else wanted).setdefault(Phrase(terms, is_prefix))
    return Query(tuple(wanted)[:MAX_PHRASES], tuple(unwanted)[:MAX_PHRASES])


def format_match(query: Query) -> str | None:
    """The FTS5 expression; None when nothing is wanted, which finds nothing."""
    if not query.wanted:
        return None
    match = " AND ".join(_format_phrase(phrase) for phrase in query.wanted)
    if not query.unwanted:
        return match
    return f"({match}) NOT ({' OR '.join(_format_phrase(phrase) for phrase in query.unwanted)})"


def _format_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"' + (" *" if phrase.is_prefix else "")
