"""The articles of a page that holds several: what each is called, whatever is added above it later."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from archive.extract.months import fold
from archive.extract.reading import Reading
from archive.records import PublishedDate

_WORD = re.compile(r"[^\W_]+")
_MOST_CHARS = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a page that holds several."""

    name: str
    """Unique on its page."""
    reading: Reading
    published: PublishedDate | None
    elements: tuple[HtmlElement, ...]
    """The elements of its own section, in document order."""


def name_parts(entries: Sequence[tuple[str | None, str]]) -> list[str]:
    """A name for each (ISO date, title), in page order: `2015-07-15-vasaros-susitikimas`.

    Only twins get a number, and the newer ones of them: where the newest stand first, counting begins at the end.
    """
    plain = [_name(date, title) for date, title in entries]
    dates = [date for date, _ in entries if date]
    is_newest_first = len(dates) < 2 or dates[0] >= dates[-1]
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    taken = set(plain)
    for index in reversed(range(len(plain))) if is_newest_first else range(len(plain)):
        name = plain[index]
        seen[name] += 1
        if seen[name] > 1:
            while (numbered := f"{name}-{seen[name]}") in taken:
                seen[name] += 1
            taken.add(numbered)
            name = numbered
        names[index] = name
    return [names[index] for index in range(len(plain))]


def _name(date: str | None, title: str) -> str:
    words = "-".join(_WORD.findall(fold(title)))
    if len(words) > _MOST_CHARS:
        words = words[: _MOST_CHARS + 1].rpartition("-")[0] or words[:_MOST_CHARS]
    return "-".join(filter(None, (date, words))) or "part"
