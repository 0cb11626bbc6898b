"""Where an article's text begins and ends on its page, and which lines between are not its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from archive.extract.bare import holds_medium
from archive.extract.blocks import Block, Page
from archive.extract.boxes import find_text_behind
from archive.extract.core import CELLS, descend
from archive.extract.datelines import is_date_label, is_date_line, read_date_lines
from archive.extract.disclaimers import count_disclaimer_lines, strip_disclaimers
from archive.extract.event_cards import drop_event_facts
from archive.extract.keys import key_of
from archive.extract.lines import find_line_kind, is_contact_line, is_cookie_line
from archive.extract.signatures import drop_credits, is_byline, is_credit
from archive.extract.taglines import is_tag_line, is_tag_link, split_tags
from archive.extract.title import MAX_CHARS, Title
from archive.extract.waylines import is_neighbour, is_sized_file, is_way_onward, leads_to_file, text_without_links

_CELL_FACTOR = 5
_CELL_PROSE_CHARS = 200
_BOUNDS = frozenset({"article", "main", "body", "html"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENDINGS = frozenset({"related", "comments", "copyright"})
_AUTHOR_LINES = 10
_AFTERMATH = 14
_HEAD_BLOCKS = 12
_HEAD_CHARS = 100
_TAG_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of a page that is its article."""

    scope: HtmlElement
    """The smallest element around title and text."""
    first: int
    """Index of the first block that may be text."""
    end: int
    """Index after the last."""
    origin: str
    page: Page | None = None
    """The page that the indices are of, and the title above; None for a section of several."""
    title: Title | None = None


def find_extent(page: Page, body: HtmlElement, title: Title, chosen: Sequence[HtmlElement]) -> Extent:
    """The extent of the text that follows a title: as platform rules say, or by where the prose lies."""
    after = title.last + 1 if title.last is not None else 0
    guess = _guess_extent(page, body, title, after)
    bare = _find_bare_body(page, chosen, after)
    if bare is not None and not page.prose_sums[bare] - page.prose_sums[after]:
        return Extent(guess.scope, bare, bare, "platform-rule", page, title)
    spans = [page.spans[element] for element in chosen if element in page.spans]
    spans = [span for span in spans if span[1] > after and _has_text(page, span)]
    if not spans:
        return guess
    first, end = min(span[0] for span in spans), max(span[1] for span in spans)
    inside = sum(block.prose for block in page.blocks[max(first, after) : end])
    if inside < 0.3 * sum(block.prose for block in page.blocks[guess.first : guess.end]):
        return guess
    return Extent(guess.scope, max(first, after), end, "platform-rule", page, title)


def _find_bare_body(page: Page, chosen: Sequence[HtmlElement], after: int) -> int | None:
    """Index where the elements that rules call the text begin, when pictures or files are all that they hold."""
    own = [one for one in chosen if one in page.spans and page.spans[one][0] >= after]
    if len(own) < len(chosen) or not any(holds_medium(one) for one in own):
        return None
    lines = [block for one in own for block in page.blocks_of(one) if not block.region]
    is_bare = all(find_line_kind(block.text) is not None or is_credit(block.text) for block in lines)
    return min(page.spans[one][0] for one in own) if is_bare else None


def trim_blocks(page: Page, extent: Extent, title: Title, url: str, *, tag_lines: bool = False) -> list[Block]:
    """The extent's blocks that are the article's text; `tag_lines`: short lines below the date are tags."""
    keys = {key_of(title.text)}
    blocks = page.blocks[extent.first : extent.end]
    blocks = _cut_at_ending(blocks)
    blocks = drop_event_facts(_drop_author_lines(blocks))
    dated = _count_dated_head(blocks)
    kept = [block for block in blocks[dated:] if not block.region]
    start = 0
    while start < len(kept) and is_head_noise(kept[start], keys):
        start += 1
    while tag_lines and dated and start + 1 < len(kept) and _is_tags(kept[start]):
        start += 1
    kept = [block for block in _cut_at_way_back(kept[start:]) if not _is_inner_noise(block)]
    while spare := _count_spare(kept, keys, url):
        del kept[-spare:]
    return strip_disclaimers(kept)


