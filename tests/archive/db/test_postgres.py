"""What is PostgreSQL's own: refusals in plain words, one writer at a time, and tables that are exchanged whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from archive.db import postgres, swapping
from archive.db.articles import list_articles
from archive.db.engine import Database, is_archive
from archive.errors import ConfigError, DatabaseError
from tests.archive.db.samples import SOURCE, add_source, day, make_article, save
from tests.databases import find_url

pytestmark = pytest.mark.postgresql


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = find_url(tmp_path)
    assert found is not None
    return found


@pytest.fixture
def server(url: str) -> Iterator[psycopg.Connection]:
    """A connection beside Kronika's own, with the schema's name in a setting."""
    with psycopg.connect(url.partition("&schema=")[0], autocommit=True) as connection:
        yield connection


def schema_of(url: str) -> str:
    return url.rpartition("=")[2]


def refuse(url: str) -> str:
    with pytest.raises(DatabaseError) as caught:
        Database(url)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("postgres:@", "nobody:geheim@", "user and password do not fit"),
        ("@/postgres?", "@/nowhere?", "there is no such database; make it with `createdb"),
        ("host=/", "host=/nowhere/", "cannot be reached; see that the server runs"),
        ("schema=", "schema=Not-", "a schema's name"),
        ("schema=", "colour=blue&schema=", "colour"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do_and_no_password(url: str, old: str, new: str, advice: str) -> None:
    said = refuse(url.replace(old, new).replace("&schema", "&password=geheim&schema"))
    assert advice in said
    assert "geheim" not in said
    assert "\n" not in said


def test_an_old_server_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "OLDEST_VERSION", 99)
    assert "Kronika needs 99 or newer" in refuse(url)


def test_looking_for_an_archive_makes_none(url: str) -> None:
    with pytest.raises(ConfigError, match="no archive at postgresql"):
        Database(url, create=False)
    assert not is_archive(url)


def test_another_programs_tables_are_left_alone(url: str, server: psycopg.Connection) -> None:
    server.execute(f"CREATE SCHEMA {schema_of(url)} CREATE TABLE theirs (id int)".encode())
    assert "another program's tables" in refuse(url)


def test_a_newer_schema_asks_for_a_newer_program(url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert "update Kronika" in refuse(url)


def test_a_user_who_may_only_read_reads_only(url: str, server: psycopg.Connection) -> None:
    database = Database(url)
    with database.write() as connection:
        save(connection, make_article(), day(16))
    database.close()
    schema = schema_of(url)
    server.execute(f"CREATE ROLE {schema}_r LOGIN; GRANT USAGE ON SCHEMA {schema} TO {schema}_r".encode())
    server.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}_r".encode())
    try:
        reading = Database(url.replace("postgres:@", f"{schema}_r@"))
        with reading.read() as connection:
            assert len(list_articles(connection)) == 1
        with pytest.raises(DatabaseError, match="reading only; name a user"), reading.write():
            pass
        rebuild(url)
        with reading.read() as connection:
            assert list_articles(connection) == []
        reading.close()
    finally:
        server.execute(f"DROP OWNED BY {schema}_r; DROP ROLE {schema}_r".encode())


def test_a_user_who_may_not_make_tables_is_told(url: str, server: psycopg.Connection) -> None:
    role = f"{schema_of(url)}_n"
    server.execute(f"CREATE ROLE {role} LOGIN".encode())
    try:
        assert "GRANT CREATE ON DATABASE" in refuse(url.replace("postgres:@", f"{role}@"))
    finally:
        server.execute(f"DROP ROLE {role}".encode())


def test_text_sorts_by_bytes(url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        for name in ("b", "Z", "ā", "a", "a-", "a1"):
            add_source(connection, name)
        found = connection.execute(sa.text("SELECT id FROM source ORDER BY id")).scalars().all()
        unsorted = connection.execute(sa.text(postgres._UNSORTED), {"quoted": schema_of(url)}).all()
    database.close()
    assert found == sorted(found)
    assert unsorted == []


def test_a_nul_is_stored_and_looked_for_as_a_question_mark(url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        add_source(connection, "a\x00b")
    with database.read() as connection:
        asked = sa.text("SELECT id FROM source WHERE id = :id")
        assert connection.execute(asked, {"id": "a\x00b"}).scalars().all() == ["a?b"]
    database.close()


def test_a_writer_waits_for_another_and_then_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "LOCK_TIMEOUT_S", 1)
    database, other = Database(url), Database(url)
    with database.write(), pytest.raises(DatabaseError, match="another process held it"), other.write():
        pass
    with other.write() as connection:
        add_source(connection)
    database.close()
    other.close()


def rebuild(url: str, fill: Callable[[Database], None] = lambda _: None) -> None:
    with swapping.replace_schema(url) as new:
        fill(new)


def add_other(database: Database) -> None:
    with database.write() as connection:
        add_source(connection, "lt-other")


def sources(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(sa.text("SELECT id FROM source")).scalars())


def test_a_reader_keeps_its_state_while_the_tables_are_exchanged(url: str) -> None:
    database = Database(url)
    with database.write() as connection:
        add_source(connection)
    with ThreadPoolExecutor(1) as pool:
        with database.read() as reader:
            rebuilding = pool.submit(rebuild, url, add_other)
            time.sleep(0.5)
            assert reader.execute(sa.text("SELECT id FROM source")).scalars().all() == [SOURCE]
        rebuilding.result(60)
    assert sources(database) == ["lt-other"]
    database.close()


def test_readers_see_the_old_tables_or_the_new_ones_never_none(url: str) -> None:
    database = Database(url)
    add_other(database)
    done, seen = threading.Event(), set[int]()

    def look() -> None:
        while not done.is_set():
            seen.add(len(sources(database)))

    with ThreadPoolExecutor(2) as pool:
        looking = [pool.submit(look) for _ in range(2)]
        try:
            for _ in range(3):
                rebuild(url, add_other)
        finally:
            done.set()
        for one in looking:
            one.result(60)
    assert seen == {1}
    database.close()


def test_a_rebuild_that_fails_leaves_the_old_tables_alone(url: str, server: psycopg.Connection) -> None:
    database = Database(url)
    with database.write() as connection:
        add_source(connection)

    def fail(new: Database) -> None:
        add_other(new)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rebuild(url, fail)
    assert sources(database) == [SOURCE]
    row = server.execute("SELECT to_regnamespace(%s)", [f"{schema_of(url)}_new"]).fetchone()
    assert row == (None,)
    database.close()


def test_one_rebuild_at_a_time(url: str) -> None:
    with pytest.raises(DatabaseError, match="building it anew"), swapping.replace_schema(url):
        rebuild(url)


def test_what_reads_on_after_closing_leaves_no_session(url: str) -> None:
    database = Database(url)
    with database.read() as before:
        database.close()
        with database.read() as after:
            sessions = [connection.connection.dbapi_connection for connection in (before, after)]
            assert before.execute(sa.text("SELECT 1")).scalar() == after.execute(sa.text("SELECT 1")).scalar() == 1
    assert all(session is not None and session.closed for session in sessions)
