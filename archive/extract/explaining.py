"""What a page offered for its article's fields beside what was chosen: asked only when somebody wants to know why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from archive.extract.blocks import Page
from archive.extract.datelines import is_date_line, read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.keys import is_section, key_of
from archive.extract.lines import find_line_kind
from archive.extract.provenance import find_notes, line_place, note
from archive.extract.reading import OpenPage, Reading
from archive.extract.signatures import drop_signature, is_credit, is_query
from archive.records import Article, PublishedDate

_MOST = 60
"""Notes of one kind: a list of a thousand dates explains nothing."""
_LINKED = 0.7
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE_REASONS = {
    "updated": "labelled as the day of a change",
    "other": "labelled as the day of an event, a deadline, or today",
    "published": "labelled, but another date came first",
    "bare": "a date that stands alone; another came first",
}


def explain_article(opened: OpenPage, reading: Reading, article: Article, captured_on: date) -> None:
    """Make the notes of one article of a page."""
    platform = opened.platform or "none"
    note("platform", platform, "chosen", f"the page is read by the rules {opened.rules.name!r}")
    _explain_title(opened, reading, article)
    for name, chosen in (("published", article.published), ("updated", article.updated)):
        _choose_date(article, name, chosen)
    _explain_dates(opened, reading, article, captured_on)
    _explain_text(reading, article)
    _explain_rest(article)


def explain_failure(opened: OpenPage, reason: str) -> None:
    """Make the notes of a page that holds no article."""
    note("page", opened.url, "passed over", reason)
    for text, origin in [*opened.claims.headlines, (opened.claims.page_title, "title-element")]:
        if text:
            note("title", text, "passed over", "no article was found under it", place=origin)


def _explain_title(opened: OpenPage, reading: Reading, article: Article) -> None:
    title, page = reading.title, reading.page
    note("title", title.text, "chosen", _told(article, "title"), place=_place(title.origin, title.first))
    chosen = key_of(title.text)
    for text, origin in [*opened.claims.headlines, (opened.claims.page_title, "title-element")]:
        if text and key_of(text) != chosen:
            held = "it carries the site's name or a section's beside the title" if chosen in key_of(text) else ""
            note("title", text, "passed over", held or "no line at the text says the same", place=origin)
    for index, block in list(_iter_headings(page))[:_MOST]:
        inside = title.first is not None and title.last is not None and title.first <= index <= title.last
        if not inside and key_of(block) != chosen:
            note("title", block, "passed over", _title_reason(reading, index), place=_place("heading", index))


def _iter_headings(page: Page) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(page.blocks):
        nearest = [block.element, *list(block.element.iterancestors())[:2]]
        if any(one.tag in _HEADINGS for one in nearest):
            yield index, block.text


def _title_reason(reading: Reading, index: int) -> str:
    if is_section(reading.page.blocks[index].text):
        return "the name of a section"
    where = _where(reading, index)
    return f"a heading {where}"


def _choose_date(article: Article, name: str, chosen: PublishedDate | None) -> None:
    if chosen is not None:
        note(name, f"{chosen.value} ({chosen.raw})", "chosen",
             f"{chosen.kind}, to the {chosen.precision}; {_told(article, name)}", place=chosen.origin)  # fmt: skip
    elif name == "published":
        note(name, "", "chosen", "no date on the page can be trusted: the capture's day is all that is known",
             place="first-seen")  # fmt: skip


def _explain_dates(opened: OpenPage, reading: Reading, article: Article, captured_on: date) -> None:
    told = {key_of(one.value) for one in find_notes("published", "updated")}
    chosen = {(one.value, one.origin) for one in (article.published, article.updated) if one is not None}
    claims = opened.claims
    for raw, origin in [*claims.published, *claims.modified]:
        values = {written.value for written in find_dates(raw.replace("T", " ")[:40])}
        if not any((value, origin) in chosen for value in values) and key_of(raw) not in told:
            note("published", raw, "passed over", "a line that readers see came first", place=origin)
    for index, written in list(_iter_dates(reading.page))[:_MOST]:
        if key_of(written.raw) not in told and not any(written.value == value for value, _ in chosen):
            reason = _date_reason(reading, index, written, captured_on)
            note("published", written.raw, "passed over", reason, place=line_place(index))
    for index, block in enumerate(reading.page.blocks):
        if find_line_kind(block.text) == "copyright" and _YEAR.search(block.text) and not find_dates(block.text):
            note("published", block.text, "passed over", "a copyright's year", place=line_place(index))


def _iter_dates(page: Page) -> Iterator[tuple[int, WrittenDate]]:
    for index, block in enumerate(page.blocks):
        for written in find_dates(block.text):
            yield index, written


def _date_reason(reading: Reading, index: int, written: WrittenDate, captured_on: date) -> str:
    block = reading.page.blocks[index]
    if written.first_day > captured_on + timedelta(days=1):
        return "later than the capture"
    if block.region == "junk":
        return "in a menu, a side list or the footer"
    for line in read_date_lines(block.text):
        if line.written.raw == written.raw and line.kind in _DATE_REASONS:
            return f"{_DATE_REASONS[line.kind]}; {_where(reading, index)}"
    if reading.first <= index <= reading.last:
        return "in prose: what the text tells of, not when it was published"
    return f"within a line {_where(reading, index)}"


def _explain_text(reading: Reading, article: Article) -> None:
    note("text", f"{len(article.text)} characters", "chosen", _told(article, "text"), place=reading.origin)
    if not reading.blocks:
        return
    note("text", reading.blocks[0].text, "chosen", "its first line", place=line_place(reading.first))
    note("text", reading.blocks[-1].text, "chosen", "its last line", place=line_place(reading.last))
    kept = {id(block) for block in drop_signature(reading.blocks)}
    after = reading.title.last + 1 if reading.title.last is not None else reading.first
    for index in range(after, min(reading.end, len(reading.page.blocks))):
        block = reading.page.blocks[index]
        if id(block) not in kept:
            note("text", block.text, "cut", _cut_reason(reading, index), place=line_place(index))


def _cut_reason(reading: Reading, index: int) -> str:
    block = reading.page.blocks[index]
    if any(block is one for one in reading.blocks):
        return "the signature of its author"
    kind = find_line_kind(block.text)
    regions = {"junk": "in a menu, a side list or the footer", "header": "in the page's head"}
    reasons = (
        (is_query(block.text), "whom to ask for more"),
        (is_credit(block.text), "who made or printed it"),
        (is_date_line(block.text), "a date"),
        (kind is not None, f"a line of the kind {kind!r}"),
        (bool(block.region), regions.get(block.region, "in a caption, tag, author or tool")),
        (bool(block.links) and block.link_share > _LINKED, "nothing but links"),
    )
    reason = next((reason for holds, reason in reasons if holds), "not of the article")
    return f"{reason}, {_where(reading, index)}"


def _explain_rest(article: Article) -> None:
    for tag in article.tags:
        note("tags", tag, "chosen", _told(article, "tags"), place=article.origins.get("tags", ""))
    for author in article.authors:
        value = ", ".join(filter(None, (author.name, author.role, author.organisation)))
        note("authors", value, "chosen", _told(article, "authors"), place=article.origins.get("authors", ""))
    for name, said in (("lead", article.lead), ("language", article.language)):
        if said:
            note(name, said, "chosen", _told(article, name), place=article.origins.get(name, ""))


def _where(reading: Reading, index: int) -> str:
    """Where a line stands on the page."""
    title = reading.title
    if reading.page.blocks[index].region == "junk":
        return "in a menu, a side list or the footer"
    if title.first is not None and index < title.first:
        return "above the title"
    if index < reading.first:
        return "between title and text"
    return "within the text" if index <= reading.last else "below the text"


def _told(article: Article, name: str) -> str:
    """`by label "Publicēts"; confidence high`."""
    rule, confidence = article.rules.get(name), article.confidences.get(name)
    return "; ".join(filter(None, (f"by {rule}" if rule else "", f"confidence {confidence}" if confidence else "")))


def _place(origin: str, index: int | None) -> str:
    return f"{origin}, {line_place(index)}" if index is not None else origin
