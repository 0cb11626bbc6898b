"""The lines around an article's text that say who made it: labelled credits, and whose information it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from archive.extract.authors import is_source_line, read_authors
from archive.extract.blocks import Block
from archive.extract.body import author_length
from archive.extract.credits import find_credits, find_inner_credits, is_credit_line
from archive.extract.datelines import is_date_line
from archive.extract.lines import find_line_kind, is_contact_line
from archive.extract.persons import read_people
from archive.extract.places import head_indices, tail_indices
from archive.extract.provenance import line_place, note
from archive.extract.published import DateSearch
from archive.records import Author

RULE_OF_SOURCE_LINE = 'line "…'
"""What begins the rule of a line that says whose information it is."""
TAIL_LINES = 6
SIGNATURE_LINES = 4
SIGNATURE_CHARS = 90
_CREDIT_LINES = 10
_LONGEST_CREDIT = 400
_EDGE_LINES = 300
"""Lines after the title, and before the end of what may speak of the text, that are searched for credits."""


@dataclass(frozen=True, slots=True)
class Credited:
    """What the credit lines at one place of a page say."""

    index: int
    """Of the first of them."""
    authors: tuple[Author, ...]
    rule: str
    is_contact: bool
    """Whether it names whom to ask, not who wrote."""


def find_credited(search: DateSearch) -> list[Credited]:
    """What the credit lines around the text say, those with a maker's label first, those to be asked last."""
    found: list[Credited] = []
    blocks = search.page.blocks
    near = {*head_indices(search), *tail_indices(search, TAIL_LINES)}
    start = search.title.last + 1 if search.title.last is not None else 0
    end = min(len(blocks), search.end)
    past = start
    # Nobody signs in the midst of hundreds of lines; looking at all of them takes seconds.
    edges = (range(start, min(end, start + _EDGE_LINES)), range(max(start + _EDGE_LINES, end - _EDGE_LINES), end))
    for index in chain(*edges):
        if index < past or blocks[index].region == "junk" or len(blocks[index].text) > _LONGEST_CREDIT:
            continue
        length = _credit_length(blocks, index, is_near=index in near)
        if not length and index in near and (inner := _read_inner(blocks[index].text)):
            authors, label = inner
            found.append(Credited(index, authors, f'label "{label}"', is_contact=False))
        if not length:
            continue
        past = index + length
        authors = read_authors([block.text for block in blocks[index:past]])
        labels = find_credits(blocks[index].text)
        is_contact = all(one.kind in {"contact", "photo"} for one in labels) and not is_source_line(blocks[index].text)
        if authors:
            found.append(Credited(index, authors, _rule_of_line(blocks[index].text, authors), is_contact))
        else:
            is_picture = labels and all(one.kind == "photo" for one in labels)
            reason = "who took the pictures" if is_picture else "a credit that names nobody, or only an account"
            note("authors", blocks[index].text, "passed over", reason, place=line_place(index))
    return sorted(found, key=lambda one: one.is_contact)


def _read_inner(text: str) -> tuple[tuple[Author, ...], str] | None:
    """Authors within a line of dates, categories or counts, and their label; None when it names none."""
    inner = find_inner_credits(text) if is_date_line(text) or find_line_kind(text) in {"tags", "counter"} else ()
    authors = [one for one in read_people([credit.text for credit in inner]) if one.name or one.organisation]
    return (tuple(authors), inner[0].label) if authors else None


def _rule_of_line(text: str, authors: Sequence[Author]) -> str:
    """`label "Parengė"`, or the closing word of a line such as `VVG informacija`."""
    labels = find_credits(text)
    if not labels:
        return f'{RULE_OF_SOURCE_LINE} {text.rsplit(maxsplit=1)[-1]}"' if is_source_line(text) else "line of a credit"
    is_source = all(one.is_source for one in authors)
    own = next((one for one in labels if (one.kind == "source") == is_source and one.kind != "photo"), labels[0])
    return f'label "{own.label}"'


def makers_of(authors: Sequence[Author]) -> tuple[Author, ...]:
    """Those who made a text, without the outlet that it was taken from."""
    return tuple(one for one in authors if not one.is_source)


def rule_of_source(labelled: Sequence[Credited]) -> str:
    """The rule of the first credit that names where a text was taken from."""
    return next(one.rule for one in labelled if any(author.is_source for author in one.authors))


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
            len(block.text) > SIGNATURE_CHARS or block.text.endswith((".", "!", "?", ";")) or block.region == "junk"
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
    for block in blocks[index + 1 : index + 1 + SIGNATURE_LINES]:
        is_own = block.soft and len(block.text) <= SIGNATURE_CHARS and not block.text.endswith((".", "!", "?"))
        if not is_own or find_credits(block.text) or is_date_line(block.text):
            break
        count += 1
    return count
