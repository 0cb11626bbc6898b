"""Crawls killed at every step towards the disk, and at random moments: nothing is lost, nothing is there twice."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from archive.store import Archive
from crawler.practice.site import PAKRUOJIS_ID, ZEMGALE_ID, PracticeSite, expected_articles
from tests.crawling import LOOPBACK, command, kronika

IDS = (ZEMGALE_ID, PAKRUOJIS_ID)
SOME = 2
"""Steps that `make test` tries; `make soak` tries all."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Any:
    sources = tmp_path_factory.mktemp("kills") / "sources.toml"
    with PracticeSite() as site:
        sources.write_text(site.sources_toml(), encoding="utf-8")
        yield site, sources


def words(sources: Path, archive: Path, ids: tuple[str, ...] = IDS) -> list[str | Path]:
    return ["crawl", *ids, "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK]


def die_at(step: int, sources: Path, archive: Path) -> int:
    """Crawl with a process that dies at this step (0: never); how many steps it made, 0 when it died."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.dying", str(step), *map(str, words(sources, archive))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    counted = re.search(r"steps: (\d+)", done.stderr)
    assert (done.returncode == -9) == (counted is None), done.stderr
    return int(counted[1]) if counted else 0


def check_rows(archive: Path) -> None:
    """Every committed row reads back with its digest, before anything is recovered."""
    if not (archive / "kronika.db").exists():
        return
    with Archive(archive) as opened:
        for capture in opened.iter_captures():
            opened.read(capture)


def check_end(archive: Path, site: PracticeSite, sources: Path) -> None:
    """After the next run: every article once, no fault, and the files alone tell the same."""
    last = kronika(*words(sources, archive))
    assert last.code == 0, last.err
    listed = kronika("list", "--json", "--archive", archive)
    bases = {ZEMGALE_ID: site.zemgale.url(""), PAKRUOJIS_ID: site.pakruojis.url("")}
    found = sorted((article["source"], article["url"]) for article in listed.objects())
    assert found == sorted(
        (source, bases[source] + article.url_path) for source in IDS for article in expected_articles(source, 1)
    )
    verified = kronika("verify", "--archive", archive)
    assert verified.code == 0, verified.out
    assert kronika("reindex", "--archive", archive).code == 0
    assert kronika("list", "--json", "--archive", archive).out == listed.out
    assert not list((archive / "warc").glob("*.open"))


@pytest.fixture(scope="module")
def steps(site: Any, tmp_path_factory: pytest.TempPathFactory) -> int:
    _, sources = site
    return die_at(0, sources, tmp_path_factory.mktemp("alive"))


def test_a_crawl_has_many_steps(steps: int) -> None:
    assert steps > 100


@pytest.mark.parametrize("part", range(SOME))
def test_death_at_some_step_loses_nothing(site: Any, steps: int, tmp_path: Path, part: int) -> None:
    practice, sources = site
    step = 1 + (steps - 1) * part // SOME + random.Random(part).randrange(steps // SOME)
    die_at(step, sources, tmp_path)
    check_rows(tmp_path)
    check_end(tmp_path, practice, sources)


@pytest.mark.slow
def test_death_at_every_step_loses_nothing(site: Any, steps: int, tmp_path: Path) -> None:
    practice, sources = site
    for step in range(1, steps + 1):
        archive = tmp_path / str(step)
        die_at(step, sources, archive)
        check_rows(archive)
        check_end(archive, practice, sources)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(30))
def test_sigkill_at_random_moments_loses_nothing(site: Any, tmp_path: Path, batch: int) -> None:
    practice, sources = site
    chance = random.Random(batch)
    for _ in range(10):
        # Two writers into one archive, each in a process of its own.
        processes = [
            subprocess.Popen(
                command(*words(sources, tmp_path, (source,))), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for source in IDS
        ]
        time.sleep(chance.uniform(0.3, 2.5))
        for process in processes:
            process.kill()
            process.wait()
        check_rows(tmp_path)
    check_end(tmp_path, practice, sources)


def test_the_driver_dies_where_it_should(site: Any, tmp_path: Path) -> None:
    _, sources = site
    assert die_at(5, sources, tmp_path) == 0
    assert list(tmp_path.iterdir())
