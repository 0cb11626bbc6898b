"""What a user types to what is asked for: words, "phrases", OR, -not, prefix*, =exact, (groups) and `field:value`.

Anything at all can be typed: what is no operator is words. A query of thousands of words is cut after the first ones.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.search.asked import All, Any, Asked, Days, Filter, In, Node, Not, Phrase, Place, Project, Word

MAX_CHARS = 2_000
"""A query is read up to here."""

MAX_PARTS = 64
"""Words, phrases and filters after the first so many are left out."""

MAX_DEPTH = 12
"""Brackets within brackets beyond this depth are taken for no brackets."""

_QUOTES = str.maketrans({**dict.fromkeys("„“”«»‟″", '"'), "\u00a0": " "})
_FIELDS: Final = ("title", "tag", "source", "lang", "country", "kind", "from", "to", "project")
_FIELD = "|".join(_FIELDS)
_MISNAMED: Final = {
    "language": "lang", "tags": "tag", "sources": "source", "site": "source", "countries": "country", "type": "kind",
    "since": "from", "after": "from", "until": "to", "before": "to", "year": "from", "date": "from", "code": "project",
    "intitle": "title",
}  # fmt: skip
"""What other programs call these fields."""

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<open>(?P<open_minus>-)?(?:(?P<open_field>{_FIELD}):\s*)?\()
    | (?P<close>\))
    | (?P<or>(?:OR|\|{{1,2}})(?=[\s()]|$))
    | (?P<and>(?:AND|&&)(?=[\s()]|$))
    | (?P<not>NOT(?=[\s(]))
    | (?P<bare>-?(?P<bare_field>{_FIELD}):(?=\s*(?:\)|$)))
    | (?P<minus>[-–−])?(?:(?P<field>{_FIELD}):\s*)?(?P<equals>=)?
      (?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"()]+))(?P<star>(?<=")\*)?
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?<!\S)(?<!OR )(?<!NOT )(?<!\| )\((\+?\d[\d –-]*)\)(?= *\d)")
"""`(8 600) 12345`: the beginning of a telephone number, and no group."""

_DAY = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?\.?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})\.?$")


def parse_query(typed: str) -> Asked:
    """The tree of a query, with remarks on what could not be taken as it was meant. Never raises."""
    text = unicodedata.normalize("NFC", _clean(typed[:MAX_CHARS])).translate(_QUOTES)
    text = _BRACKETED.sub(r"\1 ", text)
    reader = _Reader(list(_iter_tokens(text)))
    node = reader.read_group(0)
    if len(typed) > MAX_CHARS:
        reader.remarks.append(f"Only the first {MAX_CHARS} characters are read.")
    reader.remarks += _find_impossible(node)
    if node is None and not reader.remarks:
        reader.remarks.append("There is no word, number or filter in this query.")
    return Asked(node, remarks=tuple(dict.fromkeys(reader.remarks)))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """`open`, `close`, `or`, `not` or `part`."""
    is_negated: bool = False
    field: str | None = None
    is_exact: bool = False
    text: str = ""
    is_quoted: bool = False
    is_prefix: bool = False


def _clean(typed: str) -> str:
    """Without what is no text (halves of surrogate pairs, controls, private use) or not seen (soft hyphens)."""
    kinds = [(c, unicodedata.category(c)) for c in typed]
    return "".join(" " if kind in {"Cc", "Cs", "Co", "Cn"} else c for c, kind in kinds if kind != "Cf")


def _iter_tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if match["open"]:
            yield _Token("open", is_negated=bool(match["open_minus"]), field=_lower(match["open_field"]))
        elif match["bare"]:
            yield _Token("part", field=_lower(match["bare_field"]))
        elif match["or"] and match["or"] in {"OR", "|", "||"}:
            yield _Token("or")
        elif match["not"] == "NOT":
            yield _Token("not")
        elif match["close"]:
            yield _Token("close")
        elif match["and"] in {"AND", "&&"} or kind in {"space", "other"}:
            continue
        else:
            yield _part(match)


def _part(match: re.Match[str]) -> _Token:
    phrase, word = match["phrase"], match["word"] or match["or"] or match["and"] or match["not"] or ""
    return _Token(
        "part",
        is_negated=match["minus"] is not None,
        field=_lower(match["field"]),
        is_exact=match["equals"] is not None,
        text=phrase if phrase is not None else word.rstrip("*"),
        is_quoted=phrase is not None,
        is_prefix=match["star"] is not None or (phrase is None and word.endswith("*")),
    )


def _lower(field: str | None) -> str | None:
    return field.lower() if field else None


class _Reader:
    """Reads tokens once, from left to right; OR binds its two neighbours closer than the words beside them."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.remarks: list[str] = []
        self._tokens = tokens
        self._at = 0
        self._parts = 0

    def read_group(self, depth: int) -> Node | None:
        """Everything up to the bracket that closes the group, or to the end."""
        wanted: list[Node] = []
        joins = negates = False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.kind == "close":
                if depth:
                    break
                continue
            if token.kind == "or":
                joins = bool(wanted)
                continue
            if token.kind == "not":
                negates = True
                continue
            node = self._read_one(token, depth)
            if node is None:
                continue
            if token.is_negated or negates:
                node = Not(node)
            if joins:
                node = _join(wanted.pop(), node)
            wanted.append(node)
            joins = negates = False
        return _together(wanted)

    def _read_one(self, token: _Token, depth: int) -> Node | None:
        if token.kind == "open":
            return self._read_open(token, depth)
        if token.field is None and not _has_word(token.text):
            return None
        self._parts += 1
        if self._parts > MAX_PARTS:
            self.remarks.append(f"Only the first {MAX_PARTS} words are looked for.")
            return None
        if token.field is not None:
            return self._read_field(token, token.field)
        meant = _MISNAMED.get(token.text.partition(":")[0].lower()) if ":" in token.text else None
        if meant is not None and not token.is_quoted:
            self.remarks.append(f"{token.text} was taken for words; the field is called {meant}:.")
        return _words(token)

    def _read_open(self, token: _Token, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            return None
        node = self.read_group(depth + 1)
        if node is None or token.field is None:
            return node
        if token.field in {"title", "tag"}:
            return In("title" if token.field == "title" else "tag", node)
        values = tuple(_list_words(node))
        if token.field in {"source", "lang", "country", "kind"}:
            return _FIELD_NODES[token.field](token, ",".join(values))
        self.remarks.append(f"{token.field}: takes one value, no brackets; they were taken for words.")
        return node

    def _read_field(self, token: _Token, field: str) -> Node | None:
        value = token.text.strip()
        if not value:
            self.remarks.append(f"{field}: has nothing after it; it was left out.")
            return None
        if field in {"from", "to"}:
            day = parse_day(value, is_end=field == "to")
            if day is None:
                self.remarks.append(f"{field}:{value} is no day; write {field}:2022, 2022-05 or 2022-05-16.")
                return Phrase(value)
            return Days(first=day) if field == "from" else Days(last=day)
        return _FIELD_NODES[field](token, value)


def _find_impossible(node: Node | None) -> Iterator[str]:
    """A remark where days exclude one another."""
    parts = node.nodes if isinstance(node, All) else (node,)
    first = max((part.first for part in parts if isinstance(part, Days) and part.first), default=date.min)
    last = min((part.last for part in parts if isinstance(part, Days) and part.last), default=date.max)
    if first > last:
        yield f"from:{first} is later than to:{last}: nothing can be found."


def parse_day(value: str, *, is_end: bool) -> date | None:
    """The first or last day of `2022`, `2022-05`, `2022-05-16`, `2022.05.16` or `16.05.2022`; None: it is none."""
    year_first, day_first = _DAY.match(value), _DAY_FIRST.match(value)
    if year_first:
        year, month, day = (int(part) if part else None for part in year_first.groups())
    elif day_first:
        day, month, year = (int(part) for part in day_first.groups())
    else:
        return None
    try:
        first = date(year or 0, month or 1, day or 1)
        if not is_end or day:
            return first
        last_month = month or 12
        return date(first.year, last_month, monthrange(first.year, last_month)[1])
    except ValueError:
        return None


def _list_words(node: Node) -> Iterator[str]:
    """Every word of a tree, whatever it is under."""
    match node:
        case Word() | Phrase() | Project():
            yield node.text
        case In() | Not():
            yield from _list_words(node.node)
        case All() | Any():
            for part in node.nodes:
                yield from _list_words(part)


def _words(token: _Token) -> Node | None:
    if not _has_word(token.text):
        return None
    if token.is_quoted:
        return Phrase(token.text, token.is_prefix)
    return Word(token.text, is_exact=token.is_exact, is_prefix=token.is_prefix)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _in_place(token: _Token, place: Place) -> Node | None:
    words = _words(token)
    return In(place, words) if words else None


def _values(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip()) or (value,)


_FIELD_NODES: dict[str, Callable[[_Token, str], Node | None]] = {
    "title": lambda token, _: _in_place(token, "title"),
    "tag": lambda token, _: _in_place(token, "tag"),
    "source": lambda _, value: Filter("source", _values(value)),
    "lang": lambda _, value: Filter("lang", _values(value)),
    "country": lambda _, value: Filter("country", _values(value)),
    "kind": lambda _, value: Filter("kind", _values(value)),
    "project": lambda _, value: Project(value) if _has_word(value) else None,
}


def _join(left: Node, right: Node) -> Node:
    return Any((*left.nodes, right)) if isinstance(left, Any) else Any((left, right))


def _together(nodes: list[Node]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return All(tuple(nodes))
