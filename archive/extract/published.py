"""When a page says that its article was published or updated: candidates in order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.datelines import DateLine, is_date_label, read_date_lines
from archive.extract.dates import WrittenDate, find_dates, parse_date
from archive.extract.lines import find_line_kind
from archive.extract.links import is_attachment
from archive.extract.structured import Structured
from archive.extract.taglines import is_tag_link
from archive.extract.title import Title
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.records import DateKind, PublishedDate
from archive.urls import join_url

_EARLIEST = 1995
_ISO_START = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
_DAY_ARCHIVE = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/\d\d?)?/?$")
_LINE_SPACES = re.compile(r"[ \t\r\n\f]+")
_BEFORE_TITLE = 4
_CARD_BLOCKS = 6
_CARD_LEVELS = 4
_CARD_LINK_CHARS = 15
_LABELLED_CHARS = 60


@dataclass(frozen=True, slots=True)
class DateSearch:
    """Where on a page dates may stand."""

    page: Page
    title: Title
    text_first: int
    """Index of the first block of the article's text."""
    text_last: int
    """Index of its last block."""
    end: int
    """Index after the last block below the text that may still speak of this article."""
    scope: HtmlElement
    url: str
    captured_on: date
    claims: Structured
    chosen: Sequence[HtmlElement] = ()
    """Elements that platform rules name as the publication date, most specific first."""
    chosen_updated: Sequence[HtmlElement] = ()
    times: Sequence[HtmlElement] = field(default=())
    """`time` elements of the page."""


def find_published(search: DateSearch) -> PublishedDate | None:
    """The publication date; None rather than a date of something else."""
    return next(filter(None, (_accept(search, one) for one in _iter_published(search))), None)


def find_updated(search: DateSearch) -> PublishedDate | None:
    """When the page says that it was last changed; None when it does not."""
    return next(filter(None, (_accept(search, one) for one in _iter_updated(search))), None)


@dataclass(frozen=True, slots=True)
class _Candidate:
    written: WrittenDate
    origin: str
    kind: DateKind = "published"
    element: HtmlElement | None = None
    """Where it stands on the page; None when it is not shown."""


def _accept(search: DateSearch, candidate: _Candidate) -> PublishedDate | None:
    written = candidate.written
    # A day of grace: the page's clock may be ahead of UTC.
    if written.year < _EARLIEST or written.first_day > search.captured_on + timedelta(days=1):
        return None
    return PublishedDate(written.value, written.precision, candidate.kind, _as_written(candidate), candidate.origin)


def _as_written(candidate: _Candidate) -> str:
    """The date's characters with the page's own spaces, non-breaking ones too."""
    raw = candidate.written.raw
    if candidate.element is None or " " not in raw:
        return raw
    pattern = r"\s+".join(re.escape(part) for part in raw.split())
    found = re.search(pattern, "".join(str(piece) for piece in candidate.element.itertext()))
    return _LINE_SPACES.sub(" ", found.group()) if found else raw


def _iter_published(search: DateSearch) -> Iterator[_Candidate]:
    yield from _labelled(search, "published")
    yield from _chosen(search, search.chosen, "platform-rule", above=True)
    if search.claims.published:
        # A migration stamps its own day on every page of a site; a line that readers see was written by hand.
        yield from _labelled_anywhere(search, regions=False)
    for raw, origin in search.claims.published:
        if (written := _read_machine(raw)) is not None:
            yield _Candidate(written, origin)
    yield from _chosen(search, search.times, "time", above=True)
    yield from _bare(search)
    yield from _beside_title(search)
    yield from _chosen(search, search.chosen, "platform-rule", above=False)
    yield from _after_text(search)
    yield from _labelled_anywhere(search, regions=True)
    yield from _in_url(search.url)


