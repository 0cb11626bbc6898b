"""Dates as pages of lt, lv, et, en, ru and their neighbours write them, in figures and in words: text in, parts out."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from archive.extract.date_months import SHORT_MONTHS
from archive.extract.date_words import WEEKDAY_STEMS
from archive.extract.months import MONTHS, fold
from archive.records import Precision

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_WORD = r"(?P<w>[^\W\d_]{3,14})(?![^\W\d_])"
"""Any word: the table says which are months; an alternation of all of them would cost ten times as much."""
_ROMAN = {
    name: number
    for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_ALONE = r"(?<![\d./-])"
"""No figure, dot, stroke or hyphen before: `5.01.07.2020` and `2014-09-23-05` are no dates."""
_LAST = r"(?![\d])(?!-\d\d-\d\d)"
_STROKE = "[-./–]"
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"))
"""What Word and phones type for a hyphen; an en dash may also part two dates, so it stays itself."""
_MOST_CHARS = 6_000
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"(?:19|20)\d\d|\d[./]\d\d[./]\d|[^\W\d_]\.? ['’]\d\d")
"""What every date has: a year, or three pairs of figures."""
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]{2,14})[.,]?\s$")
_WEEKDAY_NUMBERS = {stem: number for number, stems in enumerate(WEEKDAY_STEMS) for stem in stems.split()}
_YEAR_MARK = (
    r"(?:[-–](?:uju|u|aisiais|ais|ieji|i)\b)?(?:\s?(?:m|metu|metais|metai|g|gada|gads|gadu|a|aasta|aastal)\b[.,]*)?"
)
_ORDINAL = r"(?:st|nd|rd|th|er|º)?"
_OF = r"(?:(?:of|de|del|d|dnia)\s)?"

_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # 2022-09-22, 2022.12.15, 2022/09/22, 2022 - 09 - 22, 2022–09–22
        rf"{_ALONE}{_YEAR}\s?(?P<s>{_STROKE})\s?(?P<m>0?[1-9]|1[0-2])\s?(?P=s)\s?{_DAY}{_LAST}",
        # 2010 11 30
        rf"{_ALONE}{_YEAR} (?P<m>0[1-9]|1[0-2]) (?P<d>0[1-9]|[12]\d|3[01]){_LAST}(?![.,]\d)",
        # 2021 m. 02 mėn. 15 d., 2021 m. 02.15
        rf"{_ALONE}{_YEAR}\s?m\.?\s?{_MONTH}(?:\s?men\.?\s?|[\s.-]){_DAY}{_LAST}(?!\s?[:.]\d)",
        # 16.05.2022., 13-01-2017, 01/03/2023, 08.11 2024
        rf"{_ALONE}{_DAY}\s?(?P<s>{_STROKE})\s?{_MONTH}(?:\s?(?P=s)\s?|(?<=\d) ){_YEAR}{_LAST}",
        # 3/25/2020
        rf"{_ALONE}{_MONTH}/(?P<d>1[3-9]|2\d|3[01])/{_YEAR}{_LAST}",
        # 2022 m. rugsėjo 22 d., 2015 m,. spalio 26 d., 2022 m. rugsėjo mėn. 22 d., 2023 gruodžio 18
        rf"{_ALONE}{_YEAR}{_YEAR_MARK}[.,]?\s*{_WORD}\.?\s*(?:men(?:esio)?\b\.?\s*)?{_DAY}{_LAST}(?!\s?[:.]\d)",
        # 2013 m. VII mėn. 9 d.
        rf"{_ALONE}{_YEAR}{_YEAR_MARK}[.,]?\s*(?P<r>[ivx]{{1,4}})\b\.?\s*(?:men(?:esio)?\b\.?\s*)?{_DAY}{_LAST}(?!\s?[:.]\d)",
        # 2022. gada 16. maijā, 2023. gada 12.janvārī, 2016 27 sausio
        rf"{_ALONE}{_YEAR}[.,]?{_YEAR_MARK}\s*{_DAY}\.?\s*{_WORD}",
        # 16. mai 2022, 10 Okt, 2017, 12.Februāris, 2025, 16 июля 2022, 12 de marzo de 2020, 7-Mar-2018
        rf"{_ALONE}{_DAY}{_ORDINAL}[.\s/-]*(?:d\.\s)?{_OF}{_WORD}(?:[.,/-]|\s)*{_OF}{_YEAR}{_LAST}",
        # jaan 29, 2010; May 16, 2022; kovo 4 d., 2019 m.
        rf"(?<![^\W_]){_WORD}\.?\s*{_DAY}{_ORDINAL}\s*(?:d\.?)?\s*[,.]?\s+{_YEAR}{_LAST}",
        rf"(?<![^\W_]){_WORD}\.?\s*{_DAY}{_ORDINAL}\s*,{_YEAR}{_LAST}",
        # 16.V.2022, 5 IX 2019
        rf"{_ALONE}{_DAY}[.\s-]\s?(?P<r>[ivx]{{1,4}})[.\s-]\s?{_YEAR}{_LAST}",
        # 12 Mar '20
        rf"{_ALONE}{_DAY}\.?\s?{_WORD}\.?\s?['’](?P<yy>\d\d)(?!\d)",
        # 03.12.23
        rf"{_ALONE}(?P<d>0[1-9]|[12]\d|3[01])(?P<s>[./])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<yy>\d\d)(?![\d.])",
        # septembris 2015, jaanuar 2024
        rf"(?<![^\W_])(?<!\d\. )(?<!\d )(?<!\d\.){_WORD}\.?,?\s*{_YEAR}{_LAST}",
        # 2022 m. rugsėjo, 2022. gada septembrī
        rf"{_ALONE}{_YEAR}\.?{_YEAR_MARK}\s*{_WORD}(?!\.?\s*\d)",
        # 11/2024
        rf"{_ALONE}{_MONTH}/{_YEAR}{_LAST}",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text."""

    year: int
    month: int
    """1 when the text names a year only."""
    day: int | None
    """None when the text names a month or a year only."""
    start: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    raw: str
    names_month: bool = True

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return "day"
        return "month" if self.names_month else "year"

    @property
    def value(self) -> str:
        """ISO 8601 as far as the precision goes."""
        month = f"-{self.month:02}" if self.names_month else ""
        return f"{self.year:04}{month}" + ("" if self.day is None else f"-{self.day:02}")

    @property
    def first_day(self) -> date:
        """The day, or the first day of the month or year."""
        return date(self.year, self.month, self.day or 1)


