"""Lines whose whole meaning is a date: with a label, alone, or with a section's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.extract import date_words
from archive.extract.date_relative import is_relative
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.months import fold

DateLineKind = Literal["published", "updated", "other", "bare"]
"""`other`: today's date, an event's, a deadline's. `bare`: no label at all."""

MAX_CHARS = 160
"""Longer lines are prose."""

_KINDS: tuple[tuple[DateLineKind, tuple[str, ...]], ...] = (
    ("updated", date_words.UPDATED),
    ("other", date_words.OTHER),
    ("published", date_words.PUBLISHED),
)
_LABEL = re.compile("|".join(rf"(?P<{kind}>(?<![^\W_])(?:{'|'.join(words)})(?![^\W_]))" for kind, words in _KINDS))
_GAP = re.compile(r"\s*(?:[:.,\-–|]\s*){0,3}(?:[(\[]\s*)?(?:[^\W\d_]{3,14},?\s*)?(?:\d{1,2}[:.]\d\d,?\s*)?[(\[]?")
_PERSON = re.compile(
    r"(?:\s*:)?\s+(?:by |von |przez |par |por |di |av |af |door )?(?:[^\W\d_][\w.'’-]*\s?){1,4}"
    r"\s*(?:[,|•·/–-]|\bon\b|\bam\b|\bdnia\b|\ble\b|\bel\b|\bil\b)?\s*"
)
_AT = (
    r"(?:(?<![^\W_])(?:kell|plkst|klo|klockan|klokken|kl|at|um|val|ore|ora|o godz|godz|godzina|a las?|alle(?: ore)?"
    r"|as|a|om|ob|saat|u|v|ve|w|o|в|о|об|t)\.?\s*|@\s*)"
)
_ZONE = (
    r"(?:\s*\(?(?:eet|eest|cet|cest|utc|gmt|bst|ist|wet|west|mez|mesz|msk|мск|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt)"
    r"\b\)?)?"
)
_TIME = re.compile(
    rf"(?<!\d){_AT}?\d{{1,2}}(?:[:.]\d\d(?:[:.]\d\d)?(?:\.\d{{1,9}})?|\s?[hu]\s?\d\d)(?!\d)(?:z\b|[+-]\d\d:?\d\d)?"
    rf"(?:\s*(?:val|hs|hrs|horas|hodin|h|u|uur|am|pm|a\.m|p\.m|uhr)\b\.?)?{_ZONE}"
    rf"|(?<!\d){_AT}?\d{{1,2}}\s?(?:uhr|uur|am|pm|a\.m|p\.m|horas|heures|hs|h|val)(?![^\W_])\.?{_ZONE}"
    r"|(?<![^\W_])(?:klo|kell|plkst|kl|(?:alle )?ore|alle|um|val|o godz|godz|a las|saat)\.?\s*\d{1,2}(?!\s*[\w./:-])"
)
_WEEKDAY = re.compile(rf"\b{date_words.WEEKDAYS}\b")
_NAMED_DAY = re.compile(rf"\b{date_words.WEEKDAYS}[.,]?\s*$")
_SHORT_WEEKDAY = re.compile(rf"(?:^|(?<=[\s|,(]))(?:{date_words.SHORT_WEEKDAYS})[.,]{{0,2}}\s*$")
_ARTICLE = re.compile(r"(?:^|(?<=\s))(?:le|den|am|vom|on|el|il|dnia|w dniu|em|op|dne|dna|pe|la data de|от|від)\s*$")
"""What some languages put between anything and a date."""
_MARKS = re.compile(
    r"\b(?:d|dien[aą]|m|g|gada|gads|a|aasta|aastal|г|года|год|r|roku|р|року|y[ıi]l[ıi])\b\.?|^-[^\W\d_]{1,4}\b"
)
_SENTENCE_END = re.compile(r"\s+(?:[^\W\d_]+\s+){1,}[^\W\d_]+")
_NAME = r"(?:[^\W\d_][\w.'’-]*\s*){1,4}"
_BYLINE = re.compile(rf"(?<![^\W_]){date_words.BYLINES}\s*[:.]?\s*{_NAME}(?:,\s*{_NAME})?")
_COUNTER = re.compile(
    rf"(?<![^\W_]){date_words.COUNTERS}(?:\s(?:skaits|skaicius|kiekis|arv|count))?\s*[:(–-]?\s*\d[\d ]*\)?"
    rf"|(?<![\d.:])\d+\s+{date_words.COUNTERS}(?![^\W_])"
)
_LISTED = re.compile(
    r"\b(?:kategorija|rubrika|skyrius|kategooria|category|categories|rubryka|kategoria|teema|tema)\s*:"
)
_SECTION = re.compile(rf"(?:{date_words.SECTIONS})")
_BREAKS = re.compile(r"[,|•·/()\[\]»«>→—\n]|\s[–-]\s|(?<=\s)[–-](?=\s|$)|^[–-]|[–-]$")
_FEW_WORDS = re.compile(r"(?:in |w |la |su |by |von )?(?:[^\W\d_][\w'’.&-]*\s?){1,3}")
_YEAR_LINE = re.compile(
    r"(?P<label>[^\d:]{4,30}?)\s*[:–-]?\s*(?P<y>(?:19|20)\d\d)[\s.]*(?:m|gads|gad[aā]|aasta|a|г)?\.?"
)
_POST_NOTE = re.compile(rf"(?:{date_words.POST_NOTES})(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_AHEAD = 6
_NOTE_CHARS = 400
_MOST_BESIDE = 80


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says."""

    kind: DateLineKind
    written: WrittenDate
    is_vague: bool = False
    """Whether its label is one that an event's facts bear too: `Data:`."""


def read_date_lines(text: str) -> list[DateLine]:
    """The dates of a line that is about dates; empty for prose and for lines without a date."""
    return [] if len(text) > MAX_CHARS else list(_read_date_lines(text))


@lru_cache(maxsize=32_768)
def _read_date_lines(text: str) -> tuple[DateLine, ...]:
    dates = find_dates(text)
    if not dates:
        return ()
    folded = fold(text)
    lines = [line for written in dates if (line := _read_labelled(folded, written)) is not None]
    if not lines:
        return (DateLine("bare", dates[0]),) if len(dates) == 1 and _is_bare(folded, dates[0]) else ()
    last = lines[-1].written
    rest = _MARKS.sub(" ", _TIME.sub(" ", _LABEL.split(folded[last.end :], maxsplit=1)[0]))
    rest = _COUNTER.sub(" ", _BYLINE.sub(" ", rest)) if rest.strip() else rest
    if _SENTENCE_END.match(rest) and not last.raw.endswith("."):
        return ()
    return (*_read_before_update(folded, dates, lines), *lines)


def _read_before_update(folded: str, dates: list[WrittenDate], lines: list[DateLine]) -> tuple[DateLine, ...]:
    """The date without a label in front of an update's: `7 March 2018 | Updated: 9 March 2018`."""
    if any(line.kind != "updated" for line in lines) or len(dates) != len(lines) + 1 or dates[0] is lines[0].written:
        return ()
    label = _label_before(folded, lines[0].written)
    before = folded[: label.start()].rstrip(" ([|") if label is not None else ""
    return (DateLine("bare", dates[0]),) if dates[0].end <= len(before) and _is_bare(before, dates[0]) else ()


def is_date_label(text: str) -> bool:
    """Whether a line is the label of a date that stands on the next line: `Publicēts:`."""
    return len(text) <= 40 and _LABEL.fullmatch(fold(text).strip(" :.-–")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but dates, or how long ago, and so is no text of the article."""
    return (bool(read_date_lines(text)) and len(text) <= 120) or is_relative(text)


def read_post_note(text: str) -> WrittenDate | None:
    """The date in a blog's sentence below a text: `This entry was posted on Wednesday, March 7th, 2018 at 10:22`."""
    if len(text) > _NOTE_CHARS or _POST_NOTE.match(fold(text)) is None:
        return None
    dates = find_dates(text)
    return dates[0] if dates and dates[0].precision == "day" else None


def read_labelled_year(text: str) -> WrittenDate | None:
    """The year of a line that says nothing but when its text was published: `Paskelbta: 2015 m.`."""
    match = _YEAR_LINE.fullmatch(text) if len(text) <= 40 else None
    if match is None or match["label"].strip().lower() in date_words.VAGUE:
        return None
    label = _LABEL.fullmatch(fold(match["label"]).strip())
    if label is None or label.lastgroup != "published":
        return None
    return WrittenDate(int(match["y"]), 1, None, match.start("y"), match.end("y"), match["y"], names_month=False)


def _read_labelled(folded: str, written: WrittenDate) -> DateLine | None:
    """The date with the label in front of it; None when it has none."""
    last = _label_before(folded, written)
    if last is None:
        return None
    between = _TIME.sub(" ", folded[last.end() : written.start])
    is_person = last.lastgroup == "published" and last.group() not in date_words.VAGUE and _PERSON.fullmatch(between)
    if not is_person and not _GAP.fullmatch(_strip_day_words(between)):
        return None
    ahead = _TIME.sub(" ", folded[: last.start()])
    if len(_WORD.findall(ahead)) > _MOST_AHEAD or _is_sentence(ahead):
        return None
    if last.group() in date_words.OPENING and _WORD.search(ahead.rpartition("|")[2]):
        return None
    if last.group() in date_words.NEEDS_COLON and between.strip()[:1] not in {":", "–", "-", "|"}:
        return None
    kind = last.lastgroup
    is_vague = last.group() in date_words.VAGUE
    return DateLine(
        "updated" if kind == "updated" else "published" if kind == "published" else "other", written, is_vague
    )


def _label_before(folded: str, written: WrittenDate) -> re.Match[str] | None:
    """The label that stands nearest in front of a date."""
    last: re.Match[str] | None = None
    for match in _LABEL.finditer(folded, 0, written.start):
        last = match
    return last


def _strip_day_words(between: str) -> str:
    """What stands between a label and a date, without the weekday and the article right before the date."""
    return _ARTICLE.sub("", _SHORT_WEEKDAY.sub("", _NAMED_DAY.sub("", between)))


def _is_sentence(before: str) -> bool:
    """Whether words that are no other labelled date stand before the label: `Projektas buvo`."""
    rest = _COUNTER.sub(" ", _BYLINE.sub(" ", _LABEL.sub("", before)))
    return bool(re.search(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}\s*$", rest))


def _is_bare(folded: str, written: WrittenDate) -> bool:
    """Whether beside the date stand only a time, a name, a section or a count, each set apart."""
    before, after = folded[: written.start], folded[written.end :]
    if len(before) + len(after) > _MOST_BESIDE + 40 or not _stands_apart(before, after):
        return False
    return all(label.lastgroup == "published" for label in _LABEL.finditer(f"{before} | {after}"))


def _stands_apart(before: str, after: str) -> bool:
    is_counted = _COUNTER.search(before + after) is not None
    before = _ARTICLE.sub(" ", _SHORT_WEEKDAY.sub(" ", _strip_facts(before)))
    after = _strip_facts(after)
    if not re.search(r"[^\W_]", before + after):
        return not re.search(r"\d", before + after)
    if len(before) + len(after) > _MOST_BESIDE or re.search(r"\d", _SECTION.sub("", before + after)):
        return False
    if is_counted and not after.strip(" |") and _FEW_WORDS.fullmatch(before.strip(" |")):
        return True
    return _is_set_apart(before, at_end=True) and _is_set_apart(after, at_end=False)


def _strip_facts(text: str) -> str:
    """Text without times, weekdays, counters and the names of authors behind their labels."""
    if not text.strip():
        return ""
    text = _WEEKDAY.sub(" ", _TIME.sub(" ", text))
    text = _COUNTER.sub(" | ", text)
    return _MARKS.sub(" ", _LISTED.sub(" | ", _BYLINE.sub(" | ", text)))


def _is_set_apart(text: str, *, at_end: bool) -> bool:
    """Whether a date's one side holds only short pieces that a mark parts from the date."""
    pieces = [piece.strip(" .:–-") for piece in _BREAKS.split(text)]
    if not all(_FEW_WORDS.fullmatch(piece) for piece in pieces if piece):
        return False
    nearest = pieces[-1] if at_end else pieces[0]
    return not nearest or _SECTION.fullmatch(nearest) is not None
