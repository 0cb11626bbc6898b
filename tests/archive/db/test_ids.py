"""Row ids that depend on what a row is about, not on when it came."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Connection

from archive.db import schema
from archive.db.articles import find_article
from archive.db.ids import MAX_VERSIONS, hash_article, next_free_id, version_id
from archive.urls import format_article_key
from tests.archive.db.samples import SOURCE, URL, day, make_article, save


def test_an_article_id_is_48_bits_of_source_and_key() -> None:
    assert hash_article("lv-zemgale", "lv,zemgale)/lv/jaunums/ziedu-gads") == 249481587615026
    assert hash_article("lt-x", "a") != hash_article("lt-y", "a")
    assert 0 <= hash_article("", "") < 2**48


def test_articles_have_the_same_ids_in_any_order(conn: Connection) -> None:
    other = "https://zemgale.lv/cits"
    later = save(conn, make_article(url=other), day(17)).article_id
    earlier = save(conn, make_article(), day(16)).article_id
    assert earlier == hash_article(SOURCE, format_article_key(URL))
    assert later == hash_article(SOURCE, format_article_key(other))


def test_an_id_that_is_taken_gives_way_to_the_next(conn: Connection) -> None:
    taken = save(conn, make_article(), day(16)).article_id
    assert next_free_id(conn, schema.article, taken) == taken + 1
    assert next_free_id(conn, schema.article, taken + 1) == taken + 1


def test_a_version_id_tells_article_and_number(conn: Connection) -> None:
    first = save(conn, make_article(), day(16))
    second = save(conn, make_article(text="Citādi."), day(17))
    ids = conn.exec_driver_sql("SELECT id, number FROM article_version ORDER BY number").all()
    assert [tuple(row) for row in ids] == [(version_id(first.article_id, n), n) for n in (1, 2)]
    found = find_article(conn, first.article_id, number=second.number)
    assert found is not None
    assert found.version.article.text == "Citādi."


@pytest.mark.parametrize("number", [0, -1, MAX_VERSIONS + 1])
def test_a_version_number_that_has_no_id_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="cannot have a version"):
        version_id(1, number)


def test_version_ids_of_two_articles_never_meet() -> None:
    assert version_id(7, MAX_VERSIONS) < version_id(8, 1) < 2**63
    assert version_id(2**48 - 1, MAX_VERSIONS) < 2**63