def find_dates(text: str) -> list[WrittenDate]:
    """All dates of a short text, in order; of two that overlap the one written in full wins.

    Of a longer text than any line of dates only the beginning is looked at.
    """
    text = text[:_MOST_CHARS]
    return list(_find_dates(text)) if _FIGURE.search(text) else []


@lru_cache(maxsize=32_768)
def _find_dates(text: str) -> tuple[WrittenDate, ...]:
    # One line is asked about by title, text, date and tags in turn.
    if not _FIGURES.search(text):
        return ()
    folded = fold(text)
    folded = folded if text.isascii() else folded.translate(_HYPHENS)
    found: list[tuple[int, int, WrittenDate]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            written = _read_match(match, text)
            if written is not None and not _is_taken(found, written):
                insort(found, (written.start, written.end, written))
    return tuple(written for _, _, written in found)


def parse_date(text: str) -> WrittenDate | None:
    """The first date of a text; None when it has none."""
    dates = find_dates(text)
    return dates[0] if dates else None


def _read_match(match: re.Match[str], text: str) -> WrittenDate | None:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else 2000 + int(groups["yy"])
    month = _read_month(groups, is_year_last=groups.get("y") is None or match.start("y") > match.start())
    day = int(groups["d"]) if groups.get("d") else None
    if groups.get("s") == "/" and day and day <= 12 and _names_other_weekday(match, date(year, month, day)):
        month, day = day, month
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    end = match.end() + _has_last_dot(groups.get("s"), text[match.end() : match.end() + 2])
    return WrittenDate(year, month, day, match.start(), end, text[match.start() : end])


def _read_month(groups: dict[str, str | None], *, is_year_last: bool) -> int:
    """The month's number; 0 when the word is none."""
    if word := groups.get("w"):
        is_full = is_year_last and groups.get("d") is not None
        return MONTHS.get(word) or (SHORT_MONTHS.get(word, 0) if is_full else 0)
    if roman := groups.get("r"):
        return _ROMAN.get(roman, 0)
    return int(groups.get("m") or 0)


def _names_other_weekday(match: re.Match[str], day: date) -> bool:
    """Whether the weekday before `03/07/2018` is that of 7 March and not that of 3 July, as Drupal writes it."""
    word = _WEEKDAY_BEFORE.search(match.string, 0, match.start())
    named = _WEEKDAY_NUMBERS.get(word[1][:3]) if word is not None else None
    named = _WEEKDAY_NUMBERS.get(word[1]) if word is not None and named is None else named
    return named is not None and named != day.weekday() and date(day.year, day.day, day.month).weekday() == named


def follows_weekday(text: str, raw: str) -> bool:
    """Whether a weekday's name stands right before a date in a text."""
    word = _WEEKDAY_BEFORE.search(fold(text), 0, max(0, text.find(raw)))
    return word is not None and (word[1][:3] in _WEEKDAY_NUMBERS or word[1] in _WEEKDAY_NUMBERS)


def _has_last_dot(stroke: str | None, after: str) -> bool:
    """Whether the dot behind `16.05.2022.` belongs to the date."""
    return stroke == "." and after[:1] == "." and not after[1:].isdigit()


def _is_taken(found: list[tuple[int, int, WrittenDate]], written: WrittenDate) -> bool:
    """Whether a date overlaps one of those found, which stand in order and apart."""
    after = bisect_left(found, (written.end,))
    return after > 0 and found[after - 1][1] > written.start
