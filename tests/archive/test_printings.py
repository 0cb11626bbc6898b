"""Who else printed an article's text: kept as articles come, asked, folded, and the same after a reindex."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archive.db import schema
from archive.recorder import Recorder
from archive.records import ArchivedArticle, Article, PublishedDate, Sighting, SourceFacts
from archive.store import Archive
from crawler.cli import main
from tests.archive.press import make_release, vary_release
from tests.archive.recorded import exchange, keep
from tests.crawling import Ran

TEXT = make_release(random.Random(1), sentences=30)
VARIANTS = [vary_release(TEXT, random.Random(seed)) for seed in range(2, 5)]
OTHER = make_release(random.Random(99), sentences=30)


def read(html: bytes, url: str, captured_at: datetime, **_: Any) -> tuple[Article, ...]:
    """A reader for pages of the form `date|title|text`; the date may be empty, or only a month or a year."""
    date, title, text = html.decode().split("|", 2)
    precision = {0: None, 4: "year", 7: "month", 10: "day"}[len(date)]
    published = PublishedDate(date, precision, "published", date, "meta") if precision else None  # type: ignore[arg-type]
    return (Article(url=url, title=title, text=text, published=published),)


@pytest.fixture(autouse=True)
def _reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.replay.extract_articles", read)


@contextmanager
def open_source(archive: Archive, name: str) -> Iterator[Recorder]:
    recorder = archive.start_run(SourceFacts(id=name, name=name, kind="lag", country="LT", hosts=[f"{name}.lt"]))
    yield recorder
    recorder.close("finished", {})


def print_page(archive: Archive, name: str, body: str, *, path: str = "/naujiena", minute: int = 0) -> str:
    """A page of that source is captured and kept; its address."""
    url = f"https://{name}.lt{path}"
    with open_source(archive, name) as recorder:
        capture = keep(recorder, exchange(recorder, url, body.encode(), minute=minute))
        articles = read(body.encode(), url, capture.requested_at)
        recorder.save_articles(articles, capture, Sighting(asked_url=url), country="LT")
    return url


def get(archive: Archive, url: str) -> ArchivedArticle:
    found = archive.find_article(url)
    assert found is not None
    return found


def near(archive: Archive, url: str) -> list[tuple[str, bool]]:
    return [(one.article.source, one.is_first) for one in archive.find_near_duplicates(get(archive, url))]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path, create=True) as opened:
        yield opened


def test_the_first_to_publish_is_marked_whoever_was_crawled_first(archive: Archive) -> None:
    late = print_page(archive, "birzai", f"2024-05-09|Šventė|{VARIANTS[0]}")
    early = print_page(archive, "utena", f"2024-05-02|Vasaros šventė|{TEXT}", minute=1)
    undated = print_page(archive, "zarasai", f"|Šventė pas kaimynus|{VARIANTS[1]}", minute=2)
    print_page(archive, "skuodas", f"2024-05-01|Kita šventė|{OTHER}", minute=3)
    assert near(archive, late) == [("utena", True), ("zarasai", False)]
    assert near(archive, early) == [("birzai", False), ("zarasai", False)]
    assert near(archive, undated) == [("utena", True), ("birzai", False)]
    assert near(archive, "https://skuodas.lt/naujiena") == []
    (one, *_) = archive.find_near_duplicates(get(archive, late))
    assert 0.6 <= one.similarity < 1


def test_an_exact_date_comes_before_a_month_or_a_year(archive: Archive) -> None:
    urls = [
        print_page(archive, name, f"{date}|Šventė|{TEXT}", minute=number)
        for number, (name, date) in enumerate([("birzai", "2024"), ("utena", "2024-05"), ("zarasai", "2024-05-30")])
    ]
    assert near(archive, urls[0]) == [("zarasai", True), ("utena", False)]


def test_a_text_that_changes_leaves_and_joins_its_group(archive: Archive) -> None:
    url = print_page(archive, "birzai", f"2024-05-09|Šventė|{TEXT}")
    other = print_page(archive, "utena", f"2024-05-02|Šventė|{TEXT}", minute=1)
    print_page(archive, "birzai", f"2024-05-09|Šventė|{OTHER}", minute=2)
    assert near(archive, url) == near(archive, other) == []
    print_page(archive, "birzai", f"2024-05-09|Šventė|{TEXT}", minute=3)
    assert near(archive, url) == [("utena", True)]


def test_an_older_capture_that_comes_later_changes_nothing(archive: Archive) -> None:
    url = print_page(archive, "birzai", f"2024-05-09|Šventė|{TEXT}", minute=5)
    print_page(archive, "utena", f"2024-05-02|Šventė|{TEXT}", minute=6)
    print_page(archive, "birzai", f"2024-05-09|Šventė|{OTHER}", minute=1)
    assert near(archive, url) == [("utena", True)]


def test_a_reindex_gives_the_same_rows(archive: Archive, tmp_path: Path) -> None:
    for number, name in enumerate(("zarasai", "birzai", "utena")):
        print_page(archive, name, f"2024-05-0{number + 1}|Šventė|{VARIANTS[number]}", minute=number)
    print_page(archive, "birzai", "2024-05-09|Trumpai|Rytoj talka.", path="/trumpai", minute=9)
    before = list_rows(archive)
    assert before["near_text"]
    assert len(before["near_band"]) > 30
    assert archive.reindex().faults == []
    assert list_rows(archive) == before


def list_rows(archive: Archive) -> dict[str, Sequence[Any]]:
    with archive._database.read() as connection:
        tables = (schema.near_text, schema.near_band, schema.article_file)
        return {one.name: connection.execute(sa.select(one).order_by(*one.primary_key)).all() for one in tables}


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--archive", str(directory)])
    shown = capsys.readouterr()
    return Ran(int(ended.value.code or 0), shown.out, shown.err)


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Path:
    print_page(archive, "birzai", f"2024-05-09|Šventė|{VARIANTS[0]}")
    print_page(archive, "utena", f"2024-05-02|Šventė|{TEXT}", minute=1)
    print_page(archive, "skuodas", f"2024-05-01|Kita šventė|{OTHER}", minute=2)
    return tmp_path


def test_show_says_who_was_first_and_who_else(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = run(capsys, filled, "show", "https://birzai.lt/naujiena").out
    assert "First published by: utena, 2024-05-02, #" in late
    early = run(capsys, filled, "show", "https://utena.lt/naujiena").out
    assert "Also printed by: birzai, 2024-05-09, #" in early
    assert "printed by" not in run(capsys, filled, "show", "https://skuodas.lt/naujiena").out


def test_show_gives_them_as_json(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (late,) = run(capsys, filled, "show", "https://birzai.lt/naujiena", "--json").objects()
    (early,) = run(capsys, filled, "show", "https://utena.lt/naujiena", "--json").objects()
    (one,) = late["near_duplicates"]
    assert (late["near_duplicate_of"], one["id"], one["is_first"]) == (early["id"], early["id"], True)
    assert {"source", "country", "url", "title", "published", "first_seen_at", "similarity"} <= set(one)
    assert early["near_duplicate_of"] is None
    assert [(other["id"], other["is_first"]) for other in early["near_duplicates"]] == [(late["id"], False)]


@pytest.mark.parametrize("words", [("search", "šventė"), ("list",)])
def test_printings_are_folded_on_demand(
    words: tuple[str, ...], filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(run(capsys, filled, *words, "--json").objects()) == 3
    folded = run(capsys, filled, *words, "--fold", "--json").objects()
    assert sorted(len(one["folded"]) for one in folded) == [0, 1]
    assert len(run(capsys, filled, *words, "--fold", "--limit", "1", "--json").objects()) == 1
    assert "and 1 more of the same text: " in run(capsys, filled, *words, "--fold").out
    assert "more of the same text" not in run(capsys, filled, *words).out
