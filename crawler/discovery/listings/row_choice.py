"""Which of a page's links that may be articles are: those in its listing's rows, and others of the rows' own shape."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from crawler.discovery.listings.address_shapes import AddressShape, read_shape
from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import PageTexts
from crawler.discovery.listings.places import Part, Place
from crawler.discovery.listings.row_extent import ancestors
from crawler.discovery.listings.row_groups import BoxHeadings, Candidate, Row, RowGroup, find_groups, read_block
from crawler.discovery.listings.row_words import names_news, names_other_list
from crawler.discovery.platforms.known import Platform

_ENOUGH = 2.2
"""Merit of rows that are taken: a date is enough, so are a heading and a lead; a menu's entries have none of them."""
_ENOUGH_ALONE = 3.6
_NEWS_BONUS = 1.0
_SHAPE_BONUS = 0.8
_PLATFORM_BONUS = 2.0
_SURE_BONUS = 2.0
_MOSTLY = 0.7
_TITLE_WORDS = 4
_ROW_DEPTH = 6
_NEAR_LEVELS = 3


@dataclass(slots=True)
class RowChoice:
    """What was chosen on one page."""

    keys: set[str] = field(default_factory=set)
    """Article keys of the links taken."""
    has_rows: bool = False


@dataclass(frozen=True, slots=True)
class _Scored:
    group: RowGroup
    merit: float
    value: float
    """The merit, more of it for more rows and for the main part."""
    heading: str
    """The box's own heading, empty when it has none or the page's."""
    is_platform: bool


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
    ) -> None:
        self._page, self._texts, self._places, self._url = page, texts, places, url
        self._candidates = candidates
        self._selectors = platform.row if platform is not None else ()
        self._headings = BoxHeadings(page, places, {candidate.element.index for candidate in candidates})
        self._shapes = {candidate.url: read_shape(candidate.url) for candidate in candidates}
        self._menu_shapes = Counter(read_shape(address) for address in set(menu_urls))
        self._names_news = names_news(unquote(urlsplit(url).path))

    def choose(self) -> RowChoice:
        """The article keys of the listing's rows; none when nothing looks like a listing."""
        main = [candidate for candidate in self._candidates if self._part(candidate) <= Part.ASIDE]
        groups = find_groups(self._page, self._texts, self._places, main)
        scored = [score for group in groups if (score := self._score(group)) is not None]
        best = max((score for score in scored if self._can_lead(score)), key=lambda score: score.value, default=None)
        choice = RowChoice()
        if best is None:
            choice.keys = {row.lead.key for row in self._lone_rows(main)}
        else:
            choice.keys = self._join(best, scored)
            choice.keys |= self._singles(best, main, choice.keys)
        choice.has_rows = bool(choice.keys)
        return choice

    def _part(self, candidate: Candidate) -> Part:
        return self._places[candidate.element.index].part

    def _score(self, group: RowGroup) -> _Scored | None:
        """The group's merit; None when it is another list's, or too little speaks for it."""
        heading = self._box_heading(group.rows[0].block)
        sure = sum(row.lead.is_sure for row in group.rows) / len(group.rows)
        if sure < _MOSTLY and self._is_other_list(heading):
            return None
        is_platform = sum(self._is_platform_row(row.block) for row in group.rows) > len(group.rows) / 2
        merit = group.merit + _PLATFORM_BONUS * is_platform + _SURE_BONUS * sure
        if names_news(heading) or self._names_news:
            merit += _NEWS_BONUS + _SHAPE_BONUS * self._has_own_shape(group)
        if merit < _ENOUGH:
            return None
        value = merit * (1 + min(math.log2(len(group.rows)), 4) / 4) * (1 if group.part == Part.MAIN else 0.3)
        return _Scored(group, merit, value, heading, is_platform)

    def _has_own_shape(self, group: RowGroup) -> bool:
        """Whether three or more rows have addresses of one telling shape that no menu-like link has."""
        shape, count = self._group_shapes(group).most_common(1)[0]
        return count >= 3 and count == len(group.rows) and shape.is_telling and not self._menu_shapes[shape]

    def _can_lead(self, score: _Scored) -> bool:
        if score.group.part == Part.MAIN:
            return True
        return score.group.share("dated") >= _MOSTLY and names_news(score.heading)

    def _box_heading(self, block: Element) -> str:
        above = self._headings.above(block)
        if above is None or above[1] or len(above[0].split()) > _TITLE_WORDS:
            return ""
        return above[0]

    def _is_other_list(self, heading: str) -> bool:
        return bool(heading) and names_other_list(heading)

    def _is_platform_row(self, block: Element) -> bool:
        if not self._selectors:
            return False
        near = [block, *ancestors(block, 2), *self._page.below(block, 2)]
        return any(element.matches(selector) for element in near for selector in self._selectors)

    def _join(self, best: _Scored, scored: Sequence[_Scored]) -> set[str]:
        """The keys of the best group, and of those that are its like."""
        shapes = self._group_shapes(best.group)
        keys = set()
        for score in scored:
            if score is best or self._is_like(score, best, shapes):
                keys |= {row.lead.key for row in self._without_strays(score.group)}
        return keys

    def _group_shapes(self, group: RowGroup) -> Counter[AddressShape]:
        return Counter(self._shapes[row.lead.url] for row in group.rows)

    def _is_like(self, score: _Scored, best: _Scored, shapes: Counter[AddressShape]) -> bool:
        group = score.group
        if sum(row.lead.is_sure for row in group.rows) >= _MOSTLY * len(group.rows):
            return True
        if group.part != Part.MAIN:
            return False
        if best.group.share("dated") >= _MOSTLY and group.share("dated") < 0.5:
            return False
        own = self._group_shapes(group)
        same_shape = sum(own[shape] for shape in own if shape in shapes) >= _MOSTLY * len(group.rows)
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

    def _singles(self, best: _Scored, main: Sequence[Candidate], taken: set[str]) -> set[str]:
        """Links outside the groups: of a shape that only articles have here, or a leading row beside the others."""
        shapes = self._group_shapes(best.group)
        telling = {
            shape
            for shape, count in shapes.items()
            if shape.is_telling and 2 * count > len(best.group.rows) and not self._menu_shapes[shape]
        }
        keys = {
            candidate.key
            for candidate in self._candidates
            if self._shapes[candidate.url] in telling and self._part(candidate) < Part.MENU
        }
        near = [*ancestors(best.group.parent, _NEAR_LEVELS), best.group.parent]
        known = taken | keys
        for row in self._rows_of(candidate for candidate in main if candidate.key not in known):
            beside = any(
                outer.index <= row.block.index < outer.end and outer.tag not in {"body", "html"} for outer in near
            )
            fits = row.dated or (row.has_lead and best.group.share("dated") < _MOSTLY)
            same = self._shapes[row.lead.url] in shapes
            if beside and row.headed and fits and same and not self._is_other_list(self._box_heading(row.block)):
                keys.add(row.lead.key)
        return keys

    def _lone_rows(self, main: Sequence[Candidate]) -> Iterator[Row]:
        """Rows of a page that has no two alike: the last page's only article."""
        for row in self._rows_of(main):
            if self._part(row.lead) != Part.MAIN or self._is_other_list(self._box_heading(row.block)):
                continue
            merit = row.merit + _PLATFORM_BONUS * self._is_platform_row(row.block)
            if merit >= _ENOUGH_ALONE and (row.headed or row.dated):
                yield row

    def _rows_of(self, candidates: Iterable[Candidate]) -> Iterator[Row]:
        by_key: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            by_key.setdefault(candidate.key, []).append(candidate)
        positions = sorted((candidate.element.index, candidate.key) for candidate in self._candidates)
        for key, same in list(by_key.items())[:500]:
            block = _alone_around(same[0].element, key, positions)
            inside = [candidate for candidate in same if block.index <= candidate.element.index < block.end]
            following = block.parent.text_end if block.parent is not None else block.text_end
            row = read_block(self._page, self._texts, block, inside or same, before=True, following=following)
            if row is not None:
                yield row


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
