"""The parts of a claimed title: the article's own, its section's, its site's, between dashes and bars."""

from __future__ import annotations

import re
from collections.abc import Callable

_SITE_PARTS = re.compile(r"\s+[|»·:–—-]{1,2}\s+|\s+::\s+")
_SITE_BEFORE = re.compile(r"^([^:]{4,80}):\s+(?=\S{2})")


def cut_site_parts(text: str, is_of_site: Callable[[str], bool]) -> str:
    """A text without the parts at its ends that `is_of_site` knows; its own dashes and colons stay."""
    pieces = [(match.start(), match.end()) for match in _SITE_PARTS.finditer(text)]
    start, end = 0, len(text)
    while pieces and is_of_site(text[pieces[-1][1] : end]):
        end = pieces.pop()[0]
    while pieces and is_of_site(text[start : pieces[0][0]]):
        start = pieces.pop(0)[1]
    match = _SITE_BEFORE.match(text[start:end])
    if match is not None and is_of_site(match.group(1)):
        start += match.end()
    return text[start:end].strip(" |»·")


def split_site_parts(text: str) -> list[str]:
    """The parts of a `title` element's text: article, section, site."""
    return _SITE_PARTS.split(text)


def cut_unknown_site(text: str) -> str:
    """A `title` element's text without a part at its end that is shorter than the rest and begins like a name."""
    pieces = list(_SITE_PARTS.finditer(text))
    if not pieces:
        return text
    first, rest = text[: pieces[-1].start()], text[pieces[-1].end() :]
    is_name = rest[:1].isupper() or rest[:1] in '„“«"'
    if is_name and len(rest) < len(first):
        return first
    return text[pieces[0].end() :] if is_name and len(text[: pieces[0].start()]) * 2 < len(text) else text
