"""Pages that no platform rule fits: at home our own lines within trafilatura's edges, elsewhere trafilatura's lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import Block
from archive.extract.body import Extent
from archive.extract.keys import key_of
from archive.extract.language import identify_language
from archive.extract.lines import is_address_line
from archive.extract.links import read_canonical
from archive.extract.opinion import THIN_CHARS, ask_about_part
from archive.extract.press import read_press

_HOME_DOMAINS = frozenset({"lt", "lv", "ee"})
_HOME_LANGUAGES = frozenset({"lt", "lv", "et"})
_HOME_LETTERS = re.compile("[āēģīķļņūėįųõ]", re.IGNORECASE)
"""Of our languages alone: `ą ę` are Polish too, `č š ž` Czech and Croatian, `ä ö ü` German."""
_FOREIGN_LETTERS = re.compile("[łśńźżřůěďťôãçćđßøåæ]", re.IGNORECASE)
_HOME_SHARE = 0.02
"""Of such letters, which no other language of the press has so often; without them its words are looked at."""
_SAMPLE_CHARS = 1_500
_THIN_SHARE = 0.3
_PREFIX_CHARS = 40
_LINK_SHARE = 0.5
_SHORTEST_KEY = 8


def narrow_blocks(blocks: list[Block], extent: Extent, *, url: str = "") -> list[Block]:
    """The blocks of an extent that are its article's text; `url` is the page's own address, when known."""
    root = extent.scope.getroottree().getroot()
    if extent.page is not None and extent.title is not None and not _is_home(blocks, root, url):
        press = read_press(extent.page, blocks, root, extent.title)
        if press:
            return press
    return _narrow_edges(blocks, extent.scope)


def _is_home(blocks: Sequence[Block], root: HtmlElement, url: str) -> bool:
    """Whether a page is of our countries, by its address or its language: small sites, of which we know more."""
    address = url or read_canonical(root, "") or ""
    host = urlsplit(address).hostname or ""
    if host.rpartition(".")[2] in _HOME_DOMAINS:
        return True
    sample = " ".join(block.text for block in blocks[:20])[:_SAMPLE_CHARS]
    own = len(_HOME_LETTERS.findall(sample))
    if len(_FOREIGN_LETTERS.findall(sample)) > own:
        return False
    if own >= _HOME_SHARE * len(sample) > 0:
        return True
    return identify_language(sample) in _HOME_LANGUAGES


def _narrow_edges(blocks: list[Block], scope: HtmlElement) -> list[Block]:
    """The blocks from the first to the last that trafilatura takes for text, with their close neighbours.

    All blocks when trafilatura finds little: it is asked for the edges, not for the words.
    """
    if _is_one_piece(blocks):
        return blocks
    text = ask_about_part(scope)
    if len(text) < max(THIN_CHARS, _THIN_SHARE * sum(len(block.text) for block in blocks)):
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


def _is_one_piece(blocks: Sequence[Block]) -> bool:
    """Whether each block is a neighbour of the next: whichever of them are confirmed, all others are with them."""
    # Asking costs more than finding the blocks did.
    return all(_is_neighbour(one, other) and _is_neighbour(other, one) for one, other in pairwise(blocks))


def _is_confirmed(block: Block, known: str) -> bool:
    key = key_of(block.text)[:_PREFIX_CHARS]
    return len(key) >= _SHORTEST_KEY and key in known


def _is_neighbour(block: Block, confirmed: Block) -> bool:
    """Whether a block stands in the same element, or is text of the same kind beside it."""
    if block.element is confirmed.element or block.prose or is_address_line(block.text):
        return True
    if block.item is not None:
        # Short items at the end of a text are what its last line or heading announces.
        return block.link_share < _LINK_SHARE and _holder_of(block) is _holder_of(confirmed)
    return block.element.getparent() is confirmed.element.getparent()


def _holder_of(block: Block) -> HtmlElement | None:
    """The element that holds a line, or the list that a line is an item of."""
    if block.item is None:
        return block.element.getparent()
    of_list = block.item.getparent()
    return of_list.getparent() if of_list is not None else None
