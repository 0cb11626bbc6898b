"""The heading above a page's sections: a list's name, or the title of the one article that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from archive.extract.keys import is_section, key_of
from archive.extract.lines import find_line_kind
from archive.extract.months import MONTHS, fold

OwnerKind = Literal["list", "article", "programme"]
"""`programme`: an agenda, a call, a list of projects, a history: dated parts that are no news."""

_LIST_WORDS = re.compile(
    r"^(?:naujien\w*|archyv\w*|aktuali\w*|aktualij\w*|aktualu|informacij\w*|pranesim\w*|skelbim\w*|ivyk\w*|veikl\w*"
    r"|jaunum\w*|arhiv\w*|aktualitat\w*|zin[aiu]\w{0,2}|notikum\w*|publikacij\w*|raksti|straipsniai|spauda|kronika"
    r"|uudis\w*|teated?|teadete|arhiiv\w*|ajaleht|news|archives?|posts?|articles?|blog\w*|press|metrastis|chronicle)$"
)
_FILLERS = re.compile(
    r"^(?:vis(?:os|i|as)|ankstesn\w+|sen(?:os|esn\w+)|m|g|a|metai|metu|gad[as]|gadi|gada|aasta|aastal|ir|un|ja|and|the|of"
    r"|menes\w*|apie|par|musu|mums|meie|our|koik|varasem\w*|viimased|monthly|latest|all|jaunak\w+|pedej\w+|naujausi\w*"
    r"|iepriekse\w*|\w*vvg|\w*kogu|partner\w+|bendrij\w+|biedrib\w+|lapa|puslapis|lehekulg|page|\d+)$"
)
_PROGRAMME_WORDS = re.compile(
    r"\b(?:program|darbotvark|dienotvark|dienaskart|darba kart|paevakord|paevakav|ajakav|grafik|kalendor|kalendar"
    r"|kalender|schedule|agenda|timetable|projekt\w*|project|kvietim|konkurs|taotlusvoor|uzsauk|iesniegsan|termin|tahtaj|deadline"
    r"|calls?\b|istorij|vestur|ajalu|history|mokymu|seminar\w*|apmacib)"
)
_EVENTS = re.compile(r"^(?:renginiai|pasakumi|sundmused|events)\b")
_WORD = re.compile(r"[^\W_]+")
_STEPS = re.compile(r"\s*[»›>|•·]+\s*|\s+/\s+")
_PAGE_NUMBER = re.compile(r"^(?:lehekulg|puslapis|lapa|page|lk\.?) \d+(?:\s*(?:/|is|no|of)\s*\d+)?$")
_MOST_OTHERS = 1


def is_list_name(title: str) -> bool:
    """Whether a line is the path to a section, a menu, or a page's number in a list: no article's title."""
    steps = [step.strip() for step in _STEPS.split(title) if step.strip()]
    if steps and _PAGE_NUMBER.match(fold(steps[0])):
        return True
    return sum(is_section(step) or find_line_kind(step) == "navigation" for step in steps) >= min(2, len(steps))


def judge_owner(title: str | None, site_names: Collection[str]) -> OwnerKind:
    """What a page's heading says of the sections below it; a site's name, a section's, a year say `list`."""
    if title is None or key_of(title) in site_names:
        return "list"
    folded = fold(title)
    if is_section(title) and not _PROGRAMME_WORDS.search(folded):
        return "article" if _EVENTS.match(folded) else "list"  # Of events too, when they are surely reports.
    words = [word for word in _WORD.findall(folded) if word not in MONTHS]
    named = [word for word in words if _LIST_WORDS.match(word)]
    others = [word for word in words if not _LIST_WORDS.match(word) and not _FILLERS.match(word)]
    is_years = not others and re.search(r"(?:19|20)\d\d", folded) is not None
    if is_years or (named and len(others) <= _MOST_OTHERS):
        return "list"
    return "programme" if _PROGRAMME_WORDS.search(folded) else "article"
