"""The contract's JSON fields, and the lines for people."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.cli.formats import (
    describe_article,
    describe_capture,
    describe_hit,
    format_json,
    line_article,
    line_capture,
    page_article,
)
from archive.records import ArchivedArticle, Article, Hit, PublishedDate, Version
from tests.archive.db.samples import day, make_article, make_capture

CAPTURE_FIELDS = {
    "url", "urlkey", "timestamp", "status", "mime", "digest", "record_type", "filename", "offset", "length", "source",
    "run",
}  # fmt: skip
ARTICLE_FIELDS = {
    "id", "url", "source", "country", "title", "text", "language", "published", "authors", "tags", "images",
    "attachments", "first_seen_at", "last_seen_at", "status", "versions", "capture",
}  # fmt: skip


def archived(article: Article | None = None, **fields: Any) -> ArchivedArticle:
    capture = make_capture()
    version = Version(number=2, article=article or make_article(), captured_at=capture.requested_at, capture=capture)
    values: dict[str, Any] = {
        "id": 7,
        "source": capture.source,
        "country": "LV",
        "version": version,
        "versions": 2,
        "first_seen_at": datetime(2022, 5, 1, 6, 0, 0, 999_999, tzinfo=UTC),
        "last_seen_at": day(16),
        "status": "live",
    }
    return ArchivedArticle(**(values | fields))


def test_a_capture_has_the_fields_of_the_contract() -> None:
    described = describe_capture(make_capture(offset=12))
    assert set(described) == CAPTURE_FIELDS
    assert described["timestamp"] == "20220516081502"
    assert (described["filename"], described["offset"], described["length"]) == ("lv-zemgale-1.warc.gz", 12, 700)


def test_an_article_has_the_fields_of_the_contract() -> None:
    described = describe_article(archived())
    assert set(described) >= ARTICLE_FIELDS
    assert described["published"] == {
        "value": "2022-05-16",
        "precision": "day",
        "kind": "published",
        "raw": "Publicēts: 16.05.2022.",
        "origin": "labelled-line",
    }
    assert set(described["capture"]) == CAPTURE_FIELDS
    assert (described["first_seen_at"], described["versions"]) == ("2022-05-01T06:00:00Z", 2)
    assert described["authors"][0]["organisation"] == "Zemgales plānošanas reģions"
    assert described["attachments"][0]["name"] == "Nolikums.pdf"


def test_an_article_without_a_date_says_that_it_was_only_seen() -> None:
    described = describe_article(archived(make_article(published=None, updated=None)))
    assert set(described["published"]) == {"value", "precision", "kind", "raw", "origin"}
    assert (described["published"]["value"], described["published"]["kind"]) == (None, "first-seen")
    assert described["updated"] is None


def test_a_hit_is_its_article_without_the_text() -> None:
    described = describe_hit(Hit(article=archived(), snippet="«Ziedi»", score=1.23456789))
    assert set(described) >= (ARTICLE_FIELDS - {"text"}) | {"snippet", "score"}
    assert "text" not in described
    assert described["score"] == 1.234568


def test_an_object_is_one_line_with_its_letters() -> None:
    value = {"title": "Žiedupė\n\r\u2028\u2029\x85\x0b\x0c\x1c„antra“"}
    line = format_json(value)
    assert line.splitlines() == [line]
    assert "Žiedupė" in line
    assert json.loads(line) == value


@pytest.mark.parametrize(
    ("fields", "shown"),
    [({}, "200"), ({"status": None}, "---"), ({"truncated": "time"}, "cut (time)"), ({"mime": None}, " - ")],
)
def test_a_capture_on_a_line_says_where_it_lies(fields: dict[str, Any], shown: str) -> None:
    line = line_capture(make_capture(offset=12, **fields))
    assert shown in line
    assert "lv-zemgale-1.warc.gz:12" in line
    assert "2022-05-16 08:15:02" in line


def test_an_article_on_lines_says_what_and_where() -> None:
    line = line_article(archived())
    assert "2022-05-16" in line
    assert "#7" in line
    assert "[gone]" not in line
    assert "[gone]" in line_article(archived(status="gone"))
    assert "no date" in line_article(archived(make_article(published=None)))


def test_a_page_shows_every_field_and_the_evidence() -> None:
    page = page_article(archived(), [])
    for shown in (
        "Zemgalē sākas ziedu gads",
        "labelled-line",
        "Projektu jaunumi",
        "offset 0",
        "2 of 2",
    ):
        assert shown in page
    assert page.endswith("Pieteikties var līdz jūnijam.")
    bare = Article(url="https://vvg.lt/a", title="T", text="x")
    shown = page_article(archived(bare), [])
    assert "not said" in shown
    assert "unknown" in shown
    assert "Tags" not in shown


def test_a_month_is_shown_as_a_month() -> None:
    dated = dataclasses.replace(make_article(), published=PublishedDate("2022-05", "month", "published", "V", "url"))
    assert describe_article(archived(dated))["published"]["value"] == "2022-05"
    assert line_article(archived(dated)).startswith("2022-05 ")
