"""How much head a response may have: the parser of live and offline crawls stops counting here.

Leans on private names of Scrapy and Twisted (`_LenientHTTPClientParser`, `_giveUp`, `_parser`), as the recording does.
"""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientProtocol, _LenientHTTPClientParser
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import ResponseFailed

from archive.errors import ArchiveError

MAX_HEAD_BYTES = 256 * 1024
"""Status line and header lines of an answer, those of the interim answers before it included."""

MAX_HEAD_LINES = 4096

MAX_INTERIM = 32
"""1xx answers before the final one."""


class HeadTooLargeError(ArchiveError):
    """A response's head is larger than any that is meant well: the exchange was ended."""


class InterimFloodError(HeadTooLargeError):
    """A server sent interim answers (1xx) without coming to the final one."""


class LimitedParser(_LenientHTTPClientParser):
    """Scrapy's lenient parser; it raises HeadTooLargeError at the limits."""

    MAX_LENGTH = MAX_HEAD_BYTES
    head_bytes = 0
    head_lines = 0
    interim = 0

    def dataReceived(self, data: bytes) -> None:
        super().dataReceived(data)
        # A head that is over is no longer in the buffer; what is may be the body.
        if self.state in {STATUS, HEADER}:
            self._check_bytes(len(self._buffer))

    def lineReceived(self, line: bytes) -> None:
        self.head_bytes += len(line) + 1
        self.head_lines += 1
        self._check_bytes(0)
        if self.head_lines > MAX_HEAD_LINES:
            raise HeadTooLargeError(f"the answer's head has more than {MAX_HEAD_LINES} lines.")
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:
        self._check_bytes(len(line))

    def allHeadersReceived(self) -> None:
        if 100 <= self.response.code < 200:
            self.interim += 1
            if self.interim > MAX_INTERIM:
                raise InterimFloodError(f"the server sent more than {MAX_INTERIM} interim answers (1xx).")
        super().allHeadersReceived()

    def _check_bytes(self, waiting: int) -> None:
        if self.head_bytes + waiting > MAX_HEAD_BYTES:
            raise HeadTooLargeError(f"the answer's head is larger than {MAX_HEAD_BYTES} bytes.")


class LimitedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's HTTP/1.1 client protocol with the limited parser."""

    def request(self, request: Any) -> Any:
        answered = super().request(request)
        if self._parser is not None:
            # Twisted names its parser's class in the method that makes it; the classes keep their state alike.
            self._parser.__class__ = LimitedParser
        return answered

    def _giveUp(self, reason: Failure) -> None:
        super()._giveUp(reason)
        transport: Any = self.transport
        if transport is not None and reason.check(HeadTooLargeError):
            # Who sends without end is not waited for to say goodbye.
            transport.abortConnection()


def find_excess(error: BaseException) -> HeadTooLargeError | None:
    """The limit that made a request fail; None when it failed otherwise."""
    cause = error.__cause__ if not isinstance(error, ResponseFailed) else error
    reasons = cause.reasons if isinstance(cause, ResponseFailed) else ()
    return next((reason.value for reason in reasons if isinstance(reason.value, HeadTooLargeError)), None)
