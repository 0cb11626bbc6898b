"""Rows of an unknown listing: sibling blocks with one leading link each, and what speaks for their being articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import DATE_CHARACTERS, DATE_CLASS, PageTexts
from crawler.discovery.listings.places import Part, Place
from crawler.discovery.listings.row_extent import HEADINGS
from crawler.discovery.listings.row_words import is_read_more, says_read_more

WRAPPERLESS = frozenset({"a", "b", "dt", "font", "p", "span", "strong", "tr", "u", "i", "em", "big", *HEADINGS})
"""Tags of blocks whose date and lead may stand behind them, in the same parent."""
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|heading|headline|antraste|pavadinimas|virsraksts|pealkiri)(?=$|[\s_-])", re.I
)
_NOISE = re.compile(r"(?:first|last|odd|even|active|sticky|alt|row\d*|item-\d+|clearfix|\W)+", re.IGNORECASE)
_LEVELS = 14
_BELOW = 60
_MAX_KEYS = 4
_LEAD_CHARACTERS = 40
_TITLE_CHARACTERS = 15
_TEXT_BEFORE = 80
_PIECES_AFTER = 60


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A link that may be an article's."""

    element: Element
    url: str
    key: str
    """The article key of its address."""
    label: str
    is_heading: bool
    """Whether it is, encloses or stands in a heading."""
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One block and its leading link."""

    block: Element
    lead: Candidate
    dated: bool
    has_lead: bool
    headed: bool
    has_more: bool
    has_image: bool

    @property
    def merit(self) -> float:
        """What speaks for an article in the row itself; a menu's entry has next to nothing."""
        return (
            3 * self.dated + 1.5 * self.has_lead + 1.2 * self.headed + 0.8 * self.has_more + 0.5 * self.has_image
            + 1.5 * min(max((len(self.lead.label) - 15) / 30, 0), 1)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that are siblings of one make."""

    parent: Element
    make: tuple[str, ...]
    """Tag and first class of the block and of what encloses it."""
    rows: tuple[Row, ...]
    part: Part

    def share(self, name: str) -> float:
        """How many of the rows have a trait."""
        return sum(bool(getattr(row, name)) for row in self.rows) / len(self.rows)

    @property
    def merit(self) -> float:
        return sum(row.merit for row in self.rows) / len(self.rows)


def is_heading_link(page: Page, element: Element) -> bool:
    """Whether an anchor is a heading's, or encloses one."""
    parent, levels = element.parent, 3
    while parent is not None and levels > 0:
        if parent.tag in HEADINGS or (levels > 1 and _TITLE_CLASS.search(parent.attribute("class"))):
            return True
        parent, levels = parent.parent, levels - 1
    if _TITLE_CLASS.search(element.attribute("class")):
        return True
    return any(inner.tag in HEADINGS for inner in page.below(element, _BELOW))


def find_groups(
    page: Page, texts: PageTexts, places: Sequence[Place], candidates: Sequence[Candidate]
) -> Iterator[RowGroup]:
    """Every set of two or more sibling rows, at whatever depth."""
    blocks: dict[tuple[int, str], dict[int, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for candidate in candidates:
        child, parent, levels = candidate.element, candidate.element.parent, _LEVELS
        while parent is not None and levels > 0:
            blocks[parent.index, make_of(child)][child.index].append(candidate)
            child, parent, levels = parent, parent.parent, levels - 1
            if child.tag == "body":
                break
    for (parent_index, make), members in blocks.items():
        if len(members) < 2:
            continue
        parent = page.elements[parent_index]
        rows = _read_rows(page, texts, parent, members)
        keys = {row.lead.key for row in rows}
        if len(keys) >= 2 and len(rows) >= 0.6 * len(members):
            outer = make_of(parent.parent) if parent.parent is not None else ""
            yield RowGroup(parent, (make, make_of(parent), outer), tuple(rows), places[parent_index].part)


def make_of(element: Element) -> str:
    """Tag and first telling class: what repeated blocks have in common."""
    for token in element.attribute("class").split()[:6]:
        if not _NOISE.fullmatch(token):
            return f"{element.tag}.{re.sub(r'[0-9]+', '', token)}"
    return element.tag


def _read_rows(page: Page, texts: PageTexts, parent: Element, members: dict[int, list[Candidate]]) -> list[Row]:
    indexes = sorted(members)
    seen: dict[str, int] = defaultdict(int)
    for index in indexes:
        for key in {candidate.key for candidate in members[index]}:
            seen[key] += 1
    rows = []
    for place, index in enumerate(indexes):
        block = page.elements[index]
        own = [candidate for candidate in members[index] if seen[candidate.key] == 1 or candidate.is_sure]
        following = page.elements[indexes[place + 1]].text_start if place + 1 < len(indexes) else parent.text_end
        row = read_block(page, texts, block, own, before=place == 0, following=following)
        if row is not None:
            rows.append(row)
    return rows


def read_block(
    page: Page,
    texts: PageTexts,
    block: Element,
    candidates: Sequence[Candidate],
    *,
    before: bool = False,
    following: int | None = None,
) -> Row | None:
    """The block as a row; None when no link of it leads. `following` is where the next block's text starts."""
    lead = _find_leading(texts, block, candidates)
    if lead is None:
        return None
    start, end = block.text_start, block.text_end
    if block.tag in WRAPPERLESS and following is not None:
        end = max(end, min(following, end + _PIECES_AFTER))
        start = _before(page, block) if before else start
    inner = page.below(block, _BELOW)
    has_image = any(element.tag == "img" for element in inner) or any(
        element.tag == "img" for element in page.below(lead.element, 5)
    )
    return Row(
        block,
        lead,
        dated=bool(texts.dates(start, end)) or any(_is_date(page, element) for element in inner),
        has_lead=_has_lead(texts, lead, start, end),
        headed=lead.is_heading or any(_is_title(page, element) for element in inner),
        has_more=any(says_read_more(candidate.label) for candidate in candidates),
        has_image=has_image,
    )


def _is_title(page: Page, element: Element) -> bool:
    return element.tag in HEADINGS or (element.tag in {"b", "strong"} and len(page.text(element)) >= _TITLE_CHARACTERS)


def _is_date(page: Page, element: Element) -> bool:
    """Whether an element is marked as a date and shows figures: `<span class="date">11-10</span>`."""
    if element.tag == "time" and element.attribute("datetime")[:2] in {"19", "20"}:
        return True
    if not DATE_CLASS.search(element.attribute("class")):
        return False
    text = page.text(element)
    return len(text) <= DATE_CHARACTERS and any(character.isdecimal() for character in text)


def _before(page: Page, block: Element) -> int:
    """Where the text of up to three pieces right before a block starts, in its parent."""
    floor = block.parent.text_start if block.parent is not None else block.text_start
    start, room = block.text_start, 3
    while start > floor and room > 0:
        start -= 1
        room -= bool(page.pieces[start].strip())
    return start


def _find_leading(texts: PageTexts, block: Element, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one link that the block is about."""
    headed = [candidate for candidate in candidates if candidate.is_heading]
    keys = {candidate.key for candidate in headed}
    if len(keys) > 1:
        return None
    if headed:
        return max(headed, key=lambda candidate: len(candidate.label))
    if not candidates or len({candidate.key for candidate in candidates}) > _MAX_KEYS:
        return None
    first = candidates[0]
    if any(_is_another_row(texts, block, first, other) for other in candidates[1:]):
        return None
    same = [candidate for candidate in candidates if candidate.key == first.key]
    telling = [candidate for candidate in same if candidate.label and not is_read_more(candidate.label)]
    best = max(telling or same, key=lambda candidate: len(candidate.label))
    before = texts.plain_characters(block.text_start, first.element.text_start)
    if telling:
        return best if before <= _TEXT_BEFORE else None
    return best if best.label == "" or before >= 10 or len(candidates) > 1 else None


def _is_another_row(texts: PageTexts, block: Element, first: Candidate, other: Candidate) -> bool:
    """Whether a second link of a block stands as the first does, and on a line of its own: two rows, not one."""
    if other.key == first.key or not other.label or is_read_more(other.label):
        return False
    return _way(block, first.element) == _way(block, other.element) and texts.begins_line(other.element)


def _way(block: Element, element: Element) -> tuple[str, ...]:
    tags = []
    while element.index > block.index and element.parent is not None:
        tags.append(element.tag)
        element = element.parent
    return tuple(tags)


def _has_lead(texts: PageTexts, lead: Candidate, start: int, end: int) -> bool:
    dates = sum(len(mark.text) for mark in texts.dates(start, end))
    if texts.plain_characters(start, end) - dates >= _LEAD_CHARACTERS:
        return True
    # A card that is one anchor: heading, date and lead are all link text.
    anchor = lead.element
    return (
        lead.is_heading
        and texts.linked_characters(anchor.text_start, anchor.text_end) - dates - len(lead.label) >= _LEAD_CHARACTERS
    )


class BoxHeadings:
    """The short headings of a page's boxes: what a group of rows stands under."""

    def __init__(self, page: Page, places: Sequence[Place], linked: set[int]) -> None:
        self._page = page
        self._found = [
            element
            for element in page.elements
            if _is_box_heading(page, element)
            and places[element.index].part <= Part.ASIDE
            and not any(index in linked for index in range(element.index, min(element.end, element.index + 12)))
        ]
        self._indexes = [element.index for element in self._found]

    def above(self, block: Element) -> tuple[str, bool] | None:
        """The nearest heading before a block and whether it is the page's own; None when there is none near."""
        place = bisect_left(self._indexes, block.index) - 1
        while place >= 0:
            heading = self._found[place]
            if heading.end <= block.index and _shares_box(heading, block):
                return self._page.text(heading), heading.tag == "h1"
            place -= 1
            if place < bisect_left(self._indexes, block.index) - 12:
                break
        return None


def _is_box_heading(page: Page, element: Element) -> bool:
    named = element.tag in HEADINGS or element.tag in {"caption", "legend", "th"}
    if not named and element.tag in {"b", "strong", "td", "div", "span", "font"}:
        named = element.end - element.index <= 3 and (
            element.tag in {"b", "strong"} or _TITLE_CLASS.search(element.attribute("class")) is not None
        )
    return named and element.text_end - element.text_start <= 20 and 3 <= len(page.text(element)) <= 60


def _shares_box(heading: Element, block: Element) -> bool:
    """Whether the block lies within the heading's fourth enclosing element, or nearer."""
    outer, levels = heading.parent, 4
    while outer is not None and levels > 0 and outer.tag not in {"body", "html"}:
        if outer.index < block.index < outer.end:
            return True
        outer, levels = outer.parent, levels - 1
    return outer is not None and outer.tag == "body" and levels > 0
