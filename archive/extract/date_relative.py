"""Days told from the day of reading: `vakar`, `pirms 2 dienām`, `3 päeva tagasi`, resolved against the capture."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from archive.extract.date_words import PUBLISHED
from archive.extract.dates import WrittenDate
from archive.extract.months import fold

_TODAY = r"siandien|sodien|tana|today|сегодня|heute|dzisiaj|dzis|tanaan"
_YESTERDAY = r"vakar|eile|yesterday|вчера|gestern|wczoraj|eilen"
_TWO_DAYS = r"uzvakar|aizvakar|uleeile|vorgestern|позавчера"
_DAYS = r"dien\w{1,4}|d|paev\w{0,3}|days?|день|дня|днеи|tag\w{0,2}|dni|dzien|paiva\w{0,2}"
_HOURS = r"val(?:and\w+)?|stund\w{1,3}|st|tund\w{0,2}|hours?|hrs?|h|час\w{0,2}|stunden?|godzin\w?|godz|tunti\w?"
_MINUTES = r"min(?:uc\w+|ut\w+)?|минут\w?"
_WEEKS = r"savait\w{1,4}|sav|nedel\w{1,3}|nadal\w{0,3}|weeks?|wks?|недел\w{1,2}|wochen?|tydzien|tygodni\w?|viikkoa?"
_MONTHS = r"menes\w{1,4}|men|kuud?|months?|mos?|месяц\w{0,2}|мес|monat\w{0,2}|miesiac\w?|miesiec\w|mies|kuukau\w{2,4}"
_YEARS = r"met\w{1,3}|gad\w{1,3}|aasta\w{0,2}|years?|yrs?|год\w?|лет|jahr\w{0,2}|lat\w?|rok|vuo\w{2,4}"
_NUMBERS = (
    "viena vienu vienas vieno vienam uks uhe one a an ein eine einer einem один одну jeden jedna yksi",
    "du dvi dviem divam diviem divi divas kaks kahe two zwei два две dwa dwie kaksi",
    "tris trim trys kolm kolme three drei три trzy",
    "keturis keturias keturiems cetram cetriem cetri neli nelja four vier четыре cztery",
    "penkis penkias pieciem piecam pieci viis viie five funf пять piec",
    "sesis sesias sesiem sesam sesi kuus kuue six sechs шесть szesc",
)
_COUNTS = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split()}
_COUNT = rf"(?P<n>\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = (
    rf"(?:(?P<days>{_DAYS})|(?P<hours>{_HOURS})|(?P<minutes>{_MINUTES})|(?P<weeks>{_WEEKS})|(?P<months>{_MONTHS})"
    rf"|(?P<years>{_YEARS}))\.?"
)
_LABEL = rf"(?:(?:{'|'.join(PUBLISHED)})(?:\s*[:|–-]\s*|\s+))?"
_TIME = r"(?:[\s,|]*(?:kell|plkst|at|um|в|o)?\.?\s*\d{1,2}[:.]\d\d(?:\s*val\.?)?)?"
_AGO = r"tagasi|ago|назад|temu|sitten|atgal|atpakal|pries"
_SHAPES = (
    re.compile(rf"{_LABEL}(?:(?P<zero>{_TODAY})|(?P<one>{_YESTERDAY})|(?P<two>{_TWO_DAYS})){_TIME}\W*"),
    re.compile(rf"{_LABEL}(?:pries|pirms|vor|перед)\s+(?:{_COUNT}\s*)?{_UNIT}\W*"),
    re.compile(rf"{_LABEL}(?:{_COUNT}\s*)?{_UNIT}\s+(?:{_AGO})\W*"),
)
_HINTS = re.compile(rf"{_TODAY}|{_YESTERDAY}|{_TWO_DAYS}|pirms|vor|перед|{_AGO}")
_MOST_CHARS = 40


def is_relative(text: str) -> bool:
    """Whether a line says nothing but how long ago its text was published."""
    return _match(text) is not None


def resolve_relative(text: str, captured_on: date, captured_at: datetime | None = None) -> WrittenDate | None:
    """The day that a line means which says nothing else; None for dates, prose, and for weeks, months and years.

    `2 weeks ago` is said of ten days and more, `3 months ago` of two months: pages round them up or down, and a month
    or year read from them would be counted as if someone had written it. Hours and minutes are told only against
    `captured_at`, the moment on the source's clocks.
    """
    match = _match(text)
    if match is None:
        return None
    raw = match.groupdict().get("n") or "1"
    count = int(raw) if raw.isdigit() else _COUNTS[raw]
    day = _resolve_day(match.lastgroup, count, captured_on, captured_at)
    return WrittenDate(day.year, day.month, day.day, 0, len(text), text) if day is not None else None


@lru_cache(2_000)
def _match(text: str) -> re.Match[str] | None:
    if len(text) > _MOST_CHARS:
        return None
    folded = fold(text).strip()
    if _HINTS.search(folded) is None:
        return None
    return next(filter(None, (shape.fullmatch(folded) for shape in _SHAPES)), None)


def _resolve_day(unit: str | None, count: int, captured_on: date, captured_at: datetime | None) -> date | None:
    days = {"zero": 0, "one": 1, "two": 2, "days": count}
    if unit in days:
        return captured_on - timedelta(days[unit])
    steps = {"hours": timedelta(hours=count), "minutes": timedelta(minutes=count)}
    return (captured_at - steps[unit]).date() if captured_at is not None and unit in steps else None
