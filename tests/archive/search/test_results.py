"""Searching what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from archive.db.engine import Database
from archive.records import PublishedDate
from archive.search.results import SearchResults
from tests.archive.db.samples import day, make_article, save
from tests.databases import find_url


def add(conn: Connection, name: str, *, source: str = "lv-zemgale", country: str = "LV", **fields: Any) -> None:
    """One article, named by its address."""
    bare: dict[str, Any] = {"title": "Jaunums", "text": "", "lead": None, "tags": ()}
    article = make_article(url=f"https://zemgale.lv/{name}", **{**bare, **fields})
    save(conn, article, day(1 + len(name) % 28, sum(map(ord, name)) % 24), source=source, country=country)


def search(conn: Connection, words: str, **asked: Any) -> SearchResults:
    return SearchResults(lambda: nullcontext(conn), words, **asked)


def names(conn: Connection, words: str, **asked: Any) -> list[str]:
    return [hit.article.version.article.url.rpartition("/")[2] for hit in search(conn, words, **asked)]


def test_all_the_words_must_stand_in_an_article(conn: Connection) -> None:
    add(conn, "a", title="Pakruojo partnerystė", text="Kviečiame teikti paraiškas.")
    add(conn, "b", title="Partnerystė", text="Posėdis įvyko.")
    assert names(conn, "partneryste PARAIŠKAS") == ["a"]
    assert names(conn, "partnerystė paraiskas posedis") == []
    assert sorted(names(conn, "partnerystė")) == ["a", "b"]
    assert names(conn, "partnerystė -posėdis") == ["a"]
    assert names(conn, "kviečiame teik*") == ["a"]
    assert names(conn, '"teikti kviečiame"') == []


@pytest.mark.parametrize("field", ["title", "text", "lead"])
def test_a_word_is_found_in_every_field(conn: Connection, field: str) -> None:
    add(conn, "a", **{field: "Ūdensrozes zied"})
    add(conn, "b", tags=("Ūdens", "Ceļi un tilti"))
    assert names(conn, "udensrozes") == ["a"]
    assert names(conn, "ūdens") == ["b"]
    assert names(conn, '"ceļi un tilti"') == ["b"]


def test_a_word_in_the_title_counts_more_than_one_in_the_text(conn: Connection) -> None:
    add(conn, "text", title="Par pavasari", text="Jūnijā zied ceriņi un citi krūmi mūsu parkā.")
    add(conn, "title", title="Ceriņi parkā", text="Jūnijā mūsu pagastā ir svētki un citi notikumi.")
    add(conn, "none", title="Cits", text="Pavisam cits stāsts par ceļiem un tiltiem.")
    hits = list(search(conn, "ceriņi"))
    assert names(conn, "ceriņi") == ["title", "text"]
    assert hits[0].score > hits[1].score > 0


def test_the_snippet_marks_the_match_and_nothing_else(conn: Connection) -> None:
    text = "Ievads bez nozīmes. " * 30 + "Biedrība «Zieds»\n\naicina Ziedus stādīt. " + "Beigas. " * 60
    add(conn, "a", title="Ziedus stādīs", text=text, lead="Par ziedus mīlošiem.")
    (hit,) = search(conn, "ziedus stādīt")
    assert 'Biedrība "«Zieds»" aicina «Ziedus» «stādīt».' in hit.snippet
    assert hit.snippet.count("«") == hit.snippet.count("»") == 3
    assert hit.snippet.startswith("…")
    assert "\n" not in hit.snippet
    assert hit.article.version.article.text == text


def test_a_match_elsewhere_is_shown_from_there(conn: Connection) -> None:
    add(conn, "a", title="Virsraksts", text="Teksts par citu.", lead="Ievadā ir atslēga.", tags=("Birka",))
    assert next(iter(search(conn, "atslega"))).snippet == "Ievadā ir «atslēga»."
    assert next(iter(search(conn, "virsraksts"))).snippet == "«Virsraksts»"
    assert next(iter(search(conn, "birka"))).snippet == "«Birka»"


def test_filters_narrow_the_hits(conn: Connection) -> None:
    def published(value: str) -> PublishedDate:
        return PublishedDate(value, "day", "published", value, "meta")

    add(conn, "lv", text="ziedi", published=published("2022-05-16"))
    add(conn, "et", text="ziedi", published=published("2023-01-01"), language="et")
    add(
        conn,
        "lt",
        text="ziedi",
        source="lt-x",
        country="LT",
        language="lt",
        published=published("2020-09-01"),
    )
    add(conn, "undated", text="ziedi", published=None)
    assert len(names(conn, "ziedi")) == 4
    assert names(conn, "ziedi", source="lt-x") == names(conn, "ziedi", country="lt") == ["lt"]
    assert names(conn, "ziedi", language="ET") == ["et"]
    assert names(conn, "ziedi", first=date(2022, 5, 16), last=date(2022, 5, 16)) == ["lv"]
    assert sorted(names(conn, "ziedi", last=date(2022, 5, 16))) == ["lt", "lv"]
    assert names(conn, "ziedi", first=date(2022, 5, 17), language="et") == ["et"]
    assert names(conn, "ziedi", source="nobody") == []


def test_as_many_hits_as_asked_for(conn: Connection) -> None:
    for number in range(25):
        add(conn, "n" * (number + 1), text="ziedi")
    assert len(names(conn, "ziedi")) == 20
    assert len(names(conn, "ziedi", limit=3)) == 3
    assert names(conn, "ziedi", limit=0) == names(conn, "ziedi", limit=-1) == []
    everything = [hit.article.id for hit in search(conn, "ziedi", limit=None)]
    assert len(everything) == len(set(everything)) == 25
    assert [hit.article.id for hit in search(conn, "ziedi", limit=3)] == everything[:3]
    assert [hit.article.id for hit in search(conn, "ziedi", limit=5, offset=18)] == everything[18:23]


def test_the_index_follows_the_article(conn: Connection) -> None:
    add(conn, "a", text="Vecais teksts", tags=("Vecā",))
    article = make_article(url="https://zemgale.lv/a", title="Jaunums", text="Jaunais teksts", lead=None, tags=())
    save(conn, article, day(28))
    assert names(conn, "vecais") == names(conn, "veca") == []
    assert names(conn, "jaunais") == ["a"]
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("search") / "kronika.sqlite"
    database = Database(find_url(path) or path)
    with database.write() as connection:
        save(connection, make_article(), day(16))
    yield database
    database.close()


TYPED = st.text() | st.text(alphabet="abž\"*-+^:(){}„“ \t\x00'ANDORT\u0307\ud800\U0001f91d", max_size=40)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TYPED)
def test_nothing_that_can_be_typed_raises(filled: Database, words: str) -> None:
    with filled.read() as conn:
        found = search(conn, words)
        assert len(list(found)) <= 1
        assert found.total.value <= 1
        assert all(isinstance(one, str) for one in found.suggestions)


@pytest.mark.parametrize(
    "words",
    [
        "a " * 5000,
        "-a " * 5000 + "b",
        '"' * 999,
        "(" * 999,
        '"' + "a " * 5000 + '"',
        "a" * 100_000,
        "* " * 99,
        "ziedu " * 3,
    ],
)
def test_no_length_of_words_raises(filled: Database, words: str) -> None:
    with filled.read() as conn:
        found = search(conn, words)
        assert len(list(found)) <= 1
        assert found.total.value <= 1
        assert all(isinstance(one, str) for one in found.suggestions)
