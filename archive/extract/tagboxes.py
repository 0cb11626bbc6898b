"""Boxes and lines beside an article that hold its tags on any page: by label, by class, by where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import Block, clean_text
from archive.extract.owned import are_own_tags, find_tag_field, is_owned
from archive.extract.places import head_indices
from archive.extract.published import DateSearch
from archive.extract.regions import class_words, classify_region
from archive.extract.taglabels import cut_label, is_cloud_label, is_tags_label, split_hashes, split_plain
from archive.extract.taglines import COMMAS, is_tag, is_tag_box, is_tag_link, leaf_texts, tag_box_word
from archive.extract.tree import attribute, iter_upwards, text_of

_BOX_LEVELS = 3
_BOX_TAGS = frozenset({"div", "span", "ul", "ol", "p", "footer", "li", "dd", "section", "dl", "a", "small", "td", "em"})
_WHOLES = frozenset({"html", "body", "main"})
_BOX_CHARS = 300
_MOST_INNER = 30
_LIST_LINES = 12
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MOSTLY = 0.7
_EDGES = " :.,;|–-"
_PARTS = re.compile(r"\s*[|·•]\s*|\s+/\s+")
_SEPARATORS = re.compile(r"[|·•/;]")


def read_tag_texts(element: HtmlElement) -> list[str]:
    """What an element that holds tags names: its links, else its innermost elements, else words between commas."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    if links:
        return link_texts(links)
    text = clean_text(text_of(element))
    return leaf_texts(element, styled=True) or COMMAS.split(cut_label(text) or text)


def link_texts(links: Sequence[HtmlElement]) -> list[str]:
    """The words of links."""
    return [clean_text(text_of(link)) for link in links]


def find_labelled(search: DateSearch) -> tuple[str, list[str]]:
    """The first label between title and text or below it, and the tags behind all, on their lines or those after."""
    label = ""
    found: list[str] = []
    indices = list(_iter_around(search))
    for index in indices:
        block = search.page.blocks[index]
        own = _read_labelled(block) or (_read_list(search, index) if is_tags_label(block.text) else [])
        label = label or (_label_of(block) if own else "")
        found += own
    return label, found


def _label_of(block: Block) -> str:
    """The words before a line's first colon, or before the first link that it labels."""
    if not block.links:
        return _PARTS.split(block.text.partition(":")[0].strip(_EDGES))[-1]
    links = _links_behind_label(block.text, block.links) or block.links
    head = block.text.partition(clean_text(text_of(links[0])))[0]
    return _PARTS.split(head.strip(_EDGES))[-1].partition(":")[0]


def find_boxed(search: DateSearch) -> tuple[str, list[str]]:
    """What boxes around the text hold that are called after tags, and links there that lead to a tag's news.

    Before them the rule by which the first was told.
    """
    rules: list[str] = []
    found: list[str] = []
    seen: set[HtmlElement] = set()
    for index in _iter_around(search):
        block = search.page.blocks[index]
        if index and is_cloud_label(search.page.blocks[index - 1].text):
            seen.update(iter_upwards(block.element))
        for box in _iter_boxes(search, block):
            if box not in seen and not seen.intersection(box.iterancestors()):
                seen.add(box)
                found += read_tag_texts(box)
                rules.append(f"class {tag_box_word(box)}")
        if block.element in seen or seen.intersection(islice(block.element.iterancestors(), _BOX_LEVELS)):
            continue
        own = [link for link in block.links if is_tag_link(link)]
        is_above = index < search.text_first
        if own and (len(own) == len(block.links) or any("tag" in attribute(link, "rel").split() for link in own)):
            found += link_texts(own) if is_above or len(own) == len(block.links) else []
            rules.append("links to a tag's news")
        hashes = split_hashes(block.text) if not block.links else []
        found += hashes
        rules += ["words after #"] if hashes else []
    return next(iter(rules), ""), found


def find_above(search: DateSearch) -> tuple[str, list[str]]:
    """What a box called after tags holds that stands beside the title, just above it; before it the rule."""
    first = search.title.first
    if not first:
        return "", []
    head = set(islice(search.page.blocks[first].element.iterancestors(), _BOX_LEVELS)) - {search.root}
    for block in search.page.blocks[max(0, first - _BOX_LEVELS) : first]:
        for box in _iter_boxes(search, block):
            parts = [one for one in islice(box.iterancestors(), _BOX_LEVELS) if one.tag not in _WHOLES]
            if box.find(".//a") is not None and head.intersection(parts):
                return f"class {tag_box_word(box)}", read_tag_texts(box)
    return "", []


