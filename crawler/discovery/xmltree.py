"""XML of strangers into a tree: mended where feeds are commonly broken, nothing expanded, nothing fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from archive.errors import PayloadError
from crawler.discovery.charsets import decode_body

_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#?\w{1,31});)?", re.DOTALL)
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}\?>", re.IGNORECASE)
_HTML_START = re.compile(
    r"\s*(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def parse_xml(body: bytes | str, url: str) -> etree._Element:
    """The root of an XML body, read with recovery.

    Raises PayloadError when it is empty, a web page, no XML at all, or nested or grown beyond reason.
    """
    text = (body if isinstance(body, str) else decode_body(body)).lstrip("\ufeff \t\r\n\0")
    if not text:
        raise PayloadError(f"{url}: the body is empty; a feed or sitemap was expected.")
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    if _HTML_START.match(text):
        raise PayloadError(f"{url}: this is a web page, not XML; name it as a listing or correct the address.")
    mended = _AMPERSAND.sub(_mend_ampersand, text)
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: etree._Element | None = etree.fromstring(mended.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise PayloadError(f"{url}: not readable as XML ({error}).") from None
    if root is None:
        raise PayloadError(f"{url}: not XML; a feed or sitemap was expected.")
    for entry in parser.error_log:
        if "XML_PARSE_HUGE" in entry.message:
            raise PayloadError(f"{url}: the XML is nested too deep or holds too long a text ({entry.message}).")
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without namespace or undeclared prefix, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def iter_named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element below (and with) `root` that has one of these local names, in page order."""
    return (element for element in root.iter() if local_name(element) in names)


def find_child(element: etree._Element, *names: str) -> etree._Element | None:
    """The first child with the first of these local names that is there; None when none is."""
    children = {local_name(child): child for child in reversed(element)}
    return next((children[name] for name in names if name in children), None)


def read_text(element: etree._Element | None) -> str | None:
    """All text below an element on one line; None when there is none."""
    if element is None:
        return None
    pieces = (piece for piece in element.itertext() if isinstance(piece, str))
    return " ".join("".join(pieces).split()) or None


def _mend_ampersand(match: re.Match[str]) -> str:
    found = match.group(0)
    if found.startswith("<"):
        return found
    name = match.group(1)
    if name is None:
        return "&amp;"  # Quirk: <link>index.php?qw=new&newid=7</link>, unescaped, from home-made feeds
    if name in _XML_NAMES or name.startswith("#"):
        return found
    character = html.unescape(found)
    return found if character == found else html.escape(character, quote=False)
