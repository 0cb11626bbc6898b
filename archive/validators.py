"""What an earlier capture lets a crawl ask: "only if it has changed", and what to show when it has not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.db import captures
from archive.db.engine import Database
from archive.errors import WarcError
from archive.payloads import read_capture
from archive.records import Capture
from archive.warc.message import decode_transfer, parse_head, payload_digest
from archive.warc.record import format_target_uri

_SENDABLE = re.compile(rb"[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]{0,1022}[\x21-\x7e\x80-\xff])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """The validators of a page's latest whole capture, with the page itself."""

    etag: bytes | None
    last_modified: bytes | None
    headers: tuple[tuple[bytes, bytes], ...]
    """Of that capture."""
    payload: bytes
    """Transfer coding removed, content coding kept."""
    captured_at: datetime
    """When it was captured."""
    original: Capture
    """The response that holds the payload: that capture itself, or the one that it refers to. On disk, with a row."""


def find_validators(database: Database, directory: Path, url: str, source: str) -> Validators | None:
    """What a source's crawl may ask a URL's server by.

    None when it has captured no whole 200 answer yet, when that had no validator, or cannot be read any more.
    """
    with database.read() as connection:
        latest = captures.find_latest_page(connection, format_target_uri(url), source)
        if latest is None:
            return None
        original = captures.find_original_of(connection, latest) or latest
    if original.record_type == "revisit":
        return None
    try:
        head = parse_head(read_capture(directory, latest).block)
        payload = decode_transfer(read_capture(directory, original).block)
    except WarcError:
        return None
    etag, last_modified = (_sendable(head.get(name)) for name in ("ETag", "Last-Modified"))
    if not payload or not (etag or last_modified) or payload_digest(payload) != original.digest:
        return None
    return Validators(
        etag=etag,
        last_modified=last_modified,
        headers=head.headers,
        payload=payload,
        captured_at=latest.requested_at,
        original=original,
    )


def _sendable(value: str | None) -> bytes | None:
    """The header's value as it was sent; None when it cannot go into a request."""
    raw = (value or "").encode("latin-1")
    return raw if _SENDABLE.fullmatch(raw) else None
