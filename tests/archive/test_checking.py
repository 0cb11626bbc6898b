"""Damage is found where it is: filename and offset of the record at fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.records import Capture, Checked, Fault
from archive.store import Archive
from tests.archive.recorded import FACTS, URL, exchange, keep, open_run


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive of one file with three captures and their rows."""

    archive: Archive
    path: Path
    captures: list[Capture]

    def execute(self, statement: str, *values: object) -> None:
        with self.archive._database.write() as connection:
            connection.exec_driver_sql(statement, values)

    def faults(self) -> list[Fault]:
        return [found for found in self.archive.verify() if isinstance(found, Fault)]

    def places(self) -> set[tuple[str, int]]:
        return {(fault.filename, fault.offset) for fault in self.faults()}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with open_run(tmp_path) as (_, recorder):
        captures = [keep(recorder, exchange(recorder, f"{URL}/{n}", b"<p>%d</p>" % n * 50)) for n in range(3)]
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    with Archive(tmp_path) as archive:
        yield Kept(archive, path, captures)


def test_a_sound_archive_has_no_fault(kept: Kept) -> None:
    (checked,) = kept.archive.verify()
    assert isinstance(checked, Checked)
    assert (checked.filename, checked.bytes) == (kept.path.name, kept.path.stat().st_size)
    assert checked.records >= 1 + 2 * len(kept.captures)


def test_a_lost_file_is_named_with_its_rows(kept: Kept) -> None:
    kept.path.unlink()
    (fault,) = kept.archive.verify()
    assert isinstance(fault, Fault)
    assert fault.filename == kept.path.name
    assert "3 rows" in fault.reason


def test_a_record_without_a_row_is_named(kept: Kept) -> None:
    lost = kept.captures[1].location
    kept.execute("DELETE FROM capture WHERE offset = ?", lost.offset)
    (fault,) = kept.faults()
    assert (fault.filename, fault.offset) == (lost.filename, lost.offset)
    assert "no row" in fault.reason


def test_a_row_that_points_nowhere_is_named(kept: Kept) -> None:
    moved = kept.captures[2].location.offset
    kept.execute("UPDATE capture SET offset = offset + 7 WHERE offset = ?", moved)
    faults = kept.faults()
    assert {(fault.filename, fault.offset) for fault in faults} == {
        (kept.path.name, moved),
        (kept.path.name, moved + 7),
    }
    assert any(kept.captures[2].url in fault.reason for fault in faults)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("digest", "sha1:" + "A" * 32, "digest"),
        ("length", 3, "the row says 3 bytes"),
        ("record_type", "revisit", "the row says revisit"),
    ],
)
def test_a_row_that_says_something_else_is_named(kept: Kept, column: str, value: object, reason: str) -> None:
    place = kept.captures[0].location
    kept.execute(f"UPDATE capture SET {column} = ? WHERE offset = ?", value, place.offset)
    (fault,) = kept.faults()
    assert (fault.filename, fault.offset) == (place.filename, place.offset)
    assert reason in fault.reason


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.99])
def test_a_flipped_byte_is_found_in_its_record_and_in_no_other(kept: Kept, number: int, place: float) -> None:
    location = kept.captures[number].location
    data = bytearray(kept.path.read_bytes())
    data[location.offset + int(location.length * place)] ^= 0x10
    kept.path.write_bytes(data)
    assert kept.places() == {(location.filename, location.offset)}


@pytest.mark.parametrize("lost_bytes", [1, 60])
def test_a_torn_end_is_found(kept: Kept, lost_bytes: int) -> None:
    data = kept.path.read_bytes()
    kept.path.write_bytes(data[:-lost_bytes])
    places = kept.places()
    assert len(places) == 1
    assert places.pop()[1] > kept.captures[2].location.offset


def test_a_file_that_is_being_written_has_no_fault(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        recorder = archive.start_run(FACTS)
        keep(recorder, exchange(recorder))
        recorder.flush()
        keep(recorder, exchange(recorder, minute=1, body=b"dar be eilutes"))
        found = list(archive.verify())
        assert [type(one) for one in found] == [Checked]
        recorder.close("finished", {})


def test_other_files_are_left_alone(kept: Kept) -> None:
    for name in ("skaityk.txt", f"{kept.path.name}.torn", "a.cdxj"):
        kept.path.with_name(name).write_bytes(b"x")
    assert kept.faults() == []
    kept.path.with_name("svetimas.warc").write_bytes(b"ne WARC")
    assert kept.places() == {("svetimas.warc", 0)}
