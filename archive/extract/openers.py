"""Lines that may open an article on a page of many: headings, bold lines, dates, each told by its make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.core import depth_of
from archive.extract.datelines import read_date_lines
from archive.extract.dates import WrittenDate, find_dates
from archive.extract.lines import find_line_kind
from archive.extract.months import fold
from archive.extract.tree import text_of

OpenerKind = Literal["heading", "bold", "dated", "date"]
"""`dated`: a plain line that begins with a date; `date`: nothing but a date."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend"})
_HEADING_LEVELS = 4
_TITLE_CHARS = 300
_MOST_OPENERS = 3_000
"""A page with an article for each working day of ten years has fewer."""
_LEAST_TITLE = 6
_EDGE = re.compile(r"^(?:\s*(?:d|dien[aą]|a|g)\b\.?)?[\s.,:;|)\]–—-]+|^(?:\s*d\.)")
_OPEN_EDGE = re.compile(r"[\s.,:;|(\[–—-]+$")
_OTHER_DATE = re.compile(
    r"\b(?:iki|nuo|lidz|no|kuni|alates|until|from|by|till|terminas|termins|tahtaeg|deadline|galioja|trukme)[\s:]*$"
)
_RANGE = re.compile(r"^\s*(?:[–—-]|iki|lidz|kuni|until|to)\s*(?:\d|[^\W\d_]+\s*\d)")


@dataclass(frozen=True, slots=True)
class Opener:
    """A line that may begin an article."""

    index: int
    """Of its first block."""
    last: int
    """Index of its last block."""
    kind: OpenerKind
    tag: str
    depth: int
    """Elements around it."""
    text: str
    """Its words without the date."""
    written: WrittenDate | None
    """The date that it begins or ends with."""
    rest: str = ""
    """What follows the title in the same block."""


def find_openers(page: Page) -> list[Opener]:
    """All lines of a page that may open an article, in order; those in menus and side lists left out."""
    found: list[Opener] = []
    past = -1
    for index, block in enumerate(page.blocks):
        if index <= past or block.region == "junk" or block.table is not None:
            continue
        opener = _read_opener(page, index, block)
        if opener is not None:
            found.append(opener)
            past = opener.last
            if len(found) >= _MOST_OPENERS:
                break
    return found


def read_plain_date(block: Block) -> WrittenDate | None:
    """The publication date of a line that is nothing else; None for other lines, and for other dates."""
    for line in read_date_lines(block.text):
        if line.kind in {"published", "bare"} and line.written.precision == "day":
            return line.written
    return None


def is_title_like(block: Block) -> bool:
    """Whether a line may be the title that stands at a date: short, no sentence, none of the page's tools."""
    text = block.text
    if not _LEAST_TITLE <= len(text) <= _TITLE_CHARS or block.table is not None:
        return False
    if text.rstrip('“”"').endswith((".", ";", ",")) and not block.is_bold:
        return False
    return find_line_kind(text) is None and not find_dates(text)


def is_heading(element: HtmlElement) -> bool:
    """Whether an element is a heading, the summary of a folded part, or a term of a list of definitions."""
    return element.tag in _HEADINGS


def cut_date(text: str) -> tuple[str, WrittenDate | None]:
    """A title without the full date that it begins or ends with, and that date."""
    dates = [one for one in find_dates(text) if one.precision == "day"]
    if not dates:
        return text, None
    first, last = dates[0], dates[-1]
    head, tail = text[: first.start].strip(" ([|–—-.:"), text[last.end :]
    if not head and not _RANGE.match(text[first.end :]):
        rest = _EDGE.sub("", text[first.end :]).strip()
        is_sentence = rest[:1].islower()  # `2015 m. liepos 15 d. vyko susitikimas` is one phrase with its date.
        return (text if is_sentence else rest), first
    if not re.search(r"[^\W_]", re.sub(r"^\s*(?:d|a|g|m)\b", "", tail)) and len(dates) == 1:
        before = text[: last.start]
        if not _OTHER_DATE.search(fold(before)):
            return _OPEN_EDGE.sub("", before).strip(), last
    return text, None


