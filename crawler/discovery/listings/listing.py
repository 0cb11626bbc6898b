"""A listing page, whatever its template, into article links, the next page, years and months, and sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.discovery.addresses import Fit
from crawler.discovery.links import ArticleLink
from crawler.discovery.listings.anchors import Anchor, find_base, read_anchors
from crawler.discovery.listings.candidates import CandidateReader, clean_anchors, read_fits
from crawler.discovery.listings.elements import parse_page
from crawler.discovery.listings.page_texts import PageTexts
from crawler.discovery.listings.pager_links import PagerLinkReader
from crawler.discovery.listings.paging import find_next_url, has_page_numbers, turns_back
from crawler.discovery.listings.period_links import PeriodLink, find_periods, find_sections
from crawler.discovery.listings.places import find_places
from crawler.discovery.listings.row_choice import RowChoice, RowChooser
from crawler.discovery.listings.row_extent import ArticleAnchors
from crawler.discovery.listings.row_groups import Candidate
from crawler.discovery.listings.rows import RowReader
from crawler.discovery.platforms.known import Platform

__all__ = ["ListingPage", "PeriodLink", "parse_listing"]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """What one listing page leads to."""

    links: tuple[ArticleLink, ...] = ()
    """Its articles in page order, each once."""
    next_url: str | None = None
    """The next (older) page; None when the page names none."""
    has_pager: bool = False
    """Whether the page shows page numbers or a next link at all; without, the caller may probe."""
    turns_back: bool = False
    """Whether what it calls its next page is an earlier one."""
    periods: tuple[PeriodLink, ...] = ()
    """Years and months of this listing that the page links to, in page order."""
    sections: tuple[str, ...] = ()
    """Listings of the source's categories that the page links to."""
    has_rows: bool = False
    """Whether the page has rows as a listing has them, each leading to an article."""


def parse_listing(
    body: bytes | str,
    url: str,
    *,
    fit: Callable[[str], Fit],
    owns: Callable[[str], bool],
    platform: Platform | None = None,
    today: date | None = None,
    clean: Callable[[str], str] | None = None,
) -> ListingPage:
    """Articles, next page, periods and sections of a listing fetched from `url`.

    `fit` and `owns` are the source's: which absolute URLs look like articles, which lie on its hosts. An address
    that only may be an article's counts where it stands in a row. Periods and rows after `today` are left out. `clean`
    gives the address that is asked for instead of a print copy or another spelling; such links are that article's.
    Raises PayloadError when the body is no web page.
    """
    page = parse_page(body, url)
    anchors = [anchor for anchor in read_anchors(page, find_base(page, url)) if owns(anchor.url)]
    if clean is not None:
        anchors = clean_anchors(anchors, clean, fit)
    fits = read_fits(anchors, fit)
    texts = PageTexts(page)
    places = find_places(page, texts)
    reader = CandidateReader(page, places, url=url, fits=fits, platform=platform)
    candidates = reader.read(anchors)
    menu_urls = reader.menu_like(anchors, candidates)
    choice = RowChooser(
        page, texts, places, candidates, url=url, platform=platform, menu_urls=menu_urls, today=today
    ).choose()
    taken = [candidate for candidate in candidates if candidate.key in choice.keys]
    addresses = {candidate.url for candidate in taken}
    others = [anchor for anchor in anchors if anchor.url not in addresses and fits[anchor.url] != "article"]
    rows = [candidate.element.index for candidate in taken]
    turning = _find_next(url, others, PagerLinkReader(page, places, reader.label, url=url, rows=rows))
    return ListingPage(
        links=_read_articles(RowReader(page, texts, platform), taken, choice),
        next_url=turning.next_url,
        has_pager=turning.has_pager,
        turns_back=turning.turns_back,
        periods=find_periods(
            others, places, reader.label, url=url, platform=platform, today=today, has_next=turning.next_url is not None
        ),
        sections=find_sections(others, url=url),
        has_rows=choice.has_rows,
    )


@dataclass(frozen=True, slots=True)
class _Turning:
    """How a listing page leads to the next."""

    next_url: str | None
    has_pager: bool
    turns_back: bool


def _find_next(url: str, anchors: Sequence[Anchor], reader: PagerLinkReader) -> _Turning:
    heads = [anchor for anchor in anchors if anchor.element.tag == "link"]
    links = reader.read(anchors)
    forward = [anchor.url for anchor in heads if "next" in anchor.rels]
    next_url = find_next_url(url, links, forward=forward)
    has_pager = next_url is not None or bool(heads) or has_page_numbers(url, links)
    return _Turning(next_url, has_pager, next_url is None and turns_back(url, links, forward=forward))


def _read_articles(rows: RowReader, taken: Sequence[Candidate], choice: RowChoice) -> tuple[ArticleLink, ...]:
    """One link an article; of several spellings of its address a row's, of a row's the one with the shortest query."""
    keys = [candidate.key for candidate in taken]
    linked = ArticleAnchors([candidate.element.index for candidate in taken], keys, len(set(keys)) == 1)
    by_key: dict[str, list[Candidate]] = {}
    for candidate in taken:
        by_key.setdefault(candidate.key, []).append(candidate)
    links = []
    for key, same in by_key.items():
        in_rows = [candidate for candidate in same if choice.is_in_row(candidate.element)]
        best = min(in_rows or same, key=lambda candidate: len(candidate.url.partition("?")[2]))
        facts = rows.read([candidate.element for candidate in same], key, linked)
        links.append(
            ArticleLink(
                best.url,
                title=facts.title,
                published=facts.published,
                lead=facts.lead,
                tags=facts.tags,
                origin="listing",
            )
        )
    return tuple(links)
