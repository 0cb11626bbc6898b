"""Damage is found where it is: filename and offset of the record at fault."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from archive.db.engine import is_archive
from archive.errors import ConfigError
from archive.records import Capture, Checked, Fault
from archive.store import Archive, verify_directory
from archive.warc.reader import iter_records
from archive.warc.record import format_record
from archive.warc.writer import RevisitTarget
from tests.archive.recorded import FACTS, URL, article, exchange, keep, open_run, save
from tests.archive.warc.exchanges import MOMENT, writer
from tests.archive.warc.exchanges import exchange as warc_exchange
from tests.databases import execute, execute_unchecked, find_url, remove_database


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive of one file with three captures and their rows."""

    archive: Archive
    path: Path
    captures: list[Capture]

    def execute(self, statement: str, *values: object) -> None:
        with self.archive._database.write() as connection:
            execute(connection, statement, *values)

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
    kept.execute('DELETE FROM capture WHERE "offset" = ?', lost.offset)
    (fault,) = kept.faults()
    assert (fault.filename, fault.offset) == (lost.filename, lost.offset)
    assert "no row" in fault.reason


def test_a_row_that_points_nowhere_is_named(kept: Kept) -> None:
    moved = kept.captures[2].location.offset
    kept.execute('UPDATE capture SET "offset" = "offset" + 7 WHERE "offset" = ?', moved)
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
    kept.execute(f'UPDATE capture SET {column} = ? WHERE "offset" = ?', value, place.offset)
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


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("url", "https://vvg.lt/kita", "the row's URL is https://vvg.lt/kita"),
        ("urlkey", "lt,kita)/", "the row's urlkey is lt,kita)/"),
        ("status", 404, "the row's status is 404, the record's 200"),
        ("mime", None, "the row's media type is None, the record's text/html"),
        ("truncated", "time", "the row's truncation is time, the record's None"),
        ("redirect_to", "http://x.lt/", "the row's redirect target"),
        ("requested_at", "2020-01-01T00:00:00.000000Z", "the row's date is 2020-01-01"),
        ("chunked", True, "the row's framing is True"),
    ],
)
def test_every_column_is_held_against_the_record(kept: Kept, column: str, value: object, reason: str) -> None:
    place = kept.captures[0].location
    kept.execute(f'UPDATE capture SET {column} = ? WHERE "offset" = ?', value, place.offset)
    (fault,) = kept.faults()
    assert (fault.filename, fault.offset) == (place.filename, place.offset)
    assert reason in fault.reason


