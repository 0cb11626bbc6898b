"""An article's title: the page's own heading, told from the site's name, its sections and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import is_organisation_name
from archive.extract.blocks import Block, Page, clean_text
from archive.extract.datelines import is_date_label, is_date_line, read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.keys import has_slug_of, is_section, key_of
from archive.extract.kickers import cut_kicker
from archive.extract.lines import find_line_kind
from archive.extract.marks import TitleMarks
from archive.extract.ownlinks import is_own_link
from archive.extract.regions import is_lead
from archive.extract.siteparts import cut_site_parts, cut_unknown_site, split_site_parts
from archive.extract.structured import Structured
from archive.extract.tree import text_of
from archive.extract.typefaces import is_large
from archive.urls import host_of

MAX_CHARS = 350
_THRESHOLD = 20
_PROSE_BEFORE = 200
_ALL_LINK = 0.8
_MOST_BLOCKS = 3_000
"""No title stands below that many lines of menus."""
_MOST_LINES = 5
_MOST_INNER = 40
_HEADINGS = {"h1": 40, "h2": 25, "h3": 18, "h4": 10, "h5": 6, "dt": 6, "legend": 5}
_BULLETS = re.compile(r"^[\s•·▪■●◦►▶»›>*|–—-]+(?=\S)")
_DATE_BEHIND = re.compile(r"\s[|–—-]\s*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the blocks it stands in."""

    text: str
    origin: str
    first: int | None = None
    """Index of its first block; None when no block shows it."""
    last: int | None = None
    """Index of its last block."""


@dataclass(frozen=True, slots=True)
class TitleHints:
    """What is known of a page before its title is looked for."""

    url: str
    claims: Structured
    site_names: Collection[str]
    """Folded keys of the site's own names."""
    chosen: Sequence[HtmlElement] = ()
    """Elements that platform rules name, most specific first."""
    marks: TitleMarks = field(default_factory=TitleMarks)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Blocks that may be the title."""

    first: int
    last: int
    heading: HtmlElement | None
    text: str


def find_title(page: Page, core: tuple[int, int], hints: TitleHints) -> Title | None:
    """The title of the article whose prose begins near `core`; None when nothing on the page can be one."""
    claimed = _claimed_keys(hints)
    marks = hints.marks
    best: tuple[float, Title] | None = None
    seen: set[HtmlElement] = set()
    for index, block in enumerate(page.blocks[:_MOST_BLOCKS]):
        if block.region == "junk":
            continue
        heading = _heading_of(block.element)
        if (
            heading is None
            and block.link_share >= _ALL_LINK
            and index not in marks.ranks
            and not is_own_link(block, hints.url)
        ):
            continue
        if heading is not None:
            if heading in seen:
                continue
            seen.add(heading)
        elif page.prose_sums[index] - page.prose_sums[min(core[0], index)] > _PROSE_BEFORE:
            continue
        last = _last_block(page, index, heading)
        if sum(len(part.text) for part in page.blocks[index : last + 1]) > 2 * MAX_CHARS:
            continue
        raw = _cut_date_element(page, " ".join(part.text for part in page.blocks[index : last + 1]), block.element)
        text = clean_title(cut_kicker(raw, heading, hints.claims.headlines), hints.site_names)
        if not _is_possible(text, hints.site_names):
            continue
        score = _score(page, _Candidate(index, last, heading, text), core, hints, (marks, claimed))
        if best is None or score > best[0]:
            origin = "platform-rule" if index in marks.ranks else "heading" if heading is not None else "title-line"
            best = (score, Title(text, origin, index, last))
    if best is not None and best[0] >= _THRESHOLD:
        return best[1]
    claimed_title = _claimed_title(page, hints)
    if claimed_title is None and best is not None and best[0] > 0 and _is_before_date(page, best[1].last or 0):
        return best[1]
    return claimed_title or _misnamed_title(page, hints)


def _misnamed_title(page: Page, hints: TitleHints) -> Title | None:
    """The only main heading of a page without any other title, where it stands in what is called a menu or the like."""
    found = [(index, block) for index, block in enumerate(page.blocks) if block.element.tag == "h1"]
    if len({block.element for _, block in found}) != 1:
        return None
    text = clean_title(" ".join(block.text for _, block in found), hints.site_names)
    return Title(text, "heading", found[0][0], found[-1][0]) if _is_possible(text, hints.site_names) else None


def clean_title(text: str, site_names: Collection[str] = ()) -> str:
    """A title without bullets, a date in front, and the site's name behind."""
    text = _BULLETS.sub("", text).strip() if not text[:1].isalnum() else text
    dates = find_dates(text)
    if dates and dates[0].start <= 1 and dates[0].precision == "day" and _has_title_behind(text, dates[0]):
        rest = text[dates[0].end :]
        if dates[0].raw[0].isdigit() and re.match(r"^(?:\s*d\.)?[\s.,:|–-]*(?=[^\W_a-z]|[„“\"])", rest):
            text = re.sub(r"^(?:\s*d\.)?[\s.,:|)\]–-]*", "", rest)
    return clean_text(cut_site_parts(text, lambda part: key_of(part) in site_names))


