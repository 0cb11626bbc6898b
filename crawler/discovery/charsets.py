"""Bytes of a page, feed or sitemap into text, when only the bytes are at hand."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_16 = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_BYTES = 4096
_BALTIC = "cp1257"
# Quirk: pages that say ISO-8859-1 are written in its Windows superset, as every browser reads them.
_READ_AS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}


def decode_body(body: bytes) -> str:
    """The text of a body: byte order mark, then UTF-8 if it is, then what it declares, then windows-1257."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if body[:2] in _UTF_16:
        return body.decode(_UTF_16[body[:2]], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(body)


def _decode_legacy(body: bytes) -> str:
    declared = _DECLARED.search(body[:_DECLARATION_BYTES])
    if declared is not None:
        name = declared.group(1).decode("ascii").lower()
        try:
            return body.decode(_READ_AS.get(name, name), "replace")
        except (LookupError, ValueError):
            pass
    text = body.decode("utf-8", "replace")
    letters = sum(not character.isascii() for character in text)
    if text.count("\ufffd") * 10 < letters:
        return text  # UTF-8 that was cut or patched in a few places
    return body.decode(_BALTIC, "replace")
