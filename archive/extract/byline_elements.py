"""Elements that are called after authors, and the names they hold: without labels, accounts and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive.extract.authors import read_authors
from archive.extract.blocks import Block
from archive.extract.byline_words import AGENCIES, cut_label, is_label
from archive.extract.credits import find_credits
from archive.extract.persons import is_account, is_person_name, read_people, split_names
from archive.extract.provenance import note
from archive.extract.regions import class_words
from archive.extract.tree import attribute, iter_upwards, text_of
from archive.records import Author

BYLINE_CHARS = 140
ACCOUNT = "an account's name"
_BYLINE_CLASS = re.compile(r"\b(?:byline|auth|authors?|autor\w{0,3}|fn|createdby|submitted|username)\b")
_TRAILING = re.compile(r"(?:\s+(?:le|on|at|am|um|el|il|den|op|dnia|kl|в|от|-|–))+$")
_AFTER_NAMES = re.compile(r"\s*[|·•(/]|\s[–—-]\s|,?\s*\d|\s+(?:on|at)\s+(?:mon|tue|wed|thu|fri|sat|sun)", re.I)
BY = re.compile(
    r"(?:^|[\s|·•,–-])(?:by|autor(?:s|e|ius|ė)?|pateikė|parašė|paskelbė|įkėlė|publicēja|ievietoja|pievienoja|rakstīja"
    r"|kirjutas|postitas|sisestas|lisas|submitted by|posted by)\s*[:\s]\s*(?P<who>[^|·•\d]{3,60}?)"
    r"\s*(?:[|·•,\d(/]|\s[–—-]|\bon\b|$)",
    re.I,
)
"""A label and the name behind it, anywhere in a by-line."""


def name_element_rule(element: HtmlElement) -> str:
    """`rel author`, or the class by which an element is called after authors."""
    if "author" in attribute(element, "rel").split():
        return "rel author"
    words = (_BYLINE_CLASS.search(class_words(one)) for one in islice(iter_upwards(element), 2) if one.attrib)
    word = next((match.group() for match in words if match is not None), None)
    return f"class {word}" if word else f"element {element.tag}" if element.tag == "address" else "class author"


def is_byline_element(element: HtmlElement) -> bool:
    """Whether an element, or the one around it, is called after authors."""
    return element.tag == "address" or any(map(_is_called_byline, islice(iter_upwards(element), 2)))


def _is_called_byline(element: HtmlElement) -> bool:
    if not element.attrib:
        return False
    if element.get("itemprop") == "author" or "byline" in element.get("data-testid", element.get("data-component", "")):
        return True
    return _BYLINE_CLASS.search(class_words(element)) is not None


def read_byline(lines: Sequence[str], whole: str) -> tuple[Author, ...]:
    """The authors of an element that is called after them; a word of its own before the name is no part of it."""
    if len(whole) > BYLINE_CHARS:
        return ()
    match = BY.search(whole)
    rest = None if find_credits(whole) else cut_label(whole)
    if match is not None or rest is not None:
        read = _names_behind_label(whole) or read_people([match["who"] if match is not None else rest or ""])
    else:
        read = read_authors(list(lines))
    found = () if is_account(whole) or (rest is not None and is_account(rest)) else known(read)
    if whole and not found:
        who = match["who"] if match is not None else whole
        note("authors", whole, "passed over", ACCOUNT if is_account(who) else "it names nobody", place="byline")
    return found


def read_row(element: HtmlElement) -> tuple[Author, ...]:
    """The persons whom two or more elements side by side name, and nothing else does; none otherwise."""
    leaves = [text_of(one).strip(" ,;") for one in element.iter("a", "span") if not len(one)]
    names = [leaf for leaf in leaves if leaf and not is_label(leaf)]
    return tuple(map(Author, names)) if len(names) > 1 and all(map(is_person_name, names)) else ()


def spaced(block: Block) -> str:
    """A line's text with spaces between elements that stand side by side without any."""
    text = text_of(block.element)
    return text if text.replace(" ", "") == block.text.replace(" ", "") else block.text


def _names_behind_label(whole: str) -> tuple[Author, ...]:
    """`Por Lucía Ortega de la Cruz | 12/03/2021`: those whom a label stands before; none without a label."""
    rest = cut_label(whole)
    if rest is None:
        return ()
    rest = AGENCIES.sub("", _AFTER_NAMES.split(rest, maxsplit=1)[0])
    names = split_names(_TRAILING.sub("", rest).strip(" ,.-–"))
    return tuple(map(Author, names)) if all(map(is_person_name, names)) else ()


def may_name(element: HtmlElement, authors: Sequence[Author]) -> bool:
    """Whether an element may name these: an `address` may be that of a house, and only persons are taken from it."""
    return element.tag != "address" or all(one.name is not None and is_person_name(one.name) for one in authors)


def known(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Those of whom a name or an organisation is known."""
    return tuple(one for one in authors if one.name or one.organisation)
