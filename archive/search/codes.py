"""Typed chunks that are no plain words: codes, numbers, compounds, addresses; as the words an index may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, takewhile

from archive.search.words.splitting import split_forms

_MAX_PIECES = 12
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w./–—-]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+")
_BARE = re.compile(r"\d{4,15}")
_LONG = re.compile(r"\+?\d[\d ().~/–-]*\d")
_LONG_PART = re.compile(r"\+?\(?\d[\d().~/–-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\S+@\S+\.\w+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|mailto:)?(?:www\.)?", re.IGNORECASE)
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐‑–'’][^\W\d_]+)+")
_LETTERS = re.compile(r"[^\W\d_]{1,6}")
_DIGITS = re.compile(r"\d{2,6}")
_DIGIT = re.compile(r"\d")
_IBAN = re.compile(r"[a-z]{2}\d{2}[a-z0-9]{11,30}", re.IGNORECASE)
_IBAN_PART = re.compile(r"[a-z0-9]{1,4}", re.IGNORECASE)
_IBAN_LENGTHS = {"lt": 20, "lv": 21, "ee": 20}

_AREAS = {"370": (8,), "371": (8,), "372": (7, 8)}
"""How many digits a telephone number has within a country, by its code."""

_TRUNKS = ("8", "0")
"""What Lithuanian numbers begin with where the country's code is left out."""

_PARTED = {
    7: ((3, 4), (2, 2, 3), (3, 2, 2)),
    8: ((3, 5), (3, 2, 3), (4, 4), (2, 6), (2, 3, 3), (1, 3, 4), (2, 2, 2, 2), (3, 3, 2), (1, 7)),
    11: ((4, 4, 3), (6, 5), (5, 6)),
}
"""How telephone numbers within a country and registration codes are written in parts, by the number of digits."""

_LONG_DIGITS = range(7, 16)
_LOOSE_DIGITS = (7, 8, 9, 11)


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
        count = _count_dialled(rest) or _count_number_parts(rest)
        if count > 1:
            chunks.append(read_chunk(" ".join(rest[:count])))
        elif count_loose := _count_loose(rest):
            count = count_loose
            text = " ".join(rest[:count])
            chunks.append(Chunk(Kind.NUMBER, _spell_number(text, tuple(split_forms(text))), is_loose=True))
        elif count_iban := _count_iban(rest):
            count = count_iban
            chunks.append(Chunk(Kind.CODE, _spell_code(" ".join(rest[:count]))))
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
    if _GROUPED.fullmatch(text) or _BARE.fullmatch(text) or _is_long(text):
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


def _count_dialled(typed: list[str]) -> int:
    """How many chunks from the first make one telephone number, which its beginning tells; 0 for none."""
    return max((count for count in _count_parts(typed) if _is_dialled(typed[0], _digits_of(typed[:count]))), default=0)


def _is_dialled(first: str, digits: str) -> bool:
    """`first`: what stands before the first space."""
    if first.startswith("+") or first in _AREAS or digits.startswith("00"):
        is_abroad = first.startswith("+") and not digits.startswith(tuple(_AREAS))
        return bool(_find_country(digits.removeprefix("00"))[0]) or (is_abroad and len(digits) in _LONG_DIGITS)
    return first.partition("-")[0] in _TRUNKS and len(digits) == 9


def _count_loose(typed: list[str]) -> int:
    """How many chunks from the first, all numbers that there are, may be one long number, or several; 0 for none."""
    count = len(list(takewhile(str.isdecimal, typed)))
    is_one = count in _count_parts(typed) and len(_digits_of(typed[:count])) in _LOOSE_DIGITS
    return count if is_one else 0


def _count_parts(typed: list[str]) -> Iterator[int]:
    """2, 3, … as long as these chunks from the first may be parts of one number, none of them a year."""
    if not _LONG_PART.fullmatch(typed[0]) or _has_year(typed[0]):
        return
    for count, one in enumerate(typed[1:_MAX_PIECES], 2):
        if not _LONG_PART.fullmatch(one) or one.startswith("+") or _has_year(one):
            return
        yield count


def _count_iban(typed: list[str]) -> int:
    """How many chunks from the first make one account number of the three countries; 0 for none."""
    length = _IBAN_LENGTHS.get(typed[0][:2].lower(), 0)
    joined = ""
    for count, one in enumerate(typed, 1):
        if len(joined) >= length or not _IBAN_PART.fullmatch(one):
            return 0
        joined += one
        if len(joined) == length:
            return count if _IBAN.fullmatch(joined) else 0
    return 0


def _is_long(text: str) -> bool:
    return bool(_LONG.fullmatch(text)) and not _has_year(text) and len(_digits_of(text)) in _LONG_DIGITS


def _has_year(text: str) -> bool:
    return any(map(_YEAR.fullmatch, re.findall(r"\d+", text)))


def _digits_of(typed: Iterable[str]) -> str:
    return "".join(_DIGIT.findall("".join(typed)))


def _spell_code(text: str) -> tuple[tuple[str, ...], ...]:
    """As typed, in one piece, and parted where letters meet digits."""
    forms = tuple(split_forms(text))
    pieces = tuple(piece for form in forms for piece in _PIECE.findall(form))
    joined = "".join(forms)
    if len(pieces) > _MAX_PIECES:
        return _join_alternatives(forms)
    fours = (joined[start : start + 4] for start in range(0, len(joined), 4)) if _IBAN.fullmatch(joined) else ()
    return _join_alternatives(forms, (joined,), pieces, fours)


def _spell_number(text: str, forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """With its thousands apart and in one piece, a long one as such are parted too; a year is only itself."""
    if _YEAR.fullmatch(text):
        return (forms,)
    digits = _digits_of(text)
    grouped = tuple(f"{int(digits):_}".split("_")) if not digits.startswith("0") else forms
    return _join_alternatives(forms, (digits,), grouped, *_spell_long(digits))


def _spell_long(digits: str) -> Iterator[tuple[str, ...]]:
    """A telephone number, a registration code: in one piece, with and without what stands before it, and in parts."""
    if len(digits) < _LONG_DIGITS.start:
        return
    code, national = _find_country(digits.removeprefix("00"))
    number = national or digits
    yield from (_part(number, sizes) for sizes in _PARTED.get(len(number), ()))
    if national:
        codes = [code] if code else [one for one, sizes in _AREAS.items() if len(national) in sizes]
        trunks = _TRUNKS if "370" in codes else ()
        yield from ((before + national,) for before in ("", *codes, *trunks))


def _find_country(digits: str) -> tuple[str, str]:
    """The country's code, empty where it is left out, and the number within the country, empty for none."""
    for code, sizes in _AREAS.items():
        if digits.startswith(code) and len(digits) - len(code) in sizes:
            return code, digits[len(code) :]
    if len(digits) == 9 and digits.startswith(_TRUNKS):
        return "370", digits[1:]
    return "", digits if len(digits) in {7, 8} else ""


def _part(text: str, sizes: Iterable[int]) -> tuple[str, ...]:
    ends = tuple(accumulate(sizes))
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _join_alternatives(*phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(one for phrase in phrases if (one := tuple(phrase))))
