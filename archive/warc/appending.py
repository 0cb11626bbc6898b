"""The file a writer appends to: created exclusively, locked while it lives, never left with half a record."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from archive.errors import WriteError
from archive.warc.record import OPEN_SUFFIX


class AppendFile:
    """A WARC file being written, named with `.open` until it is finished. One thread owns it."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        """The final path, without `.open`."""
        self.size = 0
        """Bytes that are whole records."""
        self._descriptor = descriptor
        self.is_broken = False
        """Whether it is out of use after a failure: left `.open` as it is, for recovery."""
        self._is_closed = False

    @property
    def open_path(self) -> Path:
        """Where it lies until it is finished."""
        return self.path.with_name(self.path.name + OPEN_SUFFIX)

    def append(self, data: bytes) -> int:
        """Append all of it or nothing; its offset. Raises WriteError."""
        self._refuse_if_unusable()
        offset = self.size
        view = memoryview(data)
        try:
            while view:
                view = view[self._write(view) :]
            self.size = offset + len(data)
        except OSError as error:
            self._cut_back(offset)
            raise self._error(f"{error.strerror}: free some space or mend the disk, then crawl again") from error
        except BaseException:
            self._cut_back(offset)
            raise
        return offset

    def sync(self) -> None:
        """Bring everything appended to the disk itself. Raises WriteError; the file is out of use then."""
        self._refuse_if_unusable()
        try:
            sync_descriptor(self._descriptor)
        except OSError as error:
            # After a failed fsync the kernel may have dropped the pages: nothing more may lean on this file.
            self.is_broken = True
            raise self._error(f"{error.strerror} on fsync: mend the disk; the next run recovers the file") from error

    def finish(self) -> None:
        """Sync, take `.open` away and release the lock. Raises WriteError; `.open` stays for recovery."""
        if self._is_closed:
            return
        try:
            if self.is_broken:
                return
            self.sync()
            if self.path.exists():
                raise self._error("another file has taken its final name: move that one away")
            with self._explained():
                self.open_path.rename(self.path)
                sync_directory(self.path.parent)
        finally:
            self._release()

    def discard(self) -> None:
        """Remove the file: nothing in it is worth keeping."""
        if self._is_closed:
            return
        try:
            with self._explained():
                self.open_path.unlink(missing_ok=True)
                sync_directory(self.path.parent)
        finally:
            self._release()

    def _release(self) -> None:
        self._is_closed = True
        os.close(self._descriptor)

    def _refuse_if_unusable(self) -> None:
        if self.is_broken or self._is_closed:
            raise self._error("the file is out of use after an earlier failure or its end: start a new run")

    def _write(self, view: memoryview) -> int:
        written = os.write(self._descriptor, view)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return written

    def _cut_back(self, size: int) -> None:
        self.size = size
        try:
            os.ftruncate(self._descriptor, size)
        except OSError:
            self.is_broken = True  # recovery cuts the torn tail once the lock is gone

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._error(f"{error.strerror}: mend the disk; the next run recovers the file") from error

    def _error(self, reason: str) -> WriteError:
        return WriteError(f"{self.open_path}, offset {self.size}: {reason}.")


def create_file(path: Path) -> AppendFile | None:
    """Create and lock `path` with `.open`; None when the name is taken, with or without `.open`.

    Raises WriteError when the directory cannot be written.
    """
    open_path = path.with_name(path.name + OPEN_SUFFIX)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
    try:
        descriptor = os.open(open_path, flags, 0o666)
    except FileExistsError:
        return None
    except OSError as error:
        raise WriteError(f"{open_path}, offset 0: {error.strerror}: make the directory writable.") from error
    # Looked for after creating: a writer that finishes in between has kept us out by its own `.open`.
    has_lock = try_lock(descriptor) and os.fstat(descriptor).st_nlink > 0
    if has_lock and not path.exists():
        return AppendFile(path, descriptor)
    if has_lock:
        open_path.unlink()
    os.close(descriptor)  # without the lock, a recovery took the empty file for abandoned and removes it
    return None


def try_lock(descriptor: int) -> bool:
    """Take the lock that a living writer holds; False when another has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_descriptor(descriptor: int) -> None:
    """Bring a file to the disk itself. Raises OSError."""
    full_sync: int | None = getattr(fcntl, "F_FULLFSYNC", None)
    if full_sync is not None:
        # Quirk: macOS's fsync leaves data in the drive's cache; some network file systems know only fsync.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, full_sync)
            return
    os.fsync(descriptor)


def sync_directory(directory: Path) -> None:
    """Make a new, renamed or removed name survive power loss. Raises OSError."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
