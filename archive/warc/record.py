"""One WARC record: its fields as values, and its bytes as one gzip member."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

from isal import isal_zlib

from archive.errors import WarcError, WriteError
from archive.timestamps import parse_warc_date

IDENTICAL_PAYLOAD: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
NOT_MODIFIED_PROFILES: Final = (NOT_MODIFIED, NOT_MODIFIED.replace("/1.1/", "/1.0/"))

OPEN_SUFFIX: Final = ".open"
"""What a file is called behind its name until it is finished."""

_VERSION: Final = b"WARC/1.1\r\n"
_LEVEL: Final = 2
_GZIP_WBITS: Final = 31
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_URI_SAFE = "!#$%&'()*+,-./:;=?@[\\]^_`{|}~"


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A record as it was read, and where it lies."""

    type: str
    """`WARC-Type` in lower case: warcinfo, response, revisit, request, metadata, resource..."""
    headers: tuple[tuple[str, str], ...]
    """All WARC fields, order and repeats kept."""
    block: bytes
    filename: Path
    """The file it was read from, as opened (with `.open` while it is being written)."""
    offset: int
    """Bytes from the start of the (compressed) file to its member."""
    length: int
    """Bytes of the (compressed) member; 0 when it shares the member with other records."""

    def get(self, name: str) -> str | None:
        """The first value of a field, whatever its case; None when absent."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, in file order."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    @property
    def date(self) -> datetime:
        """`WARC-Date`, aware, UTC. Raises WarcError when it is absent or no date."""
        text = self.get("WARC-Date") or ""
        try:
            return parse_warc_date(text)
        except ValueError:
            raise WarcError(self.filename, self.offset, f"WARC-Date {text!r} is no date.") from None

    @property
    def target_uri(self) -> str | None:
        """`WARC-Target-URI`; None when absent (warcinfo)."""
        # Quirk: the grammar of WARC 1.0 had angle brackets around URIs, and wget up to 1.19 wrote them.
        uri = self.get("WARC-Target-URI")
        return uri[1:-1] if uri and uri.startswith("<") and uri.endswith(">") else uri

    @property
    def record_id(self) -> str | None:
        """`<urn:uuid:...>`; None when absent, which the standard forbids."""
        return self.get("WARC-Record-ID")


def format_record(headers: Sequence[tuple[str, str]], block: bytes) -> bytes:
    """A WARC/1.1 record as one gzip member; `Content-Length` is added last.

    Raises WriteError when a name is no token or a value holds control characters: no field can forge another.
    """
    lines = [_VERSION]
    for name, value in headers:
        if not _NAME.fullmatch(name) or _CONTROL.search(value):
            raise WriteError(f"a WARC field cannot hold this: {name}: {value!r}; nothing was written.")
        lines.append(f"{name}: {value}\r\n".encode())
    lines.append(b"Content-Length: %d\r\n\r\n" % len(block))
    return pack_record(b"".join(lines), block)


def pack_record(head: bytes, block: bytes) -> bytes:
    """The gzip member of a record's head (with its empty line) and block."""
    deflater = isal_zlib.compressobj(_LEVEL, wbits=_GZIP_WBITS)
    first = deflater.compress(head)
    return b"".join((first, deflater.compress(block), deflater.compress(b"\r\n\r\n"), deflater.flush()))


def format_fields(fields: Sequence[tuple[str, str]]) -> bytes:
    """The block of an `application/warc-fields` record. Raises WriteError as `format_record` does."""
    for name, value in fields:
        if not _NAME.fullmatch(name) or _CONTROL.search(value):
            raise WriteError(f"a WARC field cannot hold this: {name}: {value!r}; nothing was written.")
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode()


def format_target_uri(url: str) -> str:
    """The URL in ASCII; spaces, quotes, angle brackets and control characters percent-encoded."""
    return quote_from_bytes(url.encode("utf-8", "surrogatepass"), safe=_URI_SAFE)


def new_record_id() -> str:
    """A fresh `<urn:uuid:...>`."""
    return f"<urn:uuid:{uuid.uuid4()}>"
