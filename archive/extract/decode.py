"""Bytes of a page to text: byte order mark, UTF-8, declared charset, or what the bytes themselves allow."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from archive.extract.charsets import choose_encoding, decode_bytes, mend_twice_encoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTTP_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_BALTIC = frozenset({"lt", "lv", "et"})
_SERVER_DEFAULTS = frozenset({"iso8859-1", "cp1252", "ascii", "utf-8"})
_SAME = {"iso8859-13": "cp1257", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""Windows authors' quotes and dashes lie where the ISO encodings have control codes."""
_META_WINDOW_BYTES = 8192
_BAD_SHARE = 0.05
"""Up to this share of a UTF-8 page's non-ASCII bytes may be damaged before another encoding is believed."""
_WIDE_WINDOW_BYTES = 1_000
_WIDE_SHARE = 0.08
_STRAY_SHARE = 0.01


def decode_html(html: bytes, content_type: str | None, languages: Sequence[str]) -> str:
    """The page's text without control characters; what cannot be decoded becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if html.startswith(mark):
            return _clean(html[len(mark) :].decode(encoding, "replace"))
    wide = _find_wide(html)
    if wide:
        return _clean(html.decode(wide, "replace"))
    try:
        return _clean(mend_twice_encoded(html.decode("utf-8")))
    except UnicodeDecodeError:
        if _is_mostly_utf8(html):
            return _clean(mend_twice_encoded(html.decode("utf-8", "replace")))
    return _clean(decode_bytes(html, choose_encoding(html, _declared(html, content_type, languages))))


def _find_wide(html: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of the tags is null; None for others."""
    window = html[:_WIDE_WINDOW_BYTES]
    even, odd = window[::2].count(0), window[1::2].count(0)
    if max(even, odd) <= _WIDE_SHARE * len(window) or min(even, odd) > _STRAY_SHARE * len(window):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(html: bytes, content_type: str | None, languages: Sequence[str]) -> list[str]:
    """The encodings that a page that is no UTF-8 may have, likeliest first."""
    http = _python_name(_first(_HTTP_CHARSET.search(content_type or "")))
    meta_match = _META_CHARSET.search(html, 0, _META_WINDOW_BYTES)
    meta = _python_name(meta_match.group(1).decode("ascii", "replace") if meta_match else None)
    # A server's own default says nothing about a page that names its charset itself.
    named = [meta, http] if http in _SERVER_DEFAULTS else [http, meta]
    home = ["cp1257"] if _BALTIC.intersection(languages) else []
    names = [_SAME.get(name, name) for name in [*named, *home] if name]
    return [name for name in names if not name.startswith("utf")]


def _is_mostly_utf8(html: bytes) -> bool:
    high = len(html) - len(html.translate(None, bytes(range(0x80, 0x100))))
    return html.decode("utf-8", "replace").count("\ufffd") <= high * _BAD_SHARE


def _python_name(charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        found = codecs.lookup(charset)
    except (LookupError, ValueError):
        return None
    # Codecs as `rot13` and `hex` are no encodings of text.
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _first(match: re.Match[str] | None) -> str | None:
    return match.group(1) if match else None


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text.lstrip("\ufeff"))
