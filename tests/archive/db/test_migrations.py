"""The migrations make what the schema describes, and keep the rows that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from archive.db import migrate, schema
from archive.db.articles import iter_articles
from archive.db.engine import Database
from archive.db.migrations.filters import is_ours
from archive.errors import DatabaseError
from archive.search.query import search_articles
from tests.archive.db.samples import day, make_article, save

STEP = '''
"""A step that a later release could bring."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("source") as batch:
        batch.add_column(sa.Column("note", sa.Text))
        batch.alter_column("region", new_column_name="area")
    op.execute("UPDATE source SET note = 'kept'")
    FAIL
'''


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
    """Puts a second step after the packaged ones, in a copy of them."""
    copy = tmp_path / "migrations"
    packaged = Path(migrate.__file__).parent / "migrations"
    for script in packaged.rglob("*.py"):
        target = copy / script.relative_to(packaged)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(script.read_text())
    (copy / "versions" / "0002_note.py").write_text(STEP.replace("FAIL", fail))
    monkeypatch.setattr(migrate, "_SCRIPTS", copy)
    monkeypatch.setattr(migrate, "HEAD", "0002")
    monkeypatch.setattr("archive.db.engine.HEAD", "0002")


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
        assert conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == "0001"
        assert [article.versions for article in iter_articles(conn)] == [2]
    database.close()
