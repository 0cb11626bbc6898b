"""The words around a match, whatever form it has."""

from __future__ import annotations

from collections.abc import Iterable

from archive.search.matching import Match, Matcher
from archive.search.words.splitting import normalize_text, split_forms, split_words

WORDS = 32
"""Length of a snippet, in words."""

_BEFORE = 6
"""Words shown before the first match."""

_MATCHES = 500
"""The best place is looked for among the first so many matches."""

OPEN, CLOSE = "«", "»"


def make_snippet(matcher: Matcher, texts: Iterable[str]) -> str:
    """Words of the first text that has a match, else of the first with words; matches between « and », in one line."""
    beginning = ""
    for given in texts:
        text = normalize_text(given)
        forms = split_forms(text)
        matches = sorted(matcher.iter_matches(forms), key=lambda one: (one.start, -one.length))
        if matches:
            return _cut(text, len(forms), matches)
        beginning = beginning or (_cut(text, len(forms), []) if forms else "")
    return beginning


def _cut(text: str, count: int, matches: list[Match]) -> str:
    """The best part of a text of `count` words."""
    start = max(0, min(_best_window(matches) - _BEFORE, count - WORDS))
    end = min(start + WORDS, count)
    words = split_words(text, start, end)
    at = 0 if start == 0 else words[0].start
    parts = ["…"] if start else []
    for match in matches:
        if match.start < start or match.start + match.length > end:
            continue
        first, last = words[match.start - start], words[match.start + match.length - 1 - start]
        if first.start < at:
            continue
        parts += [_plain(text[at : first.start]), OPEN, text[first.start : last.end], CLOSE]
        at = last.end
    parts.append(_plain(text[at : len(text) if end == count else words[-1].end]))
    line = " ".join("".join(parts).split())
    return line if end == count else f"{line}…"


def _best_window(matches: list[Match]) -> int:
    """The match to begin before: the one whose window holds the most groups, then the most matches."""
    best, at = (-1, 0.0), 0
    looked_at = matches[:_MATCHES]
    for number, match in enumerate(looked_at):
        within = [one for one in looked_at[number : number + WORDS] if one.start < match.start + WORDS - _BEFORE]
        value = (len({one.group for one in within}), sum(one.weight for one in within))
        if value > best:
            best, at = value, match.start
    return at


def _plain(text: str) -> str:
    # The marks shall be matches only.
    return text.replace(OPEN, '"').replace(CLOSE, '"')
