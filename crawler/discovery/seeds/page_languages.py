"""Languages that a page says its site has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from archive.errors import PayloadError
from archive.extract.months import fold
from archive.urls import host_of
from crawler.discovery.seeds.page_links import Anchor, read_page_links
from crawler.sources.codes import LANGUAGES

_SWITCHED = frozenset({"lt", "lv", "et", "en", "ru", "pl", "de", "fi", "sv", "fr", "uk"})
"""What sites of the region are switched to; other codes are words, too: /no/, /is/, /to/."""
_CODES = {
    "ee": "et", "est": "et", "lit": "lt", "ltu": "lt", "lav": "lv", "lat": "lv", "lva": "lv", "eng": "en", "gb": "en",
    "uk_en": "en", "rus": "ru", "pol": "pl", "ger": "de", "deu": "de", "fin": "fi", "ua": "uk",
}  # fmt: skip
"""Codes of countries and of other standards to ISO 639-1."""
_NAMES = {
    "lietuviu": "lt", "lietuviskai": "lt", "lietuviu kalba": "lt", "lithuanian": "lt", "latviesu": "lv",
    "latviski": "lv", "latvian": "lv", "eesti": "et", "eesti keel": "et", "eesti keeles": "et", "estonian": "et",
    "english": "en", "in english": "en", "anglu": "en", "русскии": "ru", "по-русски": "ru", "russian": "ru",
    "rusu": "ru", "polski": "pl", "deutsch": "de", "suomi": "fi", "svenska": "sv",
}  # fmt: skip
_SWITCH = re.compile(r"\blang|language|wpml|pll|polylang|locale|kalba|valoda|keel\b|hreflang")
_PARAMETERS = frozenset({"lang", "language", "lng", "hl", "kalba", "valoda", "keel", "l"})


def find_languages(body: bytes | str, url: str) -> tuple[str, ...]:
    """ISO 639-1 codes: the page's own first, then those it names as its translations, then those it switches to."""
    try:
        page = read_page_links(body, url)
    except PayloadError:
        return ()
    found = [read_language(page.language)]
    found += [read_language(link.language) for link in page.heads if "alternate" in link.rels]
    for anchor in page.anchors:
        found += [read_language(anchor.language), *_iter_switched(anchor, url)]
    return tuple(dict.fromkeys(code for code in found if code))


def read_language(text: str) -> str | None:
    """The ISO 639-1 code in `lt`, `lt-LT`, `lt_LT`, `EE`, `eng`; None of `x-default` and any other text."""
    code = re.split(r"[-_]", text.strip().lower())[0]
    code = _CODES.get(code, code)
    return code if code in LANGUAGES else None


def _iter_switched(anchor: Anchor, url: str) -> Iterator[str]:
    """The language that a link switches the site to, if it does so."""
    if host_of(anchor.url) != host_of(url):
        return
    parts = urlsplit(anchor.url)
    values = [value for name, value in parse_qsl(parts.query) if name.lower() in _PARAMETERS]
    segments = [segment.lower() for segment in parts.path.split("/") if segment and segment.lower() != "index.php"]
    written = [*segments[:1], *values]
    codes = [code for text in written if (code := read_language(text)) in _SWITCHED and len(text) <= 5]
    if not codes:
        return
    label = fold(anchor.text or anchor.title).strip(" |/·-")
    is_named = label in _NAMES or read_language(label) in _SWITCHED if len(label) <= 20 else False
    is_switch = is_named or bool(_SWITCH.search(anchor.names)) or bool(values)
    if is_switch or (len(segments) == 1 and not parts.query and len(anchor.text) <= 20):
        yield codes[-1]
