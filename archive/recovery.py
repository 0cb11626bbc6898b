"""After a crawl was killed: its files are finished, and what they hold beyond the database is added to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.db.engine import Database
from archive.replay import Replayed, replay_files
from archive.warc.record import OPEN_SUFFIX
from archive.warc.recovery import Recovered, is_abandoned, recover_file


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done to one file."""

    file: Recovered
    replayed: Replayed
    """What the file holds, with or without rows before."""

    def describe(self) -> str:
        """What was done, in one line."""
        file = self.file
        if file.path is None:
            return f"a file that a killed crawl had just begun; {file.cut_bytes} bytes of it were no record"
        torn = f"; a torn tail of {file.cut_bytes} bytes is kept in {file.kept_aside}" if file.cut_bytes else ""
        return f"{file.path.name}: {file.records} records, {self.replayed.captures} captures{torn}"


def recover_archive(database: Database, directory: Path) -> list[Recovery]:
    """Recover every file that no living process is writing. Raises WarcError and WriteError."""
    done = []
    for path in sorted(directory.glob(f"*{OPEN_SUFFIX}")):
        if not is_abandoned(path):
            continue
        done.append(recover_into(database, directory, path))
    return done


def recover_into(database: Database, directory: Path, path: Path) -> Recovery:
    """Recover one file: its rows are on the disk before it has its final name. Raises WarcError and WriteError."""
    replayed = Replayed()

    def replay(cut: Path) -> None:
        nonlocal replayed
        replayed = replay_files(database, directory, [cut])
        database.sync()

    return Recovery(recover_file(path, before_finish=replay), replayed)
