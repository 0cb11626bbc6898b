"""What a killed writer leaves, and what recovery makes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import WarcError
from archive.warc.reader import iter_records
from archive.warc.recovery import is_abandoned, recover_file
from archive.warc.writer import WarcWriter
from tests.archive.warc.exchanges import answer, exchange, write_all, writer

NAME = "kronika-lv-zemgale-20260104081502-00000-host.warc.gz"


def abandoned(directory: Path, data: bytes) -> Path:
    path = directory / f"{NAME}.open"
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of warcinfo and two exchanges."""
    return write_all(tmp_path_factory.mktemp("whole"), [exchange(), exchange(answer(b"antra"))]).read_bytes()


@pytest.fixture(scope="module")
def ends(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Where its records end."""
    path = tmp_path_factory.mktemp("ends") / "a.warc.gz"
    path.write_bytes(whole)
    return [record.offset + record.length for record in iter_records(path)]


def test_torn_at_any_byte_all_whole_records_are_kept(tmp_path: Path, whole: bytes, ends: list[int]) -> None:
    for size in range(len(whole) + 1):
        directory = tmp_path / str(size)
        directory.mkdir()
        recovered = recover_file(abandoned(directory, whole[:size]))
        kept = [end for end in ends if end <= size]
        last = kept[-1] if kept else 0
        assert (recovered.records, recovered.cut_bytes) == (len(kept), size - last)
        if recovered.cut_bytes:
            assert recovered.kept_aside == directory / f"{NAME}.torn"
            assert recovered.kept_aside.read_bytes() == whole[last:size]
        else:
            assert recovered.kept_aside is None
        names = {path.name for path in directory.iterdir()} - {f"{NAME}.torn"}
        if len(kept) > 1:
            assert recovered.path == directory / NAME
            assert recovered.path.read_bytes() == whole[:last]
            assert names == {NAME}
        else:
            assert recovered.path is None
            assert names == set()


def test_a_tail_of_zeros_is_cut(tmp_path: Path, whole: bytes) -> None:
    recovered = recover_file(abandoned(tmp_path, whole + bytes(5000)))
    assert (recovered.records, recovered.cut_bytes) == (7, 5000)
    assert (tmp_path / NAME).read_bytes() == whole


def test_damage_in_the_middle_does_not_move_later_records(tmp_path: Path, whole: bytes, ends: list[int]) -> None:
    data = bytearray(whole)
    data[ends[0] + 30] ^= 0xFF
    recovered = recover_file(abandoned(tmp_path, bytes(data) + b"\x1f\x8b"))
    assert (recovered.records, recovered.cut_bytes) == (6, 2)
    assert (tmp_path / NAME).read_bytes() == bytes(data)


def test_an_earlier_torn_tail_is_not_overwritten(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / f"{NAME}.torn").write_bytes(b"earlier")
    recovered = recover_file(abandoned(tmp_path, whole + b"x"))
    assert recovered.kept_aside == tmp_path / f"{NAME}.torn.1"
    assert (tmp_path / f"{NAME}.torn").read_bytes() == b"earlier"


def test_a_final_name_that_is_taken_is_not_overwritten(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / NAME).write_bytes(b"other")
    path = abandoned(tmp_path, whole)
    with pytest.raises(WarcError, match="exists already"):
        recover_file(path)
    assert ((tmp_path / NAME).read_bytes(), path.read_bytes()) == (b"other", whole)


def test_a_file_being_written_is_left_alone(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        (path,) = tmp_path.iterdir()
        assert not is_abandoned(path)
        with pytest.raises(WarcError, match="another process is writing"):
            recover_file(path)
        warc.write_exchange(exchange())
    assert not is_abandoned(path)
    with pytest.raises(WarcError, match="cannot be recovered"):
        recover_file(path)


def test_a_finished_file_is_not_abandoned(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    assert not is_abandoned(path)
    with pytest.raises(WarcError, match="nothing to recover"):
        recover_file(path)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.archive.warc.exchanges import exchange, writer
warc = writer(Path(sys.argv[1]))
for _ in range(3):
    warc.write_exchange(exchange())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_writer_leaves_a_file_that_recovers_whole(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    (path,) = tmp_path.iterdir()
    assert is_abandoned(path)
    recovered = recover_file(path)
    assert (recovered.records, recovered.cut_bytes, recovered.kept_aside) == (10, 0, None)


def test_a_writer_leaves_a_name_that_recovery_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def recovering(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = real(path, flags, mode)
        if str(path).endswith("-00000-host.warc.gz.open") and flags & os.O_CREAT:
            assert recover_file(Path(path)).path is None
        return descriptor

    monkeypatch.setattr("socket.gethostname", lambda: "host.example")
    with WarcWriter(tmp_path, source="lv-zemgale", run="r") as warc:
        with monkeypatch.context() as patch:
            patch.setattr("os.open", recovering)
            written = warc.write_exchange(exchange())
        assert written.location.filename.endswith("-00001-host.warc.gz")
    assert [path.name for path in tmp_path.iterdir()] == [written.location.filename]
