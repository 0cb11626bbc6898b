"""Lines near an article that are its tags: a word or two, elements side by side, words between commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.datelines import is_date_line, read_date_lines
from archive.extract.keys import key_of
from archive.extract.lines import find_line_kind
from archive.extract.regions import class_words
from archive.extract.taglabels import is_no_tag
from archive.extract.tree import attribute, text_of

LONGEST_TAG_CHARS = 70
_LINE_CHARS = 250
_TAG_WORDS = 8
_PLAIN_WORDS = 5
_PLAIN_CHARS = 45
_LEAF_TAGS = ("span", "button", "li", "div", "em", "b", "i", "strong", "small")
COMMAS = re.compile(r"\s*[,;|]\s*")
_BOX_WORDS = re.compile(
    r"\b(?:(?<!cloud )(?:tags?|taglist|taglinks)(?! cloud)|posttags|newstags|articletags"
    r"|birkas?|temas?|themes?(?! post)|topics?|kategorij\w*|categor(?:y|"
    r"ies)|keywords?|zym[oe]s?|raktazodziai|atslegvardi|sildid|marksonad|"
    r"terms)\b"
)
_PROSE_FIELD = re.compile(r"\bfield type (?:text|datetime|image|file)\b")
_TAG_ADDRESS = re.compile(
    r"[/?&](?:field_)?(?:tags?|birk\w*|temas?|teema|kategorij\w*|categor\w*|"
    r"taxonomy|topics?|zym\w*|sildid)(?=[/=\[%_-]|$)"
    r"|[?&](?:silt|tag|birka|zyma|kategor\w+|category)=",
    re.I,
)


def is_tag_line(block: Block) -> bool:
    """Whether a plain line can be a tag: a few words, no sentence, no heading, no part of a paragraph."""
    return _is_plain(block) and _is_few_words(block.text)


def split_tags(block: Block) -> list[str]:
    """The two or more tags that a line without links is made of; empty when it is anything else."""
    if block.links or not _is_plain(block, dated=True) or len(block.text) > _LINE_CHARS:
        return []
    date = next(iter(read_date_lines(block.text)[-1:]), None)
    text = block.text[date.written.end :] if date is not None else block.text
    leaves = [leaf for leaf in leaf_texts(block.element) if not is_date_line(leaf)]
    if _covers(leaves, text):
        return leaves
    parts = COMMAS.split(text.strip(" .|"))
    return parts if len(parts) > 1 and all(map(_is_few_words, parts)) else []


def leaf_texts(element: HtmlElement, *, styled: bool = False) -> list[str]:
    """The texts of the innermost elements within a box; none when a typist's styles part them, unless `styled`."""
    leaves = [one for one in element.iterdescendants(*_LEAF_TAGS) if not len(one) and text_of(one)]
    if not styled and any(one.get("style") for one in leaves):
        return []
    return [clean_text(text_of(one)) for one in leaves]


def is_tag(text: str) -> bool:
    """Whether a text may be a tag: short, no date, none of the page's tools."""
    if len(key_of(text)) < 3 or len(text) > LONGEST_TAG_CHARS or len(text.split()) > _TAG_WORDS:
        return False
    return find_line_kind(text) is None and not is_date_line(text) and not is_no_tag(text)


def is_tag_box(element: HtmlElement) -> bool:
    """Whether an element's class says that it holds tags."""
    return tag_box_word(element) != ""


def tag_box_word(element: HtmlElement) -> str:
    """The word of an element's class that says that it holds tags; empty when none does."""
    words = class_words(element) if element.attrib else ""
    match = _BOX_WORDS.search(words) if words else None
    return match.group() if match is not None and not _PROSE_FIELD.search(words) else ""


def is_tag_link(link: HtmlElement) -> bool:
    """Whether a link leads to the articles of one tag."""
    if "tag" in attribute(link, "rel").split() or text_of(link).startswith("#"):
        return True
    if "keywords" in f"{attribute(link, 'property')} {attribute(link, 'itemprop')}".split():
        return True
    return _TAG_ADDRESS.search(attribute(link, "href")) is not None


def _is_plain(block: Block, *, dated: bool = False) -> bool:
    if block.is_bold or block.soft or block.region not in {"", "small" if dated else ""} or block.table is not None:
        return False
    return dated or not is_date_line(block.text)


def _is_few_words(text: str) -> bool:
    if not 2 < len(text) <= _PLAIN_CHARS or len(text.split()) > _PLAIN_WORDS:
        return False
    return text[-1].isalnum() and find_line_kind(text) is None and not is_date_line(text)


def _covers(leaves: Sequence[str], text: str) -> bool:
    """Whether a line is nothing but the leaves, each of which begins like a tag, not within a sentence."""
    if len(leaves) < 2 or key_of("".join(leaves)) != key_of(text):
        return False
    return all(is_tag(leaf) and not leaf[0].islower() and leaf[-1] not in ".!?:" for leaf in leaves)
