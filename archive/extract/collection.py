"""Pages that hold several articles, and pages that only point to them: told from one article with its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from statistics import median

from lxml.html import HtmlElement

from archive.errors import NoArticleError
from archive.extract.blocks import Block, Page, read_page
from archive.extract.body import Extent, trim_blocks
from archive.extract.core import depth_of, find_core
from archive.extract.dates import WrittenDate
from archive.extract.insets import mark_insets
from archive.extract.keys import is_section, key_of
from archive.extract.lines import find_line_kind
from archive.extract.openers import find_openers
from archive.extract.owners import is_list_name, judge_owner
from archive.extract.parts import Part, name_parts
from archive.extract.portions import portion_elements
from archive.extract.reading import OpenPage, Reading, find_title_hints
from archive.extract.regions import class_words
from archive.extract.sections import Section, count_times, is_newest_first, iter_divisions
from archive.extract.selection import Selection
from archive.extract.siteparts import split_site_parts
from archive.extract.structured import Structured
from archive.extract.teasers import count_teasers, find_heads, leads_away
from archive.extract.title import Title, find_title
from archive.extract.unfold import unfold_body
from archive.records import PublishedDate

_LEAST = 3
_EARLIEST = 1995
_TEXT_CHARS = 60
_MEDIAN_CHARS = 80
_TEXT_SHARE = 0.8
_DATED_SHARE = 0.75
_KEY_CHARS = 10
_HEAD_ONLY = "title-element"
"""Origin of a title that no line of the page shows."""
_COVERED = 0.6
_LIST_INTRO_SHARE = 0.3
_SURE_SECTIONS = 5
_SURE_DAYS = 90
_SURE_CHARS = 150
_INTRO_CHARS = 200
_SHORTEST_DAYS = 7


def find_parts(opened: OpenPage, captured_on: date, page: Page) -> list[Part]:
    """The articles that a page holds when it holds three or more, each whole; empty for every other page.

    `page`: what its body reads as; it is left as it is when the answer is empty.
    """
    body = unfold_body(opened.body)
    elements = opened.elements if body is opened.body else Selection(body)
    dropped = {one for one in elements.find(opened.rules.drop) if one.find(".//h1") is None}
    for rows in (True, False):
        if not rows or body is not opened.body or _has_rows(page):
            page = read_page(body, dropped, rows=rows)
            _open_rows(page)
        for sections in iter_divisions(page, find_openers(page)):
            if _may_be_articles(page, sections, opened.url, captured_on) and _are_articles(
                opened, page, body, sections
            ):
                return _make_parts(page, body, sections, opened.url, captured_on)
        if all(block.table is None for block in page.blocks):
            break
    return []


def refuse_teasers(opened: OpenPage, reading: Reading) -> None:
    """Raise NoArticleError when what was read is a list of links to articles on pages of their own."""
    is_section_page = reading.title.origin == _HEAD_ONLY and _is_section_page(opened.claims)
    if is_section_page or is_list_name(reading.title.text):
        raise NoArticleError(opened.url, f"a list's name ({reading.title.text!r}) where a title should be")
    page = reading.page
    teasers = count_teasers(page, reading.title, reading.blocks, opened.url)
    if teasers >= _LEAST:
        raise NoArticleError(opened.url, f"a list of {teasers} articles that have pages of their own")


def _is_row(element: HtmlElement) -> bool:
    words = class_words(element)
    return "views row" in words or "view teaser" in words


def _has_rows(page: Page) -> bool:
    return any(_is_row(element) for element in page.regions)


def _open_rows(page: Page) -> None:
    """Take the rows of a list for text, whatever their class says of rows on an article's page."""
    rows = [element for element in page.regions if _is_row(element)]
    for element in rows:
        for block in page.blocks_of(element):
            block.region = ""
    if rows:
        page.prose_sums = list(accumulate((block.prose for block in page.blocks), initial=0))


def _owner_of(page: Page, title: Title | None, sections: Sequence[Section]) -> str | None:
    """The page's title when it stands above all sections; None when it is one of theirs."""
    if title is None:
        return None
    if title.first is not None and _is_first_unlike(page, title, sections):
        return title.text
    is_section_title = any(one.title in title.text or title.text in one.title for one in sections)
    return None if is_section_title or (title.first or 0) >= sections[0].first else title.text


def _is_first_unlike(page: Page, title: Title, sections: Sequence[Section]) -> bool:
    """Whether the title is the first section's, whose lines are of another make than those of all others."""
    if title.first is None or not sections[0].first <= title.first <= sections[0].head:
        return False
    makes = [
        {(str(one.element.tag), depth_of(one.element)) for one in page.blocks[part.first : part.head + 1]}
        for part in sections
    ]
    return all(makes[0] != other for other in makes[1:])


def _may_be_articles(page: Page, sections: Sequence[Section], url: str, captured_on: date) -> bool:
    """Whether sections have days of publication, texts of their own, and most of the page's text between them."""
    days = [one.written.first_day for one in sections if one.written is not None]
    if not _are_news_days(days, len(sections), captured_on):
        return False
    texts = [_text_chars(page, one) for one in sections]
    if median(texts) < _MEDIAN_CHARS or sum(chars >= _TEXT_CHARS for chars in texts) < _TEXT_SHARE * len(texts):
        return False
    first, end = sections[0].first, sections[-1].end
    pointers = sum(_is_pointer(page, one, url) for one in sections)
    pointers = max(pointers, len(find_heads(page, max(0, first - 2), end, url)))
    if pointers * 2 >= len(sections) or count_times(page, sections) > len(sections):
        return False
    return _prose_within(page, sections) >= _COVERED * page.prose_sums[-1]


