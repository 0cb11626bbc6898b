"""What discovery knows of one content system."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a platform's pages give themselves away. Regexes are searched in lower case."""

    generator: str | None = None
    """Regex for `meta name=generator`, and the X-Generator and X-Powered-By headers."""
    markup: tuple[str, ...] = ()
    """Selectors or, with a leading `~`, regexes over the page's source; two of them are proof."""
    addresses: tuple[str, ...] = ()
    """Regexes of links on its pages; three links are proof."""
    headers: tuple[tuple[str, str], ...] = ()
    """Header name in lower case and regex of its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One content system. Selectors are `tag`, `.class`, `tag.class` or `tag[attribute=value]`."""

    name: str
    article: tuple[str, ...]
    """Regexes of which one is found in every article's absolute URL."""
    maybe: tuple[str, ...] = ()
    """Regexes of addresses that may be an article's or another page's: articles where a listing's row leads to them."""
    skip: tuple[str, ...] = ()
    """Regexes of addresses that are never articles although `article` or `maybe` fits."""
    same: tuple[tuple[str, str], ...] = ()
    """Regex and replacement: other spellings of an article's address, and the one that is asked for."""
    row: tuple[str, ...] = ()
    """What encloses one article in a listing; without it, rows are found by their links."""
    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    page_parameter: str | None = None
    """The query parameter of the listing's page number; None when it is not known."""
    first_page: int = 1
    """The number of the first page, which is meant when the parameter is absent."""
    period: tuple[str, ...] = ()
    """Regexes of addresses that show one year or month of the articles: `(?P<year>...)`, perhaps `(?P<month>...)`."""
    marks: Marks = field(default_factory=Marks)
    """How a page is known to be of this platform."""
    article_marks: tuple[str, ...] = ()
    """Selectors of which one fits something on every article's page, and nothing on others."""
    other_marks: tuple[str, ...] = ()
    """Selectors that fit something on listings and static pages only: `body.archive`, `body.page-template`."""
    listings: tuple[str, ...] = ()
    """Paths at which its sites often list their news, likeliest first."""
    feeds: tuple[str, ...] = ()
    """Paths of its feeds, likeliest first; `{listing}` stands for a listing's path."""
    sitemaps: tuple[str, ...] = ()
    """Paths of its sitemaps."""
    shared_server: bool = False
    """Whether all its sites live on one server, so that politeness counts for all of them together."""
