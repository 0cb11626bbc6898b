"""What is known of content systems for discovery, as data: article addresses, listing rows, page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One content system. Selectors are `tag`, `.class`, `tag.class` or `tag[attribute=value]`."""

    name: str
    article: tuple[str, ...]
    """Regexes of which one is found in every article's absolute URL."""
    skip: tuple[str, ...] = ()
    """Regexes of addresses that are never articles although `article` fits."""
    row: tuple[str, ...] = ()
    """What encloses one article in a listing; without it, rows are found by their links."""
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    page_parameter: str | None = None
    """The query parameter of the listing's page number; None when it is not known."""
    first_page: int = 1
    """The number of the first page, which is meant when the parameter is absent."""


_TVP = Platform(
    # Latvia's shared state platform, Drupal: field notes 2.1 (zemgale.lv, clients of its sisters).
    name="tvp",
    article=(r"^https?://[^/?#]+/(?:lv|en|ru)/jaunums/[^/?#]+/?(?:[?#]|$)",),
    skip=(r"[?&]print(?:=|&|$)", r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png)(?:[?#]|$)"),
    row=("div.views-row",),
    title=(".title", "a[rel=bookmark]", "h3"),
    published=("div.date", ".date", "time"),
    lead=("div.text", ".text"),
    page_parameter="page",
    first_page=0,
)

_PAKRUOJIS = Platform(
    # pakruojovvg.lt, an old custom PHP site: index.php?qw=new&newid=643. Its listing has not been seen.
    name="pakruojis",
    article=(
        r"^https?://[^/?#]+/(?:[^?#]*/)?(?:index\.php)?\?"
        r"(?=(?:[^#]*&)?qw=new(?:&|#|$))(?=(?:[^#]*&)?newid=\d+(?:&|#|$))",
    ),
    skip=(r"[?&]print(?:=|&|$)",),
)

PLATFORMS = MappingProxyType({platform.name: platform for platform in (_PAKRUOJIS, _TVP)})
"""Every known platform by name."""
