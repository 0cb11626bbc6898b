"""What a page calls its own site: names that are never an article's title."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from lxml.html import HtmlElement

from archive.extract.authors import is_organisation_name
from archive.extract.blocks import Page, clean_text
from archive.extract.keys import has_slug_of, key_of, may_stand_in
from archive.extract.lines import find_copyright_lines
from archive.extract.months import fold
from archive.extract.selection import Selection
from archive.extract.siteparts import split_site_parts
from archive.extract.structured import Structured
from archive.extract.tree import attribute, text_of
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
_QUOTED = re.compile(r"[„“«\"][^„“”«»\"]*[“”»\"]")
_OBLIQUE = re.compile(r"(?:je|ę|ą|ės|os|ui|ei|ai|ams|oms|ėms|ā|ē|ī|ām|ēm)$")
"""Endings of cases that no name stands in by itself."""
_LOCATIVE = re.compile(r"(?:je|ę|ą|ā|ē|ī)$")
_JOINTS = frozenset(
    {
        *(
            "ir",
            "un",
            "ja",
            "and",
            "of",
            "the",
            "for",
            "in",
            "bei",
            "istaiga",
            "biedriba",
            "nodibinajums",
            "asociacija",
        ),
        *("organizacija", "bendrija", "uhing", "sihtasutus", "grupe", "partneriba", "partneryste", "fonds", "fondas"),
        *("tinklas", "centras", "centrs"),
    }
)
"""Words in small letters before a capital one within names: `Viešoji įstaiga Lietuvos kaimo tinklas`."""
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
    organisations = _organisations(page, claims, url)
    names |= organisations
    copyright_keys = [*map(key_of, find_copyright_lines([block.text for block in page.blocks]))]
    title_key = key_of(claims.page_title)
    candidates = {
        title_key,
        *(
            key_of(block.text)
            for block in page.blocks
            if len(block.text) <= _LONGEST_CHARS and may_stand_in(block.text, copyright_keys)
        ),
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


def _organisations(page: Page, claims: Structured, url: str) -> set[str]:
    """Keys of organisations that the `title` element names, where a heading above the text can be the title instead."""
    parts = [claims.page_title, *split_site_parts(claims.page_title)]
    names = [part for part in parts if is_organisation_name(part) and _is_name(part) and not has_slug_of(url, part)]
    # Of several the last is the site: `Jaunimo centras | Girionių krašto VVG`.
    named = {key_of(part) for part in names[-1:]} - {""}
    if not named:
        return set()
    above = page.prose_sums[-1] * _PROSE_ABOVE
    headings = islice((one for one in page.spans if one.tag in _HEADINGS), _MOST_HEADINGS)
    keys = {key_of(text_of(one)) for one in headings if page.prose_sums[page.spans[one][0]] <= above} - {""}
    return {key for key in named if keys - {key}}


def _is_name(text: str) -> bool:
    """Whether words that end in an organisation's read as a name: `Naują projektą pradeda Kauno rajono VVG` do not."""
    words = [word for word in _QUOTED.sub(" ", text).split() if word[0].isalnum()]
    if ":" in text or not words or _OBLIQUE.search(words[-1].lower()) or _LOCATIVE.search(words[0]):
        return False
    return not any(
        first.islower() and second[0].isupper() and not second.isupper() and fold(first) not in _JOINTS
        for first, second in pairwise(words)
    )
