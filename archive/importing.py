"""WARC and WACZ files from elsewhere taken into the archive: checked record by record, copied, and given their rows.

A file that was taken in begins with a warcinfo record of ours, which says where it came from, and for which source and
run its records count: so its rows can be told from it alone. Behind that are its own whole records, in their order.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.db import auditing
from archive.db.engine import Database
from archive.errors import ConfigError, WarcError, WriteError
from archive.indexing import CAPTURE_TYPES
from archive.records import Fault
from archive.replay import replay_files
from archive.timestamps import format_timestamp, now
from archive.warc.appending import sync_directory
from archive.warc.files import IMPORT_PREFIX, is_warc
from archive.warc.record import OPEN_SUFFIX, new_record_id
from archive.warc.rewriting import iter_members, write_file
from archive.warc.verify import find_damage, find_oddities
from archive.warc.wacz import Unpacked, is_wacz, unpack_warcs
from archive.warc.walking import walk_records
from archive.warc.writer import format_warcinfo

NAME_FIELD = "kronika-import-name"
DIGEST_FIELD = "kronika-import-digest"

_UNFINISHED_SUFFIX = ".importing"
_DIGEST_CHARS = 12
_NAME_CHARS = 100


@dataclass(slots=True)
class Imported:
    """What came of one WARC file."""

    name: str
    """The file as it was given; of a WACZ's, its path and the one within it."""
    filename: str | None = None
    """Its name in the archive; None when nothing of it could be taken in."""
    is_new: bool = False
    """Whether it was not in the archive before."""
    records: int = 0
    captures: int = 0
    articles: int = 0
    """Articles that its own notes told of."""
    faults: list[Fault] = field(default_factory=list)
    """What was left out, by the file's own offsets."""


def find_importable(paths: Sequence[Path]) -> list[Path]:
    """The files given, and the WARC and WACZ files in the folders given. Raises ConfigError where there is nothing."""
    found: list[Path] = []
    for path in paths:
        if path.is_file():
            found.append(path)
            continue
        if not path.is_dir():
            raise ConfigError(f"{path}: there is no such file or folder to import.")
        inside = sorted(one for one in path.rglob("*") if one.is_file() and (is_warc(one) or one.suffix == ".wacz"))
        if not inside:
            raise ConfigError(f"{path}: there is no .warc, .warc.gz or .wacz file in this folder.")
        found += inside
    return found


class Importer:
    """Takes files into an archive, under one run."""

    def __init__(self, database: Database, directory: Path, about: Iterable[tuple[str, str]]) -> None:
        """`about`: what the warcinfo record says of source and run. Only one may be at work in an archive."""
        self._database = database
        self._directory = directory
        self._about = tuple(about)
        self._stamp = format_timestamp(now())
        self._serial = 0
        self.counts: Counter[str] = Counter()
        """What was new: `pages`, and what the caller adds."""
        for left_over in directory.glob(f"*{_UNFINISHED_SUFFIX}"):
            left_over.unlink()

    def take(self, path: Path) -> Iterator[Imported]:
        """Take in a WARC file, or each one of a WACZ. What is there already is left as it is.

        Raises WriteError; nothing half-written stays.
        """
        try:
            if is_wacz(path):
                yield from self._take_wacz(path)
            else:
                yield self._take_file(path, str(path), path.name)
        except OSError as error:
            raise WriteError(f"{path}: {error.strerror}: nothing more was taken in.") from error

    def _take_wacz(self, path: Path) -> Iterator[Imported]:
        faults: list[Fault] = []
        count = 0
        with tempfile.TemporaryDirectory(prefix=".wacz-", dir=self._directory) as folder:
            for found in unpack_warcs(path, Path(folder)):
                if isinstance(found, Fault):
                    faults.append(Fault(str(path), found.offset, found.reason))
                    continue
                yield self._take_unpacked(path, found, faults)
                faults = []
                count += 1
        if not count and not faults:
            faults.append(Fault(str(path), 0, "there is no WARC file in the archive/ folder of this zip file."))
        if faults:
            yield Imported(str(path), faults=faults)

    def _take_unpacked(self, path: Path, found: Unpacked, faults: list[Fault]) -> Imported:
        imported = self._take_file(found.path, f"{path}!{found.name}", Path(found.name).name)
        found.path.unlink()
        imported.faults[:0] = faults
        return imported

    def _take_file(self, path: Path, shown: str, name: str) -> Imported:
        imported = Imported(shown)
        digest = _digest(path)
        known = self._find_known(path, name, digest)
        if known is None:
            known = self._copy(path, name, digest, imported)
        if known is None:
            return imported
        imported.filename = known.name
        imported.captures = self._give_rows(known, imported)
        if imported.is_new:
            self.counts["pages"] += imported.captures
        return imported

    def _find_known(self, path: Path, name: str, digest: str) -> Path | None:
        """Where this file is in the archive already, under whatever name."""
        if path.resolve().parent == self._directory.resolve():
            return path
        own = self._directory / name
        if own.is_file() and _digest(own) == digest:
            return own
        return next(self._directory.glob(f"{IMPORT_PREFIX}*-{digest[:_DIGEST_CHARS]}-*.warc.gz"), None)

    def _copy(self, path: Path, name: str, digest: str, imported: Imported) -> Path | None:
        """The file's whole records under its new name; None when there are none."""
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", re.sub(r"\.warc(\.gz)?(\.open)?$", "", name))[:_NAME_CHARS]
        final = f"{IMPORT_PREFIX}{self._stamp}-{self._serial:05d}-{digest[:_DIGEST_CHARS]}-{stem.strip('-.')}.warc.gz"
        self._serial += 1
        about = [*self._about, (NAME_FIELD, _printable(name)), (DIGEST_FIELD, f"sha256:{digest}")]
        head = format_warcinfo(final, new_record_id(), now(), about)
        target = self._directory / (final + _UNFINISHED_SUFFIX)
        try:
            write_file(target, _chain(head, _whole_members(path, imported)))
        except WarcError as error:
            imported.faults.append(Fault(imported.name, error.offset, error.reason))
        if not imported.records:
            target.unlink(missing_ok=True)
            if not imported.faults:
                imported.faults.append(Fault(imported.name, 0, "it holds no WARC record."))
            return None
        target.rename(target.with_name(final))
        sync_directory(self._directory)
        imported.is_new = True
        return target.with_name(final)

    def _give_rows(self, path: Path, imported: Imported) -> int:
        """Rows for the file's captures, unless all are there; how many captures it has."""
        filename = path.name.removesuffix(OPEN_SUFFIX)
        captured = sum(not isinstance(one, Fault) and one.type in CAPTURE_TYPES for one in walk_records(path))
        with self._database.read() as connection:
            known = auditing.count_captures(connection, filename)
        if known != captured or imported.is_new:
            imported.articles = replay_files(self._database, self._directory, [path]).articles
        return captured


def _whole_members(path: Path, imported: Imported) -> Iterator[bytes]:
    """The members of whole records; what is left out is noted."""
    for found in iter_members(path):
        if isinstance(found, Fault):
            imported.faults.append(Fault(imported.name, found.offset, found.reason))
            continue
        record, member = found
        damage = find_damage(record)
        if damage is not None:
            imported.faults.append(Fault(imported.name, record.offset, f"left out: {damage}"))
            continue
        for reason in find_oddities(record):
            imported.faults.append(Fault(imported.name, record.offset, f"taken in, but {reason}"))
        imported.records += 1
        yield member


def _chain(head: bytes, members: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from members


def _digest(path: Path) -> str:
    """SHA-256, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _printable(name: str) -> str:
    """A file name as a field can hold it."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
