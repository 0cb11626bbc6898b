"""WordPress' REST collection of posts: which address to ask for, what an answer holds, where a page names it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from archive.errors import PayloadError
from archive.urls import host_of, join_url
from crawler.discovery.links import ArticleLink
from crawler.discovery.seeds.header_fields import find_header, find_number, iter_header_links
from crawler.discovery.seeds.json_text import decode_json, read_json_text
from crawler.discovery.seeds.page_links import read_page_links
from crawler.discovery.seeds.plaintext import clean_tags, read_plain
from crawler.discovery.seeds.tracking import strip_tracking

MAX_PER_PAGE = 100
"""What WordPress itself allows."""

_FIELDS = "id,date,modified_gmt,link,status,type,title,excerpt,categories,tags,_links,_embedded"
"""`_links` too: without it WordPress embeds nothing, and with it old versions answer alike."""
_OURS = frozenset({"page", "per_page", "orderby", "order", "_fields", "_embed"})
_DEFAULT_PER_PAGE = 10
_API_REL = "https://api.w.org/"
_ROOT_PATH = re.compile(r"^(.*/wp-json)(?:/.*)?$")
_PAST_END = frozenset({"rest_post_invalid_page_number", "rest_invalid_page_number"})
_REFUSED = re.compile(r"forbidden|not_logged_in|cannot|disabled|unauthori[sz]ed|authentication|login|access")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class PostsPage:
    """One answer of the collection."""

    links: tuple[ArticleLink, ...]
    """Published posts in its order."""
    total: int | None = None
    """Posts in the whole collection; None when it was not sent."""
    total_pages: int | None = None
    next_url: str | None = None
    """None at the end."""


def format_posts_url(api: str, *, page: int = 1, per_page: int = MAX_PER_PAGE, after: date | None = None) -> str:
    """The address of one page of a collection, newest first; parameters that it already has are kept.

    `after` is the first day, in the site's own time, of which posts are wanted.
    """
    parts = urlsplit(_find_collection(api) or api)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in _OURS and not (name == "after" and after is not None)
    ]
    own = [("per_page", str(per_page)), ("page", str(page)), ("orderby", "date"), ("order", "desc")]
    if after is not None:
        own.append(("after", f"{after - timedelta(days=1)}T23:59:59"))
    own += [("_fields", _FIELDS), ("_embed", "wp:term")]
    return urlunsplit(parts._replace(query=urlencode(kept + own, safe="/:,"), fragment=""))


def parse_posts(body: bytes, url: str, headers: Mapping[str, str]) -> PostsPage:
    """The posts in an answer to `format_posts_url`.

    Raises PayloadError, with what the site says, when the answer holds no list of posts.
    """
    value = decode_json(read_json_text(body, url), url)
    if isinstance(value, dict) and all(isinstance(key, str) and key.isdigit() for key in value) and value:
        value = list(value.values())  # Quirk: a PHP filter that removes posts turns the list into {"0":…,"2":…}
    if not isinstance(value, list):
        raise PayloadError(f"{url}: {_describe_refusal(value)}")
    posts = [post for post in value if isinstance(post, dict)]
    if len(posts) < len(value) or (posts and not any("link" in post for post in posts)):
        raise PayloadError(f"{url}: a list, but not of posts with a `link` each; name the collection wp/v2/posts.")
    links: dict[str, ArticleLink] = {}
    for post in posts:
        link = _read_post(post, url)
        if link is not None:
            links.setdefault(link.url, link)
    total_pages = find_number(headers, "x-wp-totalpages")
    return PostsPage(
        links=tuple(links.values()),
        total=find_number(headers, "x-wp-total"),
        total_pages=total_pages,
        next_url=_find_next(url, headers, posts=len(posts), total_pages=total_pages),
    )


def is_past_end(status: int, body: bytes) -> bool:
    """Whether an answer says that a collection has no such page."""
    if status != 400:
        return False
    try:
        value = decode_json(read_json_text(body, ""), "")
    except PayloadError:
        return False
    return isinstance(value, dict) and value.get("code") in _PAST_END


def find_api(body: bytes, url: str, headers: Mapping[str, str]) -> str | None:
    """The collection of posts that a page or its head advertises on its own host; None when there is none."""
    for target in _iter_api_roots(body, url, headers):
        collection = _find_collection(target)
        if collection is not None and _is_same_host(collection, url):
            return collection
    return None


def _iter_api_roots(body: bytes, url: str, headers: Mapping[str, str]) -> Iterator[str]:
    for target, parameters in iter_header_links(headers, url):
        if parameters.get("rel", "").strip().rstrip("/") + "/" == _API_REL:
            yield target
    try:
        page = read_page_links(body, url, find_header(headers, "content-type"))
    except PayloadError:
        return
    for link in page.heads:
        if any(rel.rstrip("/") + "/" == _API_REL for rel in link.rels):
            yield link.url
    for link in page.heads:
        # WordPress since 5.5 names the page's own entry: /wp-json/wp/v2/pages/12
        if "alternate" in link.rels and link.kind == "application/json" and "wp/v2/" in link.url:
            yield link.url


def _find_collection(url: str) -> str | None:
    """The collection of posts of an API that an address is the root, or any route, of; None when it is neither.

    A collection itself, of posts or another type, is left as it is.
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    route = next((value for name, value in pairs if name == "rest_route"), None)
    if route is not None:
        if _is_collection(route):
            return url
        kept = [("rest_route", "/wp/v2/posts") if name == "rest_route" else (name, value) for name, value in pairs]
        return urlunsplit(parts._replace(query=urlencode(kept, safe="/:,"), fragment=""))
    match = _ROOT_PATH.match(parts.path)
    if match is None:
        return None
    if _is_collection(parts.path[len(match[1]) :]):
        return url
    return urlunsplit(parts._replace(path=f"{match[1]}/wp/v2/posts", fragment=""))


