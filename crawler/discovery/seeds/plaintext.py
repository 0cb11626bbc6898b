"""Titles, leads and tags of feeds and APIs as plain text: without markup, entities and what plug-ins add."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

LEAD_CHARACTERS = 1000
MAX_TAGS = 50

_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_MORE_LINK = re.compile(
    r"""<a\b(?=[^<>]{0,1000}?\bclass\s*=\s*["'][^"'<>]{0,300}(?:more-link|read-?more))[^<>]{0,2000}>"""
    r"(?:(?!</a).){0,300}</a\s*>",
    re.IGNORECASE | re.DOTALL,
)
_CUT = re.compile(r"\s*\[\s*(?:…|\.\.\.|&hellip;)\s*\]\s*$")
# Quirk: an SEO plug-in of WordPress ends every entry of a feed with this sentence, in the site's language.
_SIGNATURE = re.compile(
    r"\s*(?:The post .{1,400} (?:first appeared|appeared first) on|Įrašas .{1,400} pirmą kartą pasirodė|"
    r"Įrašas .{1,400} pirmiausia pasirodė|Ieraksts .{1,400} pirmo(?:reiz| reizi) (?:parādījās|publicēts)|"
    r"Postitus .{1,400} ilmus (?:esmalt|esmakordselt))\b.{0,200}$"
)
_NO_TAGS = frozenset({
    "uncategorized", "uncategorised", "be kategorijos", "nekategorizuota", "nepriskirta", "nav kategorijas",
    "bez kategorijas", "nekategorizēts", "nekategorizēti", "määratlemata", "kategoriseerimata", "liigitamata",
    "без рубрики",
})  # fmt: skip
"""What content systems call the category of articles that have none."""


def read_plain(text: str | None) -> str | None:
    """The text of a piece of HTML on one line, at most `LEAD_CHARACTERS`; None when nothing is left."""
    if text is None:
        return None
    text = text[: 30 * LEAD_CHARACTERS]
    if "<" in text:
        text = _TAG.sub(" ", _MORE_LINK.sub(" ", _UNREAD.sub(" ", text)))
    plain = " ".join(unescape(text).split())
    plain = _CUT.sub("…", _SIGNATURE.sub("", plain))
    return re.sub(r" (?=[.,;:!?…])", "", plain)[:LEAD_CHARACTERS].strip() or None


def clean_tags(names: Iterable[str | None]) -> tuple[str, ...]:
    """Tags as plain text, each once whatever its case, without the names of no category at all."""
    tags: dict[str, str] = {}
    for name in names:
        tag = read_plain(name)
        if tag is not None and len(tag) <= 200 and tag.lower() not in _NO_TAGS:
            tags.setdefault(tag.casefold(), tag)
        if len(tags) >= MAX_TAGS:
            break
    return tuple(tags.values())
