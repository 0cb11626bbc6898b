"""Feeds of every format into article links. Fetches nothing, decides nothing about hosts."""

from __future__ import annotations

import re

from lxml import etree

from archive.errors import PayloadError
from archive.urls import join_url
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.advertised import find_feeds
from crawler.discovery.seeds.feed_entries import find_channel_base, read_entry
from crawler.discovery.seeds.feed_values import MAX_ENTRIES, MAX_FEED_BYTES, Feed, tell_fault
from crawler.discovery.seeds.json_feed import parse_json_feed
from crawler.discovery.seeds.xmltree import (
    WebPageError,
    is_cut,
    iter_named,
    local_name,
    parse_xml,
    read_text,
    read_xml_text,
)

_ROOTS = ("rss", "rdf", "feed", "channel")
_ENTRIES = ("item", "entry")
_OLDER = frozenset({"next", "prev-archive"})
_JSON = re.compile(r"[\s\ufeff\0]*[{\[]")
_XML = re.compile(r"<(?:\?xml|rss|feed|rdf)\b", re.IGNORECASE)
_JSON_TYPE = re.compile(r"\s*(?:application|text)/(?:[\w.]+\+)?json\b", re.IGNORECASE)
_LAST_ENTRY = re.compile(r"<(?:[\w-]+:)?(?:item|entry)\b", re.IGNORECASE)
_WHOLE_LINK = re.compile(r"</(?:[\w-]+:)?(?:link|guid)\s*>|<(?:[\w-]+:)?link\b[^<>]*href[^<>]*>", re.IGNORECASE)
_CUT_LINK = re.compile(r"<link>(?!.{0,4000}</link)", re.IGNORECASE | re.DOTALL)
_WHOLE_TITLE = re.compile(r"</(?:[\w-]+:)?title\s*>", re.IGNORECASE)
_WHOLE_ENTRY = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


class FeedPageError(WebPageError):
    """A web page came where a feed was expected."""

    def __init__(self, url: str, feeds: tuple[str, ...]) -> None:
        self.feeds = feeds
        """Addresses of the feeds that the page advertises, the best first."""
        hint = f"it advertises the feed {feeds[0]}" if feeds else "name it as a listing or correct the address"
        super().__init__(f"{url}: this is a web page, not a feed; {hint}.")


def parse_feed(body: bytes | str, url: str, content_type: str | None = None) -> Feed:
    """The entries of an RSS, Atom or JSON Feed; an empty feed is one too.

    Raises FeedPageError when the body is a web page, PayloadError when it is no feed for another reason.
    """
    if len(body) > MAX_FEED_BYTES:
        raise PayloadError(f"{url}: larger than the {MAX_FEED_BYTES} bytes that are read of a feed; use a listing.")
    if _is_json(body, content_type):
        return parse_json_feed(body, url)
    try:
        text = read_xml_text(body, url, content_type)
    except WebPageError:
        advertised = find_feeds(body, url)
        raise FeedPageError(url, tuple(feed.url for feed in advertised if not feed.is_comments)) from None
    root = parse_xml(text, url)
    if local_name(root) not in _ROOTS:
        raise PayloadError(f"{url}: <{local_name(root)}> is not a feed; RSS, Atom or JSON Feed was expected.")
    cut = is_cut(text, *_ROOTS)
    entries = list(iter_named(root, *_ENTRIES))
    links = _read_links(entries[:MAX_ENTRIES], find_channel_base(root, url), text if cut else None)
    return Feed(links, _find_next(root, url), tell_fault(url, len(entries), is_cut=cut))


def _is_json(body: bytes | str, content_type: str | None) -> bool:
    head = body[:200] if isinstance(body, str) else body[:200].decode("latin-1").removeprefix("ï»¿")
    return bool(_JSON.match(head)) or (not _XML.search(head) and bool(_JSON_TYPE.match(content_type or "")))


def _read_links(entries: list[etree._Element], base: str, cut_text: str | None) -> tuple[ArticleLink, ...]:
    """Each address once; `cut_text` is the text of a feed that is cut off."""
    last = _mend_last(entries, cut_text) if cut_text is not None else True
    links: dict[str, ArticleLink] = {}
    for entry in entries if last else entries[:-1]:
        link = read_entry(entry, base)
        if link is not None:
            links.setdefault(link.url, link)
    return tuple(links.values())


def _mend_last(entries: list[etree._Element], text: str) -> bool:
    """Whether the last entry of a feed that is cut off has its whole address; a title that is cut is taken away."""
    starts = [match.end() for match in _LAST_ENTRY.finditer(text)]
    tail = text[starts[-1] :] if starts else ""
    if not entries or _WHOLE_ENTRY.search(tail):
        return True
    if not _WHOLE_TITLE.search(tail):
        for child in [child for child in entries[-1] if local_name(child) == "title"]:
            entries[-1].remove(child)
    return bool(_WHOLE_LINK.search(tail)) and not _CUT_LINK.search(tail)


def _find_next(root: etree._Element, url: str) -> str | None:
    """The feed of older entries that a feed names itself (RFC 5005); None when it names none."""
    for holder in (root, *(child for child in root if local_name(child) == "channel")):
        for child in holder:
            if local_name(child) == "link" and child.get("rel", "").strip().lower() in _OLDER:
                target = child.get("href") or read_text(child)
                next_url = join_url(url, target) if target else None
                if next_url is not None and next_url != url:
                    return next_url
    return None
