"""The places of a page where an article's own date is shown, and the dates that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.date_elements import is_marked_update, is_of_update, read_element
from archive.extract.date_moments import hours_of
from archive.extract.date_words import PLACE, WEEKDAYS
from archive.extract.datelines import DateLine, is_date_label, read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.lines import find_line_kind
from archive.extract.links import is_attachment
from archive.extract.months import fold
from archive.extract.regions import class_words
from archive.extract.structured import Structured
from archive.extract.taglines import is_tag_link
from archive.extract.title import Title
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.records import DateKind
from archive.urls import join_url

_DAY_ARCHIVE = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/\d\d?)?/?$")
_PLACE = re.compile(rf"(?:^|[|,;(]\s*|(?<=\d )|(?<=\. )|(?<=d\. ))(?:{PLACE})\s*[:|–]")
_WEEKDAY = re.compile(rf"\b{WEEKDAYS}\b")
_CLASS = re.compile(
    r"\b(?:\w*date|datum|data|datums|kuupaev|datetime|published|pubdate|created|posted|submitted|timestamp|dateline)\b"
)
_BEFORE_TITLE = 4
_CARD_BLOCKS = 6
_CARD_LEVELS = 4
_CARD_LINK_CHARS = 15
_LABELLED_CHARS = 80
_FACTS_NEAR = 2
_FRAMED_WORDS = 10
_MOST_INNER = 20


@dataclass(frozen=True)
class DateSearch:
    """Where on a page dates may stand."""

    page: Page
    title: Title
    text_first: int
    """Index of the first block of the article's text."""
    text_last: int
    """Index of its last block."""
    end: int
    """Index after the last block below the text that may still speak of this article."""
    scope: HtmlElement
    url: str
    captured_on: date
    claims: Structured
    chosen: Sequence[HtmlElement] = ()
    """Elements that platform rules name as the publication date, most specific first."""
    chosen_updated: Sequence[HtmlElement] = ()
    times: Sequence[HtmlElement] = field(default=())
    """`time` elements of the page."""
    captured_at: datetime | None = None
    """The moment of the capture on the source's clocks; None when only its day is known."""

    @cached_property
    def root(self) -> HtmlElement:
        return self.scope.getroottree().getroot()

    @cached_property
    def hours(self) -> int | None:
        """Hours that the source's winter time is ahead of UTC; None when unknown."""
        return hours_of(self.url, attribute(self.root, "lang"))

    @property
    def first(self) -> int:
        """Index of the title's first block, or of the text's where no block shows the title."""
        return self.title.first if self.title.first is not None else self.text_first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the article's."""

    written: WrittenDate
    origin: str
    kind: DateKind = "published"
    element: HtmlElement | None = None
    """Where it stands on the page; None when it is not shown."""


def iter_labelled(search: DateSearch, kind: str) -> Iterator[Candidate]:
    """Dates behind a label of that kind, from the title to below the text."""
    around = [*range(search.first, search.text_first + 1), *range(search.text_last, search.end)]
    around += range(search.first - 1, search.first - 1 - _BEFORE_TITLE, -1)
    for index in around:
        if not is_open(search, index):
            continue
        for line in lines_at(search, index):
            is_neighbours = index > search.text_last and _is_of_other(search, index)
            if line.kind == kind and not is_neighbours and not (line.is_vague and _is_fact(search, index)):
                yield Candidate(line.written, "labelled-line", element=search.page.blocks[index].element)


def iter_labelled_anywhere(search: DateSearch, *, regions: bool) -> Iterator[Candidate]:
    """The one date that the page labels as its publication, wherever it stands: a column beside the text.

    `regions`: in side columns and footers by their class, too.
    """
    found = {
        line.written.value: Candidate(line.written, "labelled-line", element=block.element)
        for index, block in enumerate(search.page.blocks)
        if len(block.text) <= _LABELLED_CHARS
        for line in lines_at(search, index)
        if line.kind == "published"
        and not line.is_vague
        and not search.text_first <= index <= search.text_last
        and (regions or block.region != "junk")
        and not _is_of_other(search, index)
    }
    if len(found) == 1:
        yield next(iter(found.values()))


def iter_chosen(
    search: DateSearch, elements: Sequence[HtmlElement], origin: str, *, above: bool
) -> Iterator[Candidate]:
    """Dates of elements that markup names, between title and text, or (not `above`) below the text."""
    for element in elements:
        if not is_near(search, element, above=above) or is_of_update(element):
            continue
        written = read_element(element, search.hours)
        if written is not None and not _is_labelled_otherwise(search, search.page.spans[element][0], element, written):
            yield Candidate(written, origin, element=element)


def iter_bare(search: DateSearch) -> Iterator[Candidate]:
    """Dates without a label on short lines of their own, below the title, then right above it."""
    if search.title.last is None or search.title.first is None:
        return
    yield from iter_bare_below(search)
    for index in range(search.title.first - 1, search.title.first - 3, -1):
        for candidate in bare_at(search, index):
            # A header shows the day of reading; within the article's element that may be the article's date.
            is_today = abs(candidate.written.first_day - search.captured_on) <= timedelta(days=1)
            is_calendar = _WEEKDAY.search(fold(search.page.blocks[index].text)) is not None
            if in_scope(search, index) or not (is_today or is_calendar):
                yield candidate


def iter_bare_below(search: DateSearch) -> Iterator[Candidate]:
    """Dates without a label on short lines between title and text."""
    if search.title.last is not None:
        for index in range(search.title.last + 1, search.text_first + 1):
            yield from bare_at(search, index)


