"""Reads the texts of captured files in a process of its own, within limits, and keeps what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.db import attachment_texts, captures
from archive.db.attachment_texts import UnreadFile
from archive.db.engine import Database
from archive.errors import LaneLostError, PayloadError, WarcError
from archive.extract.language import identify_language
from archive.filetexts.reading import read_text
from archive.filetexts.values import FileText
from archive.lanes import LanePool
from archive.payloads import read_body
from archive.records import Capture
from archive.search.upkeep import index_file

LIMIT_S = 20.0
"""Seconds that reading one file may take."""

_TOLD_BY_CHARS = 20_000
"""The language of a file is told by its beginning."""

MEMORY_BYTES = 1024**3
"""Address space of the process that reads."""


class AttachmentReader:
    """Reads files one after another beside the crawl. One thread owns it: what came of them is kept when it asks."""

    def __init__(self, database: Database, directory: Path, *, source: str | None = None) -> None:
        """`source`: only this source's files; None for all."""
        self._database = database
        self._directory = directory
        self._source = source
        self._lanes: LanePool | None = None
        self._reading: dict[tuple[str, str], tuple[UnreadFile, Future[FileText | None]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, file: UnreadFile) -> None:
        """Begin to read a file, unless it is being read as it is now."""
        place = (file.source, file.key)
        if place in self._reading and self._reading[place][0].capture.digest == file.capture.digest:
            return
        self.keep_done()
        with self._database.read() as connection:
            original = captures.find_original_of(connection, file.capture)
        if self._lanes is None:
            self._lanes = LanePool(lanes=1, limit_s=LIMIT_S, memory_bytes=MEMORY_BYTES)
        reading = self._lanes.submit(read_captured, self._directory, file.capture, original)
        self._reading[place] = (file, reading)

    def keep_done(self) -> None:
        """Keep the texts of the files that have been read by now."""
        self._keep(place for place, (_, reading) in list(self._reading.items()) if reading.done())

    def finish(self) -> None:
        """Read all files that wait, also those left by earlier runs, and keep their texts."""
        with self._database.read() as connection:
            unread = attachment_texts.list_unread(connection, source=self._source)
        for file in unread:
            self.start(file)
        self._keep(list(self._reading))

    def close(self) -> None:
        """End the reading process; files not read by now are left for a later run."""
        if self._lanes is not None:
            self._lanes.shutdown(wait=False, cancel_futures=True)
            self._lanes = None

    def _keep(self, places: Iterable[tuple[str, str]]) -> None:
        for place in places:
            file, reading = self._reading.pop(place)
            text = _take(reading)
            if text is not None:
                language = identify_language(text.text[:_TOLD_BY_CHARS]) if text.text else None
                with self._database.write() as connection:
                    kept = attachment_texts.keep_text(connection, file, text, language=language)
                    index_file(connection, kept.text_id, kept.replaced)


def read_captured(directory: Path, capture: Capture, original: Capture | None) -> FileText | None:
    """The text of a captured file; None when its record is not there or damaged: a repaired archive may have it."""
    if capture.truncated is not None:
        return FileText("damaged", reason="only a part of it was received")
    try:
        return read_text(read_body(directory, capture, original))
    except PayloadError as error:
        return FileText("damaged", reason=str(error))
    except WarcError:
        return None


def _take(reading: Future[FileText | None]) -> FileText | None:
    try:
        return reading.result()
    except LaneLostError as error:
        return FileText("too-long", reason=error.reason)
