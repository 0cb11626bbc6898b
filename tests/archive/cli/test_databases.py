"""`kronika database` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.db.schema import HEAD
from archive.store import Archive
from crawler.cli import main
from tests.archive.recorded import URL, article, exchange, keep, open_run, save
from tests.crawling import Ran
from tests.databases import find_url


def run(capsys: pytest.CaptureFixture[str], directory: Path, *words: str) -> Ran:
    code = 0
    try:
        main([*words, "--archive", str(directory)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    shown = capsys.readouterr()
    return Ran(code, shown.out, shown.err)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with open_run(tmp_path / "a") as (_, recorder):
        save(recorder, article(), keep(recorder, exchange(recorder)))
    return tmp_path / "a"


def test_info_says_where_the_rows_are(filled: Path, capsys: pytest.CaptureFixture[str], database_kind: str) -> None:
    (told,) = run(capsys, filled, "database", "info", "--json").objects()
    assert told["kind"].lower() == database_kind
    assert (told["revision"], told["rows"]["article"], told["bytes"] > 0) == (HEAD, 1, True)
    shown = run(capsys, filled, "database", "info")
    assert f"revision     {HEAD}" in shown.out
    assert str(told["database"]) in shown.out


def test_a_copy_is_opened_by_its_url(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = find_url(tmp_path / "copy") or f"sqlite:///{tmp_path}/copy.db"
    ran = run(capsys, filled, "database", "copy", "--to", to)
    assert ran.code == 0, ran.err
    assert "counts and digests agree" in ran.out
    assert "KRONIKA_DATABASE" in ran.out
    with Archive(filled, database=to) as archive:
        found = archive.find_article(URL)
        assert found is not None
        assert archive.read(found.version.capture)
    again = run(capsys, filled, "database", "copy", "--to", to)
    assert again.code == 2
    assert "holds rows already" in again.err
    assert run(capsys, filled, "show", URL, "--database", to).code == 0


def test_the_environment_names_the_database(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    to = f"sqlite:///{tmp_path}/copy.db"
    assert run(capsys, filled, "database", "copy", "--to", to, "--json").code == 0
    monkeypatch.setenv("KRONIKA_DATABASE", to)
    (told,) = run(capsys, filled, "database", "info", "--json").objects()
    assert told["database"] == str(tmp_path / "copy.db")
    monkeypatch.setenv("KRONIKA_DATABASE", f"sqlite:///{tmp_path}/none.db")
    assert run(capsys, filled, "list").code != 0
    monkeypatch.setenv("KRONIKA_DATABASE", "postgresql://u:geheim@127.0.0.1:1/x")
    refused = run(capsys, filled, "list")
    assert refused.code == 4
    assert "geheim" not in refused.err
