"""What stands beside an article's link in a listing: title, date as written, lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.discovery.elements import Element, Page
from crawler.discovery.platforms import Platform

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROW_TAGS = frozenset({"li", "article", "tr"})
_ROW_LIMITS = frozenset({"html", "body", "main", "form", "nav", "header", "footer"})
_ROW_LEVELS = 8
_LONE_ROW_LEVELS = 3
_ROW_ELEMENTS = 200
_LEAD_CHARACTERS = 1000
_DATE_CHARACTERS = 60
_NUMERIC_DATE = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\.?|(?:19|20)\d\d[-./ ]\d\d[-./ ]\d\d\.?)"
_DATE = re.compile(rf"(?<!\d){_NUMERIC_DATE}(?!\d)")
_DATE_ALONE = re.compile(rf"[^\d\n]{{0,25}}({_NUMERIC_DATE})(?:\s?d\.)?[\s,|]{{0,3}}(?:\d\d?:\d\d(?::\d\d)?)?\W{{0,4}}")
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|data|datums|datum|kuupaev|laiks|laikas|created|published|posted|time)(?=$|[\s_-])",
    re.IGNORECASE,
)
_LEAD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:text|lead|teaser|summary|intro|introtext|excerpt|anons|ievads|santrauka)(?=$|[\s_-])",
    re.IGNORECASE,
)
_READ_MORE = re.compile(
    r"skaity(?:ti|kite)(?: toliau| daugiau)?|plačiau|daugiau|toliau|nuoroda|"
    r"(?:lasīt |uzzināt |skatīt )?(?:vairāk|tālāk)|lasīt|(?:loe )?(?:edasi|lähemalt|rohkem)|"
    r"read more|continue reading|more|details|подробнее|читать далее"
)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The listing's own words about one article; None where it says nothing."""

    title: str | None = None
    published: str | None = None
    lead: str | None = None


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


def read_row(
    page: Page, anchors: Sequence[Element], key: str, linked: ArticleAnchors, platform: Platform | None
) -> RowFacts:
    """The title, date and lead in the listing row that the article's anchors stand in."""
    row = _find_row(anchors[0], key, linked, platform)
    inside = [anchor for anchor in anchors if row.index <= anchor.index < row.end]
    title = _find_title(page, row, inside or anchors, platform)
    return RowFacts(title, _find_published(page, row, platform), _find_lead(page, row, title, platform))


def read_label(page: Page, anchor: Element) -> str:
    """What an anchor says: its text, else its images' texts, else its title."""
    if text := page.text(anchor):
        return text
    images = " ".join(element.attribute("alt") for element in page.below(anchor, 20) if element.tag == "img")
    return " ".join((images or anchor.attribute("title") or anchor.attribute("aria-label")).split())


def _ancestors(element: Element, levels: int) -> Iterator[Element]:
    parent = element.parent
    while parent is not None and levels > 0:
        yield parent
        parent, levels = parent.parent, levels - 1


def _find_row(anchor: Element, key: str, linked: ArticleAnchors, platform: Platform | None) -> Element:
    """The platform's row, else the largest part around the anchor that links to this article only."""
    for element in _ancestors(anchor, _ROW_LEVELS):
        if platform is not None and any(element.matches(selector) for selector in platform.row):
            return element
    row = anchor
    for element in _ancestors(anchor, _LONE_ROW_LEVELS if linked.is_single else _ROW_LEVELS):
        if element.tag in _ROW_LIMITS or not linked.is_alone(element, key):
            break
        row = element
        if element.tag in _ROW_TAGS:
            break
    return row


def _select(page: Page, row: Element, selectors: Iterable[str]) -> Iterator[Element]:
    below = page.below(row, _ROW_ELEMENTS)
    for selector in selectors:
        yield from (element for element in below if element.matches(selector))


def _find_title(page: Page, row: Element, anchors: Sequence[Element], platform: Platform | None) -> str | None:
    """The heading around or in the anchor, else the longest anchor text that is no "read more"."""
    for anchor in anchors:
        around = [element for element in _ancestors(anchor, 3) if element.tag in _HEADINGS]
        within = [element for element in page.below(anchor, _ROW_ELEMENTS) if element.tag in _HEADINGS]
        for heading in [*around, *within]:
            if text := page.text(heading):
                return text
    for element in _select(page, row, platform.title if platform else ()):
        if text := page.text(element):
            return text
    labels = [label for anchor in anchors if (label := read_label(page, anchor)) and not is_read_more(label)]
    if labels:
        return max(labels, key=len)
    return next((text for element in _select(page, row, _HEADINGS) if (text := page.text(element))), None)


def is_read_more(label: str) -> bool:
    """Whether an anchor's text says only that there is more."""
    return _READ_MORE.fullmatch(label.casefold().strip(" .…›»>→[]()\xa0")) is not None


def _find_published(page: Page, row: Element, platform: Platform | None) -> str | None:
    """The row's date as written: of the date element, a `time`, or a text of its own that is only a date."""
    below = page.below(row, _ROW_ELEMENTS)
    marked = [element for element in below if element.tag == "time" or _DATE_CLASS.search(element.attribute("class"))]
    for element in [*_select(page, row, platform.published if platform else ()), *marked]:
        text = element.attribute("datetime") or page.text(element)
        if text and len(text) <= _DATE_CHARACTERS and any(character.isdecimal() for character in text):
            match = _DATE.search(text)
            return match.group(0) if match and not element.attribute("datetime") else text
    last = min(row.text_end, row.text_start + _ROW_ELEMENTS)
    for piece in page.pieces[row.text_start : last]:
        if len(piece) <= 2 * _DATE_CHARACTERS and (match := _DATE_ALONE.fullmatch(piece.strip())):
            return match.group(1)
    return None


def _find_lead(page: Page, row: Element, title: str | None, platform: Platform | None) -> str | None:
    below = page.below(row, _ROW_ELEMENTS)
    marked = [element for element in below if _LEAD_CLASS.search(element.attribute("class"))]
    paragraphs = [element for element in below if element.tag == "p"]
    for element in [*_select(page, row, platform.lead if platform else ()), *marked, *paragraphs]:
        text = page.text(element)
        if len(text) >= 20 and text != title and not _DATE_ALONE.fullmatch(text):
            return text[:_LEAD_CHARACTERS]
    return None
