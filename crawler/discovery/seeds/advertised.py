"""What a site says of itself: feeds and listings of a page, its languages, sitemaps of a robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from urllib.parse import unquote, urlsplit

from archive.errors import PayloadError
from archive.extract.months import fold
from archive.urls import host_of, join_url
from crawler.discovery.seeds.header_fields import find_header, iter_header_links
from crawler.discovery.seeds.listing_guesses import ListingGuess, find_listings
from crawler.discovery.seeds.page_languages import find_languages
from crawler.discovery.seeds.page_links import PageLinks, read_page_links

__all__ = [
    "AdvertisedFeed",
    "FeedKind",
    "ListingGuess",
    "find_feeds",
    "find_languages",
    "find_listings",
    "find_sitemaps_in_robots",
]

FeedKind = Literal["rss", "atom", "json"]

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_TYPES: dict[str, FeedKind] = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/x.rss+xml": "rss",
    "text/rss+xml": "rss",
    "text/rss": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
}
_LOOSE_TYPES = frozenset({"text/xml", "application/xml", "application/json"})
"""Types of feeds and of much else: the address decides."""
_ADDRESS = re.compile(
    r"/(?:feed|feeds|rss2?|atom|rdf)(?:/(?:rss2?|atom|rdf|articles|news|json)?)?/?$|"
    r"[/_.-](?:rss2?|feed|atom|index|naujienos|jaunumi|uudised|news)\.(?:rss|atom|rdf)$|"
    r"[/_.-](?:rss2?|feed|atom|naujienos-rss|news-rss)\.(?:xml|php|json|aspx?)$|"
    r"/(?:feed|rss)[/_-][\w-]+(?:\.xml)?$|/rss\b[^?#]*\.xml$"
)
_QUERY = re.compile(r"(?:^|&)(?:feed=\w+|format=(?:feed|rss|atom)|type=(?:rss|atom)|rss(?:=[^&]*)?)(?:&|$)")
_RSS_WORD = re.compile(r"\b(?:rss|atom)\b")
_API = re.compile(r"wp-json|rest_route|oembed|xmlrpc|rsd\b|wlwmanifest|sitemap|/legal|/search")
_COMMENTS = re.compile(r"comment|komentar|kommentaar|коммент")
_NARROW = re.compile(
    r"/(?:category|kategorija|kategorijos|kategooria|tag|author|events?|renginiai|pasakumi|sundmused|search)(?:/|$)|"
    r"(?:^|[&/])(?:cat|tag|author|s|categories)=|/events?\b|\bevents\b"
)
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_MAX_ROBOTS_BYTES = 512 * 1024
_MAX_FOUND = 100


@dataclass(frozen=True, slots=True)
class AdvertisedFeed:
    """A feed that a page names."""

    url: str
    """Absolute."""
    title: str | None
    kind: FeedKind
    is_comments: bool = False
    """Whether it holds comments, of the site or of one post, and no articles."""


def find_feeds(body: bytes | str, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> tuple[AdvertisedFeed, ...]:
    """The feeds that a page, or its head, names: the one that most likely holds all articles first."""
    found: dict[str, AdvertisedFeed] = {}
    try:
        page = read_page_links(body, url, find_header(headers, "content-type"))
    except PayloadError:
        page = PageLinks(base=url)
    for feed in (*_iter_declared(page, url, headers), *_iter_linked(page, url)):
        if feed.url not in found and len(found) < _MAX_FOUND:
            found[feed.url] = feed
    return tuple(sorted(found.values(), key=lambda feed: _rank(feed, url)))


def find_sitemaps_in_robots(body: bytes, url: str) -> tuple[str, ...]:
    """Absolute addresses of the `Sitemap` lines of a robots.txt, in its order, each once."""
    text = body[:_MAX_ROBOTS_BYTES].decode("utf-8", "replace").lstrip("\ufeff").replace("\r", "\n")
    targets = (join_url(url, match[1]) for match in _SITEMAP_LINE.finditer(text))
    return tuple(dict.fromkeys(target for target in targets if target))[:_MAX_FOUND]


def _iter_declared(page: PageLinks, url: str, headers: Mapping[str, str]) -> Iterator[AdvertisedFeed]:
    named = [(link.url, link.rels, link.kind, link.title) for link in page.heads]
    for target, parameters in iter_header_links(headers, url):
        rels, media_type = tuple(parameters.get("rel", "").lower().split()), parameters.get("type", "").lower()
        named.append((target, rels, media_type, parameters.get("title")))
    for address, rels, media_type, title in named:
        if not {"alternate", "feed"}.intersection(rels) or _API.search(address):
            continue
        declared = _TYPES.get(media_type)
        if declared is None and ("feed" in rels or media_type in _LOOSE_TYPES) and _looks_like_feed(address):
            declared = _guess_kind(address)
        if declared is not None:
            yield AdvertisedFeed(address, title, declared, _is_of_comments(address, title, url, page))


def _iter_linked(page: PageLinks, url: str) -> Iterator[AdvertisedFeed]:
    """Feeds behind plain links: by their address, or by the word RSS on them where the address allows it."""
    for anchor in page.anchors:
        path = urlsplit(anchor.url).path.lower()
        words = fold(f"{anchor.text} {anchor.title} {anchor.names}")
        is_named = bool(_RSS_WORD.search(words.replace("_", " "))) and len(anchor.text) <= 40
        may_be_feed = host_of(anchor.url) == host_of(url) and path.endswith((".xml", ".php", ".rss", ".aspx"))
        if _API.search(anchor.url) or not (_looks_like_feed(anchor.url) or (is_named and may_be_feed)):
            continue
        title = anchor.text or anchor.title or None
        yield AdvertisedFeed(anchor.url, title, _guess_kind(anchor.url), _is_of_comments(anchor.url, title, url, page))


def _looks_like_feed(target: str) -> bool:
    parts = urlsplit(target.lower())
    return bool(_ADDRESS.search(parts.path) or _QUERY.search(parts.query))


def _guess_kind(target: str) -> FeedKind:
    place = target.lower()
    if re.search(r"\.json\b|/feed/json\b|feed=json\b", place):
        return "json"
    return "atom" if re.search(r"\batom\b", place) else "rss"


def _is_of_comments(target: str, title: str | None, url: str, page: PageLinks) -> bool:
    place = unquote(target).lower()
    if _COMMENTS.search(place) or (title and _COMMENTS.search(fold(title))):
        return True
    # Quirk: WordPress gives every post and page its own /slug/feed/ of comments, titled in the site's language.
    path, page_path = urlsplit(place).path.rstrip("/"), urlsplit(unquote(url).lower()).path.rstrip("/")
    if path != f"{page_path}/feed" or not page_path or re.fullmatch(r"/[a-z]{2}", page_path):
        return False
    is_wordpress = any("/wp-" in link.url or "/comments/feed" in link.url for link in page.heads)
    return is_wordpress and not _NARROW.search(f"{page_path}/")


def _rank(feed: AdvertisedFeed, url: str) -> tuple[bool, bool, bool, bool, int, int]:
    """What sorts the site's own feed of everything first."""
    parts = urlsplit(feed.url.lower())
    page_path = urlsplit(url.lower()).path.rstrip("/")
    is_narrow = bool(_NARROW.search(f"{parts.path}?{parts.query}"))
    of_other_page = "format=feed" in parts.query and parts.path.rstrip("/") not in {page_path, ""}
    kinds = ("rss", "atom", "json")
    depth = parts.path.strip("/").count("/")
    other_host = host_of(feed.url) != host_of(url)
    return feed.is_comments, other_host, is_narrow, of_other_page, kinds.index(feed.kind), depth
