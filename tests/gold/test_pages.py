"""The gold pages: enough of each kind, and each shows what its truth says."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest

from tests.gold.catalogue import TEMPLATES, GoldPage, make_pages
from tests.gold.days import FORMS, format_month
from tests.gold.texts import LANGUAGES

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
_CODECS = {"cp1257": "cp1257", "iso13": "iso8859_13", "iso4": "iso8859_4"}


def _codec(page: GoldPage) -> str:
    return next((codec for trait, codec in _CODECS.items() if trait in page.traits), "utf-8")


def _shown(page: GoldPage) -> str:
    """What a person sees of a page, white space single."""
    return " ".join(unescape(_TAG.sub(" ", page.html.decode(_codec(page)))).split())


def _write_day(told: str, language: str) -> list[str]:
    """Every way in which a page may write a day, or a month where only that is told."""
    if len(told) == len("2021-03"):
        return [format_month(date.fromisoformat(f"{told}-01"), language)]
    day = date.fromisoformat(told)
    return [told, told.replace("-", "/"), f"{day:%d.%m.%Y}", *(write(day, language) for write in FORMS.values())]


def test_there_are_enough_pages_of_every_language_and_every_make() -> None:
    pages = make_pages()
    languages = Counter(page.language for page in pages)
    assert len(pages) >= 120
    assert min(languages[language] for language in LANGUAGES) >= 40
    assert {page.family for page in pages} == set(TEMPLATES)


def test_names_and_addresses_are_unique() -> None:
    pages = make_pages()
    assert len({page.name for page in pages}) == len(pages)
    assert len({(page.language, page.url) for page in pages}) == len(pages)


def test_some_pages_are_large_and_some_small() -> None:
    sizes = [len(page.html) for page in make_pages()]
    assert min(sizes) < 5_000
    assert max(sizes) > 30_000


@pytest.mark.parametrize("page", make_pages(), ids=lambda page: page.name)
def test_a_page_shows_its_title_text_tags_and_names(page: GoldPage) -> None:
    shown, truth = _shown(page), page.truth
    rows = [part for paragraph in truth.paragraphs for part in paragraph.split(" | ")]
    asked = [truth.title, *rows, *truth.tags, *truth.names, *truth.optional]
    assert [text for text in asked if text not in shown] == []


@pytest.mark.parametrize("page", make_pages(), ids=lambda page: page.name)
def test_a_dated_page_tells_its_days(page: GoldPage) -> None:
    everywhere = page.url + page.html.decode(_codec(page))
    for told in (page.truth.published, page.truth.updated):
        assert told is None or any(form in everywhere for form in _write_day(told, page.language))


@pytest.mark.parametrize(
    "page", [page for page in make_pages() if page.truth.published is None], ids=lambda page: page.name
)
def test_an_undated_page_has_no_day_in_its_address_or_head(page: GoldPage) -> None:
    head = page.html.partition(b"<body")[0]
    assert b"datePublished" not in head
    assert b"published_time" not in head
    assert re.search(r"/20\d\d/\d\d/", page.url) is None


def test_traps_stand_on_undated_pages() -> None:
    undated = [page for page in make_pages() if page.truth.published is None]
    traps = Counter(trait for page in undated for trait in page.traits)
    assert all("© 2016" in _shown(page) for page in undated)
    assert min(traps[trap] for trap in ("today", "updated", "event", "side-dates", "keywords", "neighbours")) >= 3


def test_encodings_without_a_right_declaration_are_there() -> None:
    undeclared = [page for page in make_pages() if "undeclared" in page.traits]
    contradicted = [page for page in make_pages() if "contradicted" in page.traits]
    assert {page.language for page in undeclared} == {page.language for page in contradicted} == set(LANGUAGES)
    assert all(b"charset" not in page.html and "charset" not in page.content_type for page in undeclared)
    assert all(b"windows-1257" in page.html and "8859-1" in page.content_type for page in contradicted)
