"""An article's tags: by rule, from a labelled line, from the lines at its date, from links below its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.datelines import is_date_line, read_date_lines
from archive.extract.keys import key_of
from archive.extract.links import is_attachment
from archive.extract.owned import are_own_tags, is_owned
from archive.extract.places import is_beside_article
from archive.extract.provenance import is_traced, note
from archive.extract.published import DateSearch
from archive.extract.regions import classify_region
from archive.extract.tagboxes import find_above, find_boxed, find_labelled, find_owned, link_texts, read_tag_texts
from archive.extract.taglabels import is_tags_label
from archive.extract.taglines import is_tag, is_tag_line, is_tag_link, split_tags
from archive.extract.tree import attribute, iter_upwards, text_of

_COLUMN_BLOCKS = 10
_BUTTON_LEVELS = 4
_MOST_NOTES = 60


@dataclass(frozen=True, slots=True)
class FoundTags:
    """An article's tags, and where they stand: `platform-rule`, `labelled-line`, `date-line`, `markup`, `meta`."""

    tags: tuple[str, ...]
    origin: str
    rule: str
    """What made them so: `label "Birkas"`, `class tags`; empty where the platform's rules did."""
    element: HtmlElement | None = None
    """The first element that the platform's rules name."""


def find_tags(search: DateSearch, chosen: Sequence[HtmlElement], *, links: bool) -> FoundTags | None:
    """The article's own tags and categories: by rule, behind a label, in a box of theirs; None when it has none.

    `links`: where there are none, any links and short lines at its date are tags too.
    """
    own = [element for element in chosen if is_beside_article(search, element) or _is_owned_link(search, element)]
    own = own or [element for element in chosen if _is_dated_column(search, element)]
    ruled = _clean([tag for element in own for tag in read_tag_texts(element)], "platform-rule")
    label, labelled = find_labelled(search)
    owned = find_owned(search)
    found = _clean([*ruled, *labelled, *owned], f'label "{label}"' if not ruled else "labelled-line")
    if is_traced():
        _note_distant(search, chosen, own, found)
    if ruled and found:
        return FoundTags(tuple(found), "platform-rule", "", own[0])
    if labelled and found:
        return FoundTags(tuple(found), "labelled-line", f'label "{label}"')
    if found:
        return FoundTags(tuple(found), "markup", "links to a tag's news")
    if links and (found := _clean(_tags_at_date(search), "date-line")):
        return FoundTags(tuple(found), "date-line", "links and short lines at the date")
    for rule, boxed in (find_boxed(search), find_above(search)):
        if found := _clean(boxed, "markup"):
            return FoundTags(tuple(found), "markup", rule)
    found = _clean(search.claims.tags, "meta")
    return FoundTags(tuple(found), "meta", "meta article:tag") if found else None


def _clean(tags: Sequence[str], place: str) -> list[str]:
    """The tags that can be some, without `#`, each once."""
    unique: dict[str, str] = {}
    for text in (tag.lstrip("#").strip(" ,;") for tag in reversed(tags)):
        if is_tag(text.rstrip(".")) and not is_tags_label(text):
            unique[key_of(text)] = text
        elif text:
            note("tags", text, "passed over", "a label, a date, a tool, or longer than a tag", place=place)
    return list(reversed(unique.values()))


def _note_distant(
    search: DateSearch, chosen: Sequence[HtmlElement], own: Sequence[HtmlElement], found: Sequence[str]
) -> None:
    """Say which elements that the rules name, and which links to tags anywhere, are not of the article."""
    known = {key_of(tag) for tag in found}
    distant = [one for one in chosen if one not in own]
    links = [one for one in search.root.iter("a") if is_tag_link(one) and one not in chosen]
    for element in [*distant, *links][:_MOST_NOTES]:
        if key_of(text := text_of(element)) not in known:
            reason = "of the whole site or of other news: not beside the article"
            note("tags", text, "passed over", reason, place=attribute(element, "href") or str(element.tag))


def _is_owned_link(search: DateSearch, element: HtmlElement) -> bool:
    """Whether a link to a tag stands in the article's own foot, in a row of such."""
    parent = element.getparent()
    return parent is not None and are_own_tags(list(parent.iter("a"))) and is_owned(search, element)


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
