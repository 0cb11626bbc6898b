"""The database built anew from WARC files alone, beside the old one, which it replaces when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from archive.db.engine import Database, find_file
from archive.db.sqlite import SIDE_SUFFIXES
from archive.errors import DatabaseError
from archive.locks import hold_all
from archive.replay import Replayed, replay_files
from archive.warc.appending import sync_descriptor, sync_directory
from archive.warc.files import find_warcs


def rebuild_database(
    target: str | Path, warc_directory: Path, lock_directory: Path, *, executor: Executor | None = None
) -> Replayed:
    """Replay every WARC file into a new database in place of `target`; the old one stays until the new one is whole.

    Raises SourceBusyError while any source is being crawled, DatabaseError.
    """
    with hold_all(lock_directory), _replace(target) as database:
        return replay_files(database, warc_directory, find_warcs(warc_directory), executor=executor)


@contextmanager
def _replace(target: str | Path) -> Iterator[Database]:
    path = find_file(target)
    if path is not None:
        with _replace_file(path) as database:
            yield database
        return
    # psycopg is an extra.
    from archive.db.swapping import replace_schema  # noqa: PLC0415

    with replace_schema(str(target)) as database:
        yield database


@contextmanager
def _replace_file(path: Path) -> Iterator[Database]:
    new_path = path.with_name(path.name + ".new")
    _remove(new_path)
    database = Database(new_path)
    try:
        yield database
    finally:
        database.close()
    for suffix in SIDE_SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    try:
        with new_path.open("rb") as file:
            sync_descriptor(file.fileno())
        new_path.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise DatabaseError(f"{path}: {error.strerror}: the new database is whole, in {new_path}.") from error


def _remove(path: Path) -> None:
    for suffix in ("", *SIDE_SUFFIXES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
