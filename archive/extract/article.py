"""One captured page to one article: decode, parse, find it, read each field and say where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version

from lxml.html import HtmlElement

from archive.errors import UnreadableArticleError
from archive.extract.around import mark_lines
from archive.extract.blocks import Block, Page, read_page
from archive.extract.body import Extent, find_aftermath, find_extent, trim_blocks
from archive.extract.core import find_core
from archive.extract.decode import decode_html
from archive.extract.fields import find_lead, iter_article_elements, read_author_blocks
from archive.extract.general import narrow_blocks
from archive.extract.insets import mark_insets
from archive.extract.language import identify_language
from archive.extract.links import read_attachments, read_canonical, read_images
from archive.extract.mastheads import find_mastheads
from archive.extract.platforms.rules import GENERAL, Rules, load_rules, recognise_platform
from archive.extract.published import DateSearch, find_published, find_updated
from archive.extract.serialise import format_text
from archive.extract.site import find_site_names
from archive.extract.structured import Structured, read_structured
from archive.extract.tags import find_tags
from archive.extract.title import Title, TitleHints, find_title
from archive.extract.tree import Selection, find_body, parse_tree
from archive.records import Article, Author

_HTML_TYPES = ("html", "xml", "text/plain", "octet-stream")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page with its article found."""

    root: HtmlElement
    elements: Selection
    body: HtmlElement
    page: Page
    rules: Rules
    claims: Structured
    title: Title
    extent: Extent
    blocks: list[Block]


def extract_article(
    html: bytes,
    url: str,
    captured_at: datetime,
    *,
    content_type: str | None = None,
    platform: str | None = None,
    languages: Sequence[str] = (),
) -> Article:
    """The article that a captured page shows; `languages` are the source's own, a hint only.

    Raises UnreadableArticleError when the page holds no article.
    """
    if content_type and not any(kind in content_type.lower() for kind in _HTML_TYPES):
        raise UnreadableArticleError(url, f"the page is {content_type.partition(';')[0].strip()}, not HTML")
    root = parse_tree(decode_html(html, content_type, languages), url)
    elements = Selection(root)
    platform = platform or recognise_platform(elements)
    reading = _find_article(root, elements, url, load_rules(platform or GENERAL))
    return _read_fields(reading, url, captured_at, platform, languages)


def _find_article(root: HtmlElement, elements: Selection, url: str, rules: Rules) -> _Reading:
    body = find_body(root, url)
    claims = read_structured(root)
    dropped = {element for element in elements.find(rules.drop) if element.find(".//h1") is None}
    page = read_page(body, dropped)
    hints = TitleHints(url, claims, find_site_names(body, elements, page, claims, url), elements.find(rules.title))
    hints = replace(hints, site_names={*hints.site_names, *find_mastheads(page, hints)})
    title = find_title(page, find_core(page, body), hints)
    if title is None:
        raise UnreadableArticleError(url, "no title was found")
    mark_lines(page, title, elements.find((*rules.tags, *rules.published, *rules.updated, *rules.author)))
    mark_insets(page, body, title, url)
    chosen = [*elements.find(rules.body), *_late_leads(page, elements.find(rules.lead), title)]
    extent = find_extent(page, body, title, chosen)
    blocks = trim_blocks(page, extent, title, url, tag_lines=rules.tag_links)
    if extent.origin != "platform-rule":
        blocks = narrow_blocks(blocks, extent)
    if not blocks:
        raise UnreadableArticleError(url, "a title was found, but no text below it")
    return _Reading(root, elements, body, page, rules, claims, title, extent, blocks)


def _late_leads(page: Page, leads: Sequence[HtmlElement], title: Title) -> list[HtmlElement]:
    after = title.last + 1 if title.last is not None else 0
    return [one for one in leads if page.spans.get(one, (0, 0))[0] >= after]


def _read_fields(
    reading: _Reading, url: str, captured_at: datetime, platform: str | None, languages: Sequence[str]
) -> Article:
    page, rules, elements = reading.page, reading.rules, reading.elements
    text = format_text(reading.blocks)
    first, last = page.blocks.index(reading.blocks[0]), page.blocks.index(reading.blocks[-1])
    search = DateSearch(
        page,
        reading.title,
        first,
        last,
        find_aftermath(page, last),
        reading.extent.scope,
        url,
        captured_at.date(),
        reading.claims,
        elements.find(rules.published),
        elements.find(rules.updated),
        list(reading.body.iter("time")),
    )
    published, updated = find_published(search), find_updated(search)
    authors: tuple[Author, ...] = read_author_blocks(search, elements.find(rules.author))
    tags = find_tags(search, elements.find(rules.tags), links=rules.tag_links)
    lead = find_lead(reading.blocks, page, elements.find(rules.lead))
    inside = list(iter_article_elements(search))
    language = identify_language(text, languages)
    origins = {"title": reading.title.origin, "text": reading.extent.origin}
    found = {"published": published, "updated": updated}
    origins |= {name: one.origin for name, one in found.items() if one is not None}
    origins |= {"language": "text"} if language else {}
    origins |= {"authors": "labelled-line"} if authors else {}
    origins |= {"tags": "platform-rule"} if tags else {}
    origins |= {"lead": "markup"} if lead else {}
    return Article(
        url=url,
        title=reading.title.text,
        text=text,
        language=language,
        published=published,
        updated=updated,
        authors=authors,
        tags=tags,
        lead=lead,
        images=read_images(inside, url),
        attachments=read_attachments(inside, url),
        canonical_url=read_canonical(reading.root, url),
        platform=platform,
        origins=origins,
        extractor=extractor_version(),
    )


@cache
def extractor_version() -> str:
    """`kronika-0.1.0/trafilatura-2.3.1/lxml-6.1.3`: what read a page."""
    return "/".join(f"{name}-{version(name)}" for name in ("kronika", "trafilatura", "lxml"))
