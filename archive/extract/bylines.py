"""Where a page names its article's authors: credit lines, by-lines, its head, the signature below the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.blocks import Block
from archive.extract.byline_elements import (
    ACCOUNT,
    BY,
    BYLINE_CHARS,
    is_byline_element,
    known,
    may_name,
    name_element_rule,
    read_byline,
    read_row,
    spaced,
)
from archive.extract.byline_words import cut_label, is_label, is_personal_label
from archive.extract.credited import (
    RULE_OF_SOURCE_LINE,
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
from archive.extract.keys import key_of
from archive.extract.owned import is_owned
from archive.extract.persons import is_account, is_organisation, is_person_name, read_people, split_names
from archive.extract.places import head_indices, is_beside_article, tail_indices
from archive.extract.provenance import is_traced, line_place, note
from archive.extract.published import DateSearch
from archive.extract.regions import BLOCK_TAGS, class_words
from archive.extract.signatures import is_amount, is_query
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.records import Author

_BYLINE_TAGS = ("a", "span", "address", "cite", "em", "strong", "small", "b")
_CARD = re.compile(r"\b(?:vcard|fn|post author|entry author)\b")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li"})
_PLAIN_CHARS = 80
_BAR = re.compile(r"\s*[|·•]\s*")
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
    found = _with_byline(found, readers[:2])
    if found is None and sources:
        found, sources = Found(sources, "labelled-line", rule_of_source(labelled)), ()
    if is_traced():
        _note_passed_over(search, chosen, labelled, found)
    return replace(found, authors=(*found.authors, *sources)) if found is not None else None


def _with_byline(found: Found | None, readers: Sequence[Callable[[], Found | None]]) -> Found | None:
    """The person of a by-line beside the organisation whose information a line says it is."""
    if found is None or not found.rule.startswith(RULE_OF_SOURCE_LINE) or any(one.name for one in found.authors):
        return found
    persons = next((one for read in readers if (one := read()) is not None), None)
    if persons is None or not all(one.name for one in persons.authors):
        return found
    return replace(persons, authors=(*persons.authors, *found.authors))


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
        is_far = not (is_beside_article(search, element) or is_owned(search, element))
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
            note("authors", name, "passed over", ACCOUNT if is_account(name) else reason, place=origin)


def _read_chosen(search: DateSearch, chosen: Sequence[HtmlElement]) -> Found | None:
    for element in chosen:
        if is_beside_article(search, element) or is_owned(search, element):
            whole = text_of(element)
            lines = [block.text for block in search.page.blocks_of(element)] if element.tag in BLOCK_TAGS else [whole]
            authors = read_byline(lines, whole)
            if authors:
                return Found(authors, "platform-rule", "", element)
    return None


def _read_bylines(search: DateSearch) -> Found | None:
    """Elements called after authors, and links to an author, above the text and just below it."""
    below = range(search.text_last, min(search.end, len(search.page.blocks)))
    indices = [*head_indices(search), *_below_lead(search), *below]
    for index in indices:
        block = search.page.blocks[index]
        if len(block.text) > 2 * BYLINE_CHARS:
            continue
        if is_label(block.text):
            if found := _read_below_label(search, index):
                return found
            continue
        if block.region == "junk":
            if found := _read_owned(search, block):
                return found
            continue
        is_below = index > search.text_first
        found = _read_called(block)
        if found is None and index <= search.text_last + 2:
            found = _read_dated_line(block, is_below=is_below)
        if found is None and not is_below:
            found = _read_plain_line(search, block)
        if found is not None:
            return found
    return None


def _below_lead(search: DateSearch) -> list[int]:
    """Small lines right behind the text's first one: a lead often stands above the by-line."""
    after = range(search.text_first + 1, min(search.text_first + 4, search.text_last))
    return [index for index in after if search.page.blocks[index].region == "small"]


def _read_called(block: Block) -> Found | None:
    """Whom a line that is called after authors names, or an element within it."""
    if is_byline_element(block.element) and len(block.text) <= BYLINE_CHARS:
        if row := read_row(block.element):
            return Found(row, "byline", name_element_rule(block.element))
        inner = next(filter(is_byline_element, block.element.iter(*_BYLINE_TAGS)), None)
        whole = spaced(block)
        is_row = inner is None or all(map(is_person_name, split_names(whole)))
        for text in [whole] if is_row or inner is None else [text_of(inner), whole]:
            if (authors := read_byline([text], text)) and may_name(block.element, authors):
                return Found(authors, "byline", name_element_rule(inner if inner is not None else block.element))
    for element in islice(block.element.iter(*_BYLINE_TAGS), 30):
        if is_byline_element(element) or "author" in attribute(element, "rel").split():
            authors = read_byline([text_of(element)], text_of(element))
            if authors and may_name(element, authors):
                return Found(authors, "byline", name_element_rule(element))
    return None


