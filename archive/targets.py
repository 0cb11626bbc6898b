"""What revisits point to: looked for among the rows, or among the responses of the files when there are none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archive.db import auditing, captures
from archive.db.engine import Database
from archive.errors import WarcError
from archive.indexing import read_capture
from archive.records import Capture, Fault
from archive.timestamps import parse_warc_date
from archive.urls import format_urlkey
from archive.warc.reader import find_file, read_record
from archive.warc.record import WarcRecord


@dataclass(frozen=True, slots=True)
class Target:
    """What a revisit says of the earlier response."""

    url: str | None
    at: datetime | None
    digest: str | None
    """`WARC-Payload-Digest`."""
    revisit: Capture
    """What points there."""

    def describe(self) -> str:
        """In the words of a fault."""
        where = f"{self.url} at {self.at:%Y-%m-%dT%H:%M:%S.%fZ}" if self.url and self.at else "any URL"
        return f"this revisit points to a response of {where} with the payload {self.digest}, which is not there."


def read_target(record: WarcRecord) -> Target | None:
    """What a revisit record points to; None when it names nothing, or is no revisit.

    Raises ValueError when the date there is none, WarcError when its own is none.
    """
    revisit = read_capture(record, "", "")
    if revisit is None or revisit.record_type != "revisit":
        return None
    url = _bare(record.get("WARC-Refers-To-Target-URI"))
    date = record.get("WARC-Refers-To-Date")
    digest = record.get("WARC-Payload-Digest")
    if digest is None and (url is None or date is None):
        return None
    return Target(url, parse_warc_date(date) if date else None, digest, revisit)


def find_target(database: Database, directory: Path, target: Target) -> Capture | None:
    """The row of the response that a revisit points to; None when there is none with that payload."""
    with database.read() as connection:
        if target.url is not None and target.at is not None:
            found = auditing.find_responses(connection, target.url, target.at)
        else:
            original = captures.find_original_of(connection, target.revisit)
            found = [original] if original else []
    return next((one for one in found if _fits(directory, one, target.digest)), None)


def resolve_revisit(database: Database, directory: Path, record: WarcRecord, capture: Capture) -> Capture:
    """The row of a revisit with the digest and framing that its response has here, where its own record's differ.

    Raises ValueError and WarcError as `read_target` does.
    """
    if capture.record_type != "revisit":
        return capture
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
    if original is not None and record.get("WARC-Payload-Digest") is not None:
        return capture
    target = read_target(record)
    found = find_target(database, directory, target) if target is not None else None
    return capture if found is None else dataclasses.replace(capture, digest=found.digest, chunked=found.chunked)


def _fits(directory: Path, response: Capture, digest: str | None) -> bool:
    """Whether a response has that payload, by our digest or by the one that its own record gives."""
    if digest is None or response.digest == digest:
        return True
    # Quirk: others write SHA-256 or hexadecimal digests, and warcio digests chunked bodies with their framing.
    try:
        record = read_record(find_file(directory, response.location.filename), response.location.offset)
    except WarcError:
        return False
    return record.get("WARC-Payload-Digest") == digest


@dataclass(slots=True)
class Answers:
    """The responses and revisits of an archive that has no database."""

    _by_moment: dict[tuple[str, datetime], set[str | None]] = field(default_factory=dict)
    _digests: set[str | None] = field(default_factory=set)
    _waiting: list[tuple[str, int, Target]] = field(default_factory=list)

    def add(self, filename: str, record: WarcRecord) -> None:
        """Take in a record that was read whole."""
        capture = read_capture(record, "", "") if record.type in {"response", "revisit"} else None
        if capture is None:
            return
        if capture.record_type == "response":
            digests = {capture.digest, record.get("WARC-Payload-Digest")}
            self._by_moment.setdefault((capture.urlkey, capture.requested_at), set()).update(digests)
            self._digests |= digests
        else:
            target = read_target(record)
            if target is not None:
                self._waiting.append((filename, record.offset, target))

    def faults(self) -> Iterator[Fault]:
        """Every revisit whose response is not there, once all files are read."""
        for filename, offset, target in self._waiting:
            known: set[str | None] | None = self._digests
            if target.url is not None and target.at is not None:
                known = self._by_moment.get((format_urlkey(target.url), target.at))
            if known is None or (target.digest is not None and target.digest not in known):
                yield Fault(filename, offset, target.describe())


def _bare(uri: str | None) -> str | None:
    return uri[1:-1] if uri and uri.startswith("<") and uri.endswith(">") else uri
