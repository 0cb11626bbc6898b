"""Lines around an article's text that rules know to be dates, tags or authors."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.regions import BLOCK_TAGS
from archive.extract.title import Title
from archive.extract.tree import text_of

_MOST_CHARS = 250
_MOST_BLOCKS = 12
_COVERED_SHARE = 0.6


def mark_lines(page: Page, title: Title, elements: Iterable[HtmlElement]) -> None:
    """Mark the lines below a title that the elements hold, wholly or for the most part, as not its text."""
    after = title.last + 1 if title.last is not None else 0
    covered: dict[int, int] = {}
    for element in set(elements):
        start, end = page.spans.get(element, (0, 0))
        chars = sum(len(block.text) for block in page.blocks[start : min(end, start + _MOST_BLOCKS)])
        if start < after or end - start > _MOST_BLOCKS:
            continue
        if element.tag in BLOCK_TAGS and chars <= _MOST_CHARS:
            for index in range(start, end):
                covered[index] = len(page.blocks[index].text)
        elif end - start == 1 and len(text := text_of(element)) <= _MOST_CHARS:
            covered[start] = covered.get(start, 0) + len(text)
    for index, chars in covered.items():
        block = page.blocks[index]
        if not block.region and chars >= _COVERED_SHARE * len(block.text):
            block.region = "small"
