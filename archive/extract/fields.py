"""The smaller fields of an article: lead, authors, and the elements with its pictures and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from archive.extract.authors import is_source_line, read_authors
from archive.extract.blocks import Block, Page
from archive.extract.body import author_length
from archive.extract.lines import find_line_kind
from archive.extract.links import embedded_file
from archive.extract.published import DateSearch
from archive.records import Author

_LONGEST_TAG_CHARS = 70
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


def read_author_blocks(search: DateSearch, chosen: Sequence[HtmlElement]) -> tuple[Author, ...]:
    """Authors from the lines around the text that are labelled so."""
    blocks = search.page.blocks
    start = search.title.last + 1 if search.title.last is not None else 0
    for index in range(start, min(len(blocks), search.end)):
        if blocks[index].region == "junk" or (
            search.text_first < index <= search.text_last and not _is_set_apart(blocks[index])
        ):
            continue
        length = author_length(blocks, index) or int(is_source_line(blocks[index].text))
        authors = read_authors([block.text for block in blocks[index : index + length]]) if length else ()
        if authors:
            return authors
    for element in chosen:
        if is_beside_article(search, element):
            authors = read_authors([block.text for block in search.page.blocks_of(element)])
            if authors:
                return authors
    return ()


def is_beside_article(search: DateSearch, element: HtmlElement) -> bool:
    """Whether an element stands just above, in, or just below the article, and in no menu or side list."""
    span = search.page.spans.get(element)
    if span is None or span[0] >= len(search.page.blocks) or search.page.blocks[span[0]].region == "junk":
        return False
    first = search.title.first if search.title.first is not None else search.text_first
    return first - 4 <= span[0] < search.end and not search.text_first < span[0] < search.text_last


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


def _is_set_apart(block: Block) -> bool:
    return find_line_kind(block.text) == "author"
