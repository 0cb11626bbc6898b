"""Days in addresses."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.discovery.address_days import read_address_day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://mulgimaa.ee/uudised/uudis/2023/05/25/kevad", date(2023, 5, 25)),
        ("https://vvg.lt/2019/10/susitikimas/", date(2019, 10, 1)),
        ("https://vvg.lt/vvg-naujienos/2021/susitikimas/", date(2021, 1, 1)),
        ("https://talsi.lv/aktualitates/seminars?gads=2018", date(2018, 1, 1)),
        ("https://vvg.lt/2019/02/31/klaida/", None),
        ("https://vvg.lt/2019/", None),
        ("https://vvg.lt/susitikimas-2019/", None),
        ("https://vvg.lt/index.php?newid=2019", None),
    ],
)
def test_a_day_is_read_from_an_address_that_names_one(url: str, day: date | None) -> None:
    assert read_address_day(url) == day
