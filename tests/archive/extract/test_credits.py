"""Credits of any make: who is named becomes an author, and no line leaves the text for nothing."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.credits import find_credits
from archive.extract.provenance import open_trace
from archive.records import Article, Author
from tests.archive.extract.metadata_frames import PROSE, Frame, make_page

_LANGUAGES = {"lt": "Bitininkų diena Alksnėnuose", "lv": "Biškopju diena Alkšņos", "et": "Mesinike päev Lepikul"}
_LT, _LV, _ET = "Aldona Bitinienė", "Dzintra Alksne", "Külli Lepik"
_READ_AT = datetime(2026, 11, 22, tzinfo=UTC)


def _frame(language: str, above: str = "", below: str = "") -> Frame:
    inside = f"<h1>{_LANGUAGES[language]}</h1>{above}{PROSE[language]}{below}"
    return Frame(language, inside=inside, url="https://alksna.example/?id=9")


def _read(made: Frame) -> Article:
    return extract_article(make_page(made).encode(), made.url, _READ_AT)


_ONE_PERSON = [
    ("lt", _LT, "Straipsnio autorė {}"),
    ("lt", _LT, "Straipsnio ir nuotraukų autorė {}"),
    ("lt", _LT, "Teksto autorė dr. {}"),
    ("lt", _LT, "Pranešimą žiniasklaidai parengė {}"),
    ("lt", _LT, "Naujieną parengė {}"),
    ("lt", _LT, "Apžvalgą parašė: {}"),
    ("lt", _LT, "Parengė ir fotografavo {}"),
    ("lt", _LT, "Pagal Žemės ūkio ministerijos informaciją parengė {}"),
    ("lt", _LT, "Kalbėjosi {}"),
    ("lt", _LT, "Tekstas, nuotraukos: {}"),
    ("lt", "Aldona Bitinienė", "Aldonos Bitinienės tekstas ir nuotraukos"),
    ("lt", _LT, "Pagarbiai, {}"),
    ("lv", _LV, "Raksta autore {}"),
    ("lv", _LV, "Sagatavoja un publicēja {}"),
    ("lv", _LV, "Preses relīzi sagatavoja: {}"),
    ("lv", _LV, "Interviju sagatavoja {}"),
    ("lv", _LV, "Ievietoja: {}"),
    ("lv", _LV, "Teksts un foto {}"),
    ("lv", _LV, "Autore {}"),
    ("lv", "Dzintra Alksne", "Dzintras Alksnes teksts un foto"),
    ("et", _ET, "Pressiteate koostas {}"),
    ("et", _ET, "Info edastas: {}"),
    ("et", _ET, "Ülevaate kirjutas {}"),
    ("et", _ET, "Päevakava koostas {}"),
    ("et", _ET, "Toimetas {}"),
    ("et", _ET, "Tekst ja pildid {}"),
    ("et", _ET, "Uudise koostaja: {}"),
    ("et", "Mary Smith", "Information prepared by {}"),
    ("et", "Mary Smith", "Text and photos: {}"),
    ("lv", "Анна Петрова", "Автор текста: {}"),
    ("lv", "Анна Петрова", "Материал подготовила {}"),
]


@pytest.mark.parametrize(("language", "name", "line"), _ONE_PERSON, ids=[line for _, _, line in _ONE_PERSON])
def test_who_is_credited_below_the_text_is_its_author(language: str, name: str, line: str) -> None:
    article = _read(_frame(language, below=f"<p>{line.format(name)}</p>"))
    assert article.authors == (Author(name),)
    assert article.text.endswith(("Latvijos.", "Igaunijas.", "Lätist."))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (f"Straipsnį parengė {_LT}, projekto vadovė", Author(_LT, None, "projekto vadovė")),
        (f"Pressiteate koostas {_ET}, teabejuht, tel 5123 4567, kylli@koda.example", Author(_ET, None, "teabejuht")),
        (f"Teate edastas teabejuht {_ET}", Author(_ET, None, "teabejuht")),
        (f"Sagatavoja: {_LV} (Alkšņu partnerība)", Author(_LV, "Alkšņu partnerība")),
        ("Informāciju sagatavoja biedrība „Alkšņu ciems”", Author(None, "biedrība „Alkšņu ciems”")),
        ("Obelių krašto VVG inf. ir nuotr.", Author(None, "Obelių krašto VVG")),
        ("Pagal ŽŪM informaciją", Author(None, "ŽŪM", "source")),
    ],
)
def test_post_and_organisation_of_a_credit_are_kept(line: str, author: Author) -> None:
    assert _read(_frame("lv", below=f"<p>{line}</p>")).authors == (author,)


@pytest.mark.parametrize(
    "line",
    [
        f"Autors: {_LV} | 12.05.2021 | Komentāri: 0",
        f"Autore: {_LV} | Skatīts: 23 reizes | Kategorija: Jaunumi",
        f"Publicēts: 12.05.2021 | Autore: {_LV}",
        f"Kategorija: Jaunumi | Autore: {_LV}",
        f"Autore: {_LV}, 12.05.2021, skatījumi 125",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_counts_dates_and_sections_beside_a_name_are_no_organisation(line: str, place: str) -> None:
    assert _read(_frame("lv", **{place: f"<p>{line}</p>"})).authors == (Author(_LV),)


@pytest.mark.parametrize(
    "line", [f"Avots: LAD; Sagatavoja: {_LV}", f"Avots: LAD, sagatavoja {_LV}", f"Sagatavoja {_LV}. Avots: LAD"]
)
def test_source_and_author_of_one_line_are_told_apart(line: str) -> None:
    assert _read(_frame("lv", below=f"<p>{line}</p>")).authors == (Author(_LV), Author(None, "LAD", "source"))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("lt", "Avižinę sriubą paruošė Aldona Bitinienė."),
        ("lt", "Knygos autorė Aldona Bitinienė, kuri čia gyvena dvidešimt metų, pasirašė visiems."),
        ("lt", "Informaciją parengė mugės dalyviai"),
        ("lv", "Autore Dzintra Alksne un mākslinieks Juris Alksnis tikās ar lasītājiem"),
        ("et", "Autor Külli Lepik tänas kõiki lugejaid."),
    ],
)
def test_sentence_that_begins_like_a_credit_stays_in_the_text(language: str, line: str) -> None:
    article = _read(_frame(language, below=f"<p>{line}</p>"))
    assert article.text.endswith(line)
    assert article.authors == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"Papildu informācija: {_LV}, tālr. 29112233", "whom to ask, not who wrote"),
        (f"Daugiau informacijos: {_LT}, tel. 8 610 12345", "whom to ask, not who wrote"),
        ("Autors: Administrator", "a credit that names nobody, or only an account"),
        ("Foto: Juris Alksnis", "who took the pictures"),
    ],
)
def test_a_line_that_leaves_the_text_without_an_author_is_told_of(line: str, reason: str) -> None:
    with open_trace() as trace:
        article = _read(_frame("lv", below=f"<p>{line}</p>"))
    assert (line in article.text, article.authors) == (False, ())
    told = [one for one in trace.notes if one.value == line]
    assert ("authors", "passed over", reason) in [(one.field, one.verdict, one.reason) for one in told]
    assert ("text", "cut") in [(one.field, one.verdict) for one in told]


def test_a_second_credit_and_an_account_are_told_of() -> None:
    below = f"<p>Sagatavoja: {_LV}</p><p>Sagatavoja: Juris Alksnis</p>"
    with open_trace() as trace:
        article = _read(_frame("lv", below=below))
    assert article.authors == (Author(_LV),)
    passed = {one.value: one.reason for one in trace.notes if one.field == "authors" and one.verdict == "passed over"}
    assert passed["Sagatavoja: Juris Alksnis"] == "another credit came first"
    assert passed["admin"] == "an account's name"


def test_labels_are_given_as_written() -> None:
    assert [(one.kind, one.label) for one in find_credits("Teksts: Dzintra Alksne, foto: Juris Alksnis")] == [
        ("maker", "Teksts"),
        ("photo", "foto"),
    ]
    assert [one.label for one in find_credits("Pressiteate koostas Külli Lepik")] == ["Pressiteate koostas"]


def test_credits_of_a_page_of_twenty_thousand_lines_are_read_in_its_edges_only() -> None:
    lines = "".join(f"<p>Sagatavoja komanda numur {number}, kas brauca uz mugu.</p>" for number in range(20_000))
    made = _frame("lv", f"<p>Autore: {_LV}</p>{lines}")
    html = make_page(made).encode()
    with open_trace() as trace:
        started = time.process_time()
        article = extract_article(html, made.url, _READ_AT)
        spent = time.process_time() - started
    assert article.authors == (Author(_LV),)
    assert sum(one.field == "authors" for one in trace.notes) < 2_000
    assert spent < 25
