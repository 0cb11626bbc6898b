"""URLs as keys: the SURT urlkey that archives join on, and the article key under which one article's addresses meet."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import (
    parse_qsl,
    quote,
    quote_from_bytes,
    unquote,
    unquote_to_bytes,
    urljoin,
    urlsplit,
    urlunsplit,
)

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"^www\d*\.")
_SESSION_PATH = re.compile(r";jsessionid=[0-9a-z]{10,}(?=[/?]|$)", re.IGNORECASE)
_SESSION_QUERY = re.compile(
    r"(?:(?<=^)|(?<=&))(?:jsessionid=[0-9a-z]{10,}|phpsessid=[0-9a-z]{16,}|sid=[0-9a-z]{32}|"
    r"aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)(?:&|$)",
    re.IGNORECASE,
)
_INDEX_PAGE = re.compile(r"/index\.php(?:/|$)")
_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"

MEANINGLESS_PARAMETERS = frozenset({
    "accessibility-version", "fbclid", "gads", "gclid", "iccaldate", "layout", "monthid", "print", "redirect", "tmpl",
    "yearid",
})  # fmt: skip
"""Query parameters that change how a page is shown, not which article it is (field notes 2.6); lower case."""


def format_urlkey(url: str) -> str:
    """The SURT form of a URL: `lv,zemgale)/lv/jaunumi?page=2`.

    Follows the Internet Archive's canonicalisation (IIPC urlcanon, `defaultIASurt` vectors): scheme, user,
    `www.`, default port, fragment, session ids and a trailing slash dropped, lower case, query sorted.
    """
    parts = urlsplit(strip_fragment(url.strip()))
    host = _WWW.sub("", _host(parts.hostname or ""))
    port = _port(parts.netloc)
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host_part = f"{_reverse(host)}:{port}"
    else:
        host_part = _reverse(host)
    path = _SESSION_PATH.sub("", _escape_once(parts.path).lower())
    path = re.sub(r"/{2,}", "/", _resolve_dots(path)) or "/"
    if len(path) > 1:
        path = path.rstrip("/") or "/"
    query = _SESSION_QUERY.sub("", _escape_once(parts.query).lower()).strip("&")
    query = "&".join(sorted(part for part in query.split("&") if part))
    return f"{host_part}){path}" + (f"?{query}" if query else "")


def format_article_key(url: str) -> str:
    """The key under which all addresses of one article meet, within one source.

    On top of the urlkey: display and tracking parameters and `/index.php` are dropped, percent-encoded letters
    are decoded and compared in NFC. Suffixes `-0`, `-1`, `-2` stay: they may be another article.
    """
    parts = urlsplit(strip_fragment(url.strip()))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not is_meaningless_parameter(name, value)
    ]
    path = _INDEX_PAGE.sub("/", parts.path, count=1)
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in kept)
    key = format_urlkey(urlunsplit((parts.scheme, parts.netloc, path, query, "")))
    return unicodedata.normalize("NFC", unquote(key))


def is_meaningless_parameter(name: str, value: str) -> bool:
    """Whether a query parameter never tells one article from another."""
    lower = name.lower()
    return lower in MEANINGLESS_PARAMETERS or lower.startswith("utm_") or (lower == "text" and not value)


def strip_fragment(url: str) -> str:
    """The URL as it is asked for: without its fragment."""
    return url.partition("#")[0]


def join_url(base: str, reference: str) -> str | None:
    """The absolute http(s) URL of a link, without fragment; None when it is no such link."""
    try:
        absolute = strip_fragment(urljoin(base, re.sub(r"[\t\r\n]", "", reference.strip())))
        parts = urlsplit(absolute)
        _ = parts.port
    except ValueError:
        return None
    return absolute if parts.scheme in {"http", "https"} and parts.hostname else None


def host_of(url: str) -> str:
    """The host name of a URL in lower case, without `www.` and port."""
    try:
        return _WWW.sub("", _host(urlsplit(url).hostname or ""))
    except ValueError:
        return ""


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


def _port(netloc: str) -> int | None:
    match = re.search(r":(\d{1,5})$", netloc.rpartition("@")[2])
    return int(match.group(1)) if match else None


def _escape_once(text: str) -> str:
    raw = text.encode("utf-8", "surrogateescape")
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
