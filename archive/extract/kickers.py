"""A kicker within a heading: `<h2><span>Rail</span> <span>Town votes for a train</span></h2>`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.keys import key_of
from archive.extract.tree import text_of

_LEAST_KEY = 12
_MOST_INNER = 40
_MARKS = " :|·•/–—-»>"


def cut_kicker(text: str, heading: HtmlElement | None, headlines: Sequence[tuple[str, str]]) -> str:
    """A heading's text without the kicker that stands in an element of its own, and that no claimed headline has."""
    if heading is None or not len(heading) or not headlines:
        return text
    key, known = key_of(text), {key_of(headline) for headline, _ in headlines}
    if key in known:
        return text
    for end in sorted(known, key=len, reverse=True):
        if _LEAST_KEY <= len(end) < len(key) < 2 * len(end) and key.endswith(end):
            kicker = key.removesuffix(end)
            inner = (key_of(text_of(one)) for one in islice(heading.iterdescendants(), _MOST_INNER))
            if any(one in {kicker, end} for one in inner):
                return _cut(text, kicker)
    return text


def _cut(text: str, kicker: str) -> str:
    """The text behind the words that make a key; the whole where no words do."""
    words = text.split()
    for count in range(1, len(words)):
        if key_of(" ".join(words[:count])) == kicker:
            return " ".join(words[count:]).lstrip(_MARKS)
    return text