def _is_collection(route: str) -> bool:
    kind = re.fullmatch(r"/*wp/v2/([\w-]+)/?", route)
    return kind is not None and kind[1] not in {"pages", "categories", "tags", "users", "media", "comments", "types"}


def _is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are on one host, `www.` or not, and on one port, or on the default ones."""
    left, right = urlsplit(one), urlsplit(other)
    ports = {part.port or _PORTS.get(part.scheme) for part in (left, right)}
    return host_of(one) == host_of(other) and (len(ports) == 1 or ports == set(_PORTS.values()))


def _read_post(post: dict[str, object], url: str) -> ArticleLink | None:
    address = post.get("link")
    absolute = join_url(url, address) if isinstance(address, str) and address.strip() else None
    if absolute is None or post.get("status", "publish") != "publish" or post.get("type") in {"page", "attachment"}:
        return None
    published = _read_string(post, "date") or _read_string(post, "date_gmt")
    return ArticleLink(
        url=strip_tracking(absolute),
        mark=_read_string(post, "modified_gmt") or _read_string(post, "modified"),
        title=read_plain(_read_rendered(post, "title")),
        published=published,
        lead=read_plain(_read_rendered(post, "excerpt")) or read_plain(_read_rendered(post, "content")),
        tags=clean_tags(_iter_term_names(post)),
        origin="api",
    )


def _read_string(post: dict[str, object], name: str) -> str | None:
    value = post.get(name)
    return value.strip() or None if isinstance(value, str) and not value.startswith("0000") else None


def _read_rendered(post: dict[str, object], name: str) -> str | None:
    value = post.get(name)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else None


def _iter_term_names(post: dict[str, object]) -> Iterator[str]:
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    for group in groups if isinstance(groups, list) else ():
        for term in group if isinstance(group, list) else ():
            if isinstance(term, dict) and term.get("taxonomy", "category") in {"category", "post_tag"}:
                name = term.get("name")
                if isinstance(name, str):
                    yield name


def _find_next(url: str, headers: Mapping[str, str], *, posts: int, total_pages: int | None) -> str | None:
    """The page after this one: by the count of pages, the `Link` field, or because this one is full."""
    query = dict(parse_qsl(urlsplit(url).query))
    page = _read_count(query.get("page"), 1)
    named = any("next" in parameters.get("rel", "").split() for _, parameters in iter_header_links(headers, url))
    if not posts:
        return None
    if total_pages is not None:
        has_next = page < total_pages
    else:
        has_next = named or posts >= _read_count(query.get("per_page"), _DEFAULT_PER_PAGE)
    if not has_next:
        return None
    parts = urlsplit(url)
    pairs = [
        pair if pair[0] != "page" else ("page", str(page + 1))
        for pair in parse_qsl(parts.query, keep_blank_values=True)
    ]
    following = pairs if "page" in query else [*pairs, ("page", str(page + 1))]
    return urlunsplit(parts._replace(query=urlencode(following, safe="/:,"), fragment=""))


def _read_count(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[1-9][0-9]{0,8}", text) else default


def _describe_refusal(value: object) -> str:
    """Why an answer that is JSON holds no posts, in words for whoever wrote the seed."""
    answer = value if isinstance(value, dict) else {}
    code, message = str(answer.get("code", "")), read_plain(_read_rendered(answer, "message")) or ""
    said = json.dumps(code or message, ensure_ascii=False)[:200]
    if code == "rest_no_route":
        reason = f"the site has no such API ({said}); use its feed or listing."
    elif code in _PAST_END:
        reason = f"there is no such page of posts ({said}): the collection ended before it."
    elif _REFUSED.search(code):
        reason = f"the site keeps its API closed ({said}); use its feed or listing."
    elif code or message:
        reason = f"the API answered with an error ({said}: {message[:200]})."
    elif "namespaces" in answer or "routes" in answer:
        reason = "this is the index of the API; name the collection wp/v2/posts."
    else:
        reason = "JSON, but no list of posts; name the collection wp/v2/posts."
    return reason
