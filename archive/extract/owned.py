"""Elements that are the article's own, though what they stand in is called a foot, a list or a widget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from archive.extract.published import DateSearch
from archive.extract.regions import class_words, is_hidden
from archive.extract.tree import attribute, iter_upwards

_FOREIGN = re.compile(
    r"\b(?:comments?|komentar\w*|respond|related|similar|susij\w*|saistit\w*|\w*sidebar\w*|side|widgets?|recent|latest"
    r"|popular|teasers?|newsletter|\w*menu|nav|navigation|pager|share|social|breadcrumbs?)\b"
)
_TAG_BOX = re.compile(r"\b(?:tags?|tagcloud|taglist|labels)\b")
_FIELD = re.compile(
    r"\bfield name (?:field )?(?:\w+ )?(?:tags?|topics?|tem(?:a|as|os|y)|teemad?|them(?:a|e|es|en)|keywords?|categor\w+"
    r"|kategor\w+|kategoo\w+|rubri\w+|zym\w+|birk\w+|atslegvard\w+|raktazod\w+|marksona\w*|sildid|taxonomy|subjects?)\b"
)
"""A taxonomy's field as Drupal calls it: `field--name-field-topics`."""
_NO_FIELD = re.compile(r"\bfield type (?:text|string|datetime|image|file|link|boolean)\b")
_FIELD_LEVELS = 4
_FOOT_BLOCKS = 5
_CLOUD_LINKS = 12


def is_owned(search: DateSearch, element: HtmlElement) -> bool:
    """Whether an element just above or below the text is of the article, and not of comments or a side column."""
    span = next((search.page.spans[one] for one in iter_upwards(element) if one in search.page.spans), None)
    if span is None:
        return False
    start = search.title.last if search.title.last is not None else search.text_first - 1
    is_above = start < span[0] <= search.text_first
    is_below = search.text_last < span[0] <= min(search.end, search.text_last + _FOOT_BLOCKS)
    if not (is_above or is_below) or search.scope not in element.iterancestors():
        return False
    return not any(map(_is_foreign, takewhile(lambda one: one is not search.scope, iter_upwards(element))))


def find_tag_field(element: HtmlElement) -> HtmlElement | None:
    """The field of a taxonomy around an element; None when there is none."""
    for one, _ in zip(iter_upwards(element), range(_FIELD_LEVELS), strict=False):
        words = class_words(one)
        if "field" in words and _FIELD.search(words) and not _NO_FIELD.search(words):
            return one
    return None


def are_own_tags(links: Sequence[HtmlElement]) -> bool:
    """Whether links are marked as tags, and are no cloud: few, and none larger than the others."""
    if not 0 < len(links) <= _CLOUD_LINKS or not all("tag" in attribute(link, "rel").split() for link in links):
        return False
    return not any("cloud" in class_words(link) for link in links) and len(set(_iter_sizes(links))) <= 1


def _iter_sizes(links: Sequence[HtmlElement]) -> Iterator[str]:
    for link in links:
        yield next((part for part in attribute(link, "style").split(";") if "font-size" in part), "").strip()


def _is_foreign(element: HtmlElement) -> bool:
    if element.tag in {"nav", "aside"} or is_hidden(element):
        return True
    words = class_words(element)
    return bool(words) and _FOREIGN.search(words) is not None and _TAG_BOX.search(words) is None
