"""Power cuts: whatever was not synced may be gone, wholly or in part, and every committed row still reads back."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from archive import recorder
from archive.records import Fault
from archive.store import Archive
from tests.archive.recorded import FACTS, article, exchange, keep, save


class Disk:
    """Remembers how much of each file has been synced."""

    def __init__(self) -> None:
        self.synced: dict[int, int] = {}
        """Inode to bytes."""
        self._fsync = os.fsync

    def fsync(self, descriptor: int) -> None:
        self._fsync(descriptor)
        state = os.fstat(descriptor)
        self.synced[state.st_ino] = state.st_size

    def cut_power(self, directory: Path, to: Path, chance: random.Random) -> None:
        """Copy the directory as a power cut may leave it: each file ends somewhere behind its last synced byte."""
        shutil.copytree(directory, to, ignore=shutil.ignore_patterns("*-shm"))
        for path in sorted(to.rglob("*")):
            if not path.is_file() or path.suffix == ".lock" or path.name == "kronika.db":
                continue  # SQLite itself syncs its main file, and writes it only at checkpoints
            inode = (directory / path.relative_to(to)).stat().st_ino
            size = path.stat().st_size
            kept = min(self.synced.get(inode, 0), size)
            os.truncate(path, chance.choice([kept, size, chance.randint(kept, size)]))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    monkeypatch.setattr(recorder, "GROUP_SIZE", 3)  # so that rows are committed between the articles too
    return disk


@pytest.mark.parametrize("seed", range(3))
def test_a_power_cut_leaves_no_row_without_its_record(tmp_path: Path, disk: Disk, seed: int) -> None:
    chance = random.Random(seed)
    directory = tmp_path / "archive"
    with Archive(directory, create=True) as archive:
        run = archive.start_run(FACTS)
        for number in range(60):
            url = f"https://vvg.lt/naujiena/{number}"
            body = f"<h1>{number}</h1>".encode() * chance.randint(1, 3000) if number % 7 else b"<p>the same</p>" * 50
            capture = keep(run, exchange(run, url, body, minute=number))
            is_article = chance.random() < 0.15
            if is_article:
                save(run, article(url, title=f"Naujiena {number}"), capture)
            if chance.random() < (0.7 if is_article else 0.15):
                check_after_power_cut(directory, tmp_path / f"cut-{number}", disk, chance)
        run.close("finished", {})
        check_after_power_cut(directory, tmp_path / "cut-end", disk, chance)


def check_after_power_cut(directory: Path, copy: Path, disk: Disk, chance: random.Random) -> None:
    disk.cut_power(directory, copy, chance)
    with Archive(copy, create=True) as archive:
        for capture in archive.iter_captures():
            archive.read(capture)
        archive.recover()
        assert [found for found in archive.verify() if isinstance(found, Fault)] == []
        kept = list(archive.iter_captures())
        assert len({capture.location for capture in kept}) == len(kept)
    shutil.rmtree(copy)
