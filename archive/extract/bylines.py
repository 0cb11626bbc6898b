"""Where a page names its article's authors: credit lines, by-lines, its head, the signature below the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import is_source_line, read_authors
from archive.extract.blocks import Block
from archive.extract.body import author_length
from archive.extract.credits import find_credits, is_credit_line
from archive.extract.datelines import is_date_line
from archive.extract.dates import find_dates
from archive.extract.lines import find_line_kind, is_contact_line
from archive.extract.persons import is_account, is_organisation, is_person_name, read_people
from archive.extract.places import head_indices, is_beside_article, tail_indices
from archive.extract.published import DateSearch
from archive.extract.regions import BLOCK_TAGS, class_words
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
_CREDIT_LINES = 10
_TAIL_LINES = 6
_SIGNATURE_LINES = 4
_SIGNATURE_CHARS = 90
_RIGHT = re.compile(r"\b(?:right|signature|sign|parasas|paraksts|author|autor\w*)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """Authors, and where they are named: `labelled-line`, `platform-rule`, `byline`, `json-ld`, `signature`, `meta`."""

    authors: tuple[Author, ...]
    origin: str


def find_authors(search: DateSearch, chosen: Sequence[HtmlElement]) -> Found | None:
    """The article's authors as the page's surest place names them, and the outlet it was taken from beside them."""
    labelled = [authors for _, authors in _iter_credits(search)]
    sources = tuple(one for authors in labelled for one in authors if one.is_source)[:1]
    makers = next((own for authors in labelled if (own := _makers(authors))), ())
    found = Found(makers, "labelled-line") if makers else None
    readers: tuple[Callable[[], Found | None], ...] = (
        lambda: _read_chosen(search, chosen),
        lambda: _read_bylines(search),
        lambda: _read_claims(search, "json-ld"),
        lambda: _read_signature(search),
        lambda: _read_claims(search, "meta"),
    )
    for read in readers:
        found = found or read()
    if found is None:
        return Found(sources, "labelled-line") if sources else None
    return replace(found, authors=(*found.authors, *sources))


def _makers(authors: Sequence[Author]) -> tuple[Author, ...]:
    return tuple(one for one in authors if not one.is_source)


def _iter_credits(search: DateSearch) -> Iterator[tuple[int, tuple[Author, ...]]]:
    """What the credit lines around the text say, those with a maker's label first, those to be asked last."""
    found: list[tuple[int, tuple[Author, ...]]] = []
    blocks = search.page.blocks
    near = {*head_indices(search), *tail_indices(search, _TAIL_LINES)}
    start = search.title.last + 1 if search.title.last is not None else 0
    past = start
    for index in range(start, min(len(blocks), search.end)):
        if index < past or blocks[index].region == "junk" or len(blocks[index].text) > 400:
            continue
        length = _credit_length(blocks, index, is_near=index in near)
        if not length:
            continue
        past = index + length
        authors = read_authors([block.text for block in blocks[index:past]])
        if authors:
            is_contact = all(one.kind in {"contact", "photo"} for one in find_credits(blocks[index].text) or [])
            found.append((int(is_contact and not is_source_line(blocks[index].text)), authors))
    yield from sorted(found, key=lambda entry: entry[0])


def _credit_length(blocks: Sequence[Block], index: int, *, is_near: bool) -> int:
    """How many blocks from `index` on are one credit; 0 when they are none. Far from the edges only with a colon."""
    text = blocks[index].text
    if is_near and is_source_line(text):
        return 1
    labelled = find_credits(text)
    if not labelled or not is_credit_line(text) or (labelled[0].is_bare and not is_near):
        return author_length(blocks, index)
    if labelled[-1].text and not text.rstrip().endswith((",", ":")):
        return 1 + _count_posts(blocks, index)
    count = 1
    for block in blocks[index + 1 : index + 1 + _CREDIT_LINES]:
        is_other = (
            len(block.text) > _SIGNATURE_CHARS or block.text.endswith((".", "!", "?", ";")) or block.region == "junk"
        )
        if not is_contact_line(block.text) and (is_other or is_date_line(block.text) or find_credits(block.text)):
            break
        if find_line_kind(block.text) not in {None, "author"} and not is_contact_line(block.text):
            break
        count += 1
    return count


