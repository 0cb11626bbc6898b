"""What a listing, a feed or an API says fills what the page leaves open, and never overrules the page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.hinted import find_hinted_date
from archive.records import Article, Hints

_URL = "https://kogu.example/uudised/koolitus"
_TITLE = "Kogukonnad õppisid häid projekte kirjutama"
_PROSE = (
    "<p>Laupäeval kogunesid külamajja kogukonna eestvedajad, et arutada uue taotlusvooru tingimusi ja õppida.</p>"
    "<p>Koolitust juhtis Mari Õunapuu, kes rõhutas, et hea projekt algab inimestest ja nende muredest.</p>"
)


def _read(inside: str, hints: Hints | None, *, title: str = "Kogu", url: str = _URL) -> Article:
    html = f"<html><head><title>{title}</title></head><body><main>{inside}</main></body></html>".encode()
    return extract_article(html, url, datetime(2026, 11, 22, 8, tzinfo=UTC), languages=("et",), hints=hints)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2023-10-14T09:30:00", "2023-10-14"),
        ("2023-10-14T09:30:00+03:00", "2023-10-14"),
        ("2023-10-13T21:00:00Z", "2023-10-14"),
        ("2023-12-13T21:59:00Z", "2023-12-13"),
        ("Sat, 14 Oct 2023 09:30:00 +0000", "2023-10-14"),
        ("Fri, 13 Oct 2023 22:15:00 GMT", "2023-10-14"),
        ("14.10.2023", "2023-10-14"),
        ("lisatud 14.10.2023", "2023-10-14"),
        ("Publicēts: 14.10.2023.", "2023-10-14"),
        ("14. oktoober 2023 kell 09:27", "2023-10-14"),
        ("2023 m. spalio 14 d.", "2023-10-14"),
        ("14 Okt, 2023", "2023-10-14"),
        ("Sestdiena, 14 Oktobris 2023 08:41", "2023-10-14"),
        ("oktoober 2023", "2023-10"),
    ],
)
def test_hinted_date_is_read_in_every_form(raw: str, value: str) -> None:
    found = find_hinted_date(Hints(origin="feed", published=raw), date(2026, 11, 22))
    assert found is not None
    assert (found.value, found.kind, found.origin) == (value, "published", "feed")
    assert found.raw in raw


@pytest.mark.parametrize(
    "raw", ["", "eile", "2027-01-01", "Uuendatud: 14.10.2023", "01.10.2023 – 14.10.2023", "14. oktoober", "0014-01-01"]
)
def test_hint_that_is_no_publication_date_is_not_taken(raw: str) -> None:
    assert find_hinted_date(Hints(origin="listing", published=raw), date(2026, 11, 22)) is None


def test_sitemap_date_is_no_publication_date() -> None:
    assert find_hinted_date(Hints(origin="sitemap", published="2023-10-14"), date(2026, 11, 22)) is None


def test_listing_row_gives_what_the_page_lacks() -> None:
    hints = Hints(
        origin="listing",
        title=_TITLE,
        published="14.10.2023",
        lead="Külamajas õpiti, kuidas mõttest saab projekt. Loe edasi »",
        tags=("Koolitused", "#LEADER", "Koolitused"),
    )
    article = _read(f"<h1>{_TITLE}</h1>{_PROSE}", hints)
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2023-10-14", "listing")
    assert article.lead == "Külamajas õpiti, kuidas mõttest saab projekt."
    assert article.tags == ("Koolitused", "LEADER")
    assert [article.origins[name] for name in ("published", "lead", "tags")] == ["listing"] * 3
    assert article.origins["title"] == "heading"


def test_date_of_the_page_stands_against_any_hint() -> None:
    hints = Hints(origin="api", published="2020-01-01T00:00:00", tags=("Muu",), title="Teine pealkiri")
    article = _read(f"<h1>{_TITLE}</h1><p>14.10.2023</p>{_PROSE}<p>Sildid: Koolitused</p>", hints)
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2023-10-14", "date-line")
    assert article.tags == ("Koolitused",)
    assert article.title == _TITLE


def test_day_of_a_hint_is_finer_than_the_month_of_an_address() -> None:
    url = "https://kogu.example/2023/10/koolitus/"
    dates = {
        raw: _read(f"<h1>{_TITLE}</h1>{_PROSE}", Hints(origin="api", published=raw), url=url).published
        for raw in ("2023-10-14", "2021-05-01")
    }
    assert [one.value if one else None for one in dates.values()] == ["2023-10-14", "2023-10"]


def test_title_of_a_hint_stands_in_for_a_section_or_a_site() -> None:
    hints = Hints(origin="feed", title=_TITLE)
    article = _read(f"<h1>Uudised</h1>{_PROSE}", hints, title="Uudised")
    assert (article.title, article.origins["title"]) == (_TITLE, "feed")
    own = _read(f"<h1>Koolitus lõppes edukalt</h1>{_PROSE}", hints)
    assert own.title == "Koolitus lõppes edukalt"


def test_hint_that_repeats_the_title_is_no_lead() -> None:
    assert _read(f"<h1>{_TITLE}</h1>{_PROSE}", Hints(origin="feed", lead=_TITLE)).lead is None


def test_date_of_a_row_is_surer_than_yesterday_and_finer_than_a_year() -> None:
    hints = Hints(origin="listing", published="14.10.2023")
    for line in ("eile", "Avaldatud 2023", "Avaldatud: oktoober 2023"):
        published = _read(f"<h1>{_TITLE}</h1><p>{line}</p>{_PROSE}", hints).published
        assert published is not None
        assert (published.value, published.origin) == ("2023-10-14", "listing")
