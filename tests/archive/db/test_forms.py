"""Which two addresses may be one article's when the same text is read at both."""

from __future__ import annotations

import pytest

from archive.db.forms import is_bare, may_be_same
from archive.urls import format_article_key

SITE = "https://vvg.lt"


def may(one: str, other: str) -> bool:
    keys = format_article_key(SITE + one), format_article_key(SITE + other)
    found = {may_be_same(*keys), may_be_same(*reversed(keys))}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/node/1105", "/naujienos/derliaus-svente"),
        ("/node/1105", "/naujiena/99"),
        ("/?p=12", "/2026/01/derliaus-svente"),
        ("/naujiena/99.html", "/naujiena/derliaus-svente.html"),
        ("/index.php?option=com_content&view=article&id=7", "/naujienos/7-derliaus-svente"),
        ("/aktualu/7-derliaus-svente", "/component/content/article/7-derliaus-svente"),
    ],
)
def test_a_number_or_query_and_words_may_be_one_article(one: str, other: str) -> None:
    assert may(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/derliaus-svente", "/derliaus-svente-0"),
        ("/derliaus-svente-0", "/derliaus-svente-1"),
        ("/node/1105", "/node/1106"),
        ("/?p=12", "/?p=13"),
        ("/kvietimas-12", "/kvietimas-13"),
        ("/2021/kvietimas", "/2022/kvietimas"),
        ("/12-kvietimas", "/13-kvietimas"),
        ("/index.php?id=7", "/index.php?id=8"),
        ("/derliaus-svente", "/rudens-svente"),
    ],
)
def test_another_number_or_other_words_are_another_article(one: str, other: str) -> None:
    assert not may(one, other)


def test_the_same_address_on_another_host_may_be_the_same_article() -> None:
    assert may_be_same("lv,zemgale)/lv/jaunums/5", "lv,gov,zpr)/lv/jaunums/5")


@pytest.mark.parametrize(
    ("path", "expected"), [("/node/7", True), ("/?p=7", True), ("/7.html", True), ("/7-a", False), ("/", False)]
)
def test_a_bare_address_has_no_words(path: str, expected: bool) -> None:
    assert is_bare(format_article_key(SITE + path)) == expected
