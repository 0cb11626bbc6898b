"""What is set into an article's text and is none of it: captions, strips of logos, pointers to other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from lxml.html import HtmlElement

from archive.extract.blocks import Block, Page, clean_text
from archive.extract.lines import cut_pointer_label
from archive.extract.links import is_attachment, is_icon
from archive.extract.months import fold
from archive.extract.title import Title
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.urls import host_of, join_url

_CAPTION_CHARS = 120
_CAPTION_BLOCKS = 3
_CAPTION_LEVELS = 4
_LEAST_PROSE = 150
"""Below so many characters of other text a line at a picture may be all that the article says."""
_BOUNDS = frozenset({"body", "main", "article", "html"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPEN_ENDS = frozenset(".!?:;,…")
_CLOSING = "“”»\"')]"
_CREDIT = re.compile(r"(?:\bnuotr\.?|\bnuotrauk(?:a|os)|\bfoto)$")
_STRIP_CHARS = 70
_STRIP_LINES = 2
_POINTER_CHARS = 250
_POINTER_LINKS = 4
_TEXT_AFTER_CHARS = 60
_PLACES = (
    r"(?:latvi\w+|lietuv\w+|lithuania|igaunij\w+|estij\w+|estonia|eesti|lati|leedu|latvia|polska|poland|lenkij\w+"
    r"|baltkrievij\w+|belarus|central baltic)"
)
_FUND_LINE = re.compile(
    rf"^(?:interreg\b.{{0,20}}|est-?lat|{_PLACES}(?: ?[–/-] ?{_PLACES})+|leader|nextgenerationeu|nap ?20[12]\d"
    r"|(?:finanse|finansuoja|rahastab|lidzfinanse|funded by|co-?funded by)?(?: the)? ?"
    r"(?:eiropas savieniba(?:s fondi)?|europos sajung\w+|euroopa liit|euroopa liidu|european union)"
    r"(?: nextgenerationeu)?"
    r"|(?:eiropas|europos|euroopa|european) (?:\w+ ){1,6}(?:fonds|fondas|fond|fund|poll\w*fond)(?: .{0,12})?"
    r"|(?:ieguldijums|iegulda|investicija) tava nakotne|kuriame lietuvos ateiti|eesti tuleviku heaks"
    r"|nacionalais attistibas plans.{0,12}|lauku atbalsta dienests|zemkopibas ministrija"
    r"|euroopa investeeringud maapiirkondadesse)$"
)


def mark_insets(page: Page, body: HtmlElement, title: Title, url: str) -> None:
    """Mark the lines below a title that are captions, logos' words or pointers to other articles."""
    after = title.last + 1 if title.last is not None else 0
    if page.prose_sums[-1] - page.prose_sums[min(after, len(page.blocks))] < _LEAST_PROSE:
        return
    pictures = _find_pictures(page, body)
    found = {index for index in range(after, len(page.blocks)) if _is_caption(page, index, after, pictures)}
    found.update(_iter_strip_lines(page, after))
    found.update(_iter_pointers(page, after, url))
    for index in found:
        if not page.blocks[index].region:
            page.blocks[index].region = "small"


def _find_pictures(page: Page, body: HtmlElement) -> dict[int, list[HtmlElement]]:
    """Pictures by the index of the block in or before which they stand."""
    pictures: dict[int, list[HtmlElement]] = {}
    for image in body.iter("img"):
        if image in page.spans and not is_icon(image):
            pictures.setdefault(page.spans[image][0], []).append(image)
    return pictures


def _is_caption(page: Page, index: int, after: int, pictures: dict[int, list[HtmlElement]]) -> bool:
    block = page.blocks[index]
    if block.region or block.item is not None or block.links or not _is_label(block):
        return False
    if block.table is not None:
        return _is_picture_table(page, block.table)
    if index not in pictures and index - 1 not in pictures and index - 2 not in pictures:
        return False
    if index in pictures and (_is_set_small(block) or _CREDIT.search(fold(block.text))):
        return True
    near = [image for at in range(index - 2, index + 1) for image in pictures.get(at, ())]
    return any(_is_wrapper(page, one, after, near) for one in _wrappers(block.element))


