"""A page's body as a row of text blocks in reading order, each knowing its element and its region."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import accumulate

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from archive.extract.consent import is_consent_box, is_consent_line, speaks_of_cookies
from archive.extract.regions import (
    BLOCK_TAGS,
    REGION_TAGS,
    SKIPPED_TAGS,
    Region,
    class_words,
    classify_region,
    is_hidden,
)
from archive.extract.shapes import holds_block, is_data_table, is_plain_item
from archive.extract.shortcodes import drop_shortcodes
from archive.extract.tree import squeeze

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]")
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "big"})
_PROSE_CHARS = 50
_SENTENCE_CHARS = 20
_JUNK_SHARE = 0.4
"""An element that holds this share of the page's prose is no sidebar, whatever its class says."""
_SMALL_CHARS = 250


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
    reader = _Reader(dropped, rows=rows)
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.end(element)
        elif reader.is_skipped(element):
            reader.skip(element)
            walk.skip_subtree()
        elif reader.start(element):
            walk.skip_subtree()
    page = reader.page
    _mark_regions(page)
    return page


class _Reader:
    """The state of the walk: the line being written, and what it is inside of."""

    def __init__(self, dropped: Collection[HtmlElement], *, rows: bool) -> None:
        self.page = Page()
        self._rows = rows
        self._dropped = dropped
        self._pieces: list[str] = []
        self._link_chars = 0
        self._bold_chars = 0
        self._links: list[HtmlElement] = []
        self._link_depth = 0
        self._bold_depth = 0
        self._soft = False
        self._stack: list[HtmlElement] = []
        self._items: list[HtmlElement] = []
        self._starts: dict[HtmlElement, int] = {}

    def is_skipped(self, element: HtmlElement) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED_TAGS or element in self._dropped:
            return True
        return tag not in BLOCK_TAGS and tag != "br" and self._is_inline_junk(element)

    @staticmethod
    def _is_inline_junk(element: HtmlElement) -> bool:
        if not element.attrib:
            return False
        return is_hidden(element) or (
            classify_region(element) == "junk" and len(element) < 10 and not holds_block(element)
        )

    def skip(self, element: HtmlElement) -> None:
        self.page.skipped.add(element)
        if element.tag in BLOCK_TAGS:
            self._flush()

    def start(self, element: HtmlElement) -> bool:
        """Enter an element; True when its inside has been read already."""
        tag = element.tag
        if tag == "br":
            self._break()
            return False
        if tag in BLOCK_TAGS:
            self._flush()
            self._soft = False
            self._stack.append(element)
            if tag == "li" and is_plain_item(element):
                self._items.append(element)
            if self._rows and tag == "table" and is_data_table(element):
                self._read_table(element)
                return True
        elif tag == "a":
            self._links.append(element)
            self._link_depth += 1
        if tag in _BOLD_TAGS:
            self._bold_depth += 1
        self._starts[element] = len(self.page.blocks)
        if (element.attrib or tag in REGION_TAGS) and classify_region(element):
            self.page.regions.append(element)
        self._write(element.text)
        return False

    def end(self, element: HtmlElement) -> None:
        if element.tag != "br" and element not in self.page.skipped:
            self._leave(element)
        self._write(element.tail)

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self._flush()
            self._soft = False
            if self._stack and self._stack[-1] is element:
                self._stack.pop()
            if self._items and self._items[-1] is element:
                self._items.pop()
        elif tag == "a":
            self._link_depth -= 1
        if tag in _BOLD_TAGS and element in self._starts:
            self._bold_depth -= 1
        start = self._starts.pop(element, None)
        if start is not None:
            open_line = 1 if self._pieces and tag not in BLOCK_TAGS else 0
            self.page.spans[element] = (start, len(self.page.blocks) + open_line)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        chars = len(squeeze(text))
        if chars and self._link_depth:
            self._link_chars += chars
        if chars and self._bold_depth:
            self._bold_chars += chars
        if chars or self._pieces:
            self._pieces.append(text)

    def _break(self) -> None:
        if self._pieces and squeeze("".join(self._pieces)):
            self._flush()
            self._soft = True
        else:
            self._soft = False

    def _flush(self) -> None:
        text = drop_shortcodes(clean_text("".join(self._pieces)))
        if text and self._stack:
            item = self._items[-1] if self._items else None
            self._append(text, self._stack[-1], item=item)
        self._pieces.clear()
        self._links.clear()
        self._link_chars = self._bold_chars = 0

    def _append(
        self,
        text: str,
        element: HtmlElement,
        *,
        item: HtmlElement | None = None,
        table: HtmlElement | None = None,
    ) -> None:
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
                self._append(" | ".join(cells), row, table=table)
            self._links, self._link_chars = [], 0
        self._starts[table] = start


def clean_text(text: str) -> str:
    """One line: NFC, no invisible characters, every run of white space one space."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        text = unicodedata.normalize("NFC", text)
    return squeeze(text)


def _mark_consent(page: Page) -> None:
    """Mark what asks for consent to cookies, however long it is, where the page is not about them."""
    if any(block.element.tag == "h1" and speaks_of_cookies(block.text) for block in page.blocks):
        return
    for element in page.regions:
        own = page.blocks_of(element) if is_consent_box(element, class_words(element)) else []
        if len(own) < len(page.blocks) and any(speaks_of_cookies(block.text) for block in own):
            for block in own:
                block.region = "junk"
    lines = [block for block in page.blocks if not block.region and is_consent_line(block.text)]
    if sum(block.prose for block in lines) < sum(block.prose for block in page.blocks):
        for block in lines:
            block.region = "junk"


def _mark_regions(page: Page) -> None:
    _mark_consent(page)
    total = sum(block.prose for block in page.blocks) or 1
    sums = list(accumulate((block.prose for block in page.blocks), initial=0))
    junk_end = 0
    for element in page.regions:
        start, end = page.spans.get(element, (0, 0))
        if end <= junk_end:
            continue
        region = classify_region(element)
        if region == "small":
            if sum(len(block.text) for block in page.blocks[start : min(end, start + 40)]) > _SMALL_CHARS:
                continue
            if element.find(".//h1") is not None or element.find(".//h2") is not None:
                continue
        elif sums[end] - sums[start] > _JUNK_SHARE * total:
            continue
        junk_end = end if region == "junk" else junk_end
        for block in page.blocks[start:end]:
            if block.region != "junk":
                block.region = region
    page.prose_sums = list(accumulate((block.prose for block in page.blocks), initial=0))
