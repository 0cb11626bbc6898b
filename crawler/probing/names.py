"""What a home page says of its outlet: name, kind, country, and the id that follows."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.errors import UnreadableArticleError
from archive.extract.decode import decode_html
from archive.extract.tree import parse_tree, text_of
from archive.urls import host_of
from crawler.sources.models import Kind

COUNTRIES = {"lt": "LT", "lv": "LV", "ee": "EE"}
"""Top-level domain to country."""
_OF_LANGUAGE = {"lt": "LT", "lv": "LV", "et": "EE"}

_SEPARATORS = re.compile(r"\s+[|–—»«·•:-]+\s+|\s*[|»]\s*")
_NO_NAME = re.compile(
    r"(?:pagrindinis(?: puslapis)?|pradinis(?: puslapis)?|pradžia|titulinis(?: puslapis)?|naujienos|sākums|sākumlapa|"
    r"galvenā(?: lapa)?|jaunumi|aktualitātes|avaleht|esileht|uudised|home(?: ?page)?|start|main page|news|index|"
    r"welcome.*|sveiki atvyk.*|tere tulemast.*|laipni .*)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,.:-]*([^|•\n]{4,90})", re.I
)
_RIGHTS = re.compile(
    r"[\s,.]*(?:visos teisės|visas tiesības|kõik õigused|all rights|\.?\s*sprendimas|(?:19|20)\d\d).*$", re.I
)
_MAX_NAME = 150

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("fisheries_lag", re.compile(r"žuvinink|žrvvg|zivsaimniec|kalandus", re.IGNORECASE)),
    ("planning_region", re.compile(r"plānošanas reģion", re.IGNORECASE)),
    ("development_council", re.compile(r"plėtros taryb", re.IGNORECASE)),
    ("programme", re.compile(r"interreg|programm", re.IGNORECASE)),
    ("county_dev", re.compile(r"arenguagentuur|arenduskeskus|omavalitsuste liit|plėtros agentūr", re.IGNORECASE)),
    ("network", re.compile(r"tinkl|tīkl|võrgustik|network|forums\b|leader liit", re.IGNORECASE)),
    (
        "lag",
        re.compile(
            r"vietos veiklos grup|\bvvg\b|partner|koostöö|kogu\b|rīcības grup|leader|arenduskoda", re.IGNORECASE
        ),
    ),
)


def find_name(body: bytes, url: str, content_type: str | None) -> str | None:
    """The outlet's name: og:site_name, the title's own part, the first heading, the footer; None without any."""
    try:
        root = parse_tree(decode_html(body, content_type, tuple(_OF_LANGUAGE)), url)
    except UnreadableArticleError:
        return None
    found = [
        *root.xpath("//meta[@property='og:site_name' or @name='og:site_name']/@content"),
        *_title_parts(root),
        *(text_of(heading) for heading in root.iter("h1")),
        *_footer_names(root),
    ]
    names = (" ".join(str(name).split())[:_MAX_NAME] for name in found)
    return next((name for name in names if len(name) > 2 and not _NO_NAME.fullmatch(name)), None)


def guess_kind(name: str) -> Kind | None:
    """What kind of outlet a name says it is; None when it does not say."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), None)


def find_country(host: str, languages: Sequence[str]) -> str | None:
    """The country of a host's domain, else of the main language; None when neither says."""
    domain = host.partition(":")[0].rpartition(".")[2]
    return COUNTRIES.get(domain) or (_OF_LANGUAGE.get(languages[0]) if languages else None)


def make_id(url: str, country: str | None) -> str:
    """An id after the host: `lt-pavyzdys` for www.pavyzdys.lt; the whole host where its domain names no country."""
    parts = urlsplit(url)
    host = _read_idna(host_of(url))
    domain = host.rpartition(".")[2]
    prefix = country or COUNTRIES.get(domain, "")
    try:
        ipaddress.ip_address(host)
        name = f"site-{host}-{parts.port}" if parts.port else f"site-{host}"
    except ValueError:
        name = host.rpartition(".")[0] if domain in COUNTRIES else host
    slug = re.sub(r"[^a-z0-9]+", "-", _fold(f"{prefix}-{name}")).strip("-")
    return slug[:63].strip("-")


def _read_idna(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _fold(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))


def _title_parts(root: HtmlElement) -> list[str]:
    """The parts of the page's title that name something, the longest first."""
    title = next((text_of(element) for element in root.iter("title")), "")
    parts = [part.strip() for part in _SEPARATORS.split(title) if part]
    return sorted((part for part in parts if not _NO_NAME.fullmatch(part)), key=len, reverse=True)


def _footer_names(root: HtmlElement) -> list[str]:
    footers = root.xpath("//footer|//*[contains(@id, 'footer') or contains(@class, 'footer')]")
    matches = (_COPYRIGHT.search(text_of(footer)) for footer in footers)
    return [_RIGHTS.sub("", match[1]).strip(" .,-") for match in matches if match is not None]
