"""Which addresses are articles, by a source's own patterns and its platform's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crawler.discovery.platform_rules import Platform
from crawler.discovery.static_pages import FILES, STATIC_PAGES

Fit = Literal["article", "maybe", "no"]
"""`maybe`: an article where a listing's row, a feed or an API leads to it, and nothing on its page contradicts."""

_GENERAL_SKIP = (FILES, STATIC_PAGES, r"[?&](?:print|tmpl)=")


@dataclass(frozen=True, slots=True)
class AddressRules:
    """Compiled patterns of one source on one platform."""

    article: tuple[re.Pattern[str], ...]
    maybe: tuple[re.Pattern[str], ...]
    skip: tuple[re.Pattern[str], ...]
    same: tuple[tuple[re.Pattern[str], str], ...]
    is_open: bool
    """Whether any address that is not skipped may be an article's: there are no patterns to say otherwise."""

    def fit(self, url: str) -> Fit:
        """What an absolute URL looks like."""
        if any(pattern.search(url) for pattern in self.skip):
            return "no"
        if any(pattern.search(url) for pattern in self.article):
            return "article"
        if self.is_open or any(pattern.search(url) for pattern in self.maybe):
            return "maybe"
        return "no"

    def clean(self, url: str) -> str:
        """The address that is asked for instead of another spelling of it: no AMP copy, no second page."""
        for pattern, replacement in self.same:
            url = pattern.sub(replacement, url)
        return url


def make_address_rules(
    article: Iterable[str], skip: Iterable[str], platform: Platform | None, *, maybe: Iterable[str] = ()
) -> AddressRules:
    """The rules of a source with these patterns of its own; without any, the platform's; without one, nearly all."""
    own = tuple(article)
    wanted = own or (platform.article if platform is not None else ())
    possible = (*maybe, *(platform.maybe if platform is not None and not own else ()))
    is_open = not wanted and not possible
    refused = (*skip, *(platform.skip if platform is not None else ()), *(_GENERAL_SKIP if is_open else ()))
    same = platform.same if platform is not None else ()
    return AddressRules(
        article=_compile(wanted),
        maybe=_compile(possible),
        skip=_compile(refused),
        same=tuple((re.compile(pattern), replacement) for pattern, replacement in same),
        is_open=is_open,
    )


def _compile(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)
