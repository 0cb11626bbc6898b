"""Where a message ends: lengths, chunks, silence and cut connections."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.practice.messages import Reply, format_chunks, format_head
from tests.site.catalogue import HTML, PAGE, Catalogue, Misbehaviour, always, close_after, page

_CHUNKED = ("Transfer-Encoding", "chunked")
_BLOCK = b"<p>" + b"dar viena eilute " * 3855 + b"</p>\n"
_HUGE_BYTES = 100_000_000
_ENDLESS_CAP_BYTES = 256_000_000
_DRIP_S = 0.2


def _lengthless(*headers: tuple[str, str]) -> bytes:
    return format_head("200 OK", [HTML, *headers])


def _claims(length: int) -> bytes:
    return format_head("200 OK", [HTML, ("Content-Length", str(length))])


def _chunked(sizes: tuple[int, ...], *, extension: str = "", size_format: str = "x") -> bytes:
    return _lengthless(_CHUNKED) + format_chunks(PAGE, sizes, extension=extension, size_format=size_format)


def _with_trailers() -> bytes:
    trailers = [("X-Checksum", "abc"), ("X-Checksum", "def")]
    return _lengthless(_CHUNKED, ("Trailer", "X-Checksum")) + format_chunks(PAGE, (50,), trailers=trailers)


def _cut_chunk() -> Reply:
    return close_after(_lengthless(_CHUNKED) + b"%x\r\n" % (len(PAGE) + 500) + PAGE)


def _no_last_chunk() -> Reply:
    return close_after(_lengthless(_CHUNKED) + b"%x\r\n%b\r\n" % (len(PAGE), PAGE))


def _bad_chunk_size() -> Reply:
    return close_after(_lengthless(_CHUNKED) + b"zz9\r\n" + PAGE + b"\r\n0\r\n\r\n")


def _iter_endless() -> Iterator[bytes]:
    yield _lengthless(_CHUNKED)
    for _ in range(_ENDLESS_CAP_BYTES // len(_BLOCK)):
        yield b"%x\r\n%b\r\n" % (len(_BLOCK), _BLOCK)


def _iter_endless_close() -> Iterator[bytes]:
    yield _lengthless()
    for _ in range(_ENDLESS_CAP_BYTES // len(_BLOCK)):
        yield _BLOCK


def _iter_huge() -> Iterator[bytes]:
    yield _claims(_HUGE_BYTES)
    whole, rest = divmod(_HUGE_BYTES, len(_BLOCK))
    for _ in range(whole):
        yield _BLOCK
    yield _BLOCK[:rest]


def _drip() -> Reply:
    pieces = [PAGE[start : start + 40] for start in range(0, len(PAGE), 40)]
    return Reply([_claims(len(PAGE)), *pieces], pause_s=_DRIP_S)


def _iter_drip_for_ever() -> Iterator[bytes]:
    yield _lengthless()
    for _ in range(600):
        yield b"."


FRAMING: Catalogue = {
    "/no-length": Misbehaviour("the end of the connection ends it", always(lambda: close_after(_lengthless() + PAGE))),
    "/no-length-reset": Misbehaviour(
        "no length, and a reset instead of an end",
        always(lambda: close_after(_lengthless() + PAGE, ending="reset")),
    ),
    "/length-too-long": Misbehaviour(
        "promises 500 bytes more than it sends", always(lambda: close_after(_claims(len(PAGE) + 500) + PAGE))
    ),
    "/length-too-short": Misbehaviour(
        "sends 30 bytes more than it promises", always(lambda: close_after(_claims(len(PAGE) - 30) + PAGE))
    ),
    "/length-twice": Misbehaviour(
        "gives two lengths that differ",
        always(lambda: close_after(_lengthless(("Content-Length", "10"), ("Content-Length", "11")) + b"0123456789A")),
    ),
    "/length-word": Misbehaviour(
        "a length that is no number",
        always(lambda: close_after(_lengthless(("Content-Length", "daug")) + PAGE)),
    ),
    "/length-negative": Misbehaviour(
        "a length below nought", always(lambda: close_after(_lengthless(("Content-Length", "-1")) + PAGE))
    ),
    "/length-and-chunked": Misbehaviour(
        "gives a length and chunks",
        always(lambda: close_after(_lengthless(("Content-Length", "5"), _CHUNKED) + format_chunks(PAGE, (64,)))),
    ),
    "/chunked": Misbehaviour("chunks of odd sizes", always(lambda: _chunked((1, 7, 113, 2)))),
    "/chunked-extensions": Misbehaviour(
        "chunks with extensions", always(lambda: _chunked((64,), extension=';name="a b";x'))
    ),
    "/chunked-uppercase": Misbehaviour("sizes in capitals", always(lambda: _chunked((171, 202), size_format="X"))),
    "/chunked-zeros": Misbehaviour("sizes with leading zeros", always(lambda: _chunked((90,), size_format="08x"))),
    "/chunked-spaces": Misbehaviour("a space after each size", always(lambda: _chunked((90,), extension=" "))),
    "/chunked-trailers": Misbehaviour("two trailers of one name", always(_with_trailers)),
    "/chunked-single": Misbehaviour("one byte a chunk", always(lambda: _chunked((1,)))),
    "/chunked-empty": Misbehaviour("no chunk but the last", always(lambda: _lengthless(_CHUNKED) + b"0\r\n\r\n")),
    "/chunked-cut": Misbehaviour("closes within a chunk", always(_cut_chunk)),
    "/chunked-no-end": Misbehaviour("closes before the last chunk", always(_no_last_chunk)),
    "/chunked-bad-size": Misbehaviour("a chunk size that is no number", always(_bad_chunk_size)),
    "/chunked-endless": Misbehaviour(
        "chunks until the client goes, or 256 MB",
        always(lambda: Reply(_iter_endless(), "close")),
        bounded=False,
    ),
    "/no-length-endless": Misbehaviour(
        "a body until the client goes, or 256 MB",
        always(lambda: Reply(_iter_endless_close(), "close")),
        bounded=False,
    ),
    "/huge": Misbehaviour("100 MB, as promised", always(lambda: Reply(_iter_huge())), bounded=False),
    "/slow": Misbehaviour("a page in pieces of 40 bytes, 0.2 s apart", always(_drip)),
    "/slow-endless": Misbehaviour(
        "a byte every 0.2 s for two minutes",
        always(lambda: Reply(_iter_drip_for_ever(), "close", _DRIP_S)),
        bounded=False,
    ),
    "/timeout": Misbehaviour("never answers", always(lambda: close_after(ending="hold"))),
    "/stall": Misbehaviour(
        "falls silent in the middle of the body",
        always(lambda: close_after(_claims(len(PAGE)) + PAGE[:100], ending="hold")),
    ),
    "/stall-head": Misbehaviour(
        "falls silent within the head",
        always(lambda: close_after(b"HTTP/1.1 200 OK\r\nContent-", ending="hold")),
    ),
    "/close": Misbehaviour("closes without an answer", always(close_after)),
    "/close-head": Misbehaviour("closes within the head", always(lambda: close_after(b"HTTP/1.1 200 OK\r\nConte"))),
    "/reset": Misbehaviour("resets without an answer", always(lambda: close_after(ending="reset"))),
    "/reset-midway": Misbehaviour(
        "resets in the middle of the body",
        always(lambda: close_after(_claims(len(PAGE)) + PAGE[:100], ending="reset")),
    ),
    "/two-answers": Misbehaviour("a second answer that no one asked for", always(lambda: close_after(page() + page()))),
}
