"""What discovery knows of one content system."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a platform's pages give themselves away; `crawler.discovery.platforms.recognition` weighs them.

    Regexes are searched without regard to case. Only addresses of the page's own host count.
    """

    generator: str | None = None
    """Regex for `meta name=generator`, and the X-Generator and X-Powered-By headers; proof."""
    headers: tuple[tuple[str, str], ...] = ()
    """Header name in lower case and regex of its value; proof."""
    assets: tuple[str, ...] = ()
    """Regexes of addresses of its style sheets and scripts, one of which is proof; as an image's half of one."""
    traces: tuple[str, ...] = ()
    """Regexes of addresses of files and links that others have as well; each is half a proof, however many fit."""
    markup: tuple[str, ...] = ()
    """Selectors, and with a leading `~` regexes over the page's own scripts; each is half a proof."""
    links: tuple[str, ...] = ()
    """Regexes of links that no other system has; one is proof, also the page's own address."""
    addresses: tuple[str, ...] = ()
    """Regexes of links that others may have as well; each is half a proof, with three links a whole one."""


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
    identity: tuple[str, ...] = ()
    """Regexes whose `(?P<id>...)` alone names the article, whatever stands around it in its address."""
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
    kind_of: str | None = None
    """The platform of which it is a kind; its own marks then win over the general ones."""
    beside_general: bool = False
    """Whether its sites may hold articles of the general platform as well; then the more frequent ones decide."""
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
