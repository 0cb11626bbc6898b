"""A listing page, whatever its template, into article links and the address of the next page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.urls import format_article_key, join_url
from crawler.discovery.elements import Element, Page, parse_page
from crawler.discovery.links import ArticleLink
from crawler.discovery.paging import PagerLink, find_next_url, has_page_numbers
from crawler.discovery.platforms import Platform
from crawler.discovery.rows import ArticleAnchors, read_label, read_row

_PAGER = re.compile(
    r"(?:^|[\s_-])(?:js-)?(?:pager|pagers|paginat\w*|paginac\w*|paging|pagenav\w*|page-nav\w*|page-numbers|pagelinks|"
    r"puslapiav\w*|puslapi(?:ai|u)|lapošana|lappus\w*|lapas|leheküljed|nav-links|wp-pagenavi|posts-navigation)",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(?:^|[\s_-])(?:calendar|kalend\w*|calend\w*|datepicker|minical\w*)", re.IGNORECASE)
_NEVER_PAGERS = frozenset({"html", "body", "main"})
_MAX_ANCHORS = 20_000


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What one listing page leads to."""

    links: tuple[ArticleLink, ...] = ()
    """Its articles in page order, each once."""
    next_url: str | None = None
    """The next (older) page; None when the page names none."""
    has_pager: bool = False
    """Whether the page shows page numbers or a next link at all; without, the caller may probe."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    element: Element
    url: str


def parse_listing(
    body: bytes | str,
    url: str,
    *,
    is_article: Callable[[str], bool],
    owns: Callable[[str], bool],
    platform: Platform | None = None,
) -> ListingPage:
    """Articles and next page of a listing fetched from `url`.

    `is_article` and `owns` are the source's: which absolute URLs are articles, which lie on its hosts.
    Raises PayloadError when the body is no web page.
    """
    page = parse_page(body, url)
    base = _find_base(page, url)
    anchors = [anchor for anchor in _read_anchors(page, base) if owns(anchor.url)]
    verdicts = {address: is_article(address) for address in {anchor.url for anchor in anchors}}
    articles = [anchor for anchor in anchors if anchor.element.tag == "a" and verdicts[anchor.url]]
    places = _find_places(page)
    pager_links = [
        _read_pager_link(page, anchor, places)
        for anchor in anchors
        if anchor.element.tag != "link" and not verdicts[anchor.url] and _may_turn_pages(anchor, places)
    ]
    heads = [anchor for anchor in anchors if anchor.element.tag == "link" and not verdicts[anchor.url]]
    forward = [anchor.url for anchor in heads if "next" in _rels(anchor.element)]
    next_url = find_next_url(url, pager_links, forward=forward)
    turns = any(_rels(anchor.element) & {"next", "prev"} for anchor in heads)
    return ListingPage(
        links=_read_articles(page, articles, platform),
        next_url=next_url,
        has_pager=next_url is not None or turns or has_page_numbers(url, pager_links),
    )


def _find_base(page: Page, url: str) -> str:
    base = next((element for element in page.elements if element.tag == "base" and element.attribute("href")), None)
    return url if base is None else join_url(url, base.attribute("href")) or url


def _read_anchors(page: Page, base: str) -> list[_Anchor]:
    """Every `a`, `area` and `link rel=next|prev` that leads to another http(s) address, in page order."""
    anchors = []
    for element in page.elements:
        href = element.attributes.get("href")
        if href is None or href.lstrip().startswith("#") or element.tag not in {"a", "area", "link"}:
            continue
        if element.tag == "link" and not _rels(element) & {"next", "prev"}:
            continue
        absolute = join_url(base, href)
        if absolute is not None:
            anchors.append(_Anchor(element, absolute))
        if len(anchors) >= _MAX_ANCHORS:
            break
    return anchors


def _rels(element: Element) -> frozenset[str]:
    return frozenset(element.attribute("rel").lower().split())


def _find_places(page: Page) -> list[tuple[int | None, bool]]:
    """For each element: the outermost pager around it, and whether a calendar is."""
    places: list[tuple[int | None, bool]] = []
    for element in page.elements:
        pager, calendar = (None, False) if element.parent is None else places[element.parent.index]
        if element.attributes and element.tag not in _NEVER_PAGERS:
            named = " ".join(element.attribute(name) for name in ("class", "id", "aria-label"))
            calendar = calendar or (_CALENDAR.search(named) is not None and element.tag != "a")
            if pager is None and element.tag not in {"a", "area"} and _PAGER.search(named):
                pager = element.index
        places.append((pager, calendar))
    return places


def _may_turn_pages(anchor: _Anchor, places: list[tuple[int | None, bool]]) -> bool:
    in_calendar = places[anchor.element.index][1]
    return not in_calendar and not anchor.element.attribute("hreflang")


def _read_pager_link(page: Page, anchor: _Anchor, places: list[tuple[int | None, bool]]) -> PagerLink:
    element = anchor.element
    labels = (element.attribute("aria-label"), element.attribute("title"), read_label(page, element))
    return PagerLink(
        url=anchor.url,
        text=page.text(element),
        labels=tuple(label for label in labels if label),
        rels=_rels(element),
        pager=places[element.index][0],
    )


def _read_articles(page: Page, anchors: list[_Anchor], platform: Platform | None) -> tuple[ArticleLink, ...]:
    """One link an article; of several spellings of its address the one with the shortest query."""
    keys = [format_article_key(anchor.url) for anchor in anchors]
    linked = ArticleAnchors([anchor.element.index for anchor in anchors], keys, len(set(keys)) == 1)
    by_key: dict[str, list[_Anchor]] = {}
    for key, anchor in zip(keys, anchors, strict=True):
        by_key.setdefault(key, []).append(anchor)
    links = []
    for key, same in by_key.items():
        best = min(same, key=lambda anchor: len(anchor.url.partition("?")[2]))
        facts = read_row(page, [anchor.element for anchor in same], key, linked, platform)
        links.append(ArticleLink(best.url, None, facts.title, facts.published, facts.lead))
    return tuple(links)
