"""Words that a misspelled one may be meant for: its neighbours by letters inserted, left out, changed or swapped."""

from __future__ import annotations

from collections.abc import Iterator

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

_KEYS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Rows of a keyboard."""

_LITHUANIAN_KEYS = dict(zip("12345678", "aceeisuu", strict=True))
"""The letters, without their marks, that a Lithuanian keyboard has where others have digits."""

_MIN_LETTERS, _MIN_LETTERS_OF_TWO = 4, 6


def max_distance(folded: str) -> int:
    """How many letters of a word may be wrong: 0 of a number or one of three letters, 1 up to five, else 2."""
    if len(folded) < _MIN_LETTERS or not any(letter.isalpha() for letter in folded):
        return 0
    return 1 if len(folded) < _MIN_LETTERS_OF_TWO else 2


def find_neighbours(folded: str) -> set[str]:
    """Everything that is one letter away."""
    letters = _CYRILLIC if any("а" <= letter <= "я" for letter in folded) else _LATIN
    found: set[str] = set()
    for at in range(len(folded) + 1):
        before, after = folded[:at], folded[at:]
        found.update(before + letter + after for letter in letters)
        if after:
            found.add(before + after[1:])
            found.update(before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    return found - {folded}


def measure_distance(one: str, other: str, *, most: int) -> int:
    """Letters inserted, left out, changed or swapped with the next one; `most` + 1 when there are more."""
    one, other = _strip_common(one, other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        next_row = [i]
        for j, its in enumerate(other, 1):
            cost = min(row[j] + 1, next_row[j - 1] + 1, row[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            next_row.append(cost)
        before, row = row, next_row
        if min(row) > most and min(before) >= most:
            return most + 1
    return min(row[-1], most + 1)


def weigh_mistake(typed: str, meant: str, distance: int) -> float:
    """How bad the mistake is: 1 a letter, less for a slip of the finger, more for another first letter."""
    one, other = _strip_common(typed, meant)
    is_slip = distance == 1 and (
        _are_swapped(one, other) or _are_near(one, other) or _is_doubled(one + other, typed, meant)
    )
    return distance - 0.4 * is_slip + 0.5 * (typed[:1] != meant[:1])


def _strip_common(one: str, other: str) -> tuple[str, str]:
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next((at for at, (a, b) in enumerate(_zip_ends(one, other)) if a != b), min(len(one), len(other)))
    return one[: len(one) - end], other[: len(other) - end]


def _zip_ends(one: str, other: str) -> Iterator[tuple[str, str]]:
    return zip(reversed(one), reversed(other), strict=False)


def _are_swapped(one: str, other: str) -> bool:
    return len(one) == len(other) == 2 and one == other[::-1]


def _are_near(one: str, other: str) -> bool:
    """Whether two letters have keys side by side, or one key on two keyboards."""
    if len(one) != 1 or len(other) != 1:
        return False
    is_beside = any(one + other in row or other + one in row for row in _KEYS)
    return is_beside or _LITHUANIAN_KEYS.get(one) == other


def _is_doubled(letter: str, typed: str, meant: str) -> bool:
    """Whether a letter was typed twice, or once of a double one."""
    return len(letter) == 1 and len(typed) != len(meant) and letter * 2 in max(typed, meant, key=len)
