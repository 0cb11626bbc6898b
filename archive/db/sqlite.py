"""What is SQLite's own: how its file is opened, its pragmas, and what its errors ask the user to do."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

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
