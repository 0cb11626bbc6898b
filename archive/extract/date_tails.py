"""The lines right below an article's text, in its own element, where many templates put the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from archive.extract.date_cards import is_of_itself, is_of_other
from archive.extract.date_guards import is_of_change, is_of_entry, is_of_reader, is_within_change
from archive.extract.date_search import Candidate, DateSearch, in_scope, is_fact, is_open
from archive.extract.datelines import read_date_lines
from archive.extract.regions import class_words
from archive.extract.tree import iter_upwards, text_of

_ASIDE = re.compile(
    r"\b(?:\w*widget\w*|\w*sidebar\w*|\w*related\w*|\w*recent\w*|\w*comment\w*|copyright|\w*clock|\w*feed"
    r"|site \w*|page (?:footer|bottom)|(?:navbar|nav|menu))\b"
)
_PAGE_FOOT = re.compile(
    r"(?:footer|foot|jalus|kajene|poraste)(?: (?:wrap\w*|inner|content|area|main|bottom|container))?"
)
_NOT_TAIL = frozenset({"aside", "nav", "form", "blockquote", "figure"})
_COPYRIGHT = re.compile(r"[©®]|\(c\)|copyright", re.I)
_LINES = 2
_LINE_CHARS = 60
_BEFORE_TITLE = 4
_PRINT_LINES = 3
_PRINT_CHARS = 200
_MOST_INNER = 30


def iter_tail_dates(search: DateSearch) -> Iterator[Candidate]:
    """Days without a label below the text: on a line of their own, whatever its class, then within small print."""
    lines: list[Candidate] = []
    for index in range(search.text_last + 1, min(search.text_last + 1 + _LINES, search.end)):
        if in_scope(search, index) and not is_open(search, index) and _is_own_tail(search, index):
            lines += _line_dates(search, index)
    if len(lines) == 1:
        yield from lines
    for index in range(search.text_last + 1, min(search.text_last + 1 + _PRINT_LINES, search.end)):
        if in_scope(search, index) and search.page.blocks[index].region == "small":
            yield from _print_dates(search, index)


def _line_dates(search: DateSearch, index: int) -> Iterator[Candidate]:
    block = search.page.blocks[index]
    for line in read_date_lines(block.text):
        is_ours = line.kind == "bare" or (line.is_vague and line.kind == "published" and not is_fact(search, index))
        is_change = is_within_change(search, block.element, line.written.raw)
        if is_ours and line.written.precision == "day" and not is_change:
            yield Candidate(line.written, "date-line", element=block.element)


def _is_own_tail(search: DateSearch, index: int) -> bool:
    """Whether a line is no more than a date, in a part of the element that began with the article's title."""
    block = search.page.blocks[index]
    if len(block.text) > _LINE_CHARS or block.link_share or _COPYRIGHT.search(block.text):
        return False
    if is_of_other(search.page, index) or is_of_entry(search, index, block.element):
        return False
    is_foot = False
    for around in iter_upwards(block.element):
        start, _ = search.page.spans.get(around, (0, 0))
        if start <= search.text_last:
            # What began with the page's head holds the page's foot as well.
            is_articles = around.tag not in {"body", "html"} and search.first - _BEFORE_TITLE <= start
            return is_articles and not (is_foot and around.tag != "article")
        words = class_words(around)
        if around.tag in _NOT_TAIL or _ASIDE.search(words):
            return False
        is_foot = is_foot or around.tag == "footer" or _PAGE_FOOT.fullmatch(words) is not None
    return False


def _print_dates(search: DateSearch, index: int) -> Iterator[Candidate]:
    """The one day in an element of its own within small print: beside the author, the section, a hidden change."""
    block = search.page.blocks[index]
    if len(block.text) > _PRINT_CHARS or is_of_entry(search, index, block.element):
        return
    found: dict[str, Candidate] = {}
    is_others = is_of_other(search.page, index)
    for child in islice(block.element.iterdescendants(), _MOST_INNER):
        if not isinstance(child.tag, str) or len(child) or is_of_change(search, child):
            continue
        link = next((one for one in islice(iter_upwards(child), _LINES) if one.tag == "a"), None)
        if is_others if link is None else not is_of_itself(link, search.url):
            continue
        for line in read_date_lines(text_of(child)):
            is_ours = line.kind == "bare" and line.written.precision == "day"
            if is_ours and not is_of_reader(search, index, child, line.written):
                found.setdefault(line.written.value, Candidate(line.written, "date-line", element=child))
    if len(found) == 1:
        yield from found.values()