def bare_at(search: DateSearch, index: int) -> Iterator[Candidate]:
    """The date without a label on a line of its own."""
    if is_open(search, index):
        element = search.page.blocks[index].element
        for line in lines_at(search, index):
            if line.kind == "bare" and not is_marked_update(element, line.written.raw):
                yield Candidate(line.written, "date-line", element=element)


def iter_framed(search: DateSearch) -> Iterator[Candidate]:
    """The date between title and text that has an element of its own, beside a name or a section."""
    if search.title.last is None:
        return
    for index in range(search.title.last + 1, search.text_first + 1):
        block = search.page.blocks[index]
        dates = find_dates(block.text) if len(block.text) <= _LABELLED_CHARS and is_open(search, index) else []
        if len(dates) != 1 or dates[0].precision != "day" or len(block.text.split()) > _FRAMED_WORDS:
            continue
        for child in islice(block.element.iterdescendants(), _MOST_INNER):
            if not isinstance(child.tag, str) or child.tag in {"b", "strong", "a"} or is_of_update(child):
                continue
            lines = read_date_lines(text_of(child))
            if (
                len(lines) == 1
                and lines[0].kind == "bare"
                and not _is_labelled_otherwise(search, index, child, dates[0])
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
        if is_of_update(element) or _is_of_other(search, start) or len(text_of(element)) > _LABELLED_CHARS:
            continue
        written = read_element(element, search.hours)
        if written is not None and not _is_labelled_otherwise(search, start, element, written):
            found.setdefault(written.value, Candidate(written, "date-element", element=element))
    if len(found) == 1:
        yield next(iter(found.values()))


def lines_at(search: DateSearch, index: int) -> list[DateLine]:
    """The date lines of a block, with the label that may stand in the block before."""
    text = search.page.blocks[index].text
    label = search.page.blocks[index - 1].text if index else ""
    if is_date_label(label):
        offset = len(label.rstrip(" :")) + 2
        joined = read_date_lines(f"{label.rstrip(' :')}: {text}")
        if joined and joined[0].written.start >= offset:
            return joined
    return read_date_lines(text)


def is_open(search: DateSearch, index: int) -> bool:
    """Whether the block exists and is no part of a menu, side list, or header above the title."""
    if not 0 <= index < len(search.page.blocks):
        return False
    block = search.page.blocks[index]
    if block.region in ({"junk"} if index >= search.first else {"junk", "header"}):
        return False
    return block.link_share < 0.8 or all(_is_of_itself(link, search.url) for link in block.links)


def in_scope(search: DateSearch, index: int) -> bool:
    """Whether a block stands in the article's own element."""
    start, end = search.page.spans.get(search.scope, (0, 0))
    return start <= index < end and search.scope.tag not in {"body", "html"}


def is_near(search: DateSearch, element: HtmlElement, *, above: bool) -> bool:
    """Whether an element stands at the title, or (not `above`) below the text."""
    span = search.page.spans.get(element)
    if span is None or span[0] >= len(search.page.blocks) or not is_open(search, span[0]):
        return False
    if above:
        return search.first - _BEFORE_TITLE <= span[0] <= search.text_first or span[0] == search.first
    return search.text_last < span[0] < search.end


def _is_labelled_otherwise(search: DateSearch, index: int, element: HtmlElement, written: WrittenDate) -> bool:
    """Whether the line around an element, or its label before it, says that its date is an update's or an event's."""
    lines = [line for line in lines_at(search, index) if line.written.value == written.value]
    if not lines and not find_dates(search.page.blocks[index].text):
        label = search.page.blocks[index].text.partition(text_of(element))[0]
        lines = read_date_lines(f"{label} 01.01.2020") if label else []
    return bool(lines) and all(
        line.kind in {"updated", "other"} or (line.is_vague and _is_fact(search, index)) for line in lines
    )


def _is_fact(search: DateSearch, index: int) -> bool:
    """Whether facts of an event stand beside a line: its place, its hour."""
    start, end = max(0, index - _FACTS_NEAR), min(len(search.page.blocks), index + _FACTS_NEAR + 1)
    return any(_PLACE.search(fold(block.text)) for block in search.page.blocks[start:end] if len(block.text) <= 160)


def _is_of_itself(link: HtmlElement, url: str) -> bool:
    """Whether a date's link leads to the article itself or to the archive of its day, as blogs have it."""
    target = attribute(link, "href")
    if "bookmark" in attribute(link, "rel").split() or _DAY_ARCHIVE.search(target):
        return True
    return urlsplit(join_url(url, target) or "")[2:4] == urlsplit(url)[2:4]


def _is_of_other(search: DateSearch, index: int) -> bool:
    """Whether a date stands in a card with a link to the article that it is of; two links are the neighbours'."""
    element = search.page.blocks[index].element
    for card in islice(iter_upwards(element), _CARD_LEVELS):
        start, end = search.page.spans.get(card, (0, 0))
        if end - start > _CARD_BLOCKS:
            return False
        links = [link for block in search.page.blocks[start:end] for link in block.links]
        if targets := {attribute(link, "href") for link in links if _is_title_link(link)}:
            return len(targets) == 1
    return False


def _is_title_link(link: HtmlElement) -> bool:
    target, text = attribute(link, "href"), text_of(link)
    if not target.partition("#")[0] or is_attachment(target) or is_tag_link(link):
        return False
    return len(text) >= _CARD_LINK_CHARS and find_line_kind(text) is None
