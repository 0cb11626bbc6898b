"""What one answer of a feed holds, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.discovery.links import ArticleLink

MAX_FEED_BYTES = 32 * 1024 * 1024
"""Of one answer: all articles of a site in full fit in."""
MAX_ENTRIES = 50_000


def tell_fault(url: str, entries: int, *, is_cut: bool) -> str | None:
    """What is wrong with a feed of which some entries were left unread; None when nothing is."""
    if entries > MAX_ENTRIES:
        return f"{url}: {entries} entries in one feed; only the first {MAX_ENTRIES} were read."
    return f"{url}: the feed is cut off; the entries before the cut were read." if is_cut else None


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of one answer."""

    links: tuple[ArticleLink, ...] = ()
    """In the feed's order, each address once."""
    next_url: str | None = None
    """The answer with older entries, where the feed itself names it."""
    fault: str | None = None
    """What is wrong with the answer although entries were read; None when nothing is."""
