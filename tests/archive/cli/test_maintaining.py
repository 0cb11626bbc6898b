"""verify, repair and reindex on the command line: lines, JSON, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from archive.cli.maintaining import watch_bytes
from archive.db.engine import is_archive
from archive.store import Archive
from archive.warc.reader import iter_records
from crawler.cli import main
from tests.archive.recorded import URL, committed, exchange, keep, open_run
from tests.crawling import Ran
from tests.databases import find_url, remove_database


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--archive", str(directory)])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The WARC file of an archive with two captures."""
    with open_run(tmp_path) as (_, recorder):
        for number in range(2):
            keep(recorder, exchange(recorder, f"{URL}/{number}", b"<p>%d</p>" % number, minute=number))
    (found,) = (tmp_path / "warc").iterdir()
    return found


def damage(path: Path) -> int:
    """Flip a byte of the second response; its offset."""
    offset = [record.offset for record in iter_records(path) if record.type == "response"][1]
    data = bytearray(path.read_bytes())
    data[offset + 40] ^= 0x10
    path.write_bytes(data)
    return offset


def test_verify_names_file_and_offset_and_exits_4(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, tmp_path, "verify").code == 0
    offset = damage(path)
    ran = run(capsys, tmp_path, "verify")
    assert ran.code == 4
    assert f"{path.name}, offset {offset}: damaged gzip member" in ran.out
    assert "1 files, " in ran.out.splitlines()[-1]
    ran = run(capsys, tmp_path, "verify", "--json")
    assert ran.code == 4
    assert {(one.get("filename"), one.get("offset")) for one in ran.objects() if "fault" in one} == {
        (path.name, offset)
    }
    assert ran.err == ""


def test_verify_works_without_a_database(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remove_database(tmp_path)
    ran = run(capsys, tmp_path, "verify", "--json")
    assert ran.code == 4
    assert len([one for one in ran.objects() if "fault" in one]) == 1
    assert not is_archive(find_url(tmp_path) or tmp_path / "kronika.db")


def test_reindex_works_without_a_database(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remove_database(tmp_path)
    ran = run(capsys, tmp_path, "reindex")
    assert (ran.code, "2 captures" in ran.out) == (0, True)
    assert run(capsys, tmp_path, "verify").code == 0


def test_repair_says_what_it_does_and_mends(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, tmp_path, "repair").out == "0 mended, 0 left\n"
    offset = damage(path)
    before = path.read_bytes()
    dry = run(capsys, tmp_path, "repair", "--dry-run", "--json")
    assert (dry.code, path.read_bytes()) == (4, before)
    assert {"action": "rewritten", "filename": path.name, "offset": offset}.items() <= dry.objects()[0].items()
    ran = run(capsys, tmp_path, "repair")
    assert f"rewritten: {path.name}, offset {offset}: " in ran.out
    assert f"row taken out: {path.name}, offset {offset}: no record of {URL}/1 is there." in ran.out
    assert path.with_name(f"{path.name}.damaged").read_bytes() == before


def test_repair_fills_a_new_database(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remove_database(tmp_path)
    ran = run(capsys, tmp_path, "repair", "--json")
    assert (ran.code, [one["action"] for one in ran.objects()]) == (0, ["row added"] * 2)
    assert run(capsys, tmp_path, "verify").code == 0


@pytest.mark.parametrize("verb", ["verify", "repair", "reindex"])
def test_a_folder_without_an_archive_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    ran = run(capsys, tmp_path, verb)
    assert (ran.code, ran.out, "no archive" in ran.err) == (2, "", True)
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(bytes(5000))
    with watch_bytes(tmp_path) as watch:
        watch(5000)
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with watch_bytes(tmp_path) as watch:
        watch(5000)
        print(json.dumps({"a": 1}))
    assert "4.9/4.9 KiB" in terminal.getvalue()
    assert capsys.readouterr().out == '{"a": 1}\n'


def test_rows_are_as_before_after_everything(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive(tmp_path) as archive:
        before = committed(archive)
    for verb in ("verify", "repair", "reindex", "verify"):
        assert run(capsys, tmp_path, verb).code == 0
    with Archive(tmp_path) as archive:
        assert committed(archive) == before
