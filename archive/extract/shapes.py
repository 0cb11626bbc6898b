"""Lists and tables by their shape: rows of facts and lines of a list, or whole articles laid out in them."""

from __future__ import annotations

from itertools import accumulate

from lxml.html import HtmlElement

from archive.extract.regions import BLOCK_TAGS, Region, is_hidden

_LINE_TAGS = ("br", "p", "div", "h1", "h2", "h3", "h4", "table")
_MOST_BLOCKS = 3
_MOST_BREAKS = 4
_ITEM_CHARS = 900
_CELL_CHARS = 300
_MOST_INLINE = 10


def is_plain_item(item: HtmlElement) -> bool:
    """Whether a list item is one line of a list, not a whole article within a bullet."""
    if not len(item) or (len(item) == 1 and not len(item[0])):
        return True
    blocks = breaks = 0
    for part in item.iterdescendants(*_LINE_TAGS):
        if part.tag == "br":
            breaks += 1
        else:
            blocks += 1
        if blocks > _MOST_BLOCKS or breaks > _MOST_BREAKS:
            return False
    return (blocks <= 1 and breaks <= 2) or not _is_longer(item, _ITEM_CHARS)


def holds_block(element: HtmlElement) -> bool:
    """Whether an element has lines of its own in it."""
    return any(child.tag in BLOCK_TAGS for child in element.iterdescendants())


def is_inline_junk(element: HtmlElement, region: Region) -> bool:
    """Whether an element within a line is no part of it: hidden, or small and junk by its name."""
    if region == "junk":
        return is_hidden(element) or (len(element) < _MOST_INLINE and not holds_block(element))
    return element.get("role") is not None and is_hidden(element)


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds rows of facts; old templates lay whole pages out in tables."""
    rows = cells = 0
    for element in table.iterdescendants():
        tag = element.tag
        if tag in {"table", "h1", "h2", "h3", "form", "ul"}:
            return False
        if tag == "tr":
            rows += 1
        elif tag in {"td", "th"}:
            cells += 1
            if _is_longer(element, _CELL_CHARS):
                return False
    return rows >= 2 and cells > rows


def _is_longer(element: HtmlElement, chars: int) -> bool:
    counts = accumulate(len(str(piece)) for piece in element.itertext())
    return any(count > chars for count in counts)
