"""Texts as keys: two spellings of one title alike, a title told from an address or a section's name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from archive.extract.months import fold

_MOST_CHARS = 350
_FIRST_CHARS = 12
_SECTIONS = re.compile(
    r"^(?:naujienos|visos naujienos|aktualijos|aktualu|aktuali informacija|jaunumi|visi jaunumi"
    r"|jaunakie jaunumi|aktualitates|zinas|uudised|teated"
    r"|news|latest news|projektai|projekti|projektid|renginiai|pasakumi|apie mus|par mums|meist|kontaktai"
    r"|kontakti|titulinis|pradzia|sakums"
    r"|avaleht|home|jaunums|naujiena|uudis|skelbimai|pranesimai|straipsniai|raksti)$"
)
_WORDS = re.compile(r"[^\W_]+")


def key_of(text: str) -> str:
    """Letters and figures of a text, folded: equal for two spellings of one title."""
    return _key_of(text) if len(text) <= _MOST_CHARS else "".join(_WORDS.findall(fold(text)))


@lru_cache(maxsize=8_192)
def _key_of(text: str) -> str:
    # Each line of a page is asked for by several steps, and those of menus on every page of a site.
    return "".join(_WORDS.findall(fold(text)))


def may_stand_in(text: str, keys: Collection[str]) -> bool:
    """Whether a text's key may be a part of one of the keys: by its first letters, which cost less than all."""
    if not keys:
        return False
    first = _key_of(text[:_FIRST_CHARS])
    return any(first in key for key in keys)


def has_slug_of(url: str, text: str) -> bool:
    """Whether a URL's last path part was made of this text's words."""
    path = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    slug = set(re.split(r"[-_.]+", fold(path)))
    words = {word for word in _WORDS.findall(fold(text)) if len(word) > 2}
    return len(words) >= 2 and len(words & slug) >= max(2, 0.6 * len(words))


def is_section(text: str) -> bool:
    """Whether a line names a section that every site has: news, projects, contacts."""
    return _SECTIONS.match(fold(text).strip(" :.")) is not None
