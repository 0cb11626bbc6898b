"""Requests, redirects included, stay on the hosts that the source names, and carry no credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from archive.urls import host_of
from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class OffsiteError(IgnoreRequest):
    """The request would leave the source's hosts."""


class SoldHostError(IgnoreRequest):
    """A page of this run has shown that the host is no longer the source's."""


class OffsiteMiddleware:
    """Drops a request to a host that the source does not name; robots.txt may redirect anywhere (RFC 9309, 2.3.1.2)."""

    def __init__(self, crawler: Crawler) -> None:
        self._session = get_session(crawler)
        self._source = self._session.source
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OffsiteMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OffsiteError for a foreign host and for any address with credentials, SoldHostError for a sold one."""
        # A redirect brings the download slot of the host that it comes from: each host has its own pace.
        request.meta.pop("download_slot", None)
        if "@" in urlsplit(request.url).netloc:
            self._stats.inc_value("offsite/credentials")
            raise OffsiteError(f"an address at {host_of(request.url)} with credentials in it is never asked for")
        if self._session.is_sold(request.url):
            raise SoldHostError(
                f"{host_of(request.url)} seems to be no longer the source's: nothing more is taken there"
            )
        if request.meta.get("dont_obey_robotstxt") or self._source.owns_url(request.url):
            return
        self._stats.inc_value("offsite/filtered")
        raise OffsiteError(f"{host_of(request.url)} is no host of {self._source.id}")
