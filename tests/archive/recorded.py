"""An archive with a run open, and exchanges and articles to give it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.db import captures, runs
from archive.db.saving import SavedArticle
from archive.recorder import Recorder
from archive.records import Article, Capture, Exchange, PublishedDate, Run, Sighting, SourceFacts
from archive.store import Archive
from tests.archive.warc.exchanges import REQUEST, answer
from tests.databases import find_url

SOURCE = "lt-bandymas"
FACTS = SourceFacts(id=SOURCE, name="Bandymas", kind="lag", country="LT", languages=["lt"], hosts=["vvg.lt"])
MOMENT = datetime(2026, 1, 4, 8, 15, 2, 123456, tzinfo=UTC)
URL = "https://vvg.lt/naujiena"


@contextmanager
def open_run(directory: Path) -> Iterator[tuple[Archive, Recorder]]:
    """A new or old archive and a run in it; the run is closed as finished."""
    with Archive(directory, database=find_url(directory), create=True) as archive:
        recorder = archive.start_run(FACTS)
        yield archive, recorder
        recorder.close("finished", {})


def exchange(recorder: Recorder, url: str = URL, body: bytes | None = None, **fields: Any) -> Exchange:
    """An exchange of this run; `minute` moves it from MOMENT."""
    moment = MOMENT + timedelta(minutes=fields.pop("minute", 0))
    response = fields.pop("response", None)
    if response is None:
        response = answer() if body is None else answer(body)
    values: dict[str, Any] = {
        "url": url,
        "requested_at": moment,
        "request": REQUEST,
        "response": response,
        "source": recorder.run.source,
        "run": recorder.run.id,
    }
    return Exchange(**(values | fields))


def article(url: str = URL, **fields: Any) -> Article:
    """An article of a page."""
    values: dict[str, Any] = {
        "url": url,
        "title": "Kaimas šventė derlių",
        "text": "Šeštadienį bendruomenė rinkosi į seną klėtį.",
        "language": "lt",
        "published": PublishedDate("2026-01-03", "day", "published", "2026-01-03", "platform-rule"),
    }
    return Article(**(values | fields))


def keep(recorder: Recorder, one: Exchange) -> Capture:
    """The capture of an exchange that something came back for."""
    capture = recorder.capture(one)
    assert capture is not None
    return capture


def save(
    recorder: Recorder, one: Article, capture: Capture, *, asked_url: str | None = None, **sighting: Any
) -> SavedArticle:
    """Gives the run one article of a page."""
    sighted = Sighting(asked_url=asked_url or one.url, **sighting)
    (saved,) = recorder.save_articles([one], capture, sighted, country="LT")
    return saved


def committed(archive: Archive) -> list[Capture]:
    """Every capture that has a row, in the order on disk."""
    with archive._database.read() as connection:
        return list(captures.iter_captures(connection))


def list_runs(archive: Archive) -> list[Run]:
    """Every run, newest first."""
    with archive._database.read() as connection:
        return runs.list_runs(connection)
