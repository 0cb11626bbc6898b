"""URLs as keys: the SURT urlkey that archives join on, and the article key under which one article's addresses meet."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, quote_from_bytes, unquote, unquote_to_bytes, urljoin, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"^www\d*\.")
_SESSION_PATH = re.compile(r";jsessionid=[0-9a-z]{10,}(?=[/?]|$)", re.IGNORECASE)
_SESSION_QUERY = re.compile(
    r"(?:(?<=^)|(?<=&))(?:jsessionid=[0-9a-z]{10,}|phpsessid=[0-9a-z]{16,}|sid=[0-9a-z]{32}|"
    r"aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)(?:&|$)",
    re.IGNORECASE,
)
_INDEX_PAGE = re.compile(r"/index\.php(?:/|$)")
_LINE_ENDS = re.compile(r"[\t\r\n]")
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_OPAQUE = re.compile(r"(?:filedesc|warcinfo|dns):|(?!localhost:)[a-z][a-z0-9+-]*:(?!//)(?!\d+(?:/|$))", re.IGNORECASE)
_AUTHORITY = re.compile(r"([^/?]*)([^?]*)(?:\?(.*))?", re.DOTALL)
_PLACE = re.compile(r"(\[[^\]]*\]?|.*?)(?::(\d{1,5}))?$", re.DOTALL)
_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"

MEANINGLESS_PARAMETERS = frozenset({
    "accessibility-version", "amount", "fbclid", "gads", "gclid", "iccaldate", "layout", "monthid", "print", "redirect",
    "tmpl", "yearid",
})  # fmt: skip
"""Query parameters that change how a page is shown, not which article it is (field notes 2.6); lower case."""

_TRACKING = frozenset({"fbclid", "gads", "gclid"})
_CACHE_BUSTERS = frozenset({"itok", "t", "v", "ver"})
_SHOWING = frozenset({"attachment", "download", "inline"})
"""Parameters that say whether a file is shown or saved, where their value selects none."""

_YES = frozenset({"", "1", "true", "yes"})
_PLAIN_FILE = re.compile(
    r"\.(?!(?:aspx?|cfm|cgi|do|jsp|php\d?|pl|py)$)[a-z0-9]{2,5}$|/media/\d+/download/?$", re.IGNORECASE
)

_DROPPED_BESIDE = MappingProxyType({"id": {"current"}, "mini": {"mini", "page"}})
"""Parameters that say nothing of the article where another one is present (field notes 2.6)."""


MAX_KEY_BYTES = 1_500
"""Longer keys are shortened: an index of PostgreSQL holds 2,700 bytes."""

_KEPT_BYTES = 1_400


def format_urlkey(url: str) -> str:
    """The SURT form of a URL: `lv,zemgale)/lv/jaunumi?page=2`; any text has one, in ASCII and without a space.

    Follows the Internet Archive's canonicalisation (IIPC urlcanon, `defaultIASurt` vectors): scheme, user,
    `www.`, default port, fragment, session ids and a trailing slash dropped, lower case, query sorted.
    Shortened when it is longer than MAX_KEY_BYTES.
    """
    return shorten_key(_format_surt(url))


def shorten_key(key: str) -> str:
    """A key of at most MAX_KEY_BYTES as it is; of a longer one the beginning and a digest of the whole."""
    raw = key.encode("utf-8", "surrogatepass")
    if len(raw) <= MAX_KEY_BYTES:
        return key
    return f"{raw[:_KEPT_BYTES].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()}"


def _format_surt(url: str) -> str:
    url = _clean(url)
    parts = _split(url)
    if parts is None:
        return _escape_once(url) or "-"
    host = _WWW.sub("", _host(parts.host))
    shown = _reverse(_escape_once(host).lower())
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        shown = f"{shown}:{parts.port}"
    path = _SESSION_PATH.sub("", _escape_once(parts.path).lower())
    path = re.sub(r"/{2,}", "/", _resolve_dots(path)) or "/"
    if len(path) > 1:
        path = path.rstrip("/") or "/"
    query = _sort_query(_escape_once(parts.query).lower())
    return f"{shown}){path}" + (f"?{query}" if query else "")


def format_article_key(url: str) -> str:
    """The key under which all addresses of one article meet, within one source.

    On top of the urlkey: display and tracking parameters and `/index.php` are dropped, percent-encoded letters
    are decoded and compared in NFC. Suffixes `-0`, `-1`, `-2` stay: they may be another article.
    """
    url = _clean(url)
    parts = _split(url)
    if parts is not None:
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogatepass")
        names = {name.lower() for name, _ in pairs}
        query = "&".join(
            f"{_quote(name)}={_quote(value)}"
            for name, value in pairs
            if not is_meaningless_parameter(name, value) and not _is_beside(name.lower(), names)
        )
        path = _INDEX_PAGE.sub("/", parts.path, count=1)
        url = f"{parts.scheme}://{parts.netloc}{path}?{query}"
    return shorten_key(unicodedata.normalize("NFC", unquote(_format_surt(url))))


def format_attachment_key(url: str) -> str:
    """The key under which all addresses of one file meet, within one source: like an article's.

    `?attachment`, `?download=1` and `?inline` are dropped, and what only gets past caches (`?v=2`). A query that may
    select the file stays: all of a script's (`download.php?id=7&v=2`), and of the root's (`/?download=1`).
    """
    url = _clean(url)
    parts = _split(url)
    if parts is not None:
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogatepass")
        is_plain = bool(_PLAIN_FILE.search(unquote(parts.path)))
        told = [(name, value) for name, value in pairs if not _says_nothing(name.lower(), is_plain=is_plain)]
        kept = [(name, value) for name, value in told if not _only_shows(name.lower(), value)]
        names_file = is_plain or kept or (parts.path.strip("/") and not _INDEX_PAGE.search(parts.path + "/"))
        query = "&".join(f"{_quote(name)}={_quote(value)}" for name, value in (kept if names_file else told))
        url = f"{parts.scheme}://{parts.netloc}{parts.path}?{query}"
    return shorten_key(unicodedata.normalize("NFC", unquote(_format_surt(url))))


def _says_nothing(name: str, *, is_plain: bool) -> bool:
    return name in _TRACKING or name.startswith("utm_") or (is_plain and name in _CACHE_BUSTERS)


def _only_shows(name: str, value: str) -> bool:
    return name in _SHOWING and value.lower() in _YES


def is_meaningless_parameter(name: str, value: str) -> bool:
    """Whether a query parameter never tells one article from another."""
    lower = name.lower()
    return lower in MEANINGLESS_PARAMETERS or lower.startswith("utm_") or (lower == "text" and not value)


def strip_fragment(url: str) -> str:
    """The URL as it is asked for: without its fragment."""
    return url.partition("#")[0]


@lru_cache(maxsize=8_192)
def join_url(base: str, reference: str) -> str | None:
    """The absolute http(s) URL of a link, without fragment; None when it is no such link, or holds credentials."""
    try:
        absolute = strip_fragment(urljoin(base, re.sub(r"[\t\r\n]", "", reference.strip())))
        parts = urlsplit(absolute)
        _ = parts.port
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and parts.hostname
    return absolute if is_web and "@" not in parts.netloc else None


def host_of(url: str) -> str:
    """The host name of a URL in lower case, without `www.` and port."""
    try:
        return _WWW.sub("", _host(urlsplit(url).hostname or ""))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    netloc: str
    host: str
    port: int | None
    path: str
    query: str


def _clean(url: str) -> str:
    return strip_fragment(_LINE_ENDS.sub("", url.strip()))


def _split(url: str) -> _Parts | None:
    """The parts of a URL with an authority, `http` where its scheme is left out; None for `dns:` and its like.

    Unlike urlsplit it takes any text: what is asked for by hand, or stands in someone's WARC, has to get a key.
    """
    if not url or _OPAQUE.match(url):
        return None
    if not _WITH_SCHEME.match(url):
        url = "http:" + ("" if url.startswith("//") else "//") + url
    scheme, _, rest = url.partition("://" if "://" in url else ":")
    netloc, path, query = _AUTHORITY.match(rest.removeprefix("//")).groups()  # type: ignore[union-attr]  # fits all
    place = netloc.rpartition("@")[2]
    host, port = _PLACE.match(place).groups()  # type: ignore[union-attr]  # fits all
    return _Parts(scheme.lower(), netloc, host.strip("[]"), int(port) if port else None, path, query or "")


def _sort_query(query: str) -> str:
    kept = _SESSION_QUERY.sub("", query)
    if kept != query:
        kept = kept.strip("&")
    return "&".join(sorted(kept.split("&")))


def _is_beside(name: str, names: set[str]) -> bool:
    """Whether a parameter means nothing because of the one that it stands beside."""
    return any(name in dropped and other in names for other, dropped in _DROPPED_BESIDE.items())


def _quote(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _reverse(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return ",".join(reversed(host.split(".")))
    return host


def _escape_once(text: str) -> str:
    raw = text.encode("utf-8", "surrogatepass")
    while (decoded := unquote_to_bytes(raw)) != raw:
        raw = decoded
    return quote_from_bytes(raw, safe=_SAFE)


def _resolve_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)
