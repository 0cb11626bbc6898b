"""One walk over a seed's pages: what it has met, where it goes next, and when it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from crawler.discovery.listings.listing import PeriodLink

MAX_PAGES = 5000
"""Listing pages that one walk may ask for: the bound against listings without end."""

EMPTY_PERIODS = 3
"""Years or months in a row without an article of their own, after which no further ones are asked for."""

ORDINARY = frozenset({
    "last page", "nothing new on the page", "end of feed", "end of sitemap", "the API named all articles",
    "articles older than asked for", "a page without articles", "no page after it",
    "the limit of articles is reached", "what an interrupted walk had read",
})  # fmt: skip
"""Reasons that say nothing odd about a source."""


@dataclass(frozen=True, slots=True)
class WalkEnd:
    """How a walk ended, for the report."""

    seed_url: str
    pages: int
    reason: str

    @property
    def is_odd(self) -> bool:
        """Whether somebody should have a look."""
        return self.reason not in ORDINARY


@dataclass(slots=True)
class Walk:
    """The walk over one seed in one run."""

    seed_url: str
    full: bool
    """Whether it goes to the last page; otherwise it ends at the first page that brings nothing new."""
    resume_url: str | None = None
    """The last page that an interrupted walk had read: gone on from where this one meets what is known."""
    is_unverified: bool = False
    """Whether nobody has seen its seed yet, so that its absence is no failure."""
    all_periods: bool = False
    """Whether years and months are walked also where the pages before them seem to tell all."""
    failed: bool = False
    left_out: bool = False
    """Whether articles were passed over on purpose, so that a later walk must come back for them."""
    has_pager: bool = False
    has_resumed: bool = False
    """Whether it went on where an interrupted walk had been, so that it has not seen all pages itself."""
    told: set[str] | None = None
    """Keys of all articles, as an API named them before the pages were walked; None when none did."""
    pages: int = 0
    """Pages that came and were read."""
    oldest: date | None = None
    """The oldest day that a row of it bears."""
    _visited: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)
    _answered: int = 0
    _periods: dict[str, PeriodLink] = field(default_factory=dict)
    _empty_periods: int = 0
    _in_period: bool = False
    _may_have_missed: bool = False
    _instead: tuple[str | None, str | None] = (None, None)

    def visit(self, url: str) -> None:
        """A page of the walk is asked for."""
        self._visited.add(url)
        if url == self.resume_url:
            self.resume_url = None

    def has_visited(self, url: str) -> bool:
        """Whether this page was asked for in this walk."""
        return url in self._visited

    def answer(self) -> None:
        """An answer to a page, or its failure, has come."""
        self._answered += 1

    def is_last_answer(self) -> bool:
        """Whether every page asked for has been answered."""
        return self._answered >= len(self._visited)

    def is_told_of(self, keys: Collection[str]) -> bool:
        """Whether an API named all these articles; from the first page on that shows others, it is not relied on."""
        if self.told is not None and not self.told.issuperset(keys):
            self.told = None
        return self.told is not None and bool(keys)

    def stop(self, reason: str) -> WalkEnd:
        """How it ends when it is broken off: a later walk goes on from there."""
        return WalkEnd(self.seed_url, self.pages, reason)

    def end_reason(
        self,
        *,
        keys: Collection[str],
        fresh: int,
        wanted: int,
        next_url: str | None,
        days: Collection[date] = (),
        today: date = date.max,
    ) -> str | None:
        """Why this chain of pages ends with a page; None when it goes on to `next_url`.

        `keys`: of the articles that the page leads to. `fresh`: how many of them are new or changed. `wanted`: how many
        are not older than the crawl wants them. `days`: those that it dates them with.
        """
        is_first = not self._met and len(self._visited) == 1
        repeats = bool(keys) and self._met.issuperset(keys)
        self._count_period(is_new=bool(keys) and not repeats)
        # A listing by months, seen early in one: what came at the end of the last month stands on its page only.
        self._may_have_missed = not self.has_pager and fresh == len(keys)
        self._met.update(keys)
        if days:
            self.oldest = min(days) if self.oldest is None else min(self.oldest, *days)
        reasons = {
            "no article is linked on it": not keys and is_first and next_url is None,
            "a page without articles": not keys and not is_first,
            "a page that repeats earlier ones": repeats,
            "a calendar: all its days lie in the future": bool(days) and len(days) >= len(keys) and min(days) > today,
            "articles older than asked for": bool(keys) and not wanted,
            "nothing new on the page": bool(keys) and not fresh and not self.full,
            "what an interrupted walk had read": bool(keys) and not fresh and self.resume_url is not None,
            "last page": next_url is None,
            "the next page was already read": next_url in self._visited,
            f"more than {MAX_PAGES} pages": len(self._visited) >= MAX_PAGES,
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def offer_periods(self, periods: Iterable[PeriodLink]) -> None:
        """Years and months that a page of the walk links to."""
        for period in periods:
            self._periods.setdefault(period.url, period)

    def next_detour(self, next_url: str | None) -> str | None:
        """The page at which a walk goes on when a chain of pages has ended; None when there is none.

        One that is not full goes on only from a page without a pager on which all was new.

        `next_url`: where the chain would have gone on; it is kept for the case that the page to resume at is gone.
        """
        if len(self._visited) >= MAX_PAGES or not (self.full or self._may_have_missed):
            return None
        if self.resume_url is not None:
            self._instead = (self.resume_url, next_url)
            self.has_resumed = True
            return self.resume_url
        while self._periods and self._empty_periods < EMPTY_PERIODS:
            newest = max(self._periods.values(), key=lambda period: (period.year, period.month or 13))
            del self._periods[newest.url]
            if newest.url not in self._visited and self._is_wanted(newest):
                self._in_period = True
                return newest.url
        return None

    def next_instead(self, url: str) -> str | None:
        """Where a walk goes on when the page that it was to resume at does not come; None without one."""
        resumed, next_url = self._instead
        self._instead = (None, None)
        return next_url if resumed == url and next_url not in self._visited else None

    def _is_wanted(self, period: PeriodLink) -> bool:
        """Whether a year or month may hold what the pages so far did not show."""
        if self.all_periods:
            return True
        if self.oldest is None:
            # A pager usually reaches all years: the first one that brings nothing of its own says so.
            return not self.has_pager or (period.month is None and self._empty_periods == 0)
        return (period.year, period.month or 12) < (self.oldest.year, self.oldest.month)

    def _count_period(self, *, is_new: bool) -> None:
        if self._in_period:
            self._empty_periods = 0 if is_new else self._empty_periods + 1
