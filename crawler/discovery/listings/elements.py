"""A web page as a flat list of elements in page order, nested to any depth: what listings are read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from lxml import etree

from archive.errors import PayloadError
from crawler.discovery.seeds.charsets import decode_body

MAX_ELEMENTS = 300_000
"""A page with more is no listing; a long one has some thousand."""
MAX_TEXT_CHARACTERS = 4000

_KEPT_ATTRIBUTES = frozenset({
    "alt", "aria-label", "class", "content", "data-href", "data-next", "data-next-url", "data-url", "datetime", "href",
    "hreflang", "id", "itemprop", "rel", "role", "src", "title", "value",
})  # fmt: skip
_UNREAD = frozenset({"script", "style", "template", "svg"})
_BREAKS = frozenset(
    {"br", "p", "div", "li", "td", "img", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "option"}
)
_ATTRIBUTE_CHARACTERS = 2000


@dataclass(slots=True, eq=False)
class Element:
    """One element; `end` and `text_end` are one past its last descendant and text piece."""

    index: int
    tag: str
    parent: Element | None
    attributes: dict[str, str]
    text_start: int
    end: int = 0
    text_end: int = 0

    def attribute(self, name: str) -> str:
        """The attribute's value, empty when absent."""
        return self.attributes.get(name, "")

    def matches(self, selector: str) -> bool:
        """Whether a selector `tag`, `.class`, `tag.class` or `tag[attribute=value]` fits."""
        head, bracket, condition = selector.partition("[")
        tag, dot, name = head.partition(".")
        if bracket:
            key, _, value = condition.rstrip("]").partition("=")
            if self.attribute(key) != value:
                return False
        return tag in {"", self.tag} and (not dot or name in self.attribute("class").split())


@dataclass(slots=True)
class Page:
    """All elements and text pieces of one page."""

    elements: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    """For each text piece, whether it stands in an anchor."""

    def below(self, element: Element, limit: int) -> list[Element]:
        """The element's first descendants in page order, at most `limit`."""
        return self.elements[element.index + 1 : min(element.end, element.index + 1 + limit)]

    def text(self, element: Element) -> str:
        """The text below an element on one line, at most `MAX_TEXT_CHARACTERS`."""
        pieces: list[str] = []
        room = MAX_TEXT_CHARACTERS
        for place in range(element.text_start, element.text_end):
            pieces.append(self.pieces[place])
            room -= len(self.pieces[place])
            if room <= 0:
                break
        return " ".join("".join(pieces).split())[:MAX_TEXT_CHARACTERS]


def parse_page(body: bytes | str, url: str) -> Page:
    """The elements of an HTML body; an empty or textless body gives a page without any.

    Raises PayloadError when it is binary or has more than `MAX_ELEMENTS` elements.
    """
    text = body if isinstance(body, str) else decode_body(body)
    if text[:1024].count("\0") > 8 or text.startswith(("%PDF-", "\x89PNG")):
        raise PayloadError(f"{url}: this is no web page but binary data; it cannot be read as a listing.")
    collector = _Collector(url)
    parser = etree.HTMLParser(
        target=cast("Any", collector), encoding="utf-8", recover=True, no_network=True, huge_tree=True
    )
    try:
        parser.feed(text.replace("\0", "").encode("utf-8", "replace") or b" ")
        parser.close()
    except etree.LxmlError as error:
        raise PayloadError(f"{url}: not readable as HTML ({error}).") from None
    return collector.close()


class _Collector:
    """libxml2's events into a Page. Unlike its tree, the events are not cut at a depth of 2,048 elements."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._page = Page()
        self._open: list[Element] = []
        self._unread = 0
        self._anchors = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        page = self._page
        if len(page.elements) >= MAX_ELEMENTS:
            raise PayloadError(f"{self._url}: more than {MAX_ELEMENTS} elements; it cannot be read as a listing.")
        kept = {
            name: value
            for name, value in attributes.items()
            if name in _KEPT_ATTRIBUTES and len(value) <= _ATTRIBUTE_CHARACTERS
        }
        parent = self._open[-1] if self._open else None
        element = Element(len(page.elements), tag.lower(), parent, kept, len(page.pieces))
        page.elements.append(element)
        self._open.append(element)
        self._unread += element.tag in _UNREAD
        self._anchors += element.tag == "a"
        if element.tag in _BREAKS:
            self._add(" ")

    def end(self, tag: str) -> None:  # noqa: ARG002 - libxml2 closes what it opened, in order
        if self._open:
            self._close_last()

    def data(self, text: str) -> None:
        if not self._unread:
            self._add(text[:MAX_TEXT_CHARACTERS])

    def _add(self, piece: str) -> None:
        self._page.pieces.append(piece)
        self._page.linked.append(self._anchors > 0)

    def close(self) -> Page:
        while self._open:
            self._close_last()
        return self._page

    def _close_last(self) -> None:
        element = self._open.pop()
        element.end = len(self._page.elements)
        element.text_end = len(self._page.pieces)
        self._unread -= element.tag in _UNREAD
        self._anchors -= element.tag == "a"
