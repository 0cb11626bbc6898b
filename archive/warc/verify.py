"""WARC files checked record by record: whole members, sane headers, digests, dates, ids and pairs."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import WarcError
from archive.records import Fault
from archive.warc.files import DAMAGED_SUFFIX, IMPORT_PREFIX
from archive.warc.message import decode_transfer, parse_head
from archive.warc.reader import open_warc
from archive.warc.record import OPEN_SUFFIX, WarcRecord
from archive.warc.recovery import is_abandoned
from archive.warc.spelling import Spelling
from archive.warc.walking import walk_records

_WITH_TARGET = frozenset({"response", "resource", "request", "revisit", "conversion", "continuation"})


@dataclass(frozen=True, slots=True)
class Verified:
    """A record that was read whole; faults found in it stand before it."""

    filename: str
    """The file's name without `.open`."""
    record: WarcRecord

    @property
    def offset(self) -> int:
        """Of the record in its file."""
        return self.record.offset

    @property
    def length(self) -> int:
        """Bytes of the record in its file; 0 when it shares a gzip member."""
        return self.record.length

    @property
    def type(self) -> str:
        """`WARC-Type`."""
        return self.record.type

    @property
    def digest(self) -> str | None:
        """Its `WARC-Payload-Digest`."""
        return self.record.get("WARC-Payload-Digest")


@dataclass(slots=True)
class _Seen:
    """What the records of a file say of one another."""

    names: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)

    def add(self, record: WarcRecord) -> Iterator[str]:
        """What is wrong with the record's name."""
        name = record.record_id
        if name is None:
            yield "WARC-Record-ID is missing."
        elif name in self.names:
            yield f"WARC-Record-ID {name} stands in this file twice."
        else:
            self.names.add(name)
        if record.type == "request":
            self.links += [(record.offset, linked) for linked in record.get_all("WARC-Concurrent-To")]

    def loose_links(self) -> Iterator[tuple[int, str]]:
        """Offset and reason of every link to a record that is not there."""
        for offset, name in self.links:
            if name not in self.names:
                yield offset, f"WARC-Concurrent-To names {name}, which is not in this file."


def verify_file(path: Path) -> Iterator[Fault | Verified]:
    """Everything that is wrong with a WARC file, and each record that was read, in file order.

    What only the whole file shows comes last. Goes on behind damage. The tail of a file that a living writer holds
    is not judged.
    """
    filename = path.name.removesuffix(OPEN_SUFFIX)
    try:
        with open_warc(path) as file:
            for found in _verify_records(path, Spelling(file)):
                yield found if isinstance(found, Verified) else Fault(filename, found.offset, found.reason)
    except WarcError as error:
        yield Fault(filename, error.offset, error.reason)


def _verify_records(path: Path, spelling: Spelling) -> Iterator[Fault | Verified]:
    filename = path.name.removesuffix(OPEN_SUFFIX)
    is_live = path.name.endswith(OPEN_SUFFIX) and not is_abandoned(path)
    seen = _Seen()
    held_back: Fault | None = None
    is_damaged = False
    for found in walk_records(path):
        if held_back is not None:
            yield held_back
            held_back = None
        if isinstance(found, Fault):
            held_back = found
            is_damaged = True
            continue
        for reason in [*_check_fields(found), *_check_digests(found), *seen.add(found)]:
            yield Fault(filename, found.offset, reason)
        spelling.look(found)
        yield Verified(filename, found)
    if held_back is not None and not is_live:
        yield held_back
    # The record that is named may be the one that is damaged, or was when the file was mended or taken in.
    loose = () if is_damaged or _is_partial(path) else seen.loose_links()
    for offset, reason in (*loose, *spelling.faults()):
        yield Fault(filename, offset, reason)


def _is_partial(path: Path) -> bool:
    """Whether records are known to be left out of a file."""
    return path.name.startswith(IMPORT_PREFIX) or path.with_name(path.name + DAMAGED_SUFFIX).exists()


def find_damage(record: WarcRecord) -> str | None:
    """Why a record that was read cannot be used: no date, nothing that it is about, another block than it announces."""
    if not record.type:
        return "WARC-Type is missing."
    try:
        _ = record.date
    except WarcError as error:
        return error.reason
    if record.type in _WITH_TARGET and not record.target_uri:
        return f"WARC-Target-URI is missing from a {record.type}."
    reasons = list(_check_digests(record))
    has_block = record.get("WARC-Block-Digest") is not None and not _check_block(record)
    # A block that is what it was written as is whole, whatever its tool took for the payload.
    return None if has_block else next(iter(reasons), None)


def find_oddities(record: WarcRecord) -> list[str]:
    """What a record lacks that can be used all the same."""
    return [*_check_fields(record), *(["WARC-Record-ID is missing."] if record.record_id is None else [])]


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


def _check_digests(record: WarcRecord) -> Iterator[str]:
    yield from _check_block(record)
    announced = record.get("WARC-Payload-Digest")
    is_partial = record.type in {"revisit", "continuation"} or record.get("WARC-Segment-Number") is not None
    if announced is not None and not is_partial and not _matches(announced, _payloads(record)):
        yield f"the payload does not have the WARC-Payload-Digest {announced}."


def _check_block(record: WarcRecord) -> list[str]:
    announced = record.get("WARC-Block-Digest")
    if announced is None or _matches(announced, (record.block,)):
        return []
    return [f"the block does not have the WARC-Block-Digest {announced}."]


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
