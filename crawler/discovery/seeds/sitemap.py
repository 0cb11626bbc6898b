"""Sitemaps (index, URL set, news tags, plain text, gzip) into links and further sitemaps."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from lxml import etree

from archive.errors import PayloadError
from archive.urls import join_url
from crawler.discovery.ages import read_day
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.charsets import decode_body
from crawler.discovery.seeds.sitemap_kinds import SitemapKind, guess_sitemap_kind
from crawler.discovery.seeds.xmltree import find_child, is_cut, iter_named, local_name, parse_xml, read_text

MAX_SITEMAP_BYTES = 50 * 1024 * 1024
"""Of the decompressed sitemap: the protocol's own limit."""
MAX_SITEMAP_URLS = 250_000
"""Five times the protocol's limit, for those who do not split."""

_T = TypeVar("_T")
_TEXT_CHARACTERS = 50_000
_FEW_MARKS = 10
_NEARLY_ALL = 0.9
_PIECE_BYTES = 16 * 1024
_GZIP = b"\x1f\x8b"
_HTTP_LINE = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ChildSitemap:
    """A sitemap that an index names."""

    url: str
    """Absolute."""
    mark: str | None = None
    """Its `lastmod` as written."""
    kind: SitemapKind = "unknown"
    """What its name says that it lists."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap file holds."""

    child_sitemaps: tuple[ChildSitemap, ...] = ()
    links: tuple[ArticleLink, ...] = ()
    """Every page it lists; which of them are articles is for the source to say."""
    kind: SitemapKind = "unknown"
    """What its own name says that it lists."""
    fault: str | None = None
    """What is wrong with the file although addresses were read; None when nothing is."""


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """The sitemap in a body, gzip or not.

    Raises PayloadError when it is no sitemap, damaged, or above the protocol's 50 MiB.
    """
    text = decode_body(_decompress(body, url)).lstrip("\ufeff \t\r\n")
    kind = guess_sitemap_kind(url)
    if text and "<" not in text[:_TEXT_CHARACTERS]:
        return Sitemap(links=_read_lines(text, url), kind=kind)
    root = parse_xml(text, url)
    name = local_name(root)
    if name not in {"sitemapindex", "urlset"}:
        raise PayloadError(f"{url}: <{name}> is not a sitemap; <urlset> or <sitemapindex> was expected.")
    fault = f"{url}: the sitemap is cut off; what stands before the cut was read." if is_cut(text, name) else None
    if name == "sitemapindex":
        return Sitemap(child_sitemaps=_read_children(root, url), kind=kind, fault=fault)
    links: dict[str, ArticleLink] = {}
    for entry in _limited(iter_named(root, "url"), url):
        link = _read_url(entry, url)
        if link is not None:
            links.setdefault(link.url, link)
    found = list(links.values())
    if fault is not None and _is_location_cut(text):
        del found[-1:]
    return Sitemap(links=tuple(found), kind=kind, fault=fault)


def has_useful_marks(links: Iterable[ArticleLink], *, on: date | None = None) -> bool:
    """Whether the links' marks tell one state of a page from another.

    They do not where nearly all are one and the same, or of the day `on` at which they were asked for.
    """
    marks = [link.mark for link in links if link.mark]
    if len(marks) < _FEW_MARKS:
        return bool(marks)
    most = _NEARLY_ALL * len(marks)
    if Counter(marks).most_common(1)[0][1] >= most:
        return False
    return on is None or sum(read_day(mark) == on for mark in marks) < most


def _read_children(root: etree._Element, url: str) -> tuple[ChildSitemap, ...]:
    found: dict[str, ChildSitemap] = {}
    for entry in _limited(iter_named(root, "sitemap"), url):
        place = _read_location(entry, url)
        if place is not None and place != url:
            mark = read_text(find_child(entry, "lastmod"))
            found.setdefault(place, ChildSitemap(place, mark, guess_sitemap_kind(place)))
    return tuple(found.values())


def _is_location_cut(text: str) -> bool:
    """Whether a sitemap ends within an address."""
    last = text.rfind("<loc")
    return last >= 0 and text.find("</", last) < 0


def _read_url(entry: etree._Element, url: str) -> ArticleLink | None:
    place = _read_location(entry, url)
    if place is None:
        return None
    news = find_child(entry, "news")
    return ArticleLink(
        url=place,
        mark=read_text(find_child(entry, "lastmod")),
        title=None if news is None else read_text(find_child(news, "title")),
        published=None if news is None else read_text(find_child(news, "publication_date")),
        origin="sitemap",
    )


def _read_location(entry: etree._Element, url: str) -> str | None:
    text = read_text(find_child(entry, "loc"))
    return join_url(url, text) if text else None


def _read_lines(text: str, url: str) -> tuple[ArticleLink, ...]:
    lines = (line.strip() for line in text.splitlines())
    places = (join_url(url, line) for line in lines if _HTTP_LINE.fullmatch(line))
    links = {place: ArticleLink(url=place, origin="sitemap") for place in _limited(places, url) if place}
    if not links:
        raise PayloadError(f"{url}: no sitemap: neither XML nor one address a line.")
    return tuple(links.values())


def _limited(entries: Iterable[_T], url: str) -> list[_T]:
    taken = list(islice(entries, MAX_SITEMAP_URLS + 1))
    if len(taken) > MAX_SITEMAP_URLS:
        raise PayloadError(f"{url}: more than {MAX_SITEMAP_URLS} addresses in one sitemap; crawl a listing instead.")
    return taken


def _decompress(body: bytes, url: str) -> bytes:
    """The body without gzip, if it has any, all members, within the limit."""
    if not body.startswith(_GZIP):
        if len(body) > MAX_SITEMAP_BYTES:
            raise PayloadError(f"{url}: larger than the {MAX_SITEMAP_BYTES} bytes that a sitemap may have.")
        return body
    plain = bytearray()
    decompressor = zlib.decompressobj(wbits=31)
    for start in range(0, len(body), _PIECE_BYTES):
        piece = body[start : start + _PIECE_BYTES]
        while piece:
            if decompressor.eof and not piece.startswith(_GZIP[:1]):
                return bytes(plain)  # line ends and padding after the last member
            if decompressor.eof:
                decompressor = zlib.decompressobj(wbits=31)
            try:
                plain += decompressor.decompress(piece, MAX_SITEMAP_BYTES + 1 - len(plain))
            except zlib.error as error:
                raise PayloadError(f"{url}: damaged gzip ({error}); fetch it again.") from None
            if len(plain) > MAX_SITEMAP_BYTES:
                raise PayloadError(f"{url}: decompresses to more than the {MAX_SITEMAP_BYTES} bytes of a sitemap.")
            piece = decompressor.unused_data
    if not decompressor.eof:
        raise PayloadError(f"{url}: the gzip stream ends early; fetch it again.")
    return bytes(plain)
