"""Which of a page's links that may be articles are: those in its listing's rows, and others of the rows' own shape."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from crawler.discovery.listings.address_shapes import AddressShape, read_shape
from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.other_boxes import OtherBoxes
from crawler.discovery.listings.page_texts import PageTexts
from crawler.discovery.listings.places import Part, Place
from crawler.discovery.listings.row_extent import ancestors
from crawler.discovery.listings.row_forms import RowForm
from crawler.discovery.listings.row_groups import Candidate, Row, RowGroup, find_groups, make_of, read_block
from crawler.discovery.listings.row_words import names_news
from crawler.discovery.platforms.known import Platform

_ENOUGH = 2.2
"""Merit of rows that are taken: a date is enough, so are a heading and a lead; a menu's entries have none of them."""
_ENOUGH_ALONE = 3.6
_NEWS_BONUS = 1.0
_SHAPE_BONUS = 0.8
_PLATFORM_BONUS = 2.0
_SURE_BONUS = 2.0
_OTHER_LIST_VALUE = 0.4
"""What is left of the value of sure rows under another list's heading."""
_AHEAD_VALUE = 0.2
"""What is left of that of rows dated in the future: they lead only where the clock is wrong and all are."""
_MOSTLY = 0.7
_ROW_DEPTH = 6
_NEAR_LEVELS = 3


@dataclass(slots=True)
class RowChoice:
    """What was chosen on one page."""

    keys: set[str] = field(default_factory=set)
    """Article keys of the links taken."""
    has_rows: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    """The rows' element indexes, first and one past the last; ascending and apart."""

    def is_in_row(self, element: Element) -> bool:
        """Whether an element stands in one of the rows."""
        place = bisect_right(self.spans, (element.index, sys.maxsize)) - 1
        return place >= 0 and element.index < self.spans[place][1]


@dataclass(frozen=True, slots=True)
class _Scored:
    group: RowGroup
    merit: float
    value: float
    """The merit, more of it for more rows and for the main part."""
    heading: str
    """The box's own heading, empty when it has none or the page's."""
    is_platform: bool
    is_ahead: bool
    """Whether its rows are dated in the future, as events are."""