def _count_spare(blocks: Sequence[Block], keys: Collection[str], url: str) -> int:
    """How many of the last blocks are none of the text: one line, or a credit or disclaimer of several below it."""
    if not blocks:
        return 0
    if is_tail_noise(blocks[-1], keys) or is_way_onward(blocks[-1], url) or is_neighbour(blocks[-1], url):
        return 1
    count = len(blocks) - len(drop_credits(blocks)) or count_disclaimer_lines(blocks)
    return count if count < len(blocks) else 0


def find_aftermath(page: Page, last: int) -> int:
    """Index after the last block below a text that may still speak of it: up to related news or comments."""
    for index in range(last + 1, min(len(page.blocks), last + 1 + _AFTERMATH)):
        if find_line_kind(page.blocks[index].text) in _ENDINGS:
            return index
    return min(len(page.blocks), last + 1 + _AFTERMATH)


def _guess_extent(page: Page, body: HtmlElement, title: Title, after: int) -> Extent:
    if title.first is None:
        scope = descend(page, body, 0)
        start, end = page.spans.get(scope, (0, len(page.blocks)))
        return Extent(scope, start, end, "density", page, title)
    scope = _climb(page, page.blocks[title.first].element, after)
    node = descend(page, scope, after)
    start, end = page.spans.get(node, (0, len(page.blocks)))
    return Extent(scope, after, end, "density", page, title)


def _climb(page: Page, element: HtmlElement, after: int) -> HtmlElement:
    """The smallest element around the title that holds the text behind it too."""
    chosen: HtmlElement | None = None
    prose = 0
    last = element
    for ancestor in element.iterancestors():
        last = ancestor
        held = page.prose_of(ancestor, after)
        if held and chosen is None:
            chosen, prose = ancestor, held
        elif chosen is not None and held >= _outweigh(chosen, prose) * prose:
            chosen, prose = (chosen, prose) if _ends_before_heading(page, chosen) else (ancestor, held)
        if ancestor.tag in _BOUNDS and chosen is not None:
            break
    if chosen is not None:
        return chosen
    for ancestor in element.iterancestors():
        if any(
            not block.region and not is_date_line(block.text)
            for block in page.blocks[after : page.spans.get(ancestor, (0, 0))[1]]
        ):
            return ancestor
    return last


def _outweigh(chosen: HtmlElement, prose: int) -> int:
    """How many times more text must lie around a part that has some, before it is no longer the article's."""
    return _CELL_FACTOR if chosen.tag in CELLS and prose > _CELL_PROSE_CHARS else 2


def _ends_before_heading(page: Page, part: HtmlElement) -> bool:
    """Whether what follows a part of the page is a part of its own: a side column under its own heading."""
    following = next((block for block in page.blocks[page.spans[part][1] :] if not block.region), None)
    if following is None:
        return False
    heading = following.element.tag in _HEADINGS or any(
        one.tag in _HEADINGS for one in [*following.element.iterancestors()][:2]
    )
    return heading or (following.is_bold and len(following.text) <= _HEAD_CHARS)


def _has_text(page: Page, span: tuple[int, int]) -> bool:
    return any(not block.region for block in page.blocks[span[0] : span[1]])


def _cut_at_ending(blocks: list[Block]) -> list[Block]:
    """Blocks up to a heading of related news, comments or a copyright line that follows some text.

    A box of related news that the text goes on behind is left out.
    """
    seen = False
    for index, block in enumerate(blocks):
        kind = find_line_kind(block.text) if seen and not block.region else None
        if kind in _ENDINGS:
            behind = find_text_behind(blocks, index) if kind == "related" else None
            return blocks[:index] + (_cut_at_ending(blocks[behind:]) if behind is not None else [])
        seen = seen or bool(block.prose) or not (block.region or block.link_share > 0.5 or is_date_line(block.text))
    return blocks


