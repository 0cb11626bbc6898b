"""Other words to try when little is found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from archive.db.engine import Database
from archive.search.asking import parse_query
from archive.search.misspelled import find_neighbours, max_distance, measure_distance, weigh_mistake
from archive.search.results import SearchResults
from archive.search.wording import format_query
from tests.archive.db.samples import day, make_article, save

TEXTS = (
    "Plungės dvaro muziejuje vyks koncertas.",
    "Plungėje atidaryta paroda, muziejus kviečia.",
    "Pakruojo dvaras ruošiasi pavasariui.",
    "Pakruojyje renovacija prasidės rudenį.",
    "Renovacijos darbai Pakruojo mokykloje.",
    "Plungė laukia svečių.",
)


def fill(conn: Connection) -> None:
    for number, text in enumerate(TEXTS):
        article = make_article(
            url=f"https://example.lt/{number}", title="Naujiena", text=text, lead=None, tags=(), language="lt"
        )
        save(conn, article, day(1 + number), source="lt-pakruojis", country="LT")


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as conn:
        fill(conn)
    return database


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("plumge", "plungė"),  # a letter changed
        ("pluunge", "plungė"),  # typed twice
        ("plnuge", "plungė"),  # swapped
        ("pluge muziejus", "plungė muziejus"),  # left out; the rest as typed
        ("Plumgė", "Plungė"),
        ("pakruioj", "pakruojo"),  # two mistakes
        ('"pakruojo dvraas"', '"pakruojo dvaras"'),
        ("renovacja source:lt-pakruojis -kelias", "renovacija source:lt-pakruojis -kelias"),
        ("pa* renovacja", "pa* renovacija"),
        ("=plumgė", "=plungė"),
        ("plumge pakruioj OR muziejus", None),
    ],
)
def test_a_misspelled_word_is_replaced_and_the_rest_stays(filled: Database, typed: str, first: str | None) -> None:
    suggestions = SearchResults(filled.read, typed).suggestions
    if first is not None:
        assert suggestions[0] == first
    for suggestion in suggestions:
        assert list(SearchResults(filled.read, suggestion))


def test_only_what_finds_more_is_suggested(filled: Database) -> None:
    assert SearchResults(filled.read, "plumge traktorius").suggestions == ()
    assert SearchResults(filled.read, "plumge country:lv").suggestions == ()
    assert SearchResults(filled.read, "plumge", country="LV").suggestions == ()
    assert SearchResults(filled.read, "plumge", country="LT").suggestions[0] == "plungė"


def test_nothing_is_suggested_when_enough_is_found_or_nothing_is_near(filled: Database) -> None:
    for typed in ("plunge", "traktorius", "abc", "12345", "", "-plumge", "project:LLI-425", "xyzxyzxyzxyz" * 5):
        assert SearchResults(filled.read, typed).suggestions == ()


def test_forms_of_one_word_are_suggested_once(filled: Database) -> None:
    (only,) = SearchResults(filled.read, "renovacjia").suggestions
    assert only in {"renovacija", "renovacijos"}


@pytest.mark.parametrize(
    "typed",
    [
        "plunge muiza",
        '"a b" -c title:d tag:"e f"',
        "(a b) OR c d",
        "-(a OR b) =c d*",
        "source:x,y lang:lt country:lv kind:press from:2022-05-01 to:2022-06-30",
        'project:"LLI 425" "ab c"*',
        "title:=dvaras -tag:kelias",
    ],
)
def test_a_query_can_be_written_again(typed: str) -> None:
    node = parse_query(typed).node
    assert node is not None
    assert parse_query(format_query(node)).node == node


@given(st.text("abcžė", min_size=1, max_size=7), st.text("abcžė", min_size=1, max_size=7))
def test_distance_is_that_of_neighbours(one: str, other: str) -> None:
    plain, also = (text.replace("ž", "z").replace("ė", "e") for text in (one, other))
    assert (measure_distance(plain, also, most=1) == 1) == (also in find_neighbours(plain))
    assert (measure_distance(plain, also, most=2) == 0) == (plain == also)
    assert measure_distance(plain, also, most=2) == measure_distance(also, plain, most=2)


def test_how_far_a_word_may_be_off() -> None:
    assert [max_distance(word) for word in ("abc", "abcd", "abcde", "abcdef", "12345678")] == [0, 1, 1, 2, 0]
    assert measure_distance("pakruojis", "pakrojis", most=2) == 1
    assert measure_distance("pakruojis", "pakurjois", most=2) == 2
    assert measure_distance("pakruojis", "plunge", most=2) == 3
    assert "плунге" in find_neighbours("плуге")


def test_a_slip_of_the_finger_weighs_less() -> None:
    slips = [("plnuge", "plunge"), ("plumge", "plunge"), ("plungge", "plunge"), ("plung4", "plunge")]
    assert {weigh_mistake(typed, meant, 1) for typed, meant in slips} == {0.6}
    assert weigh_mistake("plurge", "plunge", 1) == 1.0
    assert weigh_mistake("klunge", "plunge", 1) == 1.5


_PARTS = st.sampled_from(
    [
        "plumge",
        "pakruioj",
        '"',
        "(",
        ")",
        "-",
        "OR",
        "NOT",
        "title:",
        "tag:",
        "=",
        "*",
        "source:",
        "from:2022",
        "ž\u0301",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PARTS | st.text(max_size=8), max_size=8).map(" ".join))
def test_anything_typed_can_be_counted_and_suggested_for(filled: Database, typed: str) -> None:
    results = SearchResults(filled.read, typed, limit=None)
    assert results.total.value == len(list(results))
    assert sum(one.count.value for one in results.facets.source) == results.total.value
    for suggestion in results.suggestions:
        assert SearchResults(filled.read, suggestion).total.value > results.total.value
