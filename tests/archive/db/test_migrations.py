"""The migrations make what the schema describes, and keep the rows that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from archive.db import migrate, schema
from archive.db.articles import find_article, iter_articles
from archive.db.engine import Database
from archive.db.links import pending_links
from archive.db.migrations.filters import is_ours
from archive.db.runs import find_walk
from archive.errors import DatabaseError
from archive.search.query import search_articles
from archive.timestamps import format_warc_date
from tests.archive.db.samples import SOURCE, day, make_article, save

STEP = '''
"""A step that a later release could bring."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


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


def test_other_programs_find_the_full_text_index(database: Database) -> None:
    with database.read() as conn:
        ddl = conn.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'article_fts'")).scalar_one()
    assert 'content="article"' in ddl


def add_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: str = "") -> None:
    """Puts one more step after the packaged ones, in a copy of them."""
    copy = tmp_path / "migrations"
    packaged = Path(migrate.__file__).parent / "migrations"
    for script in packaged.rglob("*.py"):
        target = copy / script.relative_to(packaged)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script.read_text())
    (copy / "versions" / "0006_note.py").write_text(STEP.replace("FAIL", fail))
    monkeypatch.setattr(migrate, "_SCRIPTS", copy)
    monkeypatch.setattr(migrate, "HEAD", "0006")
    monkeypatch.setattr("archive.db.engine.HEAD", "0006")


def fill(path: Path) -> None:
    database = Database(path)
    with database.write() as conn:
        save(conn, make_article(), day(16))
        save(conn, make_article(text="Cits teksts."), day(17))
    database.close()


def test_migrating_a_filled_database_keeps_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kronika.sqlite"
    fill(path)
    add_step(tmp_path, monkeypatch)
    database = Database(path)
    with database.write() as conn:
        assert conn.execute(sa.text("SELECT note, area FROM source")).all() == [("kept", None)]
        assert [article.versions for article in iter_articles(conn)] == [2]
        assert len(search_articles(conn, "cits")) == 1
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert conn.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    database.close()


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
    with monkeypatch.context() as then:
        then.setattr(migrate, "HEAD", revision)
        then.setattr("archive.db.engine.HEAD", revision)
        database = Database(path)
    with monkeypatch.context() as then, database.write() as conn:
        then.setattr("archive.db.saving._keep_beside", lambda *_: None)  # its tables were not there yet
        younger = [name for name, since in YOUNG.items() if since > revision]
        for name in younger:
            conn.execute(sa.text(f"ALTER TABLE article ADD COLUMN {name} JSON"))
        save(conn, make_article(), day(16))
        save(conn, make_article(text="Cits teksts."), day(17))
        for name in younger:
            conn.execute(sa.text(f"ALTER TABLE article DROP COLUMN {name}"))
            conn.execute(sa.text(f"UPDATE article_version SET fields = json_remove(fields, '$.{name}')"))
        told = {"source": SOURCE, "at": format_warc_date(day(16))}
        conn.execute(
            sa.text(
                "INSERT INTO link (source, key, url, state, attempts, found_at, changed_at) "
                "VALUES (:source, 'k', 'u', 'pending', 2, :at, :at)"
            ),
            told,
        )
        walks = "INSERT INTO walk (source, seed, started_at, finished_at) VALUES (:source, 'a', :at, :at)"
        conn.execute(sa.text(walks), told)
        conn.execute(sa.text(walks.replace("'a', :at, :at", "'b', :at, NULL")), told)
    database.close()


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
        assert len(search_articles(conn, "pavisam")) == 1
        assert search_articles(conn, "cits teksts") == []
        assert conn.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    database.close()
