"""Which page of a listing a URL is: compares two addresses and names the number in which they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from archive.urls import host_of, is_meaningless_parameter

_PAGE_PARAMETER = re.compile(
    r"(?:current|cur|.*[_-])?page(?:d|id|number|_?no|_?num|nr)?|pg(?:nr)?|pp?|psl|puslap(?:is|iai)|lapa|lpp|"
    r"lehek[yu]lg|lk|seite|current|start|limitstart|offset|from|skip|.*_cur|.*pagenumber"
)
"""Query parameters that number pages (or count entries) on the systems of the field notes; lower case."""
OFFSET_PARAMETERS = frozenset({"start", "limitstart", "offset", "from", "skip"})
"""Those of them that count entries, in steps."""

_NOT_PAGES = re.compile(
    r"id|.*[a-z_]id|day|d|diena|date|data|datums|month|monthid|mon|menuo|menesis|m|mini|year|yearid|y|metai|gads|gadi|"
    r"cal.*|ical.*|lang|language|kalba|valoda|lng|limit|amount|per_?page|items.*|sort.*|order.*|tid|cat|category|tag|"
    r"print|version|v|size",
    re.IGNORECASE,
)
_PAGE_SIZES = frozenset({"amount", "limit", "per_page", "perpage"})
_MODULE_PAGE = re.compile(r".*pagenumber")
"""A page number that names its module: it stays the listing's own where the rest of the query changes (CMSMS)."""
_PAGE_WORD = r"page|p|pg|psl|puslapis|lapa|lpp|lehekylg|lehekulg|lk|seite"
_PATH_FORMS = (
    re.compile(rf"(?P<base>.*)/(?P<word>{_PAGE_WORD})/(?P<number>\d{{1,5}})", re.IGNORECASE),
    re.compile(rf"(?P<base>.*?)[/,_-](?P<word>{_PAGE_WORD})[-_,=:]?(?P<number>\d{{1,5}})", re.IGNORECASE),
    re.compile(r"(?P<base>.*)[/,_-](?P<word>)(?P<number>\d{1,4})"),
    re.compile(r"(?P<base>.*/[^/]*[^\W\d_])(?P<word>)(?P<number>\d{1,3})"),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED_PATH = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2})?$")
_EXTENSION = re.compile(r"\.(?:html?|php)$", re.IGNORECASE)
_PATH_CHARACTERS = 2000
_MAX_FIELDS = 30


@dataclass(frozen=True, slots=True)
class PageStep:
    """How an address differs from the listing it stands on: in one number."""

    series: tuple[str, str]
    """Where the number stands: `("query", name)`, or `("path", word)` with an empty word for a bare `/2`."""
    current: int | None
    """The listing's own number; None when its address has none."""
    number: int
    known: bool
    """Whether the parameter or word is one that numbers pages."""
    same_listing: bool
    """False when the address leads from a home page into a section's later page."""


def read_page_steps(current_url: str, url: str) -> list[PageStep]:
    """The page numbers by which `url` can be another page of `current_url`; mostly one or none."""
    if _address(current_url) != _address(url):
        return []
    here, there = urlsplit(current_url), urlsplit(url)
    here_path, there_path = _trim_path(here.path), _trim_path(there.path)
    here_query, there_query = _read_query(here.query), _read_query(there.query)
    if here_path == there_path:
        return _query_steps(here_query, there_query, same_listing=True)
    steps = _path_steps(here_path, there_path) if here_query == there_query else []
    if not steps and there_path.startswith(here_path + "/") and not here_query:
        steps = _query_steps(here_query, there_query, same_listing=False)
    return steps


