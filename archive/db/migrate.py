"""Runs the migrations that a database lacks. Imported only when there are some: Alembic is slow to import."""

from __future__ import annotations

from collections.abc import Callable
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


def _do_nothing(_connection: Connection) -> None:
    """Before and after the steps, where the database needs nothing more."""


def migrate_to_head(
    connection: Connection,
    place: str,
    *,
    before: Callable[[Connection], None] = _do_nothing,
    after: Callable[[Connection], None] = _do_nothing,
) -> None:
    """Brings the schema to HEAD in one transaction; does nothing when another process did so meanwhile.

    `connection` is in no transaction yet, and its begin waits for all others. `place`: what messages call the
    database; `before` and `after` are called around the steps. Raises DatabaseError for a newer schema.
    """
    with connection.begin():
        before(connection)
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision != HEAD:
            _upgrade(connection, place, revision)
            after(connection)


def _upgrade(connection: Connection, place: str, revision: str | None) -> None:
    try:
        command.upgrade(make_config(connection), HEAD)
    except CommandError as error:
        raise DatabaseError(
            f"{place}: its tables are of revision {revision}, which this program does not know; "
            f"update Kronika ({error})."
        ) from error
