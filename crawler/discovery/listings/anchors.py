"""Every link of a page: anchors, image maps, buttons and selections that carry an address, and `link rel=next`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.urls import join_url
from crawler.discovery.listings.elements import Element, Page

MAX_ANCHORS = 20_000
_CARRIERS = ("data-next-url", "data-next", "data-href", "data-url")
_NO_ADDRESS = re.compile(r"\s*(?:#|javascript:|mailto:|tel:|data:)", re.IGNORECASE)
_LIKE_ADDRESS = re.compile(r"[/?]|^https?:|\.(?:php|html?|aspx?)\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link."""

    element: Element
    url: str
    """Absolute, without fragment."""

    @property
    def rels(self) -> frozenset[str]:
        return frozenset(self.element.attribute("rel").lower().split())

    @property
    def is_link(self) -> bool:
        """Whether people follow it by its text: an `a`, not the page's head, a button or a selection."""
        return self.element.tag == "a"


def find_base(page: Page, url: str) -> str:
    """The address that the page's relative links start from."""
    base = next((element for element in page.elements if element.tag == "base" and element.attribute("href")), None)
    return url if base is None else join_url(url, base.attribute("href")) or url


def read_anchors(page: Page, base: str) -> list[Anchor]:
    """The links of a page to http(s) addresses, in page order; at most `MAX_ANCHORS`."""
    anchors = []
    for element in page.elements:
        reference = _reference(element)
        if not reference or _NO_ADDRESS.match(reference):
            continue
        absolute = join_url(base, reference)
        if absolute is not None:
            anchors.append(Anchor(element, absolute))
        if len(anchors) >= MAX_ANCHORS:
            break
    return anchors


def _reference(element: Element) -> str:
    """The address that an element carries; empty when it carries none."""
    attributes = element.attributes
    if not attributes:
        return ""
    if element.tag in {"a", "area"}:
        reference = attributes.get("href", "")
        return reference if reference and not _NO_ADDRESS.match(reference) else _carried(element)
    if element.tag == "link":
        rels = attributes.get("rel", "").lower().split()
        return attributes.get("href", "") if "next" in rels or "prev" in rels else ""
    if element.tag == "option":
        value = attributes.get("value", "")
        return value if _LIKE_ADDRESS.search(value) else ""
    return _carried(element) if element.tag in {"button", "div", "span", "li"} else ""


def _carried(element: Element) -> str:
    """The address for a script to load: `data-next="/naujienos?page=2"` on a button."""
    values = (element.attribute(name) for name in _CARRIERS)
    return next((value for value in values if _LIKE_ADDRESS.search(value)), "")
