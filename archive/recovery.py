"""After a crawl was killed: its files are finished, and complete records without rows get them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.db import captures
from archive.db.engine import Database
from archive.indexing import iter_file_captures
from archive.warc.record import OPEN_SUFFIX
from archive.warc.recovery import Recovered, is_abandoned, recover_file


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done to one file."""

    file: Recovered
    captures: int
    """Captures that the file holds, with or without a row before."""

    def describe(self) -> str:
        """What was done, in one line."""
        if self.file.path is None:
            return f"a file that a killed crawl had just begun; {self.file.cut_bytes} bytes of it were no record"
        torn = (
            f"; a torn tail of {self.file.cut_bytes} bytes is kept in {self.file.kept_aside}"
            if self.file.cut_bytes
            else ""
        )
        return f"{self.file.path.name}: {self.file.records} records, {self.captures} captures{torn}"


def recover_archive(database: Database, directory: Path) -> list[Recovery]:
    """Recover every file that no living process is writing. Raises WarcError and WriteError."""
    done = []
    for path in sorted(directory.glob(f"*{OPEN_SUFFIX}")):
        if not is_abandoned(path):
            continue
        recovered = recover_file(path)
        found = list(iter_file_captures(recovered.path)) if recovered.path is not None else []
        with database.write() as connection:
            captures.insert_captures(connection, found)
        done.append(Recovery(recovered, len(found)))
    return done
