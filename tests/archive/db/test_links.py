"""The frontier: nothing found is lost, nothing is fetched twice without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection

from archive.db import schema
from archive.db.articles import mark_gone
from archive.db.engine import Database
from archive.db.links import (
    MAX_ATTEMPTS,
    LinkState,
    add_links,
    count_links,
    find_link,
    pending_links,
    set_link_state,
)
from archive.records import FoundLink, Hints
from archive.urls import format_article_key
from tests.archive.db.samples import SOURCE, URL, add_source, day, make_article, save


@pytest.fixture
def conn(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        add_source(connection)
        add_source(connection, "lt-pakruojis-vvg", "LT")
        yield connection


def found(number: int, mark: str | None = None) -> FoundLink:
    return FoundLink(key=f"lv,zemgale)/{number}", url=f"https://zemgale.lv/{number}", mark=mark)


def add(conn: Connection, *links: FoundLink) -> list[FoundLink]:
    return add_links(conn, SOURCE, links, found_at=day(16))


def state(conn: Connection, number: int, to: LinkState, reason: str | None = None) -> None:
    set_link_state(conn, SOURCE, found(number).key, to, at=day(17), reason=reason)


def test_new_links_are_fetched_in_the_order_given_and_once(conn: Connection) -> None:
    assert add(conn, found(3), found(1), found(3), found(2)) == [found(3), found(1), found(2)]
    assert add(conn) == []
    assert count_links(conn, SOURCE) == {"pending": 3}


def test_more_links_than_one_statement_holds(conn: Connection) -> None:
    links = [found(number) for number in range(1201)]
    assert add(conn, *links) == links
    for number in range(0, 1201, 2):
        state(conn, number, "fetched")
    assert add(conn, *links) == links[1::2]


@pytest.mark.parametrize("to", ["fetched", "gone", "skipped"])
def test_a_link_that_is_done_comes_back_only_with_another_mark(conn: Connection, to: LinkState) -> None:
    add(conn, found(1, "2022-05-16"))
    state(conn, 1, to)
    assert add(conn, found(1, "2022-05-16")) == []
    assert add(conn, found(1)) == []
    assert pending_links(conn, SOURCE) == []
    assert add(conn, found(1, "2022-05-17")) == [found(1, "2022-05-17")]
    assert [link.mark for link in pending_links(conn, SOURCE)] == ["2022-05-17"]
    state(conn, 1, to)
    assert add(conn, found(1, "2022-05-17")) == []


def test_a_first_mark_on_a_fetched_link_is_kept_and_not_fetched(conn: Connection) -> None:
    add(conn, found(1))
    state(conn, 1, "fetched")
    assert add(conn, found(1, "2022-05-16")) == []
    assert add(conn, found(1, "2022-05-17")) == [found(1, "2022-05-17")]


def test_a_failed_link_is_tried_again_a_few_times(conn: Connection) -> None:
    add(conn, found(1, "a"))
    for attempt in range(1, MAX_ATTEMPTS):
        state(conn, 1, "failed", "timed out")
        link = find_link(conn, SOURCE, found(1).key)
        assert link is not None
        assert (link.attempts, link.reason, link.changed_at) == (attempt, "timed out", day(17))
        assert add(conn, found(1, "a")) == [found(1, "a")]
        assert [waiting.key for waiting in pending_links(conn, SOURCE)] == [found(1).key]
    state(conn, 1, "failed")
    assert add(conn, found(1, "a")) == []
    assert pending_links(conn, SOURCE) == []
    assert add(conn, found(1, "b")) == [found(1, "b")]
    state(conn, 1, "fetched")
    link = find_link(conn, SOURCE, found(1).key)
    assert link is not None
    assert (link.attempts, link.reason) == (0, None)


def test_a_killed_crawl_leaves_its_links(conn: Connection) -> None:
    add(conn, *(found(number) for number in range(4)))
    state(conn, 1, "fetched")
    state(conn, 2, "gone")
    assert [link.url for link in pending_links(conn, SOURCE)] == [
        "https://zemgale.lv/0",
        "https://zemgale.lv/3",
    ]
    assert pending_links(conn, "lt-pakruojis-vvg") == []


def test_sources_have_their_own_links(conn: Connection) -> None:
    add(conn, found(1))
    state(conn, 1, "fetched")
    assert add_links(conn, "lt-pakruojis-vvg", [found(1)], found_at=day(16)) == [found(1)]
    assert find_link(conn, SOURCE, "lv,zemgale)/nav") is None


def test_hints_of_seeds_are_put_together_until_the_link_is_fetched(conn: Connection) -> None:
    listing = Hints(origin="listing", title="Ziedu...", published="16.05.2022")
    feed = Hints(origin="feed", title="Ziedu gads", tags=("Jaunumi",))
    both = Hints(origin="listing", title="Ziedu gads", published="16.05.2022", tags=("Jaunumi",))
    plain = found(1)
    assert add(conn, plain) == [plain]
    assert add(conn, replace(plain, hints=listing)) == [replace(plain, hints=listing)]
    assert add(conn, replace(plain, hints=feed)) == [replace(plain, hints=both)]
    assert [link.hints for link in pending_links(conn, SOURCE)] == [both]
    assert add(conn, replace(found(2), hints=listing), replace(found(2), hints=feed)) == [replace(found(2), hints=both)]


def test_of_a_changed_page_the_newer_hints_hold(conn: Connection) -> None:
    before = Hints(origin="feed", title="Ziedu gads", published="16.05.2022")
    after = Hints(origin="feed", title="Ziedu gads turpinās")
    add(conn, replace(found(1, "a"), hints=before))
    state(conn, 1, "fetched")
    (again,) = add(conn, replace(found(1, "b"), hints=after))
    assert again.hints == Hints(origin="feed", title="Ziedu gads turpinās", published="16.05.2022")


def test_hints_that_no_database_stores_are_mended(conn: Connection) -> None:
    add(conn, replace(found(1), hints=Hints(origin="feed", title="Ziedi \ud83d")))
    assert [link.hints for link in pending_links(conn, SOURCE)] == [Hints(origin="feed", title="Ziedi ?")]


def test_a_new_link_to_a_known_article_is_not_fetched(conn: Connection) -> None:
    saved = save(conn, make_article(), day(16))
    other = FoundLink(key="lv,zemgale)/?p=7", url="https://zemgale.lv/?p=7", mark="a")
    values = {"source": SOURCE, "key": other.key, "url": other.url, "article_id": saved.article_id}
    conn.execute(schema.article_url.insert(), values)
    assert add(conn, other) == []
    assert count_links(conn, SOURCE) == {"fetched": 1}
    assert add(conn, replace(other, mark="b")) == [replace(other, mark="b")]


def test_a_link_to_a_removed_article_is_fetched(conn: Connection) -> None:
    save(conn, make_article(), day(16))
    key = format_article_key(URL)
    mark_gone(conn, SOURCE, key, at=day(17))
    link = FoundLink(key=key, url=URL)
    assert add(conn, link) == [link]
