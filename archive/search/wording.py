"""What was asked for, back to the text of a query: with other words in it, and all the rest as it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from archive.search.asked import All, Any, Days, Filter, In, Node, Not, Phrase, Project, Word
from archive.search.words.splitting import split_forms


def iter_words(node: Node) -> Iterator[Word | Phrase]:
    """What is wanted of words and phrases, in the order typed."""
    match node:
        case Word() | Phrase():
            yield node
        case In():
            yield from iter_words(node.node)
        case All() | Any():
            for part in node.nodes:
                yield from iter_words(part)
        case _:
            return


def replace_words(node: Node, others: Mapping[str, str]) -> Node:
    """With other words for some wanted forms."""
    match node:
        case Word():
            return replace(node, text=_respell(node.text, others))
        case Phrase():
            return replace(node, text=_respell(node.text, others))
        case In():
            return replace(node, node=replace_words(node.node, others))
        case All() | Any():
            return replace(node, nodes=tuple(replace_words(part, others) for part in node.nodes))
        case _:
            return node


def format_query(node: Node) -> str:
    """The query that asks for this."""
    match node:
        case Word():
            text = "=" * node.is_exact + node.text + "*" * node.is_prefix
        case Phrase():
            text = f'"{node.text}"' + "*" * node.is_prefix
        case Project():
            text = f"project:{_quote(node.text)}"
        case Filter():
            text = f"{node.fact}:{_quote(','.join(node.values))}"
        case Days():
            bounds = (("from", node.first), ("to", node.last))
            text = " ".join(f"{field}:{day.isoformat()}" for field, day in bounds if day is not None)
        case In():
            text = f"{node.place}:{format_query(node.node)}"
        case Not():
            text = f"-{_bracket(node.node, (All, Any))}"
        case Any():
            text = " OR ".join(_bracket(part, (All, Any)) for part in node.nodes)
        case All():
            text = " ".join(_bracket(part, (All,)) for part in node.nodes)
    return text


def _respell(text: str, others: Mapping[str, str]) -> str:
    forms = split_forms(text)
    if not any(form in others for form in forms):
        return text
    if len(forms) > 1:
        return " ".join(others.get(form, form) for form in forms)
    other = others[forms[0]]
    if text.isupper():
        return other.upper()
    return other[0].upper() + other[1:] if text[0].isupper() else other


def _bracket(node: Node, kinds: tuple[type, ...]) -> str:
    text = format_query(node)
    return f"({text})" if isinstance(node, kinds) else text


def _quote(value: str) -> str:
    return f'"{value}"' if any(character.isspace() or character in "()" for character in value) else value
