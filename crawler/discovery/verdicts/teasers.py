"""Teaser rows on a page that was asked for as an article: how many, where they lead, and what stands outside them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from archive.extract.tree import text_of
from archive.urls import host_of
from crawler.discovery.listings.page_numbers import read_page_steps
from crawler.discovery.verdicts.page_view import PageLink, PageView

MIN_ROWS = 5
_TITLE_CHARACTERS = 12
_LEAD_CHARACTERS = 40
_PAGER_LABEL_CHARACTERS = 14
_MAX_LINKS = 3000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DIGITS = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|(?:19|20)\d\d[-./ ]\d\d[-./ ]\d\d|"
    r"\d{1,2}[. ]+\w{3,12},? (?:19|20)\d\d|"
    r"(?:19|20)\d\d\.? ?(?:m|gada)\.? \w+|(?:19|20)\d\d \w+ \d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One teaser: its article's address and the largest element that links to no other."""

    url: str
    element: HtmlElement


@dataclass(frozen=True)
class Teasers:
    """The rows of one page, found once."""

    view: PageView

    @cached_property
    def rows(self) -> list[Row]:
        """The largest group of rows built alike that bear a heading, a date or a lead."""
        groups: dict[tuple[str, ...], list[HtmlElement]] = defaultdict(list)
        for anchor in self.view.anchors[:_MAX_LINKS]:
            if _is_title(self.view, anchor):
                groups[_build_of(anchor)].append(anchor)
        found = [_read_rows(self.view, group) for group in groups.values() if len(group) >= MIN_ROWS]
        return max(found, key=len, default=[])

    @cached_property
    def alike(self) -> int:
        """How many rows lead to addresses of the same shape as the page's own."""
        own = _shape_of(self.view.url)
        return sum(_shape_of(row.url) == own for row in self.rows)

    @cached_property
    def prose_outside(self) -> int:
        """Characters of the page's own prose that no row holds."""
        rows = {row.element for row in self.rows}
        return sum(
            len(one.text)
            for one in self.view.prose
            if one.element not in rows and rows.isdisjoint(one.element.iterancestors())
        )

    @cached_property
    def has_date_outside(self) -> bool:
        """Whether a `time` element stands outside the rows, as an article's own does."""
        rows = {row.element for row in self.rows}
        return any(
            not self.view.place_of(one) and rows.isdisjoint(one.iterancestors()) for one in self.view.by_tag["time"]
        )

    @cached_property
    def page_numbers(self) -> int:
        """How many links with a number or a sign as their text lead to other pages of this very address."""
        found = set()
        for anchor in self.view.anchors[:_MAX_LINKS]:
            link = self.view.link_of(anchor) if len(text_of(anchor)) <= _PAGER_LABEL_CHARACTERS else None
            if link and any(step.same_listing and step.known for step in read_page_steps(self.view.url, link.url)):
                found.add(link.url)
        return len(found)


def count_dated_entries(view: PageView) -> int:
    """How many headings or paragraphs begin with a date: the entries of a page that holds several articles."""
    texts = [*view.headings, *(one.text for one in view.prose)]
    return sum(_DATE.match(text) is not None for text in texts)


def has_date(text: str) -> bool:
    """Whether a text holds a written date."""
    return _DATE.search(text) is not None


def _is_title(view: PageView, anchor: HtmlElement) -> bool:
    parent = anchor.getparent()
    return parent is not None and not view.place_of(parent) and len(text_of(anchor)) >= _TITLE_CHARACTERS


def _build_of(element: HtmlElement) -> tuple[str, ...]:
    """The tags from the anchor up to the body: rows of one listing have the same."""
    return tuple(str(above.tag) for above in element.iterancestors())


def _read_rows(view: PageView, group: list[HtmlElement]) -> list[Row]:
    """The rows around links of one build; a link that stands alone, as in a menu, makes none."""
    host, first = host_of(view.url), dict[str, PageLink]()
    for link in filter(None, map(view.link_of, group)):
        if host_of(link.url) == host:
            first.setdefault(link.url, link)
    links = list(first.values())
    if len(links) < MIN_ROWS:
        return []
    held = Counter(above for link in links for above in link.element.iterancestors())
    rows = []
    for link in links:
        row = link.element
        for above in link.element.iterancestors():
            if held[above] > 1:
                break
            row = above
        if _is_teaser(link.element, row):
            rows.append(Row(link.url, row))
    return rows


def _is_teaser(anchor: HtmlElement, row: HtmlElement) -> bool:
    if any(above.tag in _HEADINGS for above in anchor.iterancestors()) or any(
        one.tag in _HEADINGS for one in anchor.iterdescendants()
    ):
        return True
    whole, own = text_of(row), text_of(anchor)
    return has_date(whole) or len(whole) - len(own) >= _LEAD_CHARACTERS


def _shape_of(url: str) -> tuple[str, frozenset[str]]:
    """The folder with its digits masked, and the parameters that are not a listing's: articles of one kind share it."""
    parts = urlsplit(url)
    folder = parts.path.rstrip("/").rpartition("/")[0].lower()
    names = {name.lower() for name, _ in parse_qsl(parts.query, max_num_fields=30)} if parts.query else set()
    return _DIGITS.sub("0", folder), frozenset(names - _LISTING_PARAMETERS)


_LISTING_PARAMETERS = frozenset({
    "page", "paged", "p_page", "start", "limitstart", "offset", "mini", "month", "monthid", "year", "yearid", "gads",
    "psl", "lapa", "lk", "amount", "current",
})  # fmt: skip


def has_listing_parameter(url: str) -> bool:
    """Whether an address asks for a page or a month of something."""
    query = urlsplit(url).query
    return any(name.lower() in _LISTING_PARAMETERS - {"amount", "current"} for name, _ in parse_qsl(query))
