"""The whole records of a WARC file written into another: one gzip member a record, blocks untouched.

A record that has a member of its own is copied as it is. One that has not (an uncompressed file, several records in a
member) gets one: its own head and block, byte for byte.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archive.errors import WarcError, WriteError
from archive.records import Fault
from archive.warc.appending import sync_descriptor
from archive.warc.members import GZIP_MAGIC, GzipMember, PlainRecords, Source
from archive.warc.reader import open_warc, read_next
from archive.warc.record import WarcRecord, pack_record
from archive.warc.walking import walk_records


def iter_members(path: Path) -> Iterator[tuple[WarcRecord, bytes] | Fault]:
    """Every whole record with the gzip member that it is to have, and every fault, in file order.

    Raises WarcError when the file cannot be read at all.
    """
    shared = -1
    with open_warc(path) as file:
        for found in walk_records(path):
            if isinstance(found, Fault):
                yield found
            elif found.length:
                yield found, _read_member(file, found)
            elif found.offset != shared:
                shared = found.offset
                yield from _split_member(file, path, shared)


def _read_member(file: BinaryIO, record: WarcRecord) -> bytes:
    file.seek(record.offset)
    data = file.read(record.length)
    if data.startswith(GZIP_MAGIC):
        return data
    return _pack_next(PlainRecords(io.BytesIO(data), 0), record.filename)[1]


def _split_member(file: BinaryIO, path: Path, offset: int) -> Iterator[tuple[WarcRecord, bytes]]:
    """The records that share a member, as far as they are whole: the walk tells of the rest."""
    member = GzipMember(file, path, offset)
    try:
        while not member.at_end():
            yield _pack_next(member, path)
    except WarcError:
        return


def _pack_next(source: Source, path: Path) -> tuple[WarcRecord, bytes]:
    keeper = _HeadKeeper(source)
    record = read_next(keeper, path)
    return record, pack_record(bytes(keeper.head), record.block)


class _HeadKeeper:
    """A source that keeps the lines read from it: the record's head as it was spelled."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.head = bytearray()

    def read_line(self, limit: int) -> bytes:
        line = self._source.read_line(limit)
        self.head += line
        return line

    def read(self, size: int) -> bytes:
        return self._source.read(size)

    def peek(self, size: int) -> bytes:
        return self._source.peek(size)

    def skip_line_ends(self) -> None:
        self._source.skip_line_ends()

    def at_end(self) -> bool:
        return self._source.at_end()

    def record_offset(self) -> int:
        return self._source.record_offset()

    def record_length(self, offset: int) -> int:
        return self._source.record_length(offset)

    @property
    def end(self) -> int:
        return self._source.end


def write_file(path: Path, members: Iterable[bytes]) -> int:
    """Write a new file, onto the disk itself; how many members it got.

    Raises WriteError; whatever else is raised, nothing of the file stays.
    """
    count = 0
    try:
        with path.open("xb") as file:
            for member in members:
                file.write(member)
                count += 1
            file.flush()
            sync_descriptor(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise WriteError(f"{path}: {error.strerror}: free some space or mend the disk, then try again.") from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return count
