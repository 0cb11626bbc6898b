"""Builds anew what searches stand on, beside what is there, while others read and write."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.engine import Database
from archive.db.schema import article, attachment_text
from archive.errors import DatabaseError, SearchIndexError, SourceBusyError
from archive.locks import SEARCH_INDEX, SourceLock
from archive.search import beside, building, versions
from archive.search.tables import LIVE, NEXT, Tables
from archive.search.word_runs import WordRuns
from archive.search.words.keys import WORDS_VERSION

P = ParamSpec("P")
T = TypeVar("T")

SMALL = 5_000
"""Articles up to which an archive that was never counted is so when it is first searched."""

AT_ONCE = 1_000
"""Articles in one transaction: a fifth of a second."""

_FILES_AT_ONCE = 50
_WORDS_AT_ONCE = 5_000
_MERGED_PAGES = 500
_AHEAD = 4
"""Parts that are being counted, for each worker."""

_YIELD = 0.25
"""How long others may write after each transaction, as a share of it: SQLite has no queue of those who wait."""

_SWAP_TRIES = 120

Watch = Callable[[str, int, int], None]
"""Told what is being done, how many are done of it, and how many there are."""


@dataclass(frozen=True, slots=True)
class Built:
    """What an index was built from."""

    articles: int
    files: int
    words: int
    only_keys: bool
    """Whether the words were counted already, and only the keys of this program's word function were missing."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The state of the index that searches stand on."""

    is_ready: bool
    articles: int
    files: int
    words: int
    version: int
    """Of this program's word function."""
    building: int | None
    """Articles that a new index holds already; None when none is being built."""


def watch_nothing(_doing: str, _done: int, _total: int) -> None:
    """Watch nothing."""


def read_status(database: Database) -> IndexStatus:
    """How it stands with the index."""
    with database.read() as conn:
        covered = versions.read_state(conn, versions.ARTICLES_COVERED)
        building_now = None
        if covered is not None:
            building_now = _count(conn, article, article.c.sequence <= covered)
        return IndexStatus(
            is_ready=versions.are_keys_ready(conn),
            articles=_count(conn, article),
            files=_count(conn, attachment_text),
            words=_count(conn, LIVE.vocabulary),
            version=WORDS_VERSION,
            building=building_now,
        )


def build_if_small(database: Database, lock_directory: Path) -> bool:
    """Build the index of an archive that is small and may be written; whether it was built."""
    if database.read_only:
        return False
    with database.read() as conn:
        first = sa.select(article.c.id).limit(SMALL + 1).subquery()
        if conn.execute(sa.select(sa.func.count()).select_from(first)).scalar_one() > SMALL:
            return False
    rebuild_index(database, lock_directory)
    return True


def rebuild_index(
    database: Database,
    lock_directory: Path,
    *,
    executor: Executor | None = None,
    workers: int = 1,
    only_keys: bool = False,
    watch: Watch = watch_nothing,
) -> Built:
    """Build facets, vocabulary, keys and full-text index anew, and put them in the place of the old ones.

    `executor` counts words in its `workers` processes; None: here. `only_keys`: where the words are counted, only the
    keys of this program's word function, beside those of others. Raises SearchIndexError when another process is at
    it, DatabaseError.
    """
    with _hold(lock_directory), WordRuns(lock_directory) as words:
        builder = _Builder(database, _Workers(executor, workers * _AHEAD), words, watch)
        return builder.build_keys() if only_keys else builder.build_all()


@contextmanager
def _hold(lock_directory: Path) -> Iterator[None]:
    try:
        lock = SourceLock(lock_directory, SEARCH_INDEX)
    except SourceBusyError:
        raise SearchIndexError("another process is building the search index anew: wait for it.") from None
    try:
        yield
    finally:
        lock.release()