def test_a_version_without_its_capture_is_named(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        saved = save(recorder, article(), keep(recorder, exchange(recorder)))
    execute_unchecked(tmp_path, "UPDATE article_version SET capture_id = 5")
    with Archive(tmp_path) as archive:
        (fault,) = [found for found in archive.verify() if isinstance(found, Fault)]
    assert (fault.filename, fault.offset) == (archive._database.name, 0)
    assert f"article {saved.article_id}, version 1: its capture 5 has no row" in fault.reason


def test_an_article_without_its_current_version_is_named(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        saved = save(recorder, article(), keep(recorder, exchange(recorder)))
        with archive._database.write() as connection:
            connection.exec_driver_sql("UPDATE article SET current_version_id = 5")
        (fault,) = [found for found in archive.verify() if isinstance(found, Fault)]
    assert f"article {saved.article_id} ({URL}): its current version is not there" in fault.reason


def write_revisit(directory: Path, **refers_to: object) -> Path:
    """A run of a response, then a revisit that says this of it."""
    with writer(directory) as warc:
        first = warc.write_exchange(warc_exchange())
        told = {"target_uri": first.target_uri, "requested_at": MOMENT, "digest": first.digest} | refers_to
        warc.write_exchange(
            warc_exchange(requested_at=MOMENT + timedelta(days=1)),
            refers_to=RevisitTarget(**told),  # type: ignore[arg-type]
        )
    (path,) = directory.iterdir()
    return path


@pytest.mark.parametrize(
    ("refers_to", "is_sound"),
    [
        ({}, True),
        ({"target_uri": "https://zemgale.lv/lv/jaunumi"}, True),
        ({"target_uri": "https://www.zemgale.lv/cits"}, False),
        ({"requested_at": MOMENT + timedelta(microseconds=1)}, False),
    ],
)
@pytest.mark.parametrize("has_database", [True, False])
def test_a_revisit_needs_the_response_that_it_names(
    tmp_path: Path, refers_to: dict[str, object], is_sound: bool, has_database: bool
) -> None:
    path = write_revisit(tmp_path / "warc", **refers_to)
    revisit = next(record for record in iter_records(path) if record.type == "revisit")
    with Archive(tmp_path, create=True) as archive:
        archive.reindex()
    if not has_database:
        remove_database(tmp_path)
    faults = [found for found in verify_directory(tmp_path) if isinstance(found, Fault)]
    if not has_database:
        assert "there is no database" in faults.pop(0).reason
    assert [(fault.filename, fault.offset) for fault in faults] == [(path.name, revisit.offset)] * (not is_sound)
    assert all("this revisit points to a response of https://" in fault.reason for fault in faults)


def test_a_revisit_of_another_payload_is_named(tmp_path: Path) -> None:
    path = write_revisit(tmp_path / "warc")
    records = list(iter_records(path))
    changed = [
        (name, "sha1:" + "B" * 32 if record.type == "revisit" and name == "WARC-Payload-Digest" else value)
        for record in records
        if record.type == "revisit"
        for name, value in record.headers[:-1]
    ]
    revisit = next(record for record in records if record.type == "revisit")
    data = path.read_bytes()
    path.write_bytes(data[: revisit.offset] + format_record(changed, revisit.block))
    with Archive(tmp_path, create=True) as archive:
        archive.reindex()
        (fault,) = [found for found in archive.verify() if isinstance(found, Fault)]
    assert (fault.filename, fault.offset) == (path.name, revisit.offset)
    assert "with the payload sha1:BBBB" in fault.reason


def test_without_a_database_the_files_are_checked(kept: Kept, tmp_path: Path) -> None:
    kept.archive.close()
    remove_database(kept.archive.directory)
    place = kept.captures[1].location
    data = bytearray(kept.path.read_bytes())
    data[place.offset + 30] ^= 0x10
    kept.path.write_bytes(data)
    missing, damaged = [found for found in verify_directory(tmp_path) if isinstance(found, Fault)]
    assert "kronika reindex" in missing.reason
    assert (damaged.filename, damaged.offset) == (place.filename, place.offset)
    assert not is_archive(find_url(kept.archive.directory) or kept.archive.directory / "kronika.db")


def test_a_folder_without_an_archive_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no archive"):
        list(verify_directory(tmp_path))


def test_the_watch_is_told_of_every_byte(kept: Kept) -> None:
    seen: list[int] = []
    list(kept.archive.verify(watch=seen.append))
    assert sum(seen) == kept.path.stat().st_size


def flip_at_random(kept: Kept, count: int, seed: int) -> None:
    """Flip one byte at a time: each is found, in its file and record and in no other."""
    chance = random.Random(seed)
    whole = kept.path.read_bytes()
    starts = [record.offset for record in iter_records(kept.path)]
    headers = 0
    for _ in range(count):
        position = chance.randrange(len(whole))
        flipped = whole[position] ^ chance.randrange(1, 256)
        kept.path.write_bytes(whole[:position] + bytes([flipped]) + whole[position + 1 :])
        damaged = max(start for start in starts if start <= position)
        assert kept.places() == {(kept.path.name, damaged)}, (position, whole[position], flipped)
        is_in_header = damaged + 4 <= position < damaged + 10
        found = [fault.reason for fault in kept.faults() if "the content is whole" in fault.reason]
        headers += is_in_header
        assert found or not is_in_header
    kept.path.write_bytes(whole)
    assert headers
    assert kept.faults() == []


def test_random_flips_are_all_found(kept: Kept) -> None:
    flip_at_random(kept, 150, seed=1)


@pytest.mark.slow
def test_two_thousand_random_flips_are_all_found(kept: Kept) -> None:
    flip_at_random(kept, 2000, seed=2)
