"""What an element of a page says of a date: shown, in its attributes, and whether it is the last change's."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from archive.extract.date_moments import read_machine_date
from archive.extract.datelines import read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.regions import class_words
from archive.extract.tree import attribute, text_of

_UPDATED_CLASS = re.compile(
    r"\b(?:(?:last|date|time|is)?(?:updated|modified|changed|edited|revised)(?:date|time|on|at)?"
    r"|(?:last|date)? ?(?:modify|modif|update|change|edit)(?:ing)? ?(?:date|datetime|time)"
    r"|last ?(?:mod|update|change|edit)|modify|modification"
    r"|atnaujinta|atnaujinimo|redaguota|atjaunots|atjaunota|labots|muudetud|uuendatud)\b"
)
_PUBLISHED_CLASS = re.compile(r"\b(?:published|entry date|created|pubdate|posted|dtpublished)\b")
_ELEMENT_CHARS = 60
_CHANGED_CHARS = 80


def is_of_update(element: HtmlElement) -> bool:
    """Whether an element's class says that its date is the last change's, and no other's."""
    words = class_words(element)
    return bool(words) and bool(_UPDATED_CLASS.search(words)) and not _PUBLISHED_CLASS.search(words)


def is_of_publication(element: HtmlElement) -> bool:
    """Whether an element's class or property says that its date is the publication's."""
    return "datePublished" in attribute(element, "itemprop") or bool(_PUBLISHED_CLASS.search(class_words(element)))


def read_element(element: HtmlElement, hours: int | None) -> WrittenDate | None:
    """The date shown, else the machine's: `2022-05-15T21:00Z` is shown as 16.05.2022 in Riga."""
    text = text_of(element)
    lines = read_date_lines(text)
    shown = [line.written for line in lines if line.kind in {"published", "bare"}]
    if lines:
        return shown[0] if shown else None
    dates = find_dates(text)
    if len(text) <= _ELEMENT_CHARS and dates:
        # Two days with a dash or a word between them are an event's or a project's.
        return dates[0] if len(dates) == 1 and dates[0].precision == "day" else None
    raw = attribute(element, "datetime") or attribute(element, "content") or attribute(element, "title")
    return read_machine_date(raw, hours) if raw else None


def read_changed(element: HtmlElement, hours: int | None) -> WrittenDate | None:
    """The date of an element that markup names as the last change's, with its label or without."""
    lines = read_date_lines(text_of(element))
    shown = next((line.written for line in lines if line.kind in {"updated", "bare"}), None)
    if shown is None and not lines and len(text_of(element)) <= _CHANGED_CHARS:
        shown = next((written for written in find_dates(text_of(element)) if written.precision == "day"), None)
    raw = attribute(element, "datetime") or attribute(element, "content")
    return shown or (read_machine_date(raw, hours) if raw else None)
