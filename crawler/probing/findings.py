"""What a probe has found out about a site, and in words what it has not."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.records import Article
from crawler.discovery.links import ArticleLink
from crawler.probing.shapes import Learned
from crawler.sources.models import SeedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedLook:
    """What one seed showed."""

    kind: SeedKind
    url: str
    articles: int = 0
    """How many articles it names: on its first page, or in all where it says so."""
    dated: int = 0
    """How many of those on its first page have a date there."""
    has_more: bool = False
    """Whether pages follow it."""
    problem: str | None = None
    """Why it cannot be used; None when it can."""
    links: tuple[ArticleLink, ...] = field(default=(), repr=False)

    @property
    def is_good(self) -> bool:
        """Whether it can be crawled and names articles."""
        return self.problem is None and self.articles > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One article's page that was tried."""

    url: str
    article: Article | None = None
    """None when it could not be read."""
    problem: str | None = None
    """Why not."""
    hinted_date: str | None = None
    """The date as the seed writes it; None when it writes none."""

    @property
    def date_origin(self) -> str | None:
        """Where its date is from; None when it has none."""
        published = self.article.published if self.article is not None else None
        if published is not None:
            return published.origin
        return "listing or feed" if self.hinted_date else None


@dataclass(slots=True, kw_only=True)
class Findings:
    """A site, as far as a probe got."""

    asked_url: str
    home_url: str = ""
    unreachable: str | None = None
    """Why the site could not be looked at; None when it could."""
    is_forbidden: bool = False
    """Whether it is robots.txt that forbids it."""
    hosts: list[str] = field(default_factory=list)
    platform: str | None = None
    evidence: tuple[str, ...] = ()
    """By what the platform was recognised."""
    name: str = ""
    languages: list[str] = field(default_factory=list)
    """The main one first."""
    seeds: list[SeedLook] = field(default_factory=list)
    """The good ones, in the order in which they are crawled."""
    missing: list[str] = field(default_factory=list)
    """What was not found, in words."""
    notes: list[str] = field(default_factory=list)
    """What else is worth knowing."""
    patterns: Learned | None = None
    samples: list[Sample] = field(default_factory=list)
    requests: int = 0

    @property
    def read(self) -> list[Article]:
        """The articles that could be read."""
        return [sample.article for sample in self.samples if sample.article is not None]

    @property
    def is_crawlable(self) -> bool:
        """Whether there is a seed with articles of which one at least can be read."""
        return bool(self.seeds) and bool(self.read)
