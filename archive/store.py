"""Archive: the one door. Opens an archive directory and composes its parts; computes nothing itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from archive.checking import Watch, verify_archive, verify_files, watch_nothing
from archive.cutting import cut_fixture
from archive.db import articles, attachments, auditing, captures, counts, near, runs
from archive.db.copying import CopiedTable, WatchRows, copy_database, count_all, watch_no_rows
from archive.db.engine import Database, is_archive, name_database
from archive.db.runs import IMPORT_PREFIX
from archive.errors import ConfigError, SearchIndexError
from archive.explaining import Explanation, explain_article
from archive.importing import Importer
from archive.locks import IMPORT, SourceLock, hold_all
from archive.neardup import Fold, NearDuplicate, fold_enough
from archive.notes import FACTS_FIELD, RUN_FIELD, STARTED_FIELD, format_facts
from archive.payloads import read_body, read_content_type
from archive.rebuilding import rebuild_database
from archive.recorder import Recorder
from archive.records import (
    ArchivedArticle,
    ArchivedAttachment,
    Capture,
    Checked,
    Fault,
    Hit,
    Run,
    RunOutcome,
    SourceFacts,
)
from archive.recovery import Recovery, recover_archive
from archive.repairing import Mending, Repair
from archive.replay import Replayed
from archive.search.finding import Order
from archive.search.results import SearchResults
from archive.search.writing import write_copied
from archive.search_index import Built, IndexStatus, build_if_small, read_status, rebuild_index
from archive.search_index import Watch as WatchIndex
from archive.search_index import watch_nothing as watch_no_index
from archive.timestamps import format_timestamp, format_warc_date, now
from archive.urls import format_article_key, format_urlkey
from archive.warc.files import find_warcs
from archive.warc.writer import WarcWriter

DATABASE_FILE = "kronika.db"
WARC_DIRECTORY = "warc"
LOCK_DIRECTORY = "locks"


def verify_directory(
    directory: Path, *, database: str | None = None, watch: Watch = watch_nothing
) -> Iterator[Fault | Checked]:
    """Check an archive's files, and its rows when it has a database. Raises ConfigError when there is neither."""
    warcs, target = directory / WARC_DIRECTORY, locate_database(directory, database)
    if not find_warcs(warcs) or is_archive(target):
        with Archive(directory, database=database) as archive:
            yield from archive.verify(watch=watch)
    else:
        yield Fault(name_database(target), 0, "there is no database: `kronika reindex` builds it from the WARC files.")
        yield from verify_files(warcs, watch=watch)


def locate_database(directory: Path, url: str | None) -> str | Path:
    """Where the rows of an archive are: what the URL names, else a file in its directory."""
    return url or directory.absolute() / DATABASE_FILE


