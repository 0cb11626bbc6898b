"""Verification names every fault with its file and offset, and goes on behind damage."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from archive.records import Fault
from archive.warc.message import payload_digest
from archive.warc.reader import iter_records
from archive.warc.record import format_record
from archive.warc.verify import Verified, find_damage, verify_file
from archive.warc.writer import RevisitTarget
from tests.archive.foreign import warcio_file
from tests.archive.warc.exchanges import MOMENT, PAGE, answer, exchange, write_all, writer

BASE = {
    "WARC-Type": "response",
    "WARC-Record-ID": "<urn:uuid:1>",
    "WARC-Date": "2026-01-04T08:15:02Z",
    "WARC-Target-URI": "http://x.lt/",
    "Content-Type": "application/http;msgtype=response",
}


def faults(path: Path) -> list[Fault]:
    return [found for found in verify_file(path) if isinstance(found, Fault)]


def faults_of(path: Path, fields: dict[str, str], block: bytes = b"HTTP/1.1 200 OK\r\n\r\nlabas") -> list[str]:
    path.write_bytes(format_record([(name, value) for name, value in fields.items() if value], block))
    return [fault.reason for fault in faults(path)]


def test_our_own_files_have_no_fault(tmp_path: Path) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nlabas\r\n0\r\nX: y\r\n\r\n"
    blocks = [answer(), chunked, b"HTTP/0.9", b"", answer(b"labas")[:-2], answer(gzip.compress(PAGE))]
    with writer(tmp_path) as warc:
        first, *_ = [warc.write_exchange(exchange(block)) for block in blocks]
        refers_to = RevisitTarget(target_uri=first.target_uri, requested_at=MOMENT, digest=first.digest)
        warc.write_exchange(exchange(), refers_to=refers_to)
    (path,) = tmp_path.iterdir()
    found = list(verify_file(path))
    assert [one for one in found if isinstance(one, Fault)] == []
    assert [(one.offset, one.length, one.type) for one in found if isinstance(one, Verified)] == [
        (record.offset, record.length, record.type) for record in iter_records(path)
    ]
    assert first.digest in [one.digest for one in found if isinstance(one, Verified)]


def test_every_flipped_byte_is_named_with_file_and_offset(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    whole = path.read_bytes()
    records = list(iter_records(path))
    for position in range(len(whole)):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        damaged = max(record.offset for record in records if record.offset <= position)
        found = list(verify_file(path))
        named = [(one.filename, one.offset) for one in found if isinstance(one, Fault)]
        kept = [one.offset for one in found if isinstance(one, Verified)]
        assert named == [(path.name, damaged)]
        (reason,) = [one.reason for one in found if isinstance(one, Fault)]
        if "the content is whole" in reason:
            # Time, flags and system in a gzip head and the bits that fill a last byte carry nothing.
            assert [record.block for record in iter_records(path)] == [record.block for record in records]
            assert kept == [record.offset for record in records]
        else:
            assert kept == [record.offset for record in records if record.offset != damaged]


def test_all_damaged_members_are_found(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange(answer(bytes(range(256)) * n)) for n in range(1, 6)])
    records = list(iter_records(path))
    data = bytearray(path.read_bytes())
    damaged = [records[index].offset for index in (1, 2, 6)]
    for offset in damaged:
        data[offset + 40] ^= 0xFF
    path.write_bytes(bytes(data))
    assert [fault.offset for fault in faults(path)] == damaged
    kept = [one.offset for one in verify_file(path) if isinstance(one, Verified)]
    assert kept == [record.offset for record in records if record.offset not in damaged]


def test_gzip_inside_a_damaged_member_is_no_record(tmp_path: Path) -> None:
    inner = b"".join(gzip.compress(bytes([n]) * 3) for n in range(200))
    path = write_all(tmp_path, [exchange(answer(inner)), exchange()])
    data = bytearray(path.read_bytes())
    second = list(iter_records(path))[1]
    data[second.offset + second.length - 6] ^= 1
    path.write_bytes(bytes(data))
    assert [fault.offset for fault in faults(path)] == [second.offset]


def test_a_plain_file_is_walked_behind_damage(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc"
    whole = gzip.decompress(write_all(tmp_path, [exchange(), exchange(answer(b"antra"))]).read_bytes())
    path.write_bytes(whole)
    records = list(iter_records(path))
    assert faults(path) == []
    path.write_bytes(whole.replace(b"Content-Length: %d" % len(records[1].block), b"Content-Length: xx"))
    found = list(verify_file(path))
    assert next(one.offset for one in found if isinstance(one, Fault)) == records[1].offset
    assert sum(isinstance(one, Verified) for one in found) == 6


def test_a_torn_tail_is_a_fault_unless_the_writer_lives(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange())
        (path,) = tmp_path.iterdir()
        size = path.stat().st_size
        with path.open("ab") as file:
            file.write(b"\x1f\x8b\x08\x00")
        assert faults(path) == []
        assert {one.filename for one in verify_file(path)} == {path.name.removesuffix(".open")}
        (tmp_path / "other.warc.gz.open").write_bytes(path.read_bytes())
    torn = Fault("other.warc.gz", size, "torn: the file ends within this gzip member.")
    assert faults(tmp_path / "other.warc.gz.open") == [torn]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"WARC-Record-ID": ""}, "WARC-Record-ID is missing"),
        ({"WARC-Date": "vakar"}, "WARC-Date 'vakar' is no date"),
        ({"WARC-Date": ""}, "WARC-Date '' is no date"),
        ({"WARC-Target-URI": ""}, "WARC-Target-URI is missing"),
        ({"WARC-Type": ""}, "WARC-Type is missing"),
        ({"Content-Type": ""}, "Content-Type is missing"),
        ({"WARC-Type": "revisit"}, "WARC-Profile is missing"),
        ({"WARC-Type": "request", "WARC-Concurrent-To": "<urn:uuid:9>"}, "is not in this file"),
        ({"WARC-Block-Digest": "sha1:" + "A" * 32}, "WARC-Block-Digest"),
        ({"WARC-Payload-Digest": "sha1:" + "A" * 32}, "WARC-Payload-Digest"),
        ({"WARC-Payload-Digest": "sha1:nonsense!"}, "WARC-Payload-Digest"),
        ({"WARC-Payload-Digest": payload_digest(b"labas")}, None),
        ({"WARC-Payload-Digest": payload_digest(b"labas").lower()}, None),
        ({"WARC-Payload-Digest": "sha256:" + hashlib.sha256(b"labas").hexdigest()}, None),
        ({"WARC-Payload-Digest": "sha-1:" + hashlib.sha1(b"labas").hexdigest().upper()}, None),
        ({"WARC-Payload-Digest": "tiger:AAAA"}, None),
        ({"WARC-Type": "revisit", "WARC-Profile": "x", "WARC-Payload-Digest": "sha1:AA"}, None),
    ],
)
def test_field_faults(tmp_path: Path, fields: dict[str, str], reason: str | None) -> None:
    found = faults_of(tmp_path / "x.warc.gz", BASE | fields)
    assert len(found) == (reason is not None)
    assert reason is None or reason in found[0]


def test_an_id_used_twice_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(format_record(list(BASE.items()), b"HTTP/1.1 200 OK\r\n\r\n") * 2)
    (fault,) = faults(path)
    assert "twice" in fault.reason
    assert fault.offset == path.stat().st_size // 2


def test_a_chunked_digest_of_warcio_is_accepted(tmp_path: Path) -> None:
    framed = b"5\r\nlabas\r\n0\r\n\r\n"
    block = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + framed
    for payload in (framed, b"labas"):
        fields = BASE | {"WARC-Payload-Digest": payload_digest(payload)}
        assert faults_of(tmp_path / "x.warc.gz", fields, block) == []


def test_a_file_that_is_absent_or_no_warc_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    assert [fault.offset for fault in faults(tmp_path / "page.html")] == [0]
    assert [fault.reason for fault in faults(tmp_path / "absent.warc.gz")] == ["no such WARC file."]


@pytest.mark.parametrize("place", [4, 7, 8, 9])
def test_a_header_unlike_the_others_of_another_tool_is_named(tmp_path: Path, place: int) -> None:
    path = warcio_file(tmp_path / "x.warc.gz", [f"http://x.lt/{number}" for number in range(12)])
    assert faults(path) == []
    offset = [record.offset for record in iter_records(path)][5]
    data = bytearray(path.read_bytes())
    data[offset + place] ^= 0x10
    path.write_bytes(data)
    (fault,) = faults(path)
    assert (fault.offset, fault.reason) == (
        offset,
        "the gzip header differs from the others in this file; the content is whole.",
    )


def test_headers_that_differ_by_their_nature_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    plain = [
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: 2026-01-04T08:15:02Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n".encode()
        for number in range(20)
    ]
    path.write_bytes(b"".join(gzip.compress(one, mtime=1000 + number) for number, one in enumerate(plain)))
    assert faults(path) == []


def test_a_damaged_file_kept_aside_explains_links_that_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    fields = BASE | {"WARC-Type": "request", "WARC-Concurrent-To": "<urn:uuid:9>"}
    assert len(faults_of(path, fields)) == 1
    path.with_name("x.warc.gz.damaged").write_bytes(b"")
    assert faults_of(path, fields) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"WARC-Type": ""}, "WARC-Type is missing."),
        ({"WARC-Date": "vakar"}, "WARC-Date 'vakar' is no date."),
        ({"WARC-Target-URI": ""}, "WARC-Target-URI is missing from a response."),
        ({"WARC-Block-Digest": "sha1:" + "A" * 32}, "the block does not have the WARC-Block-Digest sha1:" + "A" * 32),
        ({"WARC-Payload-Digest": "sha1:" + "A" * 32}, "the payload does not have the WARC-Payload-Digest sha1:"),
        ({"WARC-Payload-Digest": "sha1:" + "A" * 32, "WARC-Block-Digest": payload_digest(PAGE)}, None),
        ({"Content-Type": "", "WARC-Record-ID": ""}, None),
    ],
)
def test_what_makes_a_record_useless(tmp_path: Path, fields: dict[str, str], reason: str | None) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(format_record([(name, value) for name, value in (BASE | fields).items() if value], PAGE))
    (record,) = iter_records(path)
    found = find_damage(record)
    assert found is None if reason is None else found is not None and found.startswith(reason)
