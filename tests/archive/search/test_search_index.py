"""The index built anew: the same as the one kept by the way, whoever reads, writes or dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archive import search_index
from archive.db.schema import article as article_table
from archive.db.schema import article_facet, vocabulary, word_key
from archive.errors import SearchIndexError, SourceBusyError
from archive.lanes import LanePool
from archive.locks import SEARCH_INDEX, SourceLock
from archive.recorder import Recorder
from archive.records import PublishedDate
from archive.search import building, upkeep, versions
from archive.search.words.keys import WORDS_VERSION, unpack_words
from archive.store import LOCK_DIRECTORY, Archive
from tests.archive.recorded import article, exchange, keep, open_run, save
from tests.databases import find_url

PLACES = ("Pakruojo", "Kelmės", "Plungės", "Rokiškio", "Šiaulių", "Jelgavas", "Valga")


def write(recorder: Recorder, number: int, *, said: str = "", day: str | None = None, minute: int = 0) -> None:
    """An article of its own place and day; again with another minute: the article as it was read then."""
    url, place = f"https://vvg.lt/naujiena-{number}", PLACES[number % len(PLACES)]
    day = day or f"2025-{number % 11 + 1:02}-{number % 27 + 1:02}"
    one = article(
        url,
        title=f"{place} kraštas švenčia {number}",
        text=f"Bendruomenė iš {place} rinkosi {number} kartą. {said}",
        published=PublishedDate(day, "day", "published", day, "platform-rule"),
        tags=[place],
    )
    save(recorder, one, keep(recorder, exchange(recorder, url, f"{number} {said} {day}".encode(), minute=minute)))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[Archive, Recorder]]:
    """An archive of forty articles, and a run in it."""
    with open_run(tmp_path) as (archive, recorder):
        for number in range(40):
            write(recorder, number)
        yield archive, recorder


def rebuild(archive: Archive, watch: search_index.Watch = search_index.watch_nothing) -> search_index.Built:
    return archive.rebuild_search_index(watch=watch)


def describe(archive: Archive) -> dict[str, list[Any]]:
    """All that searches stand on, without the numbers that differ from one building to another."""
    words = vocabulary.c
    said = (words.folded, words.form, words.language)
    statements = {
        "words": sa.select(*said, words.count.label("articles"), words.capitals).where(words.count != 0),
        "facets": sa.select(article_facet),
    }
    with archive._database.read() as conn:
        found = {name: sorted(map(repr, conn.execute(statement))) for name, statement in statements.items()}
        # Keys of words that no article has any more may stay.
        live = conn.execute(sa.select(*said).where(words.count != 0))
        wanted = _unpack(upkeep.list_keys((row[0], row[1], row[2]) for row in live))
        stored = _unpack(map(tuple, conn.execute(sa.select(word_key))))
        found["keys"] = sorted(repr(key) for key in stored if key in wanted or key[0] != WORDS_VERSION)
        if conn.dialect.name == "postgresql":
            for table in ("article_terms", "attachment_terms"):
                found[table] = sorted(map(repr, conn.exec_driver_sql(f"SELECT * FROM {table}")))
    if archive._database.kind == "SQLite":
        with archive._database.write() as conn:  # raises where index and rows differ
            conn.exec_driver_sql("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")
            conn.exec_driver_sql("INSERT INTO attachment_fts (attachment_fts, rank) VALUES ('integrity-check', 1)")
    return found


def _unpack(rows: Iterable[tuple[Any, ...]]) -> set[tuple[int, str, str]]:
    return {(version, key, word) for version, key, packed in rows for word in unpack_words(key, packed)}


def list_objects(archive: Archive) -> set[tuple[str, ...]]:
    """Tables, indexes and triggers with what they are."""
    with archive._database.read() as conn:
        if conn.dialect.name == "sqlite":
            rows = conn.exec_driver_sql("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").all()
            return {
                (*row[:3], "".join(row[3].replace('"', "").replace("'", "").split()).removesuffix(";"))
                for row in rows
                if row.type != "trigger"
            } | {("trigger", row.name) for row in rows if row.type == "trigger"}
        asked = (
            "SELECT relkind::text, relname, coalesce(pg_get_indexdef(oid), '') FROM pg_class "
            "WHERE relnamespace = to_regnamespace(current_schema())"
        )
        return {tuple(map(str, row)) for row in conn.exec_driver_sql(asked)} | {
            tuple(map(str, row))
            for row in conn.exec_driver_sql(
                "SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, ''), "
                "coalesce(collation_name, '') FROM information_schema.columns WHERE table_schema = current_schema()"
            )
        }


def test_an_index_built_anew_is_the_one_that_was_kept_by_the_way(kept: tuple[Archive, Recorder]) -> None:
    archive, _ = kept
    before, objects = describe(archive), list_objects(archive)
    built = rebuild(archive)
    assert (built.articles, built.words) == (40, len(before["words"]))
    assert describe(archive) == before
    assert list_objects(archive) == objects
    assert len(list(archive.search("pakruojis", limit=None))) == 6
    rebuild(archive)
    assert describe(archive) == before
    assert list_objects(archive) == objects


def test_worker_processes_build_the_same(kept: tuple[Archive, Recorder]) -> None:
    archive, _ = kept
    before = describe(archive)
    with LanePool(lanes=2) as executor:
        archive.rebuild_search_index(executor=executor, workers=2)
    assert describe(archive) == before


def test_an_article_written_after_a_rebuild_is_found(kept: tuple[Archive, Recorder]) -> None:
    archive, recorder = kept
    rebuild(archive)
    write(recorder, 3, said="Atidarytas dvaras.", minute=5)
    assert [hit.article.version.article.url for hit in archive.search("dvarai")] == ["https://vvg.lt/naujiena-3"]
    after = describe(archive)
    rebuild(archive)
    assert describe(archive) == after


@pytest.mark.parametrize("phase", ["articles", "files", "words"])
def test_what_is_written_meanwhile_is_in_the_new_index(
    kept: tuple[Archive, Recorder], monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    archive, recorder = kept
    monkeypatch.setattr(search_index, "AT_ONCE", 7)
    changed: list[int] = []

    def change(doing: str, done: int, _total: int) -> None:
        if doing == phase and (done > 0 or doing == "files") and len(changed) < 3:
            step = len(changed)
            changed.append(step)
            for number in (step, 20 + step, 39 - step):
                write(recorder, number, said=f"Pasikeitė malūnas {step}.", minute=10 + step)
            write(recorder, 5 + step, day=f"202{step * 3}-06-15", minute=20 + step)  # to the front, to the end
            for number, day in ((100 + step, "2019-01-02"), (200 + step, "2025-06-15"), (300 + step, "2026-10-01")):
                write(recorder, number, day=day, said="Visai naujas.")

    rebuild(archive, change)
    assert changed
    built = describe(archive)
    with archive._database.read() as conn:
        assert versions.read_state(conn, versions.ARTICLES) == 40 + 3 * len(changed)
    rebuild(archive)
    assert describe(archive) == built
    assert len(list(archive.search("malūnai", limit=None))) == 3 * len(changed)


def test_readers_and_writers_go_on_while_an_index_is_built(
    kept: tuple[Archive, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, recorder = kept
    monkeypatch.setattr(search_index, "AT_ONCE", 3)
    ended, waits, failures = threading.Event(), [0.0], list[object]()

    def go_on(step: Callable[[int], None]) -> None:
        number = 0
        while not ended.is_set():
            started = time.monotonic()
            try:
                step(number)
            except Exception as error:  # noqa: BLE001 - any is a failure of the test
                failures.append(error)
                return
            waits.append(time.monotonic() - started)
            number += 1
            time.sleep(0.02)

    def look(_: int) -> None:
        found = len(list(archive.search("Pakruojo", limit=50)))
        if found < 6:
            failures.append(found)

    def add(number: int) -> None:
        write(recorder, 1000 + number, said="Rašoma toliau.")

    threads = [threading.Thread(target=go_on, args=(step,)) for step in (look, look, add)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        rebuild(archive)
    ended.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert max(waits) < 10  # seconds, also on a machine with much to do
    built = describe(archive)
    rebuild(archive)
    assert describe(archive) == built


KILLED = """
import os, signal, sys
from archive.store import Archive
from archive import search_index
search_index.AT_ONCE = 7
def die(doing, done, total):
    if doing == sys.argv[3] and done >= int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
