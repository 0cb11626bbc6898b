"""The sections that lines of one make cut a page into, each with its title, its date and its lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from archive.extract.blocks import Block, Page
from archive.extract.dates import WrittenDate
from archive.extract.openers import Opener, first_sentence, is_title_like, read_plain_date
from archive.extract.tree import iter_upwards

DatePlace = Literal["title", "before", "below", "end"]
"""Where a section's date stands: in its title, above it, below it, or behind the text."""

_LEAST = 3
_HEAD_BLOCKS = 3
_TAIL_BLOCKS = 3
_DATED_SHARE = 0.75
_TIME = re.compile(r"^\(?\d{1,2}[.:]\d\d(?:\s*[–—-]\s*\d{1,2}[.:]\d\d)?\b")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of a page's blocks that may be one article."""

    title: str
    written: WrittenDate | None
    first: int
    """Index of its first block: its title's or its date's."""
    head: int
    """Index of its title's last block, or of its date's where that stands lower."""
    end: int
    """Index after its last block."""
    rest: str = ""
    """Text that stands in the title's own block."""

    def text_blocks(self, page: Page) -> list[Block]:
        """Its blocks below the title, without date lines and those of regions."""
        below = [one for one in page.blocks[self.head + 1 : self.end] if not one.region]
        return [one for one in below if read_plain_date(one) is None]


def iter_divisions(page: Page, openers: Sequence[Opener]) -> Iterator[list[Section]]:
    """The ways to cut a page, likeliest first: at headings, at bold lines, at dated lines, at dates alone."""
    for chosen in _iter_groups(openers):
        sections = _cut_at_dates(page, chosen) if chosen[0].kind == "date" else _cut_at_titles(page, chosen)
        if len(sections) >= _LEAST:
            yield sections


def _iter_groups(openers: Sequence[Opener]) -> Iterator[list[Opener]]:
    """Openers of one make: of one tag and depth first, then all of a kind."""
    for kind in ("heading", "bold", "dated", "date"):
        own = [one for one in openers if one.kind == kind]
        makes = Counter((one.tag, one.depth) for one in own)
        for make, count in makes.most_common(4):
            if count >= _LEAST:
                yield [one for one in own if (one.tag, one.depth) == make]
        dated = [one for one in own if one.written is not None]
        if len(makes) > 1 and len(dated) >= _LEAST and kind != "heading":
            yield dated


def _cut_at_titles(page: Page, chosen: Sequence[Opener]) -> list[Section]:
    place = _find_place(page, chosen)
    if place is None:
        return []
    dates = [_date_of(page, chosen, index, place) for index in range(len(chosen))]
    start, end = _span_of(page, [one for one, found in zip(chosen, dates, strict=True) if found is not None])
    inside = [one for one in chosen if start <= one.index < end]
    if len(inside) < len(chosen):
        return _cut_at_titles(page, inside)  # The heading of a side column is none of the list's.
    dated = [index for index, found in enumerate(dates) if found is not None]
    is_whole = len(dated) >= _DATED_SHARE * len(chosen) and chosen[0].kind == "heading"
    kept = list(range(len(chosen))) if is_whole else dated
    above = [dates[k] if place == "before" else None for k in kept]
    starts = [date[0] if date is not None else chosen[k].index for k, date in zip(kept, above, strict=True)]
    ends = [*starts[1:], _end_of(page, chosen, starts)] if starts else []
    sections = []
    for k, start, end in zip(kept, starts, ends, strict=True):
        opener, found = chosen[k], dates[k]
        head = max(opener.last, found[0]) if found is not None and place == "below" else opener.last
        sections.append(Section(opener.text, found[1] if found else None, start, head, end, opener.rest))
    return sections


def _find_place(page: Page, chosen: Sequence[Opener]) -> DatePlace | None:
    """Where most of the dates stand; of a line between two sections the first title and the last text decide."""
    counts: Counter[DatePlace] = Counter()
    places: tuple[DatePlace, ...] = ("title", "below", "before", "end")
    for place in places:
        counts[place] = sum(_date_of(page, chosen, index, place) is not None for index in range(len(chosen)))
    best = max(places, key=lambda place: counts[place])
    if counts[best] < _LEAST:
        return None
    if best in {"before", "end"} and abs(counts["before"] - counts["end"]) <= 1:
        return "before" if _date_of(page, chosen, 0, "before") is not None else "end"
    return best


