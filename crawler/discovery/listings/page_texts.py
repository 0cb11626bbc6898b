"""Sums over a page's text that make looking at its parts quick: text outside links, and where dates stand alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from archive.extract.dates import WrittenDate, find_dates, parse_date
from archive.extract.months import MONTH_WORD, fold
from crawler.discovery.listings.elements import Element, Page

DATE_CHARACTERS = 60
"""A longer text is no date line."""
DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|data|datums|datum|kuupaev|laiks|laikas|created|published|posted|time)(?=$|[\s_-])",
    re.IGNORECASE,
)
_WORD_BEFORE = 40
_DATE_PIECES = 14
_MAX_TRIED = 6000
_UNDATED = frozenset(
    {"html", "body", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "table", "ul", "a", "title"}
)
_DAY_AND_MONTH = re.compile(
    rf"(?:[^\d]{{0,15}})?(?:(?:0?[1-9]|[12]\d|3[01])\s?[.,]?\s*{MONTH_WORD}|{MONTH_WORD}\.?\s*(?:0?[1-9]|[12]\d|3[01]))"
    r"\s*(?:d)?[.,]*"
)
_AFTER = re.compile(
    r"[\s.,|–-]*(?:(?:d|m|a|g|gada|aasta|men)\b\.?\s*)*[\s,.|–-]*(?:(?:kell|plkst\.?|val\.?|at)\s*)?"
    r"(?:\d\d?[:.]\d\d(?::\d\d)?)?(?:\s*val\.?)?\W*",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\s*(?:d\.|m\.)?\s*(?:[|/•·,]|(?:by|autor\w*|in|kategorij\w*)\b)(?!\s*\d)", re.IGNORECASE)
"""What begins the author, section or reader count behind a date."""
_MONTH_FIRST = re.compile(rf"({MONTH_WORD})\.?\s+(\d\d?)\.?\s+((?:19|20)\d\d)")
_NO_DATE_BEFORE = re.compile(r"\d|[-–]\s*$")
_HOUR_BEFORE = re.compile(r"[^\d]{0,25}\d\d?:\d\d(?::\d\d)?\s*[,|–-]?\s*")


@dataclass(frozen=True, slots=True)
class DateMark:
    """A text of its own that says a date and no more than a word or two beside it."""

    start: int
    """Its first text piece."""
    end: int
    text: str
    """The whole text: `Naujienos, 2022-03-01`."""
    date: str
    """The date as written in it."""
    full: bool
    """Whether it names a year."""


def read_date_line(text: str) -> tuple[str, bool] | None:
    """The date as written that is all a short text says, and whether it names a year; None of any other text."""
    text = text.strip(" \t\n\r\xa0|•·–-[]()")
    if not 3 <= len(text) <= 2 * DATE_CHARACTERS or not any(character.isdecimal() for character in text):
        return None
    written = parse_date(text)
    if written is not None:
        return (written.raw.strip(), True) if _is_all(text, written) else None
    folded = fold(text)
    if len(text) <= 30 and (match := _MONTH_FIRST.fullmatch(folded)):
        # A calendar leaf shows month, day and year one below the other; this order is the one that can be read.
        word, day, year = (text[slice(*match.span(group))] for group in (1, 2, 3))
        return f"{day} {word} {year}", True
    return (text, False) if len(text) <= 30 and _DAY_AND_MONTH.fullmatch(folded) else None


def _is_all(text: str, written: WrittenDate) -> bool:
    """Whether a text says no more than its date, with a label before it or an author, section or count behind it."""
    before, after = text[: written.start], text[written.end :]
    if len(before) > _WORD_BEFORE or (_NO_DATE_BEFORE.search(before) and not _HOUR_BEFORE.fullmatch(before)):
        return False
    if written.day is None and before:
        return False
    return _AFTER.fullmatch(after) is not None or (_MORE_AFTER.match(after) is not None and not find_dates(after))


class PageTexts:
    """The sums of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        lengths = (0 if linked else len(piece.strip()) for piece, linked in zip(page.pieces, page.linked, strict=True))
        self._plain = [0, *accumulate(lengths)]
        self._all = [0, *accumulate(len(piece.strip()) for piece in page.pieces)]
        self._marks: list[DateMark] | None = None
        self._starts: list[int] = []

    @property
    def all_plain_characters(self) -> int:
        return self._plain[-1]

    def plain_characters(self, start: int, end: int) -> int:
        """Characters outside links in text pieces `start` to `end`."""
        return self._plain[end] - self._plain[start]

    def linked_characters(self, start: int, end: int) -> int:
        """Characters in links in text pieces `start` to `end`."""
        return self._all[end] - self._all[start] - self.plain_characters(start, end)

    def begins_line(self, element: Element) -> bool:
        """Whether no words stand right before an element, on its line."""
        for place in range(element.text_start - 1, max(element.text_start - 4, -1), -1):
            piece = self._page.pieces[place]
            if piece == " ":
                return True
            if piece.strip():
                return len(piece.strip(" \xa0•·*-–|")) == 0 or read_date_line(piece) is not None
        return True

    def dates(self, start: int, end: int) -> list[DateMark]:
        """The dates that stand alone in text pieces `start` to `end`, in page order; at most 8."""
        if self._marks is None:
            self._marks = _find_marks(self._page)
            self._starts = [mark.start for mark in self._marks]
        first = bisect_left(self._starts, start)
        found = []
        for mark in self._marks[first : first + 24]:
            if mark.start >= end:
                break
            if mark.end <= end:
                found.append(mark)
        return found[:8]


def _find_marks(page: Page) -> list[DateMark]:
    """Elements and bare text pieces that are date lines; of nested ones the innermost that says it all."""
    marks: dict[tuple[int, int], DateMark] = {}
    tried = 0
    figures = [0, *accumulate(any(character.isdecimal() for character in piece[:200]) for piece in page.pieces)]
    for element in page.elements:
        if not _may_be_date(element, figures):
            continue
        tried += 1
        if tried > _MAX_TRIED:
            break
        words = " ".join(page.pieces[element.text_start : element.text_end])[: 4 * DATE_CHARACTERS]
        _add_mark(marks, element.text_start, element.text_end, " ".join(words.split()))
    for place, piece in enumerate(page.pieces):
        if figures[place] == figures[place + 1] or len(piece) > 2 * DATE_CHARACTERS:
            continue
        tried += 1
        if tried > 2 * _MAX_TRIED:
            break
        _add_mark(marks, place, place + 1, " ".join(piece.split()))
    kept: list[DateMark] = []
    for mark in sorted(marks.values(), key=lambda mark: (mark.start, -mark.end)):
        while kept and mark.full and kept[-1].end >= mark.end:
            kept.pop()
        if not (kept and not mark.full and kept[-1].full and kept[-1].end >= mark.end):
            kept.append(mark)
    return kept


def _may_be_date(element: Element, figures: list[int]) -> bool:
    start, end = element.text_start, element.text_end
    return 0 < end - start <= _DATE_PIECES and figures[start] < figures[end] and element.tag not in _UNDATED


def _add_mark(marks: dict[tuple[int, int], DateMark], start: int, end: int, text: str) -> None:
    if (start, end) in marks or len(text) > 2 * DATE_CHARACTERS:
        return
    line = read_date_line(text)
    if line is not None:
        marks[start, end] = DateMark(start, end, text, line[0], line[1])
