"""Runs, walks, and the counts over everything."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db import schema
from archive.db.articles import mark_gone
from archive.db.attachments import add_attachments, keep_attachment
from archive.db.captures import insert_captures
from archive.db.counts import count_rows
from archive.db.runs import (
    Walk,
    WalkStart,
    find_walk,
    finish_run,
    finish_walk,
    last_finished_run,
    list_runs,
    mark_killed_runs,
    plan_walk,
    reach_page,
    start_run,
    start_walk,
    upsert_source,
)
from archive.records import Run, SourceFacts
from archive.urls import format_article_key
from tests.archive.db.samples import SOURCE, URL, add_source, day, make_article, make_capture, save


def test_a_run_ends_with_its_counts(conn: Connection) -> None:
    add_source(conn)
    started = start_run(conn, "run-1", SOURCE, at=day(16))
    assert list_runs(conn) == [started] == [Run(id="run-1", source=SOURCE, started_at=day(16))]
    finish_run(conn, "run-1", at=day(17), outcome="finished", counts={"pages": 3})
    assert last_finished_run(conn, SOURCE) == Run(
        id="run-1",
        source=SOURCE,
        started_at=day(16),
        finished_at=day(17),
        outcome="finished",
        counts={"pages": 3},
    )


def test_only_a_run_that_went_through_is_the_last_finished(conn: Connection) -> None:
    add_source(conn)
    add_source(conn, "lv-other")
    start_run(conn, "r1", SOURCE, at=day(1))
    finish_run(conn, "r1", at=day(1), outcome="finished", counts={})
    start_run(conn, "r2", SOURCE, at=day(2))
    finish_run(conn, "r2", at=day(2), outcome="stopped", counts={})
    start_run(conn, "r3", SOURCE, at=day(3))
    start_run(conn, "r4", "lv-other", at=day(4))
    assert mark_killed_runs(conn, SOURCE, at=day(5)) == 1
    assert mark_killed_runs(conn, SOURCE, at=day(5)) == 0
    assert {run.id: run.outcome for run in list_runs(conn)} == {
        "r4": "running",
        "r3": "killed",
        "r2": "stopped",
        "r1": "finished",
    }
    finished = last_finished_run(conn, SOURCE)
    assert finished is not None
    assert finished.id == "r1"
    assert last_finished_run(conn, "lv-other") is None
    assert [run.id for run in list_runs(conn, source=SOURCE, limit=2)] == ["r3", "r2"]


def test_a_source_is_written_anew(conn: Connection) -> None:
    add_source(conn)
    facts = SourceFacts(id=SOURCE, name="Zemgale", kind="lag", country="LV", region="Zemgale", hosts=["zemgale.lv"])
    upsert_source(conn, facts)
    row = conn.execute(sa.select(schema.source)).one()
    assert (row.name, row.kind, row.region, row.languages, row.hosts) == (
        "Zemgale",
        "lag",
        "Zemgale",
        [],
        ["zemgale.lv"],
    )


def test_a_walk_counts_as_interrupted_until_it_is_finished(conn: Connection) -> None:
    add_source(conn)
    seed = "https://www.zemgale.lv/lv/jaunumi"
    assert find_walk(conn, SOURCE, seed) is None
    start_walk(conn, SOURCE, seed, at=day(1))
    finish_walk(conn, SOURCE, seed, at=day(2))
    walk = Walk(source=SOURCE, seed=seed, started_at=day(1), finished_at=day(2), last_finished_at=day(2))
    assert find_walk(conn, SOURCE, seed) == walk
    start_walk(conn, SOURCE, seed, at=day(3))
    assert find_walk(conn, SOURCE, seed) == dataclasses.replace(walk, started_at=day(3), finished_at=None)


def test_an_interrupted_walk_is_gone_on_with_from_its_last_page_for_a_while(conn: Connection) -> None:
    add_source(conn)
    seed, page = "https://www.zemgale.lv/lv/jaunumi", "https://www.zemgale.lv/lv/jaunumi?page=7"

    def plan(at: datetime) -> WalkStart:
        last = find_walk(conn, SOURCE, seed)
        return plan_walk(last, at=at, full_every=timedelta(days=10), resume_within=timedelta(days=3))

    assert plan(day(1)) == WalkStart(is_full=True)
    start_walk(conn, SOURCE, seed, at=day(1))
    assert plan(day(2)) == WalkStart(is_full=True)
    reach_page(conn, SOURCE, seed, page)
    assert plan(day(4)) == WalkStart(is_full=True, resume_url=page)
    assert plan(day(5)) == WalkStart(is_full=True)
    start_walk(conn, SOURCE, seed, at=day(4), page_url=page)
    assert plan(day(7)) == WalkStart(is_full=True, resume_url=page)
    finish_walk(conn, SOURCE, seed, at=day(8))
    assert plan(day(9)) == WalkStart(is_full=False, last_finished_at=day(8))
    assert plan(day(19)) == WalkStart(is_full=True, last_finished_at=day(8))
    start_walk(conn, SOURCE, seed, at=day(19))
    assert plan(day(20)) == WalkStart(is_full=True, last_finished_at=day(8))


def test_an_empty_archive_counts_nothing(conn: Connection) -> None:
    counted = count_rows(conn)
    assert (counted["oldest_capture"], counted["newest_capture"], counted["sources"]) == (None, None, {})
    assert {value for value in counted.values() if isinstance(value, int)} == {0}


def test_everything_is_counted(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    save(conn, make_article(text="Cits."), day(17))
    save(conn, make_article(url="https://pakruojovvg.lt/1"), day(18), source="lt-pakruojis-vvg", country="LT")
    insert_captures(conn, [make_capture(at=day(19), record_type="revisit")])
    mark_gone(conn, SOURCE, format_article_key(URL), at=day(20))
    start_run(conn, "r1", SOURCE, at=day(16))
    files = ["https://zemgale.lv/a.pdf", "https://zemgale.lv/b.pdf"]
    add_attachments(conn, SOURCE, files, found_at=day(16))
    (shown,) = insert_captures(conn, [make_capture(at=day(19), record_type="revisit")])
    capture = make_capture(at=day(19), record_type="revisit", id=shown)
    keep_attachment(conn, files[0], capture, found_at=day(16), mime=None, size=7)
    assert count_rows(conn) == {
        "captures": 4,
        "responses": 3,
        "revisits": 1,
        "capture_bytes": 2800,
        "oldest_capture": "20220516081502",
        "newest_capture": "20220519081502",
        "articles": 2,
        "gone": 1,
        "versions": 3,
        "attachments": 1,
        "attachments_waiting": 1,
        "runs": 1,
        "sources": {
            "lt-pakruojis-vvg": {"captures": 1, "articles": 1, "attachments": 0, "runs": 0},
            "lv-zemgale": {"captures": 3, "articles": 1, "attachments": 2, "runs": 1},
        },
    }
