"""Reading WARC files: ours, foreign ones, torn ones."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter as WarcioWriter

from archive.errors import WarcError
from archive.warc.message import decode_body
from archive.warc.reader import find_file, iter_exchanges, iter_records, read_record
from archive.warc.record import format_record
from tests.archive.warc.exchanges import (
    PAGE,
    REQUEST,
    answer,
    exchange,
    fastwarc_records,
    warcio_problems,
    write_all,
    writer,
)

PLAIN = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://x.lt/>\r\n"
    b"Content-Length: 5\r\n\r\nlabas\r\n\r\n"
    b"WARC/1.0\nwarc-type: Request\nX-Folded: one\n two\ncontent-length: 0\n\n\r\n\r\n"
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(blocks=st.lists(st.binary(max_size=3000) | st.binary(max_size=3000).map(answer), min_size=1, max_size=5))
def test_any_responses_are_read_back_by_all_readers(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[bytes]
) -> None:
    path = write_all(tmp_path_factory.mktemp("warc"), [exchange(block) for block in blocks])
    records = list(iter_records(path))
    assert [record.block for record in records if record.type == "response"] == [block for block in blocks if block]
    assert sum(record.type == "request" for record in records) == len(blocks)
    assert [(record.type, record.offset, True) for record in records] == fastwarc_records(path)
    ends = [record.offset + record.length for record in records]
    assert ends == [*(record.offset for record in records[1:]), path.stat().st_size]
    assert [read_record(path, record.offset) for record in records] == records


def test_both_oracles_accept_what_we_write(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    blocks = [
        answer(),
        answer(packed, b"Content-Encoding: gzip"),
        answer(b"", b"Location: /lv", status=b"301 Moved Permanently"),
        b"HTTP/1.0 404 Not Found\nServer: x\n\nnav",
        b"HTTP/1.1 200 OK\r\nX-Cut: tru",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"labas, HTTP/0.9",
        b"",
    ]
    path = write_all(tmp_path, [exchange(block) for block in blocks])
    assert warcio_problems(path) == []
    assert all(is_sound for _, _, is_sound in fastwarc_records(path))
    assert len(fastwarc_records(path)) == 1 + 3 * len(blocks) - 1


def test_chunked_bodies_fail_only_the_payload_digest_of_warcio(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    path = write_all(tmp_path, [exchange(head + b"5\r\nlabas\r\n0\r\n\r\n")])
    assert [problem.split()[0] for problem in warcio_problems(path)] == ["payload"]
    assert all(is_sound for _, _, is_sound in fastwarc_records(path))


def test_exchanges_are_pairs(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange(), exchange(b""), exchange(answer(b"antra"), url="http://www.zemgale.lv/2")])
    pairs = [(first.block, second and second.type) for first, second in iter_exchanges(path)]
    assert pairs == [(answer(), "request"), (REQUEST, None), (answer(b"antra"), "request")]


def foreign(*records: tuple[str, str, str | None]) -> bytes:
    """Gzip members of (type, id, concurrent-to); the block is the id."""
    members = []
    for kind, name, concurrent in records:
        fields = [("WARC-Type", kind), ("WARC-Record-ID", f"<{name}>"), ("WARC-Target-URI", "http://x.lt/")]
        if concurrent:
            fields.append(("WARC-Concurrent-To", f"<{concurrent}>"))
        members.append(format_record(fields, name.encode()))
    return b"".join(members)


@pytest.mark.parametrize(
    ("records", "pairs"),
    [
        ([("request", "q", None), ("response", "a", None)], [("a", "q")]),
        ([("request", "q", "a"), ("metadata", "m", None), ("response", "a", None)], [("a", "q")]),
        ([("response", "a", "q"), ("request", "q", None)], [("a", "q")]),
        (
            [
                ("request", "q1", None),
                ("request", "q2", None),
                ("response", "a", "q1"),
                ("response", "b", "q2"),
            ],
            [("a", "q1"), ("b", "q2")],
        ),
        ([("response", "a", None), ("revisit", "b", None)], [("a", None), ("b", None)]),
        ([("response", "a", None), ("request", "q", "other")], [("a", None), ("q", None)]),
        ([("response", f"r{n}", None) for n in range(40)], [(f"r{n}", None) for n in range(40)]),
        ([("request", "q", None), ("warcinfo", "i", None)], [("q", None)]),
    ],
)
def test_foreign_orders_are_paired(
    tmp_path: Path, records: list[tuple[str, str, str | None]], pairs: list[tuple[str, str | None]]
) -> None:
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(foreign(*records))
    found = [(first.block.decode(), second and second.block.decode()) for first, second in iter_exchanges(path)]
    assert found == pairs


def test_plain_files_are_read_with_their_offsets(tmp_path: Path) -> None:
    path = tmp_path / "plain.warc"
    path.write_bytes(PLAIN)
    first, second = iter_records(path)
    assert (first.type, first.target_uri, first.block, first.offset) == (
        "response",
        "http://x.lt/",
        b"labas",
        0,
    )
    assert (second.type, second.get("X-Folded"), second.block) == ("request", "one two", b"")
    assert first.length == second.offset
    assert second.offset + second.length == len(PLAIN)
    assert read_record(path, second.offset) == second


def test_several_records_in_one_member_share_its_offset(tmp_path: Path) -> None:
    path = tmp_path / "one-member.warc.gz"
    path.write_bytes(gzip.compress(PLAIN) + format_record((("WARC-Type", "metadata"),), b"m"))
    records = list(iter_records(path))
    assert [record.type for record in records] == ["response", "request", "metadata"]
    assert [record.offset for record in records] == [0, 0, len(gzip.compress(PLAIN))]
    assert [record.length == 0 for record in records] == [True, True, False]
    assert read_record(path, 0).block == b"labas"


# warcio leaves its own temporary files unclosed.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("is_gzip", [True, False])
def test_files_of_warcio_are_read(tmp_path: Path, is_gzip: bool) -> None:
    buffer = io.BytesIO()
    warcio = WarcioWriter(buffer, gzip=is_gzip)
    warcio.write_record(warcio.create_warcinfo_record("x.warc.gz", {"software": "x"}))
    for body in (b"labas", PAGE * 9000):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        warcio.write_record(
            warcio.create_warc_record("http://x.lt/", "response", payload=io.BytesIO(body), http_headers=headers)
        )
    path = tmp_path / "x.warc.gz"
    path.write_bytes(buffer.getvalue())
    bodies = [decode_body(record.block) for record in iter_records(path) if record.type == "response"]
    assert bodies == [b"labas", PAGE * 9000]


def test_a_torn_last_member_is_an_error_at_every_byte(tmp_path: Path) -> None:
    whole = write_all(tmp_path, [exchange()]).read_bytes()
    records = list(iter_records(next(tmp_path.iterdir())))
    path = tmp_path / "torn.warc.gz"
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])
        complete = [record for record in records if record.offset + record.length <= end]
        found = []
        if complete and complete[-1].offset + complete[-1].length == end:
            assert len(list(iter_records(path))) == len(complete)
            continue
        with pytest.raises(WarcError) as caught:
            found += [record.offset for record in iter_records(path)]
        assert caught.value.offset == (complete[-1].offset + complete[-1].length if complete else 0)
        assert caught.value.path == path


def test_a_torn_plain_file_is_an_error_unless_its_last_block_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "torn.warc"
    first = PLAIN.index(b"labas") + len(b"labas")
    second = PLAIN.index(b"content-length: 0\n\n") + len(b"content-length: 0\n\n")
    for end in range(1, len(PLAIN)):
        path.write_bytes(PLAIN[:end])
        whole = [b"labas"] * (end >= first) + [b""] * (end >= second)
        if first <= end <= first + 4 or end >= second:
            assert [record.block for record in iter_records(path)] == whole
        else:
            with pytest.raises(WarcError, match=r"torn\.warc"):
                list(iter_records(path))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x1f\x8b\x08\x00", "torn"),
        (b"<html>", "neither a gzip member nor a WARC record"),
        (b"\x1f\x8b\x09" + bytes(20), "damaged gzip member"),
        (gzip.compress(b"labas", mtime=0), "no WARC record starts here"),
        (gzip.compress(b"", mtime=0), "no WARC record starts here"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", "Content-Length '' is no number"),
        (b"WARC/1.1\r\nContent-Length: -1\r\n\r\n", "Content-Length '-1'"),
        (b"WARC/1.1\r\nContent-Length: 99999999999\r\n\r\n", "over the limit"),
        (b"WARC/1.1\r\nContent-Length: 5\r\n\r\nlab", "3 of 5 block bytes"),
        (b"WARC/1.1\r\nContent-Length: 3\r\n\r\nlabas\r\n\r\n", "longer than its Content-Length"),
        (b"WARC/1.1\r\nContent-Length: 3\r\n", "does not end"),
        (b"WARC/1.1\r\nX: " + b"a" * 2_000_000, "does not end"),
    ],
)
def test_what_is_no_record_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad.warc.gz"
    path.write_bytes(data)
    with pytest.raises(WarcError, match=reason):
        read_record(path, 0)


def test_a_wrong_offset_is_an_error(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    for offset in (1, path.stat().st_size, 10**12):
        with pytest.raises(WarcError, match=f"offset {offset}: "):
            read_record(path, offset)


def test_flipped_bits_are_noticed_by_the_checksum(tmp_path: Path) -> None:
    path = write_all(tmp_path, [exchange()])
    whole = path.read_bytes()
    second = list(iter_records(path))[1]
    trailer = second.offset + second.length - 8
    # The byte before the trailer may end in bits that carry nothing.
    for position in {*range(second.offset + 10, trailer - 1), *range(trailer, trailer + 8)}:
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        with pytest.raises(WarcError) as caught:
            read_record(path, second.offset)
        assert caught.value.offset == second.offset


def test_files_are_found_finished_or_open(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        written = warc.write_exchange(exchange())
        open_path = find_file(tmp_path, written.location.filename)
        assert open_path.name == written.location.filename + ".open"
    assert find_file(tmp_path, written.location.filename).name == written.location.filename
    assert read_record(open_path, written.location.offset).block == answer()


@pytest.mark.parametrize("name", ["absent.warc.gz", "../x.warc.gz", ""])
def test_a_file_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(WarcError, match="no such WARC file"):
        find_file(tmp_path, name)
    with pytest.raises(WarcError):
        list(iter_records(tmp_path / "absent.warc.gz"))


def test_an_empty_file_has_no_records(tmp_path: Path) -> None:
    path = tmp_path / "empty.warc.gz"
    path.touch()
    assert list(iter_records(path)) == []


def test_a_small_member_that_inflates_without_end_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.1\r\nContent-Length: 10\r\n\r\n" + bytes(100_000_000)))
    tracemalloc.start()
    try:
        with pytest.raises(WarcError, match="longer than its Content-Length"):
            read_record(path, 0)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [1 << 16, 1 << 18, (1 << 18) + 1, 1_200_000, 3_000_000])
def test_offsets_hold_behind_members_that_inflate_far(tmp_path: Path, size: int) -> None:
    fields = (
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", "<urn:uuid:0>"),
        ("WARC-Date", "2026-01-01T00:00:00Z"),
    )
    members = [format_record(fields, block) for block in (b"&amp;" * (size // 5), b"x", bytes(size), b"y")]
    path = tmp_path / "far.warc.gz"
    path.write_bytes(b"".join(members))
    read = [(record.offset, record.length) for record in iter_records(path)]
    starts = [sum(map(len, members[:number])) for number in range(len(members))]
    assert read == [(start, len(member)) for start, member in zip(starts, members, strict=True)]
