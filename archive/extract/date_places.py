"""The places of a page where an article's own date is shown, and the dates that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.date_cards import is_of_file, is_of_other
from archive.extract.date_elements import read_element
from archive.extract.date_guards import is_of_change, is_of_entry, is_of_reader, is_within_change
from archive.extract.date_search import (
    Candidate,
    DateSearch,
    is_fact,
    is_labelled_otherwise,
    is_near,
    is_open,
    lines_at,
)
from archive.extract.datelines import read_date_lines
from archive.extract.dates import find_dates
from archive.extract.regions import class_words
from archive.extract.tree import text_of

_CLASS = re.compile(
    r"\b(?:\w*date|datum|data|datums|kuupaev|datetime|published|pubdate|created|posted|submitted|timestamp|dateline)\b"
)
_BEFORE_TITLE = 4
_LABELLED_CHARS = 80
_BELOW_LEAD = 3
_FRAMED_WORDS = 10
_MOST_INNER = 20


def iter_labelled(search: DateSearch, kind: str) -> Iterator[Candidate]:
    """Dates behind a label of that kind, from the title to below the text."""
    around = [*range(search.first, search.head_end), *_below_lead(search), *range(search.text_last, search.end)]
    around += range(search.first - 1, search.first - 1 - _BEFORE_TITLE, -1)
    for index in around:
        if not is_open(search, index):
            continue
        for line in lines_at(search, index):
            element = search.page.blocks[index].element
            is_below = index > search.text_last
            is_neighbours = is_below and (is_of_other(search.page, index) or is_of_entry(search, index, element))
            if line.kind != kind or is_neighbours or is_of_file(search.page, index):
                continue
            if not line.is_vague or not (is_fact(search, index) or is_of_reader(search, index, element, line.written)):
                yield Candidate(line.written, "labelled-line", element=element)


def iter_labelled_anywhere(search: DateSearch, *, regions: bool) -> Iterator[Candidate]:
    """The one date that the page labels as its publication, wherever it stands: a column beside the text.

    `regions`: in side columns and footers by their class, too.
    """
    found: dict[str, Candidate] = {}
    for index, block in enumerate(search.page.blocks):
        if len(block.text) > _LABELLED_CHARS or not (regions or block.region != "junk"):
            continue
        if search.text_first <= index <= search.text_last:
            continue
        for line in lines_at(search, index):
            is_neighbours = is_of_other(search.page, index) or is_of_entry(search, index, block.element)
            if line.kind == "published" and not line.is_vague and not is_neighbours:
                found[line.written.value] = Candidate(line.written, "labelled-line", element=block.element)
        if len(found) > 1:
            return
    yield from found.values()


def iter_chosen(
    search: DateSearch, elements: Sequence[HtmlElement], origin: str, *, above: bool
) -> Iterator[Candidate]:
    """Dates of elements that markup names, between title and text, or (not `above`) below the text."""
    for element in elements:
        if not is_near(search, element, above=above) or is_of_change(search, element):
            continue
        start = search.page.spans[element][0]
        if not above and (is_of_entry(search, start, element) or is_of_file(search.page, start)):
            continue
        written = read_element(element, search.hours)
        if written is None or is_of_reader(search, start, element, written):
            continue
        if not is_labelled_otherwise(search, start, element, written):
            yield Candidate(written, origin, element=element)


def _below_lead(search: DateSearch) -> list[int]:
    """Lines of small print right below the first paragraph: where newspapers put author and date."""
    after = range(search.text_first + 1, min(search.text_first + 1 + _BELOW_LEAD, search.text_last))
    return [index for index in after if search.page.blocks[index].region == "small"]


def iter_bare(search: DateSearch) -> Iterator[Candidate]:
    """Dates without a label on short lines of their own, below the title, then right above it."""
    if search.title.last is None or search.title.first is None:
        return
    yield from iter_bare_below(search)
    for index in range(search.title.first - 1, search.title.first - 3, -1):
        yield from bare_at(search, index)


def iter_bare_below(search: DateSearch) -> Iterator[Candidate]:
    """Dates without a label on short lines between title and text."""
    if search.title.last is not None:
        for index in (*range(search.title.last + 1, search.head_end), *_below_lead(search)):
            yield from bare_at(search, index)


def bare_at(search: DateSearch, index: int) -> Iterator[Candidate]:
    """The date without a label on a line of its own."""
    if is_open(search, index):
        element = search.page.blocks[index].element
        for line in lines_at(search, index):
            if line.kind != "bare" or is_within_change(search, element, line.written.raw):
                continue
            if not is_of_reader(search, index, element, line.written):
                yield Candidate(line.written, "date-line", element=element)


def iter_framed(search: DateSearch) -> Iterator[Candidate]:
    """The date between title and text that has an element of its own, beside a name or a section."""
    if search.title.last is None:
        return
    for index in range(search.title.last + 1, search.head_end):
        block = search.page.blocks[index]
        dates = find_dates(block.text) if len(block.text) <= _LABELLED_CHARS and is_open(search, index) else []
        if len(dates) != 1 or dates[0].precision != "day" or len(block.text.split()) > _FRAMED_WORDS:
            continue
        for child in islice(block.element.iterdescendants(), _MOST_INNER):
            if not isinstance(child.tag, str) or child.tag in {"b", "strong", "a"} or is_of_change(search, child):
                continue
            lines = read_date_lines(text_of(child))
            if (
                len(lines) == 1
                and lines[0].kind == "bare"
                and not is_labelled_otherwise(search, index, child, dates[0])
            ):
                yield Candidate(dates[0], "date-line", element=block.element)
                break


def iter_classed(search: DateSearch) -> Iterator[Candidate]:
    """The one date in elements whose class says date, or in `time` elements, outside menus, cards and prose."""
    found: dict[str, Candidate] = {}
    for element, (start, _) in search.page.spans.items():
        if not element.attrib or (element.tag != "time" and not _CLASS.search(class_words(element))):
            continue
        if search.text_first + 2 < start <= search.text_last or start >= search.end or not is_open(search, start):
            continue
        if is_of_change(search, element) or is_of_other(search.page, start) or len(text_of(element)) > _LABELLED_CHARS:
            continue
        if is_of_entry(search, start, element):
            continue
        written = read_element(element, search.hours)
        if written is None or is_of_reader(search, start, element, written):
            continue
        if not is_labelled_otherwise(search, start, element, written):
            found.setdefault(written.value, Candidate(written, "date-element", element=element))
    if len(found) == 1:
        yield next(iter(found.values()))
