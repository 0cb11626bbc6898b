"""From a capture to the bytes that the page had: read, check, decode."""

from __future__ import annotations

from pathlib import Path

from archive.errors import WarcError
from archive.records import Capture
from archive.warc.message import decode_body, decode_content, decode_transfer, parse_head, payload_digest
from archive.warc.reader import find_file, read_record
from archive.warc.record import WarcRecord

MAX_BODY_BYTES = 256 * 1024 * 1024


def read_capture(directory: Path, capture: Capture) -> WarcRecord:
    """The record that a capture's row points to. Raises WarcError when it is not there or not the one."""
    path = find_file(directory, capture.location.filename)
    record = read_record(path, capture.location.offset)
    if record.type != capture.record_type:
        raise WarcError(path, capture.location.offset, f"a {capture.record_type} was expected, not a {record.type}")
    return record


def read_body(directory: Path, capture: Capture, original: Capture | None) -> bytes:
    """The body of a capture, all codings removed; of a revisit by its own head (a 304: its original's) and its
    original's payload.

    Raises WarcError, also when the payload is not the one that its digest was taken of, and PayloadError.
    """
    record = read_capture(directory, capture)
    if capture.record_type == "response":
        _check_digest(record, capture, decode_transfer(record.block))
        return decode_body(record.block, max_bytes=MAX_BODY_BYTES)
    if original is None:
        raise WarcError(
            record.filename,
            record.offset,
            f"the earlier response of this revisit ({capture.digest}) is not in the archive",
        )
    body = read_capture(directory, original)
    payload = decode_transfer(body.block)
    _check_digest(body, original, payload)
    head = parse_head(body.block if capture.is_not_modified else record.block)
    return decode_content(payload, head.get("Content-Encoding"), max_bytes=MAX_BODY_BYTES)


def read_content_type(directory: Path, capture: Capture, original: Capture | None = None) -> str | None:
    """The Content-Type header of a capture, as sent; of a 304 its original's. None without one."""
    if capture.is_not_modified and original is not None:
        capture = original
    return parse_head(read_capture(directory, capture).block).get("Content-Type")


def read_response_bytes(directory: Path, capture: Capture, original: Capture | None) -> bytes:
    """The whole response block; of a revisit its own head and the body as its original had it on the wire.

    A 304 gives the response that it stands for.
    """
    record = read_capture(directory, capture)
    if original is None:
        return record.block
    block = read_capture(directory, original).block
    if capture.is_not_modified:
        return block
    return record.block + block[parse_head(block).length :]


def _check_digest(record: WarcRecord, capture: Capture, payload: bytes) -> None:
    found = payload_digest(payload)
    if found != capture.digest:
        raise WarcError(record.filename, record.offset, f"its payload is {found}, its row says {capture.digest}")
