"""A page's body as a row of text blocks in reading order, each knowing its element and its region."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from archive.extract.leaves import JOINT, part_leaves
from archive.extract.regionmarks import mark_regions
from archive.extract.regions import BLOCK_TAGS, SKIPPED_TAGS, Region, classify_region
from archive.extract.shapes import is_data_table, is_inline_junk, is_plain_item
from archive.extract.shortcodes import drop_shortcodes
from archive.extract.tree import squeeze

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]")
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "big"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE_CHARS = 50
_SENTENCE_CHARS = 20


@dataclass(slots=True, eq=False)
class Block:
    """One line of text as a reader sees it."""

    text: str
    element: HtmlElement
    """The nearest block-level element."""
    soft: bool
    """Whether only one `<br>` parts it from the block before."""
    item: HtmlElement | None
    """The list item it belongs to."""
    table: HtmlElement | None
    """The table it is a row of."""
    link_chars: int
    bold_chars: int
    links: tuple[HtmlElement, ...]
    """The `a` elements that start in it."""
    region: Region = ""

    @property
    def link_share(self) -> float:
        return min(1.0, self.link_chars / len(self.text))

    @property
    def is_bold(self) -> bool:
        return self.bold_chars >= 0.9 * len(self.text)

    @property
    def prose(self) -> int:
        """Characters that speak for an article's text; 0 for menus, captions and short lines."""
        is_long = len(self.text) >= _PROSE_CHARS or (len(self.text) >= _SENTENCE_CHARS and self.text[-1] in ".!?")
        if self.region or not is_long or self.link_share > 0.5:
            return 0
        return len(self.text) - self.link_chars


@dataclass(slots=True)
class Page:
    """The blocks of a body, and which of them each element holds."""

    blocks: list[Block] = field(default_factory=list)
    spans: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    """Element to the first of its blocks and the one after its last."""
    regions: list[HtmlElement] = field(default_factory=list)
    """Elements whose tag, role or class says that they are not the article's text, in document order."""
    skipped: set[HtmlElement] = field(default_factory=set)
    """Elements whose inside was not read: scripts, hidden parts, share links, what rules drop."""
    prose_sums: list[int] = field(default_factory=list)
    """Prose characters before each block, and of all."""

    def prose_of(self, element: HtmlElement, first: int = 0) -> int:
        """Prose characters within an element, from block `first` on."""
        start, end = self.spans.get(element, (0, 0))
        start = max(start, first)
        return self.prose_sums[end] - self.prose_sums[start] if start < end else 0

    def blocks_of(self, element: HtmlElement) -> list[Block]:
        start, end = self.spans.get(element, (0, 0))
        return self.blocks[start:end]


def read_page(body: HtmlElement, dropped: Collection[HtmlElement] = (), *, rows: bool = True) -> Page:
    """The blocks of a body, without `dropped` elements, with regions marked; `rows`: a row of facts is one block."""
    reader = _Reader(rows=rows)
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.end(element)
        elif dropped and element in dropped:
            reader.skip(element)
            walk.skip_subtree()
        elif reader.start(element):
            walk.skip_subtree()
    mark_regions(reader.page)
    return reader.page


