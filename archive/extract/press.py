"""Pages of the wide world, where trafilatura knows more than we do: its lines, cleaned at head and tail."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.body import is_head_noise, is_tail_noise
from archive.extract.disclaimers import strip_disclaimers
from archive.extract.lines import cut_pointer_label, find_line_kind
from archive.extract.opinion import ask_about_page, find_confirmed
from archive.extract.title import Title, key_of

_THIN_SHARE = 0.3
_COVERED_SHARE = 0.6
_GAP_BLOCKS = 2
_GAP_LINK_SHARE = 0.3
_MAX_BLOCKS = 5_000
_POINTER_LINK_SHARE = 0.5


def read_press(page: Page, own: Sequence[Block], root: HtmlElement, title: Title) -> list[Block]:
    """The page's blocks that trafilatura takes for text; empty when it finds little, or lines we do not have."""
    if len(page.blocks) > _MAX_BLOCKS:
        return []
    text = ask_about_page(root, int(_THIN_SHARE * sum(len(block.text) for block in own)))
    if not text:
        return []
    chosen = _below_title(page, find_confirmed(page.blocks, text), title)
    if sum(len(page.blocks[index].text) for index in chosen) < _COVERED_SHARE * len(text) - len(title.text):
        return []
    return _clean_edges([page.blocks[index] for index in _fill_gaps(page, chosen)], title)


def _below_title(page: Page, chosen: list[int], title: Title) -> list[int]:
    """What is chosen below the title; all of it where most stands above: then it is no title of this text."""
    if title.last is None:
        return chosen
    below = [index for index in chosen if index > title.last]
    chars = sum(len(page.blocks[index].text) for index in chosen)
    return below if sum(len(page.blocks[index].text) for index in below) * 2 >= chars else chosen


def _fill_gaps(page: Page, chosen: Sequence[int]) -> list[int]:
    """The chosen lines with the one or two of the same make that are missing between two of them."""
    filled: list[int] = []
    for index in chosen:
        if filled and 1 < index - filled[-1] <= _GAP_BLOCKS + 1:
            before = page.blocks[filled[-1]]
            gap = range(filled[-1] + 1, index)
            filled += [one for one in gap if _is_alike(page.blocks[one], before, page.blocks[index])]
        filled.append(index)
    return filled


def _is_alike(block: Block, before: Block, after: Block) -> bool:
    if not block.prose or block.link_share > _GAP_LINK_SHARE:
        return False
    return any(
        one.element.tag == block.element.tag and one.element.getparent() is block.element.getparent()
        for one in (before, after)
    )


def _clean_edges(blocks: list[Block], title: Title) -> list[Block]:
    keys = {key_of(title.text)}
    start, end = 0, len(blocks)
    while start < end and is_head_noise(blocks[start], keys):
        start += 1
    while end > start and (_is_pointer(blocks[end - 1]) or is_tail_noise(blocks[end - 1], keys)):
        end -= 1
    text = strip_disclaimers(blocks[start:end])
    return [block for block in text if not _is_pointer(block) and find_line_kind(block.text) != "share"]


def _is_pointer(block: Block) -> bool:
    """Whether a line leads to another article: `Read more: …`, or such a label that stands alone."""
    rest = cut_pointer_label(block.text)
    return rest is not None and (not rest or block.link_share >= _POINTER_LINK_SHARE)