def is_other_view(current_url: str, url: str) -> bool:
    """Whether an address shows another month, language, or a print or feed form rather than a later page."""
    here, there = urlsplit(current_url), urlsplit(url)
    here_query, there_query = _read_query(here.query), _read_query(there.query)
    for name, value in there_query.items():
        if here_query.get(name) == value or _is_page_parameter(name) or (name in _PAGE_SIZES and value.isdecimal()):
            continue
        if _is_display(name, value):
            return True
        if _NOT_PAGES.fullmatch(name) and (name in here_query or not _is_section(name)):
            return True
    languages = [re.match(r"/([a-z]{2})(?=/|$)", parts.path) for parts in (here, there)]
    if languages[0] and languages[1] and languages[0].group(1) != languages[1].group(1):
        return True
    if re.search(r"/(?:feed|rss|print|atom)(?:[./]|$)|\.(?:xml|pdf|docx?|jpe?g|png|ics)$", there.path, re.IGNORECASE):
        return True
    dated = _DATED_PATH.search(_trim_path(there.path))
    return dated is not None and _trim_path(there.path) != _trim_path(here.path)


def _address(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", None
    return host_of(url), None if port in {80, 443} else port


def _trim_path(path: str) -> str:
    trimmed = path.removesuffix("/")
    if trimmed.lower().endswith(("/index.php", "/index.html")):
        trimmed = trimmed.rpartition("/")[0]
    return trimmed[:_PATH_CHARACTERS]


def _read_query(query: str) -> dict[str, str]:
    """Parameters by lower-case name; those without a value and those that only change the looks left out."""
    try:
        pairs = parse_qsl(query, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return {}
    return {name.lower(): value for name, value in pairs}


def _is_display(name: str, value: str) -> bool:
    return is_meaningless_parameter(name, value) or name == "format" or value in {"rss", "atom"}


def _is_page_parameter(name: str) -> bool:
    """Whether a parameter numbers pages, alone or as the last part of `tx_news[currentpage]`."""
    return _PAGE_PARAMETER.fullmatch(name.rpartition("[")[2].rstrip("]")) is not None


def _is_section(name: str) -> bool:
    """Whether a parameter may name the section that a home page's pager leads into."""
    return name.endswith("id") or name in {"cat", "category", "limit", "amount", "lang", "tag", "tid"}


def _query_steps(here: dict[str, str], there: dict[str, str], *, same_listing: bool) -> list[PageStep]:
    changed = {name: value for name, value in there.items() if here.get(name) != value}
    steps = []
    for name, value in changed.items():
        number = _parse_number(value)
        known = _is_page_parameter(name)
        if number is None or (_NOT_PAGES.fullmatch(name) and not known):
            continue
        differs = any(here[other] != there.get(other) for other in here if other != name and not _is_display(other, ""))
        if differs and not (name not in here and _MODULE_PAGE.fullmatch(name)):
            continue
        others = [other for other in changed if other != name]
        if others and not known:
            continue
        current = _parse_number(here[name]) if name in here else None
        steps.append(PageStep(("query", name), current, number, known, same_listing))
    return steps


def _parse_number(value: str) -> int | None:
    """`2` is 2. Quirk: Drupal numbers the pagers of one page together, `page=0,2`; only one of them moves."""
    if not re.fullmatch(r"\d{0,6}(?:,\d{0,6}){0,5}", value) or not value:
        return None
    return sum(int(part) for part in value.split(",") if part)


def _path_steps(here: str, there: str) -> list[PageStep]:
    steps: list[PageStep] = []
    here, there = (_EXTENSION.sub("", path) for path in (here, there))
    here_readings = {(here, None): ""} | {(base, number): word for base, number, word in _path_readings(here)}
    for base, number, word in _path_readings(there):
        for (here_base, here_number), here_word in here_readings.items():
            if here_number is not None and here_word != word:
                continue
            if here_base == base and here_number != number:
                steps.append(PageStep(("path", word), here_number, number, bool(word), same_listing=True))
        if not any(step.number == number for step in steps) and base.startswith(here + "/") and word:
            steps.append(PageStep(("path", word), None, number, known=True, same_listing=False))
    return steps


def _path_readings(path: str) -> list[tuple[str, int, str]]:
    """Base, number and word of every way to see a page number at a path's end."""
    readings = []
    for form in _PATH_FORMS:
        match = form.fullmatch(path)
        if match is None:
            continue
        word = match["word"].lower()
        if not word and (_YEAR.fullmatch(match["number"]) or _DATED_PATH.search(match["base"])):
            continue
        readings.append((match["base"].removesuffix("/"), int(match["number"]), word))
        if word:
            break
    return readings
