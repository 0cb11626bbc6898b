"""docs/sources.md says what the models say."""

from __future__ import annotations

import re
from pathlib import Path

from crawler.discovery.platforms.known import PLATFORMS
from crawler.sources.models import AttachmentLimits, Seed, Source
from crawler.sources.registry import check_sources

TEXT = (Path(__file__).parents[3] / "docs/sources.md").read_text(encoding="utf-8")


def test_every_key_is_described_and_no_other() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    assert described == set(Source.model_fields) | set(Seed.model_fields) | set(AttachmentLimits.model_fields)


def test_every_platform_is_named() -> None:
    row = re.search(r"^\| `platform` .*$", TEXT, re.MULTILINE)
    small = re.search(r"^Small platforms: [^.]*", TEXT, re.MULTILINE)
    assert row is not None
    assert small is not None
    assert set(re.findall(r"`(\w+)`", row[0] + small[0])) - {"platform"} == set(PLATFORMS)


def test_first_example_is_a_right_source_file(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(\[\[source\]\].*?)```", TEXT, re.DOTALL)
    assert example is not None
    path = tmp_path / "mine.toml"
    path.write_text(example[1], encoding="utf-8")
    assert check_sources([path]) == []