class RowChooser:
    """Chooses on one page."""

    def __init__(
        self,
        page: Page,
        texts: PageTexts,
        places: Sequence[Place],
        candidates: Sequence[Candidate],
        *,
        url: str,
        platform: Platform | None,
        menu_urls: Iterable[str],
        today: date | None = None,
    ) -> None:
        self._page, self._texts, self._places, self._url = page, texts, places, url
        self._candidates = candidates
        self._selectors = platform.row if platform is not None else ()
        self._boxes = OtherBoxes(page, texts, places, candidates, today=today)
        self._shapes = {candidate.url: read_shape(candidate.url) for candidate in candidates}
        self._menu_shapes = Counter(read_shape(address) for address in set(menu_urls))
        self._names_news = names_news(unquote(urlsplit(url).path))

    def choose(self) -> RowChoice:
        """The listing's rows and the sure links beside them that are its articles, too; all sure ones without rows."""
        main = [candidate for candidate in self._candidates if self._part(candidate) <= Part.ASIDE]
        groups = find_groups(self._page, self._texts, self._places, main)
        scored = [score for group in groups if (score := self._score(group)) is not None]
        best = max((score for score in scored if self._can_lead(score)), key=lambda score: score.value, default=None)
        rows = [] if best is None else self._join(best, scored)
        if best is None or best.group.part != Part.MAIN:
            rows += self._lone_rows(main)
        choice = RowChoice({row.lead.key for row in rows}, bool(rows), _merge(row.block for row in rows))
        if not rows:
            choice.keys = {candidate.key for candidate in self._candidates if candidate.is_sure}
            return choice
        near = self._beside(main, rows, best)
        if best is not None:
            choice.keys |= self._singles(best, main, choice.keys, near)
        choice.keys |= {candidate.key for candidate in near if candidate.is_sure}
        return choice

    def _beside(self, main: Sequence[Candidate], rows: Sequence[Row], best: _Scored | None) -> list[Candidate]:
        """Links outside the rows that have their form and stand in no other list's box; none of them lies ahead.

        Beside a lone row the main part's links may have another form.
        """
        form = RowForm((row.lead.url for row in rows), self._url)
        own = {row.lead.key for row in rows}
        block = rows[0].block
        parent = best.group.parent if best is not None else block.parent or block
        makes = best.group.make if best is not None else (make_of(block),)
        positions = self._positions()
        return [
            candidate
            for candidate in main
            if candidate.key not in own
            and (form.fits(candidate.url) or (best is None and self._part(candidate) == Part.MAIN))
            and not self._boxes.is_other(candidate.element, parent, makes)
            and not self._boxes.lies_ahead(_alone_around(candidate.element, candidate.key, positions))
        ]

    def _positions(self) -> list[tuple[int, str]]:
        return sorted((candidate.element.index, candidate.key) for candidate in self._candidates)

    def _part(self, candidate: Candidate) -> Part:
        return self._places[candidate.element.index].part

    def _score(self, group: RowGroup) -> _Scored | None:
        """The group's merit; None when it is another list's, or too little speaks for it."""
        first = group.rows[0].block
        sure = sum(row.lead.is_sure for row in group.rows) / len(group.rows)
        is_other = self._boxes.is_headed(first)
        if sure < _MOSTLY and is_other:
            return None
        heading = self._boxes.heading(first)
        is_platform = sum(self._is_platform_row(row.block) for row in group.rows) > len(group.rows) / 2
        merit = group.merit + _PLATFORM_BONUS * is_platform + _SURE_BONUS * sure
        if names_news(heading) or self._names_news:
            merit += _NEWS_BONUS + _SHAPE_BONUS * self._has_own_shape(group)
        if merit < _ENOUGH:
            return None
        value = merit * (1 + min(math.log2(len(group.rows)), 4) / 4) * (1 if group.part == Part.MAIN else 0.3)
        is_ahead = self._boxes.all_lie_ahead(group)
        value *= (_OTHER_LIST_VALUE if is_other else 1) * (_AHEAD_VALUE if is_ahead else 1)
        return _Scored(group, merit, value, heading, is_platform, is_ahead)

    def _has_own_shape(self, group: RowGroup) -> bool:
        """Whether three or more rows have addresses of one telling shape that no menu-like link has."""
        shape, count = self._group_shapes(group).most_common(1)[0]
        return count >= 3 and count == len(group.rows) and shape.is_telling and not self._menu_shapes[shape]

    def _can_lead(self, score: _Scored) -> bool:
        if score.group.part == Part.MAIN:
            return True
        return not score.is_ahead and score.group.share("dated") >= _MOSTLY and names_news(score.heading)

    def _is_platform_row(self, block: Element) -> bool:
        if not self._selectors:
            return False
        near = [block, *ancestors(block, 2), *self._page.below(block, 2)]
        return any(element.matches(selector) for element in near for selector in self._selectors)

    def _join(self, best: _Scored, scored: Sequence[_Scored]) -> list[Row]:
        """The rows of the best group, and of those that are its like."""
        shapes = self._group_shapes(best.group)
        form = RowForm((row.lead.url for row in best.group.rows), self._url)
        return [
            row
            for score in scored
            if score is best or self._is_like(score, best, shapes, form)
            for row in self._without_strays(score.group)
            if best.is_ahead or score is best or not self._boxes.lies_ahead(row.block)
        ]

    def _group_shapes(self, group: RowGroup) -> Counter[AddressShape]:
        return Counter(self._shapes[row.lead.url] for row in group.rows)

    def _is_like(self, score: _Scored, best: _Scored, shapes: Counter[AddressShape], form: RowForm) -> bool:
        group = score.group
        is_sure = sum(row.lead.is_sure for row in group.rows) >= _MOSTLY * len(group.rows)
        if is_sure and self._boxes.is_other(group.rows[0].block, best.group.parent, best.group.make):
            return bool(score.heading) and score.heading == best.heading
        if is_sure and sum(form.fits(row.lead.url) for row in group.rows) >= _MOSTLY * len(group.rows):
            return True
        if group.part != Part.MAIN:
            return False
        if best.group.share("dated") >= _MOSTLY and group.share("dated") < 0.5:
            return False
        own = self._group_shapes(group)
        same_shape = is_sure or sum(own[shape] for shape in own if shape in shapes) >= _MOSTLY * len(group.rows)
        if group.make == best.group.make or (score.is_platform and best.is_platform):
            return same_shape or not score.heading or score.heading == best.heading or names_news(score.heading)
        return same_shape and (not score.heading or score.heading == best.heading or names_news(score.heading))

    def _without_strays(self, group: RowGroup) -> Iterator[Row]:
        """The rows but those that lack the date that most have and whose address is unlike the others'."""
        shapes = self._group_shapes(group)
        common = shapes.most_common(1)[0]
        strict = group.share("dated") >= _MOSTLY and common[1] >= _MOSTLY * len(group.rows)
        for row in group.rows:
            is_odd = self._shapes[row.lead.url] != common[0] and not row.dated
            if row.lead.is_sure or not (strict and is_odd):
                yield row

    def _singles(
        self, best: _Scored, main: Sequence[Candidate], taken: set[str], beside: Sequence[Candidate]
    ) -> set[str]:
        """Links outside the groups: of a shape that only articles have here, or a leading row beside the others."""
        shapes = self._group_shapes(best.group)
        telling = {
            shape
            for shape, count in shapes.items()
            if shape.is_telling and 2 * count > len(best.group.rows) and not self._menu_shapes[shape]
        }
        keys = {candidate.key for candidate in beside if self._shapes[candidate.url] in telling}
        near = [*ancestors(best.group.parent, _NEAR_LEVELS), best.group.parent]
        known = taken | keys
        for row in self._rows_of(candidate for candidate in main if candidate.key not in known):
            is_near = any(
                outer.index <= row.block.index < outer.end and outer.tag not in {"body", "html"} for outer in near
            )
            fits = row.dated or (row.has_lead and best.group.share("dated") < _MOSTLY)
            same = self._shapes[row.lead.url] in shapes
            if is_near and row.headed and fits and same and not self._boxes.is_headed(row.block):
                keys.add(row.lead.key)
        return keys

    def _lone_rows(self, main: Sequence[Candidate]) -> Iterator[Row]:
        """Rows of a page that has no two alike: the last page's only article."""
        for row in self._rows_of(main):
            if self._part(row.lead) != Part.MAIN or self._boxes.is_headed(row.block):
                continue
            merit = row.merit + _PLATFORM_BONUS * self._is_platform_row(row.block)
            if self._boxes.lies_ahead(row.block):
                continue
            if merit >= _ENOUGH_ALONE and (row.headed or row.dated):
                yield row

    def _rows_of(self, candidates: Iterable[Candidate]) -> Iterator[Row]:
        by_key: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_key.setdefault(candidate.key, []).append(candidate)
        positions = self._positions()
        for key, same in list(by_key.items())[:500]:
            block = _alone_around(same[0].element, key, positions)
            inside = [candidate for candidate in same if block.index <= candidate.element.index < block.end]
            following = block.parent.text_end if block.parent is not None else block.text_end
            row = read_block(self._page, self._texts, block, inside or same, before=True, following=following)
            if row is not None:
                yield row


def _merge(blocks: Iterable[Element]) -> list[tuple[int, int]]:
    """The spans of elements, of nested ones the outer."""
    spans: list[tuple[int, int]] = []
    for block in sorted(blocks, key=lambda block: (block.index, -block.end)):
        if not spans or block.index >= spans[-1][1]:
            spans.append((block.index, block.end))
    return spans


def _alone_around(anchor: Element, key: str, positions: Sequence[tuple[int, str]]) -> Element:
    """The largest part around an anchor, up to a few levels, that leads to no other candidate."""
    block = anchor
    for element in ancestors(anchor, _ROW_DEPTH):
        if element.tag in {"body", "html", "main", "form"}:
            break
        inside = positions[bisect_left(positions, (element.index, "")) : bisect_left(positions, (element.end, ""))]
        if any(other != key for _, other in inside):
            break
        block = element
    return block
