"""Exchanges written as WARC 1.1: response or revisit, then request, a gzip member each."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from archive.errors import WriteError
from archive.records import Exchange, Location, RecordType
from archive.timestamps import format_timestamp, format_warc_date, now
from archive.warc.answer import Answer, read_answer
from archive.warc.appending import AppendFile, create_file, sync_directory
from archive.warc.composing import RevisitTarget, compose_exchange, format_metadata
from archive.warc.message import block_digest
from archive.warc.record import format_fields, format_record, new_record_id

__all__ = ["MAX_AGE_S", "MAX_FILE_BYTES", "RevisitTarget", "WarcWriter", "Written"]

MAX_FILE_BYTES = 1 << 30
MAX_AGE_S = 86_400.0
_MAX_SERIAL = 100_000
_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written for one exchange, enough to make a capture's row."""

    record_type: RecordType | Literal["request"]
    """`request` when nothing came back: such an exchange has a request record only, and is no capture."""
    location: Location
    """Of the response or revisit; of the request when there is no other."""
    record_id: str
    """WARC-Record-ID of the record at `location`."""
    target_uri: str
    """The URL as WARC-Target-URI has it: ASCII, odd characters percent-encoded."""
    digest: str
    """Payload digest; for `server-not-modified` that of the earlier response."""
    status: int | None
    mime: str | None
    chunked: bool
    redirect_to: str | None


@dataclass(slots=True)
class _File:
    """The file being written and what its records need of it."""

    file: AppendFile
    warcinfo_id: str
    opened_s: float
    """Monotonic clock."""
    entries: int = field(default=0)
    """Exchanges and notes in it."""


