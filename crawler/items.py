"""What the spider hands to the pipelines."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.records import Article, Capture, Hints, Sighting


@dataclass(slots=True, kw_only=True)
class Page:
    """An article's page as captured, to be read and saved."""

    url: str
    """Where the page was in the end, after redirects."""
    asked_url: str
    """Where the seed said it was."""
    body: bytes = field(repr=False)
    """The HTTP body, content coding removed."""
    content_type: str | None
    capture: Capture
    hints: Hints | None = None
    """What the seed said of it."""
    is_listing: bool = False
    """Whether it is a seed's own page, which may hold its articles in full."""
    strays_to: str | None = None
    """Where it led although that is no article's address: then only what kind of page it is matters."""
    articles: tuple[Article, ...] = field(default=(), repr=False)
    """Set by the extracting pipeline."""
    sighting: Sighting | None = field(default=None, repr=False)
    """Set by the extracting pipeline."""
