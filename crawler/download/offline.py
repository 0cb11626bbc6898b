"""The offline handler: answers requests from a WARC file, through the same HTTP parser as a live crawl.

The recorded response bytes go back through Twisted's client protocol over an in-memory transport, so statuses,
headers, flags and error types come out as they did live. Nothing here opens a socket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IPushProducer
from twisted.python.failure import Failure
from twisted.web.client import HTTPConnectionPool
from zope.interface import implementer

from archive.errors import ArchiveError
from archive.records import Exchange
from archive.urls import strip_fragment
from crawler.download.limits import LimitedProtocol, find_excess
from crawler.session import CrawlSession, get_session

if TYPE_CHECKING:
    from collections.abc import Hashable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class MissingPageError(ArchiveError):
    """An offline crawl asked for a page that its WARC file does not hold."""

    def __init__(self, url: str, path: object) -> None:
        self.url = url
        super().__init__(f"{url} is not in {path}: cut it in with `kronika fixture cut`, or crawl without --offline.")


@implementer(IPushProducer)
class ReplayTransport:
    """A transport in memory: once the request is written, the recorded response arrives, then the connection ends."""

    disconnecting = False

    def __init__(self, reactor: Any, exchange: Exchange) -> None:
        self._reactor = reactor
        self._exchange = exchange
        self._protocol: Any = None
        self._answered = False
        self._lost = False

    def connect(self, protocol: Any) -> None:
        """Give the protocol this transport."""
        self._protocol = protocol
        protocol.makeConnection(self)

    def write(self, _data: bytes) -> None:
        if not self._answered:
            self._answered = True
            self._reactor.callLater(0, self._answer)

    def writeSequence(self, parts: list[bytes]) -> None:
        self.write(b"".join(parts))

    def _answer(self) -> None:
        if self._exchange.response and not self._lost:
            self._protocol.dataReceived(self._exchange.response)
        self._reactor.callLater(0, self.loseConnection)

    def loseConnection(self) -> None:
        if not self._lost:
            self._lost = True
            self._reactor.callLater(0, self._protocol.connectionLost, Failure(ConnectionDone()))

    abortConnection = stopProducing = loseConnection

    def pauseProducing(self) -> None:
        """Everything is in memory already."""

    resumeProducing = pauseProducing

    def registerProducer(self, _producer: object, _streaming: bool) -> None:
        """Requests are written at once."""

    def unregisterProducer(self) -> None:
        """Requests are written at once."""

    def getPeer(self) -> IPv4Address | IPv6Address:
        host = self._exchange.ip_address or "0.0.0.0"  # noqa: S104 - "unknown", nothing is bound
        return IPv6Address("TCP", host, 0) if ":" in host else IPv4Address("TCP", host, 0)


class ReplayPool(HTTPConnectionPool):  # type: ignore[misc]  # Twisted is typed in part
    """Hands out connections that answer from recorded exchanges."""

    def __init__(self, reactor: Any) -> None:
        super().__init__(reactor, persistent=False)
        self.next_exchange: Exchange | None = None

    def getConnection(self, _key: Hashable, _endpoint: Any) -> Deferred[Any]:
        assert self.next_exchange is not None
        protocol = LimitedProtocol()
        ReplayTransport(self._reactor, self.next_exchange).connect(protocol)
        return succeed(protocol)


class OfflineDownloadHandler(HTTP11DownloadHandler):
    """Answers from the session's recorded exchanges; a URL that is not among them is a MissingPageError."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

        self._session: CrawlSession = get_session(crawler)
        self._pool: ReplayPool = ReplayPool(reactor)

    async def download_request(self, request: Request) -> Response:
        """The recorded answer to this request, archived again under its own date.

        Raises MissingPageError, and HeadTooLargeError as the live crawl did.
        """
        assert self._session.recorded is not None
        url = strip_fragment(request.url)
        exchange = self._session.next_recorded(url)
        if exchange is None:
            raise MissingPageError(url, self._session.recorded.path)
        request.meta["capture"] = self._session.capture(exchange)
        if exchange.truncated == "time":
            raise DownloadTimeoutError(f"Getting {url} took too long when it was recorded.")
        self._pool.next_exchange = exchange
        try:
            response = await super().download_request(request)
        except Exception as error:
            if (excess := find_excess(error)) is not None:
                raise excess from error
            if exchange.truncated != "length":
                raise
        else:
            if exchange.truncated != "length":
                return response
        raise DownloadCancelledError(f"{url} was larger than the limit when it was recorded.")