class _Workers:
    """Runs work elsewhere, in order; gives it back in that order, a few pieces late."""

    def __init__(self, executor: Executor | None, ahead: int) -> None:
        self._executor = executor
        self._ahead = ahead if executor is not None else 0
        self._waiting: deque[Future[Any]] = deque()

    def do(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        """Begin a piece; the results that are due by now."""
        if self._executor is None:
            yield work(*args, **kwargs)
            return
        self._waiting.append(self._executor.submit(work, *args, **kwargs))
        while len(self._waiting) > self._ahead or (self._waiting and self._waiting[0].done()):
            yield self._waiting.popleft().result()

    def finish(self) -> Iterator[Any]:
        """All results that are left."""
        while self._waiting:
            yield self._waiting.popleft().result()


class _Builder:
    """One building from its begin to its end."""

    def __init__(self, database: Database, workers: _Workers, words: WordRuns, watch: Watch) -> None:
        self._database = database
        self._workers = workers
        self._watch = watch
        self._number = secrets.randbits(62)
        self._is_sqlite = database.kind == "SQLite"
        self._words = words
        self._free_until = 0.0

    def build_all(self) -> Built:
        with self._database.read() as conn:
            articles, files = _count(conn, article), _count(conn, attachment_text)
        with self._database.write() as conn:
            building.begin(conn, self._number)
        try:
            done = self._count_all(building.take_articles, AT_ONCE, "articles", articles)
            done_files = self._count_all(building.take_files, _FILES_AT_ONCE, "files", files)
            words = self._write_words()
            self._merge()
            with self._database.read() as conn:  # others may write meanwhile
                beside.analyze_tables(conn)
            self._swap()
        except BaseException:
            self._give_up()
            raise
        return Built(done, done_files, words, only_keys=False)

    def build_keys(self) -> Built:
        with self._database.write() as conn:
            building.begin_keys(conn, self._number)
        words = self._write_keys()
        self._write(building.finish_keys)
        return Built(0, 0, words, only_keys=True)

    def _count_all(
        self, take: Callable[[Connection, int], building.Part | None], at_once: int, doing: str, total: int
    ) -> int:
        done = 0
        self._watch(doing, done, total)
        while (part := self._write(lambda conn: take(conn, at_once))) is not None:
            for counted in self._workers.do(building.count_part, part, with_terms=not self._is_sqlite):
                self._keep(counted)
            done += len(part.rows)
            self._watch(doing, done, max(done, total))
        for counted in self._workers.finish():
            self._keep(counted)
        return done

    def _keep(self, counted: building.CountedPart) -> None:
        if counted.terms:
            self._write(lambda conn: building.add_terms(conn, counted))
        self._words.add(counted.words)

    def _write_words(self) -> int:
        """The words that were counted, and their keys."""
        merged = self._words.merge()
        done = 0
        while rows := list(islice(merged, _WORDS_AT_ONCE)):
            self._write(partial(building.add_words, rows=rows))
            self._make_keys([building.Word(*row[:3]) for row in rows], NEXT)
            done += len(rows)
            self._watch("words", self._words.merged, self._words.rows)
        self._finish_keys(NEXT)
        return done

    def _write_keys(self) -> int:
        """The keys of the words that are there."""
        with self._database.read() as conn:
            total = _count(conn, LIVE.vocabulary)
        done, last = 0, None
        self._watch("words", done, total)
        while True:
            with self._database.read() as conn:
                words = building.list_words(conn, LIVE, last, _WORDS_AT_ONCE)
            if not words:
                break
            last = words[-1]
            self._make_keys(words, LIVE)
            done += len(words)
            self._watch("words", done, max(done, total))
        self._finish_keys(LIVE)
        return done

    def _make_keys(self, words: list[building.Word], tables: Tables) -> None:
        for keys in self._workers.do(building.make_keys, words):
            self._write(partial(building.add_keys, tables=tables, keys=keys))

    def _finish_keys(self, tables: Tables) -> None:
        for keys in self._workers.finish():
            self._write(partial(building.add_keys, tables=tables, keys=keys))

    def _merge(self) -> None:
        if not self._is_sqlite:
            return
        self._watch("merging", 0, 0)
        is_first = True
        while self._write(partial(building.merge_fts5, pages=_MERGED_PAGES, is_first=is_first)):
            is_first = False

    def _swap(self) -> None:
        for tries_left in reversed(range(_SWAP_TRIES)):
            try:
                self._write(building.finish)
            except DatabaseError as error:
                if not (_is_waiting(error) and tries_left):
                    raise
            else:
                return

    def _write(self, step: Callable[[Connection], T]) -> T:
        """One step in a transaction of its own; then others may write."""
        time.sleep(max(self._free_until - time.monotonic(), 0.0))
        with self._database.write() as conn:
            began = time.monotonic()
            building.check_builder(conn, self._number)
            result = step(conn)
        if self._is_sqlite:
            ended = time.monotonic()
            self._free_until = ended + _YIELD * (ended - began)
        return result

    def _give_up(self) -> None:
        with self._database.write() as conn:
            if versions.read_state(conn, versions.BUILDER) == self._number:
                building.give_up(conn)


def _is_waiting(error: DatabaseError) -> bool:
    """Whether it is PostgreSQL's lock timeout: somebody reads for longer than others should wait."""
    return getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) == "55P03"


def _count(conn: Connection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    return int(conn.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one())