def find_owned(search: DateSearch) -> list[str]:
    """Tags in the article's own element, where the classes around them are those of a widget or a hidden label."""
    found: list[str] = []
    fields: set[HtmlElement] = set()
    for index in _iter_near(search):
        block = search.page.blocks[index]
        if len(block.text) > _BOX_CHARS:
            continue
        field = find_tag_field(block.element)
        if field is not None and field not in fields and is_owned(search, field):
            fields.add(field)
            found += read_tag_texts(field)
        elif field is None and block.region == "junk" and _is_own_row(search, index):
            found += link_texts(block.links)
    return found


def _iter_near(search: DateSearch) -> Iterator[int]:
    """Indices of the lines above and below the text; the text's own last line too."""
    near = [*head_indices(search), *range(search.text_last, min(search.end, len(search.page.blocks)))]
    return iter(dict.fromkeys(near))


def _iter_around(search: DateSearch) -> Iterator[int]:
    """Indices of the lines above and below the text that no menu or side list holds."""
    for index in _iter_near(search):
        block = search.page.blocks[index]
        is_own_foot = index == search.text_last + 1 and any(one.tag == "footer" for one in _around(block))
        is_open = block.region != "junk" or (is_own_foot and _leads_to_tags(block)) or _is_own_row(search, index)
        if is_open and len(block.text) <= _BOX_CHARS:
            yield index


def _is_own_row(search: DateSearch, index: int) -> bool:
    """Whether a line is nothing but the article's own links to tags, without the heading of a cloud above it."""
    block = search.page.blocks[index]
    if not are_own_tags(block.links) or not is_owned(search, block.element):
        return False
    before = search.page.blocks[index - 1] if index else None
    is_cloud = before is not None and (before.element.tag in _HEADINGS and index - 1 > search.text_last)
    return not is_cloud and (block.link_share >= _MOSTLY or cut_label(block.text) is not None)


def _around(block: Block) -> Iterator[HtmlElement]:
    return islice(iter_upwards(block.element), _BOX_LEVELS)


def _leads_to_tags(block: Block) -> bool:
    return bool(block.links) and all("tag" in attribute(link, "rel").split() for link in block.links)


def _read_labelled(block: Block) -> list[str]:
    links = [link for link in block.links if text_of(link)]
    if links:
        rest = block.text
        for text in link_texts(links):
            rest = rest.replace(text, "|", 1)
        own = links if is_tags_label(rest.replace("|", " ")) else _links_behind_label(block.text, links)
        return link_texts(
            [link for link in own if "author" not in f"{attribute(link, 'rel')} {class_words(link)}".split()]
        )
    rest_text = cut_label(block.text)
    return split_plain(rest_text) if rest_text else []


def _links_behind_label(text: str, links: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The links of a line that a label stands before, up to other words: `Autorius: X / Kategorija: Y, Z`."""
    own: list[HtmlElement] = []
    is_labelled = False
    for link, words in zip(links, link_texts(links), strict=True):
        before, found, behind = text.partition(words)
        if not found:
            continue
        if any(map(str.isalnum, before)):
            is_labelled = ":" in before and cut_label(_SEPARATORS.split(before)[-1]) == ""
        own += [link] if is_labelled else []
        text = behind
    return own


def _read_list(search: DateSearch, index: int) -> list[str]:
    """The short lines below a label that stands alone."""
    found: list[str] = []
    for block in search.page.blocks[index + 1 : index + 1 + _LIST_LINES]:
        texts = link_texts(block.links) if block.links else split_plain(block.text)
        if (
            block.region == "junk"
            or not texts
            or (block.links and block.link_share < 0.8)
            or not all(map(is_tag, texts))
        ):
            break
        found += texts
    return found


def _iter_boxes(search: DateSearch, block: Block) -> Iterator[HtmlElement]:
    """Elements around and in a line that are called after tags and hold nothing else."""
    around = [one for one in _around(block) if one.tag in _BOX_TAGS]
    if any(classify_region(one) == "junk" for one in around):
        return
    for element in [*reversed(around), *islice(block.element.iter("span", "a", "small"), _MOST_INNER)]:
        is_small = is_tag_box(element) and len(text_of(element)) <= _BOX_CHARS and not search.page.prose_of(element)
        if is_small and element.find(".//h1") is None:
            yield element
            return
