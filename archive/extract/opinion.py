"""What trafilatura takes for the text of a page, and which of the page's lines that is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from copy import deepcopy
from functools import cache
from itertools import accumulate

from lxml.etree import SubElement, iterwalk
from lxml.html import Element, HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.keys import key_of

THIN_CHARS = 150
"""Fewer characters than an article's text has."""
_MAX_DEPTH = 150
"""Levels that trafilatura's recursive steps bear; deeper pages are read without it."""
_MAX_ELEMENTS = 8_000
"""Elements of a page that it reads within a second."""
_MAX_CLASS_CHARS = 5_000
"""Of one element; trafilatura looks through them again and again."""
_KEY_CHARS = 40
_LONG_KEY = 20
_WINDOW_CHARS = 60_000
_SLACK_CHARS = 6


def ask_about_page(root: HtmlElement, least: int) -> str:
    """The text of a page in lines: the precise one, the usual one where that is below `least`; empty when none."""
    if not is_bearable(root):
        return ""
    for precise in (True, False):
        text = _extract()(root, favor_precision=precise, include_comments=False, with_metadata=False) or ""
        if len(text) >= max(THIN_CHARS, least):
            return text
    return ""


def ask_about_part(scope: HtmlElement) -> str:
    """The text of a part of a page as one line; empty when it finds little or the part is too deep or too large."""
    if not is_bearable(scope):
        return ""
    for precise in (True, False):
        page = Element("html")
        part = deepcopy(scope)
        if part.tag not in {"article", "main", "section", "div"}:
            part.tag = "div"  # Trafilatura finds nothing in a table's cell that stands alone.
        part.tail = None
        SubElement(page, "body").append(part)
        text = _extract()(page, fast=True, favor_precision=precise, include_comments=False, with_metadata=False)
        if text and len(text) >= THIN_CHARS:
            return clean_text(text)
    return ""


def find_confirmed(blocks: Sequence[Block], text: str) -> list[int]:
    """Indices of the blocks that stand in a text, in its order; short ones only where they follow another."""
    keys = [key_of(line) for line in text.splitlines()]
    ends = [*accumulate(map(len, keys))]
    known, bounds = "".join(keys), {0, *ends}
    found: list[int] = []
    cursor = 0
    for index, block in enumerate(blocks):
        end = _find_key(key_of(block.text), known, cursor, bounds)
        if end is not None:
            found.append(index)
            cursor = end
    return found


def _find_key(key: str, known: str, cursor: int, bounds: Collection[int]) -> int | None:
    """Where a key ends in the known text: close behind `cursor`, or far behind it where it makes whole lines."""
    if not key:
        return None
    is_long = len(key) >= _LONG_KEY
    near = cursor + len(key) + (len(key) + _KEY_CHARS if is_long else _SLACK_CHARS)
    at = known.find(key, cursor, near)
    if at >= 0:
        return at + len(key)
    if not is_long:
        return None
    at = known.find(key, cursor, cursor + _WINDOW_CHARS)
    if at in bounds and at + len(key) in bounds:
        return at + len(key)
    # A line of which trafilatura left a link or a note out: its begin or its end stands where it must.
    for part in (key[:_KEY_CHARS], key[-_KEY_CHARS:]):
        at = known.find(part, cursor, near)
        if at >= 0:
            return at + len(part)
    return None


def is_bearable(scope: HtmlElement) -> bool:
    """Whether a part of a page is neither too deep nor too large to be asked about."""
    depth = 0
    for count, (event, element) in enumerate(iterwalk(scope, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH or count > 2 * _MAX_ELEMENTS:
            return False
        if event == "start" and len(element.get("class") or "") + len(element.get("id") or "") > _MAX_CLASS_CHARS:
            return False
    return True


@cache
def _extract() -> Callable[..., str | None]:
    # A second to import: only in a worker that meets such a page.
    from trafilatura import extract  # noqa: PLC0415

    # It warns of every element that it finds no text in; those are read without it, or reported by us.
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    found: Callable[..., str | None] = extract
    return found
