"""Pages that no platform rule fits: trafilatura says which lines are article, and the page's own lines are kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.body import Extent
from archive.extract.title import key_of

_MAX_DEPTH = 150
"""Levels that trafilatura's recursive steps bear; deeper pages are read without it."""
_MAX_ELEMENTS = 20_000
_THIN_CHARS = 150
_PREFIX_CHARS = 40


def narrow_blocks(blocks: list[Block], extent: Extent) -> list[Block]:
    """The blocks from the first to the last that trafilatura takes for text, with their close neighbours.

    All blocks when trafilatura finds little: it is asked for the edges, not for the words.
    """
    if len(blocks) < 2 or not _is_bearable(extent.scope):
        return blocks
    text = _ask_trafilatura(extent.scope)
    if len(text) < max(_THIN_CHARS, 0.3 * sum(len(block.text) for block in blocks)):
        return blocks
    known = key_of(text)
    confirmed = [index for index, block in enumerate(blocks) if _is_confirmed(block, known)]
    if not confirmed:
        return blocks
    first, last = confirmed[0], confirmed[-1]
    while first and _is_neighbour(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _is_neighbour(blocks[last + 1], blocks[last]):
        last += 1
    return blocks[first : last + 1]


def _ask_trafilatura(scope: HtmlElement) -> str:
    # A second to import: only in a worker that meets such a page.
    from trafilatura import extract  # noqa: PLC0415

    for precise in (True, False):
        text = extract(
            deepcopy(scope), fast=True, favor_precision=precise, include_comments=False, include_tables=True, with_metadata=False
        )
        if text and len(text) >= _THIN_CHARS:
            return clean_text(text)
    return ""


def _is_confirmed(block: Block, known: str) -> bool:
    key = key_of(block.text)[:_PREFIX_CHARS]
    return len(key) >= 8 and key in known


def _is_neighbour(block: Block, confirmed: Block) -> bool:
    """Whether a block stands in the same element, or is text of the same kind beside it."""
    if block.element is confirmed.element or block.prose:
        return True
    return block.element.getparent() is confirmed.element.getparent() and block.link_share < 0.8


def _is_bearable(scope: HtmlElement) -> bool:
    depth = sum(1 for _ in scope.iterancestors())
    for count, element in enumerate(scope.iter()):
        if count > _MAX_ELEMENTS:
            return False
        if len(element) == 0 and count % 7 == 0 and sum(1 for _ in element.iterancestors()) - depth > _MAX_DEPTH:
            return False
    return True


