"""When a page says that its article was published or updated: candidates in order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from urllib.parse import unquote, urlsplit

from archive.extract.date_cards import is_of_other
from archive.extract.date_claims import iter_item_dates, read_date_claims
from archive.extract.date_elements import read_changed
from archive.extract.date_guards import is_of_change, is_of_entry
from archive.extract.date_moments import read_machine_date, utc_day_of
from archive.extract.date_order import settle
from archive.extract.date_places import (
    bare_at,
    iter_bare,
    iter_bare_below,
    iter_chosen,
    iter_classed,
    iter_framed,
    iter_labelled,
    iter_labelled_anywhere,
)
from archive.extract.date_relative import is_relative, resolve_relative
from archive.extract.date_search import Candidate, DateSearch, in_scope, is_near, is_open
from archive.extract.date_tails import iter_tail_dates
from archive.extract.datelines import read_labelled_year, read_post_note
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.months import MONTHS, fold
from archive.extract.provenance import is_traced, note
from archive.extract.tree import text_of
from archive.records import PublishedDate

__all__ = ["DateSearch", "find_contradiction", "find_published", "find_updated"]

_EARLIEST = 1995
_SHOWN = frozenset({"labelled-line", "platform-rule", "time", "date-line", "title-line", "date-element"})
_URL_DAYS = (
    re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)(?!-\d\d-\d\d-\d\d(?!\d))"),
    re.compile(r"/((?:19|20)\d\d)/?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01])(?=[/_-]|\.\w+$|$)"),
    re.compile(r"/((?:19|20)\d\d)/([^\W\d_]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$)"),
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
_URL_OF_EVENT = re.compile(
    r"/(?:renginiai|renginys|pasakum\w+|events?|sundmus\w*|kalend\w+|calendar|uploads|files|media)/"
)
_FOOTER_LINES = 3
_LINE_SPACES = re.compile(r"[ \t\r\n\f]+")
_MIGRATED = timedelta(days=45)
"""A date shown at the title that much older than the one in the markup was there before the site was moved."""


def find_published(search: DateSearch) -> PublishedDate | None:
    """The publication date; None rather than a date of something else."""
    published = next(_accept_all(search, settle(search, _iter_published(search))), None)
    if is_traced() and (claimed := find_contradiction(search, published)) is not None:
        origin, _, value = claimed.partition(" ")
        note("published", value, "flagged", "the markup says another day than the page shows", place=origin)
    return published


def find_updated(search: DateSearch) -> PublishedDate | None:
    """When the page says that it was last changed; None when it does not."""
    return next(_accept_all(search, settle(search, _iter_updated(search))), None)


def find_contradiction(search: DateSearch, published: PublishedDate | None) -> str | None:
    """What the markup claims against the date that the page shows: `meta 2024-06-26`; None when they agree."""
    if published is None or published.origin not in _SHOWN:
        return None
    claimed = next(
        _accept_all(search, _iter_claimed(search, read_date_claims(search.root, search.url).published)), None
    )
    if claimed is None or claimed.value.startswith(published.value) or published.value.startswith(claimed.value):
        return None
    return f"{claimed.origin} {claimed.value}"


def _accept_all(search: DateSearch, candidates: Iterable[Candidate]) -> Iterator[PublishedDate]:
    latest = _latest_day(search)
    for candidate in candidates:
        written = candidate.written
        if written.year >= _EARLIEST and written.first_day <= latest:
            raw = _as_written(candidate)
            yield PublishedDate(written.value, written.precision, candidate.kind, raw, candidate.origin)
        else:
            reason = "later than the capture" if written.first_day > latest else "before there were such pages"
            note(candidate.kind, written.raw, "passed over", reason, place=candidate.origin)


def _latest_day(search: DateSearch) -> date:
    """The capture's day where the source is; a day of grace where the hour of the capture is unknown."""
    if search.captured_at is not None:
        return max(search.captured_on, search.captured_at.date())
    return search.captured_on + timedelta(days=1)


def _as_written(candidate: Candidate) -> str:
    """The date's characters with the page's own spaces, non-breaking ones too."""
    raw = candidate.written.raw
    if candidate.element is None or " " not in raw:
        return raw
    pattern = r"\s+".join(re.escape(part) for part in raw.split())
    found = re.search(pattern, "".join(str(piece) for piece in candidate.element.itertext()))
    return _LINE_SPACES.sub(" ", found.group()) if found else raw


def _iter_published(search: DateSearch) -> Iterator[Candidate]:
    claims = read_date_claims(search.root, search.url)
    yield from iter_labelled(search, "published")
    yield from _post_notes(search)
    yield from iter_chosen(search, search.chosen, "platform-rule", above=True)
    if claims.published:
        # A migration stamps its own day on every page of a site; a line that readers see was written by hand.
        yield from iter_labelled_anywhere(search, regions=False)
    yield from _overruled(search, _iter_claimed(search, claims.published))
    yield from _iter_items(search)
    yield from iter_chosen(search, search.times, "time", above=True)
    yield from iter_bare(search)
    yield from _beside_title(search)
    yield from iter_framed(search)
    yield from _iter_relative(search)
    yield from _iter_claimed(search, claims.faint)
    for elements, origin in ((search.chosen, "platform-rule"), (search.times, "time")):
        yield from iter_chosen(search, elements, origin, above=False)
    yield from _after_text(search)
    yield from iter_tail_dates(search)
    yield from iter_labelled_anywhere(search, regions=True)
    yield from _in_url(search.url, days=True)
    yield from iter_classed(search)
    yield from _labelled_years(search)
    yield from _in_url(search.url, days=False)


