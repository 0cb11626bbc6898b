"""Lines that are the site's name though nothing on the page says so: told by the line that stands at the date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from lxml.html import HtmlElement

from archive.extract.authors import is_organisation_name
from archive.extract.blocks import Block, Page
from archive.extract.datelines import is_date_label, is_date_line, read_date_lines
from archive.extract.keys import has_slug_of, is_section, key_of, may_stand_in
from archive.extract.lines import find_line_kind
from archive.extract.marks import TitleMarks
from archive.extract.siteparts import split_site_parts
from archive.extract.structured import Structured
from archive.extract.title import TitleHints, clean_title
from archive.extract.tree import text_of
from archive.urls import host_of

_HEADINGS = frozenset({"h1", "h2"})
_MOST_BLOCKS = 400
_MOST_HEADINGS = 10
_MOST_LINES = 20
_PROSE_BETWEEN = 150
_MOST_CHARS = 90
_RIVAL_CHARS = 200
_MENU_LINKS = 3
_STEM = 6
_HOST_WORDS = 3
_TITLE_WORDS = 3
_ENOUGH = 2
_BULLET = re.compile(r"^[•·▪■●►»›]")


@dataclass(frozen=True, slots=True)
class _Name:
    """A line that may be the site's name."""

    text: str
    end: int
    """Index after its last block."""
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class _Rival:
    """A line at the date that may be the title in a heading's stead."""

    index: int
    text: str
    is_set_apart: bool
    """By its class, its type or a bullet."""


def find_mastheads(page: Page, hints: TitleHints) -> frozenset[str]:
    """Keys of headings that are no article's title, since a line at the date is likelier one."""
    rivals = list(islice(_iter_rivals(page, hints.marks), _MOST_LINES))
    names = list(islice(_iter_names(page, hints.claims), _MOST_LINES)) if rivals else []
    return frozenset(
        key_of(name.text)
        for name in names
        for rival in rivals
        if _is_over(page, name, rival) and _weigh(page, name, rival, hints) >= _ENOUGH
    )


def _iter_names(page: Page, claims: Structured) -> Iterator[_Name]:
    """Headings, and lines that say the same as the `title` element."""
    headings = [one for one in page.spans if one.tag in _HEADINGS][:_MOST_HEADINGS]
    for heading in headings:
        start, end = page.spans[heading]
        if start < end and len(text := text_of(heading)) <= _MOST_CHARS:
            yield _Name(text, end, heading)
    claimed = {key_of(claims.page_title), *map(key_of, split_site_parts(claims.page_title))} - {""}
    for index, block in enumerate(page.blocks[:_MOST_BLOCKS]):
        if len(block.text) > _MOST_CHARS or block.element in headings or not may_stand_in(block.text, claimed):
            continue
        if key_of(block.text) in claimed:
            yield _Name(block.text, index + 1, block.element)


def _iter_rivals(page: Page, marks: TitleMarks) -> Iterator[_Rival]:
    for index, (block, after) in enumerate(pairwise(page.blocks[:_MOST_BLOCKS])):
        if block.region in {"junk", "header"} or block.link_share > 0.5:
            continue
        if not is_date_line(after.text) and not is_date_label(after.text):
            continue
        text = clean_title(block.text)
        if not _is_title_like(text):
            continue
        is_apart = index in marks.classed or block.is_bold or _BULLET.match(block.text) is not None
        yield _Rival(index, text, is_apart)


def _is_title_like(text: str) -> bool:
    if not 3 < len(text) <= _RIVAL_CHARS or text.endswith(".") or is_section(text):
        return False
    return not is_date_line(text) and not is_date_label(text) and find_line_kind(text) is None


def _is_over(page: Page, name: _Name, rival: _Rival) -> bool:
    """Whether a name stands above a rival with no text between, and has no date of its own."""
    if name.end > rival.index or page.prose_sums[rival.index] - page.prose_sums[name.end] > _PROSE_BETWEEN:
        return False
    return not any(line.kind != "other" for line in read_date_lines(page.blocks[name.end].text))


def _weigh(page: Page, name: _Name, rival: _Rival, hints: TitleHints) -> int:
    """How much speaks for a site's name in the one and for the title in the other."""
    key = key_of(name.text)
    if not key or key == key_of(rival.text) or _is_slug(hints.url, name.text):
        return 0
    between = page.blocks[name.end : rival.index]
    weight = _weigh_claims(name.text, rival, hints.claims)
    weight += _weigh_name(name.text, rival, hints.url)
    weight += rival.is_set_apart + any(_is_menu(block) for block in between)
    weight += 3 * _is_slug(hints.url, rival.text)
    return weight - (name.element in hints.chosen)


def _weigh_name(name: str, rival: _Rival, url: str) -> int:
    if is_organisation_name(name):
        return 1 + _is_host_name(name, url)
    # A word or two above the date are the article's section, when nothing says that they are more.
    is_section_like = len(rival.text.split()) < _TITLE_WORDS and not rival.is_set_apart
    return _is_host_name(name, url) - is_section_like


def _weigh_claims(name: str, rival: _Rival, claims: Structured) -> int:
    key, other = key_of(name), key_of(rival.text)
    headlines = {key_of(text): origin for text, origin in claims.headlines}
    if headlines.get(key) == "json-ld":
        return -3
    parts = [part for part in split_site_parts(claims.page_title) if part and not is_section(part)]
    keys = {key_of(claims.page_title), *map(key_of, parts)}
    if other in headlines or other in keys:
        return 3
    if key in {key_of(claims.page_title), "".join(map(key_of, parts))}:
        return 1 + (len(rival.text.split()) > max(3, len(name.split())))
    if key in keys:
        return -2
    return int(not parts)


def _is_slug(url: str, text: str) -> bool:
    path = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return has_slug_of(url, text) or key_of(path) == key_of(text)


def _is_host_name(name: str, url: str) -> bool:
    """Whether the host is called by a word of the name: `Zemgales` on zemgale.lv."""
    host = key_of(host_of(url).removeprefix("www.").rpartition(".")[0])
    words = name.split()
    return len(words) <= _HOST_WORDS and any(len(word) >= _STEM and key_of(word)[:_STEM] in host for word in words)


def _is_menu(block: Block) -> bool:
    return len(block.links) >= _MENU_LINKS and find_line_kind(block.text) != "share"
