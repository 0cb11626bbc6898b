"""A backfill of 5,000 articles that is killed at random moments ends as one that was left alone."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.practice.messages import Request, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import LOOPBACK, article_page, command, kronika

PER_PAGE = 20
HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Backfill:
    """A site of many small articles and the source that names it."""

    server: PracticeServer
    sources: Path
    count: int

    def words(self, archive: Path) -> list[str | Path]:
        """The command's, for one archive."""
        options: list[str | Path] = ["--archive", archive, "--sources", self.sources, "--allow-network", LOOPBACK]
        return ["crawl", "backfill-site", "--backfill", *options]


def listing_page(number: int, count: int) -> bytes | None:
    """A list of articles, the newest first, with a way on; pages are counted from 1. None beyond the last."""
    newest = count - (number - 1) * PER_PAGE
    if newest < 1 or number < 1:
        return None
    rows = "".join(
        f'<div class="news"><h2><a href="/naujiena/{n}">Kaimo žinia Nr. {n}</a></h2><p>Bendruomenės '
        "naujienos.</p></div>"
        for n in range(newest, max(newest - PER_PAGE, 0), -1)
    )
    on = f'<a rel="next" href="/naujienos?page={number + 1}">Kitas</a>' if newest > PER_PAGE else ""
    return f"<!DOCTYPE html><html lang='lt'><body><div class='list'>{rows}</div><nav>{on}</nav></body></html>".encode()


def answer(request: Request, count: int) -> bytes:
    """Listing pages, articles, and 404 for all else."""
    body = None
    last = request.path.rpartition("/")[2]
    if request.path == "/naujienos":
        body = listing_page(int(request.query("page") or 1), count)
    elif request.path.startswith("/naujiena/") and last.isdecimal() and 1 <= int(last) <= count:
        body = article_page(f"Kaimo žinia Nr. {last}")
    if body is None:
        return format_response(b"not here", status="404 Not Found", headers=(HTML,))
    return format_response(body, headers=(HTML,))


def open_site(folder: Path, count: int) -> Iterator[Backfill]:
    """Serve the site and write its source."""
    with PracticeServer(lambda request: answer(request, count)) as server:
        sources = folder / "sources.toml"
        sources.write_text(
            f"""[[source]]
id = "backfill-site"
name = "Ilga istorija"
kind = "lag"
country = "LT"
languages = ["lt"]
hosts = ["127.0.0.1:{server.port}"]
seeds = [{{ listing = "{server.url("/naujienos")}" }}]
article = ["/naujiena/\\\\d+$"]
delay_s = 0
concurrency = 8
""",
            encoding="utf-8",
        )
        yield Backfill(server, sources, count)


def kept(archive: Path) -> list[tuple[str, str]]:
    """Address and title of every article, in order."""
    listed = kronika("list", "--json", "--archive", archive)
    assert listed.code == 0, listed.err
    return sorted((article["url"], article["title"]) for article in listed.objects())


def kill_after(site: Backfill, archive: Path, articles: int, chance: random.Random) -> None:
    """Run until about so many more requests were answered, then SIGKILL."""
    goal = len(site.server.requests) + articles
    process = subprocess.Popen(command(*site.words(archive)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(site.server.requests) < goal:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.4))
    process.kill()
    process.wait()


def check_killed_like_unharmed(site: Backfill, folder: Path, *, seed: int, kills: int) -> None:
    """Kill one crawl again and again, let it end, and compare it with another that nobody touched."""
    chance = random.Random(seed)
    unharmed, killed = folder / "unharmed", folder / "killed"
    alone = kronika(*site.words(unharmed), timeout_s=1200)
    assert alone.code == 0, alone.err
    asked_alone = len(site.server.requests)
    for _ in range(kills):
        kill_after(site, killed, chance.randrange(1, site.count // (kills + 1)), chance)
    last = kronika(*site.words(killed), timeout_s=1200)
    assert last.code == 0, last.err
    expected = [(site.server.url(f"/naujiena/{n}"), f"Kaimo žinia Nr. {n}") for n in range(1, site.count + 1)]
    assert kept(unharmed) == sorted(expected)
    assert kept(killed) == kept(unharmed)
    assert kronika("verify", "--archive", killed).code == 0
    # What was in flight at a kill and the walk's first pages may be asked for again; articles already kept may not.
    assert len(site.server.requests) - asked_alone < asked_alone * 1.2 + kills * 60


def test_a_short_backfill_killed_twice_ends_like_one_left_alone(tmp_path: Path) -> None:
    for site in open_site(tmp_path, 60):
        check_killed_like_unharmed(site, tmp_path, seed=3, kills=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_backfill_of_5000_killed_five_times_ends_like_one_left_alone(tmp_path: Path, seed: int) -> None:
    for site in open_site(tmp_path, 5000):
        check_killed_like_unharmed(site, tmp_path, seed=seed, kills=5)
