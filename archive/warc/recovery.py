"""Files that a killed writer left `.open`: a torn tail is put aside, and they get their final name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.errors import WarcError, WriteError
from archive.records import Fault
from archive.warc.appending import sync_descriptor, sync_directory, try_lock
from archive.warc.record import OPEN_SUFFIX
from archive.warc.walking import walk_records

_TORN_SUFFIX = ".torn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What recovery made of an abandoned file."""

    path: Path | None
    """Its final path; None when it held no exchange and was removed."""
    records: int
    """Whole records in it, warcinfo included."""
    cut_bytes: int
    """Bytes behind the last whole record."""
    kept_aside: Path | None
    """Where these bytes are now; None when there were none."""


def is_abandoned(path: Path) -> bool:
    """Whether a file is `.open` and no living writer holds it."""
    if not path.name.endswith(OPEN_SUFFIX):
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WarcError(path, 0, f"cannot be read: {error.strerror}.") from error
    try:
        return try_lock(descriptor)
    finally:
        os.close(descriptor)


def recover_file(path: Path, *, before_finish: Callable[[Path], None] = lambda _path: None) -> Recovered:
    """Finish an abandoned `.open` file: whole records stay where they are, a torn tail goes to `<name>.torn`.

    `before_finish` is called with the still open file, its tail cut, under its lock: what it fails to do, the next
    recovery can do, since the file has its final name only after it.
    Damage before the last whole record is left for `verify` to name: offsets must not move. Raises WarcError
    when the file is being written or gone, WriteError when the disk does not let us.
    """
    with _locked(path) as descriptor:
        try:
            return _recover(path, descriptor, before_finish)
        except OSError as error:
            raise WriteError(f"{path}, offset 0: {error.strerror}: mend the disk, then recover again.") from error


def _recover(path: Path, descriptor: int, before_finish: Callable[[Path], None]) -> Recovered:
    records, exchanges, end = 0, 0, 0
    for found in walk_records(path):
        if not isinstance(found, Fault):
            records += 1
            exchanges += found.type != "warcinfo"
            end = found.offset + found.length
    cut_bytes = os.fstat(descriptor).st_size - end
    final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    kept_aside = _keep_aside(path, final, end) if cut_bytes else None
    if not exchanges:
        path.unlink()
        sync_directory(path.parent)
        return Recovered(path=None, records=records, cut_bytes=cut_bytes, kept_aside=kept_aside)
    if final.exists():
        raise WarcError(path, 0, f"{final.name} exists already: move one of the two away.")
    os.ftruncate(descriptor, end)
    sync_descriptor(descriptor)
    before_finish(path)
    path.rename(final)
    sync_directory(path.parent)
    return Recovered(path=final, records=records, cut_bytes=cut_bytes, kept_aside=kept_aside)


def _keep_aside(path: Path, final: Path, offset: int) -> Path:
    """Copy what lies behind `offset` to a new file beside it, onto the disk itself."""
    number = 0
    while True:
        torn = final.with_name(final.name + _TORN_SUFFIX + (f".{number}" if number else ""))
        try:
            target = torn.open("xb")
        except FileExistsError:
            number += 1
            continue
        with target, path.open("rb") as file:
            file.seek(offset)
            shutil.copyfileobj(file, target)
            target.flush()
            sync_descriptor(target.fileno())
        sync_directory(torn.parent)
        return torn


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    if not path.name.endswith(OPEN_SUFFIX):
        raise WarcError(path, 0, f"not an {OPEN_SUFFIX} file: there is nothing to recover.")
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError as error:
        raise WarcError(path, 0, f"cannot be recovered: {error.strerror}.") from error
    try:
        if not try_lock(descriptor):
            raise WarcError(path, 0, "another process is writing or recovering this file: let it end first.")
        if os.fstat(descriptor).st_nlink == 0 or not path.exists():
            raise WarcError(path, 0, "another process has just recovered this file.")
        yield descriptor
    finally:
        os.close(descriptor)
