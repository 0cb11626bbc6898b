"""Years and months of a listing on pages beside its own: /aktualu.html has /aktualu-2025.html."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from archive.urls import host_of

_EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)$", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?P<separator>[-_/])(?P<year>(?:19|20)\d\d)(?:(?P<second>[-_/])(?P<month>0?[1-9]|1[0-2]))?"
    r"(?:-(?:m|metai|metu|gads|gada|aasta|year))?$",
    re.IGNORECASE,
)


def read_own_period(url: str, current_url: str, *, takes_folders: bool) -> tuple[int, int | None] | None:
    """Year and month, if any, that an address adds to the listing's own path; None when it adds none.

    `takes_folders`: whether a part of the path of its own counts: /aktualu/2025 may be an article's number, too.
    """
    if host_of(url) != host_of(current_url) or urlsplit(url).query:
        return None
    stem, here = _read_stem(url), _read_stem(current_url)
    match = _PERIOD.search(stem)
    if match is None or stem[: match.start()] not in {here, _PERIOD.sub("", here)}:
        return None
    if "/" in (match["separator"], match["second"]) and not takes_folders:
        return None
    return int(match["year"]), int(match["month"]) if match["month"] else None


def _read_stem(url: str) -> str:
    """The path in lower case, without what a file of its name may end with."""
    path = unquote(urlsplit(url).path).casefold().rstrip("/")
    return _INDEX.sub("", _EXTENSION.sub("", path))
