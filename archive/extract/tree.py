"""Text of a page to an element tree, with limits that no article reaches; and CSS selectors over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from archive.errors import UnreadableArticleError

MAX_TAGS = 100_000
"""Tags in a page; an archive of a whole decade on one page has some 30,000."""

_DOCTYPE_OR_TAG = re.compile(r"<\s*(?:!doctype|html|head|body|title|meta|div|table|p|h1|article|main|span|br)\b", re.I)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 300
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)[^\]]*\]")
_TAG = re.compile(r"(?:^|(?<=[\s>+~]))([a-zA-Z][\w-]*)")
_NEGATION = re.compile(r":not\([^)]*\)")


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


class Selection:
    """The elements of one page, to be asked for by CSS selectors."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        found = {(str(element.tag), *element.keys()) for element in root.iter()}
        values = {str(element.get("class") or "") for element in root.iter()}
        self._marks = {tag for tag, *_ in found} | {f"[{name}" for _, *names in found for name in names}
        self._marks |= {f".{name}" for value in values for name in value.split()}

    def find(self, selectors: Iterable[str]) -> list[HtmlElement]:
        """Elements that any of the selectors matches: first selector first, document order within each."""
        # Most rules name classes that a page does not have; knowing that costs less than searching for them.
        fitting = [css for css, marks in _with_marks(tuple(selectors)) if marks <= self._marks]
        found = [cast("list[HtmlElement]", _compile(css)(self._root)) for css in fitting]
        return list(dict.fromkeys(element for matches in found for element in matches))


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


@cache
def _with_marks(selectors: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Selectors, each with the tags, attributes and classes that a page it matches cannot lack."""
    return tuple((css, _marks_of(_NEGATION.sub("", css))) for css in selectors)


def _marks_of(css: str) -> frozenset[str]:
    bare = _ATTRIBUTE.sub("", css)
    if "," in bare:
        return frozenset()
    classes, names = _CLASS.findall(bare), _ATTRIBUTE.findall(css)
    return frozenset([*_TAG.findall(bare), *(f".{one}" for one in classes), *(f"[{one}" for one in names)])


@cache
def _compile(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")
