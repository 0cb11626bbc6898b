"""Which figure is the month in `03/07/2018`, and month words that one language uses alone: what a page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.date_claims import read_date_claims
from archive.extract.date_moments import hours_of, read_machine_date
from archive.extract.date_months import LOCAL_MONTHS
from archive.extract.date_search import Candidate, DateSearch
from archive.extract.dates import WrittenDate, find_dates, follows_weekday
from archive.extract.months import fold
from archive.extract.provenance import note
from archive.extract.regions import class_words
from archive.extract.tree import attribute, text_of

Order = Literal["day", "month"]
"""What comes first."""

_BOTH = re.compile(r"(?P<one>0?[1-9]|1[0-2])/(?P<two>0?[1-9]|1[0-2])/(?:\d\d)?\d\d")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:(?:19|20)\d\d|\d\d)(?![\d/])")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?![\d])")
_ENGLISH = re.compile(r"\b(?:the|and|of|to|is|was|for|with|that|by|on)\b")
_ENGLISH_SHARE = 0.12
_SAMPLE_CHARS = 2_000
_MONTH_HOSTS = frozenset({"us", "gov", "mil", "ph"})
_DAY_HOSTS = frozenset({"eu", "au", "nz", "in", "za", "ru", "by", "gb", "scot", "mt", "cy", "tr", "is", "ng", "ke"})
_MONTH_LOCALES = frozenset({"en-us", "en-ph"})
_UNSURE_CLASS = re.compile(r"\bdate text\b")
"""Weebly's: month first unless the author chose otherwise, whatever the language."""
_LIST_CHARS = 30


def settle(search: DateSearch, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates as the page's own language and order of figures read them; without those that may be two days."""
    signs = _Signs(search)
    for candidate in candidates:
        local = _in_language(search, candidate)
        match = _BOTH.fullmatch(local.written.raw)
        if match is None or int(match["one"]) == int(match["two"]) or local.written.day is None:
            yield local
        elif (order := _order_of(signs, local)) is None:
            note(local.kind, local.written.raw, "passed over", "day or month may come first", place=local.origin)
        else:
            one, two = int(match["one"]), int(match["two"])
            day, month = (one, two) if order == "day" else (two, one)
            yield replace(local, written=replace(local.written, day=day, month=month))


@dataclass(frozen=True)
class _Signs:
    """What a page shows of its order of figures, each looked for once and only when a date needs it."""

    search: DateSearch

    @cached_property
    def order(self) -> Order | None:
        """That of the page's other dates in figures; None when they have none or both."""
        texts = (block.text for block in self.search.page.blocks)
        firsts = {_first_of(match) for text in texts for match in _SLASHED.finditer(text)} - {None}
        return firsts.pop() if len(firsts) == 1 else None

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that the markup claims."""
        claims = read_date_claims(self.search.root, self.search.url)
        raws = (raw for raw, _ in chain(claims.published, claims.faint, claims.modified))
        dates = (read_machine_date(raw, self.search.hours) for raw in raws)
        return frozenset(one.value for one in dates if one is not None)

    @cached_property
    def months(self) -> tuple[frozenset[str], frozenset[str]]:
        """The months of the address, and of the page's lists of months."""
        short = (block.text for block in self.search.page.blocks if len(block.text) <= _LIST_CHARS)
        listed = (one.value for text in short for one in find_dates(text) if one.precision == "month")
        return frozenset("-".join(groups) for groups in _URL_MONTH.findall(self.search.url)), frozenset(listed)

    @cached_property
    def place(self) -> Order | None:
        """What the host's country or the page's language has; None for English of nowhere."""
        country, locale = _country_of(self.search.url), _locale_of(self.search)
        if country in _MONTH_HOSTS:
            return "month"
        is_dayed = country in _DAY_HOSTS or hours_of(self.search.url) is not None
        if is_dayed or (locale and not locale.startswith("en")) or not _is_english(self.search):
            return "day"
        if locale in _MONTH_LOCALES:
            return "month"
        return "day" if len(locale) > 2 and locale != "en-ca" else None


def _in_language(search: DateSearch, candidate: Candidate) -> Candidate:
    words = LOCAL_MONTHS.get(_country_of(search.url)) or LOCAL_MONTHS.get(_locale_of(search)[:2])
    if not words or candidate.written.day is None:
        return candidate
    month = next((words[word] for word in re.findall(r"[^\W\d_]+", fold(candidate.written.raw)) if word in words), None)
    return replace(candidate, written=replace(candidate.written, month=month)) if month is not None else candidate


def _order_of(signs: _Signs, candidate: Candidate) -> Order | None:
    """What comes first in a date of two figures up to 12; None when the page does not tell."""
    written, element = candidate.written, candidate.element
    if written.day != int(written.raw.partition("/")[0]):
        return "month"
    if element is not None and follows_weekday(text_of(element), written.raw):
        return "day"
    claimed = signs.order or _choose(written, signs.days)
    listed = claimed or next(filter(None, (_choose(written, months) for months in signs.months)), None)
    placed = signs.place if element is None or not _is_unsure(element) else None
    return listed or placed or _by_capture(signs.search, written)


def _first_of(match: re.Match[str]) -> Order | None:
    one, two = int(match[1]), int(match[2])
    if 12 < one <= 31 and 1 <= two <= 12:
        return "day"
    return "month" if 12 < two <= 31 and 1 <= one <= 12 else None


def _choose(written: WrittenDate, values: frozenset[str]) -> Order | None:
    """The one reading of the two that is among some days or months."""
    is_day, is_month = (one.value in values or one.value[:7] in values for one in (written, _swapped(written)))
    return None if is_day == is_month else "day" if is_day else "month"


def _swapped(written: WrittenDate) -> WrittenDate:
    return replace(written, day=written.month, month=written.day or 1)


def _is_unsure(element: HtmlElement) -> bool:
    inner = [element, *islice(element.iterdescendants(), 3)]
    return any(_UNSURE_CLASS.search(class_words(one)) for one in inner if isinstance(one.tag, str))


def _by_capture(search: DateSearch, written: WrittenDate) -> Order | None:
    """The one reading that is not later than the capture."""
    is_day = written.first_day <= search.captured_on
    is_month = _swapped(written).first_day <= search.captured_on
    return None if is_day == is_month else "day" if is_day else "month"


def _country_of(url: str) -> str:
    return (urlsplit(url).hostname or "").rpartition(".")[2]


def _locale_of(search: DateSearch) -> str:
    """The page's language, `en-us`; empty when it names none."""
    declared = attribute(search.root, "lang") or attribute(search.root, "xml:lang")
    declared = declared.lower().replace("_", "-")
    if len(declared) > 2:
        return declared
    for meta in search.root.iter("meta"):
        if attribute(meta, "property") == "og:locale" and attribute(meta, "content").lower().startswith(declared):
            return attribute(meta, "content").lower().replace("_", "-")
    return declared


def _is_english(search: DateSearch) -> bool:
    blocks = search.page.blocks[search.text_first : search.text_last + 1] or search.page.blocks
    text = " ".join(block.text for block in blocks[:20])[:_SAMPLE_CHARS].lower()
    return len(_ENGLISH.findall(text)) >= _ENGLISH_SHARE * len(text.split())
