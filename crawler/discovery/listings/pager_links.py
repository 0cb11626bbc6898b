"""The links of a page that may turn it: with their words, and how near their pager is to the listing's rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote, urlsplit

from crawler.discovery.listings.anchors import Anchor
from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_numbers import read_page_steps
from crawler.discovery.listings.paging import PagerLink
from crawler.discovery.listings.places import Place
from crawler.discovery.listings.row_words import names_other_list

_FORWARD_PICTURE = re.compile(
    r"(?:^|[\W_])(?:next|older|forward|kitas|toliau|pirmyn|nakam\w+|jargmi\w+|(?:arrow|icon|chevron|angle|caret)[-_]?right)"
    r"(?=$|[\W_])",
    re.IGNORECASE,
)
_ANY_LIST = re.compile(r"\b(?:archi[vy]\w*|archyv\w*|arhi\w*|categor\w*|kategor\w*)", re.IGNORECASE)
"""Words that templates give to the wrappers of news lists as well."""
_LEVELS = 8
_PICTURE_ELEMENTS = 6


class PagerLinkReader:
    """Reads the links of one page; `rows` are the element indexes of its articles' links, ascending."""

    def __init__(
        self, page: Page, places: Sequence[Place], label: Callable[[Anchor], str], *, url: str, rows: Sequence[int]
    ) -> None:
        self._page, self._places, self._label, self._url, self._rows = page, places, label, url, rows
        self._pagers: dict[int, tuple[int, bool]] = {}

    def read(self, anchors: Iterable[Anchor]) -> list[PagerLink]:
        """The links that may lead to another page of this listing: none of a calendar or of another list's pager.

        What encloses a pager may be named as another list is (`archive-pagination`): such a pager counts where it
        turns this very listing and no other one does.
        """
        turning = [
            anchor
            for anchor in anchors
            if anchor.element.tag != "link" and self._may_turn_pages(anchor) and not self._leads_to_another_list(anchor)
        ]
        steps = {anchor for anchor in turning if self._is_step(anchor)}
        foreign = {anchor for anchor in turning if self._stands_in_another_list(anchor)}
        refused = foreign - steps if steps <= foreign else foreign
        return [self._read(anchor) for anchor in turning if anchor not in refused]

    def _may_turn_pages(self, anchor: Anchor) -> bool:
        return not self._places[anchor.element.index].in_calendar and not anchor.element.attribute("hreflang")

    def _is_step(self, anchor: Anchor) -> bool:
        """Whether a link of a pager, or one that counts pages, leads to another page of this listing."""
        in_pager = self._places[anchor.element.index].pager is not None
        return any(step.same_listing and (in_pager or step.known) for step in read_page_steps(self._url, anchor.url))

    def _stands_in_another_list(self, anchor: Anchor) -> bool:
        pager = self._places[anchor.element.index].pager
        return pager is not None and self._look_around(pager)[1]

    def _leads_to_another_list(self, anchor: Anchor) -> bool:
        path, here = (unquote(urlsplit(address).path) for address in (anchor.url, self._url))
        if path.rstrip("/") == here.rstrip("/") or not names_other_list(_words(path.removeprefix(here))):
            return False
        return not names_other_list(_words(here)) and not any(
            step.same_listing for step in read_page_steps(self._url, anchor.url)
        )

    def _read(self, anchor: Anchor) -> PagerLink:
        element = anchor.element
        text = self._page.text(element)
        labels = [element.attribute("aria-label"), element.attribute("title"), self._label(anchor)]
        if not text:
            labels.append(self._picture(element))
        pager = self._places[element.index].pager
        return PagerLink(
            url=anchor.url,
            text=text,
            labels=tuple(label for label in labels if label),
            rels=anchor.rels,
            pager=pager,
            distance=0 if pager is None else self._look_around(pager)[0],
        )

    def _picture(self, element: Element) -> str:
        """`next` for a link without words whose picture or class says so; empty for any other."""
        for part in (element, *self._page.below(element, _PICTURE_ELEMENTS)):
            name = part.attribute("src").rpartition("/")[2].rpartition(".")[0]
            if _FORWARD_PICTURE.search(f"{part.attribute('class')} {name}"):
                return "next"
        return ""

    def _look_around(self, pager: int) -> tuple[int, bool]:
        """How many elements up a pager meets an article's link, and whether what lies between names another list."""
        if pager not in self._pagers:
            self._pagers[pager] = self._measure(self._page.elements[pager])
        return self._pagers[pager]

    def _measure(self, element: Element) -> tuple[int, bool]:
        other = False
        outer: Element | None = element
        for level in range(_LEVELS):
            if outer is None or outer.tag in {"html", "body"} or self._has_rows(outer):
                return level, other and bool(self._rows)
            named = _words(f"{outer.attribute('class')} {outer.attribute('id')}")
            other = other or names_other_list(_ANY_LIST.sub("", named))
            outer = outer.parent
        return _LEVELS, other and bool(self._rows)

    def _has_rows(self, element: Element) -> bool:
        place = bisect_left(self._rows, element.index)
        return place < len(self._rows) and self._rows[place] < element.end


def _words(text: str) -> str:
    return re.sub(r"[/_.-]+", " ", text)