def _are_articles(opened: OpenPage, page: Page, body: HtmlElement, sections: Sequence[Section]) -> bool:
    """Whether nothing above the sections owns them: no title of one article, and no introduction to it."""
    known = find_title_hints(opened, page, None)
    if _is_named_after_one(known.claims, sections):
        return False
    title = find_title(page, find_core(page, body), known)
    owner = judge_owner(_owner_of(page, title, sections), known.site_names)
    if title is not None and title.origin == _HEAD_ONLY and _is_section_page(known.claims):
        owner = "list"
    before = page.prose_sums[sections[0].first]
    if owner == "list":
        return before <= _LIST_INTRO_SHARE * _prose_within(page, sections)
    days = [one.written.first_day for one in sections if one.written is not None]
    texts = [_text_chars(page, one) for one in sections]
    return owner == "article" and _is_sure(sections, days, texts) and before <= _INTRO_CHARS


def _is_section_page(claims: Structured) -> bool:
    """Whether a page's head names a section of the site before anything else."""
    return is_section(split_site_parts(claims.page_title)[0])


def _is_named_after_one(claims: Structured, sections: Sequence[Section]) -> bool:
    """Whether the page's head names one of the sections, or says that they are parts of something else than news."""
    heads = [claims.page_title, *(text for text, _ in claims.headlines)]
    keys = [key for one in sections if len(key := key_of(one.title)) >= _KEY_CHARS]
    if any(key in key_of(head) for head in heads for key in keys):
        return True
    return any(judge_owner(part, ()) == "programme" for part in split_site_parts(claims.page_title)[:1])


def _prose_within(page: Page, sections: Sequence[Section]) -> int:
    first, end = sections[0].first, sections[-1].end
    return page.prose_sums[end] - page.prose_sums[first] + sum(len(one.rest) for one in sections)


def _are_news_days(days: Sequence[date], sections: int, captured_on: date) -> bool:
    """Whether the days may be those of publication: many, different, past, and not those of one event."""
    coming = sum(day > captured_on + timedelta(days=1) for day in days)
    if len(days) < max(_LEAST, _DATED_SHARE * sections) or coming > 0.1 * len(days):
        return False
    if len(set(days)) < max(2, len(days) // 2) or min(days).year < _EARLIEST:
        return False
    return max(days) - min(days) > timedelta(days=_SHORTEST_DAYS)


def _is_sure(sections: Sequence[Section], days: Sequence[date], texts: Sequence[int]) -> bool:
    """Whether sections below a title of their own are articles still: many, long, over months, newest first."""
    if len(sections) < _SURE_SECTIONS or median(texts) < _SURE_CHARS:
        return False
    return is_newest_first(sections) and max(days) - min(days) > timedelta(days=_SURE_DAYS)


def _text_chars(page: Page, section: Section) -> int:
    return len(section.rest) + sum(len(one.text) - one.link_chars for one in section.text_blocks(page))


def _is_pointer(page: Page, section: Section, url: str) -> bool:
    head = page.blocks[section.first : section.head + 1]
    tail = section.text_blocks(page)[-2:]
    more = [one for one in tail if one.links and find_line_kind(one.text) == "navigation"]
    return any(leads_away(link, url) for one in [*head, *more] for link in one.links)


def _make_parts(page: Page, body: HtmlElement, sections: Sequence[Section], url: str, captured_on: date) -> list[Part]:
    mark_insets(page, body, Title("", "", sections[0].first, sections[0].first), url)
    readings = [_read_section(page, body, one, url) for one in sections]
    kept = [(one, reading) for one, reading in zip(sections, readings, strict=True) if reading is not None]
    dates = [_publish(one.written, captured_on) for one, _ in kept]
    names = name_parts([(date.value if date else None, one.title) for date, (one, _) in zip(dates, kept, strict=True)])
    portions = portion_elements(page, body, [one for one, _ in kept])
    return [
        Part(name, reading, date, elements)
        for name, (_, reading), date, elements in zip(names, kept, dates, portions, strict=True)
    ]


def _publish(written: WrittenDate | None, captured_on: date) -> PublishedDate | None:
    if written is None or written.first_day > captured_on + timedelta(days=1):
        return None
    return PublishedDate(written.value, written.precision, "published", written.raw, "section")


def _read_section(page: Page, body: HtmlElement, section: Section, url: str) -> Reading | None:
    title = Title(section.title, "section", section.first, section.head)
    after = section.head + 1
    blocks = trim_blocks(page, Extent(body, after, section.end, "section"), title, url)
    if section.rest:
        own = page.blocks[section.head]
        blocks = [_rest_of(own, section.rest), *blocks]
    if not blocks:
        return None
    if blocks[0].item is not None and all(one.item is blocks[0].item for one in blocks):
        for one in blocks:
            one.item = None  # The article is laid out in a list's item; it is no list.
    last = page.blocks.index(blocks[-1]) if blocks[-1] in page.blocks else section.head
    first = page.blocks.index(blocks[0]) if blocks[0] in page.blocks else section.head
    return Reading(page, title, body, blocks, first, last, section.end, "section")


def _rest_of(block: Block, text: str) -> Block:
    return replace(block, text=text, soft=False, bold_chars=0)
