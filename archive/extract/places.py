"""Where around an article's text a line or an element stands."""

from __future__ import annotations

from lxml.html import HtmlElement

from archive.extract.published import DateSearch


def is_beside_article(search: DateSearch, element: HtmlElement) -> bool:
    """Whether an element stands just above, in, or just below the article, and in no menu or side list."""
    span = search.page.spans.get(element)
    if span is None or span[0] >= len(search.page.blocks) or search.page.blocks[span[0]].region == "junk":
        return False
    first = search.title.first if search.title.first is not None else search.text_first
    return first - 4 <= span[0] < search.end and not search.text_first < span[0] < search.text_last


def head_indices(search: DateSearch) -> range:
    """Indices of the blocks between title and text, the text's first among them."""
    start = search.title.last + 1 if search.title.last is not None else max(0, search.text_first - 3)
    return range(start, max(start, min(search.text_first + 1, len(search.page.blocks))))


def tail_indices(search: DateSearch, lines: int) -> range:
    """Indices of the text's last so many blocks and of those below it that may still speak of it."""
    return range(max(search.text_first, search.text_last + 1 - lines), min(search.end, len(search.page.blocks)))
