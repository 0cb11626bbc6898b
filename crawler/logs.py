"""Log lines of a crawl: one an event, without the page's bytes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

if TYPE_CHECKING:
    from scrapy.logformatter import LogFormatterResult


def quiet_scrapy() -> None:
    """Keep Scrapy from logging, with a traceback, what our own lines say: robots.txt that could not be had."""
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)


class QuietLogFormatter(LogFormatter):
    """Scrapy's formatter; pages left out are told by the line that says why, not by their repr."""

    def dropped(self, item: Any, exception: BaseException, *_args: Any, **_kwargs: Any) -> LogFormatterResult:
        """One line with the URL and the reason."""
        return {
            "level": logging.INFO,
            "msg": "no article from %(url)s: %(reason)s",
            "args": {"url": getattr(item, "url", item), "reason": exception},
        }

    def scraped(self, item: Any, *_args: Any, **_kwargs: Any) -> LogFormatterResult:
        """One line with the URL."""
        return {"level": logging.DEBUG, "msg": "read %(url)s", "args": {"url": getattr(item, "url", item)}}
