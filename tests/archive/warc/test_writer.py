"""What the writer puts on disk, and what it leaves there when the disk fails."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import WriteError
from archive.records import Location
from archive.timestamps import parse_warc_date
from archive.warc.answer import read_answer
from archive.warc.message import payload_digest
from archive.warc.reader import iter_records, read_record
from archive.warc.writer import RevisitTarget, WarcWriter, Written
from tests.archive.warc.exchanges import MOMENT, PAGE, REQUEST, SOURCE, answer, exchange, write_all, writer


def target(written: Written, **fields: object) -> RevisitTarget:
    values = {
        "target_uri": written.target_uri,
        "requested_at": MOMENT,
        "digest": written.digest,
        "record_id": written.record_id,
        "chunked": written.chunked,
    }
    return RevisitTarget(**(values | fields))  # type: ignore[arg-type]


def test_a_file_begins_with_warcinfo_and_holds_response_request_and_metadata(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    info, response, request, circumstances = iter_records(path)
    types = [record.type for record in (info, response, request, circumstances)]
    assert types == ["warcinfo", "response", "request", "metadata"]
    assert info.get("WARC-Filename") == path.name
    assert b"isPartOf: lv-zemgale\r\nkronika-run: run-1\r\nhttp-header-user-agent: Kronika/0.1\r\n" in info.block
    assert b"format: WARC File Format 1.1\r\n" in info.block
    assert (response.block, request.block) == (answer(), REQUEST)
    assert request.get("WARC-Concurrent-To") == circumstances.get("WARC-Concurrent-To") == response.record_id
    for record in (response, request, circumstances):
        assert record.get("WARC-Warcinfo-ID") == info.record_id
        assert record.get("WARC-Date") == "2026-01-04T08:15:02.123456Z"
        assert record.target_uri == "https://www.zemgale.lv/lv/jaunumi"
        assert record.get("WARC-Block-Digest") == payload_digest(record.block)
    for record in (response, request):
        assert record.get_all("WARC-Protocol") == ("http/1.1", "tls/1.3")
        assert record.get("WARC-Cipher-Suite") == "TLS_AES_256_GCM_SHA384"
        assert record.get("WARC-IP-Address") == "192.0.2.7"
    assert response.get("Content-Type") == "application/http;msgtype=response"
    assert request.get("Content-Type") == "application/http;msgtype=request"
    assert circumstances.get("Content-Type") == "application/warc-fields"
    assert response.get("WARC-Payload-Digest") == payload_digest(PAGE)


def test_the_metadata_tells_how_an_exchange_came_about(tmp_path: Path) -> None:
    told = exchange(hops=2, via="https://www.zemgale.lv/lv", fetch_s=0.1234, role="article")
    blocks = [record.block for record in iter_records(write_all(tmp_path, [told, exchange()]))]
    assert blocks[3] == (
        b"kronika-source: lv-zemgale\r\nkronika-run: run-1\r\nhopsFromSeed: 2\r\n"
        b"via: https://www.zemgale.lv/lv\r\nfetchTimeMs: 123\r\nkronika-role: article\r\n"
    )
    assert blocks[6] == b"kronika-source: lv-zemgale\r\nkronika-run: run-1\r\nhopsFromSeed: 0\r\n"


def test_written_says_what_a_row_needs(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        block = answer(b"", "Location: /lv/žinios x".encode(), status=b"302 Found")
        written = warc.write_exchange(exchange(block))
        warc.sync()
        (path,) = tmp_path.iterdir()
        assert path.name == written.location.filename + ".open"
        assert read_record(path, written.location.offset).block == block
    assert (written.record_type, written.status, written.mime, written.chunked) == (
        "response",
        302,
        "text/html",
        False,
    )
    assert written.redirect_to == "https://www.zemgale.lv/lv/%C5%BEinios%20x"
    record = read_record(tmp_path / written.location.filename, written.location.offset)
    assert Location(record.filename.name, record.offset, record.length) == written.location
    assert written.record_id == record.record_id


def test_file_name_tells_source_moment_serial_and_host(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    assert re.fullmatch(r"kronika-lv-zemgale-\d{14}-00000-[a-z0-9-]+\.warc\.gz", path.name)


def test_a_writer_without_exchanges_leaves_no_file(tmp_path: Path) -> None:
    with writer(tmp_path / "warc"):
        pass
    assert not (tmp_path / "warc").exists()


def test_two_writers_at_one_moment_get_files_of_their_own(tmp_path: Path) -> None:
    with writer(tmp_path) as first, writer(tmp_path) as second:
        names = {warc.write_exchange(exchange()).location.filename for warc in (first, second)}
    with writer(tmp_path) as third:
        names.add(third.write_exchange(exchange()).location.filename)
    assert len(names) == 3
    assert {path.name for path in tmp_path.iterdir()} == names


def test_known_payload_becomes_a_revisit_of_the_first_capture(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        first = warc.write_exchange(exchange())
        second = warc.write_exchange(exchange(), refers_to=target(first))
    assert (second.record_type, second.digest, second.status) == ("revisit", first.digest, 200)
    record = read_record(tmp_path / second.location.filename, second.location.offset)
    assert record.type == "revisit"
    assert record.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert record.get("WARC-Refers-To") == first.record_id
    assert record.get("WARC-Refers-To-Target-URI") == first.target_uri
    assert parse_warc_date(record.get("WARC-Refers-To-Date") or "") == MOMENT
    assert record.get("WARC-Truncated") == "length"
    assert record.get("WARC-Payload-Digest") == first.digest
    assert record.block == answer().removesuffix(PAGE)


def test_not_modified_is_a_revisit_of_what_the_server_means(tmp_path: Path) -> None:
    block = b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
    with writer(tmp_path) as warc:
        first = warc.write_exchange(exchange())
        refers_to = target(first, profile="server-not-modified")
        second = warc.write_exchange(exchange(block), refers_to=refers_to)
        plain = warc.write_exchange(exchange(block))
        other = warc.write_exchange(exchange(), refers_to=refers_to)
    record = read_record(tmp_path / second.location.filename, second.location.offset)
    assert record.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert (record.block, record.get("WARC-Truncated"), second.digest) == (block, None, first.digest)
    assert [second.record_type, plain.record_type, other.record_type] == ["revisit", "response", "response"]


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)


@pytest.mark.parametrize(
    ("block", "truncated"),
    [(answer(), "time"), (answer(b""), None), (b"labas", None), (CHUNKED, None), (answer(PAGE + b" "), None)],
    ids=["truncated", "empty", "no HTTP", "other framing", "other digest"],
)
def test_where_no_revisit_may_stand_the_response_is_written(
    tmp_path: Path, block: bytes, truncated: str | None
) -> None:
    with writer(tmp_path) as warc:
        first = warc.write_exchange(exchange())
        digest = first.digest if block != answer(b"") else payload_digest(b"")
        second = warc.write_exchange(exchange(block, truncated=truncated), refers_to=target(first, digest=digest))
    record = read_record(tmp_path / second.location.filename, second.location.offset)
    assert (second.record_type, record.type, record.block) == ("response", "response", block)
    assert record.get("WARC-Truncated") == truncated


def test_digest_is_taken_without_chunks(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        written = warc.write_exchange(exchange(CHUNKED))
    assert (written.chunked, written.digest) == (True, payload_digest(PAGE))


def test_what_is_no_http_is_an_octet_stream_without_payload_digest(tmp_path: Path) -> None:
    _, response, _, _ = iter_records(write_all(tmp_path, [exchange(b"<p>HTTP/0.9</p>")]))
    assert response.get("Content-Type") == "application/octet-stream"
    assert response.get("WARC-Payload-Digest") is None
    assert response.get("WARC-Block-Digest") == payload_digest(b"<p>HTTP/0.9</p>")


def test_a_request_that_got_nothing_back_stands_alone(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        written = warc.write_exchange(exchange(b"", truncated="disconnect"))
    assert (written.record_type, written.status, written.mime, written.redirect_to) == (
        "request",
        None,
        None,
        None,
    )
    _, request, told = iter_records(tmp_path / written.location.filename)
    assert (request.type, request.block, request.record_id) == ("request", REQUEST, written.record_id)
    assert request.offset == written.location.offset
    assert request.get("WARC-Concurrent-To") is None
    assert told.get("WARC-Concurrent-To") == request.record_id


def test_the_page_that_led_here_is_kept_with_the_circumstances(tmp_path: Path) -> None:
    _, response, request, told = iter_records(write_all(tmp_path, [exchange(via="https://www.zemgale.lv/ž\n")]))
    assert b"\r\nvia: https://www.zemgale.lv/%C5%BE%0A\r\n" in told.block
    assert (response.block, request.block) == (answer(), REQUEST)


def test_a_url_cannot_inject_a_field(tmp_path: Path) -> None:
    url = "http://www.zemgale.lv/a\r\nWARC-Type: warcinfo\r\n\r\nWARC/1.1"
    path = write_all(tmp_path, [exchange(url=url)])
    assert [record.type for record in iter_records(path)] == ["warcinfo", "response", "request", "metadata"]
    assert next(r for r in iter_records(path) if r.type == "response").target_uri == (
        "http://www.zemgale.lv/a%0D%0AWARC-Type:%20warcinfo%0D%0A%0D%0AWARC/1.1"
    )


def test_a_forged_field_is_refused_and_the_file_stays_whole(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        with pytest.raises(WriteError, match="WARC-Cipher-Suite"):
            warc.write_exchange(exchange(cipher_suite="x\r\nWARC-Type: y"))
        warc.write_exchange(exchange())
    (path,) = tmp_path.iterdir()
    assert len(list(iter_records(path))) == 1 + 2 * 3


def test_files_rotate_by_size_between_exchanges(tmp_path: Path) -> None:
    with writer(tmp_path, max_file_bytes=1) as warc:
        names = [warc.write_exchange(exchange()).location.filename for _ in range(3)]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names))
    assert len(set(names)) == 3
    for name in names:
        assert [record.type for record in iter_records(tmp_path / name)] == [
            "warcinfo",
            "response",
            "request",
            "metadata",
        ]


def test_files_rotate_by_age(tmp_path: Path) -> None:
    with writer(tmp_path, max_age_s=0) as warc:
        names = {warc.write_exchange(exchange()).location.filename for _ in range(2)}
    assert len(names) == 2


def test_answer_read_before_is_not_read_again(tmp_path: Path) -> None:
    one = exchange()
    known = read_answer(one.response, one.url)
    with writer(tmp_path) as warc:
        assert warc.write_exchange(one, answer=known).digest == known.digest


def test_a_closed_writer_writes_no_more(tmp_path: Path) -> None:
    warc = writer(tmp_path)
    warc.write_exchange(exchange())
    warc.close()
    warc.close()
    with pytest.raises(WriteError, match="closed"):
        warc.write_exchange(exchange())


def test_an_exchange_of_another_source_is_refused(tmp_path: Path) -> None:
    with writer(tmp_path) as warc, pytest.raises(WriteError, match="lt-pakruojis-vvg"):
        warc.write_exchange(exchange(source="lt-pakruojis-vvg"))


def test_a_source_that_would_leave_the_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="file name"):
        WarcWriter(tmp_path, source="../x", run="r")


def failing_write(fail_at: int, number: int) -> Callable[[int, memoryview], int]:
    """An `os.write` that takes `fail_at` bytes and then has no more room."""
    real, room = os.write, [fail_at]

    def write(descriptor: int, data: memoryview) -> int:
        if not room[0]:
            raise OSError(number, os.strerror(number))
        taken = real(descriptor, data[: room[0]])
        room[0] -= taken
        return taken

    return write


@pytest.mark.parametrize("fail_at", [0, 1, 100, 700])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_at: int) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        (path,) = tmp_path.iterdir()
        size = path.stat().st_size
        with monkeypatch.context() as patch:
            patch.setattr("os.write", failing_write(fail_at, errno.ENOSPC))
            with pytest.raises(WriteError, match=rf"{path.name}, offset {size}: No space left.*free some space"):
                warc.write_exchange(exchange())
        assert path.stat().st_size == size
        after = warc.write_exchange(exchange())
        assert after.location.offset == size
    (path,) = tmp_path.iterdir()
    assert [record.type for record in iter_records(path)] == ["warcinfo", *["response", "request", "metadata"] * 2]


def test_a_disk_full_from_the_start_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = writer(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("os.write", failing_write(10, errno.EIO))
        with pytest.raises(WriteError, match="offset 0"):
            warc.write_exchange(exchange())
    assert not list(tmp_path.iterdir())
    warc.close()


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def interrupted(descriptor: int, data: memoryview) -> int:
        real(descriptor, data[:50])
        raise KeyboardInterrupt

    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        with monkeypatch.context() as patch:
            patch.setattr("os.write", interrupted)
            with pytest.raises(KeyboardInterrupt):
                warc.write_exchange(exchange())
    (path,) = tmp_path.iterdir()
    assert len(list(iter_records(path))) == 4


def failing_sync(_descriptor: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_after_a_failed_fsync_the_file_is_left_for_recovery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = writer(tmp_path, max_file_bytes=1)
    warc.write_exchange(exchange())
    with monkeypatch.context() as patch:
        patch.setattr("archive.warc.appending.sync_descriptor", failing_sync)
        with pytest.raises(WriteError, match="on fsync"):
            warc.sync()
    for attempt in (warc.sync, lambda: warc.write_exchange(exchange())):
        with pytest.raises(WriteError, match="out of use"):
            attempt()
    warc.close()
    (path,) = tmp_path.iterdir()
    assert path.name.endswith(".warc.gz.open")


def test_after_a_failed_rotation_no_sync_says_that_all_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warc = writer(tmp_path, max_file_bytes=1)
    warc.write_exchange(exchange())
    with monkeypatch.context() as patch:
        patch.setattr("archive.warc.appending.sync_descriptor", failing_sync)
        with pytest.raises(WriteError, match="on fsync"):
            warc.write_exchange(exchange())
    for attempt in (warc.sync, lambda: warc.write_exchange(exchange())):
        with pytest.raises(WriteError, match="on fsync"):
            attempt()
    warc.close()
    (path,) = tmp_path.iterdir()
    assert path.name.endswith(".warc.gz.open")


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("a file")
    warc = writer(tmp_path / "warc")
    with pytest.raises(WriteError, match=r"warc: .*choose a writable directory"):
        warc.write_exchange(exchange())


def test_a_final_name_that_was_taken_is_not_overwritten(tmp_path: Path) -> None:
    warc = writer(tmp_path)
    path = tmp_path / warc.write_exchange(exchange()).location.filename
    path.write_bytes(b"another")
    with pytest.raises(WriteError, match="final name"):
        warc.close()
    assert path.read_bytes() == b"another"
    assert path.with_name(path.name + ".open").exists()
    assert SOURCE in path.name


def test_a_note_is_a_metadata_record_under_its_own_date(tmp_path: Path) -> None:
    later = MOMENT + timedelta(minutes=3)
    with writer(tmp_path) as warc:
        written = warc.write_exchange(exchange())
        warc.write_note(written.target_uri, [("kronika-note", "gone"), ("asked-url", "http://x.lt/ž")], at=later)
    info, *_, note = iter_records(tmp_path / written.location.filename)
    assert (note.type, note.target_uri, note.date) == ("metadata", written.target_uri, later)
    assert note.block == "kronika-note: gone\r\nasked-url: http://x.lt/ž\r\n".encode()
    assert note.get("WARC-Warcinfo-ID") == info.record_id
    assert note.get("Content-Type") == "application/warc-fields"
    assert note.get("WARC-Block-Digest") == payload_digest(note.block)
    assert note.get("WARC-Concurrent-To") is None


@pytest.mark.parametrize("field", [("asked-url", "http://x.lt/\r\nkronika-note: article"), ("a b", "c")])
def test_a_note_cannot_hold_a_forged_field(tmp_path: Path, field: tuple[str, str]) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        with pytest.raises(WriteError, match="nothing was written"):
            warc.write_note("http://x.lt/", [field], at=MOMENT)
    (path,) = tmp_path.iterdir()
    assert [record.type for record in iter_records(path)] == ["warcinfo", "response", "request", "metadata"]


def test_a_note_alone_makes_a_file_that_is_kept(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.write_note("urn:kronika:run:run-1", [("kronika-note", "run")], at=MOMENT)
    (path,) = tmp_path.iterdir()
    assert [record.type for record in iter_records(path)] == ["warcinfo", "metadata"]


def test_files_rotate_between_exchanges_and_never_before_a_note(tmp_path: Path) -> None:
    told: list[int] = []
    with writer(tmp_path, max_file_bytes=1) as warc:
        warc.before_finish = lambda: told.append(len(list(tmp_path.glob("*.open"))))
        warc.write_exchange(exchange())
        warc.write_note("urn:x", [("kronika-note", "run")], at=MOMENT)
        warc.write_exchange(exchange())
    assert len(list(tmp_path.iterdir())) == 2
    assert told == [1], "the owner is told while the full file is still open"


def test_a_writer_knows_whether_it_has_begun_a_file(tmp_path: Path) -> None:
    told = []
    with writer(tmp_path) as warc:
        told.append(warc.has_written)
        warc.write_exchange(exchange())
        told.append(warc.has_written)
    assert [*told, warc.has_written] == [False, True, True]
