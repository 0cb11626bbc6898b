"""An article's tags: by rule, from a labelled line, from the lines at its date, from links below its text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.datelines import is_date_line, read_date_lines
from archive.extract.links import is_attachment
from archive.extract.places import is_beside_article
from archive.extract.published import DateSearch
from archive.extract.regions import classify_region
from archive.extract.tagboxes import find_boxed, find_labelled, link_texts, read_tag_texts
from archive.extract.taglabels import is_tags_label
from archive.extract.taglines import is_tag, is_tag_line, split_tags
from archive.extract.title import key_of
from archive.extract.tree import attribute, iter_upwards

_COLUMN_BLOCKS = 10
_BUTTON_LEVELS = 4


def find_tags(search: DateSearch, chosen: Sequence[HtmlElement], *, links: bool) -> tuple[str, ...]:
    """The article's own tags and categories: by rule, behind a label, in a box of theirs.

    `links`: where there are none, any links and short lines at its date are tags too.
    """
    found: list[str] = []
    for element in chosen:
        if is_beside_article(search, element):
            found += read_tag_texts(element)
    if not found:
        found = [tag for element in chosen if _is_dated_column(search, element) for tag in read_tag_texts(element)]
    found = _clean([*found, *find_labelled(search)])
    if links:
        found = found or _clean(_tags_at_date(search))
    return tuple(found or _clean(find_boxed(search)))


def _clean(tags: Sequence[str]) -> list[str]:
    """The tags that can be some, without `#`, each once."""
    texts = [tag.lstrip("#").strip(" ,;") for tag in tags]
    unique = {key_of(text): text for text in reversed(texts) if is_tag(text.rstrip(".")) and not is_tags_label(text)}
    return list(reversed(unique.values()))


def _is_dated_column(search: DateSearch, element: HtmlElement) -> bool:
    """Whether an element stands in a side column together with a publication date."""
    for ancestor in islice(element.iterancestors(), 3):
        blocks = search.page.blocks_of(ancestor)
        lines = [line for block in blocks[:_COLUMN_BLOCKS] for line in read_date_lines(block.text)]
        if any(line.kind == "published" for line in lines):
            return len(blocks) <= _COLUMN_BLOCKS
    return False


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
        found += link_texts([link for link in block.links if not is_attachment(attribute(link, "href"))])
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
    return link_texts(inside)
