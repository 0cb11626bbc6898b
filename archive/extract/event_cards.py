"""What stands between a title and its text on an event's page: a card of its time and place, the days it lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import Block
from archive.extract.date_words import PLACE, WEEKDAYS
from archive.extract.months import MONTH_WORD, fold
from archive.extract.regions import class_words
from archive.extract.tree import iter_upwards, text_of

_TIME_LABELS = (
    r"(?:norises |pasakuma |renginio |toimumis|toimumise |sundmuse |event )?"
    r"(?:laiks|laikas|aeg|kuupaev|kellaaeg|data|datums|date|time)"
    r"|kad|kada|millal|when|sakums|pradzia|algus|beigas|pabaiga|lopp|starts?|ends?|start time|end time"
    r"|data (?:ir laikas|un laiks)|datums un laiks|kuupaev ja (?:kella)?aeg|date and time"
    r"|когда|дата(?: проведения)?|время(?: проведения)?|начало|дата и время|wann|beginn|termin|ajankohta"
)
_OTHER_LABELS = (
    r"organizator\w*|rengej\w*|rikotaj\w*|korraldaja\w*|organi[sz]ers?|организатор\w*|piletid?|bilet\w*|biletes|tickets?"
    r"|ieeja|iejimas|sissepaas|ieejas maksa|kaina|cena|hind|price|kontakt\w*|talrunis|telefonas|telefon|adrese"
    r"|adresas|aadress|address|kategori\w*|veids|tipas|liik|registracija|registreerimine|pieteiksanas"
)
_TIME_LABEL = re.compile(rf"(?:{_TIME_LABELS})\s*[:|–-]?")
_PLACE_LABEL = re.compile(rf"(?:{PLACE}|toimumiskoht|norises vieta|renginio vieta|pasakuma vieta)\s*[:|–-]?")
_OTHER_LABEL = re.compile(rf"(?:{_OTHER_LABELS})\s*[:|–-]?")
_ROW = re.compile(r"^\s*([^:|]{2,30}?)\s*[:|]")
_EVENT_CLASS = re.compile(r"\b(?:events?|sundmus\w*|pasakum\w*|rengin\w*|tribe events?|vevent)\b")
_SPAN_CHARS = 90
_RANGE = re.compile(r"\d.{0,25}?(?:[–—-]|\b(?:ir|un|ja|lidz|iki|kuni|to|bis)\b).{0,16}\d")
_FIGURES = re.compile(
    r"(?<!\d)(?:\d{1,2}\.\s?[–—-]\s?\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d)"
)
_DAY_WORDS = re.compile(
    rf"\b{MONTH_WORD}|\b{WEEKDAYS}\b|\b(?:d|dien\w*|m|g|gad\w*|a|aasta\w*|no|nuo|alates|from|lidz|iki|kuni|to|bis|von|un|ir|ja"
    r"|and|plkst|kell|kl|val|at|uhr|h)\b"
)
_MONTH = re.compile(MONTH_WORD)
_YEAR = re.compile(r"(?:19|20)\d\d")
_VALUE_CHARS = 120
_MOST_ABOVE = 12
_MOST_LINES = 16
_LEVELS = 3


def drop_event_facts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the days and the facts of an event above the first prose; all where there is no prose."""
    for index, block in enumerate(blocks[:_MOST_ABOVE]):
        count = 1 if is_day_range(block.text) else _count_card(blocks[index:])
        if count and any(one.prose for one in blocks[index + count :]):
            return [*blocks[:index], *blocks[index + count :]]
        if block.prose:
            break
    return list(blocks)


def is_day_range(text: str) -> bool:
    """Whether a line says nothing but from which day to which: `2018 m. birželio 12–14 d.`."""
    if len(text) > _SPAN_CHARS or _YEAR.search(text) is None:
        return False
    folded = fold(text)
    if _RANGE.search(folded) is None:
        return False
    if any(map(str.isalpha, _DAY_WORDS.sub(" ", folded))):
        return False
    return _MONTH.search(folded) is not None or _FIGURES.search(folded) is not None


def _count_card(blocks: Sequence[Block]) -> int:
    """How many of the first lines are labels and values of an event: a list of terms, a table, or a box so called."""
    holder = next((one for one in islice(iter_upwards(blocks[0].element), _LEVELS) if _may_be_card(one)), None)
    if holder is None:
        return 0
    inside = [
        block for block in blocks[: _MOST_LINES + 1] if holder in islice(iter_upwards(block.element), _LEVELS + 1)
    ]
    if len(inside) > _MOST_LINES or any(len(block.text) > _VALUE_CHARS for block in inside):
        return 0
    labels = [fold(text).strip() for text in _read_labels(holder, inside)]
    facts = [one for one in labels if any(known.fullmatch(one) for known in (_TIME_LABEL, _PLACE_LABEL, _OTHER_LABEL))]
    has_both = any(map(_TIME_LABEL.fullmatch, labels)) and any(map(_PLACE_LABEL.fullmatch, labels))
    return len(inside) if has_both and len(facts) * 2 > len(labels) else 0


def _may_be_card(element: HtmlElement) -> bool:
    return element.tag in {"dl", "table"} or _EVENT_CLASS.search(class_words(element)) is not None


def _read_labels(holder: HtmlElement, inside: Sequence[Block]) -> list[str]:
    """The labels of a card: its terms, or what stands before a colon or in a row's first cell."""
    terms = [text_of(one) for one in holder.iter("dt")]
    if terms:
        return terms
    rows = [match[1] for block in inside if (match := _ROW.match(block.text))]
    return rows or [block.text for block in inside[::2]]
