"""Pages made to cost much: each is read in little time, or refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from archive.errors import UnreadableArticleError
from archive.extract.article import extract_article
from archive.extract.lines import find_line_kind, is_contact_line, is_share_line
from archive.extract.opinion import is_bearable
from archive.extract.regions import classify_region
from archive.extract.shortcodes import drop_shortcodes
from archive.extract.tree import parse_tree

CAPTURED = datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://www.biedriba.lv/jaunumi/rudens-gadatirgus"
MOST_SECONDS = 20.0
"""Of CPU time, a page; a machine under load needs a tenth of it."""
STORY = "<p>Partnerība aicina visus iedzīvotājus uz rudens gadatirgu, kurā piedalīsies amatnieki un zemnieki.</p>"


def _page(inside: str) -> bytes:
    head = "<html><head><title>Rudens gadatirgus Dobelē</title></head><body><h1>Rudens gadatirgus Dobelē</h1>"
    return f"{head}{STORY * 3}{inside}{STORY}</body></html>".encode()


READ = {
    "null bytes": "\0" * 500_000,
    "one long line": "a " * 500_000,
    "a long word": "a" * 1_000_000,
    "spaces": f"<p>{' ' * 1_000_000}</p>",
    "dots": f"<p>{'.' * 500_000}</p>",
    "digits": f"<p>{'1' * 300_000}</p>",
    "digits and dots": f"<p>{'1.' * 150_000}</p>",
    "ampersands": "&" * 300_000,
    "pipes": f"<p>{'| ' * 150_000}</p>",
    "at signs": f"<p>{'a@' * 150_000}</p>",
    "open brackets": f"<p>{'[a b=c ' * 50_000}{'{gallery ' * 50_000}</p>",
    "long class": f"<div class='{'a-' * 300_000}' style='display{' ' * 300_000}x'>x</div>",
    "many classes": f"<div class='{'side ' * 100_000}'>x</div>",
    "nested tables": "<table><tr><td>" * 100 + "x" + "</td></tr></table>" * 100,
    "cells": f"<table><tr>{'<td>a</td>' * 20_000}</tr></table>",
    "rows": f"<table>{'<tr><td>a</td><td>b</td></tr>' * 6_000}</table>",
    "links": "<a href='/x'>y z</a> " * 20_000,
    "list items": f"<ul>{'<li>a, b</li>' * 20_000}</ul>",
    "breaks": f"<p>{'a<br>' * 30_000}</p>",
    "spans in spans": f"<p>{'<span>' * 200}a{'</span>' * 200}</p>",
    "pictures": "<img src=a.jpg alt=b>" * 20_000,
}
REFUSED = {
    "ten megabytes of tags": "<i></i>" * 1_500_000,
    "a hundred thousand links": "<a href='/x'>y</a>" * 100_000,
    "tables without end": "<table>" * 10_000,
    "ten thousand levels": "<div>" * 10_000 + "x" + "</div>" * 10_000,
    "a hundred thousand attributes": f"<div {' '.join(f'a{number}=1' for number in range(100_000))}>x</div>",
    "left angles": "<" * 1_000_000,
}


@pytest.mark.parametrize("name", READ)
def test_costly_page_is_read(name: str) -> None:
    start = time.process_time()
    article = extract_article(_page(READ[name]), URL, CAPTURED)
    assert article.title == "Rudens gadatirgus Dobelē"
    assert "amatnieki un zemnieki" in article.text
    assert time.process_time() - start < MOST_SECONDS


@pytest.mark.parametrize("name", REFUSED)
def test_page_that_no_article_has_is_refused(name: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadableArticleError):
        extract_article(_page(REFUSED[name]), URL, CAPTURED)
    assert time.process_time() - start < MOST_SECONDS


def test_bytes_of_no_encoding_are_read() -> None:
    html = _page("x").replace(b"x", bytes(range(128, 256)) * 2_000)
    assert "amatnieki un zemnieki" in extract_article(html, URL, CAPTURED).text


@pytest.mark.parametrize("bait", [" ", ".", "1", "1 ", "a@", "+", "(", "[a b=c", "{a ", "share ", "www.a/", "| "])
def test_no_bait_makes_a_line_costly(bait: str) -> None:
    start = time.process_time()
    line = bait * 100_000
    assert find_line_kind(line) is None
    assert not is_contact_line(line)
    assert not is_share_line(line)
    assert isinstance(drop_shortcodes(line), str)
    assert time.process_time() - start < MOST_SECONDS


def test_trafilatura_is_not_asked_about_pages_too_deep_large_or_odd() -> None:
    assert is_bearable(parse_tree("<div><p>a</p></div>", URL))
    for markup in ("<div>" * 200, "<p>a</p>" * 9_000, f"<p class='{'a-' * 5_000}'>a</p>"):
        assert not is_bearable(parse_tree(markup, URL))


def test_class_of_a_million_words_is_judged_by_its_first() -> None:
    root = parse_tree(f"<div class='sidebar {'a ' * 500_000}'>x</div>", URL)
    assert classify_region(next(root.iter("div"))) == "junk"
