"""The tee: one recording of what crosses a connection for one request, and the Twisted protocol that feeds it.

Leans on private names of Scrapy and Twisted (`_LenientHTTP11ClientProtocol`, `_finishResponse`, `_newConnection`):
tests/crawler/download/test_wire_contract.py fails when an upgrade moves them.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from OpenSSL import crypto
from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IHandshakeListener
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web.client import HTTPConnectionPool
from zope.interface import implementer

from archive.timestamps import now
from crawler.download.guard import GuardedReactor, guard_endpoint
from crawler.download.limits import LimitedProtocol

_INTERIM = range(100, 200)


class Recording:
    """The bytes of one exchange, as they pass."""

    def __init__(self) -> None:
        self.requested_at: datetime | None = None
        """When the first request byte was written; None when nothing was sent."""
        self.sent = bytearray()
        self.received = bytearray()
        self.ended = False
        """Whether the response's own end was seen."""
        self.broken = False
        """Whether the connection was lost, not closed: a body that only the close ends may then be cut."""
        self.ip_address: str | None = None
        self.tls_version: str | None = None
        self.cipher_suite: str | None = None
        self.certificate_chain: str | None = None
        """PEM, the server's own certificate first; None without TLS."""
        self.is_connected = True
        """Whether what was written could leave this machine: not before a TLS handshake is done."""
        self.keeps_interim = False
        """Whether interim answers are kept: a flood of them that no final answer ended."""
        self.fetch_s: float | None = None
        """Seconds from the first byte out to the last byte in."""
        self._started_s = 0.0
        self._closed = False

    def write(self, data: bytes) -> None:
        """Take bytes that go out."""
        if self._closed:
            return
        if self.requested_at is None:
            self.requested_at = now()
            self._started_s = time.monotonic()
        self.sent += data

    def read(self, data: bytes) -> None:
        """Take bytes that come in."""
        if not self._closed and not self.ended:
            self.received += data
            self.fetch_s = time.monotonic() - self._started_s

    def end(self, rest_length: int) -> None:
        """The parser has found the response's end, `rest_length` bytes before the last one taken."""
        if self._closed or self.ended:
            return
        if rest_length:
            del self.received[-rest_length:]
        self.ended = not self.broken

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True

    def response(self) -> bytes:
        """What was received, without interim 1xx answers, unless they are all that there is to keep."""
        if self.keeps_interim:
            return bytes(self.received)
        return strip_interim(bytes(self.received))


def strip_interim(received: bytes) -> bytes:
    """The final answer of a response stream: heads of 1xx answers before it are left out (RFC 9110, 15.2)."""
    while (status := _read_status(received)) is not None and status in _INTERIM:
        end = _head_end(received)
        if end is None:
            return received
        received = received[end:]
    return received


def _read_status(received: bytes) -> int | None:
    line = received.partition(b"\n")[0].split(None, 2)
    if len(line) < 2 or not line[0].startswith(b"HTTP/") or not line[1].isdigit():
        return None
    return int(line[1])


def _head_end(received: bytes) -> int | None:
    ends = [found + len(blank) for blank in (b"\n\r\n", b"\n\n") if (found := received.find(blank)) >= 0]
    return min(ends) if ends else None


current_recording: ContextVar[Recording | None] = ContextVar("current_recording", default=None)
"""The recording of the request that is being started; read when its connection is asked for."""


@implementer(IHandshakeListener)
class RecordingProtocol(LimitedProtocol):
    """Scrapy's HTTP/1.1 client protocol, copying what passes to the current request's recording."""

    recording: Recording | None = None
    _certificate_chain: str | None = None
    _is_connected = True

    def attach(self, recording: Recording | None) -> None:
        """Copy what passes from here on to a recording."""
        self.recording = recording
        if recording is not None:
            recording.is_connected = self._is_connected

    def handshakeCompleted(self) -> None:
        """The server is who it says: what was written may go out."""
        self._is_connected = True
        if self.recording is not None:
            self.recording.is_connected = True

    def connectionMade(self) -> None:
        super().connectionMade()
        transport: Any = self.transport
        write = transport.write
        self._is_connected = not hasattr(transport, "getPeerCertificate")

        def write_recorded(data: bytes) -> None:
            if self.recording is not None:
                self.recording.write(data)
            write(data)

        transport.write = write_recorded
        transport.writeSequence = lambda parts: write_recorded(b"".join(parts))

    def dataReceived(self, data: bytes) -> None:
        recording = self.recording
        if recording is not None:
            if recording.ip_address is None:
                self._note_connection(recording)
            recording.read(data)
        super().dataReceived(data)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self.recording is not None and not reason.check(ConnectionDone):
            self.recording.broken = True
        super().connectionLost(reason)

    def _finishResponse(self, rest: bytes) -> None:
        recording, self.recording = self.recording, None
        if recording is not None:
            recording.end(len(rest))
        super()._finishResponse(rest)

    def _note_connection(self, recording: Recording) -> None:
        transport: Any = self.transport
        recording.ip_address = transport.getPeer().host
        get_handle = getattr(transport, "getHandle", None)
        handle = get_handle() if get_handle is not None else None
        if handle is not None and hasattr(handle, "get_cipher_name"):
            recording.tls_version = handle.get_protocol_version_name()
            recording.cipher_suite = handle.get_cipher_name()
            if self._certificate_chain is None:
                self._certificate_chain = _format_chain(handle.get_peer_cert_chain() or ())
            recording.certificate_chain = self._certificate_chain or None


def _format_chain(certificates: Iterable[crypto.X509]) -> str:
    return b"".join(crypto.dump_certificate(crypto.FILETYPE_PEM, one) for one in certificates).decode("ascii")


class RecordingFactory(_LenientHTTP11ClientFactory):
    """Builds recording protocols."""

    def buildProtocol(self, addr: Any) -> RecordingProtocol:  # noqa: ARG002
        return RecordingProtocol(self._quiescentCallback)


class RecordingPool(HTTPConnectionPool):  # type: ignore[misc]  # Twisted is typed in part
    """A connection pool whose connections record, and open only where the guard lets them."""

    _factory = RecordingFactory
    # Twisted would send the request again by itself on a connection gone stale; each attempt is an exchange of its
    # own here, so Scrapy's retry middleware does that, with the host's delay.
    retryAutomatically = False

    def __init__(self, reactor: Any, guarded: GuardedReactor) -> None:
        super().__init__(reactor, persistent=True)
        self._guarded = guarded

    def getConnection(self, key: Hashable, endpoint: Any) -> Deferred[Any]:
        recording = current_recording.get()

        def attach(connection: RecordingProtocol) -> RecordingProtocol:
            connection.attach(recording)
            return connection

        return super().getConnection(key, endpoint).addCallback(attach)

    def _newConnection(self, key: Hashable, endpoint: Any) -> Deferred[Any]:
        guard_endpoint(endpoint, self._guarded)
        return super()._newConnection(key, endpoint)
