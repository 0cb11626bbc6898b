"""One walk over a seed's pages: what it has met, and when it is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

MAX_PAGES = 5000
"""Listing pages that one walk may ask for: the bound against listings without end."""


@dataclass(slots=True)
class Walk:
    """The walk over one seed in one run."""

    seed_url: str
    full: bool
    """Whether it goes to the last page; otherwise it ends at the first page that brings nothing new."""
    failed: bool = False
    left_out: bool = False
    """Whether articles were passed over on purpose, so that a later walk must come back for them."""
    _visited: set[str] = field(default_factory=set)
    _met: set[str] = field(default_factory=set)
    _answered: int = 0

    def visit(self, url: str) -> None:
        """A page of the walk is asked for."""
        self._visited.add(url)

    def has_visited(self, url: str) -> bool:
        """Whether this page was asked for in this walk."""
        return url in self._visited

    def answer(self) -> None:
        """An answer to a page, or its failure, has come."""
        self._answered += 1

    def is_last_answer(self) -> bool:
        """Whether every page asked for has been answered."""
        return self._answered >= len(self._visited)

    def end_reason(self, *, keys: Collection[str], fresh: int, wanted: int, next_url: str | None) -> str | None:
        """Why the walk ends with this listing page; None when it goes on to `next_url`.

        `keys`: article keys on the page. `fresh`: how many of them are new or changed. `wanted`: how many are not
        older than the crawl wants them.
        """
        is_first = not self._met and len(self._visited) == 1
        repeats = bool(keys) and self._met.issuperset(keys)
        self._met.update(keys)
        reasons = {
            "a page without articles": not keys and not is_first,
            "a page that repeats earlier ones": repeats,
            "articles older than asked for": bool(keys) and not wanted,
            "nothing new on the page": bool(keys) and not fresh and not self.full,
            "last page": next_url is None,
            "the next page was already read": next_url in self._visited,
            f"more than {MAX_PAGES} pages": len(self._visited) >= MAX_PAGES,
        }
        return next((reason for reason, holds in reasons.items() if holds), None)
