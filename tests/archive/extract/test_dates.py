"""Dates as the three countries' pages write them."""

from __future__ import annotations

import pytest

from archive.extract.datelines import is_date_label, is_date_line, read_date_lines
from archive.extract.dates import find_dates, parse_date

_WRITTEN = [
    ("2022-09-22", "2022-09-22"),
    ("2022.12.15.", "2022-12-15"),
    ("2010 11 30", "2010-11-30"),
    ("2022 m. rugsėjo 22 d.", "2022-09-22"),
    ("2015 m,. spalio 26 d.", "2015-10-26"),
    ("2021 metų gruodžio 6 dieną", "2021-12-06"),
    ("2022 m. rugsėjo mėn. 22 d.", "2022-09-22"),
    ("2016 27 sausio, 12:13", "2016-01-27"),
    ("2023 gruodžio 18", "2023-12-18"),
    ("2022 m. rugsėjis", "2022-09"),
    ("2022. gada 16. maijā", "2022-05-16"),
    ("2023. gada 12.janvārī", "2023-01-12"),
    ("2022.gada 8. februārī", "2022-02-08"),
    ("16.05.2022.", "2022-05-16"),
    ("10 Okt, 2017", "2017-10-10"),
    ("12.Februāris, 2025", "2025-02-12"),
    ("Otrdiena, 02 Janvāris 2018 08:41", "2018-01-02"),
    ("septembris 2015", "2015-09"),
    ("23. veebruaril 2021", "2021-02-23"),
    ("16. mai 2022", "2022-05-16"),
    ("jaan 29, 2010", "2010-01-29"),
    ("23. augustil 2006. a.", "2006-08-23"),
    ("08.11 2024", "2024-11-08"),
    ("03.12.23", "2023-12-03"),
    ("11/2024", "2024-11"),
    ("06 February 2018", "2018-02-06"),
    ("May 16, 2022", "2022-05-16"),
    ("13-01-2017", "2017-01-13"),
    ("01/03/2023", "2023-03-01"),
    ("16 июля 2022 г.", "2022-07-16"),
    ("3 мая 2021", "2021-05-03"),
    ("2020\u201109\u201101", "2020-09-01"),
    ("2020\u201309\u201301", "2020-09-01"),
    ("2020\u221209\u221201", "2020-09-01"),
    ("01\u201309\u20132020", "2020-09-01"),
    ("16.\u00a005.\u00a02022.", "2022-05-16"),
]


@pytest.mark.parametrize(("text", "value"), _WRITTEN)
def test_date_is_read_as_it_was_meant(text: str, value: str) -> None:
    written = parse_date(text)
    assert written is not None
    assert written.value == value
    assert written.precision == ("day" if len(value) == 10 else "month")
    assert text[written.start : written.end] == written.raw


@pytest.mark.parametrize(
    "text",
    ["2014-09-23-05-37-42", "2020-02-30", "31.04.2021", "© 2016", "LLI-425", "2014–2020 m.", "Nr. 12-003-03-01-04", ""],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert find_dates(text) == []


def test_dot_behind_a_date_in_figures_is_the_dates_own() -> None:
    assert [one.raw for one in find_dates("Publicēts: 16.05.2022. Atjaunots: 17.05.2022.")] == [
        "16.05.2022.",
        "17.05.2022.",
    ]
    assert [one.raw for one in find_dates("Renginys 2022-05-16. Atvykite")] == ["2022-05-16"]


@pytest.mark.parametrize("dash", ["–", " – ", " - "])
def test_two_dates_that_a_dash_parts_stay_two(dash: str) -> None:
    values = [one.value for one in find_dates(f"2020.09.01{dash}2020.09.05")]
    assert values == ["2020-09-01", "2020-09-05"]
    assert [one.value for one in find_dates("2020–09–01 – 2020–09–05")] == ["2020-09-01", "2020-09-05"]


def test_two_dates_of_a_range_are_both_found_in_order() -> None:
    assert [one.value for one in find_dates("15.03.2013. - 15.04.2013.")] == ["2013-03-15", "2013-04-15"]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("Publicēts: 16.05.2022.", ["published"]),
        ("Paskelbta: 2022-11-10 09:26:05", ["published"]),
        ("lisatud 10.04.2008", ["published"]),
        ("Sisestatud: 03.04.2017", ["published"]),
        ("Publicēts: 16.05.2022. Atjaunots: 17.05.2022.", ["published", "updated"]),
        ("*Informācija papildināta 04.01.2021.", ["updated"]),
        ("Last updated: 26.06.2024 15:10", ["updated"]),
        ("Šiandien: 2026-11-22", ["other"]),
        ("Norises laiks: 20.05.2022", ["other"]),
        ("Naujienos, 2022-03-01", ["bare"]),
        ("(2020-09-01)", ["bare"]),
        ("2020\u201109\u201101", ["bare"]),
        ("Publicēts: | 16.05.2022.", ["published"]),
        ("Paskelbta – 2020\u201309\u201301 d.", ["published"]),
        ("21:10 08.10.2019", ["bare"]),
        ("Sanāksme notika 2022. gada 16. maijā", []),
        ("2022 m. rugsėjo 22 d. Pakruojyje", []),
        ("Paraiškos priimamos iki 2022-10-01", []),
    ],
)
def test_line_of_dates_says_which_kind_each_is(line: str, kinds: list[str]) -> None:
    assert [one.kind for one in read_date_lines(line)] == kinds
    assert is_date_line(line) is bool(kinds)


def test_label_alone_belongs_to_the_date_on_the_next_line() -> None:
    assert is_date_label("Publicēts:")
    assert not is_date_label("Pļavas kopšana")
