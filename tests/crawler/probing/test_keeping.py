"""A new source goes into the user's file whole, or the file is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import ConfigError
from crawler.probing.keeping import append_source, choose_file
from crawler.sources.registry import load_registry
from tests.crawling import format_source


def table(source_id: str) -> str:
    return format_source(hosts=["a.lt"], seeds=[{"listing": "https://a.lt/"}], source_id=source_id)


def test_source_is_added_to_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mano/saltiniai.toml"
    append_source(path, table("viena"))
    append_source(path, table("dvi"))
    assert path.read_text(encoding="utf-8") == f"{table('viena')}\n{table('dvi')}"
    assert {"viena", "dvi"} <= set(load_registry([path]).sources)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("second", [table("viena"), table("Dvi"), "[[source]]\nid = "])
def test_what_would_be_wrong_is_not_written(tmp_path: Path, second: str) -> None:
    path = tmp_path / "saltiniai.toml"
    append_source(path, table("viena"))
    with pytest.raises(ConfigError, match=r"saltiniai\.toml would not be right"):
        append_source(path, second)
    assert path.read_text(encoding="utf-8") == table("viena")
    assert list(tmp_path.iterdir()) == [path]


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "failas").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"cannot be written .*--to"):
        append_source(tmp_path / "failas/saltiniai.toml", table("viena"))


def test_file_is_the_one_named_else_the_first_of_the_users_own(tmp_path: Path) -> None:
    own = [tmp_path, tmp_path / "b.toml"]
    assert choose_file(tmp_path / "c.toml", own) == tmp_path / "c.toml"
    assert choose_file(None, own) == tmp_path / "sources.toml"
    assert choose_file(None, own[1:]) == tmp_path / "b.toml"
    assert choose_file(None, ()) == Path("sources.toml")
