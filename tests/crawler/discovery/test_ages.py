"""How old a seed says an article is; where it cannot be known, the article is not left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.ages import is_before, read_day
from crawler.discovery.links import ArticleLink

SINCE = datetime(2022, 5, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-05-16", date(2022, 5, 16)),
        ("2022-05-16T08:00:00+03:00", date(2022, 5, 16)),
        (" 2022-05-16 08:00", date(2022, 5, 16)),
        ("16.05.2022.", date(2022, 5, 16)),
        ("16. 05. 2022", date(2022, 5, 16)),
        ("Publicēts: 1.9.2020.", date(2020, 9, 1)),
        ("Mon, 16 May 2022 01:00:00 +0300", date(2022, 5, 15)),
        ("Mon, 16 May 2022 01:00:00 GMT", date(2022, 5, 16)),
        ("2022-02-30", None),
        ("31.02.2022", None),
        ("2022-05-161", None),
        ("2022. gada 16. maijā", date(2022, 5, 16)),
        ("2022 m. gegužės 16 d.", date(2022, 5, 16)),
        ("Trečiadienis, 16 gegužės 2022 08:41", date(2022, 5, 16)),
        ("Otrdiena, 02 Janvāris 2018 08:41", date(2018, 1, 2)),
        ("25. mai 2023 kell 09:27", date(2023, 5, 25)),
        ("23. veebruaril 2021. a.", date(2021, 2, 23)),
        ("06 February 2018", date(2018, 2, 6)),
        ("May 16, 2022", date(2022, 5, 16)),
        ("E, 16 mai 2022 10:00:00 +0300", date(2022, 5, 16)),
        ("septembris 2015", None),
        ("03/12/2023", None),
        ("03.12.23", None),
        ("01.07.2020.-31.10.2022.", None),
        ("Rugsėjo 7 dieną", None),
        ("vakar", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_it_is_none(text: str, expected: date | None) -> None:
    assert read_day(text) == expected


@pytest.mark.parametrize(
    ("published", "mark", "expected"),
    [
        ("2022-05-15", None, True),
        ("2022-05-16", None, False),
        ("2022-05-17", None, False),
        (None, None, False),
        ("vakar", "kada nors", False),
        ("2020-01-01", "2022-06-01", False),
        ("2020-01-01", "2021-06-01", True),
        (None, "2021-06-01", True),
        ("vakar", "2021-06-01", True),
        ("2022 m. gegužės 15 d.", None, True),
        ("2022. gada 17. maijā", None, False),
        ("aprīlis 2022", None, True),
        ("mai 2022", None, False),
        ("01.07.2020.-31.10.2022.", None, False),
        ("01/02/2020", None, False),
        ("Susitikimas vyks 2020 m. kovo 2 d. " * 5, None, False),
    ],
)
def test_an_article_is_left_out_only_when_all_its_dates_are_older(
    published: str | None, mark: str | None, *, expected: bool
) -> None:
    assert is_before(ArticleLink("http://vvg.lt/a", published=published, mark=mark), SINCE) is expected


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = read_day(text)
    assert found is None or isinstance(found, date)
