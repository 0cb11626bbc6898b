"""Articles stand in the order of their days, and their marks are single words of the index."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from archive.db import order
from archive.db.marks import list_marks, mark_country, mark_language, mark_source
from archive.db.order import DAY_BITS, day_start, find_place, find_spill
from archive.db.schema import article
from archive.records import PublishedDate
from tests.archive.db.samples import day, make_article, save

DAY = date(2022, 5, 16)


def published(value: str) -> PublishedDate:
    return PublishedDate(value, "day", "published", value, "meta")


def sequence_of(conn: Connection, article_id: int) -> int:
    found = conn.execute(article.select().where(article.c.id == article_id)).one()
    return int(found.sequence)


def test_a_later_day_has_higher_numbers(conn: Connection) -> None:
    kept = [
        save(conn, make_article(url=f"https://zemgale.lv/{value}", title=value, published=published(value)), day(20))
        for value in ("2022-05-15", "2022-05-17", "2019-01-01", "2022-05-16")
    ]
    numbers = [sequence_of(conn, one.article_id) for one in kept]
    assert numbers[2] < numbers[0] < numbers[3] < numbers[1]
    assert find_spill(conn) == 0


def test_an_article_without_a_date_stands_where_it_was_first_seen(conn: Connection) -> None:
    kept = save(conn, make_article(published=None), day(16))
    assert sequence_of(conn, kept.article_id) >> DAY_BITS == DAY.toordinal()


def test_an_article_moves_when_its_day_does_and_stays_otherwise(conn: Connection) -> None:
    kept = save(conn, make_article(published=published("2022-05-16")), day(16))
    before = sequence_of(conn, kept.article_id)
    save(conn, make_article(text="Cits teksts.", published=published("2022-05-16")), day(17))
    assert sequence_of(conn, kept.article_id) == before
    save(conn, make_article(text="Vēl cits.", published=published("2021-05-16")), day(18))
    assert sequence_of(conn, kept.article_id) >> DAY_BITS == date(2021, 5, 16).toordinal()


def test_the_minute_is_kept_within_a_day(conn: Connection) -> None:
    early, late = (find_place(conn, number, DAY, minute) for number, minute in ((9, 8 * 60), (3, 17 * 60 + 5)))
    assert day_start(DAY) <= early < late < day_start(DAY) + (1 << DAY_BITS)


def test_a_full_day_spills_over_and_says_how_far(conn: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "DAY_BITS", 3)
    numbers = []
    for number in range(30):
        kept = save(
            conn,
            make_article(url=f"https://zemgale.lv/{number}", title=str(number), published=published("2022-05-16")),
            day(20),
        )
        numbers.append(sequence_of(conn, kept.article_id))
    assert len(set(numbers)) == 30
    assert min(numbers) >= order.day_start(DAY)
    furthest = max(numbers) - order.day_start(DAY) >> 3
    assert find_spill(conn) == furthest > 0


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=30))
def test_each_mark_is_one_word_of_the_index(value: str) -> None:
    with sqlite3.connect(":memory:") as conn:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5(marks, tokenize='unicode61 remove_diacritics 0')")
        conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        marks = list_marks(7, value, "LT", "lt", is_dated=True)
        conn.execute("INSERT INTO t VALUES (?)", (marks,))
        words = {row[0] for row in conn.execute("SELECT term FROM v")}
    assert words == set(marks.split())
    assert {mark_source(value), mark_country("lt"), mark_language("LT")} <= words
    assert len(words) == 5
