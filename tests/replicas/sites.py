"""A whole site on loopback: what it answers, and what a crawl of it should find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from crawler.practice.messages import Headers, Request, format_response
from tests.replicas.stories import Story

BASE = "@BASE@"
"""Stands for the site's own scheme, host and port in every body and header."""

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"

QUOTED_BASE = "@QUOTED@"
"""Stands for the same inside a parameter."""

_FILES = {".png": "image/png", ".jpg": "image/jpeg", ".css": "text/css", ".js": "text/javascript"}

Shown = Literal["page", "listing", "url", "api"]
_Key = tuple[str, frozenset[tuple[str, str]]]
_Dynamic = Callable[[re.Match[str]], "Page | None"]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer."""

    text: str
    content_type: str = HTML
    status: str = "200 OK"
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """One article that a crawl should find."""

    title: str
    published: date | None
    """None where the site shows no date."""
    date_in: Shown | None
    addresses: tuple[str, ...]
    """Every target that shows it, without the site's base."""


@dataclass(slots=True)
class Site:
    """Pages by target. As in real systems, the order of parameters makes no difference, nor does one no page uses."""

    missing: Page = Page("<html><body><h1>404</h1></body></html>", status="404 Not Found")
    headers: Headers = ()
    """Sent with every HTML page."""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Target, status and content type of each request, in order."""
    _pages: dict[_Key, Page] = field(default_factory=dict)
    _parameters: set[str] = field(default_factory=set)
    _dynamic: list[tuple[re.Pattern[str], _Dynamic]] = field(default_factory=list)

    def add(
        self, target: str, text: str, content_type: str = HTML, *, status: str = "200 OK", headers: Headers = ()
    ) -> None:
        """Answer a target with this text."""
        key = _key(target)
        self._parameters.update(name for name, _ in key[1])
        self._pages[key] = Page(text, content_type, status, headers)

    def redirect(self, target: str, to: str) -> None:
        """Answer a target with a redirect to another."""
        self.add(target, "", status="301 Moved Permanently", headers=(("Location", to),))

    def add_dynamic(self, pattern: str, answer: _Dynamic) -> None:
        """Answer every target that fits wholly, where no page does."""
        self._dynamic.append((re.compile(pattern), answer))

    def respond(self, request: Request) -> bytes:
        """The bytes of an answer."""
        page = self.find(request.target)
        base = f"http://{request.header('host')}"
        self.asked.append((request.target, page.status[:3], page.content_type))
        general = self.headers if page.content_type == HTML else ()
        text = page.text.replace(BASE, base).replace(QUOTED_BASE, quote(base, safe=""))
        headers = [
            ("Content-Type", page.content_type),
            *((name, value.replace(BASE, base)) for name, value in (*page.headers, *general)),
        ]
        return format_response(text.encode(), status=page.status, headers=headers)

    def add_absent(self, target: str, text: str) -> None:
        """Answer a target with this page unless it has one."""
        if _key(target) not in self._pages:
            self.add(target, text)

    def find(self, target: str) -> Page:
        """What a target is answered with."""
        key = _key(target)
        if key in self._pages:
            return self._pages[key]
        for pattern, answer in self._dynamic:
            match = pattern.fullmatch(target)
            if match is not None and (made := answer(match)) is not None:
                return made
        kind = _FILES.get(PurePosixPath(key[0]).suffix)
        if kind is not None:
            return Page("GIF89a" + target, kind)
        known = frozenset(pair for pair in key[1] if pair[0] in self._parameters)
        return self._pages.get((key[0], known), self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """A site, where a crawl of it starts, and what it should find."""

    name: str
    platform: str | None
    """What a source would name; None for systems that nobody knows."""
    language: str
    site: Site
    expected: dict[str, Expected]
    """By the address that the site itself prefers."""
    seeds: tuple[str, ...]
    """Targets of listings."""


def expect(
    stories: Iterable[Story],
    address: Callable[[Story], str],
    *,
    date_in: Shown | None,
    also: Callable[[Story], Iterable[str]] = lambda _story: (),
) -> dict[str, Expected]:
    """What a crawl should find where each story has one preferred address, and perhaps other spellings."""
    return {
        address(story): Expected(
            story.title, story.published if date_in else None, date_in, (address(story), *also(story))
        )
        for story in stories
    }


def in_pages(stories: list[Story], size: int) -> list[list[Story]]:
    """Listing pages; at least one."""
    return [stories[start : start + size] for start in range(0, len(stories), size)] or [[]]


def _key(target: str) -> _Key:
    parts = urlsplit(target)
    return unquote(parts.path), frozenset(parse_qsl(parts.query, keep_blank_values=True))