with Archive(sys.argv[1], database=sys.argv[2] or None) as archive:
    archive.rebuild_search_index(watch=die)
"""


@pytest.mark.parametrize(("phase", "done"), [("articles", 14), ("words", 0), ("merging", 0)])
def test_nothing_of_a_killed_rebuild_is_used_or_left(tmp_path: Path, database_kind: str, phase: str, done: int) -> None:
    if phase == "merging" and database_kind != "sqlite":
        phase = "words"
    with open_run(tmp_path) as (archive, recorder):
        for number in range(20):
            write(recorder, number)
        objects = list_objects(archive)
        code = KILLED.replace("Archive(sys.argv[1]", "Archive(__import__('pathlib').Path(sys.argv[1])")
        command = [sys.executable, "-c", code, str(tmp_path), find_url(tmp_path) or "", phase, str(done)]
        ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, timeout=60, check=False)
        assert ended.returncode == -signal.SIGKILL
        assert list_objects(archive) > objects
        assert archive.read_search_status().building is not None
        write(recorder, 3, said="Po to atidarytas dvaras.", minute=5)
        write(recorder, 50, said="Po to atidarytas dvaras.", day="2018-01-01")
        assert len(list(archive.search("dvarai"))) == 2
        before = describe(archive)
        rebuild(archive)
        assert describe(archive) == before
        assert list_objects(archive) == objects
        assert archive.read_search_status().building is None


def test_one_that_fails_leaves_the_old_index(kept: tuple[Archive, Recorder]) -> None:
    archive, _ = kept
    before, objects = describe(archive), list_objects(archive)

    def fail(doing: str, _done: int, _total: int) -> None:
        if doing == "words":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, fail)
    assert describe(archive) == before
    assert list_objects(archive) == objects


def test_only_one_builds(kept: tuple[Archive, Recorder]) -> None:
    archive, _ = kept
    lock = SourceLock(archive.directory / LOCK_DIRECTORY, SEARCH_INDEX)
    with pytest.raises(SourceBusyError, match=r"^the search index is being built anew by another process"):
        archive.reindex()
    with pytest.raises(SearchIndexError, match="wait for it"):
        rebuild(archive)
    lock.release()

    def come_between(doing: str, _done: int, _total: int) -> None:
        if doing == "files":  # as a process on another machine would, which sees no lock of ours
            with archive._database.write() as conn:
                building.begin(conn, 1)

    with pytest.raises(SearchIndexError, match="another process"):
        rebuild(archive, come_between)
    assert archive.read_search_status().building == 0
    rebuild(archive)


def test_a_small_archive_is_counted_when_it_is_searched(
    kept: tuple[Archive, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, recorder = kept
    before = describe(archive)
    with archive._database.write() as conn:  # as after the migration of an archive of an earlier release
        for table in (vocabulary, word_key):
            conn.execute(table.delete())
        for name in (versions.ARTICLES, f"keys {WORDS_VERSION}"):
            versions.write_state(conn, name, None)
        versions.write_state(conn, versions.UNCOUNTED, 1)
    write(recorder, 2, minute=1)
    monkeypatch.setattr(search_index, "SMALL", 39)
    with pytest.raises(SearchIndexError, match="kronika search-index rebuild"):
        archive.search("pakruojis")
    monkeypatch.setattr(search_index, "SMALL", 40)
    assert len(list(archive.search("pakruojis"))) == 6
    assert describe(archive) == before


def test_keys_of_a_new_version_are_built_beside_the_old(
    kept: tuple[Archive, Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, recorder = kept
    before = describe(archive)
    with archive._database.write() as conn:
        conn.execute(word_key.update().values(version=WORDS_VERSION + 7))
        versions.write_state(conn, f"keys {WORDS_VERSION}", None)
        versions.write_state(conn, f"keys {WORDS_VERSION + 7}", 1)
    monkeypatch.setattr(search_index, "SMALL", 0)
    with pytest.raises(SearchIndexError):
        archive.search("pakruojis")

    def add(doing: str, _done: int, _total: int) -> None:
        if doing == "words":
            write(recorder, 2, said="Žodis, kurio dar nebuvo.", minute=3)

    built = archive.rebuild_search_index(only_keys=True, watch=add)
    assert built.only_keys
    assert len(list(archive.search("pakruojis"))) == 6
    found = describe(archive)["keys"]
    old = [row.replace(f"({WORDS_VERSION}, ", f"({WORDS_VERSION + 7}, ", 1) for row in before["keys"]]
    assert set(old) < set(found)
    assert {row for row in found if row.startswith(f"({WORDS_VERSION}, ")} > set(before["keys"])
    with archive._database.read() as conn:
        assert conn.execute(sa.select(sa.func.count()).select_from(article_table)).scalar_one() == 40
