"""The elements of one page, asked for by CSS selectors: looked up by tag, class and attribute wherever these tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_NAME = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_PART = rf"""\.{_NAME}|\#{_NAME}|\[[a-z][a-z-]*(?:[~^$*]?=(?:'[^'"\\]+'|"[^'"\\]+"))?\]"""
_STEP = re.compile(rf"\s*(?P<child>>?)\s*(?P<tag>[a-z][a-z0-9]*)?(?P<parts>(?:{_PART})*)")
_PARTS = re.compile(_PART)
_ATTRIBUTE = re.compile(r"\[(?P<name>[a-z-]+)(?:(?P<how>[~^$*]?=)(?P<value>.+))?\]")
_CLASS = re.compile(rf"\.({_NAME})")
_NEGATION = re.compile(r":not\([^)]*\)")
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _Test:
    """What an attribute's value must be: `how` is CSS's operator, empty where any value will do."""

    name: str
    how: str
    value: str

    def holds(self, given: str) -> bool:
        """Whether an attribute's value is as asked for."""
        if self.how == "=":
            return given == self.value
        if self.how == "*=":
            return self.value in given
        if self.how == "^=":
            return given.startswith(self.value)
        if self.how == "$=":
            return given.endswith(self.value)
        return not self.how or self.value in _split(given)


@dataclass(frozen=True, slots=True)
class _Step:
    """One element of a selector: its tag (empty: any), its attributes, and whether it is a child of the one before."""

    tag: str
    tests: tuple[_Test, ...]
    is_child: bool

    def fits(self, element: HtmlElement) -> bool:
        """Whether an element has the tag and the attributes."""
        if self.tag and element.tag != self.tag:
            return False
        return all((given := element.get(test.name)) is not None and test.holds(given) for test in self.tests)


class Selection:
    """The elements of one page, to be asked for by CSS selectors."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        # Being kept, the elements need not be wrapped anew by every step that walks over them.
        self._all = [*root.iter()]
        self._named: dict[str, list[tuple[HtmlElement, str]]] = defaultdict(list)
        for element in self._all:
            for name, value in element.items():
                self._named[name].append((element, value))
        self._values: dict[str, str] = {}
        self._tags: dict[str, list[HtmlElement]] = {}
        self._classes: dict[str, list[HtmlElement]] = defaultdict(list)
        for element, value in self._named.get("class", ()):
            for one in _split(value):
                self._classes[one].append(element)

    def find(self, selectors: Iterable[str]) -> list[HtmlElement]:
        """Elements that any of the selectors matches: first selector first, document order within each."""
        found = [self._find(css) for css in selectors]
        return list(dict.fromkeys(element for matches in found for element in matches))

    def _find(self, css: str) -> Sequence[HtmlElement]:
        steps = _parse(css)
        if not steps:
            # Most rules name classes that a page does not have; knowing that costs less than searching for them.
            is_hopeless = any(one not in self._classes for one in _CLASS.findall(_NEGATION.sub("", css)))
            return () if is_hopeless else cast("list[HtmlElement]", _compile(css)(self._root))
        holders = self._candidates(steps[0])
        for step in steps[1:]:
            found = self._candidates(step) if holders else ()
            if found and step.is_child:
                known = frozenset(holders)
                holders = [element for element in found if element.getparent() in known]
            else:
                inside = _within(holders) if found else frozenset()
                holders = [element for element in found if element in inside]
        return holders

    def _candidates(self, step: _Step) -> Sequence[HtmlElement]:
        """All elements that fit a step, in document order."""
        first = next((test for test in step.tests if test.name != "class" or test.how != "~="), None)
        if first is not None:
            if first.value not in self._values_of(first.name):
                return ()
            near = [element for element, value in self._named.get(first.name, ()) if first.holds(value)]
        elif step.tests:
            near = self._classes.get(step.tests[0].value, [])
        else:
            return self._tagged(step.tag)
        return [element for element in near if step.fits(element)]

    def _tagged(self, tag: str) -> list[HtmlElement]:
        found = self._tags.get(tag)
        if found is None:
            found = self._tags[tag] = [*self._root.iter(tag)]
        return found

    def _values_of(self, name: str) -> str:
        """All values of an attribute at once: what is not in them need not be looked for in each."""
        found = self._values.get(name)
        if found is None:
            found = self._values[name] = "\n".join([value for _, value in self._named.get(name, ())])
        return found


def _within(holders: Iterable[HtmlElement]) -> set[HtmlElement]:
    """All elements in any of the given ones, which come in document order."""
    inside: set[HtmlElement] = set()
    for holder in holders:
        if holder not in inside:
            inside.update(holder.iterdescendants())
    return inside


@cache
def _parse(css: str) -> tuple[_Step, ...]:
    """The steps of a selector; empty for one that asks for more than tags, attributes, children and descendants."""
    steps: list[_Step] = []
    at = 0
    while at < len(css):
        match = _STEP.match(css, at)
        if match is None or not (match["tag"] or match["parts"]):
            return ()
        tests = tuple(map(_read_test, _PARTS.findall(match["parts"])))
        steps.append(_Step(match["tag"] or "", tests, bool(match["child"])))
        at = match.end()
    return tuple(steps)


def _read_test(part: str) -> _Test:
    if part[0] == "." or part[0] == "#":
        return _Test("class", "~=", part[1:]) if part[0] == "." else _Test("id", "=", part[1:])
    match = _ATTRIBUTE.fullmatch(part)
    name, how, value = match.groups() if match is not None else (part, None, None)
    return _Test(name, how or "", (value or "")[1:-1])


@lru_cache(maxsize=4_096)
def _split(value: str) -> frozenset[str]:
    """The words of an attribute's value, as CSS parts them."""
    return frozenset(_SPACES.split(value)) - {""}


@cache
def _compile(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")
