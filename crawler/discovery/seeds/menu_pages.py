"""A home page's own menu, in the order in which its pages may list the site's news, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from archive.errors import PayloadError
from archive.extract.months import fold
from archive.urls import format_urlkey, host_of
from crawler.discovery.platforms.static_pages import FILES, LISTS, MENU_PAGES, STATIC_NAMES, STATIC_PAGES
from crawler.discovery.seeds.listing_guesses import is_no_news, weigh_words
from crawler.discovery.seeds.page_languages import read_language
from crawler.discovery.seeds.page_links import Anchor, read_page_links

_MAX_WORDS = 4
_LEAST_BELOW = 2
"""Links of the home page to addresses below a menu's page that show it to list them."""
_LEAST_TITLE = 12
"""Characters of a link's text that may be a title."""
_STATIC = re.compile(f"{STATIC_PAGES}|{MENU_PAGES}|{LISTS}")
_STATIC_NAME = re.compile(STATIC_NAMES)
_EXTENSION = re.compile(r"(?:/index)?\.(?:html?|php\d?|aspx?)$")


def find_menu_pages(body: bytes | str, url: str) -> tuple[str, ...]:
    """Addresses of a home page's menu that may list news, the likeliest first: those with the page's articles below.

    Left out are contacts and their like, calls, events, files, and the home page in other languages.
    """
    try:
        page = read_page_links(body, url)
    except PayloadError:
        return ()
    titled = [_path_of(anchor.url) for anchor in page.anchors if len(anchor.text) >= _LEAST_TITLE]
    ranked: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for anchor in page.anchors:
        label = " ".join(re.sub(r"[^\w\s-]+", " ", fold(anchor.text or anchor.title)).split())
        if not label or len(label.split()) > _MAX_WORDS or not _may_list(anchor, label, url):
            continue
        has_below = _count_below(anchor.url, titled) >= _LEAST_BELOW
        if not has_below and _is_static(anchor.url, label):
            continue
        rank = (has_below, anchor.in_menu, weigh_words(label))
        known = ranked.get(format_urlkey(anchor.url))
        if known is None or known[0] < rank:
            ranked[format_urlkey(anchor.url)] = (rank, anchor.url)
    return tuple(address for _, address in sorted(ranked.values(), key=lambda entry: entry[0], reverse=True))


def _may_list(anchor: Anchor, label: str, url: str) -> bool:
    """Whether a link leads to a page of the site that is not known to be something else."""
    parts = urlsplit(anchor.url)
    if host_of(anchor.url) != host_of(url) or format_urlkey(anchor.url) == format_urlkey(url):
        return False
    folders = [part for part in _path_of(anchor.url).split("/") if part]
    is_home = not parts.query and (not folders or (len(folders) == 1 and read_language(folders[0]) is not None))
    return not is_home and not is_no_news(label, anchor.url) and not re.search(FILES, anchor.url)


def _is_static(url: str, label: str) -> bool:
    return bool(_STATIC.search(fold(unquote(url)))) or bool(_STATIC_NAME.fullmatch(label.replace(" ", "-")))


def _count_below(url: str, paths: Iterable[str]) -> int:
    stem = _path_of(url)
    return sum(1 for path in paths if path.startswith(f"{stem}/")) if stem else 0


def _path_of(url: str) -> str:
    """The path without what a file's name ends with: /aktualu of /aktualu.html."""
    return _EXTENSION.sub("", unquote(urlsplit(url).path).casefold().rstrip("/")).removesuffix("/index")
