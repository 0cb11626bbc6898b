"""What a plan asks for as a tsquery, in tokens of our own.

GIN is not made for thousands of words of which one is enough, as a short beginning stands for: it weighs every article
of theirs against each. It is asked for the beginning instead, and articles that it finds are asked for the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.search.planned import Both, Either, Expression, Group, Marked, Tokens

IN_HEAD, IN_TITLE, IN_TAG = "\ue010", "\ue011", "\ue012"
"""What a word that stands in title, lead or tags begins with in the index; in the title; in a tag."""

_PLACES = {"title": IN_TITLE, "tag": IN_TAG}

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
    """Beginnings in the place of their many forms: what holds the one holds the other; itself when there are none."""
    if not has_many(expression):
        return expression
    match expression:
        case Group():
            begun = {(one,): 1.0 for one in expression.begun}
            others = {one: 1.0 for one in expression.spellings if len(one) > 1 or one in expression.beginnings}
            return Group(others | begun, expression.place, expression.beginnings | begun.keys())
        case Either():
            return Either(tuple(map(loosen, expression.nodes)))
        case Both():
            unwanted = tuple(one for one in expression.unwanted if not has_many(one))
            return Both(tuple(map(loosen, expression.wanted)), unwanted)
        case Marked():
            return expression


def has_many(expression: Expression) -> bool:
    """Whether a beginning in it stands for many forms."""
    match expression:
        case Group():
            return bool(expression.begun) and len(expression.spellings) > _MANY
        case Either():
            return any(map(has_many, expression.nodes))
        case Both():
            return any(map(has_many, (*expression.wanted, *expression.unwanted)))
        case Marked():
            return False


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
