"""Offline fixtures: a small WARC cut from the archive, and recorded exchanges looked up by URL.

A fixture names the pages it was cut for in its warcinfo record (`kronika-page`, one field a page): an offline crawl
of it starts there. Any other WARC has no such pages, and a crawl of it starts at the source's seeds.
"""

from __future__ import annotations

import dataclasses
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from archive.db import captures
from archive.db.engine import Database
from archive.errors import ConfigError, WarcError, WriteError
from archive.indexing import parse_truncated, read_fields, read_truncated
from archive.payloads import read_response_bytes
from archive.records import Capture, Exchange, Truncated
from archive.timestamps import format_warc_date
from archive.urls import format_urlkey, strip_fragment
from archive.warc.composing import ENDED_FIELD
from archive.warc.message import parse_head
from archive.warc.reader import find_file, iter_exchanges, iter_records, read_record
from archive.warc.record import NOT_MODIFIED_PROFILES, WarcRecord, format_target_uri
from archive.warc.writer import WarcWriter

PAGE_FIELD = "kronika-page"
MAX_REDIRECTS = 10


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
    for file in files:
        pages += _read_pages(file)
        for record, request in iter_exchanges(file):
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
    return RecordedExchanges(path, tuple(dict.fromkeys(pages)), _places=dict(places))


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


def cut_fixture(database: Database, directory: Path, urls: Sequence[str], to: Path) -> int:
    """Write the latest exchanges of these pages, their redirects and their hosts' robots.txt to `to`; how many.

    Raises ConfigError when a URL was never captured or `to` exists; nothing is then written.
    """
    if to.exists():
        raise ConfigError(f"{to} exists: name a new file, or delete this one first.")
    pages = [strip_fragment(url) for url in urls]
    chains = [_follow(database, url) for url in pages]
    wanted = {capture.id: capture for chain in chains for capture in chain}
    for capture in list(wanted.values()):
        for rules in _find_rules(database, capture.url):
            wanted.setdefault(rules.id, rules)
    exchanges = [_read_exchange(database, directory, capture) for capture in wanted.values()]
    _write(exchanges, pages, to)
    return len(exchanges)


def _follow(database: Database, url: str) -> list[Capture]:
    """The latest capture of a URL and those that its redirects lead to."""
    chain: list[Capture] = []
    target: str | None = url
    while target is not None and len(chain) <= MAX_REDIRECTS:
        found = _find_latest(database, target)
        if found is None:
            led = f" ({url} redirects there)" if chain else ""
            raise ConfigError(
                f"{target} was never captured{led}: crawl it first, `kronika lookup` shows what is there."
            )
        if any(capture.id == found.id for capture in chain):
            break
        chain.append(found)
        target = found.redirect_to
    return chain


def _find_latest(database: Database, url: str) -> Capture | None:
    with database.read() as connection:
        found = captures.find_captures(connection, format_urlkey(url), url=url, limit=50)
    exact = [capture for capture in found if capture.url == url]
    whole = [capture for capture in exact or found if capture.truncated is None and not capture.is_not_modified]
    return next(iter(whole or exact or found), None)


def _find_rules(database: Database, url: str) -> Iterator[Capture]:
    parts = urlsplit(url)
    robots = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    if _find_latest(database, robots) is not None:
        yield from _follow(database, robots)


def _read_exchange(database: Database, directory: Path, capture: Capture) -> Exchange:
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
    path = find_file(directory, capture.location.filename)
    record = read_record(path, capture.location.offset)
    return Exchange(
        url=capture.url,
        requested_at=capture.requested_at,
        request=_read_request(path, capture),
        response=read_response_bytes(directory, capture, original),
        source=capture.source,
        run=capture.run,
        ip_address=record.get("WARC-IP-Address"),
        protocols=record.get_all("WARC-Protocol"),
        cipher_suite=record.get("WARC-Cipher-Suite"),
        truncated=capture.truncated,
    )


def _read_request(path: Path, capture: Capture) -> bytes:
    """The request that our writer puts behind a response; empty where a crash has torn it off."""
    try:
        following = read_record(path, capture.location.offset + capture.location.length)
    except WarcError:
        return b""
    return following.block if following.type == "request" else b""


def _write(exchanges: Iterable[Exchange], pages: Sequence[str], to: Path) -> None:
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fixture-", dir=to.parent) as folder:
            about = tuple((PAGE_FIELD, page) for page in pages)
            with WarcWriter(Path(folder), source="fixture", run="", about=about) as writer:
                for exchange in exchanges:
                    writer.write_exchange(dataclasses.replace(exchange, source="fixture"))
            (written,) = Path(folder).glob("*.warc.gz")
            written.rename(to)
    except OSError as error:
        raise WriteError(f"{to}: {error.strerror}: choose a place that can be written.") from error
