"""An HTTP/1.x message as bytes: head, payload (transfer coding removed), body (content coding removed)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from archive.warc.codings import decode_coding

MAX_BODY_BYTES = 64 << 20
"""Largest decoded body that is handed out unless the caller says otherwise."""

_STATUS_LINE = re.compile(rb"(HTTP/\d+(?:\.\d+)?)[ \t]+(\d{3})(?:[ \t]+(.*))?", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]*)?")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+")


@dataclass(frozen=True, slots=True)
class Head:
    """Status line and header fields of an HTTP response."""

    version: str
    """`HTTP/1.1`; empty when there is no status line."""
    status: int | None
    """None when there is no status line: HTTP/0.9, or no HTTP at all."""
    reason: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    """In the order sent, names as sent, values stripped, folded lines joined with one space."""
    length: int
    """Bytes of the head with its blank line: where the body starts. 0 without a status line."""

    def get(self, name: str) -> str | None:
        """The first value of a header, latin-1; None when it was not sent."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> tuple[str, ...]:
        """Every value of a header in the order sent, latin-1."""
        wanted = name.lower().encode("latin-1", "replace")
        return tuple(value.decode("latin-1") for key, value in self.headers if key.lower() == wanted)


def parse_head(block: bytes) -> Head:
    """The head of a response, read as leniently as Twisted reads it (LF ends, lines without colon skipped).

    A block that ends before its blank line is all head.
    """
    lines, length = _split_head(block)
    status_line = _STATUS_LINE.fullmatch(lines[0]) if lines else None
    if status_line is None:
        return Head("", None, b"", (), 0)
    version, status, reason = status_line.groups()
    return Head(
        version.decode("ascii").upper(),
        int(status),
        (reason or b"").strip(),
        _parse_fields(lines[1:]),
        length,
    )


def is_chunked(head: Head) -> bool:
    """Whether the body is framed in chunks."""
    codings = ",".join(head.get_all("Transfer-Encoding")).lower().split(",")
    return codings[-1].strip() == "chunked"


def media_type(head: Head) -> str | None:
    """Media type of Content-Type in lower case, without parameters; None when absent or unreadable."""
    value = (head.get("Content-Type") or "").partition(";")[0].strip().lower()
    return value if value.isascii() and _MEDIA_TYPE.fullmatch(value) else None


def decode_transfer(block: bytes, head: Head | None = None) -> bytes:
    """The payload: the body without transfer coding, content coding kept (WARC 1.1, 6.3.2).

    A body that was cut gives what is there; bytes after its announced end are not payload. A body whose first
    chunk line is none (some tools store bodies unchunked under the old head) is taken as it is.
    """
    head = parse_head(block) if head is None else head
    body = block[head.length :]
    if is_chunked(head):
        return _decode_chunked(body)
    announced = _content_length(head)
    return body if announced is None else body[:announced]


def decode_content(payload: bytes, content_encoding: str | None, *, max_bytes: int) -> bytes:
    """The payload without its content codings; from the first unknown coding on it is kept as it is.

    Raises PayloadError, naming the coding, when the data is corrupt or decodes to more than `max_bytes`.
    """
    codings = [name.strip().lower() for name in (content_encoding or "").split(",")]
    for coding in reversed(codings):
        if coding in {"", "identity", "none"}:
            continue
        decoded = decode_coding(payload, coding, max_bytes=max_bytes)
        if decoded is None:
            return payload
        payload = decoded
    return payload


def decode_body(block: bytes, *, max_bytes: int = MAX_BODY_BYTES) -> bytes:
    """The body as a browser would show it: no head, no transfer coding, no content coding.

    Raises PayloadError as `decode_content` does.
    """
    head = parse_head(block)
    encoding = ",".join(head.get_all("Content-Encoding"))
    return decode_content(decode_transfer(block, head), encoding, max_bytes=max_bytes)


def payload_digest(payload: bytes) -> str:
    """`sha1:` and 32 upper-case base32 characters."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def block_digest(block: bytes) -> str:
    """Digest of a whole block, in the form of `payload_digest`."""
    return payload_digest(block)


def _split_head(block: bytes) -> tuple[list[bytes], int]:
    """The lines before the first empty line, without their ends, and the offset behind that line."""
    lines: list[bytes] = []
    position = 0
    while position < len(block):
        end = block.find(b"\n", position)
        stop = len(block) if end < 0 else end
        line = block[position:stop].removesuffix(b"\r")
        position = stop + 1 if end >= 0 else stop
        if not line:
            break
        lines.append(line)
        if len(lines) == 1 and not _STATUS_LINE.fullmatch(line):
            break
    return lines, position


def _parse_fields(lines: list[bytes]) -> tuple[tuple[bytes, bytes], ...]:
    unfolded: list[bytes] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"} and unfolded:
            unfolded[-1] += b" " + line.strip()
        else:
            unfolded.append(line)
    fields = (line.partition(b":") for line in unfolded)
    return tuple((name.strip(), value.strip()) for name, colon, value in fields if colon and name.strip())


def _content_length(head: Head) -> int | None:
    """None when absent, no number, or contradictory."""
    values = {value.strip() for value in ",".join(head.get_all("Content-Length")).split(",")}
    value = values.pop() if len(values) == 1 else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else None


def _decode_chunked(body: bytes) -> bytes:
    chunks: list[bytes] = []
    position = 0
    while position < len(body):
        line_end = body.find(b"\n", position)
        size_line = body[position : line_end if line_end >= 0 else len(body)].removesuffix(b"\r")
        match = _CHUNK_SIZE.fullmatch(size_line)
        if match is None:
            return body if position == 0 else b"".join(chunks)
        size = int(match.group(1), 16)
        if size == 0 or line_end < 0:
            break
        start = line_end + 1
        chunks.append(body[start : start + size])
        position = start + size
        position += 2 if body[position : position + 2] == b"\r\n" else body[position : position + 1] == b"\n"
    return b"".join(chunks)
