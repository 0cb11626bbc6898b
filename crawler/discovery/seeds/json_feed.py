"""JSON Feed 1.0 and 1.1 into article links."""

from __future__ import annotations

import re

from archive.errors import PayloadError
from archive.urls import join_url
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.feed_values import MAX_ENTRIES, Feed, tell_fault
from crawler.discovery.seeds.json_text import CutJsonError, decode_json, iter_whole_objects, read_json_text
from crawler.discovery.seeds.plaintext import clean_tags, read_plain
from crawler.discovery.seeds.tracking import strip_tracking

_ITEMS = re.compile(r'"items"\s*:\s*\[')


def parse_json_feed(body: bytes | str, url: str) -> Feed:
    """The entries of a JSON Feed in its order, each address once; of one that is cut off, the whole ones.

    Raises PayloadError when the body is no JSON Feed.
    """
    text = read_json_text(body, url)
    is_cut = False
    try:
        value = decode_json(text, url)
    except CutJsonError:
        items = _ITEMS.search(text)
        if items is None or not text.startswith("{"):
            raise
        value = {"items": iter_whole_objects(text, items.end())}
        is_cut = True
    entries = value.get("items") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(entries, list):
        raise PayloadError(f"{url}: JSON without `items`, so no JSON Feed; name a WordPress collection as an api seed.")
    links: dict[str, ArticleLink] = {}
    for entry in entries[:MAX_ENTRIES]:
        link = _read_item(entry, url) if isinstance(entry, dict) else None
        if link is not None:
            links.setdefault(link.url, link)
    following = _read_string(value, "next_url")
    next_url = join_url(url, following) if following else None
    fault = tell_fault(url, len(entries), is_cut=is_cut)
    return Feed(tuple(links.values()), None if next_url == url else next_url, fault)


def _read_item(item: dict[str, object], url: str) -> ArticleLink | None:
    own_id = _read_string(item, "id") or ""
    permalink = own_id if re.match(r"https?://", own_id, re.IGNORECASE) else None
    address = _read_string(item, "url") or permalink or _read_string(item, "external_url")
    absolute = join_url(url, address) if address else None
    if absolute is None:
        return None
    leads = (read_plain(_read_string(item, name)) for name in ("summary", "content_text", "content_html"))
    tags = item.get("tags")
    return ArticleLink(
        url=strip_tracking(absolute),
        mark=_read_string(item, "date_modified"),
        title=read_plain(_read_string(item, "title")),
        published=_read_string(item, "date_published"),
        lead=next((lead for lead in leads if lead), None),
        tags=clean_tags(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        origin="feed",
    )


def _read_string(item: dict[str, object], name: str) -> str | None:
    value = item.get(name)
    return value.strip() or None if isinstance(value, str) else None
