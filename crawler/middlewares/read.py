"""Leaves out a request for an article that this run has read meanwhile under another of its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest

from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class AlreadyReadError(IgnoreRequest):
    """The article was read under another address."""


class AlreadyReadMiddleware:
    """Drops requests for articles whose pages have named this address as their own."""

    def __init__(self, crawler: Crawler) -> None:
        self._session = get_session(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AlreadyReadMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises AlreadyReadError; redirects are let through, since their first request was not."""
        is_article = request.meta.get("role") == "article" and "redirect_urls" not in request.meta
        if is_article and self._session.is_read(request.meta["asked_url"]):
            raise AlreadyReadError(f"{request.url} is another address of an article that was read")
