"""One `<item>` or `<entry>` of RSS or Atom into an article link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.urls import host_of, join_url
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.plaintext import clean_tags, read_plain
from crawler.discovery.seeds.tracking import strip_tracking
from crawler.discovery.seeds.xmltree import find_child, local_name, read_text

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BASE_LEVELS = 16
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_FOREIGN = re.compile(r"mrss|itunes|podcast|\bmedia:|geo/|wfw", re.IGNORECASE)
"""Namespaces and prefixes of pictures and sound, whose titles and texts are not the article's."""
_MAX_CATEGORIES = 100


def read_entry(entry: etree._Element, base: str) -> ArticleLink | None:
    """What a feed says of one article; None when it names no address that can be asked for."""
    address = _find_address(entry)
    absolute = join_url(_find_base(entry, base), address.replace(" ", "%20")) if address else None
    if absolute is None:
        return None
    return ArticleLink(
        url=strip_tracking(absolute),
        mark=_find_text(entry, "updated", "modified"),
        title=read_plain(_find_text(entry, "title")),
        published=_find_text(entry, "pubdate", "published", "date", "issued", "created"),
        lead=_find_lead(entry),
        tags=clean_tags(_iter_categories(entry)),
        origin="feed",
    )


def find_channel_base(root: etree._Element, url: str) -> str:
    """What relative links of RSS are relative to: the site that the channel names, if it is the feed's own, else `url`.

    Readers agree on this although the format says nothing.
    """
    channel = root if local_name(root) == "channel" else find_child(root, "channel")
    for child in channel if channel is not None else ():
        if local_name(child) == "link" and child.get("href") is None:
            site = join_url(url, read_text(child) or "")
            if site is not None and host_of(site) == host_of(url):
                return site
    return url


def _find_address(entry: etree._Element) -> str | None:
    """The original link, Atom's alternate, RSS's link text, a permalink, or rdf:about, in this order; None without."""
    text = guid = own_id = alternate = other = None
    for child in entry:
        name = local_name(child)
        if name == "origlink" and (original := read_text(child)):
            return original  # Quirk: FeedBurner's <link> leads over its own host
        if name == "link":
            href = (child.get("href") or "").strip()
            if not href:
                text = text or read_text(child)
            elif child.get("rel", "alternate").strip().lower() == "alternate":
                is_page = "html" in child.get("type", "text/html").lower()
                alternate, other = (alternate or href, other) if is_page else (alternate, other or href)
        elif name == "guid" and child.get("isPermaLink", "true").strip().lower() == "true":
            guid = read_text(child)
            if (
                guid is not None
                and not _ABSOLUTE.match(guid)
                and not ("isPermaLink" in child.attrib and guid[0] == "/")
            ):
                guid = None  # Quirk: Drupal 7 writes "1234 at http://host" without isPermaLink="false"
        elif name == "id" and _ABSOLUTE.match(read_text(child) or ""):
            own_id = read_text(child)
    about: str | None = entry.get(_RDF_ABOUT)
    return alternate or text or other or guid or about or own_id


def _find_base(entry: etree._Element, url: str) -> str:
    """What an entry's relative links are relative to: the `xml:base` around it, else `url`."""
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


def _find_text(entry: etree._Element, *names: str) -> str | None:
    """The text of the first child with the first of these names that has one; None when none has."""
    texts: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        if name in names and name not in texts and not _FOREIGN.search(str(child.tag)) and (text := read_text(child)):
            texts[name] = text
    return next((texts[name] for name in names if name in texts), None)


def _find_lead(entry: etree._Element) -> str | None:
    for name in ("description", "summary", "encoded", "content"):
        if lead := read_plain(_find_text(entry, name)):
            return lead
    return None


def _iter_categories(entry: etree._Element) -> Iterator[str | None]:
    for place, child in enumerate(entry.iterchildren()):
        if place >= 2 * _MAX_CATEGORIES:
            return
        name = local_name(child)
        if name == "category":
            yield child.get("label") or read_text(child) or child.get("term")
        elif name == "subject":
            yield from re.split(r"\s*[;,]\s*", read_text(child) or "")
