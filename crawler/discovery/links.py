"""What a seed says of an article: the value that discovery hands to the crawl."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """One article's address, with what the feed, sitemap or listing says about it."""

    url: str
    """Absolute, without fragment."""
    mark: str | None = None
    """The state of the article as the seed names it (`lastmod`, Atom `updated`); None when it names none."""
    title: str | None = None
    published: str | None = None
    """The date as the seed writes it, unread."""
    lead: str | None = None
    """The seed's own first lines, as plain text."""
