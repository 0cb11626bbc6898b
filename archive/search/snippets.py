"""The words around a match, whatever form it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.search.matching import Match, Matcher
from archive.search.planned import Group
from archive.search.words.splitting import Word, normalize_text, split_words

WORDS = 32
"""Length of a snippet, in words."""

_BEFORE = 6
"""Words shown before the first match."""

_MATCHES = 500
"""The best place is looked for among the first so many matches."""

OPEN, CLOSE = "«", "»"


def make_snippet(groups: Sequence[Group], texts: Iterable[str]) -> str:
    """Words of the first text that has a match, else of the first with words; matches between « and », in one line."""
    matcher = Matcher(groups)
    beginning = ""
    for given in texts:
        text = normalize_text(given)
        words = split_words(text)
        matches = sorted(matcher.iter_matches([word.form for word in words]), key=lambda one: (one.start, -one.length))
        if matches:
            return _cut(text, words, matches)
        beginning = beginning or (_cut(text, words, []) if words else "")
    return beginning


def _cut(text: str, words: list[Word], matches: list[Match]) -> str:
    first = _best_window(matches)
    start = max(0, min(first - _BEFORE, len(words) - WORDS))
    end = min(start + WORDS, len(words))
    at = 0 if start == 0 else words[start].start
    parts = ["…"] if start else []
    for match in matches:
        last = match.start + match.length - 1
        if match.start < start or last >= end or words[match.start].start < at:
            continue
        parts += [_plain(text[at : words[match.start].start]), OPEN, text[words[match.start].start : words[last].end]]
        parts.append(CLOSE)
        at = words[last].end
    parts.append(_plain(text[at : len(text) if end == len(words) else words[end - 1].end]))
    line = " ".join("".join(parts).split())
    return line if end == len(words) else f"{line}…"


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
