"""Which addresses are articles, by a source's own patterns and its platform's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from archive.urls import format_article_key, host_of
from crawler.discovery.platforms.periods import GENERAL_PERIODS
from crawler.discovery.platforms.rules import Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS
from crawler.discovery.platforms.static_pages import GENERAL_SKIP

Fit = Literal["article", "maybe", "no"]
"""`maybe`: an article where a listing's row, a feed or an API leads to it, and nothing on its page contradicts."""

_ENCODED_LETTERS = re.compile(r"(?:%[89a-f][0-9a-f])+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressRules:
    """Compiled patterns of one source on one platform."""

    article: tuple[re.Pattern[str], ...]
    maybe: tuple[re.Pattern[str], ...]
    skip: tuple[re.Pattern[str], ...]
    same: tuple[tuple[re.Pattern[str], str], ...]
    is_open: bool
    """Whether any address that is not skipped may be an article's: there are no patterns to say otherwise."""
    identity: tuple[re.Pattern[str], ...] = ()
    """Patterns whose group `id` names the article within its host."""
    closed: frozenset[str] = frozenset()
    """Article keys of addresses that are known to be something else: the source's own seeds."""

    def fit(self, url: str) -> Fit:
        """What an absolute URL looks like; ask of the cleaned one, for other spellings are mostly skipped."""
        plain = _fold(url)
        shapes = (url,) if plain == url else (url, plain)
        if any(pattern.search(shape) for pattern in self.skip for shape in shapes):
            return "no"
        found: Fit = "no"
        if any(pattern.search(url) for pattern in self.article):
            found = "article"
        elif self.is_open or any(pattern.search(shape) for pattern in self.maybe for shape in shapes):
            found = "maybe"
        return "no" if found != "no" and self._is_closed(url) else found

    def clean(self, url: str) -> str:
        """The address that is asked for instead of another spelling of it: no AMP copy, no second page."""
        for pattern, replacement in self.same:
            url = pattern.sub(replacement, url)
        return url

    def key(self, url: str) -> str:
        """The key under which all of an article's addresses meet that these rules know; within one source."""
        url = self.clean(url)
        match = next((found for pattern in self.identity if (found := pattern.search(url))), None)
        if match is None or self.fit(url) == "no":
            return format_article_key(url)
        return f"{host_of(url)} {unquote(match['id'])}"

    def _is_closed(self, url: str) -> bool:
        """Whether it is a seed, which no pattern of a source should take."""
        return bool(self.closed) and format_article_key(url) in self.closed


_SHORT_LINK = re.compile(r"/(?:index\.php)?\?(?:p|page_id)=\d+$|/node/\d+/?$")


def is_short_link(url: str) -> bool:
    """Whether an address is only a number, as content systems have it beside an article's address in words."""
    return _SHORT_LINK.search(url) is not None


def make_address_rules(
    article: Iterable[str],
    skip: Iterable[str],
    platform: Platform | None,
    *,
    maybe: Iterable[str] = (),
    seeds: Iterable[str] = (),
) -> AddressRules:
    """The rules of a source with these patterns of its own; without any, the platform's; without one, nearly all.

    `seeds` are addresses of listings, feeds and sitemaps, which are never articles.
    """
    own = tuple(article)
    wanted = own or (platform.article if platform is not None else ())
    possible = (*maybe, *(platform.maybe if platform is not None and not own else ()))
    is_open = not wanted and not possible
    refused = (*skip, *(GENERAL_SKIP + GENERAL_PERIODS if is_open else ()))
    if platform is not None:
        refused += platform.skip + platform.period
    same = platform.same if platform is not None and platform.same else GENERAL_SPELLINGS
    return AddressRules(
        article=_compile(wanted),
        maybe=_compile(possible),
        skip=_compile(refused),
        same=tuple((re.compile(pattern), replacement) for pattern, replacement in same),
        is_open=is_open,
        identity=_compile(platform.identity if platform is not None else ()),
        closed=frozenset(format_article_key(seed) for seed in seeds),
    )


def _compile(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _fold(url: str) -> str:
    """The address in lower case and without diacritics, as most systems write their slugs."""
    if "%" in url:
        url = _ENCODED_LETTERS.sub(lambda letters: unquote(letters[0], errors="replace"), url)
    if not url.isascii():
        decomposed = unicodedata.normalize("NFKD", url)
        url = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return url.lower()
