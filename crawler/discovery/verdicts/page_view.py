"""One parse of a fetched page, and what verdicts on it are made from: headings, prose, links, classes, forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from archive.errors import UnreadableArticleError
from archive.extract.decode import decode_html
from archive.extract.tree import attribute, parse_tree, squeeze, text_of
from archive.urls import join_url

PROSE_CHARACTERS = 25
"""A piece of text this long is no label of a menu or a button."""

_TITLES = ("h1", "h2", "h3", "h4", "h5")
_UNREAD = ("script", "style", "template")
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "select", "button", "noscript", "dialog"})
_CHROME_NAMES = frozenset({
    "sidebar", "widget", "widget-area", "moduletable", "footer", "site-footer", "page-footer", "menu", "main-menu",
    "navbar", "navigation", "breadcrumb", "breadcrumbs", "secondary", "screen-reader-text", "sr-only", "skip-link",
    "visually-hidden", "left-column", "right-column", "region-sidebar-first", "region-sidebar-second", "region-footer",
})  # fmt: skip
_COOKIE_NAME = re.compile(
    r"cookie|consent|gdpr|slapuk|s[iī]kdat|s[iī]kfail|k[uü]psis|cky-|cmplz|\bcc-window|onetrust|age-?(?:gate|wall|verif)",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—·•:»«-]+\s+|\s*[|»«]\s*")
_PLAIN_PATH = re.compile(r"(?:/(?![/.])[\w%~+,:=-]*(?:\.\w+)?)+(?:\?[\w%~+,:=&;./-]*)?", re.ASCII)
_HTML_TYPES = ("html", "xml", "text/plain", "octet-stream")
_LONG_PIECES = etree.XPath(f".//text()[string-length(normalize-space(.)) >= {PROSE_CHARACTERS}]")
_PIECES = etree.XPath(".//text()[normalize-space(.)]")
_MAX_LINKED_DATA_CHARACTERS = 100_000
_LINKED_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')


@dataclass(frozen=True, slots=True)
class Prose:
    """One long piece of text and the element it stands in."""

    text: str
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class PageLink:
    """One `a` element with the absolute http(s) address that it leads to."""

    url: str
    element: HtmlElement


@dataclass(eq=False)
class PageView:
    """One page's elements by kind, gathered in one pass."""

    url: str
    root: HtmlElement
    body: HtmlElement | None
    metas: dict[str, str] = field(default_factory=dict)
    """`name`, `property` or `http-equiv` in lower case to the first content."""
    relations: list[tuple[frozenset[str], HtmlElement]] = field(default_factory=list)
    """`link` elements of the page with their `rel` words."""
    anchors: list[HtmlElement] = field(default_factory=list)
    by_tag: dict[str, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    """Headings, forms, fields, pictures and frames."""
    classes: dict[str, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    scripts: list[str] = field(default_factory=list)
    """Addresses of scripts and frames, and the texts of scripts that are short."""
    linked_types: frozenset[str] = frozenset()
    """The types that the page's JSON-LD names."""
    base: str = ""
    _places: dict[HtmlElement, str] = field(default_factory=dict)
    _targets: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def title(self) -> str:
        """The `title` element's text; empty without one."""
        return next((text_of(one) for one in self.by_tag["title"] if one.getparent().tag == "head"), "")

    @cached_property
    def h1(self) -> str:
        """The first `h1` with a text; empty without one."""
        return next((text for one in self.by_tag["h1"] if (text := text_of(one))), "")

    @cached_property
    def headings(self) -> list[str]:
        """Texts of the page's own headings, outside menus, footers and cookie notices."""
        found = [one for tag in _TITLES for one in self.by_tag[tag] if not self.place_of(one)]
        return [text for one in found if (text := text_of(one))]

    @cached_property
    def text(self) -> str:
        """All that is to be read in the body, on one line."""
        return text_of(self.body) if self.body is not None else ""

    @cached_property
    def pieces(self) -> list[Prose]:
        """Every long piece of text in the body."""
        if self.body is None:
            return []
        found = []
        for piece in cast("list[etree._ElementUnicodeResult]", _LONG_PIECES(self.body)):
            element = piece.getparent()
            holder = element.getparent() if piece.is_tail and element is not None else element
            if holder is not None:
                found.append(Prose(squeeze(piece), cast("HtmlElement", holder)))
        return found

    @cached_property
    def prose(self) -> list[Prose]:
        """The page's own prose: not links, menus, side columns, footers or cookie notices."""
        headings = frozenset({*_TITLES, "h6", "title"})
        return [one for one in self.pieces if not self.place_of(one.element) and one.element.tag not in headings]

    @cached_property
    def own_texts(self) -> list[str]:
        """Every piece of text of its own, however short: not headings, links, menus, footers or cookie notices."""
        found = []
        for piece in cast("list[etree._ElementUnicodeResult]", _PIECES(self.body)) if self.body is not None else []:
            element = piece.getparent()
            holder = element.getparent() if piece.is_tail and element is not None else element
            if holder is not None and holder.tag not in _TITLES and not self.place_of(cast("HtmlElement", holder)):
                found.append(squeeze(piece))
        return found

    @cached_property
    def prose_characters(self) -> int:
        """How much prose of its own the page has."""
        return sum(len(one.text) for one in self.prose)

    @cached_property
    def links(self) -> list[PageLink]:
        """Where the page's anchors lead, in page order; addresses of this page's parts left out."""
        return [link for element in self.anchors if (link := self.link_of(element)) is not None]

    def link_of(self, anchor: HtmlElement) -> PageLink | None:
        """Where one anchor leads; None when it is to no web address or to a part of this page."""
        href = attribute(anchor, "href")
        if href not in self._targets:
            self._targets[href] = None if href.startswith("#") else self._join(href)
        url = self._targets[href]
        return None if url is None else PageLink(url, anchor)

    def _join(self, href: str) -> str | None:
        if _PLAIN_PATH.fullmatch(href):
            # Most links of most pages; joining them in full takes longer than parsing the page.
            scheme, _, rest = self.base.partition("://")
            return f"{scheme}://{rest.partition('/')[0]}{href}"
        return join_url(self.base, href)

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """The class names of `body`, in lower case."""
        return frozenset() if self.body is None else frozenset(attribute(self.body, "class").lower().split())

    def place_of(self, element: HtmlElement) -> str:
        """`link`, `chrome` or `cookie` for what lies in an anchor, around the page, or in a notice; else empty."""
        if element in self._places:
            return self._places[element]
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self._places:
            chain.append(parent)
        above = "" if parent is None else self._places[parent]
        for one in reversed(chain):
            above = self._places[one] = above or _own_place(one)
        return above

    def fits(self, selectors: Iterable[str]) -> str | None:
        """The first selector `tag`, `.class`, `tag.class` or `tag[attribute=value]` that fits something."""
        return next((selector for selector in selectors if next(self.select(selector), None) is not None), None)

    def select(self, selector: str) -> Iterator[HtmlElement]:
        """The elements that a selector of a platform fits."""
        head, bracket, condition = selector.strip().partition("[")
        tag, *names = head.split(".")
        if names:
            candidates: Iterable[HtmlElement] = self.classes.get(names[0].lower(), ())
        else:
            candidates = self.root.iter(tag or etree.Element)
        key, _, value = condition.rstrip("]").partition("=")
        for element in candidates:
            if tag not in {"", element.tag} or not _has_classes(element, names[1:]):
                continue
            if not bracket or _has_value(element, key.rstrip("~^*$|"), value.strip("\"'"), loose=key[-1:] in "~^*$|"):
                yield element


def title_parts(view: PageView) -> list[str]:
    """The parts of the page's `title`, mostly its own and the site's; one empty part without a title."""
    return _TITLE_PARTS.split(view.title)


def view_page(body: bytes, url: str, *, content_type: str | None, languages: Sequence[str]) -> PageView | None:
    """The view of a page; None when it is no HTML, or more than can be read."""
    if content_type and not any(kind in content_type.lower() for kind in _HTML_TYPES):
        return None
    try:
        root = parse_tree(decode_html(body, content_type, languages), url)
    except UnreadableArticleError:
        return None
    view = PageView(url, root, root.find("body"), base=url)
    for element in root.iter():
        _note(view, element)
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    return view


def _note(view: PageView, element: HtmlElement) -> None:
    tag = element.tag
    if names := element.get("class"):
        for name in names.lower().split():
            view.classes[name].append(element)
    if tag == "a":
        if element.get("href"):
            view.anchors.append(element)
    elif tag in _NOTED:
        view.by_tag[tag].append(element)
        if tag in {"iframe", "frame"}:
            view.scripts.append(attribute(element, "src"))
    elif tag in _HEAD:
        _HEAD[tag](view, element)


def _note_meta(view: PageView, element: HtmlElement) -> None:
    name = attribute(element, "property") or attribute(element, "name") or attribute(element, "http-equiv")
    if name:
        view.metas.setdefault(name.lower(), attribute(element, "content"))


def _note_link(view: PageView, element: HtmlElement) -> None:
    view.relations.append((frozenset(attribute(element, "rel").lower().split()), element))


def _note_base(view: PageView, element: HtmlElement) -> None:
    view.base = join_url(view.url, attribute(element, "href")) or view.base


def _note_script(view: PageView, element: HtmlElement) -> None:
    text = element.text or ""
    if "ld+json" in attribute(element, "type") and len(text) <= _MAX_LINKED_DATA_CHARACTERS:
        view.linked_types |= frozenset(_LINKED_TYPE.findall(text))
    view.scripts.append(attribute(element, "src") or text[:500])


_NOTED = frozenset({
    *_TITLES, "title", "form", "input", "button", "img", "iframe", "frame", "object", "embed", "video", "audio", "time",
    "noscript", "svg", "canvas",
})  # fmt: skip
_HEAD = {"meta": _note_meta, "link": _note_link, "base": _note_base, "script": _note_script}


def _own_place(element: HtmlElement) -> str:
    tag = element.tag
    if tag == "a":
        return "link"
    if tag in _CHROME_TAGS:
        return "chrome"
    if tag in {"body", "html", "main", "article"}:
        return ""
    names = element.get("class") or ""
    if _COOKIE_NAME.search(f"{names} {element.get('id') or ''}"):
        return "cookie"
    if tag == "header" and all(above.tag not in {"article", "main"} for above in element.iterancestors()):
        return "chrome"
    return "chrome" if names and not _CHROME_NAMES.isdisjoint(names.lower().split()) else ""


def _has_classes(element: HtmlElement, names: Sequence[str]) -> bool:
    return not names or {name.lower() for name in names} <= set(attribute(element, "class").lower().split())


def _has_value(element: HtmlElement, key: str, value: str, *, loose: bool) -> bool:
    own = element.get(key)
    if own is None:
        return False
    return not value or (value in own if loose else own == value)
