"""Words of inline elements that stand side by side without a space: `<span>Region</span><span>Town votes</span>`."""

from __future__ import annotations

JOINT = "\ufdd0"
"""Between the texts of two inline elements that nothing parts; no character of any text."""
_MOST_CHARS = 160
_ENDS = (".", "!", "?", ";", ",")


def part_leaves(text: str, *, is_heading: bool) -> str:
    """A line with its joints gone: spaces where two words meet, in a heading or a line that is no sentence."""
    if JOINT not in text:
        return text
    first, *others = text.split(JOINT)
    if not is_heading and (len(text) > _MOST_CHARS or text.rstrip().endswith(_ENDS)):
        return "".join((first, *others))
    for other in others:
        first += f" {other}" if _are_words(first, other) else other
    return first


def _are_words(left: str, right: str) -> bool:
    """Whether one text ends with a word and the other begins with a new one: by capitals, or a figure at a letter."""
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return False
    last, first = left[-1], right[0]
    if last.isdigit() or first.isdigit():
        return last.isdigit() != first.isdigit()
    is_shout = len(left) > 1 and left[-2:].isupper() and right[1:2].islower()
    return first.isupper() and (last.islower() or is_shout)
