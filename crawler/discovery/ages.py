"""How old a seed says an article is: only where it can be known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from crawler.discovery.links import ArticleLink

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"\D*?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")


def is_before(link: ArticleLink, moment: datetime) -> bool:
    """Whether the seed dates an article, or its last change, before `moment`'s day; False where it does not."""
    days = [day for text in (link.published, link.mark) if text and (day := read_day(text)) is not None]
    return bool(days) and max(days) < moment.date()


def read_day(text: str) -> date | None:
    """The day of an ISO 8601 date, an RFC 2822 one, or one as `16.05.2022.`; None of any other text."""
    try:
        if match := _ISO.match(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.match(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
