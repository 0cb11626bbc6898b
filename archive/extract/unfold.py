"""A page's folded parts opened: what a reader sees after a click on an accordion's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from archive.extract.regions import class_words, is_hidden

_FOLDED = re.compile(
    r"\b(?:accordion\w*|collapse|collapsed|panel|toggle\w*|spoiler|faq|tab|tabs|expand\w*|body|content)\b"
)
_TITLE_BUTTON = re.compile(r"\b(?:accordion\w*|collaps\w*|toggle\w*|spoiler|faq|panel)\b")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})


def unfold_body(body: HtmlElement) -> HtmlElement:
    """The body itself when nothing on it is folded, else a copy with hidden panels shown and their buttons as lines."""
    if next(_iter_folded(body), None) is None:
        return body
    opened = deepcopy(body)
    for element in list(_iter_folded(opened)):
        if element.tag == "button":
            in_heading = any(one.tag in _HEADINGS for one in element.iterancestors())
            element.tag = "span" if in_heading else "h3"
            element.attrib.clear()
        else:
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
    return opened


def _iter_folded(body: HtmlElement) -> Iterator[HtmlElement]:
    for element in body.iter("button", "div", "dd", "section", "ul"):
        if element.tag == "button":
            in_heading = any(one.tag in _HEADINGS for one in element.iterancestors())
            if in_heading or _TITLE_BUTTON.search(class_words(element)):
                yield element
        elif element.attrib and is_hidden(element) and _is_panel(element):
            yield element


def _is_panel(element: HtmlElement) -> bool:
    return element.tag == "dd" or _FOLDED.search(class_words(element)) is not None
