"""Every gold page: its bytes as a server would send them, and the truth about it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType

from tests.gold import drupal, handmade, joomla, vendors, wordpress
from tests.gold.body import format_address
from tests.gold.stories import Story, Truth, tell_truth, write_story
from tests.gold.texts import LANGUAGES, load_texts

_TABLE = Path(__file__).parent / "pages.toml"
_CHARSET = re.compile(r"""charset=("?)utf-8""", re.IGNORECASE)
_DECLARATION = re.compile(r"""<meta [^>]*charset[^>]*>""", re.IGNORECASE)
_ENCODINGS = {
    "cp1257": ("cp1257", "windows-1257"),
    "iso13": ("iso8859_13", "iso-8859-13"),
    "iso4": ("iso8859_4", "iso-8859-4"),
}

TEMPLATES: MappingProxyType[str, Callable[[Story], str]] = MappingProxyType(
    {
        "wp-classic": wordpress.classic,
        "wp-block": wordpress.block,
        "wp-elementor": wordpress.elementor,
        "wp-divi": wordpress.divi,
        "joomla15": joomla.joomla15,
        "joomla3": joomla.joomla3,
        "joomla4": joomla.joomla4,
        "k2": joomla.k2,
        "drupal7": drupal.drupal7,
        "drupal9": drupal.drupal9,
        "tvp": drupal.tvp,
        "pakruojis": vendors.pakruojis,
        "anyksciai": vendors.anyksciai,
        "leaderlietuva": vendors.leaderlietuva,
        "talsi": vendors.talsi,
        "mulgimaa": vendors.mulgimaa,
        "maainfo": vendors.maainfo,
        "cmsms": vendors.cmsms,
        "kovtp": vendors.kovtp,
        "font-tables": handmade.font_tables,
        "break-prose": handmade.break_prose,
        "utility-classes": handmade.utility_classes,
    }
)
"""Make of site to what writes its page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """One page and what it says."""

    name: str
    """`lt-wp-classic-1`."""
    family: str
    language: str
    traits: frozenset[str]
    url: str
    content_type: str
    html: bytes
    truth: Truth


@cache
def make_pages() -> tuple[GoldPage, ...]:
    """All pages of the gold set, always the same."""
    families = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["family"]
    numbers = {language: count() for language in LANGUAGES}
    return tuple(
        _make_page(family["name"], language, place, recipe, family["address"], next(numbers[language]))
        for family in families
        for language in family["languages"]
        for place, recipe in enumerate(family["recipes"], 1)
    )


def _make_page(family: str, language: str, place: int, recipe: str, address: str, number: int) -> GoldPage:
    story = write_story(load_texts(language), number, frozenset(recipe.split()))
    path = address.format(slug=_slugify(story.title), day=story.day, number=number + 600)
    content_type, html = _encode(story, TEMPLATES[family](story))
    return GoldPage(
        name=f"{language}-{family}-{place}",
        family=family,
        language=language,
        traits=story.traits,
        url=format_address(path),
        content_type=content_type,
        html=html,
        truth=tell_truth(story),
    )


def _encode(story: Story, text: str) -> tuple[str, bytes]:
    """The Content-Type header and the bytes: declared rightly, not at all, or wrongly by the header."""
    trait = next((trait for trait in _ENCODINGS if story.has(trait)), None)
    if trait is None:
        return "text/html; charset=UTF-8", text.encode()
    codec, declared = _ENCODINGS[trait]
    if story.has("undeclared"):
        text = _DECLARATION.sub("", text)
    body = _CHARSET.sub(rf"charset=\g<1>{declared}", text).encode(codec, "xmlcharrefreplace")
    return "text/html; charset=ISO-8859-1" if story.has("contradicted") else "text/html", body


def _slugify(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