def _has_title_behind(text: str, written: WrittenDate) -> bool:
    """Whether more than a word follows a date: a place or a mark after one in words, any word after one in figures."""
    least = 10 if re.search(r"[^\W\d_]", written.raw) else 4
    return len(text) - written.end > least


def _claimed_keys(hints: TitleHints) -> set[str]:
    texts = [text for text, _ in hints.claims.headlines]
    texts += [hints.claims.page_title, *split_site_parts(hints.claims.page_title)]
    keys = {key_of(text) for text in texts}
    return {key for key in keys if len(key) > 4 and key not in hints.site_names}


def _is_possible(text: str, site_names: Collection[str]) -> bool:
    if not 3 <= len(text) <= MAX_CHARS or not re.search(r"[^\W\d_]{2}", text):
        return False
    if key_of(text) in site_names or is_section(text):
        return False
    return not read_date_lines(text) and not is_date_label(text) and find_line_kind(text) is None


def _score(
    page: Page,
    candidate: _Candidate,
    core: tuple[int, int],
    hints: TitleHints,
    known: tuple[TitleMarks, Collection[str]],
) -> float:
    marks, claimed = known
    heading, text, last = candidate.heading, candidate.text, candidate.last
    block = page.blocks[candidate.first]
    element = heading if heading is not None else block.element
    score = float(_HEADINGS.get(str(element.tag), 0))
    score += 10 if heading is None and (block.is_bold or is_large(block)) else 0
    score += 10 if _BULLETS.match(block.text) else 0
    score += 25 if candidate.first in marks.classed else 0
    score += 60 - 5 * marks.ranks[candidate.first] if candidate.first in marks.ranks else 0
    score += 45 if has_slug_of(hints.url, text) else 0
    score += 35 if key_of(text) in claimed else 0
    score += _score_place(page, (candidate.first, last), core)
    if block.region and not _is_before_date(page, last):
        score -= 40 if block.region == "header" else 25
    score -= 10 if len(text) > 200 else 0
    score -= 15 if text.endswith(".") and heading is None else 0
    score -= 40 if heading is None and is_lead(block.element) else 0
    return score - _link_penalty(block, hints.url, heading) - _spread_penalty(page, block, heading)


def _score_place(page: Page, span: tuple[int, int], core: tuple[int, int]) -> float:
    index, last = span
    score = 0.0
    if _is_before_date(page, last):
        score += 25
    if index and is_date_line(page.blocks[index - 1].text):
        score += 10
    own_prose = page.prose_sums[last + 1] - page.prose_sums[index]
    before = page.prose_sums[index] - page.prose_sums[min(core[0], index)]
    if index >= core[1] or before > _PROSE_BEFORE:
        return score - 60
    between = page.prose_sums[max(core[0], last + 1)] - page.prose_sums[last + 1]
    noise = sum(1 for block in page.blocks[last + 1 : core[0]] if not block.region)
    score += 15 if noise <= 3 else -min(30, 3 * (noise - 3))
    return score - (20 if between > 600 else 0) - (10 if own_prose > 250 else 0)


