"""The server sends its responder's bytes and stops by itself; each misbehaviour sends what it claims."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer
from tests.site.certificate import make_server_context
from tests.site.client import ask, read_to_end, split
from tests.site.misbehave import MISBEHAVIOURS, MisbehavingSite
from tests.site.traps import ROBOTS

_HOLDING = {"/timeout", "/stall", "/stall-head"}
_SLOW = {"/slow"}


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[MisbehavingSite]:
    with MisbehavingSite() as site:
        yield site


@pytest.mark.parametrize(
    "path",
    sorted(path for path, entry in MISBEHAVIOURS.items() if entry.bounded and path not in _HOLDING | _SLOW),
)
def test_wire_is_what_the_entry_claims(misbehaving: MisbehavingSite, path: str) -> None:
    received = ask(misbehaving.server, path)
    expected = misbehaving.expected_wire(path)
    if "reset" in MISBEHAVIOURS[path].says:
        # What was in flight when a reset arrives is lost: only the beginning is certain.
        assert expected.startswith(received)
    else:
        assert received == expected


@pytest.mark.parametrize("path", sorted(_HOLDING))
def test_silent_entry_holds_until_the_client_goes(misbehaving: MisbehavingSite, path: str) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert read_to_end(connection, silence_s=0.3) == misbehaving.expected_wire(path)
        with pytest.raises(TimeoutError):
            connection.recv(1)


@pytest.mark.parametrize("name", sorted(name for name in ROBOTS if name not in {"timeout", "endless"}))
def test_robots_variant_is_served_at_its_usual_place(name: str) -> None:
    with MisbehavingSite(name) as site:
        assert ask(site.server, "/robots.txt") == site.expected_wire("/robots.txt")


def test_slow_entry_takes_its_time(misbehaving: MisbehavingSite) -> None:
    started = time.monotonic()
    assert ask(misbehaving.server, "/slow") == misbehaving.expected_wire("/slow")
    assert time.monotonic() - started > 1


def test_huge_body_is_streamed_to_its_promised_length(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=10) as connection:
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        start = bytearray()
        while b"\r\n\r\n" not in start:
            start += connection.recv(4096)
        head, _, body = bytes(start).partition(b"\r\n\r\n")
        received = len(body)
        while data := connection.recv(1_000_000):
            received += len(data)
    assert b"Content-Length: 100000000" in head
    assert received == 100_000_000


@pytest.mark.parametrize("path", ["/chunked-endless", "/no-length-endless", "/slow-endless"])
def test_endless_stream_stops_when_the_client_goes(path: str) -> None:
    with MisbehavingSite() as site:
        with socket.create_connection(("127.0.0.1", site.server.port), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
        deadline = time.monotonic() + 5
        while site.server.open_connections and time.monotonic() < deadline:
            time.sleep(0.02)
        assert site.server.open_connections == 0


def test_unbounded_entry_has_no_expected_wire(misbehaving: MisbehavingSite) -> None:
    with pytest.raises(ValueError, match="no end"):
        misbehaving.expected_wire("/huge")


def test_flaky_entries_fail_once() -> None:
    with MisbehavingSite() as site:
        for path, failure in (("/flaky", "500"), ("/503-then-200", "503")):
            statuses = [split(ask(site.server, path))[0].split()[1] for _ in range(3)]
            assert statuses == [failure, "200", "200"]
            assert site.expected_wire(path, asked=2).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("path", ["/reset", "/reset-midway", "/no-length-reset"])
def test_entry_resets_the_connection(misbehaving: MisbehavingSite, path: str) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with pytest.raises(ConnectionResetError):
            list(iter(lambda: connection.recv(4096), b""))


def test_connection_is_kept_for_the_next_request(misbehaving: MisbehavingSite) -> None:
    before = len(misbehaving.requests)
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.sendall(b"HEAD /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = read_to_end(connection)
    page, head = misbehaving.expected_wire("/plain"), misbehaving.expected_wire("/plain", method="HEAD")
    assert received == page + head
    assert head.endswith(b"\r\n\r\n")
    assert [(request.method, request.nth) for request in misbehaving.requests[before:]] == [
        ("GET", 1),
        ("HEAD", 2),
    ]


def test_stale_connection_is_closed_without_a_word(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /stale HTTP/1.1\r\nHost: x\r\n\r\n")
        received = read_to_end(connection)
    assert b"connection" not in received.lower()
    assert received == misbehaving.expected_wire("/stale")


def test_connection_is_dropped_on_reuse(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /dropped-on-reuse HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
        assert read_to_end(connection) == misbehaving.expected_wire("/dropped-on-reuse")
    assert misbehaving.expected_wire("/dropped-on-reuse", nth=2) == b""


def test_conditional_entry_answers_304(misbehaving: MisbehavingSite) -> None:
    status, lines, body = split(ask(misbehaving.server, "/conditional", 'If-None-Match: "v1"'))
    assert status == "HTTP/1.1 304 Not Modified"
    assert 'ETag: "v1"' in lines
    assert body == b""


def test_bomb_is_small_and_unpacks_to_200_mb(misbehaving: MisbehavingSite) -> None:
    body = split(misbehaving.expected_wire("/gzip-bomb"))[2]
    assert len(body) < 1_000_000
    assert len(gzip.decompress(body)) >= 200_000_000


def test_tls_server_sends_the_same_bytes_and_says_goodbye(tmp_path: Path) -> None:
    with MisbehavingSite(tls=make_server_context(tmp_path)) as site:
        trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
        assert site.url("/plain") == f"https://127.0.0.1:{site.server.port}/plain"
        with (
            socket.create_connection(("127.0.0.1", site.server.port), timeout=5) as plain,
            trusting.wrap_socket(plain, server_hostname="127.0.0.1", suppress_ragged_eofs=False) as connection,
        ):
            connection.sendall(b"GET /no-length HTTP/1.1\r\nHost: x\r\n\r\n")
            assert read_to_end(connection) == site.expected_wire("/no-length")


def test_plain_client_does_not_hurt_a_tls_server(tmp_path: Path) -> None:
    with MisbehavingSite(tls=make_server_context(tmp_path)) as site:
        assert not ask(site.server, "/plain").startswith(b"HTTP/")


def test_server_stops_with_connections_open() -> None:
    before = threading.active_count()
    with MisbehavingSite() as site:
        connections = [socket.create_connection(("127.0.0.1", site.server.port)) for _ in range(5)]
        connections[0].sendall(b"GET /timeout HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[1].sendall(b"GET /slow-endless HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[2].sendall(b"GET /chunked-endless HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[3].sendall(b"GET / HT")
        assert connections[1].recv(10)
        started = time.monotonic()
    assert time.monotonic() - started < 2
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", site.server.port))
    for connection in connections:
        connection.close()


def test_client_reset_is_no_failure() -> None:
    with MisbehavingSite() as site:
        connection = socket.create_connection(("127.0.0.1", site.server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.close()
        assert ask(site.server, "/plain") == site.expected_wire("/plain")


@pytest.mark.parametrize("nonsense", [b"\r\n\r\n", b"hello\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"])
def test_nonsense_request_gets_no_answer(misbehaving: MisbehavingSite, nonsense: bytes) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(nonsense)
        assert read_to_end(connection) == b""


def test_request_body_is_read_before_the_next_request() -> None:
    bodies: list[bytes] = []

    def remember(request: Request) -> bytes:
        bodies.append(request.body)
        return format_response(request.body)

    with PracticeServer(remember) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(b"POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd")
            connection.sendall(b"GET /b HTTP/1.0\r\n\r\n")
            read_to_end(connection)
        assert [request.target for request in server.requests] == ["/a", "/b"]
    assert bodies == [b"abcd", b""]


def test_error_of_a_responder_comes_out_where_the_context_ends() -> None:
    def fail(request: Request) -> Reply:
        raise LookupError(request.target)

    with pytest.raises(LookupError, match="/x"), PracticeServer(fail) as server:
        assert ask(server, "/x") == b""
