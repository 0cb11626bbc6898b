"""WARC files read record by record, with exact offsets; a torn member is an error, never an end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import WarcError
from archive.warc.members import Source, open_source
from archive.warc.record import OPEN_SUFFIX, WarcRecord

MAX_BLOCK_BYTES = 1 << 30
_MAX_HEAD_BYTES = 1 << 20
_PAIRING_WINDOW = 16


@dataclass(slots=True)
class _Place:
    """The place of an exchange in the order of a file."""

    first: WarcRecord
    partner: WarcRecord | None = None

    def pair(self) -> tuple[WarcRecord, WarcRecord | None]:
        """Response before request."""
        if self.partner is not None and self.first.type == "request":
            return self.partner, self.first
        return self.first, self.partner


def find_file(directory: Path, filename: str) -> Path:
    """The path of a WARC file, finished or still `.open`. Raises WarcError when there is neither."""
    path = directory / filename
    if Path(filename).name == filename:
        for candidate in (path, path.with_name(filename + OPEN_SUFFIX), path):
            if candidate.is_file():
                return candidate
    raise WarcError(path, 0, "no such WARC file: bring it back, or rebuild the rows from the files that are there.")


def read_record(path: Path, offset: int) -> WarcRecord:
    """The record that begins at an offset. Raises WarcError when none does, or when it is torn or damaged."""
    with open_warc(path) as file:
        source = open_source(file, path, offset)
        if source is None:
            raise WarcError(path, offset, "the file ends before this offset.")
        return read_next(source, path)


def iter_records(path: Path) -> Iterator[WarcRecord]:
    """Every record of a WARC file, compressed or not, one in memory at a time.

    Raises WarcError with the offset of the first torn or damaged member.
    """
    with open_warc(path) as file:
        offset = 0
        while (source := open_source(file, path, offset)) is not None:
            while not source.at_end():
                yield read_next(source, path)
            offset = source.end


def iter_exchanges(path: Path) -> Iterator[tuple[WarcRecord, WarcRecord | None]]:
    """The exchanges of a file, see `pair_exchanges`. Raises WarcError as `iter_records` does."""
    return pair_exchanges(iter_records(path))


def pair_exchanges(records: Iterable[WarcRecord]) -> Iterator[tuple[WarcRecord, WarcRecord | None]]:
    """Each response or revisit with its request, in file order.

    They are paired by `WARC-Concurrent-To` either way, else by neighbourhood and URI. A request that got
    nothing back stands alone, in the first place.
    """
    places: deque[_Place] = deque()
    for record in records:
        if record.type not in {"response", "revisit", "request"}:
            continue
        place = _find_place(record, places)
        if place is None:
            places.append(_Place(record))
        else:
            place.partner = record
        while places and (places[0].partner is not None or len(places) > _PAIRING_WINDOW):
            yield places.popleft().pair()
    for place in places:
        yield place.pair()


def read_next(source: Source, path: Path) -> WarcRecord:
    """The record at the source's position. Raises WarcError when it is torn, damaged or no WARC record."""
    offset = source.record_offset()
    headers = _read_headers(source, path, offset)
    fields = {name.lower(): value for name, value in reversed(headers)}
    announced = fields.get("content-length", "")
    if not (announced.isascii() and announced.isdigit()):
        raise WarcError(path, offset, f"Content-Length {announced!r} is no number.")
    if int(announced) > MAX_BLOCK_BYTES:
        raise WarcError(path, offset, f"Content-Length {announced} is over the limit of {MAX_BLOCK_BYTES} bytes.")
    block = source.read(int(announced))
    if len(block) < int(announced):
        raise WarcError(path, offset, f"torn: {len(block)} of {announced} block bytes are there.")
    source.skip_line_ends()
    if not source.at_end() and source.peek(5) != b"WARC/":
        raise WarcError(path, offset, f"the block is longer than its Content-Length of {announced}.")
    record_type = fields.get("warc-type", "").lower()
    return WarcRecord(record_type, headers, block, path, offset, source.record_length(offset))


def _read_headers(source: Source, path: Path, offset: int) -> tuple[tuple[str, str], ...]:
    version = source.read_line(_MAX_HEAD_BYTES)
    if not version.startswith(b"WARC/"):
        raise WarcError(path, offset, f"no WARC record starts here: {version[:20]!r}.")
    lines: list[str] = []
    size = 0
    while True:
        raw = source.read_line(_MAX_HEAD_BYTES)
        size += len(raw)
        if not raw.endswith(b"\n") or size > _MAX_HEAD_BYTES:
            raise WarcError(path, offset, "the WARC header does not end.")
        line = _decode(raw.rstrip(b"\r\n"))
        if not line:
            break
        if line[0] in " \t" and lines:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    fields = (line.partition(":") for line in lines)
    return tuple((name.strip(), value.strip()) for name, _, value in fields)


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _find_place(record: WarcRecord, places: deque[_Place]) -> _Place | None:
    is_request = record.type == "request"
    free = [one for one in places if one.partner is None and (one.first.type == "request") != is_request]
    for place in reversed(free):
        if place.first.record_id in record.get_all("WARC-Concurrent-To"):
            return place
        if record.record_id in place.first.get_all("WARC-Concurrent-To"):
            return place
    if not free or free[-1] is not places[-1]:
        return None
    neighbour = free[-1].first
    is_named = record.get("WARC-Concurrent-To") or neighbour.get("WARC-Concurrent-To")
    return None if is_named or neighbour.target_uri != record.target_uri else free[-1]


def open_warc(path: Path) -> BinaryIO:
    """The file opened for reading, finished or `.open`. Raises WarcError when it cannot be."""
    # A writer may take `.open` away between finding a file and opening it.
    finished = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    for candidate in (path, finished):
        try:
            return candidate.open("rb")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise WarcError(candidate, 0, f"cannot be read: {error.strerror}.") from None
    raise WarcError(path, 0, "no such WARC file.")
