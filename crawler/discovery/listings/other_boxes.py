"""Boxes of a page that hold another list than its rows: events, calls, projects, galleries, papers, partners."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from archive.extract.dates import parse_date
from archive.extract.months import fold
from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import PageTexts
from crawler.discovery.listings.places import Place, name_box
from crawler.discovery.listings.row_extent import ancestors
from crawler.discovery.listings.row_groups import BoxHeadings, Candidate, RowGroup, make_of
from crawler.discovery.listings.row_words import names_news, names_other_list

_OTHER_BOX = re.compile(
    r"\b(?:events?|tribe|upcoming|rengin|pasakum|notikum|sundmus|projekt|projects?\b|kvietim|konkurs|taotlusvoor|"
    r"calls?\b|galler|galer|nuorod|saites|lingid|dokument|documents?\b|downloads?\b|partner(?!ib|ship)|priva[ct]|legal|cookie|"
    r"slapuk|sikdatn|kupsis)"
)
_TITLE_WORDS = 4
_BOX_LEVELS = 8
_MOSTLY = 0.7


class OtherBoxes:
    """Tells the boxes of one page; without `today` no date lies ahead."""

    def __init__(
        self,
        page: Page,
        texts: PageTexts,
        places: Sequence[Place],
        candidates: Iterable[Candidate],
        *,
        today: date | None,
    ) -> None:
        self._texts, self._today = texts, today
        self._headings = BoxHeadings(page, places, {candidate.element.index for candidate in candidates})

    def heading(self, block: Element) -> str:
        """The box's own heading; empty when it has none, or the page's, or a sentence."""
        above = self._headings.above(block)
        if above is None or above[1] or len(above[0].split()) > _TITLE_WORDS:
            return ""
        return above[0]

    def is_headed(self, block: Element) -> bool:
        """Whether the heading above a block says that another list than of news follows."""
        heading = self.heading(block)
        return bool(heading) and names_other_list(heading)

    def is_other(self, block: Element, rows: Element, makes: Collection[str] = ()) -> bool:
        """Whether a block is another list's by its heading, or by the names of what encloses it but not the rows.

        The names of `makes`, which the rows bear themselves, say nothing.
        """
        heading = fold(self.heading(block))
        if _OTHER_BOX.search(heading) and not names_news(heading):
            return True
        for element in (block, *ancestors(block, _BOX_LEVELS)):
            if element.tag in {"body", "html"} or element.index <= rows.index < element.end:
                return False
            if make_of(element) not in makes and _OTHER_BOX.search(fold(re.sub(r"[_-]+", " ", name_box(element)))):
                return True
        return False

    def lies_ahead(self, block: Element) -> bool:
        """Whether the first full date of a block is after today, as an event's is and no article's."""
        marks = self._texts.dates(block.text_start, block.text_end)
        written = next((found for mark in marks if mark.full and (found := parse_date(mark.date))), None)
        return self._today is not None and written is not None and written.first_day > self._today

    def all_lie_ahead(self, group: RowGroup) -> bool:
        """Whether most of a group's rows are dated after today."""
        return sum(self.lies_ahead(row.block) for row in group.rows) >= _MOSTLY * len(group.rows)
