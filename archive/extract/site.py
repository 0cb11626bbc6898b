"""What a page calls its own site: names that are never an article's title."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import is_organisation_name
from archive.extract.blocks import Page, clean_text
from archive.extract.lines import find_line_kind
from archive.extract.siteparts import split_site_parts
from archive.extract.structured import Structured
from archive.extract.title import key_of
from archive.extract.tree import Selection, attribute, text_of
from archive.urls import join_url

_NAME_ELEMENTS = (
    ".site-name",
    ".site-title",
    "#site-name",
    ".site-branding",
    ".navbar-brand",
    ".logo",
    "#logo",
    ".site-logo",
)
_SHORTEST_KEY = 6
_SHORTEST_ORGANISATION = 3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_PROSE_ABOVE = 0.4
_MOST_HEADINGS = 20
_LONGEST_CHARS = 120
_HOME_CHARS = 11
"""Of the longest relative address of a front page: `/index.php#`."""
_HOMES = ("/", "/index.php", "/lv", "/lt", "/et")


def find_site_names(body: HtmlElement, elements: Selection, page: Page, claims: Structured, url: str) -> frozenset[str]:
    """Folded keys of the site's names: from head, logo, links to the front page, copyright line."""
    names = {key_of(name) for name in claims.site_names}
    homeward = _find_homeward(body, url)
    for element in [*homeward, *elements.find(_NAME_ELEMENTS)]:
        if element.find(".//p") is None and element.tag not in {"body", "main", "article"}:
            names.add(key_of(text_of(element)[:_LONGEST_CHARS]))
            names.update(key_of(clean_text(attribute(image, "alt"))) for image in element.iter("img"))
    organisations = _organisations(page, claims)
    names |= organisations
    copyright_keys = [key_of(block.text) for block in page.blocks if find_line_kind(block.text) == "copyright"]
    title_key = key_of(claims.page_title)
    candidates = {
        title_key,
        *(key_of(block.text) for block in page.blocks if len(block.text) <= _LONGEST_CHARS),
    }
    names.update(one for one in candidates for line in copyright_keys if len(one) >= 10 and one in line)
    short = {key for key in names if len(key) >= _SHORTEST_ORGANISATION} & organisations
    return frozenset({name for name in names if len(name) >= _SHORTEST_KEY} | short)


def _find_homeward(body: HtmlElement, url: str) -> list[HtmlElement]:
    """The links to the site's front page."""
    homes = {join_url(url, path) for path in _HOMES}
    longest = max(len(home or "") for home in homes) + 1

    def leads_home(href: str) -> bool:
        # Joining costs, and most links are no candidates.
        if href[:1] == "/" and href[:2] != "//":
            return href.partition("#")[0].rstrip() in _HOMES
        limit = longest if "//" in href[:8] else _HOME_CHARS
        return len(href) <= limit and join_url(url, href or "#") in homes

    return [link for link in body.iter("a") if leads_home(attribute(link, "href"))]


def _organisations(page: Page, claims: Structured) -> set[str]:
    """Keys of organisations that the `title` element names, where a heading above the text can be the title instead."""
    parts = [claims.page_title, *split_site_parts(claims.page_title)]
    named = {key_of(part) for part in parts if is_organisation_name(part)} - {""}
    if not named:
        return set()
    above = page.prose_sums[-1] * _PROSE_ABOVE
    headings = islice((one for one in page.spans if one.tag in _HEADINGS), _MOST_HEADINGS)
    keys = {key_of(text_of(one)) for one in headings if page.prose_sums[page.spans[one][0]] <= above} - {""}
    return {key for key in named if keys - {key}}
