"""Pages of the wide world, where trafilatura knows more than we do: its lines, cleaned at head and tail."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.extract.alikes import add_left_out
from archive.extract.blocks import Block, Page
from archive.extract.body import is_head_noise, is_tail_noise
from archive.extract.disclaimers import strip_disclaimers
from archive.extract.keys import key_of
from archive.extract.lines import cut_pointer_label, cut_pointer_words, find_line_kind
from archive.extract.opinion import ask_about_page, find_confirmed
from archive.extract.promotions import is_newsletter_line
from archive.extract.title import Title

_THIN_SHARE = 0.3
_COVERED_SHARE = 0.6
_MAX_BLOCKS = 5_000
_POINTER_LINK_SHARE = 0.5
_ALL_LINK = 0.9
_ASIDES = frozenset({"share", "advert"})


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
    return _clean_edges([page.blocks[index] for index in add_left_out(page, chosen, own)], title)


def _below_title(page: Page, chosen: list[int], title: Title) -> list[int]:
    """What is chosen below the title; all of it where most stands above: then it is no title of this text."""
    if title.last is None:
        return chosen
    below = [index for index in chosen if index > title.last]
    chars = sum(len(page.blocks[index].text) for index in chosen)
    return below if sum(len(page.blocks[index].text) for index in below) * 2 >= chars else chosen


def _clean_edges(blocks: list[Block], title: Title) -> list[Block]:
    keys = {key_of(title.text)}
    start, end = 0, len(blocks)
    while start < end and is_head_noise(blocks[start], keys):
        start += 1
    while end > start and (_is_pointer(blocks[end - 1]) or is_tail_noise(blocks[end - 1], keys)):
        end -= 1
    return [block for block in _drop_insets(strip_disclaimers(blocks[start:end])) if not _is_promotion(block)]


def _drop_insets(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the pointers to other articles, and without the linked titles below such a heading."""
    kept: list[Block] = []
    below = False
    for block in blocks:
        is_heading = find_line_kind(block.text) == "related"
        below = is_heading or (below and block.link_share >= _ALL_LINK)
        if not below and not _is_pointer(block):
            kept.append(block)
    return kept


def _is_promotion(block: Block) -> bool:
    return find_line_kind(block.text) in _ASIDES or is_newsletter_line(block.text)


def _is_pointer(block: Block) -> bool:
    """Whether a line leads to another article: `Read more: …`, or such a label that stands alone."""
    rest = cut_pointer_label(block.text)
    if rest is not None:
        return not rest or block.link_share >= _POINTER_LINK_SHARE
    rest = cut_pointer_words(block.text) if block.links else None
    return rest is not None and block.link_chars >= _ALL_LINK * len(rest.replace(" ", ""))
