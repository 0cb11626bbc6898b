"""What a plan asks for as a tsquery, in tokens of our own.

GIN is not made for thousands of words of which one is enough, as a short beginning stands for: it weighs every article
of theirs against each. It is asked for the beginning instead, and articles that it finds are asked for the words. Nor
does it know where words stand: for a phrase it is asked for the words of it, and for tokens that tell which words stand
side by side, one of some thousands for each two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from archive.search.planned import Both, Either, Expression, Group, Marked, Tokens

IN_HEAD, IN_TITLE, IN_TAG = "\ue010", "\ue011", "\ue012"
"""What a word that stands in title, lead or tags begins with in the index; in the title; in a tag."""

_PLACES = {"title": IN_TITLE, "tag": IN_TAG}

_FIRST_PAIR, _PAIRS = 0xE100, 6_144
"""The tokens of two words side by side: as many as there are characters of private use behind our others."""

_MANY = 30
"""Forms of a beginning that are too many to be looked up one by one."""

_NOTHING = "'\ue0ff'"
"""A token that no article has."""


def format_query(expression: Expression, *, in_head: bool = False) -> str:
    """The tsquery; user text stands between quotes, and as tokens only. `in_head`: words outside the text."""
    match expression:
        case Group():
            return _format_group(expression, in_head=in_head)
        case Marked():
            return _join_any([quote(mark) for mark in expression.marks] or [_NOTHING])
        case Either():
            return _join_any([format_query(node, in_head=in_head) for node in expression.nodes])
        case Both():
            wanted = [format_query(node, in_head=in_head) for node in expression.wanted]
            unwanted = [f"!{format_query(node)}" for node in expression.unwanted]
            return f"({' & '.join((*wanted, *unwanted))})"


def loosen(expression: Expression) -> Expression:
    """What GIN alone can tell: what holds the one holds the other; itself when it can tell all."""
    if is_exact(expression):
        return expression
    match expression:
        case Group():
            return _loosen_group(expression)
        case Either():
            return Either(tuple(map(loosen, expression.nodes)))
        case Both():
            unwanted = tuple(filter(is_exact, expression.unwanted))
            return Both(tuple(map(loosen, expression.wanted)), unwanted)
        case Marked():
            return expression


def is_exact(expression: Expression) -> bool:
    """Whether GIN alone can tell what holds it: no phrase is in it, nor a beginning that stands for many forms."""
    match expression:
        case Group():
            return not _has_many(expression) and all(len(tokens) == 1 for tokens in expression.spellings)
        case Either():
            return all(map(is_exact, expression.nodes))
        case Both():
            return all(map(is_exact, (*expression.wanted, *expression.unwanted)))
        case Marked():
            return True


def _has_many(group: Group) -> bool:
    return bool(group.begun) and len(group.spellings) > _MANY


def _loosen_group(group: Group) -> Expression:
    """Words together in the place of phrases, and beginnings in the place of their many forms."""
    words: dict[Tokens, float] = {one: 1.0 for one in group.spellings if len(one) == 1}
    beginnings = group.beginnings
    if _has_many(group):
        begun = {(one,): 1.0 for one in group.begun}
        words = {one: 1.0 for one in words if one in beginnings} | begun
        beginnings |= begun.keys()
    phrases = [_part(one, group) for one in group.spellings if len(one) > 1]
    alone = [Group(words, group.place, beginnings)] if words else []
    return Either((*alone, *phrases))


def _part(phrase: Tokens, group: Group) -> Both:
    """The words of a phrase, wherever they stand, and its pairs."""
    whole: list[Tokens] = [(token,) for token in phrase]
    begun = [whole.pop()] if phrase in group.beginnings else []
    words = [Group({word: 1.0}, group.place) for word in whole]
    pairs = [Marked((pair,)) for pair in list_pairs(phrase[: len(whole)])]
    return Both((*words, *pairs, *(Group({word: 1.0}, group.place, frozenset({word})) for word in begun)))


def list_pairs(words: Sequence[str]) -> Iterator[str]:
    """The tokens of each two neighbours in a row of words; different pairs may have the same one."""
    for one, other in pairwise(words):
        yield chr(_FIRST_PAIR + crc32(f"{one} {other}".encode()) % _PAIRS)


def _format_group(group: Group, *, in_head: bool) -> str:
    before = _PLACES[group.place] if group.place else IN_HEAD if in_head else ""
    return _join_any(
        [_format_tokens(tokens, before, is_beginning=tokens in group.beginnings) for tokens in group.spellings]
    )


def _format_tokens(tokens: Tokens, before: str, *, is_beginning: bool) -> str:
    spelled = " <-> ".join(quote(before + token) for token in tokens) + (":*" if is_beginning else "")
    return spelled if len(tokens) == 1 else f"({spelled})"


def _join_any(parts: Sequence[str]) -> str:
    # In halves: in a row, of which PostgreSQL makes one bracket in another, the first takes as long as the last.
    half = len(parts) // 2
    if half == 0:
        return parts[0]
    return f"({_join_any(parts[:half])} | {_join_any(parts[half:])})"


def quote(token: str) -> str:
    """A token as tsvector and tsquery have it."""
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
