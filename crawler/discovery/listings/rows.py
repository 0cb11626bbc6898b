"""What stands beside an article's link in a listing: title, date as written, lead, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.discovery.listings.elements import Element, Page
from crawler.discovery.listings.page_texts import DATE_CHARACTERS, DATE_CLASS, DateMark, PageTexts, read_date_line
from crawler.discovery.listings.row_extent import (
    HEADINGS,
    PIECES_AFTER,
    ROW_ELEMENTS,
    ArticleAnchors,
    ExtentFinder,
    RowExtent,
    ancestors,
    read_label,
)
from crawler.discovery.listings.row_words import is_no_title, is_read_more, says_read_more
from crawler.discovery.platforms.known import Platform

_ROWS_TRIED = 6
_LEAD_CHARACTERS = 1000
_TAG_CHARACTERS = 60
_TITLE_LEAST, _TITLE_MOST = 8, 200
_MAX_TAGS = 12
_NUMERIC_DATE = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\.?|(?:19|20)\d\d[-./ ]\d\d[-./ ]\d\d\.?)"
_DATE = re.compile(rf"(?<!\d){_NUMERIC_DATE}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED_TITLE = re.compile(rf"({_NUMERIC_DATE})(?:\s*d\.)?[\s:,|–-]+(?=[^\W\d_])")
_LEAD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:text|lead|teaser|summary|intro|introtext|excerpt|anons|ievads|santrauka)(?=$|[\s_-])",
    re.IGNORECASE,
)
_TAG_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cat-links?|categor(?:y|ies)|category-name|tags?-links?|tags|post-tags|field-name-field-tags|"
    r"kategorija|rubrika|temos|birkas)(?=$|[\s_-])",
    re.IGNORECASE,
)
_TAG_ADDRESS = re.compile(
    r"/(?:category|kategorija|kategoorija|rubrika|tags?|itemlist/category)/[^?#]|[?&](?:cat|tag)=", re.I
)
_WORD_BESIDE_DATE = re.compile(r"[^\W\d_][\w –-]{2,38}")
_NO_TAG = re.compile(
    r"(?:paskelbt|parašyt|publicēt|lisat|sisestat|atjaun|atnaujint|posted|published|date|data|datums|kuupäev|by |kell|"
    r"pirmadien|antradien|trečiadien|ketvirtadien|penktadien|šeštadien|sekmadien|\w+dien|esmaspäev|teisipäev|"
    r"kolmapäev|neljapäev|reede|laupäev|pühapäev|mon|tue|wed|thu|fri|sat|sun|sukurta|įkelta|ikelta|pievienots|autor|"
    r"peržiūr|skat[iī]j|vaatamis|views)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """The listing's own words about one article; None where it says nothing."""

    title: str | None = None
    published: str | None = None
    lead: str | None = None
    tags: tuple[str, ...] = ()


def _count_facts(facts: RowFacts) -> tuple[bool, bool, bool]:
    return facts.published is not None, facts.lead is not None, facts.title is not None