def _iter_updated(search: DateSearch) -> Iterator[_Candidate]:
    for one in _labelled(search, "updated"):
        yield replace(one, kind="updated")
    for above in (True, False):
        for one in _chosen(search, search.chosen_updated, "platform-rule", above=above):
            yield replace(one, kind="updated")
    for raw, origin in search.claims.modified:
        if (written := _read_machine(raw)) is not None:
            yield _Candidate(written, origin, "updated")


def _chosen(search: DateSearch, elements: Sequence[HtmlElement], origin: str, *, above: bool) -> Iterator[_Candidate]:
    for element in elements:
        if _is_near(search, element, above=above) and (written := _read_element(element)) is not None:
            yield _Candidate(written, origin, element=element)


def _labelled(search: DateSearch, kind: str) -> Iterator[_Candidate]:
    first = search.title.first if search.title.first is not None else search.text_first
    around = [*range(first, search.text_first), *range(search.text_last + 1, search.end)]
    around += range(first - 1, first - 1 - _BEFORE_TITLE, -1)
    for index in around:
        if not _is_open(search, index):
            continue
        for line in _lines_at(search, index):
            if line.kind == kind and not (index > search.text_last and _is_of_other(search, index)):
                yield _Candidate(line.written, "labelled-line", element=search.page.blocks[index].element)


def _is_open(search: DateSearch, index: int) -> bool:
    """Whether the block exists and is no part of a menu, side list, or header above the title."""
    if not 0 <= index < len(search.page.blocks):
        return False
    block = search.page.blocks[index]
    first = search.title.first if search.title.first is not None else search.text_first
    if block.region in ({"junk"} if index >= first else {"junk", "header"}):
        return False
    return block.link_share < 0.8 or all(_is_of_itself(link, search.url) for link in block.links)


def _is_of_itself(link: HtmlElement, url: str) -> bool:
    """Whether a date's link leads to the article itself or to the archive of its day, as blogs have it."""
    target = attribute(link, "href")
    if "bookmark" in attribute(link, "rel").split() or _DAY_ARCHIVE.search(target):
        return True
    return urlsplit(join_url(url, target) or "")[2:4] == urlsplit(url)[2:4]


def _bare(search: DateSearch) -> Iterator[_Candidate]:
    if search.title.last is None or search.title.first is None:
        return
    for index in range(search.title.last + 1, search.text_first):
        yield from _bare_at(search, index)
    for index in range(search.title.first - 1, search.title.first - 3, -1):
        for candidate in _bare_at(search, index):
            # A header shows the capture's own day; within the article's element that may be the date.
            is_today = abs(candidate.written.first_day - search.captured_on) <= timedelta(days=1)
            if not is_today or _in_scope(search, index):
                yield candidate


def _bare_at(search: DateSearch, index: int) -> Iterator[_Candidate]:
    if _is_open(search, index):
        for line in _lines_at(search, index):
            if line.kind == "bare":
                yield _Candidate(line.written, "date-line", element=search.page.blocks[index].element)


def _lines_at(search: DateSearch, index: int) -> list[DateLine]:
    """The date lines of a block, with the label that may stand in the block before."""
    text = search.page.blocks[index].text
    label = search.page.blocks[index - 1].text if index else ""
    if is_date_label(label):
        offset = len(label.rstrip(" :")) + 2
        joined = read_date_lines(f"{label.rstrip(' :')}: {text}")
        if joined and joined[0].written.start >= offset:
            return joined
    return read_date_lines(text)


def _labelled_anywhere(search: DateSearch, *, regions: bool) -> Iterator[_Candidate]:
    """The one date that the page labels as its publication, wherever it stands: a column beside the text.

    `regions`: in side columns and footers by their class, too.
    """
    found = {
        line.written.value: _Candidate(line.written, "labelled-line", element=block.element)
        for index, block in enumerate(search.page.blocks)
        if len(block.text) <= _LABELLED_CHARS
        for line in _lines_at(search, index)
        if line.kind == "published"
        and not search.text_first <= index <= search.text_last
        and (regions or block.region != "junk")
        and not _is_of_other(search, index)
    }
    if len(found) == 1:
        yield next(iter(found.values()))


