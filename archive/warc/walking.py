"""A walk over a WARC file that goes on behind damage: every whole record and every fault, in file order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from archive.errors import WarcError
from archive.records import Fault
from archive.warc.members import GZIP_MAGIC, open_source
from archive.warc.reader import open_warc, read_next
from archive.warc.record import WarcRecord

_MEMBER_START: Final = GZIP_MAGIC + b"\x08"
_PLAIN_START: Final = b"WARC/1."
_READ_BYTES: Final = 1 << 16
_GZIP_HEAD_BYTES: Final = 10


def walk_records(path: Path) -> Iterator[WarcRecord | Fault]:
    """Every whole record, and a fault for each place where there is none; resynchronises at the next record.

    Raises WarcError when the file cannot be read at all.
    """
    with open_warc(path) as file:
        start = _MEMBER_START if ".gz" in path.suffixes or file.read(2) == GZIP_MAGIC else _PLAIN_START
        offset: int | None = 0
        is_behind_damage = False
        while offset is not None:
            try:
                source = open_source(file, path, offset)
                if source is None:
                    return
                while not source.at_end():
                    record = read_next(source, path)
                    is_behind_damage = False
                    yield record
                offset = source.end
            except WarcError as error:
                # What only looks like a member's start, within damage already told, is no fault of its own.
                if not is_behind_damage or _is_record_start(file, path, offset):
                    yield Fault(path.name, error.offset, error.reason)
                is_behind_damage = True
                offset = _find_next_start(file, start, max(offset, error.offset) + 1)


def _is_record_start(file: BinaryIO, path: Path, offset: int) -> bool:
    """Whether a record begins here, whole or not, rather than bytes that look like it."""
    try:
        source = open_source(file, path, offset)
        return source is not None and source.peek(5) == b"WARC/"
    except WarcError:
        # Nothing can be inflated. The members of one writer all have the same ten bytes in front.
        return _read_at(file, offset) == _read_at(file, 0)


def _read_at(file: BinaryIO, offset: int) -> bytes:
    file.seek(offset)
    return file.read(_GZIP_HEAD_BYTES)


def _find_next_start(file: BinaryIO, start: bytes, offset: int) -> int | None:
    """Offset of the next bytes that look like a member's or record's start; None when there are none."""
    file.seek(offset)
    window = b""
    while piece := file.read(_READ_BYTES):
        window += piece
        found = window.find(start)
        if found >= 0:
            return offset + found
        kept = window[1 - len(start) :]
        offset += len(window) - len(kept)
        window = kept
    return None
