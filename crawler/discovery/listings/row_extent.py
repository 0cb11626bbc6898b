"""How far the row of an article reaches in a listing: the element around its links, or a heading and what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import PageTexts

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROW_TAGS = frozenset({"li", "article"})
_ROW_LIMITS = frozenset({"html", "body", "main", "form", "nav", "header", "footer"})
_WITHOUT_WRAPPER = frozenset({"a", "b", "dt", "font", "p", "span", "strong", "tr", "u", *HEADINGS})
_ROW_LEVELS = 8
_LONE_ROW_LEVELS = 3
ROW_ELEMENTS = 200
PIECES_AFTER = 60


@dataclass(frozen=True, slots=True)
class ArticleAnchors:
    """Where on a page which article is linked: parallel, in page order."""

    indexes: Sequence[int]
    keys: Sequence[str]
    is_single: bool
    """Whether the whole page links to one article only, so that links cannot bound its row."""

    def is_alone(self, element: Element, key: str) -> bool:
        """Whether an element's subtree links to no article but `key`."""
        first, last = bisect_left(self.indexes, element.index), bisect_left(self.indexes, element.end)
        return all(self.keys[place] == key for place in range(first, last))

    def next_after(self, element: Element) -> int | None:
        """The element index of the first article link behind an element; None when it is the last."""
        place = bisect_left(self.indexes, element.end)
        return self.indexes[place] if place < len(self.indexes) else None


def read_label(page: Page, anchor: Element) -> str:
    """What an anchor says: its text, else its images' texts, else its title."""
    if text := page.text(anchor):
        return text
    images = " ".join(element.attribute("alt") for element in page.below(anchor, 20) if element.tag == "img")
    return " ".join((images or anchor.attribute("title") or anchor.attribute("aria-label")).split())


def ancestors(element: Element, levels: int) -> Iterator[Element]:
    parent = element.parent
    while parent is not None and levels > 0:
        yield parent
        parent, levels = parent.parent, levels - 1


@dataclass(frozen=True, slots=True)
class RowExtent:
    """The part of a page that is one row: an element, and what stands beside it where nothing encloses both."""

    row: Element
    elements: list[Element]
    text_start: int
    text_end: int


class ExtentFinder:
    """Finds the rows of one page; `selectors` are those of the platform's rows."""

    def __init__(self, page: Page, texts: PageTexts, selectors: Sequence[str]) -> None:
        self._page, self._texts, self._selectors = page, texts, selectors

    def find_row(self, anchor: Element, key: str, linked: ArticleAnchors) -> Element:
        """The platform's row, else the largest part around the anchor that links to this article only."""
        for element in ancestors(anchor, _ROW_LEVELS):
            if any(element.matches(selector) for selector in self._selectors) and linked.is_alone(element, key):
                return element
        row = anchor
        for element in ancestors(anchor, _LONE_ROW_LEVELS if linked.is_single else _ROW_LEVELS):
            if element.tag in _ROW_LIMITS or not linked.is_alone(element, key):
                break
            row = element
            if element.tag in _ROW_TAGS or (element.tag == "tr" and linked.is_single):
                break
        return row

    def extend(self, row: Element, linked: ArticleAnchors) -> RowExtent:
        """The row and, where it is only a heading or a line, what follows it up to the next one."""
        below = self._page.below(row, ROW_ELEMENTS)
        parent = row.parent
        if row.tag not in _WITHOUT_WRAPPER or parent is None or parent.tag == "html":
            return RowExtent(row, below, row.text_start, row.text_end)
        following = linked.next_after(row)
        limit = min(parent.end, following if following is not None else parent.end)
        after = self._page.elements[row.end : min(limit, row.end + ROW_ELEMENTS)]
        text_end = parent.text_end if limit == parent.end else self._page.elements[limit].text_start
        own = any(mark.full for mark in self._texts.dates(row.text_start, row.text_end))
        start = row.text_start if own else self._date_before(row, parent)
        for element in after:  # the next row's own date and wrappers
            if element.end > limit and limit != parent.end:
                text_end = min(text_end, element.text_start)
                break
        if start < row.text_start:
            marks = self._texts.dates(row.text_end, text_end)
            text_end = marks[-1].start if marks else text_end
        text_end = max(min(text_end, row.text_end + PIECES_AFTER), row.text_end)
        kept = [element for element in after if element.text_start < text_end and element.text_end <= text_end]
        return RowExtent(row, below + kept, start, text_end)

    def _date_before(self, row: Element, parent: Element) -> int:
        """Where the date line right before a row begins, in the same parent; the row's own start without one."""
        floor, place, seen = parent.text_start, row.text_start, 0
        while place > floor and seen < 3:
            place -= 1
            if self._page.pieces[place].strip():
                seen += 1
                marks = [mark for mark in self._texts.dates(place, row.text_start) if mark.full]
                words = self._texts.plain_characters(place, row.text_start)
                if marks and words <= len(marks[0].text) + 4:
                    return place
        return row.text_start
