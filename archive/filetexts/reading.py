"""A file's bytes to its text, or to the reason why there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from archive.filetexts.office import read_office
from archive.filetexts.pdf import read_pdf
from archive.filetexts.values import MAX_CHARS, FileText, UnreadableTextError

MAX_BYTES = 20 * 1024 * 1024
"""Files larger than this are not read."""

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1024
"""Bytes that may stand before a PDF file's first ones."""

_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def read_text(body: bytes) -> FileText:
    """The text of a file, told by its first bytes: names and media types are often wrong. Same bytes, same text."""
    if len(body) > MAX_BYTES:
        return FileText("too-large", reason=f"it is larger than {MAX_BYTES >> 20} MB")
    try:
        return _join(_choose(body))
    except UnreadableTextError as error:
        return FileText(error.state, reason=error.reason)


def _choose(body: bytes) -> Iterator[str]:
    if body.startswith(_ZIP):
        return read_office(body)
    if _PDF in body[:_PDF_WITHIN]:
        return read_pdf(body)
    if body.startswith(_OLE):
        if _ENCRYPTED_OFFICE in body:
            raise UnreadableTextError("encrypted", "it needs a password")
        raise UnreadableTextError("unsupported", "it is in an Office format from before 2007")
    raise UnreadableTextError("unsupported", "it is no PDF, Office or OpenDocument file")


def _join(parts: Iterator[str]) -> FileText:
    kept: list[str] = []
    chars = 0
    for part in parts:
        lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", part).splitlines())
        text = "\n".join(filter(None, lines))
        if text:
            kept.append(text)
            chars += len(text) + 1
        if chars > MAX_CHARS:
            break
    text = "\n".join(kept)
    if not any(map(str.isalnum, text)):
        return FileText("empty", reason="there is no text in it: it may be a scan")
    if len(text) > MAX_CHARS:
        return FileText("read", text[:MAX_CHARS], f"only its first {MAX_CHARS} characters are kept")
    return FileText("read", text)
