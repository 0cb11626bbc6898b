"""Dates that are the page's and not its article's: the day of reading in a header, the day of the last change."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.date_elements import is_of_publication, is_of_update
from archive.extract.date_search import DateSearch, in_scope
from archive.extract.date_words import WEEKDAYS
from archive.extract.datelines import read_date_lines
from archive.extract.dates import WrittenDate
from archive.extract.months import fold
from archive.extract.regions import class_words
from archive.extract.tree import iter_upwards, text_of

_WEEKDAY = re.compile(rf"\b{WEEKDAYS}\b")
_TODAY_CLASS = re.compile(
    r"\b(?:\w*today\w*|\w*clock|current ?date|date ?now|siandien\w*|sodien\w*|tana|laikrodis|pulkstenis)\b"
)
_AROUND_CHARS = 80
_AROUND_LEVELS = 3
_MOST_INNER = 20
_MENU_LINKS = 3
_WRAPPER_LEVELS = 5
_ENTRY_LEVELS = 8
_ENTRIES = frozenset({"li", "article", "blockquote"})
_DATE_WORDS = 3


def is_of_change(search: DateSearch, element: HtmlElement) -> bool:
    """Whether markup or the platform's rules say that an element's date, or its whole line's, is the last change's."""
    if element in search.changes or is_of_update(element):
        return True
    if element in search.chosen or is_of_publication(element):
        return False
    for around in islice(iter_upwards(element), 1, _AROUND_LEVELS):
        if not _is_short(around) or is_of_publication(around):
            return False
        if around in search.changes or is_of_update(around):
            return True
    return False


def is_within_change(search: DateSearch, element: HtmlElement, raw: str) -> bool:
    """Whether a line's date, or its own element within the line, is the last change's."""
    inner = islice(element.iterdescendants(), _MOST_INNER)
    return is_of_change(search, element) or any(
        (one in search.changes or is_of_update(one)) and raw in text_of(one) for one in inner
    )


def is_of_reader(search: DateSearch, index: int, element: HtmlElement, written: WrittenDate) -> bool:
    """Whether a date is the day on which the page is read, as headers show it: a clock, a calendar leaf."""
    # Old templates call the whole page by such words: only what is about as short as a date counts.
    near = islice(iter_upwards(element), _AROUND_LEVELS)
    if any(_TODAY_CLASS.search(class_words(one)) and _is_short(one) for one in near):
        return True
    if index >= search.first or is_of_publication(element):
        return False
    is_today = abs(written.first_day - search.captured_on) <= timedelta(days=1)
    is_calendar = _WEEKDAY.search(fold(search.page.blocks[index].text)) is not None
    # Within the article's element it may be the article's date, unless the menu stands between.
    is_inside = in_scope(search, index) or (not is_today and _opens_wrapper(search, index, element))
    return (is_today or is_calendar) and (not is_inside or _is_above_menu(search, index))


def _is_short(element: HtmlElement) -> bool:
    """Whether an element's text is about as short as a date; looks at no more of it than that takes."""
    chars = 0
    for pieces, piece in enumerate(element.itertext()):
        chars += len(piece.strip())
        if chars > _AROUND_CHARS or pieces > _AROUND_CHARS:
            return False
    return True


def is_of_entry(search: DateSearch, index: int, element: HtmlElement) -> bool:
    """Whether a date below the title stands in an entry beside other words: a comment, a neighbour."""
    if index < search.text_first:
        return False
    for entry in islice(iter_upwards(element), _ENTRY_LEVELS):
        if search.page.spans.get(entry, (0, 0))[0] <= search.text_first:
            return False
        if entry.tag in _ENTRIES:
            start, end = search.page.spans[entry]
            return any(_is_prose(block.text) for block in search.page.blocks[start:end])
    return False


def _is_prose(text: str) -> bool:
    """Whether a block says more than a date, its label and a name."""
    return len(text.split()) > _DATE_WORDS and not read_date_lines(text)


def _opens_wrapper(search: DateSearch, index: int, element: HtmlElement) -> bool:
    """Whether a date begins an element that holds the article's title, as a blog's day stands above its posts."""
    for around in islice(iter_upwards(element), 1, _WRAPPER_LEVELS):
        start, end = search.page.spans.get(around, (0, 0))
        if start < index or around.tag == "body":
            return False
        if start == index and start < search.first < end:
            return True
    return False


def _is_above_menu(search: DateSearch, index: int) -> bool:
    between = search.page.blocks[index + 1 : search.first]
    return sum(len(block.links) for block in between if block.link_share >= 0.8) >= _MENU_LINKS
