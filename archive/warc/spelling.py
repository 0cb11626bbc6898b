"""Bytes of a gzip member that change nothing of what it holds: time and system in its head, bits between blocks.

A flip there leaves every record whole. It is found by writing the record again: the same library gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from archive.errors import WriteError
from archive.warc.members import GZIP_MAGIC
from archive.warc.record import WarcRecord, format_record

CONTENT_IS_WHOLE: Final = "; the content is whole."
HEAD_DIFFERS: Final = "the gzip header differs from what is written here" + CONTENT_IS_WHOLE
BITS_DIFFER: Final = "the compressed bytes differ from what is written here" + CONTENT_IS_WHOLE
HEAD_ODD: Final = "the gzip header differs from the others in this file" + CONTENT_IS_WHOLE

_HEAD_BYTES: Final = 10
_TRIES: Final = 8


class Spelling:
    """Compares the bytes of one file's members with what they should be. Other writers' files have heads only."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._heads: list[tuple[int, bytes]] = []
        self._same = 0
        self._other = 0
        self._nearly: list[tuple[int, str]] = []

    def look(self, record: WarcRecord) -> None:
        """Take in a record that was read whole."""
        if not record.length:
            return
        self._file.seek(record.offset)
        if not self._is_by_us():
            data, written = self._file.read(_HEAD_BYTES), None
        else:
            data, written = self._file.read(record.length), respell(record)
        if not data.startswith(GZIP_MAGIC):
            return
        if data == written:
            self._same += 1
        else:
            self._heads.append((record.offset, data[:_HEAD_BYTES]))
            self._other += 1
            # Another tool's member differs throughout, a flipped one in a byte.
            if written is not None and _count_differing(data, written) <= _HEAD_BYTES:
                is_head = data[_HEAD_BYTES:] == written[_HEAD_BYTES:]
                self._nearly.append((record.offset, HEAD_DIFFERS if is_head else BITS_DIFFER))

    def faults(self) -> Iterator[tuple[int, str]]:
        """Offset and reason of each member that is not what it should be, once the file is read."""
        if self._same > self._other:
            yield from self._nearly
            return
        common = Counter(head for _, head in self._heads).most_common(1)
        if common and common[0][1] * 2 > len(self._heads):
            yield from ((offset, HEAD_ODD) for offset, head in self._heads if head != common[0][0])

    def _is_by_us(self) -> bool:
        """Whether the members may be this library's; others' are not compressed again for long."""
        return self._other < _TRIES + 2 * self._same


def _count_differing(data: bytes, other: bytes) -> int:
    """How many bytes differ; of other lengths all do."""
    if len(data) != len(other):
        return max(len(data), len(other))
    return sum(one != two for one, two in zip(data, other, strict=True))


def respell(record: WarcRecord) -> bytes | None:
    """The member that our writer makes of a record; None where it would make none."""
    if not record.headers or record.headers[-1][0] != "Content-Length":
        return None
    try:
        return format_record(record.headers[:-1], record.block)
    except WriteError:
        return None
