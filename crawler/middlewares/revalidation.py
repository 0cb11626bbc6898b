"""Asks again only for what has changed: validators of the latest capture go out, a 304 comes back as the page it means.

robots.txt is always asked for plainly: its answer is not the spider's, and it is small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from archive.urls import strip_fragment
from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from archive.validators import Validators

ASKED_BY = "asked_by"
"""The meta key of the validators that a request carries."""

NOT_MODIFIED = "not-modified"
"""The flag of a response whose body is the archived one."""

_CONDITIONS = ("If-None-Match", "If-Modified-Since")
_OF_THE_CONNECTION = frozenset({b"connection", b"content-length", b"keep-alive", b"transfer-encoding", b"upgrade"})


class RevalidationMiddleware:
    """Sends If-None-Match and If-Modified-Since for URLs that were captured before. Off in offline crawls."""

    def __init__(self, crawler: Crawler) -> None:
        self._session = get_session(crawler)
        if self._session.recorded is not None:
            raise NotConfigured("an offline crawl is answered from what was recorded")
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RevalidationMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set the validators of this very URL, and of no other: redirects and retries bring their first request's."""
        request.meta.pop(ASKED_BY, None)
        for name in _CONDITIONS:
            request.headers.pop(name, None)
        if request.method != "GET" or request.meta.get("dont_obey_robotstxt"):
            return
        validators = self._session.recorder.find_validators(strip_fragment(request.url))
        if validators is None:
            return
        request.meta[ASKED_BY] = validators
        for name, value in zip(_CONDITIONS, (validators.etag, validators.last_modified), strict=True):
            if value is not None:
                request.headers[name] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """The archived page for a 304; content codings are left to the middleware that undoes a live page's."""
        validators: Validators | None = request.meta.get(ASKED_BY)
        if response.status != 304 or validators is None:
            return response
        if self._stats is not None:
            self._stats.inc_value("capture/not_modified")
        return format_archived(response, validators)


def format_archived(response: Response, validators: Validators) -> Response:
    """The response that a 304 stands for."""
    headers = Headers()
    for name, value in validators.headers:
        if name.lower() not in _OF_THE_CONNECTION:
            headers.appendlist(name, value)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=validators.payload)
    return kind(
        url=response.url,
        status=200,
        headers=headers,
        body=validators.payload,
        flags=[*response.flags, NOT_MODIFIED],
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )
