"""The recording download handler: every exchange is archived, byte for byte, before anything reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from twisted.web.client import ResponseFailed

from archive.records import Capture, Exchange, Role, Truncated
from archive.urls import strip_fragment
from crawler.download.guard import AddressGuard, GuardedReactor
from crawler.download.limits import HeadTooLargeError, InterimFloodError, find_excess
from crawler.download.recording import Recording, RecordingPool, current_recording
from crawler.middlewares.revalidation import ASKED_BY
from crawler.session import CrawlSession, get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class RecordingDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 handler with a tee on its connections; the capture goes with `request.meta["capture"]`."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # noqa: PLC0415 - importing it installs it

        self._session: CrawlSession = get_session(crawler)
        self._verifies_tls = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        guarded = GuardedReactor(
            reactor, AddressGuard(self._session.allowed_networks, opened_only=self._session.opened_only)
        )
        self._pool = RecordingPool(reactor, guarded)
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")

    async def download_request(self, request: Request) -> Response:
        """Fetch, and archive what was exchanged, whether that ended well or not. Raises HeadTooLargeError."""
        recording = Recording()
        token = current_recording.set(recording)
        try:
            response = await super().download_request(request)
        except Exception as error:
            if isinstance(error, DownloadTimeoutError):
                # Asking again at once would cost the server, and the crawl, the same; the next run asks again.
                request.meta["dont_retry"] = True
            excess = find_excess(error)
            recording.keeps_interim = isinstance(excess, InterimFloodError)
            self._archive(request, recording, truncated_by(excess or error))
            if excess is not None:
                raise excess from error
            raise
        finally:
            current_recording.reset(token)
            recording.close()
        self._archive(request, recording, "disconnect")
        return response

    def _archive(self, request: Request, recording: Recording, truncated: Truncated | None) -> None:
        if recording.requested_at is None or not recording.is_connected:
            return
        is_tls = recording.tls_version is not None
        response = recording.response()
        capture: Capture | None = self._session.capture(
            Exchange(
                url=strip_fragment(request.url),
                requested_at=recording.requested_at,
                request=bytes(recording.sent),
                response=response,
                source=self._session.source.id,
                run=self._session.run.id,
                ip_address=recording.ip_address,
                protocols=_protocols(response, recording.tls_version),
                cipher_suite=recording.cipher_suite,
                tls_verified=self._verifies_tls if is_tls else None,
                certificate_chain=recording.certificate_chain,
                truncated=None if recording.ended else truncated,
                via=request.meta.get("via"),
                hops=request.meta.get("depth", 0) + request.meta.get("redirect_times", 0),
                fetch_s=recording.fetch_s,
                role=find_role(request),
            ),
            asked_by=request.meta.get(ASKED_BY),
        )
        request.meta["capture"] = capture


def find_role(request: Request) -> Role | None:
    """What a request is made for: its spider's or middleware's mark in its meta."""
    if request.meta.get("dont_obey_robotstxt"):
        return "robots"
    role: Role | None = request.meta.get("role")
    return role


def truncated_by(error: BaseException) -> Truncated:
    """Why a response that ended in this error holds less than was meant (WARC 1.1, 5.13)."""
    if isinstance(error, DownloadTimeoutError):
        return "time"
    if isinstance(error, (DownloadCancelledError, HeadTooLargeError)):
        return "length"
    if isinstance(error, (ResponseDataLossError, DownloadFailedError, ResponseFailed)):
        return "disconnect"
    return "unspecified"


def _protocols(response: bytes, tls_version: str | None) -> tuple[str, ...]:
    """`WARC-Protocol` by the response's own version and OpenSSL's name of TLS's (`TLSv1` is 1.0)."""
    http = "http/1.0" if response[:8].upper() == b"HTTP/1.0" else "http/1.1"
    if tls_version is None:
        return (http,)
    number = tls_version.lower().removeprefix("tlsv")
    return (http, f"tls/{number}" if "." in number else f"tls/{number}.0")
