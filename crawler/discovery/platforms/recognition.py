"""Which content system a page comes from: generator, headers, the site's own files, markup and links, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlsplit

from archive.urls import host_of, join_url
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.platforms.page_tags import PageTags, Tag, read_page_tags
from crawler.discovery.platforms.rules import Marks, Platform

PROOF = 2
"""Points that prove a system: one mark that no other has, or two that others may have as well."""
_STATED = 4
_MANY_LINKS = 3
_SHOWN_CHARACTERS = 60
_MAX_ADDRESSES = 5000
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A content system, and how the page showed it."""

    platform: str
    evidence: tuple[str, ...]
    """In words for people, strongest first."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a page says of the system that made it; addresses are its own host's only."""

    tags: PageTags
    headers: dict[str, str]
    generators: tuple[str, ...]
    files: tuple[str, ...]
    images: tuple[str, ...]
    links: tuple[str, ...]
    """Where it leads, the page's own address first."""


@dataclass(slots=True)
class _Case:
    """The points for one platform so far."""

    platform: Platform
    points: int = 0
    is_sole: bool = False
    """Whether one of its marks is a proof that no other system has."""
    evidence: list[str] = field(default_factory=list)

    def add(self, points: int, words: str, *, is_sole: bool = False) -> None:
        self.points += points
        self.is_sole = self.is_sole or is_sole
        if words not in self.evidence:
            self.evidence.append(words)


