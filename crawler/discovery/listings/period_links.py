"""Links of a listing to its years and months, and to the listings of its categories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from archive.extract.months import MONTH_WORD, fold
from archive.urls import format_urlkey
from crawler.discovery.listings.anchors import Anchor
from crawler.discovery.listings.own_periods import read_own_period
from crawler.discovery.listings.places import Place
from crawler.discovery.listings.row_words import names_other_list
from crawler.discovery.platforms.known import Platform
from crawler.discovery.platforms.periods import GENERAL_PERIODS

_FIRST_YEAR = 1995
_MOST = 600
_SAYS_PERIOD = re.compile(rf"(?:19|20)\d\d|(?<![^\W\d_]){MONTH_WORD}|^\D{{0,3}}(?:0?[1-9]|1[0-2])\D{{0,3}}$")
_STEP_BACK = re.compile(
    r"(?:(?:ankstesn\w+|praej\w+|buv\w+|senesn\w+|ieprieks\w+|vecak\w+|pagajus\w+|eelmi\w+|varasem\w+|vanema\w+|previous|prev|"
    r"earlier|older|last|предыдущ\w+|прошл\w+)(?: [^\W\d]+){0,2})|[«‹<←◄]+"
)
_AROUND = " \t«‹<←◄›>→►»|[]().…:-"
_SECTION = re.compile(
    r"^https?://[^/?#]+/(?:(?:[^/?#]+/)*(?:category|kategorija|kategorijas|kategoorija|rubrika)/[^?#]+?/?(?:[?#]|$)|"
    r"(?:[^?#]*/)?itemlist/category/[^/?#]+/?$|(?:[^?#]*/)?taxonomy/term/\d+/?$|[^?#]*\?cat=\d+$)",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(r"/(?:page|feed|rss|comments?|embed|amp)(?:/|$)|\.(?:xml|pdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A link to the articles of one year or month."""

    url: str
    year: int
    month: int | None = None
    """None when the whole year is meant."""


def read_period(url: str, platform: Platform | None, *, current_url: str) -> PeriodLink | None:
    """The year or month whose articles an address shows; None when it shows none.

    A year in the query counts on the listing's own path only: vendors pin `?gads=2026` to their articles, too.
    """
    for pattern in _compile((platform.period if platform is not None else ()) + GENERAL_PERIODS):
        match = pattern.search(url)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("year") is None:
            continue
        if match.start("year") > len(url.partition("?")[0]) and not _has_same_path(url, current_url):
            continue
        month = int(groups["month"]) if groups.get("month") else None
        if month is None or 1 <= month <= 12:
            return PeriodLink(url, int(groups["year"]), month)
    own = read_own_period(url, current_url, takes_folders=False)
    return PeriodLink(url, *own) if own is not None else None


def _has_same_path(url: str, other: str) -> bool:
    return urlsplit(url).path.rstrip("/") == urlsplit(other).path.rstrip("/")


@lru_cache(maxsize=64)
def _compile(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def find_periods(
    anchors: Iterable[Anchor],
    places: Sequence[Place],
    read_label: Callable[[Anchor], str],
    *,
    url: str,
    platform: Platform | None,
    today: date | None,
    has_next: bool = True,
) -> tuple[PeriodLink, ...]:
    """The years and months that a page links to by name, each once; no arrows of an endless calendar, no future.

    `has_next`: whether the page has a next page; without, a link to the month or year before its own counts as well.
    """
    named: dict[str, PeriodLink] = {}
    before: dict[str, PeriodLink] = {}
    here = format_urlkey(url)
    for anchor in anchors:
        if places[anchor.element.index].in_calendar or len(named) >= _MOST:
            continue
        period = _read_linked(anchor.url, platform, url)
        if period is None or not _is_past(period, today) or _is_of_another_list(anchor.url, url):
            continue
        key, label = format_urlkey(anchor.url), fold(read_label(anchor))
        if key == here:
            continue
        if anchor.element.tag != "link" and _SAYS_PERIOD.search(label):
            named.setdefault(key, period)
        elif not has_next and _leads_back(anchor, label):
            before.setdefault(key, period)
    earlier = _choose_step(before.values(), read_period(url, platform, current_url=url))
    return (*named.values(), *(period for period in earlier if format_urlkey(period.url) not in named))


def _read_linked(url: str, platform: Platform | None, current_url: str) -> PeriodLink | None:
    """As `read_period`, and a folder of the listing named for a year: the link's words tell it from a number."""
    period = read_period(url, platform, current_url=current_url)
    if period is not None:
        return period
    own = read_own_period(url, current_url, takes_folders=True)
    return PeriodLink(url, *own) if own is not None else None


def _leads_back(anchor: Anchor, label: str) -> bool:
    """Whether a link turns to another page, or says that it leads to what was earlier."""
    if anchor.rels & {"next", "prev", "previous"}:
        return True
    text = " ".join(label.split())
    return _STEP_BACK.fullmatch(text) is not None or _STEP_BACK.fullmatch(text.strip(_AROUND)) is not None


def _choose_step(steps: Iterable[PeriodLink], current: PeriodLink | None) -> list[PeriodLink]:
    """The nearest period before the page's own; before any when its address names none."""
    earlier = [step for step in steps if current is None or _is_before(step, current)]
    return sorted(earlier, key=lambda step: (step.year, step.month or 13))[-1:]


def _is_before(period: PeriodLink, other: PeriodLink) -> bool:
    if period.month is None or other.month is None:
        return period.year < other.year
    return (period.year, period.month) < (other.year, other.month)


def _is_past(period: PeriodLink, today: date | None) -> bool:
    if period.year < _FIRST_YEAR:
        return False
    return today is None or (period.year, period.month or 1) <= (today.year, today.month)


def _is_of_another_list(url: str, current_url: str) -> bool:
    """Whether the years are those of events or projects, below a folder that the listing is not in."""
    folder = re.split(r"(?:19|20)\d\d", urlsplit(url).path, maxsplit=1)[0].rstrip("/-")
    words = (
        " ".join(re.split(r"[/_-]", unquote(folder))).replace("archyv", "").replace("arhiv", "").replace("archiv", "")
    )
    return names_other_list(words) and not urlsplit(current_url).path.startswith(folder)


def find_sections(anchors: Iterable[Anchor], *, url: str) -> tuple[str, ...]:
    """The listings of categories that a page links to, each once."""
    found: dict[str, str] = {}
    here = format_urlkey(url)
    for anchor in anchors:
        if anchor.element.tag not in {"a", "option", "area"} or len(found) >= _MOST or not is_section(anchor.url):
            continue
        key = format_urlkey(anchor.url)
        if key != here:
            found.setdefault(key, anchor.url)
    return tuple(found.values())


def is_section(url: str) -> bool:
    """Whether an address is a category's listing on any of the common systems."""
    return _SECTION.search(url) is not None and not _NO_SECTION.search(urlsplit(url).path)
