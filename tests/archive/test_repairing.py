"""What repair makes of damage: rows agree with records again, and every byte that was there is still there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.db.captures import find_original
from archive.errors import SourceBusyError
from archive.reconciling import plan_rows
from archive.records import Capture, Checked, Fault
from archive.repairing import Mending
from archive.store import Archive
from archive.warc.reader import iter_records
from tests.archive.db.samples import make_capture
from tests.archive.foreign import PAGE
from tests.archive.recorded import FACTS, URL, article, committed, exchange, keep, open_run, save
from tests.databases import execute


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive of one file: five captures, of which the fourth is a revisit of the first; an article of the third."""

    archive: Archive
    path: Path
    captures: list[Capture]

    def execute(self, statement: str, *values: object) -> None:
        with self.archive._database.write() as connection:
            execute(connection, statement, *values)

    def repair(self, *, dry_run: bool = False) -> list[Mending]:
        return list(self.archive.repair(dry_run=dry_run))

    def faults(self) -> list[Fault]:
        return [found for found in self.archive.verify() if isinstance(found, Fault)]

    def flip(self, number: int, place: int = 40) -> None:
        data = bytearray(self.path.read_bytes())
        data[self.captures[number].location.offset + place] ^= 0x10
        self.path.write_bytes(data)

    def urls(self) -> list[str]:
        return [capture.url for capture in committed(self.archive)]

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.path.parent.iterdir()}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with open_run(tmp_path) as (_, recorder):
        bodies = [b"<p>a</p>" * 50, b"<p>b</p>" * 50, PAGE.encode(), b"<p>a</p>" * 50, b"<p>d</p>" * 50]
        captures = []
        for number, body in enumerate(bodies):
            captures.append(keep(recorder, exchange(recorder, f"{URL}/{number}", body, minute=number)))
            recorder.flush()
        save(recorder, article(f"{URL}/2"), captures[2])
    (path,) = (tmp_path / "warc").glob("*.warc.gz")
    assert captures[3].record_type == "revisit"
    with Archive(tmp_path) as archive:
        yield Kept(archive, path, captures)


def test_a_sound_archive_is_left_as_it_is(kept: Kept) -> None:
    before = committed(kept.archive), kept.files()
    assert kept.repair() == []
    assert (committed(kept.archive), kept.files()) == before


def test_a_damaged_record_goes_aside_and_the_others_stay_readable(kept: Kept) -> None:
    kept.flip(1)
    damaged = kept.path.read_bytes()
    payloads = {capture.url: kept.archive.read(capture) for capture in (kept.captures[0], *kept.captures[2:])}
    ids = {capture.url: capture.id for capture in committed(kept.archive)}
    done = kept.repair()
    (rewritten,) = [one for one in done if one.action == "rewritten"]
    assert rewritten.offset == kept.captures[1].location.offset
    assert f"{kept.path.name}.damaged" in rewritten.reason
    assert [one.action for one in done].count("row taken out") == 1
    assert [one.action for one in done].count("row moved") == 3
    assert kept.path.with_name(f"{kept.path.name}.damaged").read_bytes() == damaged
    assert {capture.url: kept.archive.read(capture) for capture in committed(kept.archive)} == payloads
    assert {capture.url: capture.id for capture in committed(kept.archive)} == {url: ids[url] for url in payloads}
    found = kept.archive.find_article(f"{URL}/2")
    assert found is not None
    assert kept.archive.read(found.version.capture) == payloads[f"{URL}/2"]
    assert kept.faults() == []
    assert kept.repair() == []


def test_a_dry_run_says_it_and_writes_nothing(kept: Kept) -> None:
    kept.flip(1)
    kept.execute("DELETE FROM capture WHERE url = ?", f"{URL}/4")
    before = committed(kept.archive), kept.files()
    actions = [one.action for one in kept.repair(dry_run=True)]
    assert (committed(kept.archive), kept.files()) == before
    assert {"rewritten", "row taken out", "row added"} <= set(actions)