def _is_before_date(page: Page, last: int) -> bool:
    return last + 1 < len(page.blocks) and is_date_line(page.blocks[last + 1].text)


def _link_penalty(block: Block, url: str, heading: HtmlElement | None) -> int:
    if block.link_share < _ALL_LINK or not block.links:
        return 0
    if is_own_link(block, url):
        return -15
    return 30 if heading is not None else 60


def _spread_penalty(page: Page, block: Block, heading: HtmlElement | None) -> int:
    """A line in the midst of lines of one paragraph or cell is prose, unless it is set apart by its type."""
    if heading is not None or block.is_bold or block.element.tag in {"td", "th", "div", "li", "span", "center"}:
        return 0
    start, end = page.spans.get(block.element, (0, 0))
    return 15 if end - start > 3 else 0


def _heading_of(element: HtmlElement) -> HtmlElement | None:
    current: HtmlElement | None = element
    for _ in range(4):
        if current is None:
            return None
        if current.tag in _HEADINGS:
            return current
        current = current.getparent()
    return None


def _last_block(page: Page, index: int, heading: HtmlElement | None) -> int:
    if heading is not None and heading in page.spans:
        return max(index, page.spans[heading][1] - 1)
    first, last = page.blocks[index], index
    while first.is_bold and last + 1 < min(len(page.blocks), index + _MOST_LINES):
        following = page.blocks[last + 1]
        if not (following.soft and following.is_bold and following.element is first.element) or is_date_line(
            following.text
        ):
            break
        last += 1
    return last


def _cut_date_element(page: Page, text: str, element: HtmlElement) -> str:
    """The text without a date behind it that stands in brackets or in an element of its own."""
    dates = find_dates(text)
    if not dates or dates[-1].precision != "day" or dates[-1].start < 4 or len(text) - dates[-1].end > 4:
        return text
    before, raw = text[: dates[-1].start], dates[-1].raw
    if len(dates) == 1 and _DATE_BEHIND.search(before) and raw[:1].isdigit() and not any(map(str.isalpha, raw)):
        return before.rstrip(" ([|–—-")
    start, end = page.spans.get(element, (0, 0))
    own = end - start <= _MOST_LINES and any(
        text_of(child).strip(" ()[].") == raw.strip(" .") for child in islice(element.iterdescendants(), _MOST_INNER)
    )
    return before.rstrip(" ([|–-") if own or before.rstrip()[-1:] in {"(", "[", "|"} else text


def _claimed_title(page: Page, hints: TitleHints) -> Title | None:
    claims = [*hints.claims.headlines, (hints.claims.page_title, "title-element")]
    for raw, origin in claims:
        own = cut_site_parts(raw, lambda part: is_site_part(part, hints))
        if origin == "title-element":
            own = cut_site_parts(cut_unknown_site(own), lambda part: is_site_part(part, hints))
        text = clean_title(own, hints.site_names)
        if _is_possible(text, hints.site_names):
            key = key_of(text)
            shown = next((i for i, one in enumerate(page.blocks) if not one.region and key_of(one.text) == key), None)
            return Title(text, origin, shown, shown)
    return None


def is_site_part(part: str, hints: TitleHints) -> bool:
    """Whether a part of a claimed title names the site or a section: its name, its host, an organisation."""
    if key_of(part) in hints.site_names or is_section(part) or is_organisation_name(part):
        return True
    host = host_of(hints.url).removeprefix("www.")
    return part.strip().lower().removeprefix("www.") in {host, host.rpartition(".")[0]}
