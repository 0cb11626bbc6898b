"""What an article key's form says: whether two addresses may be one article's when the same text is read at both."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+")
_SUFFIX = re.compile(r"-N$")
_NUMBER = re.compile(r"\d+(?:\.[a-z]{2,5})?$")
_LETTER = re.compile(r"[^\W\d_]")


def is_bare(key: str) -> bool:
    """Whether the address names its article by a number or a query (`/node/7`, `/?p=7`), not by words."""
    path, query = _split(key)
    return bool(query or _NUMBER.match(path.rpartition("/")[2]))


def may_be_same(one: str, other: str) -> bool:
    """Whether two article keys with the same text are addresses of one article.

    Never when they differ in a number alone: `/a-0` and `/a-1`, or `/node/7` and `/node/8`, are other articles.
    """
    if _rest(one) == _rest(other) or not (_rest(one) and _rest(other)):
        return True  # another host of the source; or a name that is no address and says nothing of forms
    if _shape(one) == _shape(other):
        return False
    return is_bare(one) or is_bare(other) or _has_same_slug(one, other)


def _has_same_slug(one: str, other: str) -> bool:
    slug = _split(one)[0].rpartition("/")[2]
    return bool(_LETTER.search(slug)) and slug == _split(other)[0].rpartition("/")[2]


def _shape(key: str) -> tuple[str, str]:
    path, query = (_DIGITS.sub("N", part) for part in _split(key))
    return _SUFFIX.sub("", path), query


def _rest(key: str) -> str:
    return key.partition(")")[2]


def _split(key: str) -> tuple[str, str]:
    path, _, query = _rest(key).partition("?")
    return path, query
