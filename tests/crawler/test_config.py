"""Settings of a crawl: flag before environment before file before default."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.config import ArchiveConfig, load_config
from archive.errors import ConfigError
from crawler.config import CrawlConfig


@pytest.fixture(autouse=True)
def _bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("KRONIKA_"):
            monkeypatch.delenv(name)


def test_defaults_stand_without_any_setting() -> None:
    config = load_config(CrawlConfig)
    assert config == CrawlConfig(archive=Path("kronika-archive"), sources=(), allow_networks=(), contact="")


def test_flag_beats_environment_beats_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kronika.toml").write_text('archive = "of-file"\ncontact = "https://vvg.lt"\n', encoding="utf-8")
    assert load_config(CrawlConfig).archive == Path("of-file")
    monkeypatch.setenv("KRONIKA_ARCHIVE", "of-environment")
    assert load_config(CrawlConfig).archive == Path("of-environment")
    assert load_config(ArchiveConfig).archive == Path("of-environment")
    found = load_config(CrawlConfig, archive=Path("of-flag"))
    assert (found.archive, found.contact) == (Path("of-flag"), "https://vvg.lt")


def test_flags_that_were_not_typed_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRONIKA_ARCHIVE", "of-environment")
    monkeypatch.setenv("KRONIKA_SOURCES", "mine.toml")
    found = load_config(CrawlConfig, archive=None, sources=[], allow_networks=None)
    assert (found.archive, found.sources) == (Path("of-environment"), (Path("mine.toml"),))


def test_lists_of_the_environment_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRONIKA_SOURCES", os.pathsep.join(["a.toml", "", "kitas aplankas"]))
    monkeypatch.setenv("KRONIKA_ALLOW_NETWORKS", "127.0.0.0/8, ::1  10.0.0.0/8,")
    found = load_config(CrawlConfig)
    assert found.sources == (Path("a.toml"), Path("kitas aplankas"))
    assert found.allow_networks == ("127.0.0.0/8", "::1", "10.0.0.0/8")


def test_the_file_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text('allow_networks = ["127.0.0.0/8"]\nsources = ["a.toml", "b"]\n', encoding="utf-8")
    monkeypatch.setenv("KRONIKA_CONFIG", str(elsewhere))
    found = load_config(CrawlConfig)
    assert (found.allow_networks, found.sources) == (("127.0.0.0/8",), (Path("a.toml"), Path("b")))


@pytest.mark.parametrize("contact", ["a\r\nX-Injected: 1", "a\nb", "\x00", "a\x7f"])
def test_a_contact_cannot_break_a_header(contact: str) -> None:
    with pytest.raises(ConfigError, match="contact"):
        load_config(CrawlConfig, contact=contact)


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kronika.toml"
    file.write_text("archive = 5\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="archive"):
        load_config(CrawlConfig)
    file.write_text("archive = \n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"kronika\.toml"):
        load_config(CrawlConfig)
