"""What led to a page says of its article, read for the fields that the page itself does not give."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from archive.extract.blocks import clean_text
from archive.extract.datelines import read_date_lines
from archive.extract.dates import WrittenDate, find_dates, parse_date
from archive.extract.lines import find_line_kind
from archive.extract.structured import Structured
from archive.extract.taglines import is_tag
from archive.extract.title import MAX_CHARS, is_section, key_of
from archive.records import Hints, PublishedDate

_EARLIEST = 1995
_RAW_CHARS = 120
_LEAD_CHARS = 12
_ISO_MOMENT = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s*(?:Z|[+-]\d\d:?\d\d)\s*$", re.I)
_MAIL_MOMENT = re.compile(r"\s*(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3,9} \d{4} \d\d:\d\d(?::\d\d)? \S+\s*$")
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
    written = _read_moment(raw) or _read_written(raw)
    if written is None or written.year < _EARLIEST or written.first_day > captured_on + timedelta(days=1):
        return None
    return PublishedDate(written.value, written.precision, "published", written.raw, hints.origin)


def prefer_date(own: PublishedDate | None, hinted: PublishedDate | None) -> PublishedDate | None:
    """The page's own date; the hinted one where the page has none, or only the month of its address."""
    if own is None or hinted is None:
        return own or hinted
    is_finer = own.origin == "url" and own.precision == "month" and hinted.precision == "day"
    return hinted if is_finer and hinted.value.startswith(own.value) else own


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


def _read_moment(raw: str) -> WrittenDate | None:
    """A moment as feeds and APIs write it: its day where the sources are, not in UTC."""
    moment: datetime | None = None
    try:
        if _ISO_MOMENT.match(raw):
            moment = datetime.fromisoformat(raw.strip().replace(",", "."))
        elif _MAIL_MOMENT.match(raw):
            moment = parsedate_to_datetime(raw)
    except (ValueError, OverflowError):
        return None
    if moment is None or moment.tzinfo is None:
        return None
    offset = moment.utcoffset()
    local = moment if offset else _to_baltic_time(moment)
    return WrittenDate(local.year, local.month, local.day, 0, len(raw), raw)


def _to_baltic_time(moment: datetime) -> datetime:
    """The moment in Vilnius, Riga and Tallinn, which keep one time: summer from March's to October's last Sunday."""
    utc = moment.astimezone(UTC)
    starts, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    is_summer = starts <= utc < ends
    return utc.astimezone(timezone(timedelta(hours=3 if is_summer else 2)))


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


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
