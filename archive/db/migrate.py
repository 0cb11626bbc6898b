"""Runs the migrations that a database lacks. Imported only when there are some: Alembic is slow to import."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy.engine import Connection

from archive.db.schema import HEAD
from archive.errors import DatabaseError

_SCRIPTS = Path(__file__).parent / "migrations"


def make_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, with no file: the packaged scripts and this connection."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate_to_head(connection: Connection, path: Path) -> None:
    """Brings the schema to HEAD under one exclusive lock; does nothing when another process did so meanwhile.

    `connection` is in no transaction yet and begins exclusive ones. Raises DatabaseError for a newer schema.
    """
    driver = connection.connection.dbapi_connection
    assert driver is not None
    # With foreign keys on, SQLite deletes all child rows of a table that a migration rebuilds.
    driver.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            revision = MigrationContext.configure(connection).get_current_revision()
            if revision != HEAD:
                _upgrade(connection, path, revision)
    finally:
        driver.cursor().execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection, path: Path, revision: str | None) -> None:
    try:
        command.upgrade(make_config(connection), HEAD)
    except CommandError as error:
        raise DatabaseError(
            f"{path}: its tables are of revision {revision}, which this program does not know; "
            f"update Kronika ({error})."
        ) from error
