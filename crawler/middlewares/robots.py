"""robots.txt as RFC 9309 has it: 4xx means no rules, 5xx or no answer means stay away; Crawl-delay is kept."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.misc import build_from_crawler

from crawler.discovery.seeds.advertised import find_sitemaps_in_robots
from crawler.download.offline import MissingPageError
from crawler.reasons import describe
from crawler.session import get_session

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser
    from twisted.internet.defer import Deferred

logger = logging.getLogger(__name__)

_NO_RULES = b""
_STAY_AWAY = b"User-agent: *\nDisallow: /\n"


class RobotsError(IgnoreRequest):
    """robots.txt forbids the request, or could not be had."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt middleware with RFC 9309's answers to errors, and Crawl-delay applied to the host's slot."""

    _unreachable: dict[str, str]
    """Host to why its rules could not be had."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._unreachable = {}
        self._session = get_session(crawler)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raises RobotsError when the rules forbid the request."""
        if rp is None or rp.allowed(request.url, self._robotstxt_useragent or self._default_useragent):
            return
        self._stats.inc_value("robotstxt/forbidden")
        reason = self._unreachable.get(_netloc(request))
        if reason is not None:
            raise RobotsError(f"robots.txt could not be had ({reason}), so the host is left alone (RFC 9309, 2.3.1.4)")
        raise RobotsError("forbidden by robots.txt")

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._stay_away(netloc, f"answered {response.status}")
            return
        if response.status >= 400:
            response = response.replace(body=_NO_RULES)
        self._session.sitemaps += find_sitemaps_in_robots(response.body, response.url)
        await super()._parse_robots(response, netloc, request)
        self._keep_crawl_delay(netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, MissingPageError):
            logger.info("offline: %s; no rules are assumed", exc)
            self._settle(netloc, _NO_RULES)
        else:
            self._stay_away(netloc, describe(exc))

    def _stay_away(self, netloc: str, reason: str) -> None:
        logger.info("robots.txt of %s: %s; staying away from it in this run", netloc, reason)
        self._stats.inc_value("robotstxt/unreachable")
        self._unreachable[netloc] = reason
        self._settle(netloc, _STAY_AWAY)

    def _settle(self, netloc: str, rules: bytes) -> None:
        waiting: Deferred[RobotParser | None] = self._parsers[netloc]
        parser = build_from_crawler(self._parserimpl, self.crawler, rules)
        self._parsers[netloc] = parser
        waiting.callback(parser)

    def _keep_crawl_delay(self, netloc: str, request: Request) -> None:
        parser: Any = self._parsers[netloc]
        delay_s = parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if not delay_s:
            return
        downloader: Any = self.crawler.engine.downloader
        _key, slot = downloader._get_slot(request)
        if delay_s > slot.delay:
            logger.info("%s asks for a pause of %g s between requests: kept", netloc, delay_s)
            slot.delay, slot.concurrency = delay_s, 1


def _netloc(request: Request) -> str:
    return request.url.split("/", 3)[2]