def test_a_version_whose_record_is_lost_keeps_its_row_and_is_named(kept: Kept) -> None:
    kept.flip(2)
    left = [one for one in kept.repair() if one.action == "left"]
    assert any("version 1 of article" in one.reason for one in left)
    found = kept.archive.find_article(f"{URL}/2")
    assert found is not None
    assert found.version.article.text == article().text
    assert found.version.capture.location.filename == f"{kept.path.name}.damaged"
    assert [one for one in kept.repair() if one.action != "left"] == []
    with kept.archive._database.read() as connection:
        assert find_original(connection, found.version.capture.digest, chunked=False) is None


def test_a_revisit_whose_response_was_lost_is_named(kept: Kept) -> None:
    kept.flip(0)
    (left,) = [one for one in kept.repair() if "revisit points to" in one.reason]
    revisit = next(capture for capture in committed(kept.archive) if capture.record_type == "revisit")
    assert (left.action, left.filename, left.offset) == ("left", kept.path.name, revisit.location.offset)


@pytest.mark.parametrize("place", [4, 8, 9])
def test_a_flip_that_changes_nothing_is_undone(kept: Kept, place: int) -> None:
    whole = kept.path.read_bytes()
    kept.flip(1, place)
    (done,) = kept.repair()
    assert (done.action, done.offset) == ("rewritten", kept.captures[1].location.offset)
    assert kept.path.read_bytes() == whole
    assert kept.faults() == []


def test_a_torn_end_is_cut_from_a_finished_file(kept: Kept) -> None:
    data = kept.path.read_bytes()
    place = kept.captures[4].location
    torn = data[: place.offset + place.length - 5]
    kept.path.write_bytes(torn)
    done = kept.repair()
    assert {one.action for one in done} == {"rewritten", "row taken out"}
    assert kept.path.read_bytes() == data[: place.offset]
    assert kept.path.with_name(f"{kept.path.name}.damaged").read_bytes() == torn
    assert kept.faults() == []


def test_an_earlier_damaged_file_is_not_overwritten(kept: Kept) -> None:
    kept.flip(1)
    first = kept.path.read_bytes()
    kept.repair()
    kept.path.write_bytes(kept.path.read_bytes()[:-7])
    second = kept.path.read_bytes()
    kept.repair()
    files = kept.files()
    assert (files[f"{kept.path.name}.damaged"], files[f"{kept.path.name}.damaged.1"]) == (first, second)


def test_records_without_rows_get_them_as_they_were(kept: Kept) -> None:
    before = committed(kept.archive)
    kept.execute("DELETE FROM capture WHERE url IN (?, ?)", f"{URL}/0", f"{URL}/3")
    assert [one.action for one in kept.repair()] == ["row added"] * 2
    assert committed(kept.archive) == before
    assert kept.faults() == []


@pytest.mark.parametrize(
    ("change", "action"),
    [
        ("offset = offset + 7", "row moved"),
        ("digest = 'sha1:AAAA'", "row corrected"),
        ("length = 3, status = 500, mime = NULL", "row corrected"),
        ("record_type = 'revisit'", "row corrected"),
        ("url = 'http://kita.lt/', urlkey = 'lt,kita)/'", "row corrected"),
    ],
)
def test_a_row_that_says_otherwise_than_its_record_is_put_right(kept: Kept, change: str, action: str) -> None:
    before = committed(kept.archive)
    kept.execute(f"UPDATE capture SET {change} WHERE url = ?", f"{URL}/1")
    assert [one.action for one in kept.repair()] == [action]
    assert committed(kept.archive) == before


def test_rows_that_have_changed_places_are_put_right(kept: Kept) -> None:
    before = committed(kept.archive)
    first, second = (kept.captures[n].location.offset for n in (0, 1))
    for new, old in ((-1, first), (first, second), (second, -1)):
        kept.execute('UPDATE capture SET "offset" = ? WHERE "offset" = ?', new, old)
    assert [one.action for one in kept.repair()] == ["row moved"] * 2
    assert committed(kept.archive) == before


