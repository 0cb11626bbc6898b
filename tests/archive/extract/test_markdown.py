"""Blocks to Markdown."""

from __future__ import annotations

from lxml.html import document_fromstring

from archive.extract.blocks import read_page
from archive.extract.markdown import format_markdown


def _markdown(markup: str, url: str = "https://www.biedriba.lv/jaunumi/tirgus") -> str:
    body = document_fromstring(f"<html><body><div>{markup}</div></body></html>").find("body")
    assert body is not None
    return format_markdown(read_page(body).blocks, url=url)


def test_headings_and_paragraphs_are_parted_by_blank_lines() -> None:
    assert _markdown("<h2>Programma</h2><p>Viens.</p><p>Divi.</p>") == "## Programma\n\nViens.\n\nDivi."


def test_items_of_lists_have_dashes_or_their_numbers() -> None:
    assert _markdown("<ul><li>sala</li><li>gari</li></ul>") == "- sala\n- gari"
    assert _markdown("<ol><li>pirmais</li><li>otrais</li></ol>") == "1. pirmais\n2. otrais"


def test_table_has_a_line_below_its_first_row() -> None:
    markup = "<table><tr><th>Gads</th><th>Summa</th></tr><tr><td>2021</td><td>5 EUR</td></tr></table>"
    assert _markdown(markup) == "| Gads | Summa |\n| --- | --- |\n| 2021 | 5 EUR |"


def test_links_are_absolute() -> None:
    markup = "<p>Skat. <a href='/f/nolikums (1).pdf'>nolikumu</a> un <a href='javascript:x()'>karti</a>.</p>"
    assert _markdown(markup) == "Skat. [nolikumu](https://www.biedriba.lv/f/nolikums%20%281%29.pdf) un karti."


def test_bold_line_is_bold() -> None:
    assert _markdown("<p><strong>Kas notiks</strong></p><p>Tirgus.</p>") == "**Kas notiks**\n\nTirgus."


def test_signs_of_markdown_in_the_text_are_quoted() -> None:
    assert _markdown("<p># nav <b>virs*raksts*</b> [te]</p>") == "\\# nav virs\\*raksts\\* \\[te\\]"


def test_nothing_gives_nothing() -> None:
    assert format_markdown([]) == ""