def _is_of_other(search: DateSearch, index: int) -> bool:
    """Whether a date stands in a card with a link to the article that it is of; two links are the neighbours'."""
    element = search.page.blocks[index].element
    for card in islice(iter_upwards(element), _CARD_LEVELS):
        start, end = search.page.spans.get(card, (0, 0))
        if end - start > _CARD_BLOCKS:
            return False
        links = [link for block in search.page.blocks[start:end] for link in block.links]
        if targets := {attribute(link, "href") for link in links if _is_title_link(link)}:
            return len(targets) == 1
    return False


def _is_title_link(link: HtmlElement) -> bool:
    target, text = attribute(link, "href"), text_of(link)
    if not target.partition("#")[0] or is_attachment(target) or is_tag_link(link):
        return False
    return len(text) >= _CARD_LINK_CHARS and find_line_kind(text) is None


def _in_scope(search: DateSearch, index: int) -> bool:
    start, end = search.page.spans.get(search.scope, (0, 0))
    return start <= index < end and search.scope.tag not in {"body", "html"}


def _beside_title(search: DateSearch) -> Iterator[_Candidate]:
    if search.title.first is None or search.title.last is None:
        return
    raw = " ".join(block.text for block in search.page.blocks[search.title.first : search.title.last + 1])
    dates = [written for written in find_dates(raw) if written.precision == "day"]
    for written in dates:
        around = (raw[: written.start] + raw[written.end :]).strip()
        outside = written.start <= 1 or (written.end >= len(raw) - 4 and raw not in {search.title.text, around})
        if outside and search.title.text != raw:
            yield _Candidate(written, "title-line")


def _after_text(search: DateSearch) -> Iterator[_Candidate]:
    for index in range(search.text_last + 1, min(search.text_last + 3, search.end)):
        if _in_scope(search, index):
            yield from _bare_at(search, index)


def _in_url(url: str) -> Iterator[_Candidate]:
    for pattern in (_URL_DAY, _URL_MONTH):
        match = pattern.search(url)
        if match is not None:
            year, month, *rest = (int(part) for part in match.groups())
            try:
                date(year, month, rest[0] if rest else 1)
            except ValueError:
                continue
            day = rest[0] if rest else None
            yield _Candidate(WrittenDate(year, month, day, match.start(), match.end(), match.group().strip("/")), "url")


def _is_near(search: DateSearch, element: HtmlElement, *, above: bool) -> bool:
    span = search.page.spans.get(element)
    if span is None or span[0] >= len(search.page.blocks):
        return False
    first = search.title.first if search.title.first is not None else search.text_first
    if above:
        return (first - _BEFORE_TITLE <= span[0] < search.text_first or span[0] == first) and _is_open(search, span[0])
    return search.text_last < span[0] < search.end and _is_open(search, span[0])


def _read_element(element: HtmlElement) -> WrittenDate | None:
    """The date shown, else the machine's: `2022-05-15T21:00Z` is shown as 16.05.2022 in Riga."""
    text = text_of(element)
    lines = read_date_lines(text)
    if any(line.kind in {"updated", "other"} for line in lines) and not any(line.kind == "published" for line in lines):
        return None
    shown = [line.written for line in lines if line.kind in {"published", "bare"}]
    if shown:
        return shown[0]
    if len(text) <= 60 and (written := parse_date(text)) is not None and written.precision == "day":
        return written
    return _read_machine(attribute(element, "datetime") or attribute(element, "content"))


def _read_machine(raw: str) -> WrittenDate | None:
    written = parse_date(raw[:40].replace("T", " ")) if _ISO_START.match(raw) else parse_date(raw[:40])
    return written if written is not None and written.precision == "day" else None
