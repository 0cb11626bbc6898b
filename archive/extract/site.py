"""What a page calls its own site: names that are never an article's title."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import is_organisation_name
from archive.extract.blocks import Page, clean_text
from archive.extract.lines import find_line_kind
from archive.extract.structured import Structured
from archive.extract.title import key_of, split_site_parts
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
_HEADINGS = ("h1", "h2", "h3", "h4")
_MOST_HEADINGS = 20
_LONGEST_CHARS = 120


def find_site_names(body: HtmlElement, elements: Selection, page: Page, claims: Structured, url: str) -> frozenset[str]:
    """Folded keys of the site's names: from head, logo, links to the front page, copyright line."""
    names = {key_of(name) for name in claims.site_names}
    homes = {
        join_url(url, "/"),
        join_url(url, "/index.php"),
        join_url(url, "/lv"),
        join_url(url, "/lt"),
        join_url(url, "/et"),
    }
    homeward = [link for link in body.iter("a") if join_url(url, attribute(link, "href") or "#") in homes]
    for element in [*homeward, *elements.find(_NAME_ELEMENTS)]:
        if element.find(".//p") is None and element.tag not in {"body", "main", "article"}:
            names.add(key_of(text_of(element)[:_LONGEST_CHARS]))
            names.update(key_of(clean_text(attribute(image, "alt"))) for image in element.iter("img"))
    organisations = _organisations(body, claims)
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


def _organisations(body: HtmlElement, claims: Structured) -> set[str]:
    """Keys of organisations that the `title` element names, where some other heading can be the article's title."""
    parts = [claims.page_title, *split_site_parts(claims.page_title)]
    named = {key_of(part) for part in parts if is_organisation_name(part)} - {""}
    headings = [key_of(text_of(one)) for one in islice(body.iter(*_HEADINGS), _MOST_HEADINGS)] if named else []
    return {key for key in named if any(heading and heading != key for heading in headings)}
