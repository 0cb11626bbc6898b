"""Pages of big news sites: their boxes, teasers and notes are not the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.blocks import read_page
from archive.extract.opinion import find_confirmed
from archive.extract.tree import find_body, parse_tree

CAPTURED = datetime(2026, 11, 20, tzinfo=UTC)
URL = "https://news.example.com/2024/05/river-bridge"
TITLE = "Council backs plans for a new river bridge"
STORY = (
    "The council approved the plan on Tuesday after a debate that lasted more than six hours.",
    "Residents had complained for years that the old bridge was too narrow for modern lorries.",
    "“We simply could not wait any longer,” said the mayor, who has campaigned on the issue since 2015.",
    "According to the ministry, construction will begin in spring and cost about 40 million euros.",
    "Critics argue the money would be better spent on schools, on hospitals and on the harbour road.",
)
TEASERS = "".join(
    f"<div class='t{number}'><a href='/n/{number}'><h3>Something else happened in town number {number}</h3></a>"
    f"<p>A short line that tells what happened in town number {number} today.</p></div>"
    for number in range(6)
)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{one}'>{one}</a></li>" for one in ("News", "Sport", "Culture"))
    + "</ul></nav>"
)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


MAKES = {
    "newsletter and related boxes": f"<main><article><h1>{TITLE}</h1><div class='body'>{_paragraphs(STORY[:2])}"
    "<aside><p>Sign up to our morning newsletter.</p><form><input></form></aside>"
    f"{_paragraphs(STORY[2:4])}<div class='related'>{TEASERS}</div>{_paragraphs(STORY[4:])}</div></article></main>",
    "classes that sound like side columns": f"<main><div class='side-by-side'><h1>{TITLE}</h1>"
    f"<section class='copy'>{_paragraphs(STORY[:3])}</section>"
    f"<section class='copy'>{_paragraphs(STORY[3:])}</section></div></main><div class='feed'>{TEASERS}</div>",
    "a pointer between paragraphs": f"<article><h1>{TITLE}</h1><div>{_paragraphs(STORY[:3])}"
    "<p><strong>Read more: <a href='/x'>What the old bridge was</a></strong></p>"
    f"{_paragraphs(STORY[3:])}</div></article>",
}


@pytest.mark.parametrize("make", MAKES)
def test_text_is_the_story_and_nothing_else(make: str) -> None:
    body = f"{MENU}{MAKES[make]}<footer>© 2016</footer>"
    html = f"<html lang='en'><head><title>{TITLE}</title></head><body>{body}</body></html>"
    article = extract_article(html.encode(), URL, CAPTURED)
    assert article.text == "\n\n".join(STORY)


def test_short_lines_are_confirmed_only_where_they_follow() -> None:
    markup = (
        "<p>Part one</p><p>The council approved the plan on Tuesday after a debate.</p><p>Part one</p><p>Part two</p>"
    )
    page = read_page(find_body(parse_tree(f"<html><body>{markup}</body></html>", URL), URL))
    text = "The council approved the plan on Tuesday after a debate.\nPart two"
    assert find_confirmed(page.blocks, text) == [1, 3]
    assert find_confirmed(page.blocks, "") == []