def _date_of(page: Page, chosen: Sequence[Opener], at: int, place: DatePlace) -> tuple[int, WrittenDate] | None:
    """The section's date and the index of the block that shows it."""
    opener = chosen[at]
    if place == "title":
        return (opener.index, opener.written) if opener.written is not None else None
    following = chosen[at + 1].index if at + 1 < len(chosen) else _end_of(page, chosen, [opener.index])
    if place == "before":
        floor = chosen[at - 1].last + 1 if at else 0
        indices = range(opener.index - 1, max(floor, opener.index - 2) - 1, -1)
    elif place == "below":
        indices = range(opener.last + 1, min(following, opener.last + 1 + _HEAD_BLOCKS))
    else:
        indices = range(following - 1, max(opener.last, following - 1 - _TAIL_BLOCKS), -1)
    for index in indices:
        written = read_plain_date(page.blocks[index])
        if written is not None:
            return index, written
        if place != "end" and page.blocks[index].prose:
            return None
    return None


def _end_of(page: Page, chosen: Sequence[Opener], starts: Sequence[int]) -> int:
    """Index after the last block of the element that holds all openers; a side column begins behind it."""
    return max(_span_of(page, chosen)[1], starts[-1] + 1)


def _span_of(page: Page, chosen: Sequence[Opener]) -> tuple[int, int]:
    """First index and end of the smallest element around all openers."""
    chain = [*iter_upwards(page.blocks[chosen[0].index].element)]
    levels = {element: level for level, element in enumerate(chain)}
    level = 0
    for one in chosen[1:]:
        element = page.blocks[one.index].element
        level = max(level, next(levels[other] for other in iter_upwards(element) if other in levels))
    holder = next((element for element in chain[level:] if element in page.spans), None)
    return page.spans[holder] if holder is not None else (0, len(page.blocks))


def _cut_at_dates(page: Page, chosen: Sequence[Opener]) -> list[Section]:
    """Sections of plain lines: the title is the line above the date, the line below it, or the first sentence."""
    indices = [one.index for one in chosen]
    above = {index for index in indices if _is_above(page, index)}
    below = {index for index in indices if _is_below(page, index)}
    is_above = len(above) >= _DATED_SHARE * len(indices) and (len(above) > len(below) or indices[0] in above)
    is_below = not is_above and len(below) >= _DATED_SHARE * len(indices)
    starts = [index - 1 if is_above and index in above else index for index in indices]
    ends = [*starts[1:], _end_of(page, chosen, starts)]
    sections = []
    for opener, start, end in zip(chosen, starts, ends, strict=True):
        if is_above and start < opener.index:
            title, head = page.blocks[start].text, opener.index
        elif is_below and opener.index in below and opener.index + 1 < end:
            title, head = page.blocks[opener.index + 1].text, opener.index + 1
        else:
            head = opener.index
            text = next((one.text for one in page.blocks[head + 1 : end] if one.prose), "")
            title = first_sentence(text)
        if len(title) >= 3:
            sections.append(Section(title, opener.written, start, head, end))
    return sections


def _is_above(page: Page, index: int) -> bool:
    block = page.blocks[index - 1] if index else None
    return block is not None and not block.region and is_title_like(block)


def _is_below(page: Page, index: int) -> bool:
    block = page.blocks[index + 1] if index + 1 < len(page.blocks) else None
    return block is not None and not block.region and is_title_like(block)


def count_times(page: Page, sections: Sequence[Section]) -> int:
    """Lines of the sections that begin with a time of day, as those of a programme do."""
    return sum(1 for one in sections for block in one.text_blocks(page) if _TIME.match(block.text))


def is_newest_first(sections: Sequence[Section]) -> bool:
    """Whether the dates go back in time from one section to the next, with few exceptions."""
    days = [one.written.first_day for one in sections if one.written is not None]
    steps = [later >= earlier for later, earlier in pairwise(days)]
    return bool(steps) and sum(steps) >= 0.9 * len(steps)
