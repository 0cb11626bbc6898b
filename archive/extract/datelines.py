"""Lines whose whole meaning is a date: with a label, alone, or with a section's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from archive.extract.dates import WrittenDate, find_dates
from archive.extract.months import fold

DateLineKind = Literal["published", "updated", "other", "bare"]
"""`other`: today's date, an event's, a deadline's. `bare`: no label at all."""

MAX_CHARS = 160
"""Longer lines are prose."""

_LABELS: tuple[tuple[DateLineKind, str], ...] = (
    (
        "updated",
        r"(?:pedejo reizi )?(?:atjaunots|atjaunota|atjauninats|atjaunosanas datums|pedejas izmainas|labots"
        r"|papildinata?s?)"
        r"|(?:paskutin\w+ )?(?:atnaujinta|atnaujinimo data|atnaujinimas|redaguota|pakeista)"
        r"|(?:viimati )?(?:uuendatud|muudetud|uuendus)|(?:last )?(?:updated|modified|edited"
        r"|changed)(?: on)?|обновлено|изменено",
    ),
    (
        "other",
        r"siandien|sodien|tana|today|сегодня|(?:pasakuma |norises |renginio |toimumise )?(?:norise|laiks"
        r"|laikas|aeg|time)"
        r"|(?:norises|pasakuma|renginio|toimumise|event|start|end) (?:datums|data|aeg|date)|kad|kada|when"
        r"|termins|terminas"
        r"|tahtaeg|deadline|iki|lidz|kuni|until",
    ),
    (
        "published",
        r"(?:publicets|publiceta|publicesanas (?:datums|laiks)|ievietots|ievietota|pievienots|izveidots"
        r"|datums)"
        r"|(?:paskelbta|paskelbtas|paskelbimo data|skelbta|publikuota|publikavimo data|ikelta|ideta"
        r"|sukurta|data)"
        r"|(?:lisatud|lisati|sisestatud|avaldatud|postitatud|loodud|kuupaev)"
        r"|(?:published|posted|date published|publication date|created|date)(?: on)?|опубликовано"
        r"|дата публикации|дата",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{kind}>(?<![^\W_])(?:{words})(?![^\W_]))" for kind, words in _LABELS))
_COLON_LABELS = frozenset({"data", "date", "дата", "datums", "iki", "lidz", "kuni", "until", "kad", "kada"})
_GAP = re.compile(r"\s*(?:[:.\-–|]\s*){0,3}(?:[^\W\d_]{3,12},?\s*)?(?:\d{1,2}[:.]\d\d,?\s*)?")
_TIME = re.compile(
    r"(?<!\d)(?:(?:kell|plkst|klo|at|val)\.?\s*)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:val|h|am|pm)\b\.?)?(?!\d)"
)
_WEEKDAY = re.compile(
    r"\b(?:pirmdien|otrdien|tresdien|ceturtdien|piektdien|sestdien|svetdien|pirmadien|antradien|treciadien"
    r"|ketvirtadien"
    r"|penktadien|sestadien|sekmadien|esmaspaev|teisipaev|kolmapaev|neljapaev|reede|laupaev|puhapaev"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\w{0,3}\b"
)
_MARKS = re.compile(r"\b(?:d|dien[aą]|m|g|gada|a|г)\b\.?")
_SENTENCE_END = re.compile(r"\s+(?:[^\W\d_]+\s+){1,}[^\W\d_]+")
_SEPARATED_WORDS = re.compile(r"[\s,|•·/()\[\]–:.-]*((?:[^\W\d_][\w-]*\s?){1,3})[\s,|•·/()\[\]–:.-]*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says."""

    kind: DateLineKind
    written: WrittenDate


def read_date_lines(text: str) -> list[DateLine]:
    """The dates of a line that is about dates; empty for prose and for lines without a date."""
    if len(text) > MAX_CHARS:
        return []
    dates = find_dates(text)
    if not dates:
        return []
    folded = fold(text)
    lines = [DateLine(kind, written) for written in dates if (kind := _find_label(folded, written)) is not None]
    if lines:
        last = lines[-1].written
        rest = _MARKS.sub(" ", _TIME.sub(" ", folded[last.end :]))
        return [] if _SENTENCE_END.match(rest) and not last.raw.endswith(".") else lines
    return [DateLine("bare", dates[0])] if len(dates) == 1 and _is_bare(folded, dates[0]) else []


def is_date_label(text: str) -> bool:
    """Whether a line is the label of a date that stands on the next line: `Publicēts:`."""
    return len(text) <= 40 and _LABEL.fullmatch(fold(text).strip(" :.-–")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line says nothing but dates, and so is no text of the article."""
    return bool(read_date_lines(text)) and len(text) <= 120


def _find_label(folded: str, written: WrittenDate) -> DateLineKind | None:
    before = folded[: written.start]
    last: re.Match[str] | None = None
    for match in _LABEL.finditer(folded, 0, written.start):
        last = match
    if last is None or not _GAP.fullmatch(before, last.end()):
        return None
    if len(before[: last.start()].split()) > 6 or _is_sentence(before[: last.start()]):
        return None
    kind = last.lastgroup
    if last.group() in _COLON_LABELS and before[last.end() :].strip()[:1] not in {":", "–", "-"}:
        return None
    return "updated" if kind == "updated" else "published" if kind == "published" else "other"


def _is_sentence(before: str) -> bool:
    """Whether words that are no other labelled date stand before the label: `Projektas buvo`."""
    rest = _LABEL.sub("", before)
    return bool(re.search(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}\s*$", rest))


def _is_bare(folded: str, written: WrittenDate) -> bool:
    rest = folded[: written.start] + " | " + folded[written.end :]
    rest = _MARKS.sub(" ", _WEEKDAY.sub(" ", _TIME.sub(" ", rest)))
    if not re.search(r"[^\W_]", rest):
        return True
    before, after = folded[: written.start].strip(), folded[written.end :].strip(" .")
    alone = not before or before[-1] in ",|•·/–-" or not after or after[0] in ",|•·/–-"
    parted = (not before or before[-1] in ",|•·/") and (not after or after[0] in ",|•·/")
    return alone and parted and len(rest) <= 40 and _SEPARATED_WORDS.fullmatch(rest) is not None
