"""The addresses that a page gives itself, and whether its canonical one can be believed."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlsplit

from archive.extract.tree import attribute
from archive.urls import format_article_key, join_url
from crawler.discovery.verdicts.page_view import PageView

_HOME = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.(?:php|html?))?/?", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/(lt|lv|et|ee|en|ru|de|pl|fi)(?=/|$)", re.IGNORECASE)
_COPY = re.compile(
    r"(?:^|&)(?:print|tmpl|amp|format|replytocom|share|preview|[^=&]*viewmode|"
    r"phpsessid|jsessionid|sessionid|sid|s?essid|cfid|cftoken)(?:=|&|$)|;jsessionid=",
    re.IGNORECASE,
)
_COPY_PATH = re.compile(r"/(?:amp|print|printpdf|printmail|feed|embed)/?$|;jsessionid=", re.IGNORECASE)
_PAGE_TAIL = re.compile(r"/(?:amp|page/\d+|\d{1,2}|print)/?$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LEADING_ID = re.compile(r"(\d+)[-:_].*[^\d].*")
_TRAILING_ID = re.compile(r".*[^\d].*[-_,](\d{3,})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPAQUE_TAIL = re.compile(r"(?:node|post|archives|article|item|naujiena|view)?/?\d+(?:-\d+)?", re.IGNORECASE)
_NODE = re.compile(r"/node/\d+/?$")
_ID_NAME = re.compile(r"(?:.*_)?id|.*id|p|nr|no|read|lbu|news|new|item|straipsnis|naujiena|raksts|uudis", re.IGNORECASE)


def read_canonical_url(view: PageView) -> str | None:
    """The absolute `link rel=canonical`, else `og:url`; None without one, or when it is no http(s) address."""
    for rels, element in view.relations:
        if "canonical" in rels and attribute(element, "href"):
            return join_url(view.base, attribute(element, "href"))
    stated = view.metas.get("og:url", "")
    return join_url(view.base, stated) if stated else None


def read_aliases(view: PageView) -> tuple[str, ...]:
    """Short links (`/?p=6629`, `/node/12`) and AMP copies that the page names, each once, itself left out."""
    found: dict[str, None] = {}
    for rels, element in view.relations:
        if rels & {"shortlink", "amphtml"} and attribute(element, "href"):
            absolute = join_url(view.base, attribute(element, "href"))
            if absolute is not None and absolute != view.url and not is_home_address(absolute):
                found[absolute] = None
    return tuple(found)


def is_sane_canonical(canonical: str, url: str, *, is_article: Callable[[str], bool]) -> bool:
    """Whether a page's canonical address names the article that `url` was fetched for.

    `is_article` is the source's: an article's address on its hosts. Themes that write one address on every page, and
    those that drop the number which is the article, are not believed; a believed one merges two addresses.
    """
    try:
        if urlsplit(canonical).scheme not in {"http", "https"} or is_home_address(canonical) or _is_copy(canonical):
            return False
        if format_article_key(canonical) == format_article_key(url):
            return True
        return is_article(canonical) and _may_share_language(canonical, url) and _names_same(canonical, url)
    except ValueError:
        return False


def is_home_address(url: str) -> bool:
    """Whether an address is a site's home page, perhaps of one language."""
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None


def _is_copy(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_COPY.search(parts.query) or _COPY_PATH.search(parts.path))


def _may_share_language(canonical: str, url: str) -> bool:
    there, here = _language(canonical), _language(url)
    return there is None or here is None or there == here


def _names_same(canonical: str, url: str) -> bool:
    query, kept = _ids_of_query(url), _ids_of_query(canonical)
    if query:
        return _keeps_ids(canonical, url, query, kept)
    own, named = _tail(url), _tail(canonical)
    if kept:
        # A slug's page that calls a number canonical: only the number within the slug can prove it.
        return bool(set(kept.values()) & {_id_of(own)})
    if own == named:
        return _same_numbers(canonical, url)
    if (number := _id_of(own)) is not None and number == _id_of(named):
        return True
    return _is_opaque(url) and _names_more(canonical, url)


def _names_more(canonical: str, url: str) -> bool:
    """Whether a number's canonical address has a name; Drupal's own /node/12 may also be called /naujiena/5523."""
    return not _is_opaque(canonical) or (_NODE.search(url) is not None and _NODE.search(canonical) is None)


def _keeps_ids(canonical: str, url: str, query: dict[str, str], kept: dict[str, str]) -> bool:
    """Whether a canonical address tells the article that `?id=5` names: by the same number, or by a path of its own."""
    if kept:
        return all(query.get(name) == value for name, value in kept.items())
    if _path(canonical) == _path(url):
        return False
    number = _id_of(_tail(canonical))
    return number in query.values() if number is not None else _path(url) in {"", "/index"}


def _same_numbers(canonical: str, url: str) -> bool:
    """Whether paths that end alike do not differ in a number on the way: /news/12/3/text and /news/13/3/text."""
    if _id_of(_tail(url)) is not None:
        return True
    own, named = _path(url), _path(canonical)
    if _DIGITS.sub("0", own) != _DIGITS.sub("0", named):
        return True
    return _DIGITS.findall(own) == _DIGITS.findall(named)


def _path(url: str) -> str:
    """The path in lower case, decoded, without extension, page number, AMP or print ending."""
    path = unquote(urlsplit(url).path).casefold().replace("/index.php/", "/").rstrip("/")
    trimmed = _PAGE_TAIL.sub("", path) if path.count("/") > 1 and not _YEAR.search(path[-12:]) else path
    return _EXTENSION.sub("", trimmed)


def _tail(url: str) -> str:
    return _path(url).rpartition("/")[2]


def _id_of(tail: str) -> str | None:
    """The number that begins `898-title` or ends `title-898`, a year left out."""
    for pattern in (_LEADING_ID, _TRAILING_ID):
        match = pattern.fullmatch(tail)
        if match and not _YEAR.fullmatch(match.group(1)):
            return match.group(1)
    return None


def _is_opaque(url: str) -> bool:
    """Whether an address says only a number: /node/12, /archives/12, /1649."""
    parts = [part for part in _path_whole(url).split("/") if part]
    return bool(parts) and _OPAQUE_TAIL.fullmatch("/".join(parts[-2:]) if len(parts) > 1 else parts[-1]) is not None


def _path_whole(url: str) -> str:
    return unquote(urlsplit(url).path).casefold().rstrip("/")


def _language(url: str) -> str | None:
    match = _LANGUAGE.match(urlsplit(url).path)
    return match.group(1).lower() if match else None


def _ids_of_query(url: str) -> dict[str, str]:
    """The parameters that may name the article, by lower-case name."""
    pairs = parse_qsl(urlsplit(url).query, max_num_fields=30)
    return {name.lower(): value for name, value in pairs if _ID_NAME.fullmatch(name) and name.lower() != "itemid"}
