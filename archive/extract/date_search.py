"""Where on a page its article's date is looked for, and what its blocks say of the dates in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.date_cards import is_of_itself
from archive.extract.date_moments import hours_of
from archive.extract.date_words import PLACE
from archive.extract.datelines import DateLine, is_date_label, read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.months import fold
from archive.extract.structured import Structured
from archive.extract.title import Title
from archive.extract.tree import attribute, text_of
from archive.records import DateKind

_PLACE = re.compile(rf"(?:^|[|,;(]\s*|(?<=\d )|(?<=\. )|(?<=d\. ))(?:{PLACE})\s*[:|–]")
_BEFORE_TITLE = 4
_FACTS_NEAR = 2
_FACT_CHARS = 160


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
    def changes(self) -> frozenset[HtmlElement]:
        """Elements that platform rules name as the last change's date alone."""
        return frozenset(self.chosen_updated) - frozenset(self.chosen)

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

    @property
    def head_end(self) -> int:
        """Index after the last block that may date the article above its text, the text's first line among them."""
        return self.text_first + (self.text_first <= self.text_last)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that may be the article's."""

    written: WrittenDate
    origin: str
    kind: DateKind = "published"
    element: HtmlElement | None = None
    """Where it stands on the page; None when it is not shown."""


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


def is_open(search: DateSearch, index: int, *, is_linked: bool = False) -> bool:
    """Whether the block exists and is no part of a menu, side list, or header above the title.

    `is_linked`: even when it is a link to something else.
    """
    if not 0 <= index < len(search.page.blocks):
        return False
    block = search.page.blocks[index]
    if block.region in ({"junk"} if index >= search.first else {"junk", "header"}):
        return False
    return is_linked or block.link_share < 0.8 or all(is_of_itself(link, search.url) for link in block.links)


def in_scope(search: DateSearch, index: int) -> bool:
    """Whether a block stands in the article's own element."""
    start, end = search.page.spans.get(search.scope, (0, 0))
    return start <= index < end and search.scope.tag not in {"body", "html"}


def is_near(search: DateSearch, element: HtmlElement, *, above: bool) -> bool:
    """Whether an element stands at the title, or (not `above`) below the text, and in no menu."""
    span = search.page.spans.get(element)
    if span is None or span[0] >= len(search.page.blocks):
        return False
    # A builder's date beside the title may lead anywhere: to its year, its section.
    is_ours = search.first <= span[0] < search.head_end or (span[0] < search.first and in_scope(search, span[0]))
    if not is_open(search, span[0], is_linked=above and is_ours and _is_date_alone(search, span[0])):
        return False
    if above:
        return search.first - _BEFORE_TITLE <= span[0] < search.head_end or span[0] == search.first
    return search.text_last < span[0] < search.end


def is_labelled_otherwise(search: DateSearch, index: int, element: HtmlElement, written: WrittenDate) -> bool:
    """Whether the line around an element, or its label before it, says that its date is an update's or an event's."""
    lines = [line for line in lines_at(search, index) if line.written.value == written.value]
    if not lines and not find_dates(search.page.blocks[index].text):
        label = search.page.blocks[index].text.partition(text_of(element))[0]
        lines = read_date_lines(f"{label} 01.01.2020") if label else []
    return bool(lines) and all(
        line.kind in {"updated", "other"} or (line.is_vague and is_fact(search, index)) for line in lines
    )


def is_fact(search: DateSearch, index: int) -> bool:
    """Whether facts of an event stand beside a line: its place, its hour."""
    start, end = max(0, index - _FACTS_NEAR), min(len(search.page.blocks), index + _FACTS_NEAR + 1)
    return any(
        _PLACE.search(fold(block.text)) for block in search.page.blocks[start:end] if len(block.text) <= _FACT_CHARS
    )


def _is_date_alone(search: DateSearch, index: int) -> bool:
    """Whether a block says no more than a date, and so is no card of another article."""
    return any(line.kind in {"bare", "published"} for line in read_date_lines(search.page.blocks[index].text))
