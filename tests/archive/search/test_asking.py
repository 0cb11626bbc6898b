"""What is typed is understood as people mean it, and nothing that can be typed raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.asked import All, Any, Days, Filter, In, Node, Not, Phrase, Project, Word
from archive.search.asking import MAX_CHARS, MAX_PARTS, parse_day, parse_query

A, B, C = Word("ąžuolas"), Word("beržas"), Word("čiobrelis")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ąžuolas", A),
        ("ąžuolas beržas", All((A, B))),
        ("ąžuolas AND beržas", All((A, B))),
        ("ąžuolas and", All((A, Word("and")))),
        ("ąžuolas OR beržas čiobrelis", All((Any((A, B)), C))),
        ("ąžuolas beržas | čiobrelis", All((A, Any((B, C))))),
        ("ąžuolas OR beržas OR čiobrelis", Any((A, B, C))),
        ("(ąžuolas beržas) OR čiobrelis", Any((All((A, B)), C))),
        ("ąžuolas -beržas", All((A, Not(B)))),
        ("ąžuolas NOT beržas", All((A, Not(B)))),
        ("ąžuolas -(beržas OR čiobrelis)", All((A, Not(Any((B, C)))))),
        ("-beržas", Not(B)),
        ("ąž*", Word("ąž", is_prefix=True)),
        ("=Ąžuolo", Word("Ąžuolo", is_exact=True)),
        ('"vietos veiklos grupė"', Phrase("vietos veiklos grupė")),
        ("„vietos veiklos“", Phrase("vietos veiklos")),
        ('"vietos veik"*', Phrase("vietos veik", is_prefix=True)),
        ('"vietos', Phrase("vietos")),
        ("title:ąžuolas", In("title", A)),
        ('-title:"ąžuolas ir"', Not(In("title", Phrase("ąžuolas ir")))),
        ("TAG:ąžuolas", In("tag", A)),
        ("title: ąžuolas beržas", All((In("title", A), B))),
        ("title:(ąžuolas OR beržas)", In("title", Any((A, B)))),
        ("-tag:(ąžuolas beržas)", Not(In("tag", All((A, B))))),
        ("source:(lt-a OR lt-b)", Filter("source", ("lt-a", "lt-b"))),
        ("ąžuolas –beržas", All((A, Not(B)))),
        ("ąžuolas – beržas", All((A, B))),
        ("ąžuo\u00adlas be\u200bržas", All((A, B))),
        ("source:lt-a,lt-b", Filter("source", ("lt-a", "lt-b"))),
        (
            "country:LT lang:lv kind:lag",
            All((Filter("country", ("LT",)), Filter("lang", ("lv",)), Filter("kind", ("lag",)))),
        ),
        ("project:LLI-425", Project("LLI-425")),
        ("from:2022 to:2022-05", All((Days(first=date(2022, 1, 1)), Days(last=date(2022, 5, 31))))),
        ("from:16.05.2022", Days(first=date(2022, 5, 16))),
        ("a.b-c", Word("a.b-c")),
        ("autorius:jonas", Word("autorius:jonas")),
        ("ąžuolas)) ((beržas", All((A, B))),
        ("(8 600) 12345", All((Word("8"), Word("600"), Word("12345")))),
        ("(8-600)12345 ąžuolas", All((Word("8-600"), Word("12345"), A))),
        ("+370 (600) 12345", All((Word("+370"), Word("600"), Word("12345")))),
        ("ąžuolas OR (10 20) 30", All((Any((A, All((Word("10"), Word("20"))))), Word("30")))),
        ("-(10 20) 30", All((Not(All((Word("10"), Word("20")))), Word("30")))),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: Node) -> None:
    assert parse_query(typed).node == meant


@pytest.mark.parametrize("typed", ["", " ", "*", '"', '""', "OR", "- ()", "=", "((((", "…–„“", "\x00", "\ue002lt"[0]])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert parse_query(typed).node is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("from:pavasaris", "from:pavasaris is no day"),
        ('source:""', "nothing after"),
        ("title:", "title: has nothing after"),
        ("from:(2020 2021)", "takes one value"),
        ("from:2022-05 to:16.05.2021", "from:2022-05-01 is later than to:2021-05-16"),
        ("year:2022", "the field is called from:"),
        ("Language:lt", "the field is called lang:"),
    ],
)
def test_what_cannot_be_meant_is_said(typed: str, said: str) -> None:
    assert said in parse_query(f"ąžuolas {typed}").remarks[0]


@pytest.mark.parametrize(
    "typed",
    ["from:2022 to:2022", "from:2021 -to:2022", "autorius:jonas", '"year:2022"', "10:30", "https://a.lt/site:b"],
)
def test_nothing_is_said_of_what_may_be_meant(typed: str) -> None:
    assert parse_query(typed).remarks == ()


@pytest.mark.parametrize("typed", ["", "OR", '"', "😀"])
def test_a_query_without_words_says_so(typed: str) -> None:
    assert parse_query(typed).remarks == ("There is no word, number or filter in this query.",)


def test_what_comes_after_the_most_characters_is_not_read() -> None:
    asked = parse_query("ž" * (MAX_CHARS + 1))
    assert asked.node == Word("ž" * MAX_CHARS)
    assert asked.remarks == (f"Only the first {MAX_CHARS} characters are read.",)


def test_a_long_query_is_cut_and_says_so() -> None:
    asked = parse_query("žodis " * (MAX_PARTS + 5))
    assert isinstance(asked.node, All)
    assert len(asked.node.nodes) == MAX_PARTS
    assert str(MAX_PARTS) in asked.remarks[0]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020.12", date(2020, 12, 1), date(2020, 12, 31)),
        ("2020/2/9", date(2020, 2, 9), date(2020, 2, 9)),
        ("9.2.2020.", date(2020, 2, 9), date(2020, 2, 9)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2020-13", None, None),
        ("0000", None, None),
        ("20", None, None),
    ],
)
def test_days_are_read(value: str, first: date | None, last: date | None) -> None:
    assert parse_day(value, is_end=False) == first
    assert parse_day(value, is_end=True) == last


TYPED = st.text(
    alphabet=st.sampled_from("aąž1 -=*\"„“():|,.\t\x00\ue002'\\&<>ANDORTfromtitlesourcefax:\ud800"), max_size=60
) | st.text(max_size=60)


@given(TYPED)
@example("title:(a OR b)")
@example("from:9999-12-31 -from:0001")
def test_nothing_that_can_be_typed_raises(typed: str) -> None:
    asked = parse_query(typed)
    assert all(remark.endswith((".", "archive.")) for remark in asked.remarks)
    assert "\ue002" not in repr(asked.node)
