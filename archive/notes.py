"""Notes: what was made of captures and runs, kept as metadata records, so that WARC files alone can tell it again.

A note is an `application/warc-fields` metadata record. Its `kronika-note` field says what it is:

- `article`: an article was read from a capture (`captured-at`, the record's target URI), asked for as `asked-url`;
- `gone`: the page asked for as `asked-url` was no longer there;
- `unchanged`: the server said (304) that the page asked for as `asked-url` is what its article was read from;
- `run`: the run ended (`outcome`, `counts`).

The source as it was configured stands in each file's warcinfo record (`kronika-source-facts`, JSON).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from archive.records import Capture, RunOutcome, SourceFacts
from archive.timestamps import format_warc_date, parse_warc_date

NOTE_FIELD = "kronika-note"
FACTS_FIELD = "kronika-source-facts"
STARTED_FIELD = "kronika-run-started"
RUN_FIELD = "kronika-run"

Fields = list[tuple[str, str]]
PageNoteKind = Literal["article", "gone", "unchanged"]
_PAGE_NOTES: Mapping[str, PageNoteKind] = {"article": "article", "gone": "gone", "unchanged": "unchanged"}


@dataclass(frozen=True, slots=True)
class PageNote:
    """What was made of a page's capture."""

    kind: PageNoteKind
    url: str
    """Of the capture."""
    captured_at: datetime
    asked_url: str
    """Where the page was asked for, before redirects."""


@dataclass(frozen=True, slots=True)
class RunNote:
    """How a run ended."""

    outcome: RunOutcome
    counts: Mapping[str, int]


def format_page_note(kind: PageNoteKind, capture: Capture, asked_url: str) -> Fields:
    """The fields of a note on a capture."""
    return [
        (NOTE_FIELD, kind),
        ("captured-at", format_warc_date(capture.requested_at)),
        ("asked-url", asked_url),
    ]


def format_run_note(outcome: RunOutcome, counts: Mapping[str, int]) -> Fields:
    """The fields of a note on a run's end."""
    return [(NOTE_FIELD, "run"), ("outcome", outcome), ("counts", json.dumps(dict(counts)))]


def parse_note(fields: Mapping[str, list[str]], target_uri: str) -> PageNote | RunNote | None:
    """The note of a metadata record's fields; None when it is none, or not one of ours.

    Raises ValueError when it is damaged.
    """
    kind = _first(fields, NOTE_FIELD)
    if kind == "run":
        return RunNote(_parse_outcome(_first(fields, "outcome")), _parse_counts(_first(fields, "counts")))
    if kind in _PAGE_NOTES:
        captured_at = parse_warc_date(_first(fields, "captured-at"))
        return PageNote(_PAGE_NOTES[kind], target_uri, captured_at, _first(fields, "asked-url") or target_uri)
    return None


def format_facts(facts: SourceFacts) -> str:
    """A source's facts on one line."""
    return json.dumps(asdict(facts), ensure_ascii=True)


def parse_facts(text: str) -> SourceFacts:
    """A source's facts. Raises ValueError when they are damaged."""
    values: dict[str, Any] = json.loads(text)
    try:
        facts = SourceFacts(**values)
    except TypeError as error:
        raise ValueError(str(error)) from None
    texts = (facts.id, facts.name, facts.kind, facts.country, facts.region or "", facts.platform or "")
    if not all(isinstance(text, str) for text in (*texts, *facts.languages, *facts.hosts)):
        raise ValueError("these are no facts of a source")
    return facts


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _parse_counts(text: str) -> dict[str, int]:
    counts: Any = json.loads(text or "{}")
    if not isinstance(counts, dict) or not all(isinstance(count, int) for count in counts.values()):
        raise ValueError(f"{text!r} are no counts")
    return counts


def _parse_outcome(text: str) -> RunOutcome:
    outcomes: tuple[RunOutcome, ...] = ("finished", "stopped", "failed")
    for outcome in outcomes:
        if text == outcome:
            return outcome
    raise ValueError(f"{text!r} is no outcome of a run")
