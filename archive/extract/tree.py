"""Text of a page to an element tree, with limits that no article reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import ElementDefaultClassLookup
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from archive.errors import UnreadableArticleError

MAX_TAGS = 100_000
"""Tags in a page; an archive of a whole decade on one page has some 30,000."""

_DOCTYPE_OR_TAG = re.compile(r"<\s*(?:!doctype|html|head|body|title|meta|div|table|p|h1|article|main|span|br)\b", re.I)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 300


def parse_tree(text: str, url: str) -> HtmlElement:
    """The `html` element of a page.

    Raises UnreadableArticleError when it is no HTML, nested beyond 2,000 levels, or of too many tags or attributes.
    """
    if not _DOCTYPE_OR_TAG.search(text):
        raise UnreadableArticleError(url, "not an HTML page; fetch the article's own page")
    if text.count("<") > MAX_TAGS:
        raise UnreadableArticleError(url, f"more than {MAX_TAGS} tags; no article has that many")
    if any(_is_overlong(match.group()) for match in _LONG_TAG.finditer(text)):
        raise UnreadableArticleError(url, f"a tag of more than {_MAX_ATTRIBUTES} attributes")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    # lxml's own lookup of a class for each tag is a tenth of a page's time; forms need none of theirs here.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableArticleError(url, f"the HTML cannot be parsed ({error})") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableArticleError(url, "elements are nested too deep to be an article")
    return root


def _is_overlong(tag: str) -> bool:
    """Whether a tag has more attributes than the parser, which compares each with all others, should be given."""
    names = _QUOTED.sub("", tag)
    return max(len(names.split()), names.count("=")) > _MAX_ATTRIBUTES


def find_body(root: HtmlElement, url: str) -> HtmlElement:
    """The `body` element.

    Raises UnreadableArticleError when the page has none (a frame set, an empty page).
    """
    body = root.find("body")
    if body is None:
        raise UnreadableArticleError(url, "the page has no body")
    return body


def squeeze(text: str) -> str:
    """Text with every run of white space as one space and none at its ends."""
    return " ".join(text.split())


def text_of(element: HtmlElement) -> str:
    """All text within an element, squeezed."""
    return squeeze(" ".join(str(piece) for piece in element.itertext()))


def iter_upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and its ancestors, innermost first."""
    yield element
    yield from element.iterancestors()


def attribute(element: HtmlElement, name: str) -> str:
    """An attribute's value, stripped; empty when absent."""
    return str(element.get(name) or "").strip()
