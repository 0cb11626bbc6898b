"""What every test stands on: no setting of the operator's own, no deadline on a busy machine, and a database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import databases

settings.register_profile("kronika", deadline=None)
settings.load_profile("kronika")

DATABASE = os.environ.get("KRONIKA_TEST_DATABASE", "sqlite")
"""`postgresql` keeps the archives of all tests there; by default only those that are about the rows run on both."""

for _name in [name for name in os.environ if name.startswith("KRONIKA_") and name != databases.SERVER]:
    del os.environ[_name]

ON_BOTH = (
    "archive/db/",
    "archive/search/test_co",
    "archive/search/test_results.py",
    "archive/search/test_search_index.py",
    "archive/search/test_suggesting.py",
    "archive/search/test_tsearch.py",
    "archive/cli/test_databases.py",
    "archive/cli/test_maintaining.py",
    "archive/test_attachment_texts.py",
    "archive/test_recorder.py",
    "archive/test_recovery.py",
    "archive/test_sightings.py",
    "archive/test_store.py",
    "test_walk.py",
)
"""Tests of what reads and writes rows, under `tests/`."""


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks that choose a database."""
    config.addinivalue_line("markers", "sqlite: is about SQLite's own file")
    config.addinivalue_line("markers", "postgresql: is about PostgreSQL alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of the rows on both databases, all others on one."""
    kinds = choose_kinds(metafunc)
    if kinds != [DATABASE]:
        metafunc.parametrize("database_kind", kinds, indirect=True, scope="module")


def choose_kinds(metafunc: pytest.Metafunc) -> list[str]:
    """The databases that a test runs on."""
    for kind in ("sqlite", "postgresql"):
        if metafunc.definition.get_closest_marker(kind) is not None:
            return [kind]
    if DATABASE == "postgresql":
        return [DATABASE]
    path = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
    return ["sqlite", "postgresql"] if path.startswith(ON_BOTH) else [DATABASE]


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the run's PostgreSQL."""
    base = tmp_path_factory.getbasetemp()
    with databases.run_server(str(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)) as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def database_kind(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where archives keep their rows that are opened without a URL. A fixture that outlives a test and keeps an
    archive asks for it."""
    kind: str = getattr(request, "param", DATABASE)
    if kind == "sqlite":
        yield kind
        return
    with pytest.MonkeyPatch.context() as during:
        during.setenv(databases.SERVER, request.getfixturevalue("postgres_server"))
        during.setattr("archive.store.locate_database", _locate)
        yield kind
        databases.drop_schemas()


def _locate(directory: Path, url: str | None) -> str | Path:
    return url or databases.find_url(directory) or directory.absolute() / "kronika.db"
