"""Lines at the edges of a text that name its author, photographer or source: credits and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.extract.authors import is_source_line, read_authors
from archive.extract.blocks import Block
from archive.extract.credits import cut_credit_label, find_credits, is_credit_line
from archive.extract.datelines import is_date_line
from archive.extract.lines import is_contact_line
from archive.extract.months import fold
from archive.extract.persons import is_account, is_person_name, read_people

_MOST_LINES = 8
_LINE_CHARS = 90
_BYLINE_CHARS = 100
_SENTENCE_ENDS = (".", "!", "?", ";")
_AMOUNT = re.compile(r"(?:\b(?:eur\w*|usd|proc|tukst|tuhat)\b|[€$%])|\d[ .]\d{3}(?:,\d+)?$", re.I)
_QUERIES = re.compile(
    r"^(?:(?:papildus?|vairak|plasaka|sikaka) (?:informacij\w+|info)"
    r"|(?:daugiau|platesn\w+|issamesn\w+|papildom\w+) informacij\w+"
    r"|(?:rohkem|taiendav) (?:infot?|teavet?|informatsiooni?)|(?:more|further) information"
    r"|kontaktinis asmuo|kontaktpersona|kontaktisik|informacija)\s*(?:teikia|sniedz|annab)?\s*[:–-]\s*"
)


def is_amount(block: Block) -> bool:
    """Whether a line says what a thing costs, as the rows of a list of costs do."""
    return _AMOUNT.search(block.text) is not None and not is_contact_line(block.text)


def is_byline(text: str) -> bool:
    """Whether a line above a text says no more than who wrote or posted it, be it a login."""
    if len(text) > _BYLINE_CHARS or text.endswith(("!", "?", ";", ":")) or (text.endswith(".") and "," in text):
        return False
    who = cut_credit_label(text) or ""
    return bool(who) and (is_account(who) or is_person_name(who.partition(",")[0].strip()))


def is_credit(text: str) -> bool:
    """Whether a line does nothing but name authors, a source, a photographer or whom to ask."""
    if is_source_line(text) or is_byline(text):
        return True
    labelled = find_credits(text)
    if not labelled or not is_credit_line(text):
        return is_query(text)
    if labelled[0].is_bare:
        return not _is_sentence(text) and bool(read_authors([text]))
    if not labelled[-1].text:
        return True
    return not _is_sentence(text) and (all(one.kind == "photo" for one in labelled) or bool(read_authors([text])))


def drop_credits(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a text without the credits that it ends with; at least one is left."""
    kept = list(blocks)
    while (start := _find_credit(kept)) is not None:
        del kept[start:]
    return kept


def drop_signature(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a text without the name below it that has a post or an organisation beside it."""
    for start in range(max(1, len(blocks) - 3), len(blocks)):
        if is_signature(blocks[start:]):
            return list(blocks[:start])
    return list(blocks)


def is_signature(blocks: Sequence[Block]) -> bool:
    """Whether lines that stand together are a person's name with a post or an organisation, and no more."""
    if not all(one.soft for one in blocks[1:]) or not all(map(_is_signature_line, blocks)):
        return False
    first = blocks[0].text.partition(",")[0].strip()
    people = [one for one in read_people([block.text for block in blocks]) if one.name or one.organisation]
    if len(people) != 1 or people[0].name is None or not people[0].name.count(" "):
        return False
    return is_person_name(first) and bool(people[0].role or people[0].organisation)


def _find_credit(blocks: Sequence[Block]) -> int | None:
    """Index of the credit with which a row of blocks ends, its further lines behind it; None when it does not."""
    for index in range(max(1, len(blocks) - _MOST_LINES), len(blocks)):
        block = blocks[index]
        if block.item is None and block.table is None and is_credit(block.text):
            is_open = block.text.endswith((":", ","))
            if all(_goes_on(one, is_open=is_open) for one in blocks[index + 1 :]):
                return index
    return None


def _goes_on(block: Block, *, is_open: bool) -> bool:
    """Whether a line below a credit belongs to it; `is_open`: the credit ends with a colon or a comma."""
    if is_contact_line(block.text) or is_credit(block.text):
        return True
    is_short = len(block.text) <= _LINE_CHARS and not block.text.endswith((".", "!", "?", ";"))
    return is_short and (is_open or block.soft) and block.item is None and not is_date_line(block.text)


def is_query(text: str) -> bool:
    """`Papildu informācija: Ilze Rudzīte, tālr. 29112233`: whom to ask, with a name and a number."""
    match = _QUERIES.match(fold(text))
    if match is None or len(text) > 200 or not (is_contact_line(text[match.end() :]) or is_contact_line(text)):
        return False
    return any(one.name for one in read_people([text[match.end() :]]))


def _is_sentence(text: str) -> bool:
    return len(text) > _LINE_CHARS and text.endswith(_SENTENCE_ENDS)


def _is_signature_line(block: Block) -> bool:
    is_short = len(block.text) <= _LINE_CHARS and not block.text.endswith((*_SENTENCE_ENDS, ":"))
    return is_short and block.item is None and block.table is None and not block.links