class RowReader:
    """Reads the rows of one page."""

    def __init__(self, page: Page, texts: PageTexts, platform: Platform | None) -> None:
        self._page, self._texts, self._platform = page, texts, platform
        self._extents = ExtentFinder(page, texts, platform.row if platform is not None else ())

    def read(self, anchors: Sequence[Element], key: str, linked: ArticleAnchors) -> RowFacts:
        """The title, date, lead and tags in the row that the article's anchors stand in; of several the fullest."""
        found: dict[int, RowFacts] = {}
        for anchor in anchors[:_ROWS_TRIED]:
            row = self._extents.find_row(anchor, key, linked)
            if row.index not in found:
                found[row.index] = self._read_row(row, anchors, linked)
        return max(found.values(), key=_count_facts)

    def _read_row(self, row: Element, anchors: Sequence[Element], linked: ArticleAnchors) -> RowFacts:
        extent = self._extents.extend(row, linked)
        inside = [anchor for anchor in anchors if row.index <= anchor.index < row.end]
        title = self._find_title(extent, inside or anchors)
        published, line = self._find_published(extent)
        dated = _DATED_TITLE.match(title) if title else None
        if title and dated and published in {None, dated[1]}:
            published, title = dated[1], title[dated.end() :]
        return RowFacts(title, published, self._find_lead(extent, title), self._find_tags(extent, line))

    def _select(self, extent: RowExtent, selectors: Iterable[str]) -> Iterator[Element]:
        for selector in selectors:
            yield from (element for element in extent.elements if element.matches(selector))

    def _find_title(self, extent: RowExtent, anchors: Sequence[Element]) -> str | None:
        """The heading around or in the anchor, else the longest anchor text that is no "read more"."""
        page, platform = self._page, self._platform
        for anchor in anchors:
            around = [element for element in ancestors(anchor, 3) if element.tag in HEADINGS]
            within = [element for element in page.below(anchor, ROW_ELEMENTS) if element.tag in HEADINGS]
            for heading in [*around, *within]:
                if (text := page.text(heading)) and read_date_line(text) is None:
                    return text
        for element in self._select(extent, platform.title if platform else ()):
            if text := page.text(element):
                return text
        labels = [label for anchor in anchors if (label := self._title_in(anchor)) and not is_no_title(label)]
        if labels:
            return max(labels, key=lambda label: (not says_read_more(label), len(label)))
        headings = self._select(extent, (*HEADINGS, "strong", "b"))
        return next((text for element in headings if (text := page.text(element))), None) or self._first_words(extent)

    def _first_words(self, extent: RowExtent) -> str | None:
        """The row's first line that is neither a link nor a date: its title where only "read more" is linked."""
        for place in range(extent.text_start, min(extent.text_end, extent.text_start + PIECES_AFTER)):
            text = " ".join(self._page.pieces[place].split())
            if (
                not self._page.linked[place]
                and _TITLE_LEAST <= len(text) <= _TITLE_MOST
                and read_date_line(text) is None
            ):
                return text
        return None

    def _title_in(self, anchor: Element) -> str:
        """An anchor's words; of a card that is one anchor, those of its title."""
        label = read_label(self._page, anchor)
        inner = self._page.below(anchor, ROW_ELEMENTS)
        if len(label) < DATE_CHARACTERS or len(inner) < 2:
            return label
        named = [element for element in inner if re.search(r"title|heading|antrast", element.attribute("class"), re.I)]
        bold = [element for element in inner if element.tag in {"strong", "b"}]
        return next((text for element in (*named, *bold) if len(text := self._page.text(element)) >= 8), label)

    def _find_published(self, extent: RowExtent) -> tuple[str | None, DateMark | None]:
        """The row's date as written, of the date element, a `time` or a text of its own; and the line it stands in."""
        page, platform = self._page, self._platform
        marked = [
            element
            for element in extent.elements
            if element.tag == "time" or DATE_CLASS.search(element.attribute("class"))
        ]
        lines = self._texts.dates(extent.text_start, extent.text_end)
        line = next((mark for mark in lines if mark.full), lines[0] if lines else None)
        partial = None
        for element in [*self._select(extent, platform.published if platform else ()), *marked]:
            text = element.attribute("datetime") or element.attribute("content") or page.text(element)
            if not text or len(text) > DATE_CHARACTERS or not any(character.isdecimal() for character in text):
                continue
            if element.attribute("datetime"):
                return text, line
            if match := _DATE.search(text):
                return match.group(0), line
            if _YEAR.search(text):
                read = read_date_line(text)
                # A calendar leaf is read in another order than it is written in.
                return (read[0] if read is not None and read[0] not in text else text), line
            partial = partial or text
        if line is not None and (line.full or partial is None):
            return line.date, line
        return partial, line

    def _find_lead(self, extent: RowExtent, title: str | None) -> str | None:
        page, platform = self._page, self._platform
        marked = [element for element in extent.elements if _LEAD_CLASS.search(element.attribute("class"))]
        paragraphs = [element for element in extent.elements if element.tag == "p"]
        if extent.row.tag == "p":
            paragraphs = [element for element in paragraphs if element.index >= extent.row.end]
        for element in [*self._select(extent, platform.lead if platform else ()), *marked, *paragraphs]:
            text = page.text(element)
            if len(text) >= 20 and text != title and read_date_line(text) is None:
                return text[:_LEAD_CHARACTERS]
        return self._bare_lead(extent)

    def _bare_lead(self, extent: RowExtent) -> str | None:
        """Text of the row that nothing encloses and that is no link's: behind a `<br>`, in a cell."""
        pieces = []
        for place in range(extent.text_start, min(extent.text_end, extent.text_start + 3 * PIECES_AFTER)):
            piece = self._page.pieces[place]
            if not self._page.linked[place] and len(piece.strip()) >= 20 and read_date_line(piece) is None:
                pieces.append(piece)
        text = " ".join(" ".join(pieces).split()).strip("–- ")
        return text[:_LEAD_CHARACTERS] if len(text) >= 30 else None

    def _find_tags(self, extent: RowExtent, line: DateMark | None) -> tuple[str, ...]:
        """Categories and tags of the row, in page order: its links to them, and the word beside its date."""
        found: dict[str, None] = {}
        for element in extent.elements:
            if element.tag == "a":
                rels = element.attribute("rel").lower().split()
                is_tag = "tag" in rels or _TAG_ADDRESS.search(element.attribute("href")) is not None
            else:
                named = _TAG_CLASS.search(element.attribute("class")) is not None
                is_tag = named and not any(inner.tag == "a" for inner in self._page.below(element, ROW_ELEMENTS))
            text = self._page.text(element).strip(" ,|#") if is_tag else ""
            if 1 < len(text) <= _TAG_CHARACTERS and not is_read_more(text):
                found.setdefault(text)
        if not found and line is not None and line.date in line.text:
            for side in line.text.split(line.date, 1):
                word = side.strip(" ,|/•·:–-.\xa0")
                if _WORD_BESIDE_DATE.fullmatch(word) and not _NO_TAG.match(word) and len(word.split()) <= 3:
                    found.setdefault(word)
        return tuple(found)[:_MAX_TAGS]
