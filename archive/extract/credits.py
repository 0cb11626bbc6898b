"""Labels that tell who wrote, photographed or first printed a text: `Parengė`, `Teksts: …, foto: …`, `Allikas:`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from archive.extract.credit_words import LOOSE, NOUNS, SIGNED, VERBS
from archive.extract.months import fold
from archive.extract.persons import has_name_with_post, is_person_name, strip_degree

CreditKind = Literal["maker", "source", "contact", "photo"]

_KINDS: tuple[CreditKind, ...] = ("photo", "source", "contact", "maker")
_MEANS = r"\s*[:–—-]\s*"
_CHAIN = r"(?:^|(?<=[,;.|/(·•])\s*|(?<=\s[–—-])\s+)"
_LABELS = re.compile(
    "|".join(
        part
        for kind in _KINDS
        for part in (
            rf"(?P<noun_{kind}>{_CHAIN}(?:{NOUNS[kind]}){_MEANS})",
            *([rf"(?P<verb_{kind}>{_CHAIN}(?:{VERBS[kind]})\b(?:{_MEANS}|\s+|$))"] if kind in VERBS else []),
        )
    )
)
_SIGNED = re.compile(rf"(?:{SIGNED}|(?P<loose>{LOOSE}))(?P<means>{_MEANS}|\s+)")
_BYLINE = re.compile(rf"(?:{SIGNED}|{VERBS['maker']}|{VERBS['photo']}|{NOUNS['photo']})(?:{_MEANS}|\s+)")
_OPENING = re.compile(r"^[\W_]+")
_MOST_CHARS = 400
_BARE_VERB_CHARS = 160
_SIGNED_CHARS = 120
_AFTER_VERB = re.compile(r"^\s*$|^[\s:–—-]*(?:[^\W\d_a-zа-я]|(?:[^\W\d_]+ ){0,3}[„“\"«])")
_NAMES_END = re.compile(r"[,|(/]|\s[–—-]\s")
_AND = re.compile(r"\s+(?:ir|un|ja|and|bei|и|&)\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """What one label on a line says."""

    kind: CreditKind
    text: str
    """What stands behind the label up to the next; empty when the line ends with it."""
    is_bare: bool
    """Whether a word without a colon is all that labels it."""
    label: str = ""
    """The label as written, without colon."""


@lru_cache(4_096)  # Several steps ask about the same line.
def find_credits(line: str) -> tuple[Credit, ...]:
    """The labelled parts of a line that begins with a label; empty for every other line."""
    if len(line) > _MOST_CHARS:
        return ()
    opening = _OPENING.match(line)
    text = line[opening.end() :] if opening is not None else line
    folded = fold(text)
    if len(folded) != len(text) or (_LABELS.match(folded) is None and _SIGNED.match(folded) is None):
        return ()
    matches = [match for match in _LABELS.finditer(folded) if match.start() == 0 or _is_label(match, text)]
    if not matches or matches[0].start() > 0:
        return _read_signed(text, folded, matches)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return tuple(_read_credit(match, text, end) for match, end in zip(matches, ends, strict=True))


def is_credit_line(line: str) -> bool:
    """Whether a line does nothing but name authors, photographers or a source."""
    found = find_credits(line)
    if not found:
        return False
    first = found[0]
    if not first.is_bare:
        return True
    is_name = _AFTER_VERB.match(first.text) is not None or has_name_with_post(first.text)
    return len(line) <= _BARE_VERB_CHARS and is_name


def cut_credit_label(text: str) -> str | None:
    """What follows the label that a line begins with, with a colon or without; None without a label."""
    folded = fold(text)
    if len(text) > _MOST_CHARS or len(folded) != len(text):
        return None
    match = _BYLINE.match(folded)
    return text[match.end() :].strip(" .,") if match is not None else None


def find_inner_credits(line: str) -> tuple[Credit, ...]:
    """The makers that a line names behind something else, a date or a category: `12.05.2021 | Autors: Ilze Rudzīte`."""
    folded = fold(line)
    if len(line) > _SIGNED_CHARS or len(folded) != len(line):
        return ()
    matches = [match for match in _LABELS.finditer(folded) if match.start() and _is_label(match, line)]
    ends = [*(match.start() for match in matches[1:]), len(line)]
    found = [_read_credit(match, line, end) for match, end in zip(matches, ends[: len(matches)], strict=True)]
    return tuple(one for one in found if one.kind == "maker" and one.text)


def _is_label(match: re.Match[str], text: str) -> bool:
    """Whether a label within a line is one: a verb without a colon only where a person's name follows at once."""
    if not str(match.lastgroup).startswith("verb") or match.group().rstrip()[-1:] in ":–—-":
        return True
    return is_person_name(_NAMES_END.split(text[match.end() :])[0].strip(" .;"))


def _read_signed(text: str, folded: str, others: list[re.Match[str]]) -> tuple[Credit, ...]:
    """The credits of `Raksta autore Ilze Rudzīte, foto: Juris Bērzs`: a noun, and a person's name at once behind it."""
    match = _SIGNED.match(folded)
    if match is None or len(text) > _SIGNED_CHARS or text.endswith(("!", "?", ";")):
        return ()
    if text.endswith(".") and (match["loose"] or "," in text):
        return ()
    end = others[0].start() if others else len(text)
    rest = strip_degree(text[match.end() : end].strip(" ,;.|/()"))
    if not all(map(is_person_name, _AND.split(_NAMES_END.split(rest)[0].strip()))):
        return ()
    is_bare = not match["means"].strip()
    own = Credit("maker", rest, is_bare, text[: match.start("means")])
    ends = [*(other.start() for other in others[1:]), len(text)]
    return (own, *(_read_credit(other, text, stop) for other, stop in zip(others, ends[: len(others)], strict=True)))


def _read_credit(match: re.Match[str], text: str, end: int) -> Credit:
    form, _, kind = str(match.lastgroup).partition("_")
    rest = text[match.end() : end]
    is_bare = form == "verb" and match.group().rstrip()[-1:] not in ":–—-" and bool(rest.strip())
    label = text[match.start() : match.end()].strip(" :–—-,;.|/(")
    return Credit(cast("CreditKind", kind), rest.strip(" ,;.|/()"), is_bare, label)
