"""Who is at work on what: a lock for each source that is being crawled."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from archive.errors import SourceBusyError

IMPORT, SEARCH_INDEX = ".import", ".search-index"
"""What is locked while files are taken in, and while the search index is built anew; no source has these ids."""

_DOING = {IMPORT: "files are being taken into this archive", SEARCH_INDEX: "the search index is being built anew"}


@contextmanager
def hold_all(directory: Path) -> Iterator[None]:
    """The locks of all sources that were ever crawled here. Raises SourceBusyError while one is."""
    with ExitStack() as stack:
        for path in sorted(directory.glob("*.lock")):
            stack.callback(SourceLock(directory, path.stem).release)
        yield


class SourceLock:
    """Held by the one process that crawls a source into an archive; the kernel frees it with the process."""

    def __init__(self, directory: Path, source: str) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        path = directory / f"{source}.lock"
        self._descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._descriptor)
            doing = _DOING.get(source, f"{source} is being crawled into this archive")
            raise SourceBusyError(f"{doing} by another process ({path} is locked): wait for it.") from None

    def release(self) -> None:
        """Let others in. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
