"""XML of strangers into a tree: mended where feeds are commonly broken, nothing expanded, nothing fetched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from archive.errors import PayloadError
from crawler.discovery.seeds.charsets import decode_body

MAX_AMPERSANDS = 3_000_000
"""Each is looked at; 250,000 addresses and the HTML of ten thousand articles have fewer."""

_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#?\w{1,31});)?", re.DOTALL)
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}\?>", re.IGNORECASE)
_START = re.compile(r"<\?xml\b|<(?:[a-z]{1,20}:)?(?:rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"<\?xml\b|<!doctype\b", re.IGNORECASE)
_PREFACE_CHARACTERS = 50_000
# What XML does not allow, and libxml2 ends a text at.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HTML_START = re.compile(
    r"\s*(?:<!--(?:(?!-->).){0,2000}-->\s*){0,20}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


class WebPageError(PayloadError):
    """A web page came where a feed or sitemap was expected."""


def read_xml_text(body: bytes | str, url: str, content_type: str | None = None) -> str:
    """The text of an XML body from its root on, without declaration and what stands before it.

    Raises PayloadError when it is empty, WebPageError when it is a web page.
    """
    text = (body if isinstance(body, str) else decode_body(body, content_type)).lstrip("\ufeff \t\r\n\0")
    if not text:
        raise PayloadError(f"{url}: the body is empty; a feed or sitemap was expected.")
    has_preface = not (_PROLOGUE.match(text) or _HTML_START.match(text))
    if has_preface and (start := _START.search(text, 0, _PREFACE_CHARACTERS)):
        text = text[start.start() :]  # Quirk: PHP's warnings, cache plug-ins' comments before `<?xml`
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    if _HTML_START.match(text):
        raise WebPageError(f"{url}: this is a web page, not XML; name it as a listing or correct the address.")
    return text


def parse_xml(body: bytes | str, url: str) -> etree._Element:
    """The root of an XML body, read with recovery.

    Raises PayloadError when it is empty, a web page, no XML at all, or nested or grown beyond reason.
    """
    text = _CONTROLS.sub(" ", read_xml_text(body, url))
    if text.count("&") > MAX_AMPERSANDS:
        raise PayloadError(f"{url}: more than {MAX_AMPERSANDS} ampersands; it cannot be read as a feed or sitemap.")
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


def is_cut(text: str, *names: str) -> bool:
    """Whether an XML text ends before the end tag of its root, which has one of these local names."""
    tail = text[-2000:].lower()
    return not re.search(rf"</(?:[\w-]+:)?(?:{'|'.join(names)})\s*>|<(?:[\w-]+:)?(?:{'|'.join(names)})\b[^>]*/>", tail)


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
    if name in _XML_NAMES:
        return found
    if name.startswith("#"):
        return found if _is_allowed(name[1:]) else " "
    character = html.unescape(found)
    return found if character == found else html.escape(character, quote=False)


def _is_allowed(digits: str) -> bool:
    """Whether XML allows the character of a reference `&#31;` or `&#x1F;`."""
    try:
        code = int(digits[1:], 16) if digits[:1] in {"x", "X"} else int(digits)
    except ValueError:
        return False
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
