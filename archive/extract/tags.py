"""An article's tags: by rule, from a labelled line, from the lines at its date, from links below its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import clean_text
from archive.extract.datelines import is_date_line, read_date_lines
from archive.extract.fields import is_beside_article
from archive.extract.lines import cut_tags_label
from archive.extract.links import is_attachment
from archive.extract.published import DateSearch
from archive.extract.regions import classify_region
from archive.extract.taglines import (
    COMMAS,
    is_tag,
    is_tag_box,
    is_tag_line,
    is_tag_link,
    leaf_texts,
    split_tags,
)
from archive.extract.title import key_of
from archive.extract.tree import attribute, iter_upwards, text_of

_COLUMN_BLOCKS = 10
_BUTTON_LEVELS = 4


def find_tags(search: DateSearch, chosen: Sequence[HtmlElement], *, links: bool) -> tuple[str, ...]:
    """The article's own tags, by rule or from a labelled line; `links`: from the lines at its date or below it too."""
    found: list[str] = []
    for element in chosen:
        if is_beside_article(search, element):
            found += _tag_texts(element)
    if not found:
        found = [tag for element in chosen if _is_dated_column(search, element) for tag in _tag_texts(element)]
    found = _clean(found) or _clean(_labelled_tags(search))
    if not found and links:
        found = _clean(_tags_at_date(search)) or _clean(_tags_below(search))
    return tuple(found)


def _clean(tags: Sequence[str]) -> list[str]:
    """The tags that can be some, without `#`, each once."""
    texts = [tag.lstrip("#").strip(" ,;") for tag in tags]
    unique = {key_of(text): text for text in reversed(texts) if is_tag(text.rstrip("."))}
    return list(reversed(unique.values()))


def _tag_texts(element: HtmlElement) -> list[str]:
    links = [element] if element.tag == "a" else list(element.iter("a"))
    if links:
        return _link_texts(links)
    text = clean_text(text_of(element))
    return leaf_texts(element, styled=True) or COMMAS.split(cut_tags_label(text) or text)


def _link_texts(links: Sequence[HtmlElement]) -> list[str]:
    return [clean_text(text_of(link)) for link in links]


def _is_dated_column(search: DateSearch, element: HtmlElement) -> bool:
    """Whether an element stands in a side column together with a publication date."""
    for ancestor in islice(element.iterancestors(), 3):
        blocks = search.page.blocks_of(ancestor)
        lines = [line for block in blocks[:_COLUMN_BLOCKS] for line in read_date_lines(block.text)]
        if any(line.kind == "published" for line in lines):
            return len(blocks) <= _COLUMN_BLOCKS
    return False


def _labelled_tags(search: DateSearch) -> list[str]:
    start = search.title.last + 1 if search.title.last is not None else search.text_first
    for index in [*range(start, search.text_first), *range(search.text_last + 1, search.end)]:
        block = search.page.blocks[index]
        rest = cut_tags_label(block.text) if block.region != "junk" else None
        if rest is not None:
            return _link_texts(block.links) or COMMAS.split(rest)
    return []


def _tags_at_date(search: DateSearch) -> list[str]:
    """Links between title and text; words that only stand side by side or below the date; buttons."""
    if search.title.last is None:
        return []
    blocks = search.page.blocks[search.title.last + 1 : search.text_first]
    found: list[str] = []
    dated = False
    for block in blocks:
        dated = dated or is_date_line(block.text)
        if block.region == "junk":
            continue
        found += _link_texts([link for link in block.links if not is_attachment(attribute(link, "href"))])
        if not block.links:
            found += split_tags(block) or ([block.text] if dated and is_tag_line(block) else [])
    return found or _button_tags(search)


def _button_tags(search: DateSearch) -> list[str]:
    """The words on buttons between title and text, but for those of tools."""
    first = (search.title.last or 0) + 1
    inside = [
        button
        for button in search.scope.iter("button")
        if (parent := button.getparent()) is not None
        and first <= search.page.spans.get(parent, (-1, 0))[0] <= search.text_first
        and not any(classify_region(one) == "junk" for one in islice(iter_upwards(button), _BUTTON_LEVELS))
    ]
    return _link_texts(inside)


def _tags_below(search: DateSearch) -> list[str]:
    """What a box below the text holds that is called after tags, and links there that lead to a tag's articles."""
    found: list[str] = []
    seen: set[HtmlElement] = set()
    for block in search.page.blocks[search.text_last + 1 : search.end]:
        if block.region == "junk":
            continue
        box = next(filter(is_tag_box, islice(iter_upwards(block.element), 3)), None)
        if box is not None and box not in seen:
            seen.add(box)
            found += _tag_texts(box)
        elif block.links and all(is_tag_link(link) for link in block.links):
            found += _link_texts(block.links)
    return found
