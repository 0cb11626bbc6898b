"""A web page's links with what says what they are for: `<link>`, anchors, their words, whether a menu holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from archive.errors import PayloadError
from archive.urls import join_url
from crawler.discovery.seeds.charsets import decode_body

MAX_PAGE_CHARACTERS = 3_000_000
MAX_LINKS = 10_000

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_MENU_TAGS = frozenset({"nav", "header"})
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|navigation|navigacija|meniu|izvelne)(?=$|[\s_-])|navigation|main-?menu"
)
_UNREAD = frozenset({"script", "style", "template", "noscript"})
_WORDS_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `<link>` element."""

    url: str
    rels: tuple[str, ...]
    """In lower case."""
    kind: str
    """Media type in lower case, without parameters; empty when none is named."""
    title: str | None
    language: str
    """`hreflang` in lower case; empty when none is named."""


@dataclass(slots=True)
class Anchor:
    """An `<a>` element with an address."""

    url: str
    title: str
    language: str
    """`hreflang` in lower case; empty when none is named."""
    names: str
    """Its own class and id, in lower case."""
    in_menu: bool
    text: str = ""
    """Its words, and those that stand in for its images."""


@dataclass(slots=True)
class PageLinks:
    """All links of one page in page order."""

    base: str
    language: str = ""
    """`lang` of the root element, in lower case; empty when none is named."""
    heads: list[HeadLink] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)


def read_page_links(body: bytes | str, url: str, content_type: str | None = None) -> PageLinks:
    """The links of an HTML body; of one above `MAX_PAGE_CHARACTERS` or `MAX_LINKS` the first ones.

    Raises PayloadError when it is no HTML at all.
    """
    text = body if isinstance(body, str) else decode_body(body, content_type)
    if text[:1024].count("\0") > 8 or text.startswith(("%PDF-", "\x89PNG")):
        raise PayloadError(f"{url}: this is no web page but binary data.")
    collector = _Collector(url)
    parser = etree.HTMLParser(
        target=cast("Any", collector), encoding="utf-8", recover=True, no_network=True, huge_tree=True
    )
    try:
        parser.feed(text[:MAX_PAGE_CHARACTERS].replace("\0", "").encode("utf-8", "replace") or b" ")
        parser.close()
    except etree.LxmlError as error:
        raise PayloadError(f"{url}: not readable as HTML ({error}).") from None
    return collector.page


class _Collector:
    """libxml2's events into PageLinks."""

    def __init__(self, url: str) -> None:
        self.page = PageLinks(base=url)
        self._open: list[tuple[str, bool]] = []
        self._unread = 0
        self._anchor: Anchor | None = None
        self._has_base = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.lower()
        if tag == "html":
            self.page.language = self.page.language or _short(attributes, "lang") or _short(attributes, "xml:lang")
        elif tag == "base" and not self._has_base:
            self._has_base = True
            self.page.base = join_url(self.page.base, attributes.get("href", "")) or self.page.base
        elif tag == "link":
            self._add_head(attributes)
        elif tag == "a":
            self._add_anchor(attributes)
        elif tag == "img" and self._anchor is not None:
            self.data(f" {attributes.get('alt', '')} ")
        if tag not in _VOID:
            names = f"{_short(attributes, 'class')} {_short(attributes, 'id')} {_short(attributes, 'role')}"
            in_menu = bool(self._open and self._open[-1][1]) or tag in _MENU_TAGS or bool(_MENU.search(names))
            self._open.append((tag, in_menu and tag != "body"))
            self._unread += tag in _UNREAD

    def end(self, tag: str) -> None:
        tag = tag.lower()
        if tag == "a" and self._anchor is not None:
            self._anchor.text = " ".join(self._anchor.text.split())
            self._anchor = None
        if tag not in _VOID and self._open:
            self._unread -= self._open.pop()[0] in _UNREAD

    def data(self, text: str) -> None:
        anchor = self._anchor
        if anchor is not None and not self._unread and len(anchor.text) < _WORDS_CHARACTERS:
            anchor.text += text[:_WORDS_CHARACTERS]

    def close(self) -> None:
        """Nothing is left to do: every element's end was an event."""

    def _add_head(self, attributes: dict[str, str]) -> None:
        target = join_url(self.page.base, attributes.get("href", "")) if attributes.get("href", "").strip() else None
        if target is None or len(self.page.heads) >= MAX_LINKS:
            return
        rels = tuple(_short(attributes, "rel").split())
        kind = _short(attributes, "type").partition(";")[0].strip()
        title = " ".join(attributes.get("title", "").split())[:_WORDS_CHARACTERS] or None
        self.page.heads.append(HeadLink(target, rels, kind, title, _short(attributes, "hreflang")))

    def _add_anchor(self, attributes: dict[str, str]) -> None:
        href = attributes.get("href", "").strip()
        target = join_url(self.page.base, href) if href and not href.startswith("#") else None
        if target is None or len(self.page.anchors) >= MAX_LINKS:
            self._anchor = None
            return
        names = f"{_short(attributes, 'class')} {_short(attributes, 'id')}"
        title = attributes.get("title", "") or attributes.get("aria-label", "")
        in_menu = bool(self._open and self._open[-1][1])
        self._anchor = Anchor(
            target, " ".join(title.split())[:_WORDS_CHARACTERS], _short(attributes, "hreflang"), names, in_menu
        )
        self.page.anchors.append(self._anchor)


def _short(attributes: dict[str, str], name: str) -> str:
    """An attribute's value in lower case, cut where none is meant to be longer."""
    return attributes.get(name, "")[:_WORDS_CHARACTERS].strip().lower()
