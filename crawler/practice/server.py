"""A threaded HTTP/1.1 server on loopback that puts a responder's own bytes on the wire."""

from __future__ import annotations

import selectors
import socket
import ssl
import struct
import threading
from contextlib import suppress
from types import TracebackType

from crawler.practice.messages import Reply, Request, Responder, parse_request_head

_IDLE_S = 30.0
_MAX_HEAD_BYTES = 65_536
_RECEIVE_BYTES = 65_536
_STOP_S = 5.0


class PracticeServer:
    """Serves `responder` on 127.0.0.1 at a free port while its context is open.

    A responder that raises closes its connection; the error is raised again when the context ends.
    """

    def __init__(self, responder: Responder, *, tls: ssl.SSLContext | None = None) -> None:
        self._responder = responder
        self._tls = tls
        self._requests: list[Request] = []
        self._failures: list[Exception] = []
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, socket.socket] = {}
        self._stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._listener.setblocking(False)
        self._port: int = self._listener.getsockname()[1]
        self._wake_reader, self._wake_writer = socket.socketpair()
        self._acceptor = threading.Thread(target=self._accept, name=f"practice-{self._port}", daemon=True)

    @property
    def port(self) -> int:
        return self._port

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request received so far, in the order in which their heads were complete."""
        return tuple(self._requests)

    @property
    def open_connections(self) -> int:
        """How many connections are being served at this moment."""
        return len(self._open)

    def url(self, path: str = "/") -> str:
        """The absolute URL of a path on this server."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}{path}"

    def __enter__(self) -> PracticeServer:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if error is None and self._failures:
            raise self._failures[0]

    def stop(self) -> None:
        """Close the listening socket and every connection; harmless when repeated."""
        self._stopping.set()
        with suppress(OSError):
            self._wake_writer.send(b"x")
        if self._acceptor.is_alive():
            self._acceptor.join(_STOP_S)
        for closing in (self._listener, self._wake_reader, self._wake_writer):
            closing.close()
        with self._lock:
            left = dict(self._open)
        for connection in left.values():
            _shut(connection)
        for thread in left:
            thread.join(_STOP_S)

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wake_reader, selectors.EVENT_READ)
            while not self._stopping.is_set():
                selector.select()
                with suppress(OSError):
                    connection, _ = self._listener.accept()
                    self._start(connection)

    def _start(self, connection: socket.socket) -> None:
        thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
        with self._lock:
            self._open[thread] = connection
        thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.settimeout(_IDLE_S)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = self._encrypt(connection)
            self._converse(connection)
        except OSError:
            # The client went away, fell silent or does not speak HTTP: nothing to answer.
            pass
        finally:
            connection.close()
            with self._lock:
                self._open.pop(threading.current_thread(), None)

    def _encrypt(self, connection: socket.socket) -> socket.socket:
        if self._tls is None:
            return connection
        secure = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        with self._lock:
            self._open[threading.current_thread()] = secure
        try:
            if not self._stopping.is_set():
                secure.do_handshake()
        except OSError:
            secure.close()
            raise
        return secure

    def _converse(self, connection: socket.socket) -> None:
        buffer = bytearray()
        nth = 0
        while not self._stopping.is_set():
            nth += 1
            request = _read_request(connection, buffer, nth)
            if request is None:
                return
            self._requests.append(request)
            reply = self._answer(request)
            self._send(connection, reply)
            if not _goes_on(connection, request, reply):
                return

    def _answer(self, request: Request) -> Reply:
        try:
            answer = self._responder(request)
        except Exception as error:  # noqa: BLE001 - a responder's fault is raised where the context ends
            self._failures.append(error)
            return Reply((), "close")
        return Reply((answer,)) if isinstance(answer, bytes) else answer

    def _send(self, connection: socket.socket, reply: Reply) -> None:
        for number, piece in enumerate(reply.pieces):
            if number and reply.pause_s and self._stopping.wait(reply.pause_s):
                return
            connection.sendall(piece)


def _read_request(connection: socket.socket, buffer: bytearray, nth: int) -> Request | None:
    """The next request; None when the client closed the connection in between.

    Raises ConnectionError when what came is no request.
    """
    while (end := buffer.find(b"\r\n\r\n")) < 0:
        data = connection.recv(_RECEIVE_BYTES)
        if not data:
            return None
        buffer += data
        if len(buffer) > _MAX_HEAD_BYTES:
            raise ConnectionError("request head too long")
    try:
        request = parse_request_head(bytes(buffer[:end]), nth)
        length = int(request.header("content-length") or 0)
    except ValueError as error:
        raise ConnectionError("not an HTTP request") from error
    start = end + 4
    while len(buffer) < start + length:
        data = connection.recv(_RECEIVE_BYTES)
        if not data:
            return None
        buffer += data
    body = bytes(buffer[start : start + length])
    del buffer[: start + length]
    return Request(request.method, request.target, request.version, request.headers, body, nth)


def _goes_on(connection: socket.socket, request: Request, reply: Reply) -> bool:
    """End the exchange as the reply says; whether another request may follow."""
    if reply.ending == "reset":
        # Linger of zero seconds: close() sends RST instead of FIN.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    if reply.ending == "hold":
        while connection.recv(_RECEIVE_BYTES):
            pass
        return False
    if reply.ending == "close" or request.wants_close():
        _finish(connection)
        return False
    return True


def _finish(connection: socket.socket) -> None:
    """Say goodbye in order: close_notify where there is TLS, then FIN."""
    if isinstance(connection, ssl.SSLSocket):
        connection.settimeout(1.0)
        with suppress(OSError, ValueError):
            connection.unwrap().close()
        return
    connection.shutdown(socket.SHUT_WR)


def _shut(connection: socket.socket) -> None:
    """Wake a thread that waits on this connection; its own thread closes it."""
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