def _is_label(block: Block) -> bool:
    """Whether a line is short, no heading and no sentence: what stands below a picture."""
    if len(block.text) > _CAPTION_CHARS or block.is_bold or block.element.tag in _HEADINGS:
        return False
    text = block.text.rstrip(_CLOSING)
    return text[-1:] not in _OPEN_ENDS or _CREDIT.search(fold(block.text)) is not None


def _wrappers(element: HtmlElement) -> Iterator[HtmlElement]:
    return takewhile(lambda one: one.tag not in _BOUNDS, islice(iter_upwards(element), _CAPTION_LEVELS))


def _is_wrapper(page: Page, element: HtmlElement, after: int, pictures: Sequence[HtmlElement]) -> bool:
    """Whether an element holds a picture and a few short lines, and nothing else."""
    start, end = page.spans.get(element, (0, 0))
    if start < after or not 0 < end - start <= _CAPTION_BLOCKS:
        return False
    if not all(_is_label(block) for block in page.blocks[start:end]):
        return False
    return any(ancestor is element for image in pictures for ancestor in image.iterancestors())


def _is_picture_table(page: Page, table: HtmlElement) -> bool:
    images = [image for image in table.iter("img") if not is_icon(image)]
    rows = page.blocks_of(table)
    return bool(images) and all(_is_label(row) for row in rows) and len(rows) <= len(images)


def _is_set_small(block: Block) -> bool:
    if any(one.tag in {"center", "small"} for one in islice(iter_upwards(block.element), 3)):
        return True
    return any(clean_text(text_of(one)) == block.text for one in block.element.iter("em", "i", "small"))


def _iter_strip_lines(page: Page, after: int) -> Iterator[int]:
    """Lines of two or more that name nothing but programmes and funds, as the logos beside them do."""
    run: list[int] = []
    for index in range(after, len(page.blocks) + 1):
        block = page.blocks[index] if index < len(page.blocks) else None
        if block is not None and block.item is None and block.table is None and _is_fund_line(block.text):
            run.append(index)
            continue
        if len(run) >= _STRIP_LINES and not (run[0] > after and page.blocks[run[0] - 1].text.endswith((":", ","))):
            yield from run
        run = []


def _is_fund_line(text: str) -> bool:
    return len(text) <= _STRIP_CHARS and _FUND_LINE.match(fold(text)) is not None


def _iter_pointers(page: Page, after: int, url: str) -> Iterator[int]:
    """Lines as `Lasīt arī: …`, and such a label with the links below it when the text goes on behind them."""
    for index in range(after, len(page.blocks)):
        block = page.blocks[index]
        rest = cut_pointer_label(block.text) if len(block.text) <= _POINTER_CHARS else None
        if rest is None or block.region:
            continue
        if rest:
            if _leads_inward(block, url) and block.link_chars >= 0.5 * len(rest):
                yield index
            continue
        end = index + 1
        while end < min(len(page.blocks), index + 1 + _POINTER_LINKS) and _is_link_line(page.blocks[end], url):
            end += 1
        if end > index + 1 and index > after and _goes_on(page, index, end):
            yield from range(index, end)


def _goes_on(page: Page, label: int, end: int) -> bool:
    """Whether the text before a label goes on behind its links, in elements of the same parent."""
    if end >= len(page.blocks) or not page.blocks[end].prose or len(page.blocks[end].text) < _TEXT_AFTER_CHARS:
        return False
    before = next((block for block in reversed(page.blocks[:label]) if block.prose), page.blocks[label - 1])
    behind = page.blocks[end]
    following = page.blocks[end + 1 : end + 3]
    is_list = any(block.links and block.link_share > 0.8 for block in following)
    return before.element.getparent() is behind.element.getparent() and not is_list


def _is_link_line(block: Block, url: str) -> bool:
    return block.link_share >= 0.5 and _leads_inward(block, url)


def _leads_inward(block: Block, url: str) -> bool:
    """Whether a line's links lead to other articles of the same site, not to files or elsewhere."""
    targets = [attribute(link, "href") for link in block.links]
    if not targets or any(is_attachment(target) for target in targets):
        return False
    return all(host_of(join_url(url, target) or url) == host_of(url) for target in targets)