def _cut_at_way_back(blocks: list[Block]) -> list[Block]:
    """Blocks up to a link back to the list that nothing but links follows."""
    for index, block in enumerate(blocks):
        is_way_back = index and block.links and find_line_kind(block.text) == "navigation"
        if is_way_back and all(one.link_share > 0.8 and not leads_to_file(one) for one in blocks[index + 1 :]):
            return blocks[:index]
    return blocks


def _is_tags(block: Block) -> bool:
    return is_tag_line(block) or bool(split_tags(block))


def _count_dated_head(blocks: Sequence[Block]) -> int:
    """How many blocks stand above the text up to its last date line: tools, counters, tags."""
    count = 0
    for index, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if is_date_line(block.text) and not any(line.kind == "other" for line in read_date_lines(block.text)):
            count = index + 1
        elif block.link_share < 0.5 and (len(block.text) >= _HEAD_CHARS or _is_sentence(block)):
            break
    return count


def _is_sentence(block: Block) -> bool:
    return bool(block.prose) and block.text[-1] in ".!?"


def _drop_author_lines(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        length = author_length(blocks, index)
        if not length:
            kept.append(blocks[index])
        index += length or 1
    return kept


def author_length(blocks: Sequence[Block], index: int) -> int:
    """How many blocks from `index` on tell who wrote the text; 0 when none does."""
    if find_line_kind(blocks[index].text) != "author":
        return 0
    count = 1
    for block in blocks[index + 1 : index + 1 + _AUTHOR_LINES]:
        if block.region == "junk" and blocks[index].region != "junk":
            break
        is_contact = is_contact_line(block.text)
        if not is_contact and (
            len(block.text) > 90 or block.text.endswith((".", "!", "?", ";")) or is_date_line(block.text)
        ):
            break
        if find_line_kind(block.text) not in {None, "author"} and not is_contact:
            break
        count += 1
    return count


def is_head_noise(block: Block, keys: Collection[str]) -> bool:
    """Whether a line above a text is its title, date, tags, author, tools or a way elsewhere; `keys`: of its title."""
    text = block.text
    if (
        (len(text) <= MAX_CHARS and key_of(text) in keys)
        or not any(character.isalnum() for character in text)
        or is_date_line(text)
        or is_date_label(text)
    ):
        return True
    if is_byline(text) or (len(text) <= _HEAD_CHARS and not block.is_bold and is_credit(text)):
        return True
    kind = find_line_kind(text)
    if kind is not None or (len(text) < 300 and is_cookie_line(text) and block.link_share > 0):
        return True
    if block.links and len(text) <= 300 and block.link_share >= 0.7:
        return not leads_to_file(block)
    rest = text_without_links(block)
    return rest is not None and (is_date_line(rest) or find_line_kind(rest) is not None)


def _is_inner_noise(block: Block) -> bool:
    if is_sized_file(block):
        return True
    kind = find_line_kind(block.text)
    if kind in {"share", "counter", "photo", "advert"}:
        return block.item is None and block.table is None
    return kind == "navigation" and (block.link_share > 0.8 or not any(c.isalnum() for c in block.text))


def is_tail_noise(block: Block, keys: Collection[str]) -> bool:
    """Whether a line below a text is its date, tags, author, tools or a notice; `keys`: of its title."""
    text = block.text
    if is_date_line(text) or is_date_label(text) or find_line_kind(text) is not None:
        return True
    if len(text) <= MAX_CHARS and key_of(text) in keys:
        return True
    if is_cookie_line(text) and block.link_share > 0:
        return True
    return block.link_share >= _TAG_SHARE and bool(block.links) and all(is_tag_link(link) for link in block.links)
