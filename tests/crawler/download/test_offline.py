"""Replayed offline, every recorded exchange comes out as it did live."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.download.crawled import Crawled, read_outcomes
from tests.crawling import Ran, kronika

FIELDS = ("url", "title", "text", "language", "published", "tags", "authors", "first_seen_at", "status", "versions")


@pytest.fixture(scope="module")
def replayed(crawled: Crawled, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    archive = tmp_path_factory.mktemp("replayed")
    ran = kronika(
        "crawl", "test-site", "--archive", archive, "--sources", crawled.sources, "--offline",
        crawled.archive / "warc", timeout_s=300,
    )  # fmt: skip
    return archive, ran


def read_articles(archive: Path) -> dict[str, dict[str, Any]]:
    found = kronika("list", "--json", "--archive", archive).objects()
    return {article["url"]: {field: article[field] for field in FIELDS} for article in found}


def classify(url: str, outcome: tuple[str, str | None]) -> tuple[str, str]:
    """State, and the class of the reason: without addresses, seconds and the parts of Twisted's errors."""
    state, reason = outcome
    reason = re.sub(r"https?://\S+", "URL", reason or "")
    reason = re.sub(r"\[?<twisted\.\S+ (\S+?)[:>].*", r"\1", reason)
    classes = {"time": ("too long", "took longer"), "length": ("larger than", "more than")}
    return state, next((name for name, signs in classes.items() if any(sign in reason for sign in signs)), reason)


def test_the_same_articles_come_out(crawled: Crawled, replayed: tuple[Path, Ran]) -> None:
    live, offline = read_articles(crawled.archive), read_articles(replayed[0])
    assert len(live) > 40
    assert offline == live


def test_the_same_pages_fail_for_the_same_reasons(crawled: Crawled, replayed: tuple[Path, Ran]) -> None:
    live, offline = read_outcomes(crawled.archive), read_outcomes(replayed[0])
    assert set(offline) == set(live)
    assert {url: classify(url, outcome) for url, outcome in offline.items()} == {
        url: classify(url, outcome) for url, outcome in live.items()
    }
    assert len(Counter(state for state, _ in live.values())) >= 4


def test_the_exit_code_is_the_same(crawled: Crawled, replayed: tuple[Path, Ran]) -> None:
    assert replayed[1].code == crawled.ran.code == 3


def test_a_replay_is_archived_like_a_crawl(replayed: tuple[Path, Ran]) -> None:
    verified = kronika("verify", "--json", "--archive", replayed[0])
    assert verified.code == 0, verified.out
