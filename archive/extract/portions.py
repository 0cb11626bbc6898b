"""Which elements of a page belong to which of its sections."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from archive.extract.blocks import Page
from archive.extract.sections import Section
from archive.extract.tree import iter_upwards


def portion_elements(page: Page, body: HtmlElement, sections: Sequence[Section]) -> list[tuple[HtmlElement, ...]]:
    """The elements of each section, in document order, without menus; a picture before a title in the title's box."""
    boxes = _find_boxes(page, sections)
    found: list[list[HtmlElement]] = [[] for _ in sections]
    inside: int | None = None
    walk = iterwalk(body, events=("start",))
    for _, element in walk:
        if element in page.skipped and element.tag not in {"iframe", "object", "embed"}:
            walk.skip_subtree()
            continue
        span = page.spans.get(element)
        if element in boxes:
            inside = boxes[element]
        elif span is not None:
            inside = _section_at(sections, span, inside) if not boxes else _within(boxes, element)
        if inside is not None and not _is_junk(page, span):
            found[inside].append(element)
    return [tuple(one) for one in found]


def _find_boxes(page: Page, sections: Sequence[Section]) -> dict[HtmlElement, int]:
    """The one element around each section, when every section has one and no other section lies in it."""
    boxes: dict[HtmlElement, int] = {}
    for index, section in enumerate(sections):
        box = next(
            (one for one in reversed([*iter_upwards(page.blocks[section.first].element)]) if _fits(page, one, section)),
            None,
        )
        if box is None or box in boxes:
            return {}
        boxes[box] = index
    return boxes


def _fits(page: Page, element: HtmlElement, section: Section) -> bool:
    start, end = page.spans.get(element, (0, 0))
    return start == section.first and section.head < end - 1 and end <= section.end


def _within(boxes: dict[HtmlElement, int], element: HtmlElement) -> int | None:
    return next((boxes[one] for one in iter_upwards(element) if one in boxes), None)


def _section_at(sections: Sequence[Section], span: tuple[int, int], inside: int | None) -> int | None:
    """The section of an element by its lines; one without lines, right before a title, is the one before's."""
    start, end = span
    if inside is not None and start == end and start == sections[inside].end:
        return inside
    return next((index for index, one in enumerate(sections) if one.first <= start < one.end), None)


def _is_junk(page: Page, span: tuple[int, int] | None) -> bool:
    if span is None or span[0] >= span[1]:
        return False
    return all(block.region == "junk" for block in page.blocks[span[0] : span[1]])
