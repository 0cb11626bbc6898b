"""Rows of captures, and the order in which they are found."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Connection

from archive.db.captures import (
    count_by_file,
    find_capture,
    find_capture_at,
    find_captures,
    find_original,
    insert_captures,
    iter_captures,
)
from archive.records import Capture, Location
from tests.archive.db.samples import URL, day, make_capture

URLKEY = make_capture().urlkey


def insert(conn: Connection, *captures: Capture) -> list[int]:
    return insert_captures(conn, captures)


def days(captures: list[Capture]) -> list[int]:
    return [capture.requested_at.day for capture in captures]


def test_a_capture_comes_back_as_it_was_with_its_id(conn: Connection) -> None:
    full = make_capture(
        status=301,
        record_type="revisit",
        truncated="length",
        redirect_to="https://www.zemgale.lv/",
        chunked=True,
        location=Location("a.warc.gz", 5_000_000_000, 12),
    )
    bare = make_capture(offset=9, status=None, mime=None)
    ids = insert(conn, full, bare)
    for wanted, capture_id in zip((full, bare), ids, strict=True):
        assert find_capture(conn, capture_id) == dataclasses.replace(wanted, id=capture_id)
    assert find_capture(conn, 99) is None


def test_a_record_gets_one_row_however_often_it_is_inserted(conn: Connection) -> None:
    first = insert(conn, make_capture(offset=0), make_capture(offset=700))
    again = insert(conn, make_capture(offset=700), make_capture(offset=1400), make_capture(offset=0))
    assert again[0] == first[1]
    assert again[2] == first[0]
    assert len(list(iter_captures(conn))) == 3
    assert insert(conn) == []


def test_captures_come_newest_first(conn: Connection) -> None:
    insert(conn, *(make_capture(at=day(n), offset=n) for n in (12, 20, 15)))
    insert(conn, make_capture("https://www.zemgale.lv/lv/cits", at=day(30), offset=30))
    assert days(find_captures(conn, URLKEY)) == [20, 15, 12]
    assert days(find_captures(conn, URLKEY, limit=1)) == [20]
    assert find_captures(conn, "lv,zemgale)/nav") == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (day(1), [10, 14, 20]),
        (day(10), [10, 14, 20]),
        (day(13), [14, 10, 20]),
        (day(12), [10, 14, 20]),
        (day(17), [14, 20, 10]),
        (day(18), [20, 14, 10]),
        (day(31), [20, 14, 10]),
    ],
)
def test_the_nearest_capture_comes_first_and_the_earlier_of_two_as_near(
    conn: Connection, asked: datetime, expected: list[int]
) -> None:
    insert(conn, *(make_capture(at=day(n), offset=n) for n in (10, 14, 20)))
    assert days(find_captures(conn, URLKEY, nearest_to=asked)) == expected
    assert days(find_captures(conn, URLKEY, nearest_to=asked, limit=1)) == expected[:1]
    assert days(find_captures(conn, URLKEY, nearest_to=asked, limit=2)) == expected[:2]


def test_the_exact_address_goes_first_within_a_second_only(conn: Connection) -> None:
    plain, secure = URL.replace("https://www.", "http://"), URL
    at = datetime(2022, 5, 16, 8, 0, 0, 100, tzinfo=UTC)
    insert(conn, make_capture(plain, at, offset=1, status=301))
    insert(conn, make_capture(secure, at + timedelta(milliseconds=400), offset=2))
    insert(conn, make_capture(plain, at + timedelta(hours=1), offset=3, status=301))
    for url, first in ((plain, 301), (secure, 200)):
        assert find_captures(conn, URLKEY, url=url)[0].status == 301
        assert find_captures(conn, URLKEY, url=url)[1].status == first
        for asked in (
            at - timedelta(days=1),
            at,
            at + timedelta(milliseconds=300),
            at + timedelta(minutes=20),
        ):
            assert find_captures(conn, URLKEY, url=url, nearest_to=asked, limit=1)[0].url == url


def test_a_capture_is_found_by_its_moment(conn: Connection) -> None:
    plain = URL.replace("https://www.", "http://")
    insert(conn, make_capture(plain, offset=1), make_capture(URL, offset=2))
    for url in (plain, URL):
        found = find_capture_at(conn, url, day(16))
        assert found is not None
        assert found.url == url
    other = find_capture_at(conn, URL.replace("https", "http"), day(16))
    assert other is not None
    assert find_capture_at(conn, URL, day(16) + timedelta(microseconds=1)) is None


def test_a_revisit_points_to_the_oldest_complete_response_in_the_same_coding(conn: Connection) -> None:
    digest = "sha1:" + "B" * 32
    insert(
        conn,
        make_capture(at=day(1), offset=1, digest=digest, truncated="time"),
        make_capture(at=day(2), offset=2, digest=digest, record_type="revisit"),
        make_capture(at=day(3), offset=3, digest=digest, chunked=True),
        make_capture(at=day(5), offset=5, digest=digest),
        make_capture(at=day(4), offset=4, digest=digest),
        make_capture(at=day(1), offset=6),
    )
    for chunked, expected in ((False, day(4)), (True, day(3))):
        original = find_original(conn, digest, chunked=chunked)
        assert original is not None
        assert original.requested_at == expected
    assert find_original(conn, "sha1:" + "C" * 32, chunked=False) is None


def test_captures_are_walked_in_the_order_on_disk(conn: Connection) -> None:
    for name, offset in (("b.warc.gz", 0), ("a.warc.gz", 900), ("a.warc.gz", 20)):
        insert(conn, make_capture(location=Location(name, offset, 1)))
    walked = [(found.location.filename, found.location.offset) for found in iter_captures(conn)]
    assert walked == [("a.warc.gz", 20), ("a.warc.gz", 900), ("b.warc.gz", 0)]
    assert [found.location.offset for found in iter_captures(conn, filename="b.warc.gz")] == [0]
    assert count_by_file(conn) == {"a.warc.gz": 2, "b.warc.gz": 1}


def test_a_moment_without_zone_is_refused(conn: Connection) -> None:
    naive = datetime(2022, 5, 16)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(TypeError, match="offset-naive"):
        insert(conn, make_capture(at=naive))
    with pytest.raises(Exception, match="naive datetime"):
        find_capture_at(conn, "https://zemgale.lv/", naive)


def test_an_id_is_the_capture_date_in_microseconds_or_the_next_free_number(conn: Connection) -> None:
    moment = datetime(2022, 5, 16, 8, 15, 2, 123456, tzinfo=UTC)
    first = insert(conn, *(make_capture(at=moment, offset=offset) for offset in (0, 700, 1400)))
    assert first == [1652688902123456, 1652688902123457, 1652688902123458]
    again = insert(conn, *(make_capture(at=moment, offset=offset) for offset in (1400, 0)))
    assert again == [first[2], first[0]]


def test_many_captures_of_one_second_all_get_ids(conn: Connection) -> None:
    moment = datetime(2015, 5, 16, 8, 15, 2, tzinfo=UTC)
    ids = insert(conn, *(make_capture(at=moment, offset=offset) for offset in range(30)))
    ids += [insert(conn, make_capture(at=moment, offset=offset))[0] for offset in range(30, 60)]
    assert ids == list(range(ids[0], ids[0] + 60))
