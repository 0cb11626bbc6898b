"""The database built anew from WARC files alone, beside the old one, which it replaces when it is whole."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from archive.db.engine import Database
from archive.errors import DatabaseError
from archive.locks import hold_all
from archive.replay import Replayed, replay_files
from archive.warc.appending import sync_descriptor, sync_directory
from archive.warc.files import find_warcs

_SIDE_FILES = ("-wal", "-shm")


def rebuild_database(
    path: Path, warc_directory: Path, lock_directory: Path, *, executor: Executor | None = None
) -> Replayed:
    """Replay every WARC file into a new database at `path`; the old one stays until the new one is whole.

    Raises SourceBusyError while any source is being crawled, DatabaseError.
    """
    new_path = path.with_name(path.name + ".new")
    with hold_all(lock_directory):
        _remove(new_path)
        database = Database(new_path)
        try:
            replayed = replay_files(database, warc_directory, find_warcs(warc_directory), executor=executor)
        finally:
            database.close()
        for suffix in _SIDE_FILES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        try:
            with new_path.open("rb") as file:
                sync_descriptor(file.fileno())
            new_path.replace(path)
            sync_directory(path.parent)
        except OSError as error:
            raise DatabaseError(f"{path}: {error.strerror}: the new database is whole, in {new_path}.") from error
    return replayed


def _remove(path: Path) -> None:
    for name in (path.name, *(path.name + suffix for suffix in _SIDE_FILES)):
        path.with_name(name).unlink(missing_ok=True)