class Archive:
    """An archive directory, opened."""

    def __init__(self, directory: Path, *, database: str | None = None, create: bool = False) -> None:
        """`database`: the URL of what holds the rows, None for a file in the directory. `create`: make directory and
        tables when there are none; otherwise that is a ConfigError.

        Raises DatabaseError when the database cannot be used.
        """
        self.directory = directory.absolute()
        self.warc_directory = self.directory / WARC_DIRECTORY
        self._target = locate_database(self.directory, database)
        if create:
            try:
                self.warc_directory.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ConfigError(f"{self.directory}: {error.strerror}: name another folder with --archive.") from error
        elif isinstance(self._target, Path) and not self._target.exists():
            raise ConfigError(
                f"there is no archive at {self.directory}: crawl something first, or name its folder with --archive."
            )
        self._database = Database(self._target, create=create or isinstance(self._target, Path))

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
                self._target, self.warc_directory, self.directory / LOCK_DIRECTORY, executor=executor
            )
        finally:
            self._database = Database(self._target)

    def copy_database(self, to: str, *, watch: WatchRows = watch_no_rows) -> list[CopiedTable]:
        """Copy every row into another database, and hold both against each other; nothing is left of half a copy.

        Raises SourceBusyError while any source is being crawled, ConfigError when rows are there already.
        """
        with hold_all(self.directory / LOCK_DIRECTORY):
            return copy_database(self._database, to, index=write_copied, watch=watch)

    def describe_database(self) -> dict[str, str | int]:
        """Where the rows are, and in what, as JSON values."""
        return self._database.describe()

    def count_rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self._database.read() as connection:
            return count_all(connection)

    @contextmanager
    def start_import(self, source: SourceFacts | None) -> Iterator[tuple[Importer, Recorder | None]]:
        """Begin taking in files; with a source, as a run of it, which keeps the articles read from them.

        Raises SourceBusyError when another process is at it.
        """
        recorder = self.start_run(source, prefix=IMPORT_PREFIX) if source is not None else None
        run = recorder.run.id if recorder is not None else f"{IMPORT_PREFIX}{format_timestamp(now())}"
        about = [("isPartOf", source.id if source is not None else ""), (RUN_FIELD, run)]
        if source is not None and recorder is not None:
            about += _about_run(source, recorder.run.started_at)
        outcome: RunOutcome = "failed"
        importer: Importer | None = None
        try:
            lock = SourceLock(self.directory / LOCK_DIRECTORY, IMPORT)
            try:
                importer = Importer(self._database, self.warc_directory, about)
                yield importer, recorder
                outcome = "finished"
            finally:
                lock.release()
        finally:
            if recorder is not None:
                recorder.close(outcome, importer.counts if importer is not None else {})
                if importer is None or not importer.counts:
                    self._forget(recorder.run)

    def start_run(self, source: SourceFacts, *, user_agent: str = "", prefix: str = "") -> Recorder:
        """Begin a run of a source; `prefix` begins its id. Raises SourceBusyError when another process is at it."""
        lock = SourceLock(self.directory / LOCK_DIRECTORY, source.id)
        started_at = now()
        run_id = f"{prefix}{format_timestamp(started_at)}-{source.id}-{uuid.uuid4().hex[:8]}"
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
            about=_about_run(source, started_at),
        )
        return Recorder(self._database, writer, run, lock)

    def _forget(self, run: Run) -> None:
        """Take out the row of a run that wrote nothing."""
        with self._database.write() as connection:
            auditing.delete_run(connection, run.id)

    def find(self, url: str, *, at: datetime | None = None, limit: int | None = None) -> list[Capture]:
        """Captures of a URL in any of its spellings, newest first, or nearest to `at` first."""
        with self._database.read() as connection:
            return captures.find_captures(connection, format_urlkey(url), url=url, nearest_to=at, limit=limit)

    def captures_of(self, filename: str) -> list[Capture]:
        """The captures in a WARC file, in the order on disk."""
        with self._database.read() as connection:
            return list(captures.iter_captures(connection, filename=filename))

    def iter_captures(self) -> Iterator[Capture]:
        """Every capture, in the order in which the records lie on disk."""
        with self._database.read() as connection:
            yield from captures.iter_captures(connection)

    def read(self, capture: Capture) -> bytes:
        """The body of a capture, transfer and content coding removed; a revisit's comes from its original.

        Raises WarcError when the record is not there or damaged, PayloadError when it cannot be decoded.
        """
        return read_body(self.warc_directory, capture, self._find_original(capture))

    def read_content_type(self, capture: Capture) -> str | None:
        """The Content-Type of a capture, as sent; None without one. Raises WarcError as `read` does."""
        return read_content_type(self.warc_directory, capture, self._find_original(capture))

    def _find_original(self, capture: Capture) -> Capture | None:
        with self._database.read() as connection:
            return captures.find_original_of(connection, capture)

    def is_read(self, capture: Capture, source: str) -> bool:
        """Whether the article at a capture's address was read from it, or from a later one."""
        key = format_article_key(capture.url)
        with self._database.read() as connection:
            return articles.is_read_since(connection, source, key, capture.requested_at)

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

    def find_attachments(self, article: ArchivedArticle) -> Sequence[ArchivedAttachment]:
        """The files that an article links to, then its images, each once under whatever addresses."""
        with self._database.read() as connection:
            return attachments.find_attachments(connection, article)

    def find_near_duplicates(self, article: ArchivedArticle) -> Sequence[NearDuplicate]:
        """The other articles, of any source, that print nearly its text as it is now, first published first.

        None of them `is_first` when the article itself was published first.
        """
        with self._database.read() as connection:
            group = near.find_group(connection, article.id)
            found = [(articles.find_article(connection, one.article_id), one) for one in group.others]
        return [
            NearDuplicate(article=other, similarity=one.similarity, is_first=one.article_id == group.first_id)
            for other, one in found
            if other is not None
        ]

    def fold_articles(
        self, fetch: Callable[[int | None], Sequence[ArchivedArticle]], limit: int | None
    ) -> Sequence[Fold[ArchivedArticle]]:
        """Articles with those under them that print the same text, from what `fetch` gives for a limit."""
        with self._database.read() as connection:
            find_first = cache(partial(near.find_first, connection))
            return fold_enough(fetch, lambda article: find_first(article.id), limit)

    def fold_hits(self, fetch: Callable[[int | None], Sequence[Hit]], limit: int | None) -> Sequence[Fold[Hit]]:
        """The same for hits."""
        with self._database.read() as connection:
            find_first = cache(partial(near.find_first, connection))
            return fold_enough(fetch, lambda hit: find_first(hit.article.id), limit)

    def explain(self, article: ArchivedArticle) -> Explanation:
        """How an article comes about by the rules of now: what was chosen for its fields, what was passed over.

        Raises WarcError, PayloadError.
        """
        return explain_article(self._database, self.warc_directory, article)

    def find_file(self, url: str) -> Capture | None:
        """The last whole capture of any page or file that answered 200, else the last of a file at another address."""
        with self._database.read() as connection:
            found = captures.find_captures(connection, format_urlkey(url), url=url)
            whole = [one for one in found if one.truncated is None and (one.status == 200 or one.is_not_modified)]
            return whole[0] if whole else attachments.find_capture_of(connection, url)

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
        first: date | None = None,
        last: date | None = None,
        order: Order = "best",
        limit: int | None = 20,
        offset: int = 0,
        across_languages: bool = True,
    ) -> SearchResults:
        """Articles in which all the words stand, in any of their forms, or that link to a file where they do.

        `words`: the query language of docs/search.md; anything at all can be typed. `first` and `last`: days of
        publication, inclusive. `across_languages`: names also as other languages have them (Plungė, Pluņģe).
        Iterating gives the hits, read as they are needed: `limit=None` gives all.

        Raises SearchIndexError when the words of the archive have to be counted first.
        """
        find = partial(
            SearchResults,
            self._database.read,
            words,
            source=source,
            country=country,
            language=language,
            first=first,
            last=last,
            order=order,
            limit=limit,
            offset=offset,
            across_languages=across_languages,
        )
        try:
            return find()
        except SearchIndexError:
            if not build_if_small(self._database, self.directory / LOCK_DIRECTORY):
                raise
            return find()

    def rebuild_search_index(
        self,
        *,
        executor: Executor | None = None,
        workers: int = 1,
        only_keys: bool = False,
        watch: WatchIndex = watch_no_index,
    ) -> Built:
        """Build what searches stand on anew, beside what is there; others read and write meanwhile.

        `executor` has `workers` processes. `only_keys`: where the words are counted, only which are forms of one
        another. Raises SearchIndexError when another process is at it.
        """
        locks = self.directory / LOCK_DIRECTORY
        return rebuild_index(
            self._database, locks, executor=executor, workers=workers, only_keys=only_keys, watch=watch
        )

    def read_search_status(self) -> IndexStatus:
        """How it stands with what searches stand on."""
        return read_status(self._database)

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
            "database_bytes": self._database.describe()["bytes"],
            "directory": str(self.directory),
        }

    def verify(self, *, watch: Watch = watch_nothing) -> Iterator[Fault | Checked]:
        """Every fault of the WARC files, every row that does not agree with them, and each file as it is done.

        `watch` is told the bytes read.
        """
        return verify_archive(self._database, self.warc_directory, watch=watch)

    def repair(self, *, dry_run: bool = False) -> Iterator[Mending]:
        """Mend what can be mended; everything that is done (or would be), and what is left.

        Raises SourceBusyError while any source is being crawled, WriteError.
        """
        with hold_all(self.directory / LOCK_DIRECTORY):
            yield from Repair(self._database, self.warc_directory, dry_run=dry_run).mend()

    def cut(self, urls: Sequence[str], to: Path) -> int:
        """Write a small WARC with what a crawl of these pages asks for; how many exchanges it holds.

        Raises ConfigError naming a URL that was never captured.
        """
        return cut_fixture(self._database, self.warc_directory, urls, to)


def _about_run(source: SourceFacts, started_at: datetime) -> list[tuple[str, str]]:
    """What the warcinfo records of a run say of it, beside its id."""
    return [(FACTS_FIELD, format_facts(source)), (STARTED_FIELD, format_warc_date(started_at))]
