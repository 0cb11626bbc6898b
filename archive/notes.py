"""Notes: what was made of captures and runs, kept as metadata records, so that WARC files alone can tell it again.

A note is an `application/warc-fields` metadata record. Its `kronika-note` field says what it is:

- `article`: an article, or the several of one page, was read from a capture (`captured-at`, the record's target
  URI), asked for as `asked-url`; `address` and each `alias` are further addresses, `hints` (JSON) what was said of it
  beforehand, each `attachment` a file of it that was to be fetched, each `host-line` (JSON) a line that its text was
  freed of because the host's pages have it in common;
- `gone`: the page asked for as `asked-url` was no longer there (`reason`, JSON);
- `unchanged`: the server said (304) that the page asked for as `asked-url` is what its article was read from;
- `attachment`: a capture shows a file that articles link to, asked for as `asked-url`, known since `found-at`;
- `run`: the run ended (`outcome`, `counts`).

What a crawl found and how far it came is noted too: see `archive.crawl_notes`.
The source as it was configured stands in each file's warcinfo record (`kronika-source-facts`, JSON).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args
from urllib.parse import quote

from archive.hints import decode_hints, encode_hints
from archive.records import Capture, RunOutcome, Sighting, SourceFacts
from archive.timestamps import format_warc_date, parse_warc_date

NOTE_FIELD = "kronika-note"
FACTS_FIELD = "kronika-source-facts"
STARTED_FIELD = "kronika-run-started"
RUN_FIELD = "kronika-run"

Fields = list[tuple[str, str]]
PageNoteKind = Literal["article", "gone", "unchanged", "attachment"]
_PAGE_NOTES: Mapping[str, PageNoteKind] = {kind: kind for kind in get_args(PageNoteKind)}
_UNSTORABLE = re.compile(r"^\s+|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|\s+$")


@dataclass(frozen=True, slots=True)
class PageNote:
    """What was made of the capture of a page or file."""

    kind: PageNoteKind
    url: str
    """Of the capture."""
    captured_at: datetime
    sighting: Sighting
    attachments: tuple[str, ...] = ()
    """The article's files that were to be fetched."""
    found_at: datetime | None = None
    """Since when a file was known; None of a page."""
    reason: str | None = None
    """Why a page is taken for gone; None of any other."""
    host_lines: tuple[str, ...] = ()
    """What the article's text was freed of, since the host's pages have it in common."""


@dataclass(frozen=True, slots=True)
class RunNote:
    """How a run ended."""

    outcome: RunOutcome
    counts: Mapping[str, int]


def format_page_note(kind: PageNoteKind, capture: Capture, asked_url: str, reason: str | None = None) -> Fields:
    """The fields of a note on a capture."""
    fields = [
        (NOTE_FIELD, kind),
        ("captured-at", format_warc_date(capture.requested_at)),
        ("asked-url", asked_url),
    ]
    return [*fields, *([("reason", json.dumps(reason))] if reason is not None else [])]


def format_article_note(
    capture: Capture, sighting: Sighting, attachments: Sequence[str] = (), host_lines: Sequence[str] = ()
) -> Fields:
    """The fields of a note on the articles of a page."""
    fields = format_page_note("article", capture, sighting.asked_url)
    fields += [("address", sighting.address)] if sighting.address is not None else []
    fields += [("alias", alias) for alias in sighting.aliases]
    fields += [("hints", json.dumps(encode_hints(sighting.hints)))] if sighting.hints is not None else []
    fields += [("attachment", url) for url in attachments]
    return [*fields, *format_host_lines(host_lines)]


def format_host_lines(lines: Iterable[str]) -> Fields:
    """Fields for an article's note on lines that its text was freed of."""
    return [("host-line", json.dumps(line)) for line in lines]


def format_attachment_note(capture: Capture, asked_url: str, found_at: datetime) -> Fields:
    """The fields of a note on a file."""
    return [*format_page_note("attachment", capture, asked_url), ("found-at", format_warc_date(found_at))]


def make_notable(sighting: Sighting) -> Sighting:
    """The sighting with what no note can hold percent-encoded in its addresses: a replay is told the same ones."""
    address = make_url_notable(sighting.address) if sighting.address is not None else None
    aliases = tuple(make_url_notable(alias) for alias in sighting.aliases)
    return replace(sighting, asked_url=make_url_notable(sighting.asked_url), address=address, aliases=aliases)


def make_url_notable(url: str) -> str:
    """A URL as it is, but control characters and white space at its ends percent-encoded."""
    return _UNSTORABLE.sub(lambda found: quote(found[0], safe="", errors="surrogatepass"), url)


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
        return _parse_page_note(_PAGE_NOTES[kind], fields, target_uri)
    return None


def _parse_page_note(kind: PageNoteKind, fields: Mapping[str, list[str]], target_uri: str) -> PageNote:
    hints, found_at, reason = (_first(fields, name) for name in ("hints", "found-at", "reason"))
    sighting = Sighting(
        asked_url=_first(fields, "asked-url") or target_uri,
        address=_first(fields, "address") or None,
        aliases=tuple(fields.get("alias", ())),
        hints=decode_hints(json.loads(hints)) if hints else None,
    )
    return PageNote(
        kind,
        target_uri,
        parse_warc_date(_first(fields, "captured-at")),
        sighting,
        tuple(fields.get("attachment", ())),
        parse_warc_date(found_at) if found_at else None,
        str(json.loads(reason)) if reason else None,
        tuple(str(json.loads(line)) for line in fields.get("host-line", ())),
    )


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
