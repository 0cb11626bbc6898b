"""What sites say about their cookies on every page: boxes by their names, paragraphs by their set phrases."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from archive.extract.months import fold

_NAMES = re.compile(
    r"\b(?:cookies?|cookie(?:bar|info|law|notice)|\w*consent|gdpr|cc (?:window|banner|revoke)|slapuk\w*|sikdatn\w*)\b"
)
_WORDS = re.compile(r"\b(?:slapuk\w+|sikdat\w+|sikfail\w+|kupsis\w+|cookies?)\b")
_STEMS = ("cook", "lapuk", "kdat", "kfail", "psis")
"""Of those words, what bears no marks that would have to be folded away first."""
_HOLDERS = frozenset({"article", "main"})
_MOST_CHARS = 900
_PHRASES = re.compile(
    r"""(?x)
    (?:svetain\w+|puslap\w+|portal\w+|tinklalap\w+)\b .{0,60} \b(?:naudoj\w+) .{0,40} \bslapuk
    | \bnaudojam\w* \s (?:\w+ \s){0,2} slapuk | \bsutinkate .{0,40} \bslapuk | \bslapuk\w+ .{0,40} \bsutikim
    | (?:vietn\w+|lap[auā]\w*|portal\w+)\b .{0,60} \b(?:izmanto|lieto|tiek) .{0,40} \b(?:sikdat|sikfail)
    | \bizmantojam\w* \s (?:\w+ \s){0,2} (?:sikdat|sikfail) | \bpiekrit\w+ .{0,60} \b(?:sikdat|sikfail)
    | (?:veebileh\w+|veebisai\w+|koduleh\w+|leht|lehe\w*)\b .{0,60} \bkasuta\w+ .{0,40} \bkupsis
    | \bkasutame \s (?:\w+ \s){0,2} kupsis | \bnoustu\w+ .{0,60} \bkupsis
    | \b(?:we|site|website|page) \s uses? .{0,30} \bcookies | \b(?:accept|agree|consent) .{0,60} \bcookies
    """
)


def is_consent_box(element: HtmlElement, words: str) -> bool:
    """Whether an element's name says that it asks for consent to cookies, outside the article; `words`: its names."""
    if not _NAMES.search(words) or element.find(".//h1") is not None:
        return False
    if any(one.tag in _HOLDERS for one in element.iterancestors()):
        return False
    return not any(element.find(f".//{tag}") is not None for tag in _HOLDERS)


def speaks_of_cookies(text: str) -> bool:
    """Whether a text has a word for cookies."""
    lower = text.lower()
    return any(stem in lower for stem in _STEMS) and _WORDS.search(fold(text)) is not None


def is_consent_line(text: str) -> bool:
    """Whether a paragraph tells a visitor that the site uses cookies, or asks to agree to them."""
    return len(text) <= _MOST_CHARS and speaks_of_cookies(text) and _PHRASES.search(fold(text)) is not None
