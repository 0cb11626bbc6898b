"""Typed chunks that are no plain words: codes, numbers, compounds, addresses; as the words an index may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.search.words.splitting import split_forms

_MAX_PIECES = 12
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./–—-]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+")
_BARE = re.compile(r"\d{4,15}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+@\S+\.\w+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|mailto:)?(?:www\.)?", re.IGNORECASE)
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐‑–'’][^\W\d_]+)+")
_LETTERS = re.compile(r"[^\W\d_]{1,6}")
_DIGITS = re.compile(r"\d{2,6}")


class Kind(StrEnum):
    """What a chunk was taken for."""

    WORD = "word"
    CODE = "code"
    NUMBER = "number"
    COMPOUND = "compound"
    """Words with hyphens: each part of its phrases may be expanded as a word is."""
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What was typed between two spaces, or a few such that belong together."""

    kind: Kind
    phrases: tuple[tuple[str, ...], ...]
    """The words in a row that a text may hold for it, any of them; as it was typed first, none for mere signs."""
    is_loose: bool = False
    """Whether a text that holds the first phrase's words apart is meant too."""
    word: str = ""
    """A plain word as it was typed: its capital may tell a name."""


def read_chunks(typed: Sequence[str]) -> list[Chunk]:
    """The chunks of a row of typed ones; `LLI 425` and `10 000` come out as one each."""
    chunks: list[Chunk] = []
    rest = list(typed)
    while rest:
        count = _count_number_parts(rest)
        if count > 1:
            chunks.append(read_chunk(" ".join(rest[:count])))
        elif len(rest) > 1 and _is_code_pair(rest[0], rest[1]):
            count = 2
            chunks.append(Chunk(Kind.CODE, _spell_code(f"{rest[0]} {rest[1]}"), is_loose=True))
        else:
            chunks.append(read_chunk(rest[0]))
        del rest[:count]
    return chunks


def read_chunk(typed: str) -> Chunk:
    """One typed chunk, whatever stands in it."""
    text = typed.strip().strip(".,;:!?()[]{}„“”\"'«»…")
    forms = tuple(split_forms(text))
    if _ADDRESS.fullmatch(text):
        short = tuple(split_forms(_SCHEME.sub("", text)))
        return Chunk(Kind.ADDRESS, _join_alternatives(short, forms))
    if _GROUPED.fullmatch(text) or _BARE.fullmatch(text):
        return Chunk(Kind.NUMBER, _spell_number(text, forms))
    if _CODE.fullmatch(text):
        return Chunk(Kind.CODE, _spell_code(text))
    if _COMPOUND.fullmatch(text):
        return Chunk(Kind.COMPOUND, _join_alternatives(forms, ("".join(forms),)))
    if len(forms) == 1:
        return Chunk(Kind.WORD, (forms,), word=text if text.lower() == forms[0] else forms[0])
    return Chunk(Kind.COMPOUND, _join_alternatives(forms))


def _is_code_pair(first: str, second: str) -> bool:
    return bool(_LETTERS.fullmatch(first) and _DIGITS.fullmatch(second) and not _YEAR.fullmatch(second))


def _count_number_parts(typed: list[str]) -> int:
    """How many chunks from the first make one number that is written with spaces; 1 for none."""
    if not re.fullmatch(r"\d{1,3}", typed[0]):
        return 1
    count = 1
    while count < len(typed) and re.fullmatch(r"\d{3}", typed[count]):
        count += 1
    return count


def _spell_code(text: str) -> tuple[tuple[str, ...], ...]:
    """As typed, in one piece, and parted where letters meet digits."""
    forms = tuple(split_forms(text))
    pieces = tuple(piece for form in forms for piece in _PIECE.findall(form))
    if len(pieces) > _MAX_PIECES:
        return _join_alternatives(forms)
    return _join_alternatives(forms, ("".join(forms),), pieces)


def _spell_number(text: str, forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """With its thousands apart and in one piece; a year is only itself."""
    if _YEAR.fullmatch(text):
        return (forms,)
    digits = "".join(re.findall(r"\d", text))
    grouped = tuple(f"{int(digits):_}".split("_")) if not digits.startswith("0") else forms
    return _join_alternatives(forms, (digits,), grouped)


def _join_alternatives(*phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(one for phrase in phrases if (one := tuple(phrase))))
