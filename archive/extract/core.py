"""Where most of a page's prose lies, before its title is known."""

from __future__ import annotations

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page

CELLS = frozenset({"td", "th"})
_MAIN_SHARE = 0.85
_PROSE_CHARS = 120
_GAP_BLOCKS = 3


def find_core(page: Page, body: HtmlElement) -> tuple[int, int]:
    """First and end index of the blocks of the element that holds most of the page's prose."""
    node = descend(page, body, 0)
    start, end = page.spans.get(node, (0, len(page.blocks)))
    return (_find_first_prose(page, start, end), end)


def _find_first_prose(page: Page, start: int, end: int) -> int:
    """Index of the first text: a long paragraph, or short ones of one kind and lines of one element together."""
    first, last, chars = start, start, 0
    for index in range(start, end):
        block = page.blocks[index]
        if not block.prose:
            continue
        if not chars or index - last > _GAP_BLOCKS or not _is_beside(page.blocks[last], block):
            first, chars = index, 0
        last, chars = index, chars + block.prose
        if chars >= _PROSE_CHARS:
            return first
    return start


def _is_beside(one: Block, other: Block) -> bool:
    if one.element is other.element:
        return True
    return one.element.tag == other.element.tag and depth_of(one.element) == depth_of(other.element)


def depth_of(element: HtmlElement) -> int:
    """How many elements are around one."""
    return len([*element.iterancestors()])


def descend(page: Page, top: HtmlElement, first: int) -> HtmlElement:
    """The innermost element below `top` that holds most of its prose from block `first` on."""
    node = top
    while True:
        whole = page.prose_of(node, first)
        if not whole:
            return node
        child = max(node, key=lambda one: page.prose_of(one, first), default=None)
        if child is None or page.prose_of(child, first) < _MAIN_SHARE * whole:
            return node
        start, end = page.spans[child]
        if end - start < 2 and child.tag not in CELLS:
            return node
        node = child
