"""A raw client for the tests of the site: bytes out, bytes in, nothing parsed on the way."""

from __future__ import annotations

import gzip
import socket

from crawler.practice.server import PracticeServer


def ask(server: PracticeServer, path: str, *headers: str, method: str = "GET") -> bytes:
    """Every byte that comes back until the server ends the connection, which the request asks it to."""
    host = f"Host: 127.0.0.1:{server.port}"
    head = "\r\n".join([f"{method} {path} HTTP/1.1", host, *headers, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head.encode())
        return read_to_end(connection)


def read_to_end(connection: socket.socket, *, silence_s: float = 2.0) -> bytes:
    """What is received until the end, a reset, or a silence."""
    received = bytearray()
    connection.settimeout(silence_s)
    try:
        while data := connection.recv(65_536):
            received += data
    except (TimeoutError, ConnectionResetError):
        pass
    return bytes(received)


def split(response: bytes) -> tuple[str, list[str], bytes]:
    """Status line, header lines and body as sent."""
    head, _, body = response.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return first, lines, body


def body_of(response: bytes) -> bytes:
    """The body with chunks and gzip undone."""
    _, lines, body = split(response)
    lower = [line.lower() for line in lines]
    if "transfer-encoding: chunked" in lower:
        body = _join_chunks(body)
    return gzip.decompress(body) if "content-encoding: gzip" in lower else body


def _join_chunks(body: bytes) -> bytes:
    joined = b""
    while True:
        line, _, body = body.partition(b"\r\n")
        size = int(line.partition(b";")[0], 16)
        if size == 0:
            return joined
        joined, body = joined + body[:size], body[size + 2 :]
