"""The bytes of WARC records out of gzip members or plain files, streamed, with the offsets they came from."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from archive.errors import WarcError

GZIP_MAGIC: Final = b"\x1f\x8b"
_READ_BYTES: Final = 1 << 16
_STEP: Final = 1 << 18


class Source(Protocol):
    """A run of bytes that records are read from."""

    def read(self, size: int) -> bytes:
        """`size` bytes, fewer only at the end."""

    def read_line(self, limit: int) -> bytes:
        """Bytes up to and with the next LF; without it only at the end or past some `limit` bytes."""

    def peek(self, size: int) -> bytes:
        """The next bytes, left in place."""

    def skip_line_ends(self) -> None:
        """Go over CR and LF."""

    def at_end(self) -> bool:
        """Whether nothing follows."""

    def record_offset(self) -> int:
        """Offset in the file that the record at the current position is found by."""

    def record_length(self, offset: int) -> int:
        """Bytes in the file of the record just read, which began at `offset`; 0 when they are not its own."""

    @property
    def end(self) -> int:
        """Offset in the file behind this run of bytes, once it was read to its end."""


class _Buffered:
    """The reading half of a source; a child says where bytes come from."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._position = 0

    def _more(self) -> bytes:
        """The next bytes, empty at the end."""
        raise NotImplementedError

    def _fill(self, size: int) -> None:
        if self._position > _STEP:
            del self._buffer[: self._position]
            self._position = 0
        while len(self._buffer) - self._position < size and (piece := self._more()):
            self._buffer += piece

    def read(self, size: int) -> bytes:
        self._fill(size)
        data = bytes(memoryview(self._buffer)[self._position : self._position + size])
        self._position += len(data)
        return data

    def read_line(self, limit: int) -> bytes:
        searched = self._position
        while (found := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            piece = b"" if searched - self._position > limit else self._more()
            if not piece:
                return self.read(searched - self._position)
            self._buffer += piece
        return self.read(found + 1 - self._position)

    def peek(self, size: int) -> bytes:
        self._fill(size)
        return bytes(self._buffer[self._position : self._position + size])

    def skip_line_ends(self) -> None:
        while self.peek(1) in {b"\r", b"\n"}:
            self._position += 1

    def at_end(self) -> bool:
        return not self.peek(1)


class GzipMember(_Buffered):
    """One gzip member, inflated as it is read; its CRC and size are checked at its end."""

    def __init__(self, file: BinaryIO, path: Path, offset: int) -> None:
        super().__init__()
        self._file = file
        self._path = path
        self._start = offset
        self._inflater = zlib.decompressobj(wbits=31)
        self._eaten = 0
        self._pending = b""
        self._first = True
        file.seek(offset)

    @property
    def end(self) -> int:
        return self._start + self._eaten

    def record_offset(self) -> int:
        return self._start

    def record_length(self, offset: int) -> int:
        is_alone = self._first and self.at_end()
        self._first = False
        return self.end - offset if is_alone else 0

    def _more(self) -> bytes:
        while not self._inflater.eof:
            data = self._pending or self._file.read(_READ_BYTES)
            if not data:
                raise WarcError(self._path, self._start, "torn: the file ends within this gzip member.")
            try:
                piece = self._inflater.decompress(data, _STEP)
            except zlib.error as error:
                raise WarcError(self._path, self._start, f"damaged gzip member ({error}).") from None
            # Quirk: where the member ends within `data`, zlib names the rest twice, as unused and as unconsumed.
            self._pending = b"" if self._inflater.eof else self._inflater.unconsumed_tail
            rest = self._inflater.unused_data if self._inflater.eof else self._pending
            self._eaten += len(data) - len(rest)
            if piece:
                return piece
        return b""


class PlainRecords(_Buffered):
    """The rest of an uncompressed WARC file."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        self._file = file
        self._taken = offset
        file.seek(offset)

    @property
    def end(self) -> int:
        return self._taken - (len(self._buffer) - self._position)

    def record_offset(self) -> int:
        return self.end

    def record_length(self, offset: int) -> int:
        return self.end - offset

    def _more(self) -> bytes:
        piece = self._file.read(_READ_BYTES)
        self._taken += len(piece)
        return piece


def open_source(file: BinaryIO, path: Path, offset: int) -> Source | None:
    """The bytes that begin at an offset; None when the file ends there.

    Raises WarcError when neither a gzip member nor a plain WARC record can begin there.
    """
    file.seek(offset)
    magic = file.read(5)
    if not magic:
        return None
    if magic.startswith(GZIP_MAGIC):
        return GzipMember(file, path, offset)
    if magic == b"WARC/":
        return PlainRecords(file, offset)
    raise WarcError(path, offset, f"neither a gzip member nor a WARC record starts here: {magic!r}.")