def _count_posts(blocks: Sequence[Block], index: int) -> int:
    """How many of the next lines, parted by line breaks only, are a credit's post, organisation, phone or e-mail."""
    count = 0
    for block in blocks[index + 1 : index + 1 + _SIGNATURE_LINES]:
        is_own = block.soft and len(block.text) <= _SIGNATURE_CHARS and not block.text.endswith((".", "!", "?"))
        if not is_own or find_credits(block.text) or is_date_line(block.text):
            break
        count += 1
    return count


def _read_chosen(search: DateSearch, chosen: Sequence[HtmlElement]) -> Found | None:
    for element in chosen:
        if is_beside_article(search, element):
            whole = text_of(element)
            lines = [block.text for block in search.page.blocks_of(element)] if element.tag in BLOCK_TAGS else [whole]
            authors = _read_byline(lines, whole)
            if authors:
                return Found(authors, "platform-rule")
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
                return Found(authors, "byline")
        for element in islice(block.element.iter(*_BYLINE_TAGS), 30):
            if (_is_byline(element) or "author" in attribute(element, "rel").split()) and (
                authors := _read_byline([text_of(element)], text_of(element))
            ):
                return Found(authors, "byline")
        if index <= search.text_first and (authors := _read_dated_line(block)):
            return Found(authors, "byline")
    return None


def _is_byline(element: HtmlElement) -> bool:
    own = islice(iter_upwards(element), 2)
    return any(one.attrib and _BYLINE_CLASS.search(class_words(one)) is not None for one in own)


def _read_byline(lines: Sequence[str], whole: str) -> tuple[Author, ...]:
    """The authors of an element that is called after them; a word of its own before the name is no part of it."""
    if len(whole) > _BYLINE_CHARS or is_account(whole):
        return ()
    match = _BY.search(whole)
    return _known(read_people([match["who"]])) if match is not None else _known(read_authors(list(lines)))


def _read_dated_line(block: Block) -> tuple[Author, ...]:
    """`12.05.2021 | Mari Maasikas`, `Pateikė Rūta Kepėjienė 2015-04-03`, `Posted on 12 May 2021 by Mari Maasikas`."""
    if len(block.text) > _BYLINE_CHARS or block.text.endswith(".") or not find_dates(block.text):
        return ()
    match = _BY.search(block.text)
    if match is not None:
        return _known(read_people([match["who"]]))
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
    return Found(tuple(authors), origin) if authors else None


def _read_signature(search: DateSearch) -> Found | None:
    """The name below a text: with a post or an organisation on its line or the next, or set apart by its type."""
    blocks = search.page.blocks
    last = min(search.text_last, len(blocks) - 1)
    first = last
    while first > search.text_first and blocks[first].soft and last - first < _SIGNATURE_LINES:
        first -= 1
    for start in range(first, last + 1):
        own = blocks[start : last + 1]
        if start == search.text_first or not all(_is_signature_line(block) for block in own):
            continue
        authors = _known(read_people([block.text for block in own]))
        if len(authors) == 1 and authors[0].name and " " in authors[0].name:
            named = authors[0].role or authors[0].organisation or _is_set_apart(own[0])
            return Found(authors, "signature") if named else None
    return None


def _is_signature_line(block: Block) -> bool:
    is_short = len(block.text) <= _SIGNATURE_CHARS and not block.text.endswith((".", "!", "?", ":", ";"))
    return is_short and block.item is None and block.table is None and not block.links and not find_dates(block.text)


def _is_set_apart(block: Block) -> bool:
    """Whether a line stands at the right, or in slanted or bold type from end to end."""
    for element in islice(iter_upwards(block.element), 2):
        marks = f"{class_words(element)} {attribute(element, 'style')} {attribute(element, 'align')}".lower()
        if _RIGHT.search(marks):
            return True
    slanted = "".join(text_of(one) for one in block.element.iter("em", "i"))
    return block.is_bold or len(slanted) >= len(block.text) - 2
