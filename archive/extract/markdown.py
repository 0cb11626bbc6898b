"""Blocks to Markdown: headings, lists, tables, links, bold lines, beside the plain text of the same blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.serialise import part_blocks
from archive.extract.tree import attribute, text_of
from archive.urls import join_url

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_BEGIN = re.compile(r"^(?:#{1,6}|[-+>]|\d{1,9}(?=[.)]))(?=[\s.)])")
_CELL = " | "
_HEADING_LEVELS = 2


def format_markdown(blocks: Sequence[Block], *, url: str = "") -> str:
    """CommonMark with tables; `url`: the page's address, by which links become absolute."""
    pieces: list[str] = []
    before: Block | None = None
    for block, separator, starts_item in part_blocks(blocks):
        pieces += (separator, _format_block(block, before, url, starts_item=starts_item))
        before = block
    return "".join(pieces)


def _format_block(block: Block, before: Block | None, url: str, *, starts_item: bool) -> str:
    if block.table is not None:
        return _format_row(block.text, is_first=before is None or before.table is not block.table)
    text = _format_inline(block, url)
    if starts_item:
        return f"{_bullet(block.item)} {text}"
    level = _level(block.element)
    if level and block.item is None:
        return f"{'#' * level} {text}"
    if block.is_bold and block.item is None and not block.soft:
        return f"**{text}**"
    return _BEGIN.sub(lambda match: f"\\{match.group()}" if not match.group().isdigit() else match.group(), text)


def _format_row(text: str, *, is_first: bool) -> str:
    cells = [_escape(cell).replace("|", "\\|") for cell in text.split(_CELL)]
    row = f"| {_CELL.join(cells)} |"
    return f"{row}\n|{' --- |' * len(cells)}" if is_first else row


def _format_inline(block: Block, url: str) -> str:
    """A block's text with its links; a link whose words are not found in the text is left out."""
    pieces: list[str] = []
    rest = block.text
    for link in block.links:
        words, target = clean_text(text_of(link)), attribute(link, "href")
        address = (join_url(url, target) if url else target) or ""
        at = rest.find(words) if words and _may_lead(address) else -1
        if at < 0:
            continue
        pieces += (_escape(rest[:at]), f"[{_escape(words)}]({_format_address(address)})")
        rest = rest[at + len(words) :]
    return "".join((*pieces, _escape(rest)))


def _may_lead(address: str) -> bool:
    scheme = address.partition(":")[0].lower() if ":" in address.partition("/")[0] else ""
    return bool(address) and not address.startswith("#") and scheme in {"", "http", "https", "mailto", "tel"}


def _format_address(address: str) -> str:
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _bullet(item: HtmlElement | None) -> str:
    parent = item.getparent() if item is not None else None
    if item is None or parent is None or parent.tag != "ol":
        return "-"
    return f"{1 + len([*item.itersiblings('li', preceding=True)])}."


def _level(element: HtmlElement) -> int:
    """The level of the heading that an element is or stands in; 0 for none."""
    current: HtmlElement | None = element
    for _ in range(_HEADING_LEVELS):
        if current is None:
            return 0
        if current.tag in _LEVELS:
            return _LEVELS[current.tag]
        current = current.getparent()
    return 0
