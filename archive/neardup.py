"""Texts that several sources printed with small changes: what is kept of a text to find them, and when two are such.

Of a text its word shingles are hashed. A sketch (the lowest hashes) tells how much two texts share; bands, made of
the sketch alone, are what an index looks others up by. Both depend on the text only, on no order and no machine.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from archive.records import ArchivedArticle

T = TypeVar("T")

MIN_WORDS = 40
"""Texts of fewer words are never near another: a few words say little."""

SKETCH_SIZE = 192
"""Hashes kept of a text: shorter texts are kept whole, and compared exactly."""

NEAR = 0.6
"""Share of common shingles from which on texts of two sources are near."""

NEAR_IN_SOURCE = 0.9
"""The same within one source, whose own alike texts are mostly its next call or its next year's feast."""

MIN_SIZE_RATIO = 0.7
"""Of two near texts the shorter has at least this much of the longer's shingles."""

MIN_SHARED_NUMBERS = 0.75
"""Reprints keep dates, sums and numbers; the next call from the same form has others."""

_BANDS, _ROWS, _BAND_SAMPLE = 16, 3, 96
_MAX_NUMBERS = 64
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_MASK32, _MASK64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of a text."""

    shingles: int
    """How many different ones it has."""
    sketch: frozenset[int]
    """The lowest SKETCH_SIZE hashes of them, 32 bits each."""
    numbers: frozenset[int]
    """Hashes of its different numbers, the lowest 64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """An article that prints nearly the same text as another."""

    article: ArchivedArticle
    similarity: float
    """Share of common word shingles with the other article's text, 0 to 1, estimated for long texts."""
    is_first: bool
    """Whether it was published first of all that print the text."""


@dataclass(frozen=True, slots=True)
class Fold(Generic[T]):
    """One of several results that print the same text, and the others."""

    shown: T
    others: list[T] = field(default_factory=list)


def make_print(text: str) -> Print | None:
    """None for a text of fewer than MIN_WORDS words."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if len(words) < MIN_WORDS:
        return None
    hashes = {word: _hash_word(word) for word in set(words)}
    row = [hashes[word] for word in words]
    one, two, three = _ODD
    shingles = {
        ((a * one + b * two + c * three & _MASK64) * one & _MASK64) >> 32
        for a, b, c in zip(row, row[1:], row[2:], strict=False)
    }
    numbers = {hashed & _MASK32 for word, hashed in hashes.items() if _DIGITS.search(word)}
    return Print(len(shingles), frozenset(sorted(shingles)[:SKETCH_SIZE]), frozenset(sorted(numbers)[:_MAX_NUMBERS]))


def make_bands(made: Print) -> list[int]:
    """The keys, below 2**63, by which texts that may be near are found: they share at least one."""
    mixed = [(value * _ODD[2] & _MASK64) >> 16 & _MASK32 for value in sorted(made.sketch)[:_BAND_SAMPLE]]
    lowest = [min(map(mask.__xor__, mixed)) ^ mask for mask in _MASKS]
    bands = [lowest[start : start + _ROWS] for start in range(0, len(lowest), _ROWS)]
    return sorted({_hash_band(number, band) for number, band in enumerate(bands)})


def measure_similarity(one: Print, other: Print) -> float:
    """Share of common shingles, 0 to 1: exact where both sketches are whole."""
    both = one.sketch & other.sketch
    if len(one.sketch) == one.shingles and len(other.sketch) == other.shingles:
        return len(both) / (one.shingles + other.shingles - len(both))
    # Only up to where both sketches reach is it known what each text has.
    sample = sorted(one.sketch | other.sketch)[: min(len(one.sketch), len(other.sketch))]
    return sum(value in both for value in sample) / len(sample)


def are_near(one: Print, other: Print, *, is_same_source: bool) -> bool:
    """Whether two texts are one text with small changes."""
    near = NEAR_IN_SOURCE if is_same_source else NEAR
    shorter, longer = sorted((one.shingles, other.shingles))
    # The sketches cannot be less alike than the measure says: most pairs end here, at little cost.
    if shorter < MIN_SIZE_RATIO * longer or len(one.sketch & other.sketch) < near * min(SKETCH_SIZE, shorter):
        return False
    fewer, more = sorted((one.numbers, other.numbers), key=len)
    if len(fewer & more) < MIN_SHARED_NUMBERS * len(fewer):
        return False
    return measure_similarity(one, other) >= near


def pack_hashes(values: Iterable[int]) -> bytes:
    """Hashes of 32 bits as bytes, lowest first."""
    return b"".join(value.to_bytes(4) for value in sorted(values))


def unpack_hashes(packed: bytes) -> frozenset[int]:
    """The hashes of `pack_hashes`."""
    return frozenset(struct.unpack(f">{len(packed) // 4}I", packed))


def fold(results: Iterable[T], find_first: Callable[[T], int]) -> list[Fold[T]]:
    """Results in their order, those of one first publisher under the one that comes first."""
    folds: dict[int, Fold[T]] = {}
    for result in results:
        first = find_first(result)
        if first in folds:
            folds[first].others.append(result)
        else:
            folds[first] = Fold(result)
    return list(folds.values())


def fold_enough(
    fetch: Callable[[int | None], Sequence[T]], find_first: Callable[[T], int], limit: int | None
) -> list[Fold[T]]:
    """As many folds as asked for, or all there are; `fetch` gives so many of the results at most, best first."""
    if limit is None:
        return fold(fetch(None), find_first)
    size = 2 * limit
    while True:
        results = fetch(size)
        folds = fold(results, find_first)
        if len(folds) >= limit or len(results) < size:
            return folds[:limit]
        size *= 4


def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())


def _hash_band(number: int, values: Sequence[int]) -> int:
    packed = bytes([number]) + b"".join(value.to_bytes(4) for value in values)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest()) >> 1


_MASKS = [_hash_word(f"mask {number}") & _MASK32 for number in range(_BANDS * _ROWS)]
