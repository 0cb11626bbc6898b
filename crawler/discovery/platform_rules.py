"""What discovery knows of one content system."""

from __future__ import annotations

from dataclasses import dataclass


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
