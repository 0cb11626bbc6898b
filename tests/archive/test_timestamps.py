"""Timestamps and typed dates, both ways and at their borders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ConfigError
from archive.timestamps import (
    format_timestamp,
    format_warc_date,
    midpoint,
    parse_date_range,
    parse_timestamp,
    parse_warc_date,
)

MOMENTS = st.datetimes(timezones=st.just(UTC))


@given(MOMENTS)
def test_a_moment_survives_its_warc_date(moment: datetime) -> None:
    assert parse_warc_date(format_warc_date(moment)) == moment


@given(MOMENTS)
def test_a_moment_survives_its_timestamp_to_the_second(moment: datetime) -> None:
    assert parse_timestamp(format_timestamp(moment)) == moment.replace(microsecond=0)


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    vilnius = datetime(2026, 1, 4, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert format_timestamp(vilnius) == "20260103233000"
    assert format_warc_date(vilnius) == "2026-01-03T23:30:00.000000Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-04T08:15:02Z", datetime(2026, 1, 4, 8, 15, 2, tzinfo=UTC)),
        ("2026-01-04T08:15:02.5Z", datetime(2026, 1, 4, 8, 15, 2, 500_000, tzinfo=UTC)),
        ("2026-01-04T10:15:02+02:00", datetime(2026, 1, 4, 8, 15, 2, tzinfo=UTC)),
        (" 2026-01-04 ", datetime(2026, 1, 4, tzinfo=UTC)),
        ("2026-01-04T08:15Z", datetime(2026, 1, 4, 8, 15, tzinfo=UTC)),
        ("2026-01-04T08:15:02.123456789Z", datetime(2026, 1, 4, 8, 15, 2, 123_456, tzinfo=UTC)),
        ("2026-01", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_warc_date_of_any_precision_is_read(text: str, expected: datetime) -> None:
    assert parse_warc_date(text) == expected


@pytest.mark.parametrize("text", ["", "vakar", "2026-13-01", "2026-01-04T25:00:00Z"])
def test_what_is_no_warc_date_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_warc_date(text)


def test_a_naive_datetime_does_not_cross_the_border() -> None:
    for write in (format_timestamp, format_warc_date):
        with pytest.raises(ValueError, match="naive"):
            write(datetime(2026, 1, 4))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01T00:00:00.000000", "2020-12-31T23:59:59.999999"),
        ("2020-02", "2020-02-01T00:00:00.000000", "2020-02-29T23:59:59.999999"),
        ("2021-02", "2021-02-01T00:00:00.000000", "2021-02-28T23:59:59.999999"),
        ("2020-09-01", "2020-09-01T00:00:00.000000", "2020-09-01T23:59:59.999999"),
        ("20200901081502", "2020-09-01T08:15:02.000000", "2020-09-01T08:15:02.000000"),
        ("9999", "9999-01-01T00:00:00.000000", "9999-12-31T23:59:59.999999"),
        ("0001", "0001-01-01T00:00:00.000000", "0001-12-31T23:59:59.999999"),
    ],
)
def test_a_typed_date_is_a_range(text: str, first: str, last: str) -> None:
    found = parse_date_range(text)
    assert tuple(moment.strftime("%Y-%m-%dT%H:%M:%S.%f").zfill(26) for moment in found) == (first, last)
    assert all(moment.tzinfo is UTC for moment in found)


@pytest.mark.parametrize(
    "text",
    [
        *("", "22", "2022-1", "2022-13", "2022-13-40", "2022-02-30", "2022-00", "0000", "2022/01/01", "01.02.2022"),
        *("2022-01-01T00:00", "20221340000000", "20220101", "202201010000001", " 2022", "２０２２", "-2022"),
    ],
)
def test_what_is_no_date_is_named(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_date_range(text)
    assert repr(text) in str(caught.value)


@given(st.text(max_size=20))
def test_any_text_is_a_range_or_a_config_error(text: str) -> None:
    try:
        first, last = parse_date_range(text)
    except ConfigError:
        return
    assert first <= last


def test_midpoint_lies_in_the_middle() -> None:
    assert midpoint(*parse_date_range("2021")).date().isoformat() == "2021-07-02"
    moment = parse_timestamp("20210101000000")
    assert midpoint(moment, moment) == moment
