"""Notes on how far a crawl came: what it found, what could not be had, where its walks stand.

Metadata records as in `archive.notes`; the record's date is the moment, its target URI the address it is about:

- `links`: article addresses that a page of a seed showed and that were new, or shown otherwise than before, one
  `link` (JSON: `url`, `mark`, `hints`, `key` where it is not the URL's own) each;
- `link`: an article's page could not be had, or must not be asked for (`state`, `reason`);
- `file`: the same of a file that articles link to, known since `found-at`;
- `files-again`: the article of these files (`attachment` each) has changed: they are to be asked for once more;
- `host-lines`: from then on no text that was read of a host (the target URI's) before has these lines (`line`, JSON,
  each) at head, tail or in its tables: its pages have them in common;
- `walk`: a walk over the seed `seed-url`, begun at `started-at`, has read the page `page-url`, or came to its end
  (`finished-at`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from archive.hints import decode_hints, encode_hints
from archive.notes import NOTE_FIELD, Fields
from archive.records import FoundLink
from archive.timestamps import format_warc_date, parse_warc_date
from archive.urls import format_article_key, host_of

OutcomeKind = Literal["link", "file"]
Missed = Literal["failed", "skipped", "gone"]
"""What can come of an address that showed nothing."""

_KINDS: Mapping[str, OutcomeKind] = {kind: kind for kind in get_args(OutcomeKind)}
_MISSED: Mapping[str, Missed] = {state: state for state in get_args(Missed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksNote:
    """Article addresses that a seed's page showed."""

    at: datetime
    links: tuple[FoundLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeNote:
    """An article's page or a file did not come, or must not be asked for."""

    kind: OutcomeKind
    url: str
    at: datetime
    state: Missed
    reason: str
    found_at: datetime | None = None
    """Since when a file was known; None of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainNote:
    """Files that are to be asked for once more."""

    at: datetime
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkNote:
    """Where a walk over a seed stands."""

    seed_url: str
    started_at: datetime
    page_url: str | None = None
    """The last page that it read, or is to go on from; None at its beginning and end."""
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLinesNote:
    """Lines that a host's pages have in common were taken out of all its texts."""

    host: str
    """See `archive.urls.host_of`."""
    lines: tuple[str, ...]


CrawlNote = LinksNote | OutcomeNote | AgainNote | WalkNote | HostLinesNote


def format_links_note(links: Sequence[FoundLink]) -> Fields:
    """The fields of a note on article addresses."""
    return [(NOTE_FIELD, "links"), *(("link", json.dumps(_encode_link(link))) for link in links)]


def format_outcome_note(note: OutcomeNote) -> Fields:
    """The fields of a note on what did not come."""
    fields = [(NOTE_FIELD, note.kind), ("state", note.state), ("reason", json.dumps(note.reason))]
    return [*fields, *([("found-at", format_warc_date(note.found_at))] if note.found_at is not None else [])]


def format_again_note(urls: Sequence[str]) -> Fields:
    """The fields of a note on files to be asked for once more."""
    return [(NOTE_FIELD, "files-again"), *(("attachment", url) for url in urls)]


def format_host_lines_note(lines: Sequence[str]) -> Fields:
    """The fields of a note on lines that a host's pages have in common."""
    return [(NOTE_FIELD, "host-lines"), *(("line", json.dumps(line)) for line in lines)]


def format_walk_note(note: WalkNote) -> Fields:
    """The fields of a note on a walk."""
    fields = [(NOTE_FIELD, "walk"), ("seed-url", note.seed_url), ("started-at", format_warc_date(note.started_at))]
    fields += [("page-url", note.page_url)] if note.page_url is not None else []
    return [*fields, *([("finished-at", format_warc_date(note.finished_at))] if note.finished_at is not None else [])]


def parse_crawl_note(fields: Mapping[str, list[str]], target_uri: str, at: datetime) -> CrawlNote | None:
    """The note of a metadata record of that date; None when it is none of these. Raises ValueError when damaged."""
    kind = _first(fields, NOTE_FIELD)
    if kind == "links":
        return LinksNote(at=at, links=tuple(_decode_link(json.loads(text)) for text in fields.get("link", ())))
    if kind == "files-again":
        return AgainNote(at=at, urls=tuple(fields.get("attachment", ())))
    if kind == "walk":
        return _parse_walk(fields)
    if kind == "host-lines":
        lines = tuple(str(json.loads(line)) for line in fields.get("line", ()))
        return HostLinesNote(host=host_of(target_uri), lines=lines)
    return _parse_outcome(_KINDS[kind], fields, target_uri, at) if kind in _KINDS else None


def _parse_outcome(kind: OutcomeKind, fields: Mapping[str, list[str]], url: str, at: datetime) -> OutcomeNote:
    state, found_at, reason = _first(fields, "state"), _first(fields, "found-at"), json.loads(_first(fields, "reason"))
    if state not in _MISSED or (kind == "link" and state == "gone") or not isinstance(reason, str) or not url:
        raise ValueError(f"{state!r} ({reason!r}) is nothing that can come of {url!r}")
    known_at = parse_warc_date(found_at) if found_at else None
    return OutcomeNote(kind=kind, url=url, at=at, state=_MISSED[state], reason=reason, found_at=known_at)


def _parse_walk(fields: Mapping[str, list[str]]) -> WalkNote:
    seed_url, finished_at = _first(fields, "seed-url"), _first(fields, "finished-at")
    if not seed_url:
        raise ValueError("the seed of this walk is not named")
    return WalkNote(
        seed_url=seed_url,
        started_at=parse_warc_date(_first(fields, "started-at")),
        page_url=_first(fields, "page-url") or None,
        finished_at=parse_warc_date(finished_at) if finished_at else None,
    )


def _encode_link(link: FoundLink) -> dict[str, Any]:
    values: dict[str, Any] = {"url": link.url}
    values |= {"key": link.key} if link.key != format_article_key(link.url) else {}
    values |= {"mark": link.mark} if link.mark is not None else {}
    return values | ({"hints": encode_hints(link.hints)} if link.hints is not None else {})


def _decode_link(values: Any) -> FoundLink:
    fields = values if isinstance(values, dict) else {}
    url, key, mark, hints = (fields.get(name) for name in ("url", "key", "mark", "hints"))
    is_named = isinstance(key, str | None) and isinstance(mark, str | None)
    if not isinstance(url, str) or not is_named:
        raise ValueError(f"{values!r} is no link")
    told = decode_hints(hints) if hints is not None else None
    return FoundLink(key=key or format_article_key(url), url=url, mark=mark, hints=told)


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")