def recognise_platform(body: bytes, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Recognised | None:
    """The system of a page fetched from `url`; None when nothing proves one. Header names in any case."""
    facts = _read_facts(body, url, headers)
    cases = {name: _weigh(platform, facts) for name, platform in PLATFORMS.items()}
    proven = [case for case in cases.values() if _is_proven(case, cases, facts)]
    general = {case.platform.kind_of for case in proven}
    kinds = [case for case in proven if case.platform.name not in general]
    if not kinds:
        return None
    best = max(kinds, key=lambda case: _strength(case, cases))
    words = list(best.evidence)
    if best.platform.kind_of is not None:
        words += [word for word in cases[best.platform.kind_of].evidence if word not in words]
    return Recognised(best.platform.name, tuple(words))


def _strength(case: _Case, cases: Mapping[str, _Case]) -> int:
    """The points of a platform, with those of the general one that it is a kind of."""
    general = case.platform.kind_of
    return case.points + (cases[general].points if general is not None else 0)


def _is_proven(case: _Case, cases: Mapping[str, _Case], facts: _Facts) -> bool:
    if case.points < PROOF:
        return False
    platform = case.platform
    if platform.kind_of is None:
        return True
    general = cases[platform.kind_of]
    if general.points == 0 and case.points <= PROOF and not case.is_sole:
        return False
    return not platform.beside_general or _leads_to_its_own(platform, general.platform, facts.links)


def _leads_to_its_own(platform: Platform, general: Platform, links: Iterable[str]) -> bool:
    """Whether a page leads to no fewer articles of a kind than to the general system's other ones."""
    own = others = 0
    for link in links:
        if _fits_any(platform.article, link):
            own += 1
        elif _fits_any(general.article, link) and not _fits_any(general.skip, link):
            others += 1
    return own >= others


def _weigh(platform: Platform, facts: _Facts) -> _Case:
    case = _Case(platform)
    for words in _find_statements(platform.marks, facts):
        case.add(_STATED, words, is_sole=True)
    marks = platform.marks
    for pattern in marks.assets:
        if found := _find_first(pattern, facts.files):
            case.add(PROOF, f"loads {_shorten(found, pattern)}", is_sole=True)
        elif found := _find_first(pattern, facts.images):
            case.add(1, f"shows an image below {_shorten(found, pattern)}")
    for pattern in marks.traces:
        if found := _find_first(pattern, (*facts.files, *facts.images)):
            case.add(1, f"loads {_shorten(found, pattern)}")
        elif found := _find_first(pattern, facts.links):
            case.add(1, _tell_link(found, pattern, facts))
    for pattern in marks.links:
        if found := _find_first(pattern, facts.links):
            case.add(PROOF, _tell_link(found, pattern, facts), is_sole=True)
    for pattern in marks.addresses:
        fitting = [link for link in facts.links if _compile(pattern).search(link)]
        if fitting:
            case.add(PROOF if len(fitting) >= _MANY_LINKS else 1, _tell_link(fitting[0], pattern, facts))
    for words in _find_markup(marks.markup, facts.tags):
        case.add(1, words)
    return case


def _find_statements(marks: Marks, facts: _Facts) -> Iterator[str]:
    """The page's or the server's own words about the system."""
    if marks.generator is not None:
        for generator in facts.generators:
            if _compile(marks.generator).search(generator):
                yield f"generator says {generator[:_SHOWN_CHARACTERS]}"
    for name, pattern in marks.headers:
        value = facts.headers.get(name)
        if value is not None and _compile(pattern).search(value):
            yield f"header {name}: {value[:_SHOWN_CHARACTERS]}"


def _find_markup(markup: Iterable[str], tags: PageTags) -> Iterator[str]:
    for mark in markup:
        if mark.startswith("~"):
            if match := _compile(mark[1:]).search(tags.scripts):
                yield f"its script says {match[0][:_SHOWN_CHARACTERS]}"
        elif tags.find(mark) is not None:
            yield f"its markup has {mark}"


def _read_facts(body: bytes, url: str, headers: Mapping[str, str]) -> _Facts:
    tags = read_page_tags(body)
    named = {name.lower(): value for name, value in headers.items()}
    base = next((tag.get("href") for tag in tags.tags if tag.name == "base" and tag.get("href")), "")
    base = (join_url(url, base) if base else None) or url
    found: dict[str, dict[str, None]] = {"file": {}, "image": {}, "link": {url: None}}
    for tag in tags.tags:
        for kind, reference in _read_references(tag):
            if len(found[kind]) < _MAX_ADDRESSES and (address := join_url(base, reference)) and _is_own(address, url):
                found[kind][address] = None
    generators = [
        tag.get("content") for tag in tags.tags if tag.name == "meta" and tag.get("name").lower() == "generator"
    ]
    generators += [named[name] for name in ("x-generator", "x-powered-by") if name in named]
    return _Facts(
        tags=tags,
        headers=named,
        generators=tuple(generators),
        files=tuple(found["file"]),
        images=tuple(found["image"]),
        links=tuple(found["link"]),
    )


def _read_references(tag: Tag) -> Iterator[tuple[str, str]]:
    """The addresses in a tag: of files that make the page, of images, of links."""
    if tag.name in {"a", "area"}:
        yield "link", tag.get("href")
    elif tag.name == "form":
        yield "link", tag.get("action")
    elif tag.name == "link":
        rel = tag.get("rel").lower()
        is_page = bool({"canonical", "shortlink", "alternate", "next", "prev"} & set(rel.split()))
        yield "link" if is_page else "file", tag.get("href")
    elif tag.name == "script":
        yield "file", tag.get("src")
    elif tag.name in {"img", "source"}:
        yield "image", tag.get("src") or tag.get("data-src")


def _is_own(address: str, url: str) -> bool:
    """Whether an address lies on the page's host or below it, at the same port."""
    own, other = host_of(url), host_of(address)
    return (other == own or other.endswith(f".{own}")) and _port(address) == _port(url)


def _port(url: str) -> int | None:
    port = urlsplit(url).port
    return None if port in {80, 443} else port


def _find_first(pattern: str, addresses: Iterable[str]) -> str | None:
    return next((address for address in addresses if _compile(pattern).search(address)), None)


def _fits_any(patterns: Iterable[str], address: str) -> bool:
    return any(_compile(pattern).search(address) for pattern in patterns)


def _shorten(address: str, pattern: str) -> str:
    """The part of an address that the pattern found."""
    match = _compile(pattern).search(address)
    return (match[0] if match else address)[:_SHOWN_CHARACTERS]


def _tell_link(address: str, pattern: str, facts: _Facts) -> str:
    is_page = address == facts.links[0]
    return f"{'its address has' if is_page else 'links to'} {_shorten(address, pattern)}"


@lru_cache(maxsize=2048)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