def _read_owned(search: DateSearch, block: Block) -> Found | None:
    """Whom the markup of an article's own foot names: only where it says so without doubt."""
    for element in islice(block.element.iter("a", "span", "b", "strong"), 20):
        is_marked = attribute(element, "itemprop") == "author" or "author" in attribute(element, "rel").split()
        if (is_marked or _CARD.search(class_words(element))) and is_owned(search, element):
            authors = read_byline([text_of(element)], text_of(element))
            if authors and authors[0].name:
                return Found(authors, "byline", name_element_rule(element))
    return None


def _read_below_label(search: DateSearch, index: int) -> Found | None:
    """The persons on the line below a label that stands alone above the text."""
    label, after = search.page.blocks[index].text, index + 1
    if not is_personal_label(label) or index > search.text_first or after >= len(search.page.blocks):
        return None
    block = search.page.blocks[after]
    names = split_names(block.text) if block.region != "junk" and len(block.text) <= _PLAIN_CHARS else []
    is_row = bool(names) and all(map(is_person_name, names))
    return Found(tuple(map(Author, names)), "byline", f'label "{label.strip(" :")}"') if is_row else None


def _read_plain_line(search: DateSearch, block: Block) -> Found | None:
    """`Von Jonas Brandt` in a line of its own; `par` stands before a thing, not a person, in Latvian."""
    rest = cut_label(block.text) if len(block.text) <= _PLAIN_CHARS and not block.is_bold else None
    if rest is None or block.element.tag in _HEADINGS or block.text.endswith((".", "!", "?", ":")):
        return None
    if not is_personal_label(block.text[: -len(rest)]) and ":" not in block.text:
        return None
    if block.text.lower().startswith("par ") and attribute(search.root, "lang")[:2].lower() in {"lv", ""}:
        return None
    names = split_names(rest)
    is_row = all(map(is_person_name, names))
    return Found(tuple(map(Author, names)), "byline", "label before a name") if is_row else None


def _read_dated_line(block: Block, *, is_below: bool) -> Found | None:
    """`12.05.2021 | Mari Maasikas`, `Pateikė Rūta Kepėjienė 2015-04-03`, `Posted on 12 May 2021 by Mari Maasikas`."""
    text = spaced(block)
    if len(text) > BYLINE_CHARS or text.endswith(".") or not find_dates(text):
        return None
    match = BY.search(text)
    authors: tuple[Author, ...] = ()
    if match is not None:
        authors = known(read_people([match["who"]]))
    elif not is_below:
        apart = [text_of(one) for one in block.element.iter("span", "em", "i", "b", "strong") if not len(one)]
        linked = {text_of(one) for one in block.element.iter("a")}
        names = {part for part in (*_BAR.split(text), *apart) if is_person_name(part)} - linked
        authors = tuple(map(Author, names)) if len(names) == 1 else ()
    return Found(authors, "byline", "line with a date") if authors else None


def _read_claims(search: DateSearch, origin: str) -> Found | None:
    """What the page's head claims: people, and organisations that are not merely the site's name on an account."""
    site_keys = {key_of(name) for name in search.claims.site_names}
    names = [(name, kind) for name, kind, place in search.claims.authors if place == origin]
    authors: list[Author] = []
    for name, kind in dict.fromkeys(names):
        if is_account(name) or is_label(name) or (kind != "organisation" and key_of(name) in site_keys):
            continue
        persons = split_names(name) if kind != "organisation" else [name]
        if all(map(is_person_name, persons)):
            authors += [Author(person) for person in persons]
        elif origin == "json-ld" and (kind == "organisation" or is_organisation(name)):
            authors.append(Author(organisation=name))
    rule = f"{origin.replace('json-ld', 'ld+json')} author"
    return Found(tuple(dict.fromkeys(authors)), origin, rule) if authors else None


def _read_signature(search: DateSearch) -> Found | None:
    """The name below a text: with a post or an organisation on its line or the next, or set apart by its type."""
    blocks = search.page.blocks
    last = min(search.text_last, len(blocks) - 1)
    first = last
    while first > search.text_first and blocks[first].soft and last - first < SIGNATURE_LINES:
        first -= 1
    for start in range(first, last + 1):
        own = blocks[start : last + 1]
        if start == search.text_first or not all(map(_is_signature_line, own)) or any(map(is_amount, own)):
            continue
        authors = known(read_people([block.text for block in own]))
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
