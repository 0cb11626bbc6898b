"""How old a seed says an article is: only where it can be known."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from archive.extract.dates import WrittenDate, find_dates
from crawler.discovery.links import ArticleLink

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_RFC_2822 = re.compile(r"\s*(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d{2}")
_UNSURE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}")
"""03/12/2023 may be of March or of December, and 03.12.23 of a time or of 2003."""
_RANGE = re.compile(r"(\d{4}\.?)\s?[-–]\s?(?=\d{1,2}\.)")
"""The dash of 01.07.2020.-31.10.2022., between two dates."""
_LONGEST = 120
"""A longer text is prose, whose dates are of what it tells."""


def is_before(link: ArticleLink, moment: datetime) -> bool:
    """Whether the seed dates an article, or its last change, before `moment`'s day; False where it does not."""
    days = [day for text in (link.published, link.mark) if text and (day := _read_latest(text)) is not None]
    return bool(days) and max(days) < moment.date()


def read_day(text: str) -> date | None:
    """The one day that a text names: ISO 8601, RFC 2822, `16.05.2022.`, or with a month's name; None of any other."""
    written = _find_written(text)
    if isinstance(written, date):
        return written
    days = {one.first_day for one in written if one.day is not None}
    return days.pop() if len(days) == 1 and len(written) == 1 else None


def _read_latest(text: str) -> date | None:
    """The last day that a text may mean; None where it names none for certain."""
    written = _find_written(text)
    if isinstance(written, date):
        return written
    return max(map(_last_day, written), default=None)


def _find_written(text: str) -> date | list[WrittenDate]:
    """The day of a format that is one date and nothing else, or all dates of a short text."""
    try:
        if match := _ISO.match(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if _RFC_2822.match(text):
            moment = parsedate_to_datetime(text)
            return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
    except (ValueError, TypeError, OverflowError):
        pass
    if len(text) > _LONGEST:
        return []
    found = find_dates(_RANGE.sub(r"\1 ", text))
    return [] if any(_UNSURE.fullmatch(one.raw.rstrip(".")) for one in found) else found


def _last_day(written: WrittenDate) -> date:
    if written.day is not None:
        return date(written.year, written.month, written.day)
    return date(written.year, written.month, monthrange(written.year, written.month)[1])
