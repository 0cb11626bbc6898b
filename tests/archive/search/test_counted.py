"""How many hits there are, by what."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from archive.db.engine import Database
from archive.records import Attachment, PublishedDate
from archive.search import counted
from archive.search.counted import Count, FacetValue
from archive.search.results import SearchResults
from archive.store import Archive
from tests.archive import recorded
from tests.archive.db.samples import day, make_article, save
from tests.archive.filetexts.made import make_pdf


def add(conn: Connection, name: str, *, on: date | None = None, source: str = "lv-zemgale", **fields: object) -> None:
    """One article, named by its address."""
    published = PublishedDate(on.isoformat(), "day", "published", "", "meta") if on else None
    bare: dict[str, object] = {"title": "Jaunums", "text": "Ziedi", "lead": None, "tags": (), "published": published}
    country = source[:2].upper()
    article = make_article(url=f"https://example.com/{source}/{name}", **{**bare, **fields})
    save(conn, article, day(16), source=source, country=country)


def listed(values: tuple[FacetValue, ...]) -> list[tuple[str, int]]:
    assert not any(one.count.is_estimate for one in values)
    return [(one.value, one.count.value) for one in values]


def test_facets_are_exact_and_say_what_the_hits_are(database: Database) -> None:
    with database.write() as conn:
        add(conn, "a", on=date(2022, 5, 16), tags=("Ūdens", "Ceļi"))
        add(conn, "b", on=date(2022, 7, 1), tags=("Ūdens",))
        add(conn, "c", on=date(2021, 5, 2), source="lt-pakruojis", language="lt")
        add(conn, "d", source="lt-pakruojis", language=None)
        add(conn, "e", on=date(2020, 1, 1), text="Cits")
    results = SearchResults(database.read, "ziedi")
    facets = results.facets
    assert results.total == Count(4)
    assert listed(facets.source) == [("lt-pakruojis", 2), ("lv-zemgale", 2)]
    assert listed(facets.country) == [("LT", 2), ("LV", 2)]
    assert listed(facets.language) == [("lv", 2), ("lt", 1)]
    assert listed(facets.kind) == [("planning_region", 4)]
    assert listed(facets.tag) == [("Ūdens", 2), ("Ceļi", 1)]
    assert listed(facets.year) == [("2022", 2), ("2021", 1)]
    assert listed(facets.months) == [("2021-05", 1), ("2022-05", 1), ("2022-07", 1)]


def test_what_finds_nothing_has_no_facets(database: Database) -> None:
    with database.write() as conn:
        add(conn, "a")
    for words in ("nevienā", "", "?!"):
        results = SearchResults(database.read, words)
        assert results.total == Count(0)
        assert results.facets == counted.Facets()


def test_filters_and_days_bound_what_is_counted(database: Database) -> None:
    with database.write() as conn:
        for number in range(6):
            add(conn, str(number), on=date(2022, 5, 16) + timedelta(days=number), source=f"l{'tv'[number % 2]}-x")
    assert SearchResults(database.read, "ziedi country:lv from:2022-05-18").total == Count(2)
    results = SearchResults(database.read, "ziedi", country="LT", last=date(2022, 5, 18))
    assert results.total == Count(2)
    assert listed(results.facets.source) == [("lt-x", 2)]
    assert SearchResults(database.read, "country:lt").total == Count(3)
    assert SearchResults(database.read, "-ziedi").total == Count(0)


def test_above_the_bound_counts_are_estimates(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "EXACT", 80)
    monkeypatch.setattr(counted, "ENOUGH", 20)
    with database.write() as conn:
        for number in range(360):
            source = "lt-pakruojis" if number % 4 else "lv-zemgale"
            add(conn, str(number), on=date(2022, 1, 1) + timedelta(days=2 * number), source=source)
        for number in range(70):
            add(conn, f"other {number}", text="Reti vārdi", on=date(2022, 1, 1))
    results = SearchResults(database.read, "ziedi")
    assert results.total.is_estimate
    assert 0.7 < results.total.value / 360 < 1.3
    facets = results.facets
    by_source = {one.value: one.count.value for one in facets.source}
    assert sum(by_source.values()) == results.total.value
    assert 0.7 < by_source["lt-pakruojis"] / 270 < 1.3
    assert all(one.count.is_estimate for one in (*facets.source, *facets.year, *facets.months))
    years = {one.value: one.count.value for one in facets.year}
    assert list(years) == ["2023", "2022"]
    assert 0.6 < years["2022"] / years["2023"] < 1.6
    assert SearchResults(database.read, "reti").total == Count(70)


def test_at_the_bound_counts_are_exact(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "EXACT", 30)
    monkeypatch.setattr(counted, "ENOUGH", 20)
    with database.write() as conn:
        for number in range(31):
            add(conn, str(number), on=date(2022, 1, 1), text="Ziedi" if number else "Ziedi un bites")
    assert SearchResults(database.read, "ziedi -bites").total == Count(30)
    assert SearchResults(database.read, "ziedi").total.is_estimate


def test_an_article_counts_once_whether_it_or_its_file_has_the_words(tmp_path: Path) -> None:
    pdf = "https://vvg.lt/failai/taisykles.pdf"
    body = make_pdf(["Žirgyno taisyklės."])
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: %d\r\n\r\n" % len(body)
    with recorded.open_run(tmp_path) as (_, recorder):
        for minute, text in enumerate(("Kvietimas teikti paraiškas.", "Žirgyno taisyklės pakeistos.", "Kita žinia.")):
            url = f"https://vvg.lt/{minute}"
            linked = (Attachment(pdf, name="Taisyklės"),) if minute < 2 else ()
            one = recorded.article(url=url, text=text, attachments=linked)
            recorded.save(recorder, one, recorded.keep(recorder, recorded.exchange(recorder, url, minute=minute)))
        exchange = recorded.exchange(recorder, pdf, response=answer + body, minute=9)
        recorder.keep_attachment(recorded.keep(recorder, exchange), pdf)
    with Archive(tmp_path) as archive:
        results = archive.search("žirgyno", limit=None)
        assert results.total == Count(2)
        assert len(list(results)) == 2
        assert [one.count.value for one in results.facets.source] == [2]
        assert archive.search("=žirgyno title:kvietimas").total == Count(0)
