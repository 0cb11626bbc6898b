"""A damaged archive mended as far as it can be. No byte of a WARC file is ever lost: what was there is kept aside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from archive.db import auditing, captures
from archive.db.engine import Database
from archive.errors import WarcError, WriteError
from archive.indexing import read_capture
from archive.reconciling import Plan, plan_rows
from archive.records import Capture, Fault
from archive.recovery import recover_into
from archive.replay import Replayed, replay_files
from archive.search.upkeep import forget_file
from archive.targets import Target, find_target, read_target, resolve_revisit
from archive.warc.appending import sync_descriptor, sync_directory
from archive.warc.files import DAMAGED_SUFFIX, find_warcs
from archive.warc.record import OPEN_SUFFIX
from archive.warc.recovery import Recovered, is_abandoned
from archive.warc.rewriting import iter_members, write_file
from archive.warc.spelling import BITS_DIFFER, HEAD_DIFFERS, respell
from archive.warc.verify import Verified, verify_file

_MENDING_SUFFIX = ".mending"

Action = Literal["finished", "rewritten", "row moved", "row corrected", "row added", "row taken out", "left"]


@dataclass(frozen=True, slots=True)
class Mending:
    """One thing that was done (or would be), or that cannot be mended: `left`."""

    action: Action
    filename: str
    offset: int
    reason: str


@dataclass(slots=True)
class _Survey:
    """A WARC file as it is."""

    path: Path
    found: list[Capture] = field(default_factory=list)
    revisits: list[tuple[int, Target]] = field(default_factory=list)
    """Offset of each revisit, and what it points to."""
    unreadable: list[Fault] = field(default_factory=list)
    """Places where no whole record is."""
    misspelled: dict[int, str] = field(default_factory=dict)
    """Offsets of whole records whose gzip bytes were changed, with the reason."""
    other: list[Fault] = field(default_factory=list)
    """Faults within whole records: written so, or not to be told any more."""

    @property
    def is_damaged(self) -> bool:
        """Whether other bytes should be there."""
        return bool(self.unreadable or self.misspelled)


class Repair:
    """One go over an archive. No source may be crawled meanwhile."""

    def __init__(self, database: Database, directory: Path, *, dry_run: bool) -> None:
        """`dry_run`: say what would be done, and write nothing."""
        self._database = database
        self._directory = directory
        self._dry_run = dry_run

    def mend(self) -> Iterator[Mending]:
        """Everything that is done, and all that is left. Raises WriteError, DatabaseError."""
        for path in sorted(self._directory.glob(f"*{OPEN_SUFFIX}")):
            if is_abandoned(path):
                yield from self._finish_file(path)
        revisits: list[tuple[str, int, Target]] = []
        for path in find_warcs(self._directory):
            if not path.name.endswith(OPEN_SUFFIX):
                survey = yield from self._mend_file(path)
                revisits += [(path.name, offset, target) for offset, target in survey.revisits]
        for filename, offset, target in revisits:
            if find_target(self._database, self._directory, target) is None:
                yield Mending("left", filename, offset, target.describe())
        yield from self._name_lost()

    def _finish_file(self, path: Path) -> Iterator[Mending]:
        filename = path.name.removesuffix(OPEN_SUFFIX)
        if self._dry_run:
            yield Mending("finished", filename, 0, "a killed crawl left it open; its whole records stay.")
            return
        try:
            recovery = recover_into(self._database, self._directory, path)
        except WarcError as error:
            yield Mending("left", path.name, error.offset, error.reason)
            return
        yield Mending("finished", filename, 0, _describe_recovered(recovery.file))
        yield from _name_faults(recovery.replayed)

    def _replay(self, path: Path) -> Iterator[Mending]:
        """Give the file's records their rows, and its notes their articles."""
        yield from _name_faults(replay_files(self._database, self._directory, [path]))

    def _mend_file(self, path: Path) -> Generator[Mending, None, _Survey]:
        survey, kept = self._survey(path), path.name + DAMAGED_SUFFIX
        if survey.is_damaged:
            kept = yield from self._rewrite(survey)
            survey = survey if self._dry_run else self._survey(path)
        with self._database.read() as connection:
            rows = list(captures.iter_captures(connection, filename=path.name))
        plan = plan_rows(rows, survey.found)
        yield from _describe_plan(plan)
        for row in plan.lost:
            yield self._take_out(row, kept)
        if not self._dry_run:
            self._apply(plan)
            if plan.fresh:
                yield from self._replay(path)
        yield from (Mending("left", fault.filename, fault.offset, fault.reason) for fault in survey.other)
        return survey

    def _survey(self, path: Path) -> _Survey:
        survey = _Survey(path)
        faults: list[Fault] = []
        whole: set[int] = set()
        for found in verify_file(path):
            if isinstance(found, Fault):
                faults.append(found)
                continue
            whole.add(found.offset)
            try:
                self._take_in(survey, found)
            except (ValueError, WarcError) as error:
                survey.other.append(Fault(path.name, found.offset, f"it cannot be read as a capture: {error}"))
        for fault in faults:
            if fault.reason in {HEAD_DIFFERS, BITS_DIFFER}:
                survey.misspelled[fault.offset] = fault.reason
            elif fault.offset in whole:
                survey.other.append(fault)
            else:
                survey.unreadable.append(fault)
        return survey

    def _take_in(self, survey: _Survey, found: Verified) -> None:
        capture = read_capture(found.record, "", "")
        if capture is None:
            return
        target = read_target(found.record)
        if target is not None:
            survey.revisits.append((found.offset, target))
        survey.found.append(resolve_revisit(self._database, self._directory, found.record, capture))

    def _rewrite(self, survey: _Survey) -> Generator[Mending, None, str]:
        """Write all whole records into a file of the same name; the damaged one stays under the name returned."""
        name = survey.path.name
        if ".gz" not in survey.path.suffixes:
            for fault in survey.unreadable:
                reason = f"{fault.reason} An uncompressed file is not rewritten: import it from elsewhere instead."
                yield Mending("left", name, fault.offset, reason)
            return name + DAMAGED_SUFFIX
        kept = name + DAMAGED_SUFFIX if self._dry_run else _replace(survey).name
        for fault in survey.unreadable:
            reason = f"{fault.reason} These bytes are in {kept}, all whole records in the new file."
            yield Mending("rewritten", name, fault.offset, reason)
        for offset, reason in survey.misspelled.items():
            yield Mending("rewritten", name, offset, f"{reason} It is written anew; the file as it was is {kept}.")
        return kept

    def _apply(self, plan: Plan) -> None:
        agreed = [(row.id, wanted) for row, wanted in (*plan.moved, *plan.corrected) if row.id is not None]
        with self._database.write() as connection:
            auditing.make_way(connection, [row_id for row_id, _ in agreed])
            for row_id, wanted in agreed:
                auditing.correct_capture(connection, row_id, wanted)

    def _take_out(self, row: Capture, kept: str) -> Mending:
        """A row without a record goes, unless a version of an article hangs on it: that text is nowhere else.

        Such a row then points into the damaged bytes, and no revisit may point to it any more.
        """
        assert row.id is not None
        with self._database.read() as connection:
            versions = auditing.list_versions_of(connection, row.id)
        if not self._dry_run:
            with self._database.write() as connection:
                if versions:
                    auditing.mark_lost(connection, row.id, kept)
                else:
                    for gone in auditing.delete_capture(connection, row.id):
                        forget_file(connection, gone)
        place, reason = row.location, f"no record of {row.url} is there"
        if not versions:
            return Mending("row taken out", place.filename, place.offset, f"{reason}.")
        names = ", ".join(f"{version.number} of article {version.article_id}" for version in versions)
        reason += f"; its row stays, for version {names} was read from it."
        return Mending("left", place.filename, place.offset, reason)

    def _name_lost(self) -> Iterator[Mending]:
        present = {path.name.removesuffix(OPEN_SUFFIX) for path in find_warcs(self._directory)}
        with self._database.read() as connection:
            counted = captures.count_by_file(connection)
            loose = auditing.list_loose_versions(connection)
            unseen = auditing.list_loose_attachments(connection)
        for filename, count in counted.items():
            if filename not in present:
                is_kept = (self._directory / filename).exists()
                reason = "these bytes are damaged" if is_kept else "the file is not in the archive: bring it back"
                reason += f"; the {count} rows that point here stay."
                yield Mending("left", filename, 0, reason)
        for version in loose:
            reason = f"article {version.article_id}, version {version.number}: its capture is in no WARC file."
            yield Mending("left", self._database.name, 0, reason)
        for url in unseen:
            reason = f"the file {url}: its capture has no row; `kronika reindex` mends it."
            yield Mending("left", self._database.name, 0, reason)


