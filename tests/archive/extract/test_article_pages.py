"""Every page pair in tests/pages: what a page says, read from its template variant."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from archive.extract.article import extract_article
from archive.records import Article

_PAGES = Path(__file__).parents[2] / "pages"
_PAIRS = sorted(_PAGES.glob("*/*.html"))


def _read(path: Path, platform: str | None) -> tuple[Article, dict[str, Any]]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    captured_at = datetime.fromisoformat(expected["captured_at"])
    return extract_article(path.read_bytes(), expected["url"], captured_at, platform=platform), expected


@pytest.mark.parametrize("path", _PAIRS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_page_reads_as_its_pair_says(path: Path) -> None:
    article, expected = _read(path, path.parent.name)
    assert article.title == expected["title"]
    assert article.text == expected["text"]
    assert article.published is not None
    published = article.published
    assert [published.value, published.precision, published.kind] == [
        expected[k] for k in ("published", "precision", "kind")
    ]
    assert (article.updated.value if article.updated else None) == expected["updated"]
    assert article.language == expected["language"]
    assert list(article.tags) == expected["tags"]
    assert [asdict(author) for author in article.authors] == expected["authors"]
    assert article.lead == expected["lead"]
    assert article.platform == expected["platform"]


@pytest.mark.parametrize("path", _PAIRS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_page_reads_the_same_when_nobody_names_its_platform(path: Path) -> None:
    article, expected = _read(path, None)
    assert (article.title, article.text) == (expected["title"], expected["text"])
    assert article.published is not None
    assert article.published.value == expected["published"]


def test_both_platforms_have_at_least_five_template_variants() -> None:
    assert min(len(list((_PAGES / platform).glob("*.html"))) for platform in ("tvp", "pakruojis")) >= 5
