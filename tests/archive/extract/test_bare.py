"""Pages whose only content is a picture or a file are articles without text, and say so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.errors import UnreadableArticleError
from archive.extract.article import extract_articles
from archive.records import Article

_URL = "https://vvg.example/visuotinis-susirinkimas"
_TITLE = "Visuotinis narių susirinkimas"
_SIDE = (
    "<div><h3>Kas yra LEADER?</h3><p>LEADER metodas leidžia vietos žmonėms patiems spręsti, kaip augs jų kraštas.</p>"
    "<p>Vietos veiklos grupė jungia bendruomenes, verslininkus ir savivaldybę, kad sprendimai gimtų kartu.</p></div>"
)


def _read(inside: str) -> Article:
    html = f"<html><head><meta charset=utf-8><title>{_TITLE}</title></head><body>{inside}</body></html>".encode()
    (article,) = extract_articles(html, _URL, datetime(2026, 11, 22, 8, tzinfo=UTC), languages=("lt",))
    return article


def test_picture_alone_is_an_article_without_text() -> None:
    inside = "<p>2018-05-31</p><p><img src='/susirinkimas.jpg' alt='Kviečiame visus narius.'></p>"
    article = _read(f"<article><h1>{_TITLE}</h1>{inside}</article>")
    assert (article.title, article.text, article.origins["text"]) == (_TITLE, "", "image")
    assert [one.url for one in article.images] == ["https://vvg.example/susirinkimas.jpg"]
    assert article.published is not None
    assert article.published.value == "2018-05-31"
    assert article.language == "lt"


@pytest.mark.parametrize(
    "file",
    [
        "<p><a href='/f/Protokolas_Nr.5.pdf'>2018-05-31 Valdybos posėdžio protokolas_Nr.5</a></p>",
        "<p><a href='/f/Protokolas_Nr.5.pdf'>Protokolas_Nr.5.pdf</a></p>",
        "<iframe src='/f/Protokolas_Nr.5.pdf'></iframe>",
        "<object data='/f/Protokolas_Nr.5.pdf'></object>",
        "<iframe src='https://docs.google.com/viewer?url=https%3A%2F%2Fvvg.example%2Ff%2FProtokolas_Nr.5.pdf'></iframe>",
    ],
    ids=["named", "file-name", "frame", "object", "viewer"],
)
def test_file_alone_is_an_article_without_text(file: str) -> None:
    article = _read(f"<article><h1>{_TITLE}</h1>{file}</article>")
    assert (article.title, article.text, article.origins["text"]) == (_TITLE, "", "attachment")
    assert [one.url for one in article.attachments] == ["https://vvg.example/f/Protokolas_Nr.5.pdf"]
    assert article.published is None


def test_text_of_a_side_column_is_not_that_of_a_picture() -> None:
    main = f"<div class='item-page'><h1>{_TITLE}</h1><p><img src='/susirinkimas.jpg'></p></div>"
    article = _read(f"<div>{main}{_SIDE}</div>")
    assert (article.text, article.origins["text"]) == ("", "image")


def test_one_line_beside_a_picture_is_the_text() -> None:
    inside = "<p>Kviečiame dalyvauti birželio 5 dieną.</p><p><img src='/kvietimas.png' alt='kvietimas'></p>"
    article = _read(f"<article><h1>{_TITLE}</h1>{inside}</article>")
    assert article.text == "Kviečiame dalyvauti birželio 5 dieną."
    assert article.origins["text"] not in {"image", "attachment"}
    assert [one.url for one in article.images] == ["https://vvg.example/kvietimas.png"]


def test_link_to_a_picture_is_the_picture() -> None:
    inside = "<p><a href='/visuotinis%20susirinkimas.jpg'>visuotinis susirinkimas.jpg</a></p>"
    article = _read(f"<article><h1>{_TITLE}</h1>{inside}</article>")
    assert (article.text, article.origins["text"]) == ("", "image")
    assert [one.url for one in article.images] == ["https://vvg.example/visuotinis%20susirinkimas.jpg"]


@pytest.mark.parametrize(
    "below",
    [
        "",
        "<p><img src='/i.gif' width=1 height=1></p>",
        "<nav><a href='/'>Pradžia</a></nav>",
        "<footer><img src='/es.png'></footer>",
        "<p><img src='/vvg-logo.png'></p>",
    ],
    ids=["nothing", "dot", "menu", "footer", "logo"],
)
def test_title_with_nothing_below_it_is_no_article(below: str) -> None:
    with pytest.raises(UnreadableArticleError, match="no text"):
        _read(f"<div><h1>{_TITLE}</h1>{below}</div>")
