"""What a page calls its own site: names that are never an article's title."""

from __future__ import annotations

from lxml.html import HtmlElement

from archive.extract.blocks import Page, clean_text
from archive.extract.lines import find_line_kind
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
    copyright_keys = [key_of(block.text) for block in page.blocks if find_line_kind(block.text) == "copyright"]
    title_key = key_of(claims.page_title)
    candidates = {
        title_key,
        *(key_of(block.text) for block in page.blocks if len(block.text) <= _LONGEST_CHARS),
    }
    names.update(one for one in candidates for line in copyright_keys if len(one) >= 10 and one in line)
    return frozenset(name for name in names if len(name) >= _SHORTEST_KEY)
