"""Type that is set larger than the text around it, by the marks that typists and old editors leave."""

from __future__ import annotations

import re
from itertools import islice

from archive.extract.blocks import Block
from archive.extract.tree import attribute, iter_upwards, text_of

_SIZE = re.compile(
    r"font-size\s*:\s*(?:(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>px|pt|r?em|%)|(?P<word>x+-large|larger|large))", re.I
)
_LEAST = {"px": 18.0, "pt": 13.5, "em": 1.15, "rem": 1.15, "%": 115.0}
_LEAST_FONT = 4
_MOST_CHARS = 200
_MOST_INNER = 8


def is_large(block: Block) -> bool:
    """Whether a short line is in large type from end to end, without being a heading."""
    if len(block.text) > _MOST_CHARS:
        return False
    inner = [
        one for one in islice(block.element.iterdescendants(), _MOST_INNER) if len(text_of(one)) >= len(block.text)
    ]
    return any(
        _is_large_style(attribute(one, "style")) or _is_large_font(attribute(one, "size")) for one in inner
    ) or any(_is_large_style(attribute(one, "style")) for one in islice(iter_upwards(block.element), 1))


def _is_large_style(style: str) -> bool:
    match = _SIZE.search(style) if style else None
    if match is None:
        return False
    return match["word"] is not None or float(match["number"]) >= _LEAST[match["unit"].lower()]


def _is_large_font(size: str) -> bool:
    return size.startswith("+") or (size.isdigit() and int(size) >= _LEAST_FONT)
