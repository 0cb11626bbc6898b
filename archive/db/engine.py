"""Opens the database, brings its schema up to date, and gives connections in a transaction."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from archive.db import sqlite
from archive.db.schema import HEAD
from archive.errors import DatabaseError


class Database:
    """One archive's database. Safe to share between threads, not between processes."""

    def __init__(self, target: str | Path, *, read_only: bool = False) -> None:
        """Opens a SQLite file or SQLAlchemy URL; makes its tables, or brings them up to date.

        A file that may not be written is opened read-only. Raises DatabaseError when it cannot be opened.
        """
        self.path = target.absolute() if isinstance(target, Path) else _path_of(target)
        self.read_only = read_only or not sqlite.is_writable(self.path)
        self._engine = _make_engine(self.path, read_only=self.read_only)
        self._writer = self._engine.execution_options(begin="IMMEDIATE")
        with self._explaining():
            self._bring_up_to_date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it was at its first statement.

        Raises DatabaseError.
        """
        with self._explaining(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection holding the write lock: commits at the end, rolls back on any exception.

        Raises DatabaseError, also when the database is read-only. Never open one within another.
        """
        if self.read_only:
            raise DatabaseError(f"{self.path}: it is open for reading only; make it and its folder writable.")
        with self._explaining(), self._writer.begin() as connection:
            yield connection

    def sync(self) -> None:
        """Brings every committed transaction to the disk itself; SQLite does so only at checkpoints.

        Raises DatabaseError.
        """
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

    def close(self) -> None:
        """Closes every connection; the next use would open new ones."""
        self._engine.dispose()

    def _bring_up_to_date(self) -> None:
        if self.read_only and not self.path.exists():
            raise DatabaseError(
                f"{self.path}: there is no archive here; crawl something first, or name another folder."
            )
        revision = sqlite.read_revision(self.path, read_only=self.read_only)
        if revision == HEAD:
            return
        if self.read_only:
            raise DatabaseError(
                f"{self.path}: its tables are of revision {revision}, this program's of {HEAD}, and it is "
                "read-only; open it once with write permission."
            )
        # Alembic takes 0.3 s to import: only an archive that is new or old waits for it.
        from archive.db.migrate import migrate_to_head  # noqa: PLC0415

        with self._engine.execution_options(begin="EXCLUSIVE").connect() as connection:
            migrate_to_head(connection, self.path)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise sqlite.describe_error(self.path, error.orig or error) from error
        except sqlite3.Error as error:
            raise sqlite.describe_error(self.path, error) from error
        except (UnicodeEncodeError, OverflowError) as error:
            # Typed bytes that are no UTF-8, a number of thirty digits: no column can hold or equal these.
            raise DatabaseError(f"{self.path}: a value cannot be stored or looked for ({error}).") from error


def _path_of(url: str) -> Path:
    """The file of a SQLite URL. Raises DatabaseError for any other."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        raise DatabaseError(f"{url!r} is not a database URL; write sqlite:///path/to/file.") from None
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        shown = parsed.render_as_string(hide_password=True)
        raise DatabaseError(f"{shown}: only SQLite files are supported; write sqlite:///path/to/file.")
    return Path(str(parsed.database)).absolute()


def _make_engine(path: Path, *, read_only: bool) -> Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        creator=lambda: sqlite.connect(path, read_only=read_only),
        # Each read-only connection looks anew for the writer's WAL file.
        poolclass=NullPool if read_only else QueuePool,
        json_serializer=_format_json,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _format_json(value: object) -> str:
    # Letters stay letters: the full-text index reads the column of tags as it is stored.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _begin(connection: Connection) -> None:
    # The driver's own transactions lost updates between threads: 98 of 400 kept.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
