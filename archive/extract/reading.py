"""One captured page, opened, and the article found on it: its title, its lines, and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from archive.errors import NoArticleError, UnreadableArticleError
from archive.extract.around import mark_lines
from archive.extract.bare import Bare, are_file_lines, find_bare, find_separate
from archive.extract.blocks import Block, Page
from archive.extract.body import find_aftermath, find_extent, trim_blocks
from archive.extract.core import find_core
from archive.extract.decode import decode_html
from archive.extract.general import narrow_blocks
from archive.extract.hinted import add_title_claim
from archive.extract.insets import mark_insets
from archive.extract.marks import mark_titles
from archive.extract.mastheads import find_mastheads
from archive.extract.platforms.rules import GENERAL, Rules, load_rules, recognise_platform
from archive.extract.selection import Selection
from archive.extract.site import find_site_names
from archive.extract.structured import Structured, read_structured
from archive.extract.teasers import find_teaser_row
from archive.extract.title import Title, TitleHints, find_title
from archive.extract.tree import find_body, parse_tree
from archive.records import Hints

_HTML_TYPES = ("html", "xml", "text/plain", "octet-stream")


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A captured page as an element tree, and the rules to read it by."""

    url: str
    root: HtmlElement
    body: HtmlElement
    elements: Selection
    claims: Structured
    platform: str | None
    rules: Rules


@dataclass(frozen=True, slots=True)
class Reading:
    """An article found on a page."""

    page: Page
    title: Title
    scope: HtmlElement
    """The smallest element around title and text."""
    blocks: list[Block]
    """Its text; empty where a picture or a file stands in the text's stead."""
    first: int
    """Index of the first block of its text."""
    last: int
    """Index of its last block."""
    end: int
    """Index after the last block below the text that may still speak of it."""
    origin: str


def open_page(
    html: bytes, url: str, *, content_type: str | None, platform: str | None, languages: Sequence[str]
) -> OpenPage:
    """A page decoded and parsed, its platform recognised when nobody names it.

    Raises UnreadableArticleError when it is no HTML page.
    """
    if content_type and not any(kind in content_type.lower() for kind in _HTML_TYPES):
        raise NoArticleError(url, f"the page is {content_type.partition(';')[0].strip()}, not HTML")
    root = parse_tree(decode_html(html, content_type, languages), url)
    elements = Selection(root)
    platform = platform or recognise_platform(elements)
    rules = load_rules(platform or GENERAL)
    return OpenPage(url, root, find_body(root, url), elements, read_structured(root), platform, rules)


def find_article(opened: OpenPage, hints: Hints | None, page: Page) -> Reading:
    """The one article of a page; `page` is what its body reads as, and is marked by the search.

    Raises UnreadableArticleError when it has no title, or a title and nothing below it.
    """
    body, elements, url, rules = opened.body, opened.elements, opened.url, opened.rules
    title = _find_title(opened, page, hints)
    if title is None:
        raise UnreadableArticleError(url, "no title was found")
    mark_lines(page, title, elements.find((*rules.tags, *rules.published, *rules.updated, *rules.author)))
    mark_insets(page, body, title, url)
    bodies = elements.find(rules.body)
    chosen = [*bodies, *_late_leads(page, elements.find(rules.lead), title, bodies)]
    extent = find_extent(page, body, title, chosen)
    separate = find_separate(page, body, title) if extent.origin != "platform-rule" else None
    if separate is not None:
        return _read_bare(page, title, separate)
    blocks = trim_blocks(page, extent, title, url, tag_lines=rules.tag_links)
    if extent.origin != "platform-rule":
        blocks = narrow_blocks(blocks, extent, url=url)
    teasers = find_teaser_row(page, title, blocks, url)
    if not blocks or teasers is not None or are_file_lines(blocks, title):
        bare = find_bare(page, body, title, teasers)
        if bare is None and not blocks:
            raise UnreadableArticleError(url, "a title was found, but no text below it")
        if bare is not None:
            return _read_bare(page, title, bare)
    first, last = page.blocks.index(blocks[0]), page.blocks.index(blocks[-1])
    return Reading(page, title, extent.scope, blocks, first, last, find_aftermath(page, last), extent.origin)


def find_dropped(opened: OpenPage) -> set[HtmlElement]:
    """The elements that the page's rules say are never part of an article."""
    return {element for element in opened.elements.find(opened.rules.drop) if element.find(".//h1") is None}


def find_title_hints(opened: OpenPage, page: Page, hints: Hints | None) -> TitleHints:
    """What is known of a page before its title is looked for."""
    claims = replace(opened.claims, headlines=[*opened.claims.headlines])
    names = find_site_names(opened.body, opened.elements, page, claims, opened.url)
    add_title_claim(claims, hints)
    chosen = opened.elements.find(opened.rules.title)
    return TitleHints(opened.url, claims, names, chosen, mark_titles(page, chosen))


def _find_title(opened: OpenPage, page: Page, hints: Hints | None) -> Title | None:
    known = find_title_hints(opened, page, hints)
    known = replace(known, site_names={*known.site_names, *find_mastheads(page, known)})
    return find_title(page, find_core(page, opened.body), known)


def _read_bare(page: Page, title: Title, bare: Bare) -> Reading:
    return Reading(page, title, bare.scope, [], bare.end, bare.end - 1, bare.end, bare.origin)


def _late_leads(
    page: Page, leads: Sequence[HtmlElement], title: Title, bodies: Sequence[HtmlElement]
) -> list[HtmlElement]:
    """Leads between a title and the elements of the text; none where no element is known to hold the text."""
    after = title.last + 1 if title.last is not None else 0
    starts = [page.spans[one][0] for one in bodies if one in page.spans and page.spans[one][1] > after]
    until = min(starts, default=-1)
    return [one for one in leads if after <= page.spans.get(one, (-1, 0))[0] < until]