def _read_opener(page: Page, index: int, block: Block) -> Opener | None:
    heading = _heading_of(block)
    if heading is not None:
        last = max(index, page.spans[heading][1] - 1) if heading in page.spans else index
        return _titled(page, (index, last), "heading", heading)
    tag = str(block.element.tag)
    if (written := read_plain_date(block)) is not None:
        return Opener(index, index, "date", tag, depth_of(block.element), "", written)
    if block.region:
        return None
    if (block.is_bold or _is_bold_before_date(block)) and len(block.text) <= _TITLE_CHARS:
        return _titled(page, (index, _last_bold(page.blocks, index)), "bold", block.element)
    return _read_dated(index, block, tag)


def _titled(page: Page, span: tuple[int, int], kind: OpenerKind, element: HtmlElement) -> Opener | None:
    first, last = span
    raw = " ".join(one.text for one in page.blocks[first : last + 1])
    if len(raw) > _TITLE_CHARS or find_line_kind(raw) is not None:
        return None
    text, written = cut_date(raw)
    depth = depth_of(element)
    if len(text) < _LEAST_TITLE:
        return Opener(first, last, "date", str(element.tag), depth, "", written) if written is not None else None
    return Opener(first, last, kind, str(element.tag), depth, text, written)


def _is_bold_before_date(block: Block) -> bool:
    """Whether a line is a bold title with its date behind it in plain type."""
    if not block.bold_chars or len(block.text) > _TITLE_CHARS:
        return False
    text, written = cut_date(block.text)
    return written is not None and written.start > len(text) - 1 and block.bold_chars >= len(text) - 2


def _last_bold(blocks: Sequence[Block], index: int) -> int:
    """Index of the last of the bold lines that only line breaks part from the first: a date over its title."""
    last = index
    if find_dates(blocks[index].text) and index + 1 < len(blocks):
        following = blocks[index + 1]
        has_title = len(cut_date(blocks[index].text)[0]) >= _LEAST_TITLE
        if not has_title and following.is_bold and following.element is blocks[index].element:
            last = index + 1
    return last


def _read_dated(index: int, block: Block, tag: str) -> Opener | None:
    """A line that begins with its date: all of it the title, or a bold beginning, or a first sentence."""
    dates = find_dates(block.text)
    if not dates or dates[0].start > 1 or dates[0].precision != "day" or _RANGE.match(block.text[dates[0].end :]):
        return None
    written = dates[0]
    after = _EDGE.sub("", block.text[written.end :]).strip()
    if len(after) < _LEAST_TITLE or after[:1].islower():
        return None
    depth = depth_of(block.element)
    bold = _leading_bold(block, after)
    if bold:
        return Opener(index, index, "dated", tag, depth, bold, written, after[len(bold) :].lstrip(" .:–—-\u00a0"))
    if len(after) <= _TITLE_CHARS // 2 and after[-1] not in ".;":
        return Opener(index, index, "dated", tag, depth, after, written)
    return Opener(index, index, "dated", tag, depth, first_sentence(after), written, after)


def first_sentence(text: str) -> str:
    """A text's first sentence, without its full stop, cut at a word when it is long."""
    match = re.match(r"(.{12,150}?)(?<!\b[A-ZĀ-Ž])[.!?](?=\s+[^\W\d_a-z]|$)", text)
    if match:
        return match.group(1)
    return text if len(text) <= 150 else text[:150].rpartition(" ")[0] + "…"


def _leading_bold(block: Block, after: str) -> str:
    pieces = (text_of(one) for one in block.element.iter("b", "strong"))
    for piece in pieces:
        bare = _EDGE.sub("", cut_date(piece)[0]).strip()
        if len(bare) >= _LEAST_TITLE and after.startswith(bare) and len(bare) < len(after):
            return bare.rstrip(" .:–—-")
    return ""


def _heading_of(block: Block) -> HtmlElement | None:
    current: HtmlElement | None = block.element
    for _ in range(_HEADING_LEVELS):
        if current is None or current.tag in _HEADINGS:
            return current
        current = current.getparent()
    return None
