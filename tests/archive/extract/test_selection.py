from __future__ import annotations

import pytest
from lxml.cssselect import CSSSelector

from archive.extract.selection import Selection
from archive.extract.tree import parse_tree

_PAGE = """<html><head><meta name="generator" content="CMS Made Simple 2"></head><body class="page  wide">
<div id="main" class="news item"><div class="news"><p class="date\u00a0old">1</p><ul>
<li><a href="/a.pdf" rel="tag x">2</a>
<li class="item"><a href="/b?id=4&amp;page=2">3</a></ul></div><span class="news date" itemprop="author">4</span></div>
<p>5</p><article><h1 class="title big">6</h1><div><h1>7</h1></div></article></body></html>"""


@pytest.mark.parametrize(
    "css",
    [
        *("p", ".news", "#main", "[class]", "div.news", ".news.date", "h1.big.title", ".date", ".absent", "#absent p"),
        *(".news .news", ".news a", "div div p", "article > h1", "article h1", ".news > ul > li", "body > div a[href]"),
        *("a[rel~='tag']", "a[href$='.pdf']", "a[href^='/b']", "a[href*='id='][href*='page=']", "[itemprop='author']"),
        *("meta[name='generator'][content^='CMS Made Simple']", "ul li:not(.item)", "h1 + p", "p, h1", ".date:not(p)"),
    ],
)
def test_elements_are_those_that_the_selector_means(css: str) -> None:
    root = parse_tree(_PAGE, "https://vvg.example/")
    assert Selection(root).find([css]) == CSSSelector(css, translator="html")(root)


def test_elements_come_in_the_order_of_the_selectors_and_once() -> None:
    found = Selection(parse_tree(_PAGE, "https://vvg.example/")).find(["h1.title", "article h1", "p"])
    assert [element.text for element in found] == ["6", "7", "1", "5"]


def test_only_elements_below_the_root_are_found() -> None:
    part = parse_tree(_PAGE, "https://vvg.example/").find("body/article")
    assert part is not None
    assert [element.text for element in Selection(part).find(["h1", "body h1"])] == ["6", "7"]
