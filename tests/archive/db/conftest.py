"""A new database of the kind that a test runs on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from archive.db.engine import Database
from tests.databases import find_url


@pytest.fixture
def target(tmp_path: Path) -> str | Path:
    """Where the database is."""
    return find_url(tmp_path) or tmp_path / "kronika.sqlite"


@pytest.fixture
def database(target: str | Path) -> Iterator[Database]:
    opened = Database(target)
    yield opened
    opened.close()


@pytest.fixture
def conn(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        yield connection
