"""Sections that only point to an article on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.lines import find_line_kind
from archive.extract.links import is_attachment, is_image_link
from archive.extract.openers import is_heading, read_plain_date
from archive.extract.title import Title
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.urls import host_of, join_url

_TITLE_CHARS = 12
_LEAD_CHARS = 600
_LEAST_TEASERS = 2
_POINTED_SHARE = 0.8
_LINK_SHARE = 0.95
_DATED_SHARE = 0.75


def leads_away(link: HtmlElement, url: str) -> bool:
    """Whether a link leads to another page of the same site: not to a file, a part of this page, or elsewhere."""
    href = attribute(link, "href")
    target = join_url(url, href) if href.partition("#")[0] else None
    if target is None or is_attachment(href) or is_image_link(href) or host_of(target) != host_of(url):
        return False
    return urlsplit(target)[2:4] != urlsplit(url)[2:4] and "tag" not in attribute(link, "rel").split()


def count_teasers(page: Page, title: Title, blocks: Sequence[Block], url: str) -> int:
    """How many headings lead to articles on other pages when the page is nothing but their list; else 0."""
    if not blocks:
        return 0
    if title.first is not None and _is_head(page.blocks[title.first], url):
        make = _make_of(page.blocks[title.first])
        return _count_targets([one for one in page.blocks if _make_of(one) == make and _is_head(one, url)])
    first, last = page.blocks.index(blocks[0]), page.blocks.index(blocks[-1])
    heads = find_heads(page, first, last + 1, url)
    if not heads:
        return 0
    before = sum(one.prose for one in page.blocks[first : heads[0]] if one in blocks)
    total = sum(len(one.text) for one in blocks)
    longest = max(
        sum(len(one.text) for one in page.blocks[start + 1 : end] if one in blocks)
        for start, end in zip(heads, [*heads[1:], last + 1], strict=True)
    )
    is_short = longest <= _LEAD_CHARS or _count_dated(page, heads) >= _DATED_SHARE * len(heads)
    is_all = before <= (1 - _POINTED_SHARE) * total and is_short
    return _count_targets([page.blocks[index] for index in heads]) if is_all else 0


def find_teaser_row(page: Page, title: Title, blocks: Sequence[Block], url: str) -> int | None:
    """Index where the teasers of other articles begin that are all there is below a title; None where there is text."""
    if not blocks or title.last is None:
        return None
    first, last = page.blocks.index(blocks[0]), page.blocks.index(blocks[-1])
    above = range(title.last + 1, first)
    related = next((index for index in above if find_line_kind(page.blocks[index].text) == "related"), None)
    if related is not None:
        return related
    heads = find_heads(page, title.last + 1, last + 1, url)
    if not heads or heads[0] > first or _count_targets([page.blocks[index] for index in heads]) < _LEAST_TEASERS:
        return None
    cards = zip(heads, [*heads[1:], last + 1], strict=True)
    longest = max(sum(len(one.text) for one in page.blocks[start + 1 : end]) for start, end in cards)
    return heads[0] if longest <= _LEAD_CHARS else None


def find_heads(page: Page, first: int, end: int, url: str) -> list[int]:
    """Indices of the lines that are a link to another page: headings of one make, else lines by themselves."""
    found = [index for index in range(first, end) if _is_head(page.blocks[index], url)]
    return found or [index for index in range(first, end) if _is_link_line(page.blocks[index], url)]


def _is_link_line(block: Block, url: str) -> bool:
    if block.region == "junk" or block.item is not None or block.table is not None or len(block.links) != 1:
        return False
    if block.link_share < _LINK_SHARE or len(block.text) < _TITLE_CHARS or find_line_kind(block.text) is not None:
        return False
    return leads_away(block.links[0], url)


def _count_dated(page: Page, heads: Sequence[int]) -> int:
    """How many heads have a date on a line beside them."""
    return sum(
        any(read_plain_date(block) is not None for block in page.blocks[max(0, index - 1) : index + 3])
        for index in heads
    )


def _count_targets(heads: Sequence[Block]) -> int:
    return len({attribute(head.links[0], "href") for head in heads})


def _make_of(block: Block) -> tuple[str, int]:
    return str(block.element.tag), sum(1 for _ in block.element.iterancestors())


def _is_head(block: Block, url: str) -> bool:
    """Whether a line is a heading, or a line by itself, that is a link to another page."""
    if block.region == "junk" or block.link_share < 0.8 or not block.links:
        return False
    if not any(is_heading(one) for one in [*iter_upwards(block.element)][:3]) and not block.is_bold:
        return False
    return any(leads_away(link, url) and len(text_of(link)) >= _TITLE_CHARS for link in block.links)
