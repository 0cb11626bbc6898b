"""Datasette and sqlite-utils open an archive's database, and search it."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.recorded import URL, article, exchange, keep, open_run, save

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # theirs, and not ours to mend
    from datasette.app import Datasette
    from sqlite_utils import Database

pytestmark = [pytest.mark.sqlite, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module", params=["as it was kept", "built anew"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    """The database of an archive with two articles."""
    folder = tmp_path_factory.mktemp("archive")
    with open_run(folder) as (archive, recorder):
        for number, place in enumerate(("Pakruojo", "Kelmės")):
            url = f"{URL}-{number}"
            capture = keep(recorder, exchange(recorder, url, place.encode(), minute=number))
            save(recorder, article(url, title=f"{place} dvaro vartai", tags=["dvarai"]), capture)
        if request.param == "built anew":
            archive.rebuild_search_index()
    return folder / "kronika.db"


@pytest.fixture
def tables(path: Path) -> Iterator[Any]:
    database = Database(path)
    yield database
    database.close()


def test_sqlite_utils_finds_the_index_and_searches_it(tables: Any) -> None:
    assert tables["article"].detect_fts() == "article_fts"
    assert tables["attachment_text"].detect_fts() == "attachment_fts"
    assert [row["title"] for row in tables["article"].search("Pakruojo")] == ["Pakruojo dvaro vartai"]
    assert {row["title"] for row in tables["article"].search("dvaro vartai", where="country = 'LT'")} == {
        "Pakruojo dvaro vartai",
        "Kelmės dvaro vartai",
    }


def test_sqlite_utils_reads_every_table(tables: Any) -> None:
    names = tables.table_names()
    assert {"article", "article_fts", "vocabulary", "word_key"} <= set(names)
    for name in names:
        assert len(list(tables[name].rows)) == tables[name].count


def test_datasette_searches_articles(path: Path) -> None:
    found = ask(path, "/kronika/article.json?_search=Pakruojo&_shape=objects")
    assert [row["title"] for row in found.json()["rows"]] == ["Pakruojo dvaro vartai"]
    assert "Pakruojo dvaro vartai" in ask(path, "/kronika/article?_search=Pakruojo").text
    assert "Kelmės dvaro vartai" not in ask(path, "/kronika/article?_search=Pakruojo").text
    assert [
        row["title"] for row in ask(path, "/kronika/article.json?_search=nieko&_shape=objects").json()["rows"]
    ] == []


def test_datasette_shows_every_table_and_row(path: Path, tables: Any) -> None:
    assert ask(path, "/kronika").status_code == 200
    for name in tables.table_names():
        answer = ask(path, f"/kronika/{name}")
        assert answer.status_code == 200, name
    sequence = next(tables["article"].rows)["sequence"]
    assert "dvaro vartai" in ask(path, f"/kronika/article/{sequence}").text


def ask(path: Path, url: str) -> Any:
    """What Datasette answers."""

    async def get() -> Any:
        datasette = Datasette([str(path)])
        try:
            return await datasette.client.get(url)
        finally:
            for database in datasette.databases.values():
                database.close()

    return asyncio.run(get())
