"""The lines of a page that title rules name, and those in elements whose class says title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.regions import class_words

_TITLE_WORDS = re.compile(
    r"\b(?:\w*title|titulas|\w*heading|headline|antraste\w*|pavadinim\w*|virsrakst\w*|pealkiri|newsname"
    r"|\w*naujiena|tema|display)\b"
)
_MOST_CLASSED = 2
_MOST_CHOSEN = 8


@dataclass(slots=True)
class TitleMarks:
    """Block indices that may be a title, by class or by rule."""

    classed: set[int] = field(default_factory=set)
    ranks: dict[int, int] = field(default_factory=dict)
    """Block index to the place of the first rule that names it."""


def mark_titles(page: Page, chosen: Sequence[HtmlElement]) -> TitleMarks:
    """The marks of a page; `chosen` are the elements that title rules name, most specific first."""
    marks = TitleMarks()
    for element, (start, end) in page.spans.items():
        if 0 < end - start <= _MOST_CLASSED and _names_title(element):
            marks.classed.update(range(start, end))
    for order, element in enumerate(chosen):
        start, end = page.spans.get(element, (0, 0))
        if end - start <= _MOST_CHOSEN:
            for index in range(start, end):
                marks.ranks.setdefault(index, order)
    return marks


def _names_title(element: HtmlElement) -> bool:
    return (element.get("class") or element.get("id")) is not None and _has_title_word(class_words(element))


@lru_cache(maxsize=4_096)
def _has_title_word(words: str) -> bool:
    return _TITLE_WORDS.search(words) is not None
