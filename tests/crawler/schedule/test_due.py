"""When a source is visited next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from archive.records import Run
from crawler.schedule.due import plan_visits
from tests.crawler.samples import make_source

STARTED = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
RUNS = {
    name: Run(id=name, source=name, started_at=STARTED, finished_at=STARTED + timedelta(hours=1), outcome="finished")
    for name in ("daily", "weekly", "half-hourly", "daily-too")
}
SOURCES = [
    make_source(id="weekly", schedule="1w"),
    make_source(id="daily", schedule="1d"),
    make_source(id="never-b"),
    make_source(id="half-hourly", schedule="30m"),
    make_source(id="daily-too", schedule="24h"),
    make_source(id="never-a"),
]


def test_visits_come_in_order_and_what_was_never_crawled_first() -> None:
    visits = plan_visits(SOURCES, RUNS.get)
    assert [visit.source.id for visit in visits] == [
        "never-a", "never-b", "half-hourly", "daily", "daily-too", "weekly",
    ]  # fmt: skip
    assert [visit.at for visit in visits] == [
        None, None, STARTED + timedelta(minutes=30), *[STARTED + timedelta(days=1)] * 2, STARTED + timedelta(days=7),
    ]  # fmt: skip


def test_a_visit_is_due_from_its_moment_on() -> None:
    (visit,) = plan_visits([make_source(id="daily")], RUNS.get)
    assert not visit.is_due(STARTED)
    assert not visit.is_due(STARTED + timedelta(days=1, microseconds=-1))
    assert visit.is_due(STARTED + timedelta(days=1))
    assert visit.is_due(STARTED + timedelta(days=400))


def test_a_source_never_crawled_is_due_at_once() -> None:
    (visit,) = plan_visits([make_source()], RUNS.get)
    assert visit.is_due(datetime(1970, 1, 1, tzinfo=UTC))


def test_no_source_has_no_visit() -> None:
    assert plan_visits([], RUNS.get) == []
