"""Records as bytes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import WarcError, WriteError
from archive.warc.reader import read_record
from archive.warc.record import WarcRecord, format_fields, format_record, format_target_uri, new_record_id

FIELDS = (("WARC-Type", "metadata"), ("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Protocol", "http/1.1"))


def test_a_record_is_one_gzip_member_of_warc_1_1() -> None:
    member = format_record(FIELDS, b"labas")
    assert gzip.decompress(member) == (
        b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Protocol: http/1.1\r\n"
        b"Content-Length: 5\r\n\r\nlabas\r\n\r\n"
    )
    assert member[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_equal_records_have_equal_bytes() -> None:
    assert format_record(FIELDS, b"labas") == format_record(FIELDS, b"labas")


@pytest.mark.parametrize("value", ["a\r\nWARC-Type: x", "a\nb", "a\rb", "a\x00b", "a\x85b", "a\u2028b", "\ud800"])
def test_no_value_can_forge_a_field(value: str) -> None:
    with pytest.raises(WriteError, match="nothing was written"):
        format_record((("WARC-Type", value),), b"")
    with pytest.raises(WriteError):
        format_fields((("operator", value),))


@pytest.mark.parametrize("name", ["", "A B", "A:", "A\r\n", "Ž"])
def test_a_field_name_is_a_token(name: str) -> None:
    with pytest.raises(WriteError):
        format_record(((name, "x"),), b"")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://x.lt/a?b=c&d=%C5%BE#e", "http://x.lt/a?b=c&d=%C5%BE#e"),
        ("http://x.lt/žinios apie", "http://x.lt/%C5%BEinios%20apie"),
        ('http://x.lt/<"a">', "http://x.lt/%3C%22a%22%3E"),
        ("http://x.lt/\r\nWARC-Type: a\t", "http://x.lt/%0D%0AWARC-Type:%20a%09"),
        ("http://[::1]:80/|~", "http://[::1]:80/|~"),
    ],
)
def test_target_uri_is_ascii_without_spaces(url: str, expected: str) -> None:
    assert format_target_uri(url) == expected


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_url_becomes_a_uri_that_stays_itself(url: str) -> None:
    uri = format_target_uri(url)
    assert uri.isascii()
    assert not any(ord(character) <= 0x20 or ord(character) == 0x7F for character in uri)
    assert format_target_uri(uri) == uri


@given(
    block=st.binary(max_size=5000),
    value=st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"])),
)
def test_what_is_formatted_is_read_back(tmp_path_factory: pytest.TempPathFactory, block: bytes, value: str) -> None:
    path = tmp_path_factory.mktemp("warc") / "a.warc.gz"
    path.write_bytes(b"" + format_record((*FIELDS, ("operator", value)), block))
    record = read_record(path, 0)
    assert record.block == block
    assert record.headers == (*FIELDS, ("operator", value), ("Content-Length", str(len(block))))
    assert (record.offset, record.length) == (0, path.stat().st_size)


def test_fields_are_found_whatever_their_case() -> None:
    record = WarcRecord("request", (("warc-protocol", "a"), ("WARC-Protocol", "b")), b"", Path("x"), 0, 1)
    assert record.get("Warc-Protocol") == "a"
    assert record.get_all("WARC-PROTOCOL") == ("a", "b")
    assert (record.get("WARC-Date"), record.target_uri, record.record_id) == (None, None, None)


def test_target_uri_in_angle_brackets_is_the_uri() -> None:
    record = WarcRecord("request", (("WARC-Target-URI", "<http://x.lt/>"),), b"", Path("x"), 0, 1)
    assert record.target_uri == "http://x.lt/"


@pytest.mark.parametrize("value", ["", "vakar", "2026-13-01T00:00:00Z"])
def test_a_date_that_is_none_names_file_and_offset(value: str) -> None:
    record = WarcRecord("request", (("WARC-Date", value),), b"", Path("x.warc.gz"), 7, 1)
    with pytest.raises(WarcError, match=r"x.warc.gz, offset 7: WARC-Date"):
        _ = record.date


def test_record_ids_are_uuid_urns_and_differ() -> None:
    assert new_record_id().startswith("<urn:uuid:")
    assert new_record_id() != new_record_id()
