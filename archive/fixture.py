"""Recorded exchanges looked up by URL: what an offline crawl is answered with.

A fixture names the pages it was cut for in its warcinfo record (`kronika-page`, one field a page): an offline crawl
of it starts there. Any other WARC has no such pages, and a crawl of it starts at the source's seeds.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import ConfigError, WarcError
from archive.indexing import parse_truncated, read_fields, read_truncated
from archive.notes import NOTE_FIELD, PageNote, parse_note
from archive.records import Exchange, Sighting, Truncated
from archive.timestamps import format_warc_date
from archive.urls import format_urlkey, host_of, strip_fragment
from archive.warc.composing import ENDED_FIELD
from archive.warc.message import parse_head
from archive.warc.reader import iter_records, pair_exchanges, read_record
from archive.warc.record import NOT_MODIFIED_PROFILES, WarcRecord, format_target_uri

PAGE_FIELD = "kronika-page"
"""Field of the warcinfo record that names a page."""


@dataclass(slots=True)
class RecordedExchanges:
    """The exchanges of a WARC file or folder, asked for by URL, in the order in which they were recorded."""

    path: Path
    pages: tuple[str, ...]
    """The pages that it was cut for; empty when it is no fixture."""
    source: str = ""
    """What the exchanges are kept under when they are archived again."""
    run: str = ""
    _places: dict[str, list[_Place]] = field(default_factory=dict)
    _sightings: dict[str, Sighting] = field(default_factory=dict)
    _host_lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _asked: dict[str, int] = field(default_factory=dict)

    @property
    def has_exchanges(self) -> bool:
        """Whether it holds any."""
        return bool(self._places)

    def rewound(self) -> RecordedExchanges:
        """The same exchanges, none of them asked for yet."""
        return dataclasses.replace(self, _asked={})

    def next_exchange(self, url: str) -> Exchange | None:
        """The exchange of a URL: the first when it is asked for first, then the next, at last the last again.

        None when there is none. Raises WarcError when it cannot be read.
        """
        uri = format_target_uri(strip_fragment(url))
        key = uri if uri in self._places else format_urlkey(uri)
        places = self._places.get(key)
        if not places:
            return None
        turn = self._asked.get(key, 0)
        self._asked[key] = turn + 1
        place = places[min(turn, len(places) - 1)]
        return self._read(place, url)

    def sighting(self, url: str) -> Sighting | None:
        """What the last note on an article's page said: by where the page was asked for, or was found."""
        uri = format_target_uri(strip_fragment(url))
        return self._sightings.get(uri) or self._sightings.get(format_urlkey(uri))

    def host_lines(self, url: str) -> tuple[str, ...]:
        """What the texts of a URL's host were freed of when its pages were archived."""
        return self._host_lines.get(host_of(url), ())

    def _read(self, place: _Place, url: str) -> Exchange:
        record = read_record(place.path, place.offset)
        response = record.block
        if record.type == "revisit":
            original = self._read_original(record)
            # A 304 is answered with the response that it stands for: who asks here has no earlier one.
            is_not_modified = record.get("WARC-Profile") in NOT_MODIFIED_PROFILES
            response = original if is_not_modified else response + original[parse_head(original).length :]
        request = b"" if place.request_offset is None else read_record(place.path, place.request_offset).block
        truncated = read_truncated(record)
        if record.type == "request":
            request, response, truncated = record.block, b"", _read_end(record)
        return Exchange(
            url=url,
            requested_at=record.date,
            request=request,
            response=response,
            source=self.source,
            run=self.run,
            ip_address=record.get("WARC-IP-Address"),
            protocols=record.get_all("WARC-Protocol"),
            cipher_suite=record.get("WARC-Cipher-Suite"),
            truncated=truncated,
        )

    def _read_original(self, revisit: WarcRecord) -> bytes:
        uri, date = revisit.get("WARC-Refers-To-Target-URI"), revisit.get("WARC-Refers-To-Date")
        for place in self._places.get(uri or "", ()):
            if place.record_type == "response" and place.date == date:
                return read_record(place.path, place.offset).block
        raise WarcError(
            revisit.filename,
            revisit.offset,
            f"this revisit's earlier response ({uri} at {date}) is not in {self.path}: cut the page again.",
        )


def _read_end(request: WarcRecord) -> Truncated | None:
    """How the waiting for an answer ended, as the metadata behind a lone request says; None where it does not."""
    try:
        following = read_record(request.filename, request.offset + request.length)
    except WarcError:
        return None
    reasons = read_fields(following).get(ENDED_FIELD, []) if following.type == "metadata" else []
    return parse_truncated(next(iter(reasons), None))


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    offset: int
    record_type: str
    date: str
    request_offset: int | None


def read_recorded(path: Path) -> RecordedExchanges:
    """The exchanges of a WARC file, or of every `*.warc` and `*.warc.gz` in a folder.

    Raises ConfigError when there is nothing to read, WarcError at a damaged record.
    """
    files = _warc_files(path)
    pages: list[str] = []
    places: dict[str, list[_Place]] = defaultdict(list)
    notes: list[PageNote] = []
    for file in files:
        pages += _read_pages(file)
        for record, request in pair_exchanges(_note_articles(file, notes)):
            if record.target_uri is None:
                continue
            place = _Place(
                file,
                record.offset,
                record.type,
                format_warc_date(record.date),
                request.offset if request is not None and request is not record else None,
            )
            places[record.target_uri].append(place)
            if (key := format_urlkey(record.target_uri)) != record.target_uri:
                places[key].append(place)
    for found in places.values():
        found.sort(key=lambda place: place.date)
    return RecordedExchanges(
        path,
        tuple(dict.fromkeys(pages)),
        _places=dict(places),
        _sightings=_index_sightings(notes),
        _host_lines=_gather_host_lines(notes),
    )


def _note_articles(path: Path, notes: list[PageNote]) -> Iterator[WarcRecord]:
    """The records of a file; the notes on articles among them are gathered as they pass."""
    for record in iter_records(path):
        note = read_article_note(record)
        if note is not None:
            notes.append(note)
        yield record


def read_article_note(record: WarcRecord) -> PageNote | None:
    """The note on an article that a record is; None of any other record, and of a damaged note."""
    if record.type != "metadata" or NOTE_FIELD.encode() not in record.block:
        return None
    try:
        note = parse_note(read_fields(record), record.target_uri or "")
    except ValueError:
        return None
    return note if isinstance(note, PageNote) and note.kind == "article" else None


def _index_sightings(notes: Iterable[PageNote]) -> dict[str, Sighting]:
    found: dict[str, Sighting] = {}
    for note in sorted(notes, key=lambda note: note.captured_at):
        for url in (note.url, note.sighting.asked_url):
            uri = format_target_uri(strip_fragment(url))
            found[uri] = found[format_urlkey(uri)] = note.sighting
    return found


def _gather_host_lines(notes: Iterable[PageNote]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        found[host_of(note.url)].update(note.host_lines)
    return {host: tuple(sorted(lines)) for host, lines in found.items()}


def _warc_files(path: Path) -> list[Path]:
    if not path.exists():
        raise ConfigError(f"{path}: there is no such file or folder to crawl offline.")
    if path.is_file():
        return [path]
    files = sorted([*path.rglob("*.warc"), *path.rglob("*.warc.gz")])
    if not files:
        raise ConfigError(f"{path}: there is no .warc or .warc.gz file in this folder.")
    return files


def _read_pages(path: Path) -> list[str]:
    for record in iter_records(path):
        return read_fields(record).get(PAGE_FIELD, []) if record.type == "warcinfo" else []
    return []
