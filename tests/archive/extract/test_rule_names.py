"""Each field names the rule that made it; `--why` says which tags and authors were passed over, as their finders do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article, extract_articles
from archive.extract.provenance import Note, open_trace
from archive.records import Article, Hints

_URL = "https://bityno.example/naujienos/medaus-kopis"
_TITLE = "Medaus kopis prie ežero"
_TEXT = (
    "<p>Antradienį prie ežero susirinko keturiasdešimt bitininkų, kurie parodė, kaip iš avilio išimami koriai.</p>"
    "<p>Vakare visi ragavo šviežio medaus ir sutarė kitąmet pakviesti svečių iš kaimyninių rajonų.</p>"
)
_DRUPAL = "<meta name=generator content='Drupal 9'>"
_AT = datetime(2026, 11, 22, tzinfo=UTC)


def _page(inside: str, head: str = "") -> bytes:
    return (
        f"<html><head><meta charset=utf-8><title>Bityno VVG</title>{head}</head><body>"
        f"<ul class=menu><li><a href=/>Pradžia</a></li></ul>"
        f"<div id=content>{inside}</div><div id=footer>© 2016 Bityno VVG</div></body></html>"
    ).encode()


def _read(inside: str, head: str = "", hints: Hints | None = None) -> Article:
    return extract_article(_page(inside, head), _URL, _AT, languages=("lt",), hints=hints)


def _notes(inside: str, head: str = "") -> list[Note]:
    with open_trace() as trace:
        _read(inside, head)
    return trace.notes


_H1 = f"<h1>{_TITLE}</h1>"
_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Medaus kopis prie ežero", '
    '"datePublished": "2023-07-04", "dateModified": "2023-07-06", "author": {"name": "Rasa Avilė"}}</script>'
)
_RULES = [
    ("title", "heading h1", f"{_H1}{_TEXT}", ""),
    ("title", "heading h2", f"<h2>{_TITLE}</h2>{_TEXT}", ""),
    ("title", "drupal:h1.page-title", f"<h1 class=page-title>{_TITLE}</h1>{_TEXT}", _DRUPAL),
    ("text", "where the prose lies below the title", f"{_H1}{_TEXT}", ""),
    ("text", "drupal:.node .field-name-body", f"{_H1}<div class=node><div class=field-name-body>{_TEXT}</div></div>",
     _DRUPAL),
    ("published", 'label "Paskelbta"', f"{_H1}<p>Paskelbta: 2023-07-04</p>{_TEXT}", ""),
    ("published", 'label "Data"', f"{_H1}<p>Data:</p><p>2023-07-04</p>{_TEXT}", ""),
    ("published", "drupal:.field--name-created", f"{_H1}<div class=field--name-created>2023-07-04</div>{_TEXT}",
     _DRUPAL),
    ("published", "ld+json datePublished", f"{_H1}{_TEXT}", _LD),
    ("published", "meta article:published_time", f"{_H1}{_TEXT}",
     "<meta property='article:modified_time' content='2023-07-04T10:00:00+03:00'>"
     "<meta property='article:published_time' content='2023-07-04T09:00:00+03:00'>"),
    ("published", "line that is a date", f"{_H1}<p>2023-07-04</p>{_TEXT}", ""),
    ("updated", "ld+json dateModified", f"{_H1}{_TEXT}", _LD),
    ("updated", 'label "Atnaujinta"', f"{_H1}{_TEXT}<p>Atnaujinta: 2023-07-06</p>", ""),
    ("authors", 'label "Parengė"', f"{_H1}{_TEXT}<p>Parengė: Rasa Avilė, nuotr. Jono Bičiulio</p>", ""),
    ("authors", 'label "Šaltinis"', f"{_H1}{_TEXT}<p>Šaltinis: „Ežerų žinios“</p>", ""),
    ("authors", 'line "… informacija"', f"{_H1}{_TEXT}<p>Bityno VVG informacija</p>", ""),
    ("authors", "ld+json author", f"{_H1}{_TEXT}", _LD),
    ("authors", "rel author", f"{_H1}<p><a rel=author href=/a/1>Rasa Avilė</a></p>{_TEXT}", ""),
    ("authors", "class byline", f"{_H1}<p class=byline>Rasa Avilė</p>{_TEXT}", ""),
    ("authors", "signature below the text", f"{_H1}{_TEXT}<p>Rasa Avilė, projektų vadovė</p>", ""),
    ("tags", 'label "Žymos"', f"{_H1}{_TEXT}<p>Žymos: <a href=/t/1>bitės</a>, <a href=/t/2>medus</a></p>", ""),
    ("tags", "class tags", f"{_H1}{_TEXT}<div class=tags><a href=/t/1>bitės</a> <a href=/t/2>medus</a></div>", ""),
    ("tags", "drupal:.field--name-field-tags a", f"{_H1}{_TEXT}<div class=field--name-field-tags><a href=/t/1>bitės</a>"
     "</div>", _DRUPAL),
    ("language", "words of the text", f"{_H1}{_TEXT}", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rule", "inside", "head"), _RULES, ids=[f"{name} {rule}" for name, rule, *_ in _RULES]
)
def test_a_field_names_the_rule_that_made_it(name: str, rule: str, inside: str, head: str) -> None:
    assert _read(inside, head).rules[name] == rule


def test_every_field_with_a_confidence_has_a_rule() -> None:
    article = _read(f"{_H1}<p>2023-07-03</p>{_TEXT}<p>Žymos: bitės, medus</p>", _LD)
    assert set(article.rules) == set(article.confidences)
    assert all(article.rules.values())


def test_what_led_to_a_page_is_a_rule_too() -> None:
    hints = Hints(origin="listing", published="2023-07-04", tags=("bitės",))
    rules = _read(f"{_H1}{_TEXT}", hints=hints).rules
    assert (rules["published"], rules["tags"]) == ("listing row", "listing row")


@pytest.mark.parametrize(
    ("origin", "inside"),
    [
        ("labelled-line", f"{_H1}{_TEXT}<p>Žymos: <a href=/t/1>bitės</a></p>"),
        ("markup", f"{_H1}{_TEXT}<div class=tags><a href=/t/1>bitės</a></div>"),
    ],
)
def test_tags_tell_where_they_stood(origin: str, inside: str) -> None:
    article = _read(inside)
    assert (article.tags, article.origins["tags"]) == (("bitės",), origin)


def test_whom_to_ask_is_an_author_of_less_confidence_where_nobody_else_is_named() -> None:
    article = _read(f"{_H1}{_TEXT}<p>Kontaktinis asmuo: Rasa Avilė, tel. 8 610 12345</p>")
    assert [one.name for one in article.authors] == ["Rasa Avilė"]
    assert (article.origins["authors"], article.confidences["authors"]) == ("contact-line", "medium")
    other = _read(f"{_H1}{_TEXT}<p>Kontaktinis asmuo: Rasa Avilė, tel. 8 610 12345</p><p>Parengė Ona Korytė</p>")
    assert [one.name for one in other.authors] == ["Ona Korytė"]
    assert other.confidences["authors"] == "high"


def test_tags_of_other_news_and_words_that_are_none_are_told_of() -> None:
    side = "<div class=sidebar><a rel=tag href=/tag/zuvys>žuvys</a></div>"
    notes = _notes(f"{_H1}{_TEXT}<p>Žymos: <a href=/t/1>bitės</a>, <a href=/t/0>Uncategorized</a></p>{side}")
    passed = {one.value: one.reason for one in notes if (one.field, one.verdict) == ("tags", "passed over")}
    assert passed == {
        "Uncategorized": "a label, a date, a tool, or longer than a tag",
        "žuvys": "of the whole site or of other news: not beside the article",
    }


def test_the_chosen_note_tells_rule_and_confidence() -> None:
    notes = _notes(f"{_H1}{_TEXT}<p>Parengė: Rasa Avilė</p>")
    (chosen,) = (one for one in notes if (one.field, one.verdict) == ("authors", "chosen"))
    assert (chosen.value, chosen.place) == ("Rasa Avilė", "labelled-line")
    assert chosen.reason == 'by label "Parengė"; confidence high'


def test_a_signature_that_leaves_the_text_is_told_of() -> None:
    notes = _notes(f"{_H1}{_TEXT}<p>Rasa Avilė, projektų vadovė</p>")
    (cut,) = (one for one in notes if one.value == "Rasa Avilė, projektų vadovė" and one.verdict == "cut")
    assert cut.reason.startswith("the signature of its author")


def test_a_byline_of_an_account_is_told_of() -> None:
    notes = _notes(f"{_H1}<p class=byline>Parašė Super User</p>{_TEXT}")
    passed = {one.value: one.reason for one in notes if (one.field, one.verdict) == ("authors", "passed over")}
    assert passed["Parašė Super User"] == "an account's name"


def test_notes_of_a_part_are_its_own() -> None:
    parts = "".join(
        f"<h3>{day} Kopis numeris {word}</h3>{_TEXT.replace('Antradienį', word)}<p>Parengė: {name}</p>"
        for day, word, name in (
            ("2023-07-04", "pirmas", "Rasa Avilė"),
            ("2023-06-01", "antras", "Ona Korytė"),
            ("2023-04-12", "trečias", "Rūta Medutė"),
            ("2023-02-02", "ketvirtas", "Asta Dravė"),
        )
    )
    with open_trace() as trace:
        articles = extract_articles(_page(f"<h1>Naujienos</h1>{parts}"), _URL, _AT, languages=("lt",))
    assert len(articles) == 4
    assert {article.rules["authors"] for article in articles} == {'label "Parengė"'}
    for article in articles:
        named = {one.value for one in trace.notes if one.part == article.part and one.field == "authors"}
        assert named == {article.authors[0].name}
