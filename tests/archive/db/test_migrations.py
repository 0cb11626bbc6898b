"""The migrations make what the schema describes, and keep the rows that are there."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from archive.db import migrate, schema
from archive.db.articles import find_article, iter_articles
from archive.db.engine import Database
from archive.db.links import pending_links
from archive.db.migrations.filters import is_ours
from archive.db.runs import find_walk
from archive.errors import DatabaseError, SearchIndexError
from archive.search.results import SearchResults
from archive.search.words.keys import unpack_words
from archive.timestamps import format_warc_date
from tests.archive.db.samples import SOURCE, day, make_article, save

STEP = '''
"""A step that a later release could bring."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "HEAD"


def upgrade() -> None:
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("note", sa.Text))
        batch.alter_column("region", new_column_name="area")
    op.execute("UPDATE source SET note = 'kept'")
    FAIL
'''


YOUNG = {"languages": "0003", "funding": "0003", "confidences": "0003", "rules": "0005"}
"""Fields that are not of the first revision, and which brings them."""


def test_the_migrated_database_is_what_the_schema_says(database: Database) -> None:
    with database.read() as conn:
        context = MigrationContext.configure(conn, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_known_head_is_the_newest_step() -> None:
    scripts = ScriptDirectory.from_config(migrate.make_config())
    assert scripts.get_heads() == [schema.HEAD]


@pytest.mark.sqlite
def test_other_programs_find_the_full_text_index(database: Database) -> None:
    with database.read() as conn:
        ddl = conn.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'article_fts'")).scalar_one()
    assert 'content="article"' in ddl


def search(conn: Connection, words: str) -> SearchResults:
    return SearchResults(lambda: nullcontext(conn), words)


def add_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: str = "") -> None:
    """Puts one more step after the packaged ones, in a copy of them."""
    copy = tmp_path / "migrations"
    packaged = Path(migrate.__file__).parent / "migrations"
    for script in packaged.rglob("*.py"):
        target = copy / script.relative_to(packaged)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script.read_text())
    (copy / "versions" / "9999_note.py").write_text(STEP.replace("HEAD", schema.HEAD).replace("FAIL", fail))
    monkeypatch.setattr(migrate, "_SCRIPTS", copy)
    monkeypatch.setattr(migrate, "HEAD", "9999")
    monkeypatch.setattr("archive.db.engine.HEAD", "9999")


def fill(path: Path) -> None:
    database = Database(path)
    with database.write() as conn:
        save(conn, make_article(), day(16))
        save(conn, make_article(text="Cits teksts."), day(17))
    database.close()


@pytest.mark.sqlite
def test_migrating_a_filled_database_keeps_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kronika.sqlite"
    fill(path)
    add_step(tmp_path, monkeypatch)
    database = Database(path)
    with database.write() as conn:
        assert conn.execute(sa.text("SELECT note, area FROM source")).all() == [("kept", None)]
        assert [article.versions for article in iter_articles(conn)] == [2]
        assert list(search(conn, "cits"))
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert conn.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    database.close()


@pytest.mark.sqlite
def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kronika.sqlite"
    fill(path)
    with monkeypatch.context() as later:
        add_step(tmp_path, later, fail='op.execute("SELECT 1 FROM nowhere")')
        with pytest.raises(DatabaseError, match=r"kronika\.sqlite: no such table: nowhere"):
            Database(path)
    database = Database(path)
    with database.read() as conn:
        assert conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == schema.HEAD
        assert [article.versions for article in iter_articles(conn)] == [2]
    database.close()


def fill_at(path: Path, revision: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as the program of that revision left it: an article in two versions, a link, two walks."""
    now = path.with_name("now.sqlite")
    fill(now)
    with monkeypatch.context() as then:
        then.setattr(migrate, "HEAD", revision)
        then.setattr("archive.db.engine.HEAD", revision)
        database = Database(path)
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("ATTACH ? AS now", (str(now),))
        for table in ("source", "capture", "article", "article_version", "article_url"):
            copy_rows(conn, table, [name for name, since in YOUNG.items() if since > revision])
        told = (SOURCE, format_warc_date(day(16)))
        conn.execute(
            "INSERT INTO link (source, key, url, state, attempts, found_at, changed_at) "
            "VALUES (?1, 'k', 'u', 'pending', 2, ?2, ?2)",
            told,
        )
        walks = "INSERT INTO walk (source, seed, started_at, finished_at) VALUES (?1, 'a', ?2, ?2)"
        conn.execute(walks, told)
        conn.execute(walks.replace("'a', ?2, ?2", "'b', ?2, NULL"), told)


def copy_rows(conn: sqlite3.Connection, table: str, younger: list[str]) -> None:
    """Takes a table's rows from the database attached, without what its revision did not know yet."""
    known, columns = (
        [row[1] for row in conn.execute(f"PRAGMA {place}.table_info({table})")] for place in ("main", "now")
    )
    shared = ", ".join(f'"{name}"' for name in known if name in columns)
    conn.execute(f"INSERT INTO main.{table} ({shared}) SELECT {shared} FROM now.{table}")
    if table == "article_version":
        for name in younger:
            conn.execute(f"UPDATE article_version SET fields = json_remove(fields, '$.{name}')")


@pytest.mark.sqlite
@pytest.mark.parametrize("revision", ["0001", "0002", "0004"])
def test_an_article_of_an_earlier_revision_reads_as_it_was(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kronika.sqlite"
    fill_at(path, revision, monkeypatch)
    database = Database(path)
    with database.read() as conn:
        (found,) = iter_articles(conn)
        first = find_article(conn, found.id, number=1)
    database.close()
    assert first is not None
    for article in (found.version.article, first.version.article):
        given = make_article()
        known = (given.languages, given.funding, given.confidences) if revision >= "0003" else (("lv",), (), {})
        assert (article.languages, article.funding, article.confidences) == known
        assert article.rules == {}
        assert article.authors == make_article().authors


@pytest.mark.sqlite
def test_a_database_of_the_first_revision_keeps_all_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kronika.sqlite"
    fill_at(path, "0001", monkeypatch)
    database = Database(path)
    with database.write() as conn:
        context = MigrationContext.configure(conn, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert [article.versions for article in iter_articles(conn)] == [2]
        assert [link.attempts for link in pending_links(conn, SOURCE)] == [2]
        walks = [find_walk(conn, SOURCE, seed) for seed in ("a", "b")]
        assert [walk.last_finished_at for walk in walks if walk is not None] == [day(16), None]
        save(conn, make_article(title="Pavisam cits"), day(18))
        with pytest.raises(SearchIndexError, match="kronika search-index rebuild"):
            search(conn, "pavisam")
        found = conn.execute(sa.text("SELECT rowid FROM article_fts WHERE article_fts MATCH 'pavisam'")).scalars().all()
        assert found == conn.execute(sa.text("SELECT sequence FROM article")).scalars().all()
        assert conn.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    database.close()


def test_keys_of_an_earlier_revision_are_packed_and_found_by(target: str | Path) -> None:
    database = Database(target)
    with database.write() as conn:
        save(conn, make_article(), day(16))
        before = read_keys(conn)
        conn.execute(sa.text("DROP TABLE word_key"))
        conn.execute(
            sa.text(
                "CREATE TABLE word_key (version INTEGER, key TEXT, folded TEXT, "
                "CONSTRAINT pk_word_key PRIMARY KEY (version, key, folded))"
            )
        )
        rows = [{"version": one[0], "key": one[1], "folded": one[2]} for one in before]
        conn.execute(sa.text("INSERT INTO word_key VALUES (:version, :key, :folded)"), rows)
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '0006'"))
    database.close()
    database = Database(target)
    with database.read() as conn:
        assert read_keys(conn) == before
        if database.kind == "SQLite":
            assert list(search(conn, "zieds"))  # the text has ziedi and ziedus
        else:  # its full-text index lacks what phrases are found by
            with pytest.raises(SearchIndexError, match="kronika search-index rebuild"):
                search(conn, "zieds")
    database.close()


def read_keys(conn: Connection) -> set[tuple[int, str, str]]:
    """Version, key and word of the table of keys."""
    rows = conn.execute(sa.select(schema.word_key)).all()
    return {(row.version, row.key, word) for row in rows for word in unpack_words(row.key, row.words)}
