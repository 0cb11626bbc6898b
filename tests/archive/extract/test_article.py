"""Fields of an article, and pages that hold none."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.errors import UnreadableArticleError
from archive.extract.article import extract_article
from archive.extract.authors import read_authors
from archive.extract.platforms.rules import load_rules, platform_names
from archive.records import Article, Attachment, Author, Image

_URL = "https://kogu.example/uudis?id=5"
_TITLE = "Kogukonnad õppisid häid projekte kirjutama"
_FIRST = "Laupäeval kogunesid külamajja kogukonna eestvedajad, et arutada uue taotlusvooru tingimusi ja õppida."
_LAST = "Koolitust juhtis Mari Õunapuu, kes rõhutas, et hea projekt algab inimestest ja nende muredest."
_PROSE = f"<p>{_FIRST}</p><p>{_LAST}</p>"


def _read(inside: str, *, head: str = "<title>Kogu</title>", url: str = _URL) -> Article:
    html = f"<html><head>{head}</head><body>{inside}</body></html>".encode()
    return extract_article(html, url, datetime(2026, 11, 22, 8, tzinfo=UTC), languages=("et",))


def _date(inside: str, *, head: str = "<title>Kogu</title>", url: str = _URL) -> tuple[str, str] | None:
    published = _read(inside, head=head, url=url).published
    return (published.value, published.origin) if published else None


def test_footer_year_and_prose_dates_are_no_publication_date() -> None:
    prose = f"{_PROSE}<p>Koolitus toimus 14.10.2023 Võrus.</p>"
    assert _date(f"<main><h1>{_TITLE}</h1>{prose}</main><footer>© 2016 Kogu</footer>") is None


def test_todays_date_in_the_header_is_no_publication_date() -> None:
    assert (
        _date(f"<div>22.11.2026</div><div class=menu><a href=/>A</a></div><div><h1>{_TITLE}</h1>{_PROSE}</div>") is None
    )


def test_date_after_the_capture_is_no_publication_date() -> None:
    assert _date(f"<main><h1>{_TITLE}</h1><p>24.11.2026</p>{_PROSE}</main>") is None
    assert _date(f"<main><h1>{_TITLE}</h1><p>23.11.2026</p>{_PROSE}</main>") == ("2026-11-23", "date-line")


def test_updated_line_is_not_the_publication_date() -> None:
    article = _read(f"<main><h1>{_TITLE}</h1><p>Uuendatud: 20.10.2023</p>{_PROSE}</main>")
    assert article.published is None
    assert article.updated is not None
    assert (article.updated.value, article.updated.kind) == ("2023-10-20", "updated")


def test_date_of_a_neighbouring_article_is_not_taken() -> None:
    related = "<h3>Seotud uudised</h3><p><a href=/x>Teine lugu</a></p><p>01.02.2023</p>"
    article = _read(f"<main><h1>{_TITLE}</h1>{_PROSE}{related}</main>")
    assert article.published is None
    assert article.text == f"{_FIRST}\n\n{_LAST}"


def test_labelled_line_wins_over_structured_data() -> None:
    head = "<title>Kogu</title><meta property='article:published_time' content='2021-01-01T00:00:00Z'>"
    labelled = f"<main><h1>{_TITLE}</h1>{_PROSE}<p>Lisatud: 14.10.2023</p></main>"
    assert _date(labelled, head=head) == (
        "2023-10-14",
        "labelled-line",
    )
    assert _date(f"<main><h1>{_TITLE}</h1>{_PROSE}</main>", head=head) == ("2021-01-01", "meta")


def test_date_glued_to_the_title_is_read_and_cut() -> None:
    article = _read(f"<main><h2>2023-10-14 {_TITLE}</h2>{_PROSE}</main>")
    assert article.title == _TITLE
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2023-10-14", "title-line")


def test_date_in_the_address_is_the_last_resort() -> None:
    url = "https://kogu.example/uudised/2023/10/14/koolitus"
    assert _date(f"<main><h1>{_TITLE}</h1>{_PROSE}</main>", url=url) == ("2023-10-14", "url")


def test_title_has_neither_bullet_nor_site_name() -> None:
    head = f"<title>{_TITLE} | Kagu Kogu</title><meta property='og:site_name' content='Kagu Kogu'>"
    assert _read(f"<h1>Kagu Kogu</h1><div><b>• {_TITLE} | Kagu Kogu</b>{_PROSE}</div>", head=head).title == _TITLE


def test_pictures_and_files_of_the_article_have_absolute_addresses() -> None:
    inside = (
        "<nav><img src=/logo.png><a href=/kava.pdf>Kava</a></nav>"
        f"<main><h1>{_TITLE}</h1><figure><img src='/a/pilt.jpg' alt='Saal'>"
        f"<figcaption>Täis saal</figcaption></figure>{_PROSE}"
        "<p><a href='juhend.pdf'>Juhend</a> "
        "<a href='/lv/media/142/download?attachment' title='Vorm.docx'>Lejupielādēt</a></p></main>"
    )
    article = _read(inside, head="<title>K</title><link rel=canonical href='/uudis/5'>")
    assert article.images == (Image("https://kogu.example/a/pilt.jpg", "Saal", "Täis saal"),)
    assert article.attachments == (
        Attachment("https://kogu.example/juhend.pdf", "Juhend"),
        Attachment("https://kogu.example/lv/media/142/download?attachment", "Vorm.docx"),
    )
    assert article.canonical_url == "https://kogu.example/uudis/5"
    assert "Täis saal" not in article.text


def test_short_article_is_not_taken_for_its_side_column() -> None:
    side = "<div><h3>Kes me oleme?</h3><p>Kogu on ühendus, mis arendab piirkonda ja toetab ettevõtjaid.</p></div>"
    body = "<div><h1>Koosolek</h1><div>14.10.2023</div><div>Koosoleku protokoll on lisatud.</div></div>"
    assert _read(body + side).text == "Koosoleku protokoll on lisatud."


def test_article_says_how_it_was_read_and_travels_between_processes() -> None:
    article = _read(f"<main><h1>{_TITLE}</h1>{_PROSE}</main>")
    assert article.extractor.startswith("kronika-")
    assert "trafilatura-" in article.extractor
    assert {"title", "text", "language"} <= article.origins.keys()
    assert pickle.loads(pickle.dumps(article)) == article


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Parengė: Rūta Ąžuolienė, viešųjų ryšių specialistė, tel. +370 60000000"],
            Author("Rūta Ąžuolienė", None, "viešųjų ryšių specialistė"),
        ),
        (["Lisainfo:", "Mari Õunapuu", "tegevjuht", "mari@kogu.example"], Author("Mari Õunapuu", None, "tegevjuht")),
        (["Allikas: Kagu Koostöökogu"], Author(None, "Kagu Koostöökogu", "source")),
        (["Ąžuolų krašto VVG informacija"], Author(None, "Ąžuolų krašto VVG", None)),
    ],
)
def test_author_lines_give_names_organisations_and_posts(lines: list[str], expected: Author) -> None:
    assert read_authors(lines) == (expected,)


@pytest.mark.parametrize("line", ["Autorius: admin", "Autor: Super User", "Autorius: vvg", "Autor: +372 5555 5555"])
def test_accounts_and_phone_numbers_are_no_authors(line: str) -> None:
    assert read_authors([line]) == ()


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"  \n ",
        bytes(range(256)) * 100,
        b'{"error": 404}',
        b"<html><frameset><frame src=a></frameset></html>",
        b"<html><body><h1>404</h1></body></html>",
        b"<html><body><h1>Pealkiri ilma tekstita</h1></body></html>",
        b"<html><body>" + b"<div>" * 50_000 + b"<h1>T</h1><p>x</p>",
        b"<html><body>" + b"<div>" * 50_000 + b"x" + b"</div>" * 50_000,
        b"<html><body>" + b"<a><b><i>" * 1_000_000,
    ],
    ids=["empty", "space", "binary", "json", "frames", "error-page", "no-text", "deep", "deep-closed", "tags"],
)
def test_page_without_an_article_is_an_error_that_names_it(html: bytes) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        extract_article(html, _URL, datetime(2026, 11, 22, tzinfo=UTC))
    assert caught.value.url == _URL


def test_file_that_is_no_page_is_an_error() -> None:
    with pytest.raises(UnreadableArticleError, match="application/pdf"):
        extract_article(b"%PDF-1.7 <p>", _URL, datetime(2026, 11, 22, tzinfo=UTC), content_type="application/pdf")


def test_platform_without_rules_is_read_by_the_general_ones() -> None:
    html = f"<html><body><h1>{_TITLE}</h1>{_PROSE}".encode()
    assert {"tvp", "pakruojis"} <= set(platform_names())
    assert load_rules("none") == load_rules("general")
    read = [
        extract_article(html, _URL, datetime(2026, 11, 22, tzinfo=UTC), platform=name) for name in ("none", "general")
    ]
    assert read[0].platform == "none"
    assert replace(read[0], platform="general") == read[1]


@pytest.mark.parametrize(
    "inside",
    [
        f"<h1>{_TITLE}</h1>" + "<div>" * 1_500 + _PROSE,
        f"<h1>{_TITLE}</h1>" + "<div class='menu share'>" * 1_000 + _PROSE,
        f"<h1>{_TITLE}</h1>" + "<table><tr><td>" * 400 + _PROSE,
        f"<h1>{_TITLE}</h1>{_PROSE}" + "<b>Aa bb cc</b><br>" * 5_000,
        f"<h1>{_TITLE}</h1><ul>" + "<li>" * 500 + _PROSE,
    ],
    ids=["divs", "junk-classes", "tables", "breaks", "items"],
)
def test_odd_but_bearable_page_is_read(inside: str) -> None:
    article = _read(inside)
    assert article.title == _TITLE
    assert _FIRST in article.text
