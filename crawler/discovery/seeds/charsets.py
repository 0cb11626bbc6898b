"""Bytes of a page, feed or sitemap into text, when only the bytes are at hand."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_16 = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_BYTES = 4096
_SAMPLE_BYTES = 200_000
_BALTIC = ("cp1257", "iso8859-13", "iso8859-4")
# Quirk: pages that say ISO-8859-1 are written in its Windows superset, as every browser reads them.
_READ_AS = {"iso8859-1": "cp1252"}
# What servers and editors write without looking, and what the Baltic encodings are mistaken for.
_DOUBTED = frozenset({"ascii", "utf-8", "cp1252", *_BALTIC})
_LETTERS = frozenset("ąčęėįšųūžāēģīķļņŗōõäöüĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅŖŌÕÄÖÜ")
_SIGNS = frozenset("„“”‚‘’–—…«»•·°§€£©®™\u00a0\u00ad²³½éÉóÓ")


def decode_body(body: bytes, content_type: str | None = None) -> str:
    """The text of a body: byte order mark, then UTF-8 if it is, then what it or the header declares, if it fits.

    Where the bytes contradict a declaration that is often wrong, the Baltic encoding that they fit is taken.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if body[:2] in _UTF_16:
        return body.decode(_UTF_16[body[:2]], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(body, content_type)


def _decode_legacy(body: bytes, content_type: str | None) -> str:
    text = body.decode("utf-8", "replace")
    letters = sum(not character.isascii() for character in text)
    if text.count("\ufffd") * 10 < letters:
        return text  # UTF-8 that was cut or patched in a few places
    declared = _find_declared(body[:_DECLARATION_BYTES]) or _find_declared(
        (content_type or "").encode("latin-1", "replace")
    )
    if declared is not None and declared not in _DOUBTED:
        return body.decode(declared, "replace")
    choices = [declared, *_BALTIC] if declared not in {None, "utf-8", "ascii"} else list(_BALTIC)
    sample = bytes(byte for byte in body if byte >= 0x80)[:_SAMPLE_BYTES]
    best = max((name for name in choices if name), key=lambda name: _fitness(sample, name))
    return body.decode(best, "replace")


def _find_declared(head: bytes) -> str | None:
    """Python's name of the encoding that is declared; None when none is, or an unknown one."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return None if name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode")) else _READ_AS.get(name, name)


def _fitness(sample: bytes, encoding: str) -> int:
    """How well bytes read in an encoding look like Lithuanian, Latvian or Estonian."""
    text = sample.decode(encoding, "replace")
    return sum(1 if character in _LETTERS else 0 if character in _SIGNS else -2 for character in text)