def test_a_row_where_nothing_is_goes(kept: Kept) -> None:
    before = committed(kept.archive)
    kept.execute(
        "INSERT INTO capture (id, url, urlkey, timestamp, requested_at, digest, chunked, record_type, filename,"
        " offset, length, source, run) SELECT 7, 'http://x.lt/', urlkey, timestamp, requested_at, digest, chunked,"
        " record_type, filename, offset + 1, length, source, run FROM capture WHERE url = ?",
        f"{URL}/0",
    )
    (done,) = kept.repair()
    assert (done.action, done.offset) == ("row taken out", kept.captures[0].location.offset + 1)
    assert committed(kept.archive) == before


def test_rows_of_a_lost_file_stay(kept: Kept, tmp_path: Path) -> None:
    elsewhere = kept.path.rename(tmp_path / "elsewhere")
    (left,) = kept.repair()
    assert (left.action, left.filename) == ("left", kept.path.name)
    assert "bring it back; the 5 rows" in left.reason
    elsewhere.rename(kept.path)
    assert kept.faults() == []


def test_a_file_left_open_is_finished(kept: Kept) -> None:
    kept.path.rename(kept.path.with_name(kept.path.name + ".open"))
    kept.execute("DELETE FROM capture WHERE url = ?", f"{URL}/0")
    done = kept.repair()
    assert [one.action for one in done] == ["finished"]
    assert kept.path.exists()
    assert kept.faults() == []


def test_two_files_of_one_name_are_left_to_the_operator(kept: Kept) -> None:
    other = kept.path.with_name(kept.path.name + ".open")
    shutil.copy(kept.path, other)
    (left,) = [one for one in kept.repair() if one.action == "left"]
    assert (left.filename, "exists already" in left.reason) == (other.name, True)
    assert other.exists()


def test_nothing_is_mended_while_a_source_is_crawled(kept: Kept) -> None:
    recorder = kept.archive.start_run(FACTS)
    with pytest.raises(SourceBusyError):
        kept.repair()
    recorder.close("finished", {})


def test_an_uncompressed_file_is_not_rewritten(kept: Kept) -> None:
    plain = kept.path.with_name("svetimas.warc")
    plain.write_bytes(b"WARC/1.0\r\nContent-Length: x\r\n\r\n")
    (left,) = kept.repair()
    assert (left.action, left.filename, left.offset) == ("left", "svetimas.warc", 0)
    assert plain.exists()


def test_a_rebuilt_database_agrees_with_a_mended_file(kept: Kept) -> None:
    kept.flip(1)
    kept.repair()
    mended = committed(kept.archive)
    assert kept.archive.reindex().faults == []
    assert committed(kept.archive) == mended
    assert len(list(iter_records(kept.path))) > 10


def test_a_killed_repair_is_carried_on(kept: Kept) -> None:
    kept.flip(1)
    before = [capture.url for capture in committed(kept.archive)]
    goes = kept.archive.repair()
    assert next(goes).action == "rewritten"
    goes.close()  # type: ignore[attr-defined]  # a generator: what follows the first thing done is never reached
    assert kept.urls() == before
    assert {"row moved", "row taken out"} <= {one.action for one in kept.repair()}
    assert kept.urls() == [url for url in before if not url.endswith("/1")]
    assert [found for found in kept.archive.verify() if isinstance(found, Checked)]


def test_equal_rows_are_paired_in_order() -> None:
    rows = [make_capture(offset=offset, id=offset) for offset in (100, 200)]
    found = [make_capture(offset=offset) for offset in (50, 150, 250)]
    plan = plan_rows(rows, found)
    assert [(row.id, wanted.location.offset) for row, wanted in plan.moved] == [(100, 50), (200, 150)]
    assert [capture.location.offset for capture in plan.fresh] == [250]
    assert (plan.lost, plan.corrected) == ([], [])
