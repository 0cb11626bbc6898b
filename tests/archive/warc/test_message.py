"""HTTP messages as bytes."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import PayloadError
from archive.warc import codings
from archive.warc.message import (
    block_digest,
    decode_body,
    decode_content,
    decode_transfer,
    is_chunked,
    media_type,
    parse_head,
    payload_digest,
)

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TEXT = "Šiemet partnerystė kviečia teikti paraiškas. ".encode() * 40


def test_head_keeps_names_order_and_repeats_as_sent() -> None:
    head = parse_head(b"HTTP/1.1 200 Gerai\r\nsErVer:  a \r\nSet-Cookie: x=1\r\nSet-Cookie: y=2\r\n\r\nbody")
    assert (head.version, head.status, head.reason) == ("HTTP/1.1", 200, b"Gerai")
    assert head.headers == ((b"sErVer", b"a"), (b"Set-Cookie", b"x=1"), (b"Set-Cookie", b"y=2"))
    assert head.get("set-cookie") == "x=1"
    assert head.get_all("SET-COOKIE") == ("x=1", "y=2")
    assert head.get("Location") is None


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_head_ends_at_the_first_empty_line(end: bytes) -> None:
    block = end.join([b"HTTP/1.0 404 Not Found", b"A: 1", b"", b"body\r\n\r\nmore"])
    assert block[parse_head(block).length :] == b"body\r\n\r\nmore"


def test_folded_lines_are_joined_and_lines_without_colon_are_skipped() -> None:
    head = parse_head(b"HTTP/1.1 200 OK\r\nX-A: one\r\n\t two\r\nnonsense\r\nB:\r\n\r\n")
    assert head.headers == ((b"X-A", b"one two"), (b"B", b""))


def test_status_line_without_a_reason() -> None:
    assert parse_head(b"HTTP/1.1 204\r\n\r\n").status == 204


@pytest.mark.parametrize("block", [b"", b"<html>\n\nlabas", b"SSH-2.0-x\r\n\r\n", b"\x00\xff", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http_has_no_head(block: bytes) -> None:
    head = parse_head(block)
    assert (head.status, head.length, head.headers) == (None, 0, ())
    assert decode_transfer(block) == block


def test_cut_head_is_all_head() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Le"
    head = parse_head(block)
    assert (head.status, head.length, media_type(head)) == (200, len(block), "text/html")
    assert decode_transfer(block) == b""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"Text/HTML; charset=utf-8", "text/html"),
        (b"application/rss+xml", "application/rss+xml"),
        (b"", None),
        (b"text html", None),
        ("tekstas/žymos".encode(), None),
    ],
)
def test_media_type(value: bytes, expected: str | None) -> None:
    assert media_type(parse_head(b"HTTP/1.1 200 OK\r\nContent-Type: " + value + b"\r\n\r\n")) == expected


def test_bytes_behind_the_content_length_are_no_payload() -> None:
    assert decode_transfer(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef") == b"abc"


@pytest.mark.parametrize("length", [b"10", b"-1", b"abc", b"3, 4", b"", b"9" * 30, "٣".encode()])
def test_content_length_that_cannot_be_met_gives_what_is_there(length: bytes) -> None:
    assert decode_transfer(b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nabcdef") == b"abcdef"


def test_chunks_with_extensions_and_trailers() -> None:
    block = CHUNKED + b'5;name="a;b"\r\nlabas\r\n1\r\n \r\n006 \r\nrytas!\r\n0\r\nX-Trailer: 1\r\n\r\n'
    assert decode_transfer(block) == b"labas rytas!"
    assert decode_body(block) == b"labas rytas!"


def test_cut_chunks_give_what_is_there() -> None:
    block = CHUNKED + b"5\r\nlabas\r\n6\r\n rytas\r\n0\r\n\r\n"
    whole = b"labas rytas"
    for end in range(len(CHUNKED), len(block)):
        assert whole.startswith(decode_transfer(block[:end]))
    assert decode_transfer(CHUNKED + b"5\r\nlabas\r\n6\r\n ry") == b"labas ry"
    assert decode_transfer(CHUNKED + b"5\r\nlabas\r\nzz\r\nmore") == b"labas"


def test_body_stored_without_its_chunks_is_taken_as_it_is() -> None:
    assert decode_transfer(CHUNKED + b"<html>labas</html>") == b"<html>labas</html>"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(b"chunked", True), (b" Chunked ", True), (b"gzip, chunked", True), (b"gzip", False)],
)
def test_is_chunked(value: bytes, expected: bool) -> None:
    assert is_chunked(parse_head(b"HTTP/1.1 200 OK\r\nTransfer-Encoding:" + value + b"\r\n\r\n")) is expected


@given(
    st.lists(st.binary(min_size=1, max_size=300)),
    st.binary(max_size=20).filter(lambda tail: b"\n" not in tail),
)
def test_any_chunking_decodes_to_the_same_payload(pieces: list[bytes], extension: bytes) -> None:
    framed = b"".join(b"%x;%b\r\n%b\r\n" % (len(piece), extension, piece) for piece in pieces)
    assert decode_transfer(CHUNKED + framed + b"0\r\n\r\n") == b"".join(pieces)


def _raw_deflate(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(data) + deflater.flush()


def _zstd(data: bytes) -> bytes:
    zstd = codings._find_zstd()
    assert zstd is not None
    compressed: bytes = zstd.compress(data)
    return compressed


ENCODED = [
    ("gzip", gzip.compress(TEXT, mtime=0)),
    ("x-gzip", gzip.compress(TEXT[:50], mtime=0) + gzip.compress(TEXT[50:], mtime=0) + b"\x00\x00"),
    ("deflate", zlib.compress(TEXT)),
    ("deflate", _raw_deflate(TEXT)),
    ("br", brotli.compress(TEXT)),
    ("zstd", _zstd(TEXT[:50]) + _zstd(TEXT[50:])),
    ("GZIP, identity", gzip.compress(TEXT, mtime=0)),
    ("br, gzip", gzip.compress(brotli.compress(TEXT), mtime=0)),
    ("", TEXT),
    ("utf-8", TEXT),
]


@pytest.mark.parametrize(("coding", "data"), ENCODED)
def test_content_codings(coding: str, data: bytes) -> None:
    assert decode_content(data, coding, max_bytes=len(TEXT)) == TEXT


@pytest.mark.parametrize(("coding", "data"), [pair for pair in ENCODED[:6] if pair[0] != "x-gzip"])
def test_cut_content_gives_what_is_there(coding: str, data: bytes) -> None:
    for end in range(len(data)):
        assert TEXT.startswith(decode_content(data[:end], coding, max_bytes=len(TEXT)))


@pytest.mark.parametrize(("coding", "data"), ENCODED[:6])
def test_content_over_the_limit_is_an_error(coding: str, data: bytes) -> None:
    with pytest.raises(PayloadError, match=coding):
        decode_content(data, coding, max_bytes=len(TEXT) - 1)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_small_body_that_grows_is_stopped_at_the_limit(coding: str) -> None:
    zeros = bytes(30_000_000)
    data = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": _zstd}[coding](zeros)
    with pytest.raises(PayloadError, match="1000000 bytes"):
        decode_content(data, coding, max_bytes=1_000_000)
    assert decode_content(data, coding, max_bytes=len(zeros)) == zeros


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_corrupt_content_names_its_coding(coding: str) -> None:
    with pytest.raises(PayloadError, match=f"the {coding} data"):
        decode_content(b"<html>" * 100, coding, max_bytes=10_000)


def test_damage_within_gzip_is_an_error() -> None:
    data = bytearray(gzip.compress(TEXT))
    data[-6] ^= 1
    with pytest.raises(PayloadError, match="gzip"):
        decode_content(bytes(data), "gzip", max_bytes=10_000)


def test_empty_content_is_empty_in_every_coding() -> None:
    assert {decode_content(b"", coding, max_bytes=0) for coding in ("gzip", "deflate", "br", "zstd", None)} == {b""}


def test_body_loses_both_codings() -> None:
    data = gzip.compress(TEXT)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    block = head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)
    assert decode_transfer(block) == data
    assert decode_body(block) == TEXT


def test_digest_is_sha1_in_base32() -> None:
    assert payload_digest(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
    assert block_digest(b"abc") == "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"
