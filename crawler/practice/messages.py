"""HTTP/1.1 messages as the practice server sees them: a parsed request head in, exact bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

Headers = Sequence[tuple[str, str]]

Ending = Literal["keep", "close", "reset", "hold"]
"""What follows the last byte: the next request, a FIN, a RST, or silence until the client goes away."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as received."""

    method: str
    target: str
    """Path and query as sent."""
    version: str = "HTTP/1.1"
    headers: tuple[tuple[str, str], ...] = ()
    """Names in the sender's case and order."""
    body: bytes = b""
    nth: int = 1
    """1 for the first request on its connection."""

    @property
    def path(self) -> str:
        """The decoded path, without the query."""
        return unquote(urlsplit(self.target).path)

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name; None when it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def query(self, name: str) -> str | None:
        """The first value of a query parameter; None when it was not sent."""
        values = parse_qs(urlsplit(self.target).query, keep_blank_values=True).get(name)
        return values[0] if values else None

    def wants_close(self) -> bool:
        """Whether the client ends the connection after this exchange."""
        connection = (self.header("connection") or "").lower()
        return "close" in connection or (self.version == "HTTP/1.0" and "keep-alive" not in connection)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes on the wire for one request, piece by piece."""

    pieces: Iterable[bytes]
    """Each is sent by itself; a generator is drawn only as fast as the client reads."""
    ending: Ending = "keep"
    pause_s: float = 0.0
    """Wait before every piece but the first."""


Responder = Callable[[Request], Reply | bytes]
"""Bytes stand for a whole answer on a connection that stays open."""


def parse_request_head(head: bytes, nth: int = 1) -> Request:
    """The request of a head without its final blank line.

    Raises ValueError when the first line is no request line.
    """
    first, *lines = head.decode("utf-8", "surrogateescape").split("\r\n")
    method, target, version = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = tuple((name, value.strip()) for name, _, value in pairs)
    return Request(method, target, version, headers, nth=nth)


def format_head(status: str, headers: Headers, *, version: str = "HTTP/1.1") -> bytes:
    """Status line, header lines and blank line; text outside ASCII goes out as UTF-8."""
    lines = [f"{version} {status}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode()


def format_response(
    body: bytes,
    *,
    status: str = "200 OK",
    headers: Headers = (("Content-Type", "text/html; charset=UTF-8"),),
    length_name: str = "Content-Length",
) -> bytes:
    """A whole response whose body is delimited by its length."""
    return format_head(status, [*headers, (length_name, str(len(body)))]) + body


def format_chunks(
    body: bytes, sizes: Sequence[int], *, extension: str = "", trailers: Headers = (), size_format: str = "x"
) -> bytes:
    """The body in chunked coding, with chunk sizes taken in turn from `sizes` until the body is used up.

    `extension` is appended to every size line; `size_format` is the format of sizes, such as `X` or `08x`.
    """
    parts: list[bytes] = []
    start = 0
    for size in cycle(sizes):
        if start >= len(body):
            break
        chunk = body[start : start + size]
        parts.append(f"{len(chunk):{size_format}}{extension}\r\n".encode() + chunk + b"\r\n")
        start += size
    tail = "".join(f"{name}: {value}\r\n" for name, value in trailers)
    return b"".join(parts) + f"0\r\n{tail}\r\n".encode()
