"""Pages that no platform rule fits: trafilatura says where the article lies, its own lines are kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from copy import deepcopy
from functools import cache

from lxml.etree import SubElement, iterwalk
from lxml.html import Element, HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.body import Extent
from archive.extract.lines import is_address_line
from archive.extract.title import key_of

_MAX_DEPTH = 150
"""Levels that trafilatura's recursive steps bear; deeper pages are read without it."""
_MAX_ELEMENTS = 20_000
_THIN_CHARS = 150
_THIN_SHARE = 0.3
_PREFIX_CHARS = 40
_SHORTEST_KEY = 8


def narrow_blocks(blocks: list[Block], extent: Extent) -> list[Block]:
    """The blocks from the first to the last that trafilatura takes for text, with their close neighbours.

    All blocks when trafilatura finds little: it is asked for the edges, not for the words.
    """
    if len(blocks) < 2 or not _is_bearable(extent.scope):
        return blocks
    text = _ask_trafilatura(extent.scope)
    if len(text) < max(_THIN_CHARS, _THIN_SHARE * sum(len(block.text) for block in blocks)):
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
    for precise in (True, False):
        page = Element("html")
        part = deepcopy(scope)
        if part.tag not in {"article", "main", "section", "div"}:
            part.tag = "div"  # Trafilatura finds nothing in a table's cell that stands alone.
        part.tail = None
        SubElement(page, "body").append(part)
        text = _trafilatura()(page, fast=True, favor_precision=precise, include_comments=False, with_metadata=False)
        if text and len(text) >= _THIN_CHARS:
            return clean_text(text)
    return ""


@cache
def _trafilatura() -> Callable[..., str | None]:
    # A second to import: only in a worker that meets such a page.
    from trafilatura import extract  # noqa: PLC0415

    # It warns of every element that it finds no text in; those are read without it, or reported by us.
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    found: Callable[..., str | None] = extract
    return found


def _is_confirmed(block: Block, known: str) -> bool:
    key = key_of(block.text)[:_PREFIX_CHARS]
    return len(key) >= _SHORTEST_KEY and key in known


def _is_neighbour(block: Block, confirmed: Block) -> bool:
    """Whether a block stands in the same element, or is text of the same kind beside it."""
    if block.element is confirmed.element or block.prose or is_address_line(block.text):
        return True
    return block.element.getparent() is confirmed.element.getparent()


def _is_bearable(scope: HtmlElement) -> bool:
    depth = 0
    for count, (event, _) in enumerate(iterwalk(scope, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH or count > 2 * _MAX_ELEMENTS:
            return False
    return True
