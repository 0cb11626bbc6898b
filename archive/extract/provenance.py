"""Why a page was read as it was: what was chosen for a field, what was passed over, and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

from archive.records import Confidence

Verdict = Literal["chosen", "passed over", "cut", "flagged"]
"""`cut`: a line left out of the text. `flagged`: chosen or not, something about it is worth a look."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was weighed for a field."""

    field: str
    """`published`, `updated`, `title`, `text`, `tags`, `authors`, `lead`, `language`, `platform`..."""
    value: str
    """The characters of the page that were weighed."""
    verdict: Verdict
    reason: str
    place: str
    """Where they stood: `json-ld`, `meta`, `line 12 of the page`..."""
    part: str | None = None
    """The part of the page that it was weighed for; None when the page is one article."""


@dataclass(slots=True)
class Trace:
    """The notes made while one page was read, in the order they were made."""

    notes: list[Note] = field(default_factory=list)
    part: str | None = None
    """What is being read now."""


_CONFIDENCES: Mapping[str, Confidence] = {
    **dict.fromkeys(
        (
            "json-ld",
            "meta",
            "time",
            "microdata",
            "labelled-line",
            "platform-rule",
            "heading",
            "markup",
            "api",
            "feed",
            "disclaimer",
        ),
        "high",
    ),
    **dict.fromkeys(("url", "sitemap", "title", "first-seen", "trafilatura", "signature", "relative"), "low"),
}
"""Origin to how far it is to be trusted; origins that are not named are told by place and form."""


_OPEN: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def open_trace() -> Iterator[Trace]:
    """Collect the notes of the reading done inside."""
    trace = Trace()
    token = _OPEN.set(trace)
    try:
        yield trace
    finally:
        _OPEN.reset(token)


def is_traced() -> bool:
    """Whether notes are collected: ask before building anything costly for one."""
    return _OPEN.get() is not None


def note(field: str, value: str, verdict: Verdict, reason: str = "", *, place: str = "") -> None:
    """Say what was weighed for a field; does nothing, and costs next to nothing, unless a trace is open."""
    trace = _OPEN.get()
    if trace is not None:
        trace.notes.append(Note(field, value, verdict, reason, place, trace.part))


def begin_part(name: str | None) -> None:
    """Say which part of the page the notes to come are for."""
    trace = _OPEN.get()
    if trace is not None:
        trace.part = name


def find_notes(*fields: str) -> list[Note]:
    """The notes made so far of some fields; empty unless a trace is open."""
    trace = _OPEN.get()
    return [one for one in trace.notes if one.field in fields and one.part == trace.part] if trace is not None else []


def line_place(index: int) -> str:
    """Where a block of a page stands, as people count."""
    return f"line {index + 1} of the page"


def grade_origins(origins: Mapping[str, str]) -> dict[str, Confidence]:
    """Field name to how far its value is to be trusted, by where it came from."""
    graded = {name: _CONFIDENCES.get(origin, "medium") for name, origin in origins.items()}
    if origins.get("authors") == "meta":
        graded["authors"] = "low"  # mostly the site's, the same on every page
    return graded
