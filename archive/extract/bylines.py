"""Where a page names its article's authors: credit lines, by-lines, its head, the signature below the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import read_authors
from archive.extract.blocks import Block
from archive.extract.credited import (
    SIGNATURE_CHARS,
    SIGNATURE_LINES,
    TAIL_LINES,
    Credited,
    find_credited,
    makers_of,
    rule_of_source,
)
from archive.extract.credits import is_credit_line
from archive.extract.dates import find_dates
from archive.extract.persons import is_account, is_organisation, is_person_name, read_people
from archive.extract.places import head_indices, is_beside_article, tail_indices
from archive.extract.provenance import is_traced, line_place, note
from archive.extract.published import DateSearch
from archive.extract.regions import BLOCK_TAGS, class_words
from archive.extract.signatures import is_query
from archive.extract.title import key_of
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.records import Author

_BYLINE_CLASS = re.compile(r"\b(?:byline|author|autor\w{0,3}|fn|createdby|submitted|username)\b")
_BYLINE_TAGS = ("a", "span", "address", "cite", "em", "strong", "small", "b")
_BYLINE_CHARS = 140
_BY = re.compile(
    r"(?:^|[\s|·•,–-])(?:by|autor(?:s|e|ius|ė)?|pateikė|parašė|paskelbė|įkėlė|publicēja|ievietoja|pievienoja|rakstīja"
    r"|kirjutas|postitas|sisestas|lisas|submitted by|posted by)\s*[:\s]\s*(?P<who>[^|·•\d]{3,60}?)"
    r"\s*(?:[|·•,\d(–-]|\bon\b|$)",
    re.I,
)
_BAR = re.compile(r"\s*[|·•]\s*")
_ACCOUNT = "an account's name"
_RIGHT = re.compile(r"\b(?:right|signature|sign|parasas|paraksts|author|autor\w*)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Authors, and where they are named: `labelled-line`, `platform-rule`, `byline`, `json-ld`, `signature`, `meta`;

    `contact-line` where all that is named is whom to ask.
    """

    authors: tuple[Author, ...]
    origin: str
    rule: str
    """What made it so: `label "Parengė"`, `class byline`, `ld+json author`; empty where the platform's rules did."""
    element: HtmlElement | None = None
    """The element that the platform's rules name."""


def find_authors(search: DateSearch, chosen: Sequence[HtmlElement]) -> Found | None:
    """The article's authors as the page's surest place names them, and the outlet it was taken from beside them."""
    labelled = find_credited(search)
    sources = tuple(one for credited in labelled for one in credited.authors if one.is_source)[:1]
    found = _read_labelled(labelled, is_contact=False)
    readers: tuple[Callable[[], Found | None], ...] = (
        lambda: _read_chosen(search, chosen),
        lambda: _read_bylines(search),
        lambda: _read_claims(search, "json-ld"),
        lambda: _read_labelled(labelled, is_contact=True),
        lambda: _read_signature(search),
        lambda: _read_claims(search, "meta"),
    )
    for read in readers:
        found = found or read()
    if found is None and sources:
        found, sources = Found(sources, "labelled-line", rule_of_source(labelled)), ()
    if is_traced():
        _note_passed_over(search, chosen, labelled, found)
    return replace(found, authors=(*found.authors, *sources)) if found is not None else None


def _read_labelled(labelled: Sequence[Credited], *, is_contact: bool) -> Found | None:
    """The first credit that names who wrote, or (`is_contact`) whom to ask."""
    named = next((one for one in labelled if one.is_contact == is_contact and makers_of(one.authors)), None)
    origin = "contact-line" if is_contact else "labelled-line"
    return Found(makers_of(named.authors), origin, named.rule) if named is not None else None


def _note_passed_over(
    search: DateSearch, chosen: Sequence[HtmlElement], labelled: Sequence[Credited], found: Found | None
) -> None:
    """Say which credits, elements and claims name others than those that were chosen."""
    blocks = search.page.blocks
    named = set(found.authors) if found is not None else set()
    for one in labelled:
        if not set(one.authors) & named and makers_of(one.authors):
            reason = "whom to ask, and another place names who wrote" if one.is_contact else "another credit came first"
            note("authors", blocks[one.index].text, "passed over", reason, place=f"{one.rule}, {line_place(one.index)}")
    for index in {*head_indices(search), *tail_indices(search, TAIL_LINES)}:
        if is_query(blocks[index].text):
            note("authors", blocks[index].text, "passed over", "whom to ask, not who wrote", place=line_place(index))
    for element in chosen:
        is_far = not is_beside_article(search, element)
        if is_far or (found is not None and found.element is not element):
            reason = "far from the article" if is_far else "another place came first"
            note("authors", text_of(element), "passed over", reason, place="platform-rule")
    for index, block in enumerate(blocks):
        if block.region == "junk" and is_credit_line(block.text):
            reason = "in a menu, a side list or the footer"
            note("authors", block.text, "passed over", reason, place=line_place(index))
    written = {part for author in named for part in (author.name, author.organisation) if part}
    for name, _, origin in search.claims.authors:
        if name not in written:
            is_free = found is None or found.origin == origin
            reason = "the site's name, or no person's" if is_free else "another place came first"
            note("authors", name, "passed over", _ACCOUNT if is_account(name) else reason, place=origin)


def _read_chosen(search: DateSearch, chosen: Sequence[HtmlElement]) -> Found | None:
    for element in chosen:
        if is_beside_article(search, element):
            whole = text_of(element)
            lines = [block.text for block in search.page.blocks_of(element)] if element.tag in BLOCK_TAGS else [whole]
            authors = _read_byline(lines, whole)
            if authors:
                return Found(authors, "platform-rule", "", element)
    return None


