"""The one door: opened or refused, and what is found behind it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import ConfigError, DatabaseError, WarcError
from archive.records import Capture, PublishedDate
from archive.store import Archive
from archive.timestamps import parse_date_range
from tests.archive.recorded import FACTS, MOMENT, SOURCE, URL, article, exchange, keep, open_run, save

SECOND = "https://vvg.lt/kvietimas"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    """Two articles: one in two versions, captured at minutes 0, 10 and 20; one without a date."""
    directory = tmp_path_factory.mktemp("store")
    with open_run(directory) as (_, recorder):
        for minute, title in ((0, "Kaimas šventė"), (10, "Kaimas šventė"), (20, "Kaimas atšventė")):
            capture = keep(recorder, exchange(recorder, body=title.encode(), minute=minute))
            save(recorder, article(title=title), capture)
        capture = keep(recorder, exchange(recorder, SECOND, minute=30))
        undated = article(SECOND, title="Kvietimas", text="Kviečiame teikti paraiškas.", published=None)
        save(recorder, undated, capture)
    return directory


@pytest.fixture
def archive(filled: Path) -> Iterator[Archive]:
    with Archive(filled) as opened:
        yield opened


def minutes(captures: list[Capture]) -> list[int]:
    return [round((capture.requested_at - MOMENT) / timedelta(minutes=1)) for capture in captures]


def test_no_archive_is_made_by_looking_for_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no archive at"):
        Archive(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match="--archive"):
        Archive(tmp_path / "file", create=True)


@pytest.mark.sqlite
def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "kronika.db").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(DatabaseError, match=r"kronika\.db"):
        Archive(tmp_path)


def test_an_archive_opened_again_is_the_same(filled: Path) -> None:
    for create in (True, False):
        with Archive(filled, create=create) as again:
            assert again.stats()["articles"] == 2


@pytest.mark.parametrize(
    ("minute", "expected"),
    [(-5, [0, 10, 20]), (0, [0, 10, 20]), (5, [0, 10, 20]), (16, [20, 10, 0]), (99, [20, 10, 0])],
)
def test_captures_come_nearest_first(archive: Archive, minute: int, expected: list[int]) -> None:
    assert minutes(archive.find(URL, at=MOMENT + timedelta(minutes=minute))) == expected


def test_captures_come_newest_first_under_any_spelling(archive: Archive) -> None:
    for url in (URL, "http://www.vvg.lt/naujiena/", "vvg.lt/Naujiena#x"):
        assert minutes(archive.find(url)) == [20, 10, 0]
    assert minutes(archive.find(URL, limit=1)) == [20]
    assert archive.find("https://vvg.lt/nematyta") == []
    assert archive.find("http://[") == []


def test_an_article_is_found_by_address_id_and_version(archive: Archive) -> None:
    found = archive.find_article(URL)
    assert found is not None
    assert (found.version.article.title, found.version.number, found.versions) == ("Kaimas atšventė", 2, 2)
    assert archive.find_article(str(found.id)) == found
    first = archive.find_article(str(found.id), number=1)
    assert first is not None
    assert first.version.article.title == "Kaimas šventė"
    for name in ("https://vvg.lt/nematyta", "99999", "9" * 40, "", "http://[", "²"):
        assert archive.find_article(name) is None
    assert archive.find_article(URL, number=3) is None


def test_the_article_of_a_capture_is_the_version_read_from_it(archive: Archive) -> None:
    newest, middle, oldest = archive.find(URL)
    for capture, number in ((newest, 2), (oldest, 1)):
        found = archive.find_article_of(capture)
        assert found is not None
        assert found.version.number == number
    # The capture in the middle said what the first had said, so no version was read from it.
    found = archive.find_article_of(middle)
    assert found is not None
    assert found.source == SOURCE


def test_articles_are_listed_by_date(archive: Archive) -> None:
    assert [found.version.article.url for found in archive.list()] == [URL, SECOND]
    for text, expected in (("2026", [URL]), ("2026-01-03", [URL]), ("2026-01-04", []), ("2025", [])):
        first, last = parse_date_range(text)
        assert [found.version.article.url for found in archive.list(first=first, last=last)] == expected
    assert archive.list(source="lt-kitas") == []
    assert archive.list(country="LV") == []
    assert len(archive.list(limit=1)) == 1


def test_a_search_finds_the_version_that_holds_now(archive: Archive) -> None:
    assert [hit.article.version.article.url for hit in archive.search("atšventė")] == [URL]
    assert [hit.article.version.article.url for hit in archive.search("paraiškas", source=SOURCE)] == [SECOND]
    assert list(archive.search("atšventė", country="EE")) == []


def test_a_body_that_is_not_the_one_of_its_row_is_named(filled: Path, archive: Archive) -> None:
    (capture, *_) = archive.find(URL)
    assert archive.read(capture) == "Kaimas atšventė".encode()
    other = dataclasses.replace(capture, digest="sha1:" + "A" * 32)
    with pytest.raises(WarcError) as caught:
        archive.read(other)
    assert caught.value.offset == capture.location.offset
    with pytest.raises(WarcError, match="revisit"):
        archive.read(dataclasses.replace(capture, record_type="revisit"))
    lost = dataclasses.replace(capture, location=dataclasses.replace(capture.location, filename="x.warc.gz"))
    with pytest.raises(WarcError, match=r"x\.warc\.gz"):
        archive.read(lost)


def test_stats_count_what_is_there(archive: Archive) -> None:
    counted = archive.stats()
    expected = {"captures": 4, "responses": 3, "revisits": 1, "articles": 2, "versions": 3, "gone": 0, "warc_files": 1}
    assert {name: counted[name] for name in expected} == expected
    assert counted["warc_bytes"] == sum(path.stat().st_size for path in archive.warc_directory.iterdir())
    assert counted["directory"] == str(archive.directory)


def test_an_older_capture_read_later_leaves_the_article_as_it_is(tmp_path: Path) -> None:
    with open_run(tmp_path) as (archive, recorder):
        later = keep(recorder, exchange(recorder, body=b"<p>antra</p>", minute=9))
        save(recorder, article(title="Antra"), later)
        earlier = keep(recorder, exchange(recorder, body=b"<p>pirma</p>"))
        save(recorder, article(title="Pirma"), earlier)
        found = archive.find_article(URL)
        assert found is not None
        assert (found.version.article.title, found.versions) == ("Antra", 2)
        assert (found.first_seen_at, found.last_seen_at) == (earlier.requested_at, later.requested_at)


def test_two_sources_keep_their_own_article_of_one_page(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as archive:
        for facts in (FACTS, dataclasses.replace(FACTS, id="lt-kitas")):
            recorder = archive.start_run(facts)
            capture = keep(recorder, exchange(recorder))
            dated = article(published=PublishedDate("2026", "year", "published", "2026", "meta"))
            save(recorder, dated, capture)
            recorder.close("finished", {})
        assert {found.source for found in archive.list()} == {SOURCE, "lt-kitas"}
        assert set(archive.stats()["sources"]) == {SOURCE, "lt-kitas"}
