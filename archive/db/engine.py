"""Opens the database, brings its schema up to date, and gives connections in a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError

from archive.db.schema import HEAD
from archive.db.sqlite import SqliteFile
from archive.errors import ConfigError, DatabaseError

POSTGRESQL = ("postgresql", "postgres")
"""How the URLs of a PostgreSQL database begin."""


class Backend(Protocol):
    """What one kind of database does in its own way. The option `begin` of its connections says what they are for:
    READ one state, WRITE alone, or MIGRATE with not even a reader."""

    @property
    def kind(self) -> str:
        """SQLite or PostgreSQL."""

    @property
    def place(self) -> str:
        """Where it is, as messages say it: without a password."""

    @property
    def name(self) -> str:
        """The same, as short as it goes within an archive."""

    @property
    def engine(self) -> Engine:
        """Its connections."""

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written. Known once the revision was read."""

    def read_revision(self) -> str | None:
        """The schema revision; None when it holds no table yet. Raises DatabaseError for another program's tables."""

    def migrate(self) -> None:
        """Bring the tables up to date, also when others try to at the same time."""

    def sync(self) -> None:
        """Bring every committed transaction to the disk itself."""

    def describe_error(self, error: BaseException) -> DatabaseError:
        """Our error for the driver's: the database, and what to do."""

    def describe_refusal(self) -> str:
        """What to do so that it can be written."""

    def describe(self, conn: Connection) -> dict[str, str | int]:
        """The database program's version, and the bytes that the rows take."""

    def remove(self) -> None:
        """Take the whole database away."""


class Database:
    """One archive's database. Safe to share between threads, not between processes."""

    def __init__(self, target: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        """Opens a SQLite file, or what a URL names; makes its tables, or brings them up to date.

        One that may not be written is opened read-only. `create`: whether tables are made where there are none;
        otherwise that is a ConfigError. Raises DatabaseError when it cannot be opened.
        """
        self._backend = _choose_backend(target, read_only=read_only)
        self.place, self.name = self._backend.place, self._backend.name
        self.is_new = False
        """Whether opening it has made its tables."""
        self._reader = self._backend.engine.execution_options(begin="READ")
        self._writer = self._backend.engine.execution_options(begin="WRITE")
        try:
            with self._explaining():
                self._bring_up_to_date(create=create)
        except BaseException:
            self.close()
            raise

    @property
    def kind(self) -> str:
        """SQLite or PostgreSQL."""
        return self._backend.kind

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._backend.read_only

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees the database as it was at its first statement.

        Raises DatabaseError.
        """
        with self._explaining(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection holding the write lock: commits at the end, rolls back on any exception.

        Raises DatabaseError, also when the database is read-only. Never open one within another.
        """
        if self.read_only:
            raise DatabaseError(f"{self.place}: it is open for reading only; {self._backend.describe_refusal()}.")
        with self._explaining(), self._writer.begin() as connection:
            yield connection

    def sync(self) -> None:
        """Brings every committed transaction to the disk itself. Raises DatabaseError."""
        with self._explaining():
            self._backend.sync()

    def describe(self) -> dict[str, str | int]:
        """Where and what it is, as JSON values; `bytes` is what its rows take. Raises DatabaseError."""
        with self.read() as connection:
            described = self._backend.describe(connection)
        return {"kind": self.kind, "database": self.place, "revision": HEAD, **described}

    def close(self) -> None:
        """Closes every connection; the next use would open new ones."""
        self._backend.engine.dispose()

    def remove(self) -> None:
        """Takes the whole database away. Raises DatabaseError."""
        self.close()
        with self._explaining():
            self._backend.remove()
        self.close()

    def _bring_up_to_date(self, *, create: bool) -> None:
        revision = self._backend.read_revision()
        if revision == HEAD:
            return
        if revision is None and not create:
            raise ConfigError(
                f"there is no archive at {self.place}: crawl something first, or name another with --database."
            )
        if revision is None and self.read_only:
            raise DatabaseError(f"{self.place}: there is no archive here; crawl something first, or name another.")
        if self.read_only:
            raise DatabaseError(
                f"{self.place}: its tables are of revision {revision}, this program's of {HEAD}, and it is "
                "read-only; open it once with write permission."
            )
        self.is_new = revision is None
        self._backend.migrate()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._backend.describe_error(error.orig or error) from error
        except sqlite3.Error as error:
            raise self._backend.describe_error(error) from error
        except (UnicodeEncodeError, OverflowError) as error:
            # Typed bytes that are no UTF-8, a number of thirty digits: no column can hold or equal these.
            raise DatabaseError(f"{self.place}: a value cannot be stored or looked for ({error}).") from error


def name_database(target: str | Path) -> str:
    """What messages within an archive call its database. Raises DatabaseError when the URL is none."""
    return _choose_backend(target, read_only=True).name


def is_archive(target: str | Path) -> bool:
    """Whether there are tables of ours, of whatever revision. Raises DatabaseError."""
    backend = _choose_backend(target, read_only=True)
    try:
        return backend.read_revision() is not None
    except (DBAPIError, sqlite3.Error) as error:
        raise backend.describe_error(getattr(error, "orig", None) or error) from error
    finally:
        backend.engine.dispose()


def find_file(target: str | Path) -> Path | None:
    """The SQLite file that a target is; None for a PostgreSQL database. Raises DatabaseError for anything else."""
    if isinstance(target, Path):
        return target.absolute()
    url = _parse_url(target)
    if url.get_backend_name() in POSTGRESQL:
        return None
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        shown = url.render_as_string(hide_password=True)
        raise DatabaseError(f"{shown}: only SQLite files and PostgreSQL are supported; write sqlite:///path/to/file.")
    return Path(str(url.database)).absolute()


def _choose_backend(target: str | Path, *, read_only: bool) -> Backend:
    path = find_file(target)
    if path is not None:
        return SqliteFile(path, read_only=read_only)
    try:
        # An extra, which takes a tenth of a second to import.
        from archive.db.postgres import PostgresSchema  # noqa: PLC0415
    except ImportError as error:
        raise DatabaseError("PostgreSQL needs psycopg; install it: pip install 'kronika[postgresql]'.") from error
    return PostgresSchema(_parse_url(str(target)), read_only=read_only)


def _parse_url(text: str) -> sa.URL:
    try:
        return sa.make_url(text)
    except (ArgumentError, ValueError):
        # Not shown: a password may stand in it.
        raise DatabaseError("the database is no URL: write postgresql://user@host/name, or sqlite:///path.") from None
