"""Boxes of related news that are set into a text, told from those that follow it: behind them the text goes on."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.extract.blocks import Block
from archive.extract.tree import attribute, iter_upwards

_LINK_SHARE = 0.3
_LEAST_CHARS = 60
_MOST_BLOCKS = 20


def find_text_behind(blocks: Sequence[Block], heading: int) -> int | None:
    """Index of the line where the text goes on behind the box of a heading; None when the heading ends the text."""
    before = next((block for block in reversed(blocks[:heading]) if block.prose), None)
    if before is None:
        return None
    around = {*iter_upwards(blocks[heading].element)}
    for index in range(heading + 1, min(len(blocks), heading + 1 + _MOST_BLOCKS)):
        block = blocks[index]
        if block.prose < _LEAST_CHARS or block.link_share > _LINK_SHARE:
            continue
        holder = _find_common_holder(before.element, block.element)
        if holder is not None and holder in around and blocks[heading].element.getparent() is not holder:
            return index
    return None


def _find_common_holder(one: HtmlElement, other: HtmlElement) -> HtmlElement | None:
    """What holds two paragraphs, each by itself or in a wrapper of one class; None when they are made otherwise."""
    if one.tag != other.tag or attribute(one, "class") != attribute(other, "class"):
        return None
    parent, others = one.getparent(), other.getparent()
    if parent is others or parent is None or others is None:
        return parent
    names = attribute(parent, "class")
    is_same = parent.tag == others.tag and names and names == attribute(others, "class")
    return parent.getparent() if is_same and parent.getparent() is others.getparent() else None
