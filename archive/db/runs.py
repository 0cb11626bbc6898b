"""Sources as last configured, runs, and walks over a source's seeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
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


def upsert_source(conn: Connection, facts: SourceFacts) -> None:
    """Writes a source's facts as they are now. Runs, links and articles need their source's row first."""
    values = {**asdict(facts), "languages": list(facts.languages), "hosts": list(facts.hosts)}
    statement = insert(schema.source).values(**values)
    conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


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


def start_walk(conn: Connection, source: str, seed: str, *, at: datetime) -> None:
    """Begins a walk: until `finish_walk` it counts as interrupted."""
    statement = insert(schema.walk).values(source=source, seed=seed, started_at=at, finished_at=None)
    conn.execute(
        statement.on_conflict_do_update(index_elements=["source", "seed"], set_={"started_at": at, "finished_at": None})
    )


def finish_walk(conn: Connection, source: str, seed: str, *, at: datetime) -> None:
    """Ends a walk that saw all the pages that it meant to see."""
    walk = schema.walk
    conn.execute(walk.update().where(walk.c.source == source, walk.c.seed == seed).values(finished_at=at))


def _decode_run(row: Row[Any]) -> Run:
    return Run(**row._asdict())
