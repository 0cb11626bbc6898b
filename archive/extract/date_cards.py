"""Whose a date is that stands among links: the article's own, or that of the article a link leads to."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.lines import find_line_kind
from archive.extract.links import is_attachment
from archive.extract.taglines import is_tag_link
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.urls import join_url

_DAY_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2])(?:/\d\d?)?)?/?$")
_CARD_BLOCKS = 6
_CARD_LEVELS = 4
_CARD_LINK_CHARS = 15
_FILE_CHARS = 5
_ROWS = frozenset({"tr", "li"})
_ROW_LEVELS = 3
_ROW_BLOCKS = 4


def is_of_itself(link: HtmlElement, url: str) -> bool:
    """Whether a date's link leads to the article itself or to the archive of its day or year, as blogs have it."""
    target = attribute(link, "href")
    if "bookmark" in attribute(link, "rel").split() or _DAY_ARCHIVE.search(target):
        return True
    return urlsplit(join_url(url, target) or "")[2:4] == urlsplit(url)[2:4]


def is_of_file(page: Page, index: int) -> bool:
    """Whether a date stands on the line or row of a linked file, or in brackets behind it: when the file came."""
    start, end = index, index + 1
    if page.blocks[index].text.startswith(("(", "[")):
        start = max(0, index - 1)
    for row in islice(iter_upwards(page.blocks[index].element), _ROW_LEVELS):
        first, last = page.spans.get(row, (start, end))
        if row.tag in _ROWS and last - first <= _ROW_BLOCKS:
            start, end = min(start, first), max(end, last)
    files = [link for block in page.blocks[start:end] for link in block.links]
    # An icon beside a date, `PDF`, leads to the article's own copy for the printer.
    return any(is_attachment(attribute(link, "href")) and len(text_of(link)) >= _FILE_CHARS for link in files)


def is_of_other(page: Page, index: int) -> bool:
    """Whether a date is a linked file's, or stands in a card of the article it is of; two links are the neighbours'."""
    if is_of_file(page, index):
        return True
    element = page.blocks[index].element
    for card in islice(iter_upwards(element), _CARD_LEVELS):
        start, end = page.spans.get(card, (0, 0))
        if end - start > _CARD_BLOCKS:
            return False
        links = [link for block in page.blocks[start:end] for link in block.links]
        if targets := {attribute(link, "href") for link in links if _is_title_link(link)}:
            return len(targets) == 1
    return False


def _is_title_link(link: HtmlElement) -> bool:
    target, text = attribute(link, "href"), text_of(link)
    if not target.partition("#")[0] or is_attachment(target) or is_tag_link(link):
        return False
    return len(text) >= _CARD_LINK_CHARS and find_line_kind(text) is None
