"""A crawl killed between record and row: the rows come back as they would have been."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.recorder import Recorder
from archive.records import Capture, Checked, Exchange
from archive.store import Archive
from tests.archive.recorded import FACTS, URL, article, committed, exchange, keep, save
from tests.archive.warc.exchanges import answer
from tests.databases import find_url

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML;charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
MOVED = b"HTTP/1.1 301 Moved\r\nLocation: ../kita?a=1#b\r\nContent-Length: 0\r\n\r\n"


def exchanges(recorder: Recorder) -> list[Exchange]:
    """One of every kind that makes a row of its own shape."""
    return [
        exchange(recorder),
        exchange(recorder, f"{URL}/moved", response=MOVED),
        exchange(recorder, f"{URL}/chunked", response=CHUNKED + b"3\r\nabc\r\n0\r\n\r\n"),
        exchange(recorder, f"{URL}/cut", response=answer()[:-5], truncated="disconnect"),
        exchange(recorder, f"{URL}/slow", response=b"HTTP/1.1 200 O", truncated="time"),
        exchange(recorder, f"{URL}/garbage", response=b"\x00\xff ne HTTP"),
        exchange(recorder, f"{URL}/žiedupė?q=ą b", body=b"<p>kitas</p>"),
        exchange(recorder, f"{URL}/silent", response=b"", truncated="disconnect"),
        exchange(recorder, f"{URL}/missing", response=answer(b"<p>ne</p>", status=b"404 Not Found")),
    ]


def begin(directory: str) -> None:
    """What the killed process does: an earlier run to be revisited, then records without rows."""
    archive = Archive(Path(directory), database=find_url(Path(directory)), create=True)
    first = archive.start_run(FACTS)
    capture = keep(first, exchange(first))
    save(first, article(), capture)
    first.close("finished", {})
    recorder = archive.start_run(FACTS)
    for one in exchanges(recorder):
        recorder._writer.write_exchange(one)
        print(recorder.capture(dataclasses.replace(one, url=one.url + "/again")), flush=True)
    os.kill(os.getpid(), 9)


def expected_captures(archive: Archive) -> list[Capture]:
    recorder = archive.start_run(FACTS)
    found = []
    for one in exchanges(recorder):
        for url in (one.url, one.url + "/again"):
            capture = recorder.capture(dataclasses.replace(one, url=url))
            if capture is not None:
                found.append(capture)
    recorder.close("finished", {})
    return found


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    directory = tmp_path_factory.mktemp("killed")
    code = f"from tests.archive.test_recovery import begin; begin({str(directory)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert done.returncode == -9, done.stderr
    return directory


def test_rows_come_back_as_they_would_have_been(killed: Path, tmp_path: Path) -> None:
    with Archive(killed) as archive:
        before = committed(archive)
        assert len(before) == 1
        (recovery,) = archive.recover()
        after = committed(archive)[1:]
        assert recovery.replayed.captures == len(after)
        assert f"{len(after)} captures" in recovery.describe()
        assert archive.recover() == []
        assert all(isinstance(found, Checked) for found in archive.verify())
        for capture in after:
            if capture.url.startswith(f"{URL}/again"):
                assert capture.record_type == "revisit"
                assert archive.read(capture) == archive.read(before[0])
    with Archive(tmp_path / "unharmed", create=True) as archive:
        first = archive.start_run(FACTS)
        keep(first, exchange(first))
        first.close("finished", {})
        expected = expected_captures(archive)

    def same(capture: Capture, other: Capture) -> Capture:
        """With what differs between any two runs taken from the other."""
        return dataclasses.replace(capture, id=other.id, run=other.run, location=other.location)

    assert len(after) == len(expected)
    for found, wanted in zip(after, expected, strict=True):
        # The plain writer of `begin` makes no revisits: only the captures of the recorder compare by type.
        if found.url.endswith("/again"):
            assert same(wanted, found) == found
        assert (found.url, found.digest, found.status) == (wanted.url, wanted.digest, wanted.status)
    assert {capture.run for capture in after} != {before[0].run}


def test_a_torn_tail_costs_only_itself(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        recorder = archive.start_run(FACTS)
        kept = [keep(recorder, exchange(recorder, f"{URL}/{n}", b"%d" % n)) for n in range(3)]
        recorder.close("finished", {})
        (path,) = (tmp_path / "warc").glob("*.warc.gz")
        with archive._database.write() as connection:
            connection.exec_driver_sql("DELETE FROM capture")
        torn = path.with_name(path.name + ".open")
        whole = path.read_bytes()
        torn.write_bytes(whole[: kept[2].location.offset + 40])
        path.unlink()
        (recovery,) = archive.recover()
        assert recovery.file.cut_bytes == 40
        assert "torn tail of 40 bytes" in recovery.describe()
        assert [dataclasses.replace(row, id=None) for row in committed(archive)] == kept[:2]
        assert all(isinstance(found, Checked) for found in archive.verify())


def test_a_file_without_an_exchange_goes(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        empty = archive.warc_directory / "kronika-lt-bandymas-20260104081502-00000-host.warc.gz.open"
        empty.write_bytes(b"\x1f\x8b")
        (recovery,) = archive.recover()
        assert "just begun" in recovery.describe()
        assert committed(archive) == []
        assert not empty.exists()


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        recorder = archive.start_run(FACTS)
        keep(recorder, exchange(recorder))
        assert archive.recover() == []
        recorder.close("finished", {})
        assert len(committed(archive)) == 1


def test_a_recovery_that_is_killed_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has its final name only when its rows are safe: recovery looks at open files alone."""
    subprocess.run(
        [sys.executable, "-c", f"from tests.archive.test_recovery import begin; begin({str(tmp_path)!r})"],
        stdout=subprocess.DEVNULL,
        check=False,
    )

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with Archive(tmp_path, create=True) as archive, monkeypatch.context() as patched:
        patched.setattr("archive.recovery.replay_files", die)
        with pytest.raises(KeyboardInterrupt):
            archive.recover()
        assert len(list(archive.warc_directory.glob("*.open"))) == 1
    with Archive(tmp_path, create=True) as archive:
        assert len(archive.recover()) == 1
        assert [found for found in archive.verify() if not isinstance(found, Checked)] == []
