"""The private names of Scrapy and Twisted that the recording and the offline handler lean on.

Red after an upgrade: read the new code of the name that is missing, then mend `crawler.download` before this test.
"""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from twisted.internet.endpoints import HostnameEndpoint, TCP4ClientEndpoint, wrapClientTLS
from twisted.internet.error import ConnectionDone
from twisted.internet.ssl import optionsForClientTLS
from twisted.internet.testing import MemoryReactorClock, StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request as WireRequest
from twisted.web.client import HTTPConnectionPool
from twisted.web.http_headers import Headers

from crawler.download.recording import Recording, RecordingFactory, RecordingPool, RecordingProtocol

RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlabas"


def parameters(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_handler_takes_its_pool_as_an_attribute() -> None:
    source = inspect.getsource(HTTP11DownloadHandler)
    assert "self._pool" in source
    assert inspect.iscoroutinefunction(HTTP11DownloadHandler.download_request)
    assert parameters(HTTP11DownloadHandler.download_request) == ["self", "request"]
    assert "pool=self._pool" in inspect.getsource(HTTP11DownloadHandler.download_request)


def test_the_pool_builds_connections_by_its_factory() -> None:
    assert HTTPConnectionPool._factory is not None
    assert parameters(HTTPConnectionPool.getConnection) == ["self", "key", "endpoint"]
    assert parameters(HTTPConnectionPool._newConnection) == ["self", "key", "endpoint"]
    assert "self._factory(" in inspect.getsource(HTTPConnectionPool._newConnection)
    assert "retryAutomatically" in vars(HTTPConnectionPool)
    assert HTTPConnectionPool(None).maxPersistentPerHost > 0


def test_a_connection_is_asked_for_before_the_download_waits() -> None:
    # The context variable of the recording is read there: by then nothing else may have run.
    source = inspect.getsource(HTTPConnectionPool.getConnection)
    assert "yield" not in source
    assert "callLater" not in source


def test_the_factory_builds_the_protocol_that_scrapy_builds() -> None:
    assert issubclass(RecordingFactory, _LenientHTTP11ClientFactory)
    assert issubclass(RecordingProtocol, _LenientHTTP11ClientProtocol)
    factory = RecordingFactory(lambda _: None, "repr")
    assert isinstance(factory.buildProtocol(None), RecordingProtocol)
    built = inspect.getsource(_LenientHTTP11ClientFactory.buildProtocol)
    assert "_LenientHTTP11ClientProtocol(self._quiescentCallback)" in built


@pytest.mark.parametrize("rest", [b"", b"HTTP/1.1 200 unasked"])
def test_the_parser_says_where_an_answer_ends(rest: bytes) -> None:
    protocol, recording = RecordingProtocol(), Recording()
    transport = StringTransport()
    transport.abortConnection = transport.loseConnection
    protocol.makeConnection(transport)
    protocol.recording = recording
    answers: list[Any] = []
    headers = Headers({b"Host": [b"vvg.lt"]})
    protocol.request(WireRequest._construct(b"GET", b"/a", headers, None, True)).addCallback(answers.append)
    protocol.dataReceived(RESPONSE[:30])
    protocol.dataReceived(RESPONSE[30:] + rest)
    answers[0].deliverBody(_Sink())
    assert recording.ended
    assert recording.response() == RESPONSE
    assert bytes(recording.sent) == transport.value()
    assert recording.sent.startswith(b"GET /a HTTP/1.1\r\n")
    assert recording.ip_address == "192.168.1.1"
    assert recording.requested_at is not None
    assert protocol.recording is None


def test_a_lost_connection_is_no_end() -> None:
    protocol, recording = RecordingProtocol(), Recording()
    protocol.makeConnection(StringTransport())
    protocol.recording = recording
    protocol.request(WireRequest._construct(b"GET", b"/", Headers({b"Host": [b"a"]}), None, True)).addBoth(id)
    protocol.dataReceived(RESPONSE[:-2])
    protocol.connectionLost(Failure(ConnectionDone()))
    assert not recording.ended
    assert recording.response() == RESPONSE[:-2]


def test_an_endpoint_connects_by_a_reactor_that_can_be_replaced() -> None:
    reactor: Any = MemoryReactorClock()
    for endpoint in (TCP4ClientEndpoint(reactor, "127.0.0.1", 80), HostnameEndpoint(reactor, "vvg.lt", 80)):
        assert endpoint._reactor is reactor
    wrapped = wrapClientTLS(optionsForClientTLS("vvg.lt"), HostnameEndpoint(reactor, "vvg.lt", 443))
    assert isinstance(wrapped._wrappedEndpoint, HostnameEndpoint)


def test_the_pool_records_and_guards() -> None:
    assert issubclass(RecordingPool, HTTPConnectionPool)
    assert RecordingPool._factory is RecordingFactory
    assert RecordingPool.retryAutomatically is False


def test_the_robots_middleware_has_the_hooks_that_ours_fills() -> None:
    for name in ("process_request_2", "_parse_robots", "_robots_error", "robot_parser"):
        assert callable(getattr(RobotsTxtMiddleware, name)), name
    assert parameters(RobotsTxtMiddleware.process_request_2) == ["self", "rp", "request"]
    assert parameters(RobotsTxtMiddleware._parse_robots)[:3] == ["self", "response", "netloc"]
    assert parameters(RobotsTxtMiddleware._robots_error) == ["self", "exc", "netloc"]
    source = inspect.getsource(RobotsTxtMiddleware)
    for name in ("self._parsers", "self._parserimpl", "self._default_useragent", "self._robotstxt_useragent"):
        assert name in source


class _Sink:
    """Takes a body and keeps nothing."""

    def makeConnection(self, transport: object) -> None:
        """Nothing to begin."""

    def dataReceived(self, data: bytes) -> None:
        """Nothing to keep."""

    def connectionLost(self, reason: object) -> None:
        """Nothing to end."""
