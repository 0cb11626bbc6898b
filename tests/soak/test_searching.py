"""Searches under load: two writers and eight readers at once, and ten thousand queries of any kind."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.db.engine import Database
from archive.records import PublishedDate
from archive.search.finding import Order
from archive.search.results import SearchResults
from tests.archive.db.samples import day, make_article, save
from tests.databases import find_url

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
WORDS = (
    "kaimas",
    "kaimo",
    "muiža",
    "muižas",
    "projekt*",
    '"vietos veiklos"',
    "küla OR kaimas",
    "-kaimas muiža",
    "lang:lt",
)
TYPED = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [*WORDS, *"-()\"*^'\\&!\x00\ud800", "OR", "NOT", "=kaimo", "title:", "tag:", "from:2022", "to:x", "NEAR(",
         "source:'; DROP TABLE article", "project:LLI-425", "{title}:", "kaim* OR", "\ue002lt", "<->", ":*"]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


def open_database(path: Path) -> Database:
    return Database(find_url(path) or path)


def words_of(chance: random.Random) -> str:
    return " ".join(
        chance.choice(("kaimas", "kaimo", "muiža", "projektas", "vietos veiklos", "küla")) for _ in range(40)
    )


def write(path: Path, number: int, until: float, faults: multiprocessing.SimpleQueue[str]) -> None:
    """Saves articles, then changes them: the word that only one state has is found at once, that of the last is not."""
    chance, count = random.Random(number), 0
    database = open_database(path)
    try:
        while time.time() < until:
            count += 1
            url, before = f"https://zemgale.lv/{number}-{count}", None
            for version in range(2):
                own = f"žyma{number}x{count}x{version}q"
                text = f"{own} {words_of(chance)}"
                published = PublishedDate(f"20{10 + count % 10}-05-0{1 + version}", "day", "published", "x", "meta")
                article = make_article(url=url, title="Antraštė", text=text, published=published)
                with database.write() as conn:
                    save(conn, article, day(1 + version, count % 24))
                if len(list(SearchResults(database.read, own))) != 1:
                    faults.put(f"{own} is not found after it was saved")
                if before and list(SearchResults(database.read, before)):
                    faults.put(f"{before} is still found")
                before = own
    except Exception as error:  # noqa: BLE001 - told to the test, whatever it is
        faults.put(f"writer {number}: {error!r}")
    finally:
        database.close()
    faults.put(f"written {count}")


def read(path: Path, number: int, until: float, faults: multiprocessing.SimpleQueue[str]) -> None:
    """Searches, and looks whether each hit holds what was asked for."""
    chance, count = random.Random(number), 0
    database = open_database(path)
    try:
        while time.time() < until:
            count += 1
            words = chance.choice(WORDS)
            order: Order = "newest" if count % 2 else "best"
            found = SearchResults(database.read, words, order=order)
            hits = list(found)
            if words != "lang:lt" and not all("«" in hit.snippet for hit in hits):
                faults.put(f"{words}: a hit without a match")
            if found.total.value < len(hits) and count % 10 == 0 and not found.total.is_estimate:
                faults.put(f"{words}: {found.total} of {len(hits)}")
            if count % 50 == 0:
                assert found.facets is not None
    except Exception as error:  # noqa: BLE001 - told to the test, whatever it is
        faults.put(f"reader {number}: {error!r}")
    finally:
        database.close()
    faults.put(f"read {count}")


@pytest.mark.slow
def test_two_writers_and_eight_readers_never_wait_in_vain_and_find_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "kronika.sqlite"
    open_database(path).close()
    context = multiprocessing.get_context("spawn")
    faults: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
    until = time.time() + 60 * MINUTES
    targets = [*((write, number) for number in range(2)), *((read, number) for number in range(8))]
    processes = [context.Process(target=one, args=(path, number, until, faults)) for one, number in targets]
    for process in processes:
        process.start()
    said = []
    while any(process.is_alive() for process in processes) or not faults.empty():
        if faults.empty():
            time.sleep(0.1)
        else:
            said.append(faults.get())
    done = [one for one in said if one.startswith(("written ", "read "))]
    assert [one for one in said if one not in done] == []
    assert len(done) == len(processes)
    assert all(int(one.split()[1]) > 0 for one in done)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = open_database(tmp_path_factory.mktemp("fuzz") / "kronika.sqlite")
    chance = random.Random(1)
    with database.write() as conn:
        for number in range(60):
            save(conn, make_article(url=f"https://zemgale.lv/{number}", text=words_of(chance)), day(1 + number % 28))
    return database


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=TYPED)
def test_ten_thousand_queries_raise_nothing_and_change_nothing(filled: Database, typed: str) -> None:
    found = SearchResults(filled.read, typed)
    assert len(list(found)) <= 20
    assert found.total.value <= 60
    assert list(SearchResults(filled.read, typed, order="newest", limit=3)) is not None
    with filled.read() as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM article").scalar() == 60
