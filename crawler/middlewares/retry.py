"""Retry-After is kept: the whole host waits as long as its server asks, or is left alone when that is too long."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.asyncio import call_later
from twisted.python.failure import Failure

from archive.timestamps import now
from archive.urls import host_of
from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

MAX_WAIT_S = 300.0
"""A server that asks for more is left alone for the rest of the run."""

ASKING_TO_WAIT = frozenset({429, 503})
_STEP_S = 1.0


class RetryLaterError(IgnoreRequest):
    """The server asked to be left alone for longer than a run waits."""


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries; after a Retry-After not before its time, and no other request to that host meanwhile."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._is_live = get_session(crawler).recorded is None
        self._held_until_s: dict[str, float] = {}
        self._left_alone: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PatientRetryMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises RetryLaterError for a host that is left alone."""
        reason = self._left_alone.get(_host(request))
        if reason is not None:
            raise RetryLaterError(reason)

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:  # noqa: ARG002 - Scrapy's signature
        """Raises RetryLaterError when the wait is too long for this run."""
        wait_s = None
        if self._is_live and response.status in ASKING_TO_WAIT:
            wait_s = parse_retry_after(response.headers.get("Retry-After"), now())
        if wait_s is None:
            return super().process_response(request, response)
        if wait_s > MAX_WAIT_S:
            reason = (
                f"{host_of(request.url)} answered {response.status} and asked to be left alone for {wait_s:.0f} s, "
                f"more than the {MAX_WAIT_S:.0f} s that a run waits: nothing more is asked of it in this run"
            )
            logger.warning(reason)
            self._left_alone[_host(request)] = reason
            raise RetryLaterError(reason)
        self._hold(request, wait_s)
        return super().process_response(request, response)

    def _hold(self, request: Request, wait_s: float) -> None:
        """Let no request of the host's slot begin before that time."""
        downloader: Any = self.crawler.engine.downloader
        key, slot = downloader._get_slot(request)
        until_s = time.monotonic() + wait_s
        if self._held_until_s.get(key, 0.0) >= until_s:
            return
        logger.info("%s asks for a pause of %.0f s: kept", host_of(request.url), wait_s)
        self._held_until_s[key] = until_s
        slot.lastseen = max(slot.lastseen, until_s - slot.delay)
        if slot.latercall is not None:
            slot.latercall.cancel()
        self._wait(slot, key)

    def _wait(self, slot: Any, key: str) -> None:
        """Hold the slot step by step: a crawl that is being stopped does not wait, and asks nothing."""
        engine: Any = self.crawler.engine
        left_s = self._held_until_s[key] - time.monotonic()
        if engine._slot is not None and engine._slot.closing is not None:
            while slot.queue:
                slot.queue.popleft()[1].errback(Failure(RetryLaterError("the crawl was stopped while it waited")))
            left_s = 0.0
        if left_s > 0:
            slot.latercall = call_later(min(left_s, _STEP_S), self._wait, slot, key)
        else:
            engine.downloader._latercall(slot)


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def parse_retry_after(value: bytes | None, moment: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, a number or a date, never below 0; None when it says nothing."""
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - moment).total_seconds())
