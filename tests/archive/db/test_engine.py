"""Opening, locking and losing a database."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archive.db import sqlite
from archive.db.articles import list_articles
from archive.db.captures import count_by_file, insert_captures
from archive.db.engine import Database
from archive.db.runs import start_walk
from archive.errors import DatabaseError
from archive.records import Location
from tests.archive.db.samples import SOURCE, add_source, day, make_article, make_capture, save


@pytest.mark.sqlite
def test_connections_have_our_pragmas(database: Database) -> None:
    with database.read() as conn:
        found = {
            name: conn.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 30_000, "foreign_keys": 1}


@pytest.mark.sqlite
def test_a_url_and_a_path_open_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a % b?#.sqlite"
    first = Database(path)
    with first.write() as conn:
        add_source(conn)
    first.close()
    second = Database(sa.URL.create("sqlite", database=str(path)).render_as_string())
    with second.read() as conn:
        assert conn.execute(sa.text("SELECT id FROM source")).scalars().all() == [SOURCE]
    second.close()


def test_an_exception_rolls_everything_back(database: Database) -> None:
    def fail_midway() -> None:
        with database.write() as conn:
            add_source(conn)
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT count(*) FROM source")).scalar() == 0


@pytest.mark.parametrize("asked", [{"source": "\udcff"}, {"limit": 10**30}])
def test_values_that_no_column_holds_are_a_plain_error(database: Database, asked: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="cannot be stored or looked for"), database.read() as conn:
        list_articles(conn, **asked)


def test_a_reader_sees_one_state_and_blocks_no_writer(database: Database) -> None:
    count = sa.text("SELECT count(*) FROM source")
    with database.read() as reader:
        assert reader.execute(count).scalar() == 0
        with database.write() as writer:
            add_source(writer)
        assert reader.execute(count).scalar() == 0
    with database.read() as reader:
        assert reader.execute(count).scalar() == 1


def test_four_threads_lose_no_update(database: Database) -> None:
    with database.write() as conn:
        conn.execute(sa.text("CREATE TABLE counter (value INTEGER)"))
        conn.execute(sa.text("INSERT INTO counter VALUES (0)"))

    def work(worker: int) -> None:
        for turn in range(100):
            with database.write() as conn:
                value = conn.execute(sa.text("SELECT value FROM counter")).scalar_one()
                conn.execute(sa.text("UPDATE counter SET value = :value"), {"value": value + 1})
                insert_captures(conn, [make_capture(location=Location(f"{worker}.warc.gz", turn, 1))])

    _in_threads(work)
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT value FROM counter")).scalar() == 400
        assert count_by_file(conn) == {f"{worker}.warc.gz": 100 for worker in range(4)}


def test_four_threads_lose_no_article(database: Database) -> None:
    def work(worker: int) -> None:
        for turn in range(100):
            with database.write() as conn:
                own = make_article(url=f"https://zemgale.lv/{worker}/{turn}")
                save(conn, own, day(1 + worker, turn % 24), run=f"{turn}", source=f"s{worker}-{turn}")

    _in_threads(work)
    with database.read() as conn:
        assert len(list_articles(conn)) == 400


def _in_threads(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work, worker) for worker in range(4)]:
            done.result()


def open_and_write(target: str | Path, name: str) -> None:
    database = Database(target)
    with database.write() as conn:
        add_source(conn, name)
    database.close()


def test_processes_may_open_a_new_archive_at_once(target: str | Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=open_and_write, args=(target, f"source-{n}")) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    database = Database(target)
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT count(*) FROM source")).scalar() == 4
        assert conn.execute(sa.text("SELECT count(*) FROM alembic_version")).scalar() == 1
    database.close()


def test_threads_may_open_a_new_archive_at_once(target: str | Path) -> None:
    gate = threading.Barrier(4)

    def work(worker: int) -> None:
        gate.wait()
        open_and_write(target, f"source-{worker}")

    _in_threads(work)


@pytest.mark.sqlite
def test_a_writer_waits_for_another_and_then_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_S", 0.2)
    path = tmp_path / "kronika.sqlite"
    database, other = Database(path), Database(path)
    started = time.monotonic()
    with (
        database.write() as conn,
        pytest.raises(DatabaseError, match=r"kronika\.sqlite: another process"),
        other.write(),
    ):
        add_source(conn)
    assert time.monotonic() - started >= 0.2
    with database.write() as conn, other.read() as reader:
        assert reader.execute(sa.text("SELECT count(*) FROM source")).scalar() == 0
        add_source(conn, "lv-other")
    database.close()
    other.close()


@pytest.mark.sqlite
@pytest.mark.parametrize("content", [b"not a database, but a note of more than a hundred bytes\n" * 40, b"x" * 5000])
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kronika.sqlite"
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match=r"kronika\.sqlite: it is not an SQLite database"):
        Database(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["kronika.sqlite"]


@pytest.mark.sqlite
def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    path.touch()
    open_and_write(path, SOURCE)
    assert path.stat().st_size > 0


@pytest.mark.sqlite
def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE photos (id INTEGER)")
    conn.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="another program's tables"):
        Database(path)
    assert path.read_bytes() == before


@pytest.mark.sqlite
def test_a_newer_schema_asks_for_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    open_and_write(path, SOURCE)
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("UPDATE alembic_version SET version_num = '9999'")
    conn.close()
    with pytest.raises(DatabaseError, match="9999, which this program does not know; update Kronika"):
        Database(path)
    with pytest.raises(DatabaseError, match="read-only"):
        Database(path, read_only=True)


@pytest.mark.sqlite
def test_a_damaged_page_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    database = Database(path)
    with database.write() as conn:
        for number in range(50):
            save(
                conn,
                make_article(url=f"https://zemgale.lv/{number}", text="Ziedi. " * 500),
                day(1 + number % 28),
            )
    database.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match=r"kronika\.sqlite: it is damaged"):
        Database(path)


@pytest.mark.sqlite
@pytest.mark.parametrize("target", ["sqlite://", "sqlite:///:memory:", "mysql://u:secret@h/d", "u:secret@h", ""])
def test_what_is_no_database_of_ours_is_refused_and_no_password_is_shown(target: str) -> None:
    with pytest.raises(DatabaseError, match=r"sqlite:///path") as caught:
        Database(target)
    assert "secret" not in str(caught.value)


@pytest.mark.sqlite
def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"none/kronika\.sqlite: it cannot be opened; check that its folder"):
        Database(tmp_path / "none" / "kronika.sqlite")
    with pytest.raises(DatabaseError, match="there is no archive here"):
        Database(tmp_path / "kronika.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite
def test_an_archive_in_a_folder_without_write_permission_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kronika.sqlite"
    database = Database(path)
    with database.write() as conn:
        save(conn, make_article(), day(16))
    database.close()
    assert not path.with_name("kronika.sqlite-wal").exists()
    # Root may write anywhere: what the system would answer another user is given here.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    reading = Database(path)
    with reading.read() as conn:
        assert len(list_articles(conn)) == 1
    with pytest.raises(DatabaseError, match=r"kronika\.sqlite: it is open for reading only"), reading.write():
        pass
    reading.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["kronika.sqlite"]


@pytest.mark.sqlite
def test_a_reader_without_write_permission_sees_what_a_writer_has_just_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kronika.sqlite"
    database = Database(path)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    reading = Database(path)
    with database.write() as conn:
        save(conn, make_article(), day(16))
    with reading.read() as conn:
        assert len(list_articles(conn)) == 1
    reading.close()
    database.close()


@pytest.mark.sqlite
def test_opening_a_current_archive_does_not_import_alembic(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    open_and_write(path, SOURCE)
    program = (
        "import sys; from pathlib import Path; from archive.db.engine import Database; "
        f"Database(Path({str(path)!r})); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.sqlite
def test_sync_keeps_the_locks_that_hold_the_log(tmp_path: Path) -> None:
    """A descriptor of the database file that is closed drops SQLite's locks: the next to leave deletes the log."""
    path = tmp_path / "kronika.db"
    count = (
        "import sys; from pathlib import Path; from archive.db.engine import Database; import sqlalchemy as sa\n"
        "with Database(Path(sys.argv[1])).read() as c: print(c.execute(sa.text('select count(*) from walk')).scalar())"
    )

    def count_elsewhere() -> str:
        return subprocess.run(
            [sys.executable, "-c", count, str(path)], capture_output=True, text=True, check=True
        ).stdout.strip()

    database = Database(path)
    with database.write() as connection:
        add_source(connection)
    database.sync()
    assert count_elsewhere() == "0"
    with database.write() as connection:
        start_walk(connection, SOURCE, "http://x.lt/", at=day(1))
    assert count_elsewhere() == "1"
    database.close()