def _name_faults(replayed: Replayed) -> Iterator[Mending]:
    for fault in replayed.faults:
        filename = fault.filename.removesuffix(OPEN_SUFFIX)
        yield Mending("left", filename, fault.offset, fault.reason)


def _describe_recovered(recovered: Recovered) -> str:
    kept = f"; {recovered.cut_bytes} torn bytes are in {recovered.kept_aside.name}" if recovered.kept_aside else ""
    if recovered.path is None:
        return f"it held no exchange and is gone{kept}."
    return f"a killed crawl left it open; {recovered.records} whole records{kept}."


def _replace(survey: _Survey) -> Path:
    path = survey.path
    new = path.with_name(path.name + _MENDING_SUFFIX)
    new.unlink(missing_ok=True)
    write_file(new, _whole_members(survey))
    try:
        kept = _keep_aside(path)
        sync_directory(path.parent)
        new.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror}: mend the disk, then repair again.") from error
    return kept


def _whole_members(survey: _Survey) -> Iterator[bytes]:
    for found in iter_members(survey.path):
        if not isinstance(found, Fault):
            record, member = found
            yield (respell(record) or member) if record.offset in survey.misspelled else member


def _keep_aside(path: Path) -> Path:
    """A second name for the file, or a copy where the disk knows no second names."""
    number = 0
    while True:
        kept = path.with_name(path.name + DAMAGED_SUFFIX + (f".{number}" if number else ""))
        try:
            os.link(path, kept)
        except FileExistsError:
            number += 1
            continue
        except OSError:
            with path.open("rb") as source, kept.open("xb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                sync_descriptor(target.fileno())
        return kept


def _describe_plan(plan: Plan) -> Iterator[Mending]:
    for row, wanted in plan.moved:
        reason = f"the row of {row.url} pointed to offset {row.location.offset}."
        yield Mending("row moved", wanted.location.filename, wanted.location.offset, reason)
    for row, wanted in plan.corrected:
        reason = f"the row of {row.url} said otherwise than its record."
        yield Mending("row corrected", wanted.location.filename, wanted.location.offset, reason)
    for capture in plan.fresh:
        reason = f"the {capture.record_type} of {capture.url} had no row."
        yield Mending("row added", capture.location.filename, capture.location.offset, reason)
