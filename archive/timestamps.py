"""14-digit timestamps and user-typed dates, to and from aware UTC datetimes."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta

from archive.errors import ConfigError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIMESTAMP = re.compile(r"\d{14}", re.ASCII)
_SHORT_WARC_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


def format_timestamp(moment: datetime) -> str:
    """`20260104081502` for an aware datetime (WARC-Date cut to seconds, as CDX writes it)."""
    return f"{_utc(moment):%Y%m%d%H%M%S}".zfill(14)


def parse_timestamp(timestamp: str) -> datetime:
    """The aware UTC datetime of 14 digits.

    Raises ConfigError when it is not 14 digits or no such moment exists.
    """
    if not _TIMESTAMP.fullmatch(timestamp):
        raise ConfigError(f"{timestamp!r} is not a timestamp: give 14 digits, YYYYMMDDhhmmss.")
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise ConfigError(f"{timestamp!r} is not a moment that exists ({error}).") from None


def format_warc_date(moment: datetime) -> str:
    """`2026-01-04T08:15:02.123456Z` (WARC 1.1, 5.4 with W3CDTF fractions)."""
    return _utc(moment).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_warc_date(text: str) -> datetime:
    """A `WARC-Date` of any precision that WARC 1.1 allows.

    Raises ValueError when it is none.
    """
    text = text.strip()
    if short := _SHORT_WARC_DATE.fullmatch(text):
        return datetime(int(short[1]), int(short[2] or 1), 1, tzinfo=UTC)
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parse_date_range(text: str) -> tuple[datetime, datetime]:
    """First and last moment (inclusive) of a typed `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or 14-digit DATE.

    Raises ConfigError when it is none of these or no such day exists.
    """
    if _TIMESTAMP.fullmatch(text):
        moment = parse_timestamp(text)
        return moment, moment
    match = _DATE.fullmatch(text)
    if match is None:
        raise ConfigError(f"{text!r} is not a date: write YYYY, YYYY-MM, YYYY-MM-DD or 14 digits.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime(year or 0, 1 if month is None else month, 1 if day is None else day, tzinfo=UTC)
    except ValueError as error:
        raise ConfigError(f"{text!r} is not a day that exists ({error}).") from None
    last_month = month or 12
    last_day = day or calendar.monthrange(first.year, last_month)[1]
    last = first.replace(month=last_month, day=last_day, hour=23, minute=59, second=59, microsecond=999_999)
    return first, last


def now() -> datetime:
    """This moment, aware, UTC."""
    return datetime.now(UTC)


def midpoint(first: datetime, last: datetime) -> datetime:
    """The moment that a typed date range is nearest to."""
    return first + timedelta(seconds=(last - first).total_seconds() / 2)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a naive datetime crossed a border: moments here are aware and UTC")
    return moment.astimezone(UTC)
