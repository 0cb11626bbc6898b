"""What a crawl may ask a server by: read from the archive, and only when the page itself can be read too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.recorder import Recorder
from archive.records import Exchange, SourceFacts, Truncated
from archive.store import Archive

BODY = b"<html><body>pienine</body></html>"
FACTS = SourceFacts(id="test-site", name="Bandymas", kind="lag", country="LT")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path, create=True) as opened:
        yield opened


@pytest.fixture
def recorder(archive: Archive) -> Iterator[Recorder]:
    recorder = archive.start_run(FACTS)
    yield recorder
    recorder.close("finished", {})


def keep(
    recorder: Recorder,
    *lines: bytes,
    path: str = "/a",
    status: bytes = b"200 OK",
    body: bytes = BODY,
    after_s: int = 0,
    truncated: Truncated | None = None,
) -> Exchange:
    head = b"".join(line + b"\r\n" for line in (b"HTTP/1.1 " + status, *lines, b"Content-Length: %d" % len(body)))
    exchange = Exchange(
        url=f"http://vvg.lt{path}",
        requested_at=datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=after_s),
        request=b"GET / HTTP/1.1\r\n\r\n",
        response=head + b"\r\n" + body,
        source=recorder.run.source,
        run=recorder.run.id,
        truncated=truncated,
    )
    recorder.capture(exchange)
    recorder.flush()
    return exchange


def test_validators_are_those_of_the_latest_whole_page(recorder: Recorder) -> None:
    keep(recorder, b'ETag: "1"')
    keep(recorder, b'etag:  W/"2" ', b"Last-Modified: Tue, 01 Sep 2026 06:00:00 GMT", body=BODY * 2, after_s=1)
    keep(recorder, b'ETag: "3"', status=b"404 Not Found", after_s=2)
    keep(recorder, b'ETag: "4"', truncated="disconnect", after_s=3)
    found = recorder.find_validators("http://vvg.lt/a")
    assert found is not None
    assert (found.etag, found.last_modified) == (b'W/"2"', b"Tue, 01 Sep 2026 06:00:00 GMT")
    assert found.payload == BODY * 2
    assert found.captured_at == found.original.requested_at


def test_a_page_that_is_a_revisit_is_asked_for_by_its_own_validators_and_refers_to_its_original(
    recorder: Recorder,
) -> None:
    original = keep(recorder, b'ETag: "a"', path="/a")
    keep(recorder, b'ETag: "b"', path="/b", after_s=1)
    found = recorder.find_validators("http://vvg.lt/b")
    assert found is not None
    assert (found.etag, found.payload) == (b'"b"', BODY)
    assert (found.original.record_type, found.original.url) == ("response", original.url)
    assert found.captured_at > found.original.requested_at


def test_a_304_is_a_revisit_only_when_it_was_asked_for(recorder: Recorder) -> None:
    page = keep(recorder, b'ETag: "a"')
    validators = recorder.find_validators(page.url)
    answer = b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
    told = dataclasses.replace(page, response=answer, requested_at=page.requested_at + timedelta(seconds=1))
    plain = recorder.capture(told)
    asked = recorder.capture(told, asked_by=validators)
    whole = recorder.capture(page, asked_by=validators)
    assert plain is not None
    assert asked is not None
    assert whole is not None
    assert (plain.record_type, plain.is_not_modified) == ("response", False)
    assert (asked.record_type, asked.is_not_modified) == ("revisit", True)
    assert asked.digest == whole.digest != plain.digest


@pytest.mark.parametrize(
    ("line", "body"),
    [
        (b"Server: x", BODY),
        (b"ETag:", BODY),
        (b'ETag: "a\0b"', BODY),
        (b'ETag: "' + b"a" * 2000 + b'"', BODY),
        (b'ETag: "a"', b""),
    ],
)
def test_what_cannot_be_sent_or_shown_is_not_asked_by(recorder: Recorder, line: bytes, body: bytes) -> None:
    keep(recorder, line, body=body)
    assert recorder.find_validators("http://vvg.lt/a") is None


def test_another_source_or_spelling_is_a_first_visit(archive: Archive, recorder: Recorder) -> None:
    keep(recorder, b'ETag: "a"')
    assert recorder.find_validators("http://www.vvg.lt/a") is None
    assert recorder.find_validators("http://vvg.lt/a/") is None
    other = archive.start_run(dataclasses.replace(FACTS, id="other"))
    assert other.find_validators("http://vvg.lt/a") is None
    other.close("finished", {})


def test_a_page_that_cannot_be_read_any_more_is_asked_for_plainly(archive: Archive, recorder: Recorder) -> None:
    keep(recorder, b'ETag: "a"')
    for file in archive.warc_directory.glob("*.warc.gz*"):
        file.rename(file.with_suffix(".gone"))
    assert recorder.find_validators("http://vvg.lt/a") is None
    for file in archive.warc_directory.glob("*.gone"):
        file.rename(file.with_suffix(".open"))
