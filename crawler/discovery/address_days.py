"""The day that an article's own address names, where its listing row says none."""

from __future__ import annotations

import re
from datetime import date

_DATED = (
    re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])(?:/(?P<day>0[1-9]|[12]\d|3[01]))?/[^/?#]"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)/[^/?#]*[a-z]"),
    re.compile(r"[?&](?:gads|metai|year|aasta)=(?P<year>(?:19|20)\d\d)(?:[&#]|$)"),
)


def read_address_day(url: str) -> date | None:
    """The day in an address; the first of the month or year where it names no more. None without any."""
    for pattern in _DATED:
        match = pattern.search(url)
        if match is not None:
            parts = match.groupdict()
            try:
                return date(int(parts["year"]), int(parts.get("month") or 1), int(parts.get("day") or 1))
            except ValueError:
                return None
    return None
