"""Days told from the day of reading: `vakar`, `pirms 2 dienām`, `3 päeva tagasi`, resolved against the capture."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from archive.extract.months import fold

_TODAY = r"siandien|sodien|tana|today|сегодня|heute|dzisiaj|dzis|tanaan"
_YESTERDAY = r"vakar|eile|yesterday|вчера|gestern|wczoraj|eilen"
_TWO_DAYS = r"uzvakar|aizvakar|uleeile|vorgestern|позавчера"
_DAYS = r"dien\w{1,4}|d|paev\w{0,3}|days?|день|дня|днеи|tag\w{0,2}|dni|dzien|paiva\w{0,2}"
_HOURS = r"val(?:and\w+)?|stund\w{1,3}|st|tund\w{0,2}|hours?|hrs?|h|час\w{0,2}|stunden?|godzin\w?|godz|tunti\w?"
_MINUTES = r"min(?:uc\w+|ut\w+)?|минут\w?"
_COUNT = r"(?P<n>\d{1,2}|viena|vienu|vienas|uks|uhe|an?|ein(?:er|em)?)"
_UNIT = rf"(?P<unit>{_DAYS}|{_HOURS}|{_MINUTES})\.?"
_LABEL = r"(?:[^\W\d_]{4,14}\s*[:|–-]\s*)?"
_TIME = r"(?:[\s,|]*(?:kell|plkst|at|um|в|o)?\.?\s*\d{1,2}[:.]\d\d(?:\s*val\.?)?)?"
_SHAPES = (
    re.compile(rf"{_LABEL}(?:(?P<zero>{_TODAY})|(?P<one>{_YESTERDAY})|(?P<two>{_TWO_DAYS})){_TIME}\W*"),
    re.compile(rf"{_LABEL}(?:pries|pirms|vor|перед)\s+(?:{_COUNT}\s+)?{_UNIT}\W*"),
    re.compile(rf"{_LABEL}{_COUNT}\s+{_UNIT}\s+(?:tagasi|ago|назад|temu|sitten|atgal|atpakal)\W*"),
)
_MOST_CHARS = 40


def resolve_day(text: str, captured_on: date, captured_at: datetime | None = None) -> date | None:
    """The day that a line means which says nothing else; None for dates, prose, weeks and longer.

    Hours and minutes are told only against `captured_at`, the moment on the source's clocks.
    """
    if len(text) > _MOST_CHARS:
        return None
    folded = fold(text).strip()
    match = next(filter(None, (shape.fullmatch(folded) for shape in _SHAPES)), None)
    if match is None:
        return None
    groups = match.groupdict()
    named = next((days for days, name in enumerate(("zero", "one", "two")) if groups.get(name)), None)
    if named is not None:
        return captured_on - timedelta(days=named)
    raw, unit = groups.get("n") or "1", groups.get("unit") or ""
    count = int(raw) if raw.isdigit() else 1
    if re.fullmatch(_DAYS, unit):
        return captured_on - timedelta(days=count)
    step = timedelta(hours=count) if re.fullmatch(_HOURS, unit) else timedelta(minutes=count)
    return (captured_at - step).date() if captured_at is not None else None
