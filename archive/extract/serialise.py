"""Blocks to plain text: paragraphs, list items and table rows."""

from __future__ import annotations

from collections.abc import Sequence

from archive.extract.blocks import Block

_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", ".“", ".”", '."', ".)", "!“", "?“")


def format_text(blocks: Sequence[Block]) -> str:
    """Paragraphs parted by a blank line, items one a line after `- `, table rows one a line with ` | `."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        parts.append(_separator(before, block))
        parts.append(f"- {block.text}" if _starts_item(before, block) else block.text)
        before = block
    return "".join(parts)


def _starts_item(before: Block | None, block: Block) -> bool:
    return block.item is not None and (before is None or before.item is not block.item)


def _separator(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    if block.item is not None and before.item is not None:
        return " " if block.item is before.item else "\n"
    if block.table is not None and block.table is before.table:
        return "\n"
    if block.soft and before.element is block.element and not _is_parted(before.text, block.text):
        return " "
    return "\n\n"


def _is_parted(before: str, after: str) -> bool:
    """Whether a single line break stands between two sentences, not within one."""
    return before.endswith(_SENTENCE_ENDS) and not after[:1].islower()
