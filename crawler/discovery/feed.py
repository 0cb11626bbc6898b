"""RSS 2.0, RSS 1.0 and Atom into article links. Fetches nothing, decides nothing about hosts."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from archive.errors import PayloadError
from archive.urls import join_url
from crawler.discovery.links import ArticleLink
from crawler.discovery.xmltree import find_child, iter_named, local_name, parse_xml, read_text

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ROOTS = ("rss", "rdf", "feed", "channel")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LEAD_CHARACTERS = 1000
_BASE_LEVELS = 16


def parse_feed(body: bytes | str, url: str) -> tuple[ArticleLink, ...]:
    """The entries of a feed in its order, each address once.

    Raises PayloadError when the body is no feed.
    """
    root = parse_xml(body, url)
    if local_name(root) not in _ROOTS:
        raise PayloadError(f"{url}: <{local_name(root)}> is not a feed; RSS or Atom was expected.")
    links: dict[str, ArticleLink] = {}
    for entry in iter_named(root, "item", "entry"):
        link = _read_entry(entry, url)
        if link is not None:
            links.setdefault(link.url, link)
    return tuple(links.values())


def _read_entry(entry: etree._Element, url: str) -> ArticleLink | None:
    address = _find_address(entry)
    absolute = join_url(_find_base(entry, url), address) if address else None
    if absolute is None:
        return None
    lead = read_text(find_child(entry, "description", "summary", "encoded", "content"))
    published = find_child(entry, "pubdate", "published", "date", "issued", "created")
    return ArticleLink(
        url=absolute,
        mark=read_text(find_child(entry, "updated", "modified")),
        title=_plain(read_text(find_child(entry, "title"))),
        published=read_text(published),
        lead=_plain(lead),
    )


def _find_address(entry: etree._Element) -> str | None:
    """Atom's alternate link, RSS's link text, a permalink guid, or rdf:about, in this order; None without."""
    guid: str | None = None
    other: str | None = None
    for child in entry:
        name = local_name(child)
        if name == "link":
            href: str | None = child.get("href")
            if href is None and (text := read_text(child)):
                return text
            if href and child.get("rel", "alternate").strip().lower() == "alternate":
                kind = child.get("type", "text/html").lower()
                if "html" in kind:
                    return href
                other = other or href
        elif name == "guid" and child.get("isPermaLink", "true").strip().lower() == "true":
            guid = read_text(child)
        elif name == "origlink":
            other = other or read_text(child)
    if guid is not None and not re.match(r"https?://", guid, re.IGNORECASE):
        guid = None  # Quirk: Drupal 7 writes "1234 at http://host" without isPermaLink="false"
    about: str | None = entry.get(_RDF_ABOUT)
    return other or guid or about


def _find_base(entry: etree._Element, url: str) -> str:
    """What an entry's relative links are relative to: the `xml:base` around it, else the feed's URL."""
    bases: list[str] = []
    link = find_child(entry, "link")
    element: etree._Element | None = entry if link is None else link
    for _ in range(_BASE_LEVELS):
        if element is None:
            break
        if base := element.get(_XML_BASE):
            bases.append(base)
        element = element.getparent()
    for base in reversed(bases):
        url = join_url(url, base) or url
    return url


def _plain(text: str | None) -> str | None:
    """Text without the HTML that feeds carry in it, once more unescaped; None when nothing is left."""
    if text is None:
        return None
    without_tags = _TAG.sub(" ", text[: 20 * _LEAD_CHARACTERS])
    return " ".join(unescape(without_tags).split())[:_LEAD_CHARACTERS].strip() or None
