"""Archive: the one door. Opens an archive directory and composes its parts; computes nothing itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.checking import verify_archive
from archive.db import articles, captures, counts, runs
from archive.db.engine import Database
from archive.errors import ConfigError
from archive.fixture import cut_fixture
from archive.locks import SourceLock
from archive.notes import FACTS_FIELD, STARTED_FIELD, format_facts
from archive.payloads import read_body
from archive.rebuilding import rebuild_database
from archive.recorder import Recorder
from archive.records import ArchivedArticle, Capture, Checked, Fault, Hit, Run, SourceFacts
from archive.recovery import Recovery, recover_archive
from archive.replay import Replayed
from archive.search.query import search_articles
from archive.timestamps import format_timestamp, format_warc_date, now
from archive.urls import format_article_key, format_urlkey
from archive.warc.files import find_warcs
from archive.warc.writer import WarcWriter

DATABASE_FILE = "kronika.db"
WARC_DIRECTORY = "warc"
LOCK_DIRECTORY = "locks"


class Archive:
    """An archive directory, opened."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        """`create`: make the directory when there is none; otherwise that is a ConfigError.

        Raises DatabaseError when the database cannot be used.
        """
        self.directory = directory.absolute()
        self.warc_directory = self.directory / WARC_DIRECTORY
        self.database_path = self.directory / DATABASE_FILE
        if create:
            try:
                self.warc_directory.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ConfigError(f"{self.directory}: {error.strerror}: name another folder with --archive.") from error
        elif not self.database_path.exists():
            raise ConfigError(
                f"there is no archive at {self.directory}: crawl something first, or name its folder with --archive."
            )
        self._database = Database(self.database_path)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def recover(self) -> list[Recovery]:
        """Finish the files that killed crawls left open, and give complete records without rows theirs."""
        return recover_archive(self._database, self.warc_directory)

    def reindex(self, *, executor: Executor | None = None) -> Replayed:
        """Build the database anew from the WARC files alone; pages are read on `executor`, or here.

        Raises SourceBusyError while any source is being crawled.
        """
        self._database.close()
        try:
            return rebuild_database(
                self.database_path, self.warc_directory, self.directory / LOCK_DIRECTORY, executor=executor
            )
        finally:
            self._database = Database(self.database_path)

    def start_run(self, source: SourceFacts, *, user_agent: str = "") -> Recorder:
        """Begin a run of a source. Raises SourceBusyError when another process is at it."""
        lock = SourceLock(self.directory / LOCK_DIRECTORY, source.id)
        started_at = now()
        run_id = f"{format_timestamp(started_at)}-{source.id}-{uuid.uuid4().hex[:8]}"
        try:
            with self._database.write() as connection:
                runs.upsert_source(connection, source)
                runs.mark_killed_runs(connection, source.id, at=started_at)
                run = runs.start_run(connection, run_id, source.id, at=started_at)
        except BaseException:
            lock.release()
            raise
        writer = WarcWriter(
            self.warc_directory,
            source=source.id,
            run=run.id,
            user_agent=user_agent,
            about=[(FACTS_FIELD, format_facts(source)), (STARTED_FIELD, format_warc_date(started_at))],
        )
        return Recorder(self._database, writer, run, lock)

    def find(self, url: str, *, at: datetime | None = None, limit: int | None = None) -> list[Capture]:
        """Captures of a URL in any of its spellings, newest first, or nearest to `at` first."""
        with self._database.read() as connection:
            return captures.find_captures(connection, format_urlkey(url), url=url, nearest_to=at, limit=limit)

    def iter_captures(self) -> Iterator[Capture]:
        """Every capture, in the order in which the records lie on disk."""
        with self._database.read() as connection:
            yield from captures.iter_captures(connection)

    def read(self, capture: Capture) -> bytes:
        """The body of a capture, transfer and content coding removed; a revisit's comes from its original.

        Raises WarcError when the record is not there or damaged, PayloadError when it cannot be decoded.
        """
        with self._database.read() as connection:
            original = captures.find_original_of(connection, capture)
        return read_body(self.warc_directory, capture, original)

    def find_article(self, name: str, *, number: int | None = None) -> ArchivedArticle | None:
        """The article of a URL or of an id written in digits; in one of its versions when `number` is given."""
        with self._database.read() as connection:
            if name.isdecimal():
                return articles.find_article(connection, int(name), number=number)
            return articles.find_article_by_url(connection, name, number=number)

    def find_article_of(self, capture: Capture) -> ArchivedArticle | None:
        """The article in the version that was read from this capture, else the one at its address."""
        with self._database.read() as connection:
            if capture.id is not None:
                found = articles.find_article_by_capture(connection, capture.id)
                if found is not None:
                    return found
            return articles.find_article_by_key(connection, format_article_key(capture.url), source=capture.source)

    def list(
        self,
        *,
        first: datetime | None = None,
        last: datetime | None = None,
        source: str | None = None,
        country: str | None = None,
        limit: int | None = None,
    ) -> list[ArchivedArticle]:
        """Articles by publication date, newest first."""
        with self._database.read() as connection:
            return articles.list_articles(
                connection,
                first=first.date() if first else None,
                last=last.date() if last else None,
                source=source,
                country=country,
                limit=limit,
            )

    def search(
        self,
        words: str,
        *,
        source: str | None = None,
        country: str | None = None,
        language: str | None = None,
        first: datetime | None = None,
        last: datetime | None = None,
        limit: int = 20,
    ) -> Sequence[Hit]:
        """Articles in which all the words stand, best first."""
        with self._database.read() as connection:
            return search_articles(
                connection,
                words,
                source=source,
                country=country,
                language=language,
                first=first.date() if first else None,
                last=last.date() if last else None,
                limit=limit,
            )

    def last_run(self, source: str) -> Run | None:
        """The last run of a source that came to its end."""
        with self._database.read() as connection:
            return runs.last_finished_run(connection, source)

    def stats(self) -> dict[str, Any]:
        """Counts over the whole archive, and the bytes its files take."""
        with self._database.read() as connection:
            counted = counts.count_rows(connection)
        files = find_warcs(self.warc_directory)
        return {
            **counted,
            "warc_files": len(files),
            "warc_bytes": sum(path.stat().st_size for path in files),
            "database_bytes": self.database_path.stat().st_size,
            "directory": str(self.directory),
        }

    def verify(self) -> Iterator[Fault | Checked]:
        """Every fault of the WARC files, every row that does not agree with them, and each file as it is done."""
        return verify_archive(self._database, self.warc_directory)

    def cut(self, urls: Sequence[str], to: Path) -> int:
        """Write a small WARC with what a crawl of these pages asks for; how many exchanges it holds.

        Raises ConfigError naming a URL that was never captured.
        """
        return cut_fixture(self._database, self.warc_directory, urls, to)
