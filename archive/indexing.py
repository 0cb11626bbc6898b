"""WARC records back to capture rows: what recovery and fixtures read from a file."""

from __future__ import annotations

from archive.records import Capture, Exchange, Location, RecordType, Truncated
from archive.urls import format_urlkey
from archive.warc.answer import read_answer
from archive.warc.record import OPEN_SUFFIX, WarcRecord
from archive.warc.writer import Written

CAPTURE_TYPES = frozenset({"response", "revisit"})
"""The WARC record types that are captures."""

_TRUNCATED: dict[str, Truncated] = {"length": "length", "time": "time", "disconnect": "disconnect"}


def make_capture(exchange: Exchange, written: Written) -> Capture | None:
    """The row of a written exchange; None when nothing came back, so that only its request was written."""
    if written.record_type == "request":
        return None
    return Capture(
        url=written.target_uri,
        urlkey=format_urlkey(written.target_uri),
        requested_at=exchange.requested_at,
        status=written.status,
        mime=written.mime,
        digest=written.digest,
        record_type=written.record_type,
        location=written.location,
        source=exchange.source,
        run=exchange.run,
        truncated=exchange.truncated,
        redirect_to=written.redirect_to,
        chunked=written.chunked,
    )


def read_capture(record: WarcRecord, source: str, run: str) -> Capture | None:
    """The row of a response or revisit record; None of any other."""
    if record.type not in CAPTURE_TYPES or not record.target_uri:
        return None
    return _read_capture(record, record.filename.name.removesuffix(OPEN_SUFFIX), source, run)


def read_fields(record: WarcRecord) -> dict[str, list[str]]:
    """The fields of an `application/warc-fields` block, repeats kept in order."""
    fields: dict[str, list[str]] = {}
    for line in record.block.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), []).append(value.strip())
    return fields


def read_truncated(record: WarcRecord) -> Truncated | None:
    """Why the response came cut; None for a whole one and for a revisit, which is short by nature."""
    return None if record.type == "revisit" else parse_truncated(record.get("WARC-Truncated"))


def parse_truncated(reason: str | None) -> Truncated | None:
    """A value of `WARC-Truncated`; one that the standard does not name is `unspecified`."""
    return None if reason is None else _TRUNCATED.get(reason, "unspecified")


def _read_capture(record: WarcRecord, filename: str, source: str, run: str) -> Capture:
    url = record.target_uri or ""
    answer = read_answer(record.block, url)
    is_revisit = record.type == "revisit"
    record_type: RecordType = "revisit" if is_revisit else "response"
    return Capture(
        url=url,
        urlkey=format_urlkey(url),
        requested_at=record.date,
        status=answer.status,
        mime=answer.mime,
        digest=(record.get("WARC-Payload-Digest") or answer.digest) if is_revisit else answer.digest,
        record_type=record_type,
        location=Location(filename, record.offset, record.length),
        source=source,
        run=run,
        truncated=read_truncated(record),
        redirect_to=answer.redirect_to,
        chunked=answer.chunked,
    )