class _Reader:
    """The state of the walk: the line being written, and what it is inside of."""

    def __init__(self, *, rows: bool) -> None:
        self.page = Page()
        self._rows = rows
        self._pieces: list[str] = []
        self._link_chars = 0
        self._bold_chars = 0
        self._links: list[HtmlElement] = []
        self._link_depth = 0
        self._bold_depth = 0
        self._leaf_ended = False
        self._leaf_began = False
        self._soft = False
        self._stack: list[HtmlElement] = []
        self._items: list[HtmlElement] = []
        self._open: list[tuple[HtmlElement, int, bool]] = []
        """Elements being read, the index of each one's first block, and whether it is block-level."""

    def skip(self, element: HtmlElement) -> None:
        """Leave an element and its inside out."""
        self.page.skipped.add(element)
        if element.tag in BLOCK_TAGS:
            self._flush()

    def start(self, element: HtmlElement) -> bool:
        """Enter an element; True when its inside has been read already, or is not to be."""
        tag = element.tag
        if tag == "br":
            self._break()
            return False
        if tag in SKIPPED_TAGS or not isinstance(tag, str):
            self.skip(element)
            return True
        region = classify_region(element)
        if is_block := tag in BLOCK_TAGS:
            self._enter(element)
            if self._rows and tag == "table" and is_data_table(element):
                self._read_table(element)
                return True
        elif is_inline_junk(element, region):
            self.skip(element)
            return True
        else:
            self._leaf_began = True
        if tag == "a":
            self._links.append(element)
            self._link_depth += 1
        if tag in _BOLD_TAGS:
            self._bold_depth += 1
        self._open.append((element, len(self.page.blocks), is_block))
        if region:
            self.page.regions.append(element)
        if text := element.text:
            self._write(text)
        return False

    def _enter(self, element: HtmlElement) -> None:
        if self._pieces or self._links:
            self._flush()
        self._soft = False
        self._stack.append(element)
        if element.tag == "li" and is_plain_item(element):
            self._items.append(element)

    def end(self, element: HtmlElement) -> None:
        """Leave an element, and read what follows it."""
        if self._open and self._open[-1][0] is element:
            _, start, is_block = self._open.pop()
            tag = element.tag
            if is_block:
                self._leave(element)
            else:
                self._leaf_ended = True
                self._link_depth -= tag == "a"
            if tag in _BOLD_TAGS:
                self._bold_depth -= 1
            # An element within a line is of the block that the line will be.
            self.page.spans[element] = (start, len(self.page.blocks) + bool(self._pieces))
        if tail := element.tail:
            self._write(tail)

    def _leave(self, element: HtmlElement) -> None:
        if self._pieces or self._links:
            self._flush()
        self._soft = False
        if self._stack[-1] is element:
            self._stack.pop()
        if self._items and self._items[-1] is element:
            self._items.pop()

    def _write(self, text: str) -> None:
        if text.isspace():
            if self._pieces:
                self._pieces.append(text)
            return
        if self._leaf_ended and self._leaf_began and self._pieces:
            self._pieces.append(JOINT)
        self._leaf_ended = self._leaf_began = False
        self._pieces.append(text)
        if self._link_depth or self._bold_depth:
            chars = len(squeeze(text))
            self._link_chars += chars if self._link_depth else 0
            self._bold_chars += chars if self._bold_depth else 0

    def _break(self) -> None:
        has_line = bool(self._pieces)
        if has_line:
            self._flush()
        self._soft = has_line

    def _flush(self) -> None:
        if self._pieces:
            is_heading = bool(self._stack) and self._stack[-1].tag in _HEADINGS
            text = drop_shortcodes(clean_text(part_leaves("".join(self._pieces), is_heading=is_heading)))
            if text and self._stack:
                item = self._items[-1] if self._items else None
                self._append(text, self._stack[-1], item, None)
            self._pieces.clear()
            self._link_chars = self._bold_chars = 0
        self._links.clear()

    def _append(self, text: str, element: HtmlElement, item: HtmlElement | None, table: HtmlElement | None) -> None:
        links = tuple(self._links)
        block = Block(text, element, self._soft, item, table, self._link_chars, self._bold_chars, links)
        self.page.blocks.append(block)
        self._soft = False

    def _read_table(self, table: HtmlElement) -> None:
        start = len(self.page.blocks)
        for row in table.iter("tr"):
            cells = [
                clean_text(" ".join(str(piece) for piece in cell.itertext()))
                for cell in row
                if cell.tag in {"td", "th"}
            ]
            self._links = list(row.iter("a"))
            self._link_chars = sum(len(squeeze(" ".join(map(str, link.itertext())))) for link in self._links)
            if any(cells):
                self._append(" | ".join(cells), row, None, table)
            self._links, self._link_chars = [], 0
        self._open.append((table, start, True))


def clean_text(text: str) -> str:
    """One line: NFC, no invisible characters, every run of white space one space."""
    text = squeeze(text)
    if text.isascii():
        return text
    if not text.isprintable():
        text = squeeze(_INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)
