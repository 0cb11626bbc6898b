"""What a seed says of an article: the value that discovery hands to the crawl."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import HintOrigin, Hints


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """One article's address, with what the feed, sitemap, API or listing says about it."""

    url: str
    """Absolute, without fragment."""
    mark: str | None = None
    """The state of the article as the seed names it (`lastmod`, Atom `updated`); None when it names none."""
    title: str | None = None
    published: str | None = None
    """The date as the seed writes it, unread."""
    lead: str | None = None
    """The seed's own first lines, as plain text."""
    tags: tuple[str, ...] = ()
    """Tags and categories that the seed gives the article."""
    origin: HintOrigin = "listing"
    """What kind of seed says so."""

    @property
    def hints(self) -> Hints | None:
        """What the seed says, for the reader of the article; None when it says nothing."""
        if not (self.title or self.published or self.lead or self.tags):
            return None
        return Hints(origin=self.origin, title=self.title, published=self.published, lead=self.lead, tags=self.tags)
