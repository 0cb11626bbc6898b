"""Blocks to plain text: paragraphs, list items and table rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from archive.extract.blocks import Block
from archive.extract.signatures import drop_signature

_WRAP_CHARS = 120
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", ".“", ".”", '."', ".)", "!“", "?“")


def format_text(blocks: Sequence[Block]) -> str:
    """Paragraphs parted by a blank line, items one a line after `- `, table rows one a line with ` | `."""
    return "".join(
        f"{separator}{'- ' if starts_item else ''}{block.text}" for block, separator, starts_item in part_blocks(blocks)
    )


def part_blocks(blocks: Sequence[Block]) -> Iterator[tuple[Block, str, bool]]:
    """Each block, the white space that parts it from the one before, and whether it begins a list item."""
    before: Block | None = None
    wrapped = _find_wrapped(blocks)
    # A signature is no sentence of the text, but the author is read from it: it leaves here, not before.
    for block in drop_signature(blocks):
        yield block, _separator(before, block, wrapped), _starts_item(before, block)
        before = block


def _starts_item(before: Block | None, block: Block) -> bool:
    return block.item is not None and (before is None or before.item is not block.item)


def _separator(before: Block | None, block: Block, wrapped: Collection[HtmlElement]) -> str:
    if before is None:
        return ""
    if block.item is not None and before.item is not None:
        return " " if block.item is before.item else "\n"
    if block.table is not None and block.table is before.table:
        return "\n"
    if block.soft and before.element is block.element:
        is_wrap = block.element in wrapped and len(before.text) <= _WRAP_CHARS
        return " " if is_wrap or not _is_parted(before.text, block.text) else "\n\n"
    return "\n\n"


def _find_wrapped(blocks: Sequence[Block]) -> set[HtmlElement]:
    """Elements whose paragraphs are parted by empty lines and whose lines are broken by hand within them."""
    lines: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        lines.setdefault(block.element, []).append(block)
    return {
        element
        for element, own in lines.items()
        if any(not block.soft for block in own[1:]) and sum(_is_wrapped(one, two) for one, two in pairwise(own)) >= 2
    }


def _is_wrapped(before: Block, block: Block) -> bool:
    return block.soft and not _is_parted(before.text, block.text)


def _is_parted(before: str, after: str) -> bool:
    """Whether a single line break stands between two sentences, not within one."""
    return before.endswith(_SENTENCE_ENDS) and not after[:1].islower()
