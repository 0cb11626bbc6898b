"""The smaller fields of an article: lead, authors, and the elements with its pictures and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.links import embedded_file
from archive.extract.published import DateSearch

_LEAD_CHARS = 60


def find_lead(blocks: Sequence[Block], page: Page, chosen: Sequence[HtmlElement]) -> str | None:
    """The text's opening that is marked up as its lead, by class or by bold type; None when there is none."""
    if not blocks:
        return None
    first = blocks[0]
    for element in chosen:
        own = page.blocks_of(element)
        if own and first in own:
            inside = [block for block in blocks if block in own]
            return " ".join(block.text for block in inside) if len(inside) < len(blocks) else None
    is_lead = first.is_bold and len(first.text) >= _LEAD_CHARS and len(blocks) > 1 and first.item is None
    return first.text if is_lead else None


def iter_article_elements(search: DateSearch) -> Iterator[HtmlElement]:
    """Elements from the title to the end of the text, in document order, without menus and side lists."""
    page = search.page
    first = search.title.first if search.title.first is not None else search.text_first
    opened = False
    walk = iterwalk(search.scope, events=("start",))
    for _, element in walk:
        if element in page.skipped or _is_junk(page, element):
            walk.skip_subtree()
            if opened and embedded_file(element):
                yield element
            continue
        span = page.spans.get(element)
        if span is not None and span[0] > search.text_last + 1:
            return
        opened = opened or (span is not None and span[0] >= first)
        if opened:
            yield element


def _is_junk(page: Page, element: HtmlElement) -> bool:
    start, end = page.spans.get(element, (0, 0))
    return start < end and all(block.region == "junk" for block in page.blocks[start:end])