class WarcWriter:
    """Writes the exchanges of one run of one source. One thread owns it; a file appears with the first."""

    def __init__(
        self,
        directory: Path,
        *,
        source: str,
        run: str,
        user_agent: str = "",
        max_file_bytes: int = MAX_FILE_BYTES,
        max_age_s: float = MAX_AGE_S,
        operator: str | None = None,
        description: str | None = None,
        about: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`about`: further fields of the warcinfo record, repeats kept."""
        if not _SOURCE.fullmatch(source):
            raise WriteError(f"{source!r} cannot be part of a file name: use letters, digits, '-', '_' and '.'.")
        self._directory = directory
        self._source = source
        self._max_file_bytes = max_file_bytes
        self._max_age_s = max_age_s
        self._host = _host_name()
        self._serial = 0
        self._current: _File | None = None
        self._is_closed = False
        self.before_finish: Callable[[], None] = lambda: None
        """Called before a full file gets its final name: rows that point into it must be safe by then."""
        self._failure: WriteError | None = None
        self._about = (
            ("robots", "obey"),
            ("operator", operator or ""),
            ("description", description or ""),
            ("isPartOf", source),
            ("kronika-run", run),
            ("http-header-user-agent", user_agent),
            *about,
        )

    def write_exchange(
        self, exchange: Exchange, *, refers_to: RevisitTarget | None = None, answer: Answer | None = None
    ) -> Written:
        """Append all records of an exchange, or nothing.

        `refers_to` makes a revisit where the standard allows one. Else the response is written in full: when
        it is truncated, empty, no HTTP, of another digest or framing, or no 304 for `server-not-modified`.
        `answer` saves reading the response again. Raises WriteError.
        """
        if exchange.source != self._source:
            raise WriteError(f"{exchange.url}: this writer keeps {self._source}, not {exchange.source}.")
        answer = answer or read_answer(exchange.response, exchange.url)
        self._rotate_if_due()
        current = self._current_file()
        composed = compose_exchange(exchange, answer, refers_to, warcinfo_id=current.warcinfo_id)
        offset = current.file.append(b"".join(composed.members))
        current.entries += 1
        return Written(
            record_type=composed.record_type,
            location=Location(current.file.path.name, offset, len(composed.members[0])),
            record_id=composed.record_id,
            target_uri=composed.target_uri,
            digest=composed.digest,
            status=answer.status,
            mime=answer.mime,
            chunked=answer.chunked,
            redirect_to=answer.redirect_to,
        )

    def write_note(self, target_uri: str, fields: Sequence[tuple[str, str]], *, at: datetime) -> None:
        """Append a metadata record on what was made of a capture, or of the run. Raises WriteError."""
        current = self._current_file()
        about = [
            ("WARC-Date", format_warc_date(at)),
            ("WARC-Target-URI", target_uri),
            ("WARC-Warcinfo-ID", current.warcinfo_id),
        ]
        current.file.append(format_metadata(fields, about))
        current.entries += 1

    @property
    def directory(self) -> Path:
        """Where its files are."""
        return self._directory

    @property
    def has_written(self) -> bool:
        """Whether any file was begun."""
        return self._serial > 0

    def sync(self) -> None:
        """Bring everything written so far to the disk itself. Raises WriteError; nothing is sure then."""
        if self._failure is not None:
            raise self._failure
        if self._current is not None:
            self._current.file.sync()

    def close(self) -> None:
        """Sync and finish the current file. A second call does nothing. Raises WriteError."""
        self._is_closed = True
        self._finish_file()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _current_file(self) -> _File:
        if self._is_closed:
            raise WriteError(f"{self._directory}: the writer of {self._source} is closed: open a new one.")
        if self._failure is not None:
            raise self._failure
        if self._current is None:
            self._current = self._open_file()
        return self._current

    def _rotate_if_due(self) -> None:
        current = self._current
        if current is None or not current.entries or current.file.is_broken:
            return
        is_old = time.monotonic() - current.opened_s >= self._max_age_s
        if is_old or current.file.size >= self._max_file_bytes:
            self.before_finish()
            self._finish_file()

    def _finish_file(self) -> None:
        current, self._current = self._current, None
        if current is None:
            return
        try:
            if current.entries:
                current.file.finish()
            else:
                current.file.discard()
        except WriteError as error:
            # Rows may be waiting for records of that file: no later sync may say that they are safe.
            self._failure = error
            raise

    def _open_file(self) -> _File:
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"{self._directory}: {error.strerror}: choose a writable directory.") from error
        opened_at = now()
        stamp = format_timestamp(opened_at)
        for serial in range(self._serial, _MAX_SERIAL):
            name = f"kronika-{self._source}-{stamp}-{serial:05d}-{self._host}.warc.gz"
            file = create_file(self._directory / name)
            if file is not None:
                self._serial = (serial + 1) % _MAX_SERIAL
                return self._begin(file, opened_at)
        raise WriteError(f"{self._directory}: no free file name is left for {self._source} at {stamp}.")

    def _begin(self, file: AppendFile, opened_at: datetime) -> _File:
        warcinfo_id = new_record_id()
        try:
            file.append(format_warcinfo(file.path.name, warcinfo_id, opened_at, self._about))
            sync_directory(self._directory)
        except WriteError:
            file.discard()
            raise
        except OSError as error:
            file.discard()
            raise WriteError(f"{self._directory}: {error.strerror}: mend the disk.") from error
        return _File(file, warcinfo_id, time.monotonic())


def format_warcinfo(filename: str, record_id: str, opened_at: datetime, about: Sequence[tuple[str, str]]) -> bytes:
    """The first record of a file of ours; `about` are fields of its block, empty ones left out. Raises WriteError."""
    block = format_fields(
        (
            ("software", _software()),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
            ("hostname", socket.gethostname()),
            *((name, value) for name, value in about if value),
        )
    )
    fields = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", record_id),
        ("WARC-Date", format_warc_date(opened_at)),
        ("WARC-Filename", filename),
        ("WARC-Block-Digest", block_digest(block)),
        ("Content-Type", "application/warc-fields"),
    )
    return format_record(fields, block)


def _software() -> str:
    try:
        return f"kronika/{metadata.version('kronika')}"
    except metadata.PackageNotFoundError:
        return "kronika"


def _host_name() -> str:
    """The machine's short name, made fit for a file name."""
    short = socket.gethostname().partition(".")[0].lower()
    return re.sub(r"[^a-z0-9]+", "-", short).strip("-") or "localhost"
