"""Years and months of a listing on files beside its own, and links that lead one month back."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.discovery.addresses import make_address_rules
from crawler.discovery.listings.listing import parse_listing
from crawler.discovery.listings.own_periods import read_own_period

SITE = "https://krastas.lt"


def periods(body: str, url: str) -> list[tuple[str, int, int | None]]:
    page = parse_listing(
        f"<html><body>{body}</body></html>",
        SITE + url,
        fit=make_address_rules((), (), None).fit,
        owns=lambda address: address.startswith(SITE),
        today=date(2026, 11, 22),
    )
    return [(period.url.removeprefix(SITE), period.year, period.month) for period in page.periods]


@pytest.mark.parametrize(
    ("url", "current", "expected"),
    [
        ("/aktualu-2025.html", "/aktualu.html", (2025, None)),
        ("/aktualu_2025.php", "/aktualu.php", (2025, None)),
        ("/aktualu-2024.html", "/aktualu-2025.html", (2024, None)),
        ("/aktualu-2024-05.html", "/aktualu.html", (2024, 5)),
        ("/lt/gyvenimas/2024/11", "/lt/gyvenimas/", (2024, 11)),
        ("/lt/gyvenimas/2023.aspx", "/lt/gyvenimas/default.aspx", (2023, None)),
        ("/gyvenimas-2023-metai", "/gyvenimas", (2023, None)),
        ("/projektai-2025.html", "/aktualu.html", None),
        ("/aktualu-2025-ataskaita.html", "/aktualu.html", None),
        ("/aktualu-2014-2020.html", "/aktualu.html", None),
        ("/aktualu-12025.html", "/aktualu.html", None),
        ("/aktualu.html", "/aktualu.html", None),
        ("/aktualu-2025.html?id=4", "/aktualu.html", None),
    ],
)
def test_year_or_month_is_added_to_the_listings_own_path(
    url: str, current: str, expected: tuple[int, int | None] | None
) -> None:
    assert read_own_period(SITE + url, SITE + current, takes_folders=True) == expected


def test_folder_named_for_a_year_may_be_an_articles_number() -> None:
    assert read_own_period(f"{SITE}/gyvenimas/2012", f"{SITE}/gyvenimas", takes_folders=False) is None


def test_files_of_years_are_periods_where_the_link_says_so() -> None:
    links = (
        '<p><a href="/kaime-2025.html">2025 metai</a> <a href="/kaime-2024.html">2024 m.</a> '
        '<a href="/kaime-2023.html">Plačiau</a> <a href="/kaime/2022.html">2022</a> '
        '<a href="/kaime-2027.html">2027 metai</a></p>'
    )
    assert periods(links, "/kaime.html") == [
        ("/kaime-2025.html", 2025, None),
        ("/kaime-2024.html", 2024, None),
        ("/kaime/2022.html", 2022, None),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a class="next" rel="next" href="{}">Kitas</a>',
        '<a rel="prev" href="{}"><span>x</span></a>',
        '<a href="{}">« Ankstesnis mėnuo</a>',
        '<a href="{}">Iepriekšējais mēnesis</a>',
        '<a href="{}">Eelmine kuu</a>',
        '<a href="{}">Older</a>',
        '<a href="{}">←</a>',
    ],
)
def test_link_one_month_back_is_a_period_of_a_listing_without_pager(link: str) -> None:
    back, ahead = link.format("/zinios/archyvas/2026/09"), link.format("/zinios/archyvas/2026/11")
    assert periods(f"<div>{back} {ahead}</div>", "/zinios/archyvas/2026/10") == [
        ("/zinios/archyvas/2026/09", 2026, 9),
    ]


def test_link_into_the_future_or_beside_a_pager_is_none() -> None:
    ahead = '<a rel="next" href="/zinios/archyvas/2026/12">Kitas mėnuo</a>'
    assert periods(ahead, "/zinios") == []
    back = '<a href="/zinios/archyvas/2026/10">Ankstesnis mėnuo</a>'
    pager = '<ul class="pagination"><li>1</li><li><a href="/zinios?page=2">2</a></li></ul>'
    assert periods(back + pager, "/zinios") == []
    assert periods(f'<div class="calendar">{back}</div>', "/zinios") == []
