"""Which links of a page may be articles at all, before its rows are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from archive.urls import format_article_key
from crawler.discovery.addresses import Fit
from crawler.discovery.listings.anchors import Anchor
from crawler.discovery.listings.elements import Page
from crawler.discovery.listings.page_numbers import read_page_steps
from crawler.discovery.listings.page_texts import read_date_line
from crawler.discovery.listings.period_links import is_section, read_period
from crawler.discovery.listings.places import Part, Place
from crawler.discovery.listings.row_extent import read_label
from crawler.discovery.listings.row_groups import Candidate, is_heading_link
from crawler.discovery.listings.row_words import is_list_label, is_read_more
from crawler.discovery.platforms.known import Platform

_TOOLS = re.compile(
    r"/(?:categor(?:y|ies)|kategorija|kategoorija|rubrika|tags?|zyme|zymes|birka|birkas|silt|author|autorius|autors|"
    r"autor|users?|profile|feed|rss|wp-[^/]+|login|prisijungti|search|paieska|meklet|otsing|taxonomy|itemlist|"
    r"comments?|calendar|kalendorius|kalendars|kalender|ical|print|sitemap)(?:[/.?]|$)|comment-page-\d|/page/\d+/?$|"
    r"[?&](?:cat|tag|author|s|paged|replytocom|share|print|ical|option=com_mailto|format=feed)(?:[=&]|$)",
    re.IGNORECASE,
)
_OTHER_RELS = frozenset({"tag", "category", "author", "nofollow author", "search", "privacy-policy", "alternate"})
_OTHER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:category|cat-links?|tag|tags|author|autorius|comments?|share|print|lang|edit)(?=$|[\s_-])", re.I
)
_MENU_LABEL = 15
_PAGE_LABEL = 20
_LEAST_LETTERS = 4


class CandidateReader:
    """Reads the links of one page."""

    def __init__(
        self,
        page: Page,
        places: Sequence[Place],
        *,
        url: str,
        fits: Mapping[str, Fit],
        platform: Platform | None,
    ) -> None:
        self._page, self._places, self._url, self._fits, self._platform = page, places, url, fits, platform
        self._keys: dict[str, str] = {}
        self._here = self._key(url)
        self._path = urlsplit(url).path.rstrip("/")
        self._labels: dict[int, str] = {}
        self._refused: dict[str, bool] = {}

    def label(self, anchor: Anchor) -> str:
        """What the link says."""
        index = anchor.element.index
        if index not in self._labels:
            self._labels[index] = read_label(self._page, anchor.element)
        return self._labels[index]

    def read(self, anchors: Sequence[Anchor]) -> list[Candidate]:
        """The sure links, and those that may be articles and stand neither in a menu nor in a pager."""
        in_menu = {
            anchor.url for anchor in anchors if self._part(anchor) == Part.MENU and self._fits[anchor.url] != "article"
        }
        candidates = []
        for anchor in anchors:
            fit = self._fits[anchor.url]
            if not anchor.is_link or fit == "no":
                continue
            if fit == "maybe" and (anchor.url in in_menu or not self._may_lead(anchor)):
                continue
            key = self._key(anchor.url)
            heading = is_heading_link(self._page, anchor.element)
            candidates.append(
                Candidate(anchor.element, anchor.url, key, self.label(anchor), heading, is_sure=fit == "article")
            )
        return candidates

    def menu_like(self, anchors: Sequence[Anchor], candidates: Sequence[Candidate]) -> list[str]:
        """Addresses of the links that look like a menu's: what the shapes of articles must differ from."""
        long_labelled = {
            candidate.url for candidate in candidates if len(candidate.label) >= _MENU_LABEL or candidate.is_sure
        }
        addresses = []
        for anchor in anchors:
            if not anchor.is_link or self._places[anchor.element.index].pager is not None:
                continue
            label = self.label(anchor)
            short = 0 < len(label) < _MENU_LABEL and not is_read_more(label) and anchor.url not in long_labelled
            if short or self._part(anchor) == Part.MENU:
                addresses.append(anchor.url)
        return addresses

    def _key(self, url: str) -> str:
        if url not in self._keys:
            self._keys[url] = format_article_key(url)
        return self._keys[url]

    def _part(self, anchor: Anchor) -> Part:
        return self._places[anchor.element.index].part

    def _may_lead(self, anchor: Anchor) -> bool:
        place = self._places[anchor.element.index]
        element = anchor.element
        if place.part == Part.MENU or place.in_calendar or place.pager is not None or element.attribute("hreflang"):
            return False
        if anchor.rels & _OTHER_RELS or _OTHER_CLASS.search(element.attribute("class")):
            return False
        label = self.label(anchor)
        letters = sum(character.isalpha() for character in label[:60])
        if label and (letters < _LEAST_LETTERS or is_list_label(label) or read_date_line(label) is not None):
            return False
        return not self._is_refused(anchor.url) and not (len(label) < _PAGE_LABEL and self._turns_pages(anchor.url))

    def _is_refused(self, url: str) -> bool:
        if url not in self._refused:
            self._refused[url] = self._leads_elsewhere(url)
        return self._refused[url]

    def _leads_elsewhere(self, url: str) -> bool:
        """Whether the address is this page's, one above it, a tool's, a section's or a period's."""
        parts = urlsplit(url)
        path = parts.path.rstrip("/").removesuffix("/index.php").removesuffix("/index.html")
        if self._key(url) == self._here or (not path and not parts.query):
            return True
        if not parts.query and self._path.startswith(path + "/"):
            return True
        if _TOOLS.search(parts.path + ("?" + parts.query if parts.query else "")) or is_section(url):
            return True
        return read_period(url, self._platform, current_url=self._url) is not None

    def _turns_pages(self, url: str) -> bool:
        return any(step.known and step.same_listing for step in read_page_steps(self._url, url))


def clean_anchors(anchors: Sequence[Anchor], clean: Callable[[str], str], fit: Callable[[str], Fit]) -> list[Anchor]:
    """The anchors with the address that is asked for, where another spelling leads to an article."""
    cleaned = {address: clean(address) for address in {anchor.url for anchor in anchors}}
    return [
        Anchor(anchor.element, cleaned[anchor.url])
        if anchor.is_link and cleaned[anchor.url] != anchor.url and fit(cleaned[anchor.url]) != "no"
        else anchor
        for anchor in anchors
    ]


def read_fits(anchors: Sequence[Anchor], fit: Callable[[str], Fit]) -> dict[str, Fit]:
    """What each address looks like, each asked once."""
    return {address: fit(address) for address in {anchor.url for anchor in anchors}}
