"""Requests stay on the hosts that a probe has found out to be the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.middlewares.offsite import OffsiteMiddleware
from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class ProbedHostsMiddleware(OffsiteMiddleware):
    """As in a crawl, but the source's hosts may become more while it is looked at."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._session = get_session(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OffsiteError for a foreign host, and for any address with credentials."""
        self._source = self._session.source
        super().process_request(request)
