"""Machines' dates and moments: to the day that they were where the source is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from archive.extract.dates import WrittenDate, parse_date

RAW_CHARS = 60
_ISO_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?(?![\d:])", re.I
)
_MAIL_MOMENT = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3,9} \d{4} \d\d:\d\d(?::\d\d)? \S+$")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=$|[T ]?\d{4}|\d{6})")
_SECONDS = re.compile(r"(\d{10})(?:\d{3})?$")
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_WESTERN = 1
_EASTERN = 2
_HOURS = {
    **dict.fromkeys(("lt", "lv", "ee", "et", "fi", "gr", "ro", "bg", "ua", "uk-ua"), _EASTERN),
    **dict.fromkeys(
        ("pl", "de", "at", "ch", "se", "sv", "dk", "da", "no", "nb", "fr", "it", "es", "nl", "be"), _WESTERN
    ),
    **dict.fromkeys(("cz", "cs", "sk", "si", "hr", "hu", "rs", "lu"), _WESTERN),
    **dict.fromkeys(("uk", "ie", "pt"), 0),
}
"""Country or language to hours ahead of UTC in winter; all of them keep the European Union's summer time."""


def hours_of(url: str, language: str = "") -> int | None:
    """Hours that a source's winter time is ahead of UTC, by its host's country, else its language; None if unknown."""
    country = (urlsplit(url).hostname or "").rpartition(".")[2]
    return _HOURS.get(country, _HOURS.get(language[:2].lower()) if language[:2].lower() != "uk" else None)


def to_local(moment: datetime, hours: int) -> datetime:
    """A moment on the clocks of a place, summer time from March's to October's last Sunday, one o'clock UTC."""
    utc = moment.astimezone(UTC)
    starts, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    return utc.astimezone(timezone(timedelta(hours=hours + (starts <= utc < ends))))


def read_moment(raw: str, hours: int | None) -> WrittenDate | None:
    """The day of a moment with its offset from UTC: as stated, UTC on the source's clocks; else None."""
    raw = raw.strip()[:RAW_CHARS]
    moment = _parse_moment(raw)
    if moment is None:
        return None
    try:
        local = moment if moment.utcoffset() or hours is None else to_local(moment, hours)
    except OverflowError:
        return None
    return _of_day(local.date(), raw)


def read_machine_date(raw: str, hours: int | None) -> WrittenDate | None:
    """A date as markup writes it, of any precision; None when there is none."""
    raw = raw.strip()[:RAW_CHARS]
    if (moment := read_moment(raw, hours)) is not None:
        return moment
    if (compact := _COMPACT.match(raw)) is not None:
        return _checked(*(int(part) for part in compact.groups()), raw=raw)
    if _SECONDS.match(raw):
        return _of_seconds(int(raw[:10]), raw, hours)
    if (month := _MONTH.match(raw)) is not None:
        return WrittenDate(int(month[1]), int(month[2]), None, 0, len(raw), raw)
    if _YEAR.match(raw):
        return WrittenDate(int(raw), 1, None, 0, len(raw), raw, names_month=False)
    return parse_date(re.sub(r"(?<=\d)T(?=\d)", " ", raw))


def utc_day_of(raw: str) -> str | None:
    """The day in UTC of a moment that is given in UTC; None for all others."""
    moment = _parse_moment(raw.strip()[:RAW_CHARS])
    return moment.date().isoformat() if moment is not None and not moment.utcoffset() else None


def _parse_moment(raw: str) -> datetime | None:
    try:
        if (match := _ISO_MOMENT.match(raw)) is not None and match[3]:
            zone = "+00:00" if match[3].upper() in {"Z", "UTC", "GMT"} else match[3]
            moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
        elif _MAIL_MOMENT.match(raw):
            moment = parsedate_to_datetime(raw)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None


def _of_seconds(seconds: int, raw: str, hours: int | None) -> WrittenDate:
    return _of_day(to_local(datetime.fromtimestamp(seconds, UTC), hours or 0).date(), raw)


def _checked(year: int, month: int, day: int, *, raw: str) -> WrittenDate | None:
    try:
        return _of_day(date(year, month, day), raw)
    except ValueError:
        return None


def _of_day(day: date, raw: str) -> WrittenDate:
    return WrittenDate(day.year, day.month, day.day, 0, len(raw), raw)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
