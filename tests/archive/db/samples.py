"""Captures and articles to put into a database under test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.engine import Connection

from archive.db.captures import insert_captures
from archive.db.runs import upsert_source
from archive.db.saving import SavedArticle, save_article
from archive.records import Article, Attachment, Author, Capture, Funding, Image, Location, PublishedDate, SourceFacts
from archive.search.upkeep import index_article
from archive.urls import format_article_key, format_urlkey

SOURCE = "lv-zemgale"
URL = "https://www.zemgale.lv/lv/jaunums/ziedu-gads"


def day(number: int, hour: int = 8) -> datetime:
    """A moment in May 2022."""
    return datetime(2022, 5, number, hour, 15, 2, 123456, tzinfo=UTC)


def make_capture(url: str = URL, at: datetime | None = None, *, offset: int = 0, **fields: Any) -> Capture:
    """A capture of a page that answered 200."""
    values: dict[str, Any] = {
        "url": url,
        "urlkey": format_urlkey(url),
        "requested_at": at or day(16),
        "status": 200,
        "mime": "text/html",
        "digest": "sha1:" + "A" * 32,
        "record_type": "response",
        "location": Location("lv-zemgale-1.warc.gz", offset, 700),
        "source": SOURCE,
        "run": "run-1",
    }
    return Capture(**{**values, **fields})


def make_article(**fields: Any) -> Article:
    """An article with something in every field."""
    values: dict[str, Any] = {
        "url": URL,
        "title": "Zemgalē sākas ziedu gads",
        "text": "Plānošanas reģions aicina pašvaldības stādīt ziedus.\n\nPieteikties var līdz jūnijam.",
        "language": "lv",
        "published": PublishedDate("2022-05-16", "day", "published", "Publicēts: 16.05.2022.", "labelled-line"),
        "updated": PublishedDate("2022-05", "month", "updated", "Atjaunots: 05.2022", "labelled-line"),
        "authors": (Author(organisation="Zemgales plānošanas reģions", role="Sabiedrisko attiecību nodaļa"),),
        "tags": ("Projektu jaunumi", "Ūdens"),
        "lead": "Ziedi katrā pagastā.",
        "images": (Image("https://www.zemgale.lv/ziedi.jpg", alt="Ziedi", caption=None),),
        "attachments": (Attachment("https://www.zemgale.lv/lv/media/142/download", name="Nolikums.pdf"),),
        "languages": ("lv", "en"),
        "funding": (Funding("Projektu atbalsta ELFLA.", programme="LEADER", fund="ELFLA"),),
        "confidences": {"title": "high"},
        "rules": {"title": "heading h1"},
        "canonical_url": URL,
        "platform": "tvp",
        "origins": {"title": "platform-rule"},
        "extractor": "1",
    }
    return Article(**{**values, **fields})


def add_source(conn: Connection, source: str = SOURCE, country: str = "LV") -> None:
    """A source's row, which articles, links and runs need."""
    facts = SourceFacts(id=source, name=source, kind="planning_region", country=country, languages=["lv"])
    upsert_source(conn, facts)


def save(
    conn: Connection,
    article: Article,
    at: datetime,
    *,
    source: str = SOURCE,
    country: str = "LV",
    **fields: Any,
) -> SavedArticle:
    """Saves an article as read from a capture made at that moment."""
    add_source(conn, source, country)
    offset = int(at.timestamp() * 1_000_000)
    capture = make_capture(article.url, at, offset=offset, source=source, **fields)
    capture = make_capture(
        article.url, at, offset=offset, source=source, id=insert_captures(conn, [capture])[0], **fields
    )
    saved = save_article(
        conn,
        article,
        source=source,
        country=country,
        addresses={format_article_key(article.url): article.url},
        capture=capture,
        seen_at=at,
    )
    index_article(conn, saved.article_id, saved.replaced)
    return saved
