"""WARC files checked record by record: whole members, sane headers, digests, dates, ids and pairs."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import WarcError
from archive.records import Fault
from archive.warc.message import decode_transfer, parse_head
from archive.warc.record import OPEN_SUFFIX, WarcRecord
from archive.warc.recovery import is_abandoned
from archive.warc.walking import walk_records

_WITH_TARGET = frozenset({"response", "resource", "request", "revisit", "conversion", "continuation"})


@dataclass(frozen=True, slots=True)
class Verified:
    """A record that was read whole; faults found in it stand before it."""

    filename: str
    """The file's name without `.open`."""
    offset: int
    length: int
    type: str
    record_id: str | None
    digest: str | None
    """Its `WARC-Payload-Digest`."""


def verify_file(path: Path) -> Iterator[Fault | Verified]:
    """Everything that is wrong with a WARC file, and each record that was read, in file order.

    Goes on behind damage. The tail of a file that a living writer holds is not judged.
    """
    filename = path.name.removesuffix(OPEN_SUFFIX)
    is_live = path.name.endswith(OPEN_SUFFIX) and not is_abandoned(path)
    seen: set[str] = set()
    links: list[tuple[int, str]] = []
    held_back: Fault | None = None
    is_damaged = False
    try:
        for found in walk_records(path):
            if held_back is not None:
                yield held_back
                held_back = None
            if isinstance(found, Fault):
                held_back = Fault(filename, found.offset, found.reason)
                is_damaged = True
                continue
            for reason in [*_check_fields(found), *_check_digests(found), *_check_id(found, seen)]:
                yield Fault(filename, found.offset, reason)
            if found.type == "request":
                links += [(found.offset, name) for name in found.get_all("WARC-Concurrent-To")]
            digest = found.get("WARC-Payload-Digest")
            yield Verified(filename, found.offset, found.length, found.type, found.record_id, digest)
    except WarcError as error:
        yield Fault(filename, error.offset, error.reason)
    if held_back is not None and not is_live:
        yield held_back
    for offset, name in links:
        # Behind damage the record that is named may be the one that could not be read.
        if name not in seen and not is_damaged:
            yield Fault(filename, offset, f"WARC-Concurrent-To names {name}, which is not in this file.")


def _check_fields(record: WarcRecord) -> Iterator[str]:
    if not record.type:
        yield "WARC-Type is missing."
    try:
        _ = record.date
    except WarcError as error:
        yield error.reason
    if record.type in _WITH_TARGET and not record.target_uri:
        yield f"WARC-Target-URI is missing from a {record.type}."
    if record.type == "revisit" and not record.get("WARC-Profile"):
        yield "WARC-Profile is missing from a revisit."
    if record.block and not record.get("Content-Type") and record.type != "continuation":
        yield "Content-Type is missing."


def _check_id(record: WarcRecord, seen: set[str]) -> Iterator[str]:
    name = record.record_id
    if name is None:
        yield "WARC-Record-ID is missing."
    elif name in seen:
        yield f"WARC-Record-ID {name} stands in this file twice."
    else:
        seen.add(name)


def _check_digests(record: WarcRecord) -> Iterator[str]:
    announced = record.get("WARC-Block-Digest")
    if announced is not None and not _matches(announced, (record.block,)):
        yield f"the block does not have the WARC-Block-Digest {announced}."
    announced = record.get("WARC-Payload-Digest")
    is_partial = record.type in {"revisit", "continuation"} or record.get("WARC-Segment-Number") is not None
    if announced is not None and not is_partial and not _matches(announced, _payloads(record)):
        yield f"the payload does not have the WARC-Payload-Digest {announced}."


def _payloads(record: WarcRecord) -> tuple[bytes, ...]:
    """What may be meant by this record's payload: ours first."""
    content_type = (record.get("Content-Type") or "").partition(";")[0].strip().lower()
    if content_type != "application/http":
        return (record.block,)
    if record.type == "request":
        return (_request_body(record.block),)
    head = parse_head(record.block)
    # Quirk: warcio (pywb, browsertrix) digests a chunked body with its framing; theirs are read here too.
    return decode_transfer(record.block, head), record.block[head.length :]


def _request_body(block: bytes) -> bytes:
    _, blank, body = block.partition(b"\r\n\r\n")
    return body if blank else b""


def _matches(announced: str, candidates: tuple[bytes, ...]) -> bool:
    """Whether a digest is that of one of these; True when its algorithm is not known here."""
    algorithm, _, text = announced.partition(":")
    name = algorithm.lower().replace("-", "")
    if name not in hashlib.algorithms_guaranteed or name.startswith("shake"):
        return True
    for candidate in candidates:
        digest = hashlib.new(name, candidate, usedforsecurity=False).digest()
        if digest in _decoded(text):
            return True
    return False


def _decoded(text: str) -> Iterator[bytes]:
    """The bytes that a digest's text may stand for: base32, hex or base64."""
    decoders: tuple[Callable[[str], bytes], ...] = (_from_base32, bytes.fromhex, base64.b64decode)
    for decode in decoders:
        try:
            yield decode(text)
        except (ValueError, binascii.Error):
            continue


def _from_base32(text: str) -> bytes:
    return base64.b32decode(text + "=" * (-len(text) % 8), casefold=True)
