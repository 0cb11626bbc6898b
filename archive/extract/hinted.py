"""What led to a page says of its article, read for the fields that the page itself does not give."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from archive.extract.blocks import clean_text
from archive.extract.date_moments import read_moment
from archive.extract.datelines import read_date_lines
from archive.extract.dates import WrittenDate, find_dates, parse_date
from archive.extract.keys import is_section, key_of
from archive.extract.lines import find_line_kind
from archive.extract.structured import Structured
from archive.extract.taglines import is_tag
from archive.extract.title import MAX_CHARS
from archive.records import Hints, PublishedDate

_EARLIEST = 1995
_RAW_CHARS = 120
_LEAD_CHARS = 12
_HOURS = 2
"""Vilnius, Riga and Tallinn keep one time."""
_MORE = re.compile(
    r"\s*[\[(]?\s*(?:skaity\w+ (?:daugiau|toliau|plačiau)|plačiau|lasīt (?:vairāk|tālāk)|uzzināt vairāk"
    r"|loe (?:edasi|rohkem|veel)|read more|continue reading)\W*$",
    re.I,
)


def add_title_claim(claims: Structured, hints: Hints | None) -> None:
    """Add the hint's title to a page's claims, unless the page's `title` element says the same in full."""
    title = clean_text(hints.title or "") if hints is not None else ""
    if hints is None or not 3 <= len(title) <= MAX_CHARS or is_section(title) or find_line_kind(title) is not None:
        return
    if key_of(title) not in key_of(claims.page_title):
        claims.headlines.append((title, hints.origin))


def find_hinted_date(hints: Hints | None, captured_on: date) -> PublishedDate | None:
    """The publication date that a row, a feed or an API gives; None when it gives none or one yet to come."""
    # A sitemap's date is that of the last change.
    if hints is None or hints.origin == "sitemap" or not hints.published:
        return None
    raw = clean_text(hints.published)[:_RAW_CHARS]
    written = read_moment(raw, _HOURS) or _read_written(raw)
    if written is None or written.year < _EARLIEST or written.first_day > captured_on + timedelta(days=1):
        return None
    return PublishedDate(written.value, written.precision, "published", written.raw, hints.origin)


def prefer_date(own: PublishedDate | None, hinted: PublishedDate | None) -> PublishedDate | None:
    """The page's own date; the hinted one where the page has none, only its month or year, or `yesterday`."""
    if own is None or hinted is None:
        return own or hinted
    is_finer = own.precision != "day" and len(hinted.value) > len(own.value) and hinted.value.startswith(own.value)
    return hinted if is_finer or own.origin == "relative" else own


def find_hinted_lead(hints: Hints | None, title: str) -> str | None:
    """The first lines that a row or a feed gives, without its `Read more`; None when they say nothing."""
    lead = _MORE.sub("", clean_text(hints.lead)) if hints is not None and hints.lead else ""
    if len(lead) < _LEAD_CHARS or key_of(lead) == key_of(title):
        return None
    return None if find_line_kind(lead) is not None or len(read_date_lines(lead)) else lead


def find_hinted_tags(hints: Hints | None) -> tuple[str, ...]:
    """The tags that a row, a feed or an API gives, each once."""
    tags = [clean_text(tag).lstrip("#").strip(" ,;") for tag in (hints.tags if hints is not None else ())]
    unique: dict[str, str] = {}
    for tag in filter(is_tag, tags):
        unique.setdefault(key_of(tag), tag)
    return tuple(unique.values())


def _read_written(raw: str) -> WrittenDate | None:
    """A date in words or figures; None when its label says that it is another than the publication's."""
    lines = read_date_lines(raw)
    if lines:
        named = [line.written for line in lines if line.kind in {"published", "bare"}]
        return named[0] if named else None
    if len(find_dates(raw)) > 1:
        return None
    written = parse_date(raw.replace("T", " ") if raw[:4].isdigit() else raw)
    return replace(written, raw=raw[written.start : written.end]) if written is not None else None
