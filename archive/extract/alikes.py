"""Lines of a text that were left out though they are made as those that were taken: same tags, same classes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page
from archive.extract.keys import key_of
from archive.extract.lines import find_line_kind
from archive.extract.promotions import is_newsletter_line
from archive.extract.tree import attribute

_GAP_BLOCKS = 2
_LINK_SHARE = 0.3
_SUBHEADS = frozenset({"h2", "h3", "h4"})
_LEAST_SHARE = 0.2
"""Of the chosen prose that is of a make; a caption or a teaser that was taken for text speaks for no other."""
_KEY_CHARS = 60
_LONGEST_SUBHEAD = 160

_Make = tuple[object, ...]


def add_left_out(page: Page, chosen: Sequence[int], own: Sequence[Block]) -> list[int]:
    """The chosen lines with those of their make around them, and the subheads above them; in page order.

    `own` are the lines of the page that may be of the text at all.
    """
    filled = _fill_gaps(page, chosen)
    known = {*filled, *_find_alike(page, filled, own)}
    known.update(_find_subheads(page, known, own))
    return sorted(known)


def _fill_gaps(page: Page, chosen: Sequence[int]) -> list[int]:
    """The chosen lines with the one or two that are missing between two of them in one element."""
    filled: list[int] = []
    for index in chosen:
        if filled and 1 < index - filled[-1] <= _GAP_BLOCKS + 1:
            near = (page.blocks[filled[-1]], page.blocks[index])
            filled += [one for one in range(filled[-1] + 1, index) if _is_beside(page.blocks[one], near)]
        filled.append(index)
    return filled


def _is_beside(block: Block, near: Collection[Block]) -> bool:
    if not block.prose or block.link_share > _LINK_SHARE:
        return False
    return any(
        one.element.tag == block.element.tag and one.element.getparent() is block.element.getparent() for one in near
    )


def _find_alike(page: Page, chosen: Sequence[int], own: Sequence[Block]) -> list[int]:
    """Indices of own prose that is made as chosen prose is, stands close to it, and says something else."""
    spans = _find_makes(page, chosen)
    mine, taken = {id(block) for block in own}, set(chosen)
    texts = "|".join(key_of(page.blocks[index].text) for index in chosen)
    return [
        index
        for index, block in enumerate(page.blocks)
        if id(block) in mine
        and index not in taken
        and _may_be_text(block)
        and index in spans.get(_make_of(block.element), ())
        and key_of(block.text)[:_KEY_CHARS] not in texts
    ]


def _find_makes(page: Page, chosen: Sequence[int]) -> dict[_Make, range]:
    """The makes of most of the chosen prose, each with the lines of the part of the page that such lines fill."""
    lines: dict[_Make, list[int]] = {}
    for index in chosen:
        if page.blocks[index].prose:
            lines.setdefault(_make_of(page.blocks[index].element), []).append(index)
    total = sum(page.blocks[index].prose for indices in lines.values() for index in indices)
    return {
        make: _span_around(page, indices)
        for make, indices in lines.items()
        if sum(page.blocks[index].prose for index in indices) >= _LEAST_SHARE * total
    }


def _span_around(page: Page, indices: Sequence[int]) -> range:
    """The lines of the element around the smallest one that holds all the given lines."""
    for holder in page.blocks[indices[0]].element.iterancestors():
        start, end = page.spans.get(holder, (0, 0))
        if start <= indices[0] and indices[-1] < end:
            outer = holder.getparent()
            return range(*page.spans.get(outer, (start, end))) if outer is not None else range(start, end)
    return range(indices[0], indices[-1] + 1)


def _may_be_text(block: Block) -> bool:
    if not block.prose or block.link_share > _LINK_SHARE or find_line_kind(block.text) is not None:
        return False
    return not is_newsletter_line(block.text)


def _find_subheads(page: Page, taken: Collection[int], own: Sequence[Block]) -> list[int]:
    """Indices of the headings without links, amid the text, right above a line of its prose."""
    first, mine = min(taken, default=0), {id(block) for block in own}
    return [
        index - 1
        for index in taken
        if index - 1 > first
        and index - 1 not in taken
        and page.blocks[index].prose
        and id(page.blocks[index - 1]) in mine
        if _is_subhead(page.blocks[index - 1])
    ]


def _is_subhead(block: Block) -> bool:
    if block.region or block.links or block.element.tag not in _SUBHEADS or len(block.text) > _LONGEST_SUBHEAD:
        return False
    return find_line_kind(block.text) is None and not is_newsletter_line(block.text)


def _make_of(element: HtmlElement) -> _Make:
    """Tag and class of an element and of the one around it, which itself counts where neither has a class."""
    parent = element.getparent()
    names = (element.tag, attribute(element, "class"), *_name_of(parent))
    if names[1] or parent is None or names[-1]:
        return names
    holder = parent.getparent()
    return (*names, *_name_of(holder)) if attribute(holder, "class") else (*names, parent)


def _name_of(element: HtmlElement | None) -> _Make:
    return () if element is None else (element.tag, attribute(element, "class"))
