"""Bytes of a page to text: byte order mark, declared charset, or what the bytes themselves allow."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BALTIC = frozenset({"lt", "lv", "et"})
_SERVER_DEFAULTS = frozenset({"iso8859-1", "cp1252", "ascii"})
_META_WINDOW_BYTES = 8192
_BAD_SHARE = 0.05
"""Up to this share of a UTF-8 page's non-ASCII bytes may be damaged before another encoding is believed."""


def decode_html(html: bytes, content_type: str | None, languages: Sequence[str]) -> str:
    """The page's text without control characters; what cannot be decoded becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if html.startswith(mark):
            return _clean(html[len(mark) :].decode(encoding, "replace"))
    try:
        return _clean(html.decode("utf-8"))
    except UnicodeDecodeError:
        return _clean(html.decode(_choose_encoding(html, content_type, languages), "replace"))


def _choose_encoding(html: bytes, content_type: str | None, languages: Sequence[str]) -> str:
    http = _python_name(_first(_HTTP_CHARSET.search(content_type or "")))
    meta_match = _META_CHARSET.search(html, 0, _META_WINDOW_BYTES)
    meta = _python_name(meta_match.group(1).decode("ascii", "replace") if meta_match else None)
    fallback = "cp1257" if not languages or _BALTIC.intersection(languages) else "cp1252"
    # A server's own default says nothing about a page that names its charset itself.
    declared = meta if http in _SERVER_DEFAULTS and meta else http or meta
    if declared == "utf-8":
        return "utf-8" if _is_mostly_utf8(html) else fallback
    if declared == "iso8859-13":
        return "cp1257"  # Windows authors' quotes and dashes lie where ISO 8859-13 has control codes.
    if declared == "iso8859-1":
        return "cp1252"
    return declared or fallback


def _is_mostly_utf8(html: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in html)
    return html.decode("utf-8", "replace").count("\ufffd") <= high * _BAD_SHARE


def _python_name(charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        return codecs.lookup(charset).name if not charset.lower().startswith("utf-16") else "utf-8"
    except LookupError:
        return None


def _first(match: re.Match[str] | None) -> str | None:
    return match.group(1) if match else None


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text.lstrip("\ufeff"))
