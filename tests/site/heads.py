"""Heads that parsers argue about: names, folding, versions, interim answers, sizes."""

from __future__ import annotations

from crawler.practice.messages import Reply
from tests.site.catalogue import PAGE, Catalogue, Misbehaviour, always, close_after, page

_LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
_TYPE = b"Content-Type: text/html; charset=utf-8\r\n"
_HUGE_HEADER_BYTES = 1_000_000
_MANY = 10_000


def _head(*lines: bytes, first: bytes = b"HTTP/1.1 200 OK\r\n") -> bytes:
    return first + b"".join(lines) + b"\r\n" + PAGE


def _odd_names() -> bytes:
    early = b"sErVeR: Apache/2.2\r\nSet-Cookie: a=1; path=/\r\nX-Two: 1\r\n"
    return _head(early, _TYPE.swapcase(), b"Set-Cookie: b=2; path=/\r\nx-two: 2\r\nCONTENT-LENGTH:%d\r\n" % len(PAGE))


def _folded() -> bytes:
    return _head(_TYPE, b"X-Folded: first\r\n second\r\n\tthird\r\n", _LENGTH)


def _many() -> Reply:
    lines = b"".join(b"X-Line-%d: %d\r\n" % (number, number) for number in range(_MANY))
    return close_after(_head(_TYPE, lines, _LENGTH))


def _huge() -> Reply:
    return close_after(_head(_TYPE, b"X-Huge: " + b"h" * _HUGE_HEADER_BYTES + b"\r\n", _LENGTH))


def _early_hints() -> bytes:
    return b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" + page()


def _continue() -> bytes:
    return b"HTTP/1.1 100 Continue\r\n\r\n" * 2 + page()


def _http_1_0() -> Reply:
    return close_after(_head(_TYPE, first=b"HTTP/1.0 200 OK\r\n"))


def _line_feeds() -> Reply:
    return close_after(_head(_TYPE, _LENGTH).removesuffix(PAGE).replace(b"\r\n", b"\n") + PAGE)


HEADS: Catalogue = {
    "/head-odd": Misbehaviour("names in odd case, out of order, twice; no space after a colon", always(_odd_names)),
    "/head-folded": Misbehaviour("a header folded over three lines", always(_folded)),
    "/head-no-colon": Misbehaviour(
        "a header line without a colon", always(lambda: close_after(_head(_TYPE, b"nonsense\r\n", _LENGTH)))
    ),
    "/head-no-name": Misbehaviour(
        "a header line without a name", always(lambda: close_after(_head(_TYPE, b": value\r\n", _LENGTH)))
    ),
    "/head-latin": Misbehaviour(
        "a header value with bytes above 127",
        always(lambda: _head(_TYPE, b"X-Place: \xdeagar\xeb / \xc5\xbdagar\xc4\x97\r\n", _LENGTH)),
    ),
    "/head-nul": Misbehaviour(
        "a NUL within a header", always(lambda: close_after(_head(_TYPE, b"X-Nul: a\0b\r\n", _LENGTH)))
    ),
    "/head-huge": Misbehaviour("one header of 1 MB", always(_huge)),
    "/head-many": Misbehaviour("10,000 headers", always(_many)),
    "/head-none": Misbehaviour("a length and nothing else", always(lambda: _head(_LENGTH))),
    "/103": Misbehaviour("103 Early Hints before the answer", always(_early_hints)),
    "/100": Misbehaviour("100 Continue, twice, unasked", always(_continue)),
    "/http-1.0": Misbehaviour("an HTTP/1.0 answer without length", always(_http_1_0)),
    "/http-0.9": Misbehaviour("a body without any head", always(lambda: close_after(PAGE))),
    "/http-2.0": Misbehaviour(
        "claims HTTP/2.0 in a text head",
        always(lambda: close_after(_head(_TYPE, _LENGTH, first=b"HTTP/2.0 200 OK\r\n"))),
    ),
    "/garbage": Misbehaviour(
        "bytes that are no HTTP", always(lambda: close_after(b"\x00\x01\xff\xfe !! ne HTTP\r\n\r\n" + PAGE))
    ),
    "/status-garbage": Misbehaviour(
        "a status that is no number",
        always(lambda: close_after(_head(_TYPE, _LENGTH, first=b"HTTP/1.1 labi OK\r\n"))),
    ),
    "/line-feeds": Misbehaviour("lines that end in LF alone", always(_line_feeds)),
    "/blank-first": Misbehaviour("a blank line before the status", always(lambda: close_after(b"\r\n" + page()))),
}
