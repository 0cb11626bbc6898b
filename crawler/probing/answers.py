"""What comes back for one address that a probe asks, and how a probe asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from archive.records import Hints, Role
from crawler.reading import ReadPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, or why there is none."""

    asked_url: str
    url: str
    """Where it came from in the end, after redirects."""
    status: int | None = None
    """None when nothing came back."""
    body: bytes = field(default=b"", repr=False)
    """Content coding removed."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names in lower case."""
    reason: str | None = None
    """Why nothing came back; None when something did."""
    is_forbidden: bool = False
    """Whether robots.txt forbids to ask."""
    redirect_to: str | None = None
    """The absolute address of another host that it redirects to, where nobody has asked yet."""
    captured_at: datetime | None = None

    @property
    def is_page(self) -> bool:
        """Whether a whole answer came."""
        return self.status == 200

    @property
    def content_type(self) -> str | None:
        """As sent; None without."""
        return self.headers.get("content-type")

    @property
    def path(self) -> str:
        """The path and query that were asked for, for people."""
        return format_path(self.asked_url)

    def describe(self) -> str:
        """`answered 404`, or why nothing came."""
        if self.redirect_to is not None:
            return f"redirects to {self.redirect_to}"
        return self.reason if self.reason is not None else f"answered {self.status}"


class Prober(Protocol):
    """Asks and reads, as a crawl does: robots.txt, pace, archive."""

    async def ask(self, url: str, *, role: Role = "seed") -> Answer:
        """Ask for one address; whatever happens is an answer."""

    async def read(self, answer: Answer, *, platform: str | None, hints: Hints | None) -> ReadPage:
        """What a page says that was asked for."""

    def own(self, url: str) -> None:
        """Count the host of this address among the source's from now on."""

    def sitemaps(self) -> list[str]:
        """The sitemaps that the robots.txt files asked so far name."""

    def say(self, line: str) -> None:
        """Tell the user what is being done."""


def format_path(url: str) -> str:
    """The path and query of an address, for people."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
