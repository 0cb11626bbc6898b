"""Articles without text: a title, and below it a picture or a file that says the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.datelines import is_date_line
from archive.extract.keys import key_of
from archive.extract.lines import find_line_kind
from archive.extract.links import embedded_file, is_attachment, is_icon, is_image_link
from archive.extract.regions import class_words, classify_region
from archive.extract.signatures import is_credit
from archive.extract.title import Title
from archive.extract.tree import attribute

_LEVELS = 8
_BOUNDS = frozenset({"body", "html"})
_MAIN_TAGS = frozenset({"article", "main"})
_MAIN_WORDS = re.compile(
    r"\b(?:article|post|hentry|entry|node|item page|item ?view|news detail|news item|single|straipsnis|naujiena|raksts"
    r"|jaunums|uudis|journal content article)\b"
)
_HEAD_WORDS = re.compile(r"\b(?:\w*header|head|hero|banner|title|heading|cover|thumbnail|featured)\b")
_FILE_NAME = re.compile(
    r"^\S{1,80}\.(?:jpe?g|png|gif|webp|pdf|docx?|xlsx?|odt|pptx?|zip)$|^[\w .()-]{1,80}\.(?:jpe?g|png|gif|webp)$", re.I
)
_LINK_WORDS = 12
_MENU_SHARE = 0.8
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LOGO = re.compile(r"(?<![a-z])logo")


@dataclass(frozen=True, slots=True)
class Bare:
    """The part of a page that shows an article without text."""

    scope: HtmlElement
    first: int
    """Index of the first block below the title."""
    end: int
    """Index after the last block of the part."""
    origin: str
    """`image`, `attachment`: what stands in the text's stead."""


def find_bare(page: Page, body: HtmlElement, title: Title, before: int | None = None) -> Bare | None:
    """The smallest part around a title with a picture or a file below it; None when there is neither.

    `before`: index of the first block that is none of the article's; None where nothing is known of one.
    """
    for scope in _scopes(page, body, title):
        media = list(_iter_media(page, scope, title))
        if media:
            start, end = page.spans.get(scope, (0, 0))
            after = title.last + 1 if title.last is not None else start
            has_image = any(_is_picture(one) for one in media)
            end = end if before is None else min(end, before)
            return Bare(scope, after, max(after, end), "image" if has_image else "attachment")
    return None


def find_separate(page: Page, body: HtmlElement, title: Title) -> Bare | None:
    """The article's own element when it has pictures or files and no text, and text stands elsewhere only."""
    found = find_bare(page, body, title)
    if found is None or title.last is None or page.prose_of(found.scope, found.first):
        return None
    whole = found.scope
    for ancestor in found.scope.iterancestors():
        if ancestor.tag in _BOUNDS or page.prose_of(ancestor, found.first):
            break
        whole = ancestor
    words = class_words(whole)
    start, end = page.spans[whole]
    is_named = _MAIN_WORDS.search(words) is not None and not _HEAD_WORDS.search(words)
    if not (whole.tag in _MAIN_TAGS or is_named or _is_dated_cell(page.blocks[found.first : end], whole)):
        return None
    if any(block.text and not _is_no_text(block, title) for block in page.blocks[max(start, found.first) : end]):
        return None
    return Bare(whole, found.first, end, found.origin)


def holds_medium(element: HtmlElement) -> bool:
    """Whether a picture, an embedded file or a link to a file is in an element."""
    return any(isinstance(one.tag, str) and _is_medium(one) for one in element.iter())


def are_file_lines(blocks: Sequence[Block], title: Title) -> bool:
    """Whether lines are no more than the names of files, each a link to one or the name itself."""
    return bool(blocks) and all(_is_file_line(block, title) for block in blocks)


def _is_dated_cell(blocks: Sequence[Block], part: HtmlElement) -> bool:
    """Whether a part of the page is the middle column of an old layout, with an article's date below its title."""
    return part.tag == "td" and part.getnext() is not None and any(is_date_line(block.text) for block in blocks)


def _is_no_text(block: Block, title: Title) -> bool:
    if block.region or _is_file_line(block, title) or is_date_line(block.text):
        return True
    return find_line_kind(block.text) is not None or is_credit(block.text)


def _is_file_line(block: Block, title: Title) -> bool:
    text = block.text
    if key_of(text) == key_of(title.text) or _FILE_NAME.match(text):
        return True
    targets = [attribute(link, "href") for link in block.links]
    if not targets or block.link_share < 0.75 or not all(is_attachment(one) or is_image_link(one) for one in targets):
        return False
    return len(text.split()) <= _LINK_WORDS * len(targets) and text[-1] not in ".!?"


def _scopes(page: Page, body: HtmlElement, title: Title) -> Iterator[HtmlElement]:
    if title.first is None:
        yield from (one for one in body.iter("article", "main") if one in page.spans)
        yield from (one for one in body.iter("div") if one.get("role") == "main" or one.get("id") == "content")
        return
    for level, ancestor in enumerate(islice(page.blocks[title.first].element.iterancestors(), _LEVELS)):
        if ancestor.tag in _BOUNDS and level:
            return
        yield ancestor


def _iter_media(page: Page, scope: HtmlElement, title: Title) -> Iterator[HtmlElement]:
    """Pictures, embedded files and links to files within an element, below the title and above what is not its own."""
    heading = page.blocks[title.last].element if title.last is not None else None
    stop = _find_stop(page, title)
    opened = heading is None
    position = page.spans.get(scope, (0, 0))[0]
    for element in scope.iter():
        opened = opened or element is heading
        position = page.spans[element][0] if element in page.spans else position
        if not opened or position > stop:
            continue
        if _is_medium(element) and not any(_is_off(one) for one in _up_to(element, scope)):
            yield element


def _find_stop(page: Page, title: Title) -> int:
    """Index of the first line below a title that begins something else: a heading, a menu, a footer."""
    after = title.last + 1 if title.last is not None else 0
    for index, block in enumerate(page.blocks[after:], after):
        is_menu = block.link_share > _MENU_SHARE and not any(_is_medium(link) for link in block.links)
        if block.region == "junk" or is_menu or block.element.tag in _HEADINGS:
            return index
    return len(page.blocks)


def _is_medium(element: HtmlElement) -> bool:
    if element.tag == "img":
        return not is_icon(element) and not _LOGO.search(f"{attribute(element, 'src')} {class_words(element)}".lower())
    if element.tag == "a":
        return is_attachment(attribute(element, "href")) or is_image_link(attribute(element, "href"))
    return bool(embedded_file(element))


def _is_picture(element: HtmlElement) -> bool:
    return element.tag == "img" or (element.tag == "a" and is_image_link(attribute(element, "href")))


def _up_to(element: HtmlElement, scope: HtmlElement) -> Iterator[HtmlElement]:
    for one in element.iterancestors():
        if one is scope:
            return
        yield one


def _is_off(element: HtmlElement) -> bool:
    return bool(element.attrib or element.tag in {"nav", "footer", "aside"}) and classify_region(element) in {
        "junk",
        "header",
    }