def _iter_updated(search: DateSearch) -> Iterator[Candidate]:
    marked = [element for element in search.times if is_of_change(search, element)]
    shown = (
        Candidate(written, origin, element=element)
        for elements, origin in ((search.chosen_updated, "platform-rule"), (marked, "time"))
        for element in elements
        if is_near(search, element, above=True) or is_near(search, element, above=False)
        if (written := read_changed(element, search.hours)) is not None
    )
    claims = read_date_claims(search.root, search.url)
    for one in chain(iter_labelled(search, "updated"), shown, _iter_claimed(search, claims.modified)):
        yield replace(one, kind="updated")


def _overruled(search: DateSearch, claimed: Iterator[Candidate]) -> Iterator[Candidate]:
    """Claims, each behind the date at the title that is much older, or is the claim's own day in UTC."""
    shown = next((one for one in iter_bare_below(search) if one.written.precision == "day"), None)
    for claim in claimed:
        if shown is not None:
            is_moved = shown.written.first_day <= claim.written.first_day - _MIGRATED
            if is_moved or shown.written.value == utc_day_of(claim.written.raw):
                yield shown
        yield claim


def _iter_claimed(search: DateSearch, claims: Iterable[tuple[str, str]]) -> Iterator[Candidate]:
    for raw, origin in claims:
        if (written := read_machine_date(raw, search.hours)) is not None:
            yield Candidate(written, origin)


def _iter_items(search: DateSearch) -> Iterator[Candidate]:
    for element, raw in iter_item_dates(search.root):
        span = search.page.spans.get(element)
        if span is not None and not is_open(search, span[0]) and not _is_in_footer(search, span[0]):
            continue
        if (written := read_machine_date(raw, search.hours)) is not None:
            yield Candidate(written, "microdata")


def _is_in_footer(search: DateSearch, index: int) -> bool:
    """Whether a block is right below the text, in the article's own element: a blog post's small print."""
    return search.text_last < index <= search.text_last + _FOOTER_LINES and in_scope(search, index)


def _iter_relative(search: DateSearch) -> Iterator[Candidate]:
    """Days told from the capture's, where a date stands at the title."""
    after = search.title.last + 1 if search.title.last is not None else search.text_first
    places = range(after, search.head_end)
    texts = [search.page.blocks[index].text for index in places if is_open(search, index)]
    marked = [*search.chosen, *search.times]
    texts += [text_of(one) for one in marked if search.page.spans.get(one, (-1, 0))[0] in places]
    for text in texts:
        if (written := resolve_relative(text, search.captured_on, search.captured_at)) is not None:
            yield Candidate(written, "relative")
        elif is_relative(text):
            note("published", text, "passed over", "how long ago, too roughly for a day", place="relative")


def _beside_title(search: DateSearch) -> Iterator[Candidate]:
    if search.title.first is None or search.title.last is None:
        return
    raw = " ".join(block.text for block in search.page.blocks[search.title.first : search.title.last + 1])
    dates = [written for written in find_dates(raw) if written.precision == "day"]
    for written in dates:
        around = (raw[: written.start] + raw[written.end :]).strip()
        outside = written.start <= 1 or (written.end >= len(raw) - 4 and raw not in {search.title.text, around})
        if outside and search.title.text != raw:
            yield Candidate(written, "title-line")


def _after_text(search: DateSearch) -> Iterator[Candidate]:
    for index in range(search.text_last + 1, min(search.text_last + 3, search.end)):
        element = search.page.blocks[index].element
        if (
            element.tag == "figcaption"
            or not in_scope(search, index)
            or is_of_other(search.page, index)
            or is_of_entry(search, index, element)
        ):
            continue
        yield from bare_at(search, index)


def _post_notes(search: DateSearch) -> Iterator[Candidate]:
    for block in search.page.blocks[search.text_last : search.end]:
        if block.region != "junk" and (written := read_post_note(block.text)) is not None:
            yield Candidate(written, "labelled-line", element=block.element)


def _labelled_years(search: DateSearch) -> Iterator[Candidate]:
    """Years behind a label of publication: all that some pages tell."""
    for index in [*range(search.first, search.head_end), *range(search.text_last + 1, search.end)]:
        if is_open(search, index) and (written := read_labelled_year(search.page.blocks[index].text)) is not None:
            yield Candidate(written, "labelled-line", element=search.page.blocks[index].element)


def _in_url(url: str, *, days: bool) -> Iterator[Candidate]:
    path = unquote(urlsplit(url).path)
    if _URL_OF_EVENT.search(path.lower()):
        return
    for pattern in _URL_DAYS if days else (_URL_MONTH,):
        match = pattern.search(path)
        if match is None:
            continue
        year, month, *rest = match.groups()
        number = int(month) if month.isdigit() else MONTHS.get(fold(month), 0)
        day = int(rest[0]) if rest else None
        try:
            date(int(year), number, day or 1)
        except ValueError:
            continue
        raw = match.group().strip("/")
        yield Candidate(WrittenDate(int(year), number, day, match.start(), match.end(), raw), "url")