def _read_bylines(search: DateSearch) -> Found | None:
    """Elements called after authors, and links to an author, above the text and just below it."""
    indices = [*head_indices(search), *range(search.text_last, min(search.end, len(search.page.blocks)))]
    for index in indices:
        block = search.page.blocks[index]
        if block.region == "junk" or len(block.text) > 2 * _BYLINE_CHARS:
            continue
        if _is_byline(block.element) and len(block.text) <= _BYLINE_CHARS:
            inner = next(filter(_is_byline, block.element.iter(*_BYLINE_TAGS)), None)
            text = text_of(inner) if inner is not None else block.text
            if authors := _read_byline([text], text):
                return Found(authors, "byline", _rule_of_element(inner if inner is not None else block.element))
        for element in islice(block.element.iter(*_BYLINE_TAGS), 30):
            if (_is_byline(element) or "author" in attribute(element, "rel").split()) and (
                authors := _read_byline([text_of(element)], text_of(element))
            ):
                return Found(authors, "byline", _rule_of_element(element))
        is_below = index > search.text_first
        if index <= search.text_last + 2 and (authors := _read_dated_line(block, is_below=is_below)):
            return Found(authors, "byline", "line with a date")
    return None


def _rule_of_element(element: HtmlElement) -> str:
    """`rel author`, or the class by which an element is called after authors."""
    if "author" in attribute(element, "rel").split():
        return "rel author"
    words = (_BYLINE_CLASS.search(class_words(one)) for one in islice(iter_upwards(element), 2) if one.attrib)
    return next((f"class {match.group()}" for match in words if match is not None), "class author")


def _is_byline(element: HtmlElement) -> bool:
    own = islice(iter_upwards(element), 2)
    return any(one.attrib and _BYLINE_CLASS.search(class_words(one)) is not None for one in own)


def _read_byline(lines: Sequence[str], whole: str) -> tuple[Author, ...]:
    """The authors of an element that is called after them; a word of its own before the name is no part of it."""
    if len(whole) > _BYLINE_CHARS:
        return ()
    match = _BY.search(whole)
    read = read_people([match["who"]]) if match is not None else read_authors(list(lines))
    found = () if is_account(whole) else _known(read)
    if whole and not found:
        who = match["who"] if match is not None else whole
        note("authors", whole, "passed over", _ACCOUNT if is_account(who) else "it names nobody", place="byline")
    return found


def _read_dated_line(block: Block, *, is_below: bool) -> tuple[Author, ...]:
    """`12.05.2021 | Mari Maasikas`, `Pateikė Rūta Kepėjienė 2015-04-03`, `Posted on 12 May 2021 by Mari Maasikas`."""
    if len(block.text) > _BYLINE_CHARS or block.text.endswith(".") or not find_dates(block.text):
        return ()
    match = _BY.search(block.text)
    if match is not None:
        return _known(read_people([match["who"]]))
    if is_below:
        return ()
    names = [part for part in _BAR.split(block.text) if is_person_name(part)]
    return (Author(names[0]),) if len(names) == 1 and not block.links else ()


def _known(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    return tuple(one for one in authors if one.name or one.organisation)


def _read_claims(search: DateSearch, origin: str) -> Found | None:
    """What the page's head claims: people, and organisations that are not merely the site's name on an account."""
    site_keys = {key_of(name) for name in search.claims.site_names}
    names = [(name, kind) for name, kind, place in search.claims.authors if place == origin]
    authors: list[Author] = []
    for name, kind in dict.fromkeys(names):
        if is_account(name) or (kind != "organisation" and key_of(name) in site_keys):
            continue
        if is_person_name(name):
            authors.append(Author(name))
        elif origin == "json-ld" and (kind == "organisation" or is_organisation(name)):
            authors.append(Author(organisation=name))
    return Found(tuple(authors), origin, f"{origin.replace('json-ld', 'ld+json')} author") if authors else None


def _read_signature(search: DateSearch) -> Found | None:
    """The name below a text: with a post or an organisation on its line or the next, or set apart by its type."""
    blocks = search.page.blocks
    last = min(search.text_last, len(blocks) - 1)
    first = last
    while first > search.text_first and blocks[first].soft and last - first < SIGNATURE_LINES:
        first -= 1
    for start in range(first, last + 1):
        own = blocks[start : last + 1]
        if start == search.text_first or not all(_is_signature_line(block) for block in own):
            continue
        authors = _known(read_people([block.text for block in own]))
        if len(authors) == 1 and authors[0].name and " " in authors[0].name:
            named = authors[0].role or authors[0].organisation or _is_set_apart(own[0])
            if not named:
                reason = "a name alone below the text, without a post and in the text's own type"
                note("authors", authors[0].name, "passed over", reason, place=line_place(start))
            return Found(authors, "signature", "signature below the text") if named else None
    return None


def _is_signature_line(block: Block) -> bool:
    is_short = len(block.text) <= SIGNATURE_CHARS and not block.text.endswith((".", "!", "?", ":", ";"))
    return is_short and block.item is None and block.table is None and not block.links and not find_dates(block.text)


def _is_set_apart(block: Block) -> bool:
    """Whether a line stands at the right, or in slanted or bold type from end to end."""
    for element in islice(iter_upwards(block.element), 2):
        marks = f"{class_words(element)} {attribute(element, 'style')} {attribute(element, 'align')}".lower()
        if _RIGHT.search(marks):
            return True
    slanted = "".join(text_of(one) for one in block.element.iter("em", "i"))
    return block.is_bold or len(slanted) >= len(block.text) - 2
