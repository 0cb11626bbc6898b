"""Rows move to another database and are the same there, or nothing moves."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db import copying
from archive.db.bulk import insert_rows
from archive.db.copying import copy_database, count_all, digest_table
from archive.db.engine import Database, is_archive
from archive.db.schema import metadata
from archive.errors import ConfigError, DatabaseError
from archive.search.writing import write_copied
from tests.archive.db.samples import SOURCE, day, make_article, save
from tests.databases import find_url


def other(tmp_path: Path) -> str:
    """A database of this kind that is not there yet."""
    return find_url(tmp_path / "other") or f"sqlite:///{tmp_path}/other.db"


@pytest.fixture
def filled(tmp_path: Path) -> Database:
    """A SQLite archive with rows in several batches."""
    database = Database(tmp_path / "filled.db")
    with database.write() as conn:
        for number in range(7):
            save(conn, make_article(url=f"https://zemgale.lv/{number}"), day(number + 1), run=str(number))
        save(conn, make_article(title="Ģeļo ir klāt 🤝", text="Cits."), day(20))
        named = sa.text("UPDATE source SET name = :name WHERE id = :id")
        conn.execute(named, {"name": "nulle\x00te", "id": SOURCE})
    return database


def test_rows_are_the_same_in_the_other_database_and_back(
    tmp_path: Path, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 3)
    seen: dict[str, int] = {}

    def watch(table: str, rows: int) -> None:
        seen[table] = seen.get(table, 0) + rows

    there = copy_database(filled, other(tmp_path), index=write_copied, watch=watch)
    moved = Database(other(tmp_path))
    back = copy_database(moved, f"sqlite:///{tmp_path}/back.db", index=write_copied)
    with filled.read() as conn:
        counted = count_all(conn)
    with moved.read() as conn:
        found = [digest_table(conn, table) for table in metadata.sorted_tables]
    assert there == back == found
    assert {table.name: table.rows for table in there} == counted
    assert seen == {table: 2 * rows for table, rows in counted.items() if rows}
    moved.close()
    filled.close()


def test_a_database_with_rows_is_refused_and_left_alone(tmp_path: Path, filled: Database) -> None:
    target = Database(other(tmp_path))
    with target.write() as conn:
        save(conn, make_article(), day(3))
        before = count_all(conn)
    with pytest.raises(ConfigError, match="holds rows already"):
        copy_database(filled, other(tmp_path), index=write_copied)
    with target.read() as conn:
        assert count_all(conn) == before
    target.close()
    filled.close()


def test_a_database_is_not_copied_to_itself(filled: Database) -> None:
    with pytest.raises(ConfigError, match="name another"):
        copy_database(filled, f"sqlite:///{filled.place}", index=write_copied)
    with filled.read() as conn:
        assert count_all(conn)["article"] == 8
    filled.close()


@pytest.mark.parametrize("was_there", [False, True])
def test_nothing_is_left_of_a_copy_that_fails(
    tmp_path: Path, filled: Database, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    if was_there:
        Database(other(tmp_path)).close()
    monkeypatch.setattr(copying, "digest_table", lambda _conn, table, _watch: copying.CopiedTable(table.name, 0, "x"))
    with pytest.raises(DatabaseError, match="nothing was copied"):
        copy_database(filled, other(tmp_path), index=write_copied)
    filled.close()
    place = find_url(tmp_path / "other") or tmp_path / "other.db"
    assert is_archive(place) is was_there
    if was_there:
        target = Database(place)
        with target.read() as conn:
            assert set(count_all(conn).values()) == {0}
        target.close()


@pytest.mark.postgresql
def test_a_copy_in_postgresql_has_every_index_and_is_counted(tmp_path: Path, filled: Database) -> None:
    fresh = Database(find_url(tmp_path / "fresh") or "")
    copy_database(filled, other(tmp_path), index=write_copied)
    moved = Database(other(tmp_path))
    with fresh.read() as conn:
        wanted = list_indexes(conn)
    with moved.read() as conn:
        assert list_indexes(conn) == wanted
        counted = "SELECT reltuples FROM pg_class WHERE oid = to_regclass(:name)"
        for table in ("article", "article_terms", "vocabulary"):
            rows = conn.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()
            assert conn.execute(sa.text(counted), {"name": table}).scalar_one() == rows
    moved.close()
    fresh.close()
    filled.close()


@pytest.mark.postgresql
def test_a_row_that_postgresql_does_not_take_is_our_error(database: Database) -> None:
    with pytest.raises(DatabaseError, match="source"), database.write() as conn:
        insert_rows(conn, metadata.tables["source"], [("lv", None, "lag", "LV", None, [], None, [])])


def list_indexes(conn: Connection) -> set[str]:
    """What PostgreSQL would have to be told to make them, without the schema."""
    asked = "SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema()"
    return set(conn.execute(sa.text(asked)).scalars())
