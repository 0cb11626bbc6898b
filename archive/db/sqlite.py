"""What is SQLite's own: how its file is opened, its pragmas, and what its errors ask the user to do."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool, QueuePool

from archive.db.dialect import format_json
from archive.errors import DatabaseError

BUSY_TIMEOUT_S = 30.0
"""How long a statement waits for another process's lock: longer than any transaction of ours."""

_RETRY_PAUSE_S = 0.05
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

_ADVICE = {
    sqlite3.SQLITE_BUSY: f"another process held it for {BUSY_TIMEOUT_S:.0f} s; let it finish, then run again",
    sqlite3.SQLITE_LOCKED: "it is locked within this program; end the open reading first",
    sqlite3.SQLITE_READONLY: "it is read-only; give the file and its folder write permission",
    sqlite3.SQLITE_PERM: "access is denied; give the file and its folder read and write permission",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder exists and that you may write there",
    sqlite3.SQLITE_NOTADB: "it is not an SQLite database; move it away or name another archive",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore it from a backup (the WARC files hold all that it says)",
    sqlite3.SQLITE_FULL: "the disk is full; free some space, then run again",
    sqlite3.SQLITE_IOERR: "the disk could not be read or written; check it, then run again",
}

_BEGIN = {"READ": "BEGIN DEFERRED", "WRITE": "BEGIN IMMEDIATE", "MIGRATE": "BEGIN EXCLUSIVE"}

SIDE_SUFFIXES = ("-wal", "-shm")
"""How the names of the files end that SQLite keeps beside a database."""


class SqliteFile:
    """A database that is one file."""

    kind = "SQLite"

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path.absolute()
        self.place, self.name = str(self.path), self.path.name
        self.read_only = read_only or not is_writable(self.path)

    @cached_property
    def engine(self) -> Engine:
        """Connections with our pragmas; each begins its transaction as its option says."""
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            creator=lambda: connect(self.path, read_only=self.read_only),
            # Each read-only connection looks anew for the writer's WAL file.
            poolclass=NullPool if self.read_only else QueuePool,
            json_serializer=format_json,
        )
        sa.event.listen(engine, "begin", _begin)
        return engine

    def read_revision(self) -> str | None:
        """The schema revision; None when the file is not there, or holds no table yet."""
        if self.read_only and not self.path.exists():
            return None
        return read_revision(self.path, read_only=self.read_only)

    def migrate(self) -> None:
        """Bring the tables up to date under an exclusive lock."""
        # Alembic takes 0.3 s to import: only an archive that is new or old waits for it.
        from archive.db.migrate import migrate_to_head  # noqa: PLC0415

        with self.engine.execution_options(begin="MIGRATE").connect() as connection:
            driver = connection.connection.dbapi_connection
            assert driver is not None
            # With foreign keys on, SQLite deletes all child rows of a table that a migration rebuilds.
            driver.cursor().execute("PRAGMA foreign_keys=OFF")
            try:
                migrate_to_head(connection, self.place)
            finally:
                driver.cursor().execute("PRAGMA foreign_keys=ON")

    def sync(self) -> None:
        """Bring every committed transaction to the disk; SQLite does so only at checkpoints. Raises DatabaseError."""
        # Only the write-ahead log, on which SQLite takes no locks: closing a descriptor of the database file itself
        # would drop this process's locks on it (POSIX fcntl), and another process would delete the log under us.
        log = self.path.with_name(self.path.name + "-wal")
        try:
            descriptor = os.open(log, os.O_RDONLY)
        except FileNotFoundError:
            return  # everything was checkpointed, and synced, into the file
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise DatabaseError(f"{log}: {error.strerror}: mend the disk.") from error
        finally:
            os.close(descriptor)

    def describe_error(self, error: BaseException) -> DatabaseError:
        """Our error for SQLite's."""
        return describe_error(self.path, error)

    def describe_refusal(self) -> str:
        """What to do so that it can be written."""
        return "make it and its folder writable"

    def describe(self, _conn: Connection) -> dict[str, str | int]:
        """SQLite's version, and the bytes of the file."""
        return {"version": sqlite3.sqlite_version, "bytes": self.path.stat().st_size}

    def remove(self) -> None:
        """Delete the file."""
        for suffix in ("", *SIDE_SUFFIXES):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)


def _begin(connection: Connection) -> None:
    # The driver's own transactions lost updates between threads: 98 of 400 kept.
    connection.exec_driver_sql(_BEGIN[connection.get_execution_options().get("begin", "READ")])


def is_writable(path: Path) -> bool:
    """Whether this process may write the file and the `-wal` file beside it, as far as the folder exists."""
    if path.exists():
        return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    return not path.parent.exists() or os.access(path.parent, os.W_OK)


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection that starts no transaction by itself, with our pragmas set."""
    connection = open_file(path, read_only=read_only)
    try:
        if not read_only:
            _use_wal(connection)
            connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def open_file(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection without any pragma: looking at a file must not change it."""
    query = _read_only_query(path) if read_only else "mode=rwc"
    # SQLAlchemy's pool hands a connection to one thread at a time.
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{query}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
    )


def read_revision(path: Path, *, read_only: bool) -> str | None:
    """The schema revision of a file; None when it holds no table yet.

    Raises DatabaseError when another program's tables are in it.
    """
    connection = open_file(path, read_only=read_only)
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
        if tables:
            raise DatabaseError(f"{path}: it holds another program's tables; name another archive.")
        return None
    finally:
        connection.close()


def describe_error(path: Path, error: BaseException) -> DatabaseError:
    """Our error for SQLite's: the file, and what to do."""
    code = getattr(error, "sqlite_errorcode", None)
    advice = _ADVICE.get(code & 0xFF) if isinstance(code, int) else None
    return DatabaseError(f"{path}: {advice} ({error})." if advice else f"{path}: {error}.")


def _use_wal(connection: sqlite3.Connection) -> None:
    # Quirk: SQLite does not wait for its busy timeout while two processes turn a new file to WAL.
    give_up_at = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > give_up_at:
                raise
            time.sleep(_RETRY_PAUSE_S)
        else:
            return


def _read_only_query(path: Path) -> str:
    # A WAL file left by a writer must be read with it; without one, a folder that we may not write
    # cannot get the shared-memory file that SQLite wants, so the file is read as one that nobody changes.
    wal = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK) or wal.exists():
        return "mode=ro"
    return "mode=ro&immutable=1"
