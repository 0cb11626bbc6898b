"""Sources as last configured, runs, and walks over a source's seeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db import schema
from archive.db.dialect import insert
from archive.records import Run, RunOutcome, SourceFacts

IMPORT_PREFIX = "import-"
"""How the ids of runs begin that took in files from elsewhere: no site was visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One pass over the pages of a seed."""

    source: str
    seed: str
    """The seed's URL."""
    started_at: datetime
    finished_at: datetime | None
    """None while it goes on, and for good when it was interrupted: the next one has to go to the end."""
    page_url: str | None = None
    """The last page that it read; None before the first, and once it is finished."""
    last_finished_at: datetime | None = None
    """When any walk over the seed last came to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStart:
    """How a walk over a seed begins."""

    is_full: bool
    """Whether it must go to the end, because the last one did not or was long ago."""
    resume_url: str | None = None
    """The last page that an interrupted walk read; None when there is nothing to go on from."""
    last_finished_at: datetime | None = None
    """When a walk over the seed last came to its end; None when none ever did."""


def upsert_source(conn: Connection, facts: SourceFacts) -> None:
    """Writes a source's facts as they are now. Runs, links and articles need their source's row first."""
    values = {**asdict(facts), "languages": list(facts.languages), "hosts": list(facts.hosts)}
    statement = insert(schema.source).values(**values)
    conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def find_source(conn: Connection, source: str) -> SourceFacts | None:
    """A source's facts as last configured."""
    row = conn.execute(schema.source.select().where(schema.source.c.id == source)).first()
    return SourceFacts(**row._mapping) if row is not None else None


def keep_run(conn: Connection, run_id: str, source: str, *, at: datetime) -> None:
    """Inserts a run that began then, unless it is there."""
    values = {"id": run_id, "source": source, "started_at": at, "outcome": "killed", "counts": {}}
    conn.execute(insert(schema.run).values(**values).on_conflict_do_nothing())


def start_run(conn: Connection, run_id: str, source: str, *, at: datetime) -> Run:
    """Inserts a run with outcome `running`."""
    run = Run(id=run_id, source=source, started_at=at)
    conn.execute(schema.run.insert().values(id=run_id, source=source, started_at=at, outcome=run.outcome, counts={}))
    return run


def finish_run(conn: Connection, run_id: str, *, at: datetime, outcome: RunOutcome, counts: Mapping[str, int]) -> None:
    """Writes how a run ended."""
    conn.execute(
        schema.run.update()
        .where(schema.run.c.id == run_id)
        .values(finished_at=at, outcome=outcome, counts=dict(counts))
    )


def mark_killed_runs(conn: Connection, source: str, *, at: datetime) -> int:
    """Turns a source's runs that never ended into `killed` ones; how many. Call under the source's lock."""
    return conn.execute(
        schema.run.update()
        .where(schema.run.c.source == source, schema.run.c.outcome == "running")
        .values(outcome="killed", finished_at=at)
    ).rowcount


def last_finished_run(conn: Connection, source: str) -> Run | None:
    """The newest crawl that came to its own end, with failures or without; None when there is none."""
    run = schema.run
    is_crawl = ~run.c.id.startswith(IMPORT_PREFIX)
    ended = ("finished", "failed")
    row = conn.execute(
        sa.select(run)
        .where(run.c.source == source, run.c.outcome.in_(ended), is_crawl)
        .order_by(run.c.started_at.desc())
        .limit(1)
    ).first()
    return _decode_run(row) if row is not None else None


def list_runs(conn: Connection, *, source: str | None = None, limit: int | None = None) -> list[Run]:
    """Runs, newest first."""
    run = schema.run
    statement = sa.select(run).order_by(run.c.started_at.desc(), run.c.id.desc()).limit(limit)
    if source is not None:
        statement = statement.where(run.c.source == source)
    return [_decode_run(row) for row in conn.execute(statement)]


def find_walk(conn: Connection, source: str, seed: str) -> Walk | None:
    """The last walk over a seed; None when there was none. Ask before `start_walk`."""
    walk = schema.walk
    row = conn.execute(sa.select(walk).where(walk.c.source == source, walk.c.seed == seed)).first()
    return Walk(**row._asdict()) if row is not None else None


def plan_walk(last: Walk | None, *, at: datetime, full_every: timedelta, resume_within: timedelta) -> WalkStart:
    """How the walk after the last one begins. An interrupted one is not gone on with when it is too long ago."""
    if last is None:
        return WalkStart(is_full=True)
    if last.finished_at is not None:
        is_full = at - last.finished_at > full_every
        return WalkStart(is_full=is_full, last_finished_at=last.last_finished_at)
    resume_url = last.page_url if at - last.started_at <= resume_within else None
    return WalkStart(is_full=True, resume_url=resume_url, last_finished_at=last.last_finished_at)


def start_walk(conn: Connection, source: str, seed: str, *, at: datetime, page_url: str | None = None) -> None:
    """Begins a walk, from a page that an earlier one reached if it is given: until `finish_walk` it counts as
    interrupted."""
    values = {"started_at": at, "finished_at": None, "page_url": page_url}
    statement = insert(schema.walk).values(source=source, seed=seed, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=["source", "seed"], set_=values))


def reach_page(conn: Connection, source: str, seed: str, page_url: str) -> None:
    """Writes down the last page that a walk has read."""
    walk = schema.walk
    conn.execute(walk.update().where(walk.c.source == source, walk.c.seed == seed).values(page_url=page_url))


def finish_walk(conn: Connection, source: str, seed: str, *, at: datetime) -> None:
    """Ends a walk that saw all the pages that it meant to see."""
    walk = schema.walk
    values = {"finished_at": at, "last_finished_at": at, "page_url": None}
    conn.execute(walk.update().where(walk.c.source == source, walk.c.seed == seed).values(values))


def _decode_run(row: Row[Any]) -> Run:
    return Run(**row._asdict())
