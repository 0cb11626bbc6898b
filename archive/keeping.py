"""What was made of a capture, kept in the database: by a run as it happens, by replay from its notes later."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from archive.db import articles as article_rows
from archive.db import attachments, captures, links
from archive.db.engine import Database
from archive.db.saving import SavedArticle, save_article
from archive.errors import PayloadError
from archive.payloads import read_body
from archive.records import Article, Capture, Sighting
from archive.search.upkeep import index_article
from archive.urls import format_article_key, strip_fragment


def keep_articles(
    connection: Connection,
    articles: Sequence[Article],
    capture: Capture,
    sighting: Sighting,
    *,
    country: str,
    files: Iterable[str] = (),
) -> list[SavedArticle]:
    """The articles read from a capture: articles, versions, index entries, addresses, link states, their files."""
    (capture_id,) = captures.insert_captures(connection, [capture])
    source, at, met = capture.source, capture.requested_at, set[str]()
    saved = []
    for article in articles:
        urls = _list_addresses(article, sighting)
        met.update(urls)
        one = save_article(
            connection,
            _name_part(article),
            source=source,
            country=country,
            addresses=_add_part(urls, article.part),
            capture=dataclasses.replace(capture, id=capture_id),
            seen_at=at,
        )
        index_article(connection, one.article_id, one.replaced)
        saved.append(one)
    asked_key = format_article_key(sighting.asked_url)
    links.keep_link(connection, source, asked_key, sighting.asked_url, "fetched", at=at)
    if sighting.hints is not None:
        links.keep_hints(connection, source, asked_key, sighting.hints)
    links.settle_aliases(connection, source, met, at=at)
    attachments.add_attachments(connection, source, files, found_at=at)
    return saved


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a capture of a file says of it."""

    mime: str | None
    bytes: int | None
    """Size of the body, codings removed; None when it cannot be decoded."""


def read_file_facts(database: Database, directory: Path, capture: Capture) -> FileFacts:
    """Of a 304, what its original says. Raises WarcError when the record cannot be read."""
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
    shown = original if original is not None and capture.is_not_modified else capture
    try:
        size = len(read_body(directory, capture, original))
    except PayloadError:
        size = None
    return FileFacts(shown.mime, size)


def keep_file(connection: Connection, capture: Capture, url: str, facts: FileFacts, *, found_at: datetime) -> None:
    """A file that its capture shows; `found_at`: since when it was known."""
    (capture_id,) = captures.insert_captures(connection, [capture])
    shown = dataclasses.replace(capture, id=capture_id)
    attachments.keep_attachment(connection, url, shown, found_at=found_at, mime=facts.mime, size=facts.bytes)


def keep_gone(connection: Connection, capture: Capture, asked_url: str, reason: str) -> bool:
    """A page that its capture shows to be no longer there; whether a live article was marked."""
    captures.insert_captures(connection, [capture])
    key, at = format_article_key(asked_url), capture.requested_at
    links.keep_link(connection, capture.source, key, asked_url, "gone", at=at, reason=reason)
    return article_rows.mark_gone(connection, capture.source, key, at=at)


def keep_seen(connection: Connection, capture: Capture, asked_url: str) -> bool:
    """A page that its capture (a 304) shows to be as it was; whether its article is known."""
    captures.insert_captures(connection, [capture])
    key, at = format_article_key(asked_url), capture.requested_at
    links.keep_link(connection, capture.source, key, asked_url, "fetched", at=at)
    return article_rows.mark_seen(connection, capture.source, key, at=at)


def _list_addresses(article: Article, sighting: Sighting) -> dict[str, str]:
    """Every address of the page by article key, its own first."""
    page_url = strip_fragment(article.url)
    found: dict[str, str] = {}
    for url in (sighting.address or page_url, page_url, sighting.asked_url, *sighting.aliases):
        found.setdefault(format_article_key(url), url)
    return found


def _add_part(urls: dict[str, str], part: str | None) -> dict[str, str]:
    if part is None:
        return urls
    return {f"{key}#{part}": f"{strip_fragment(url)}#{part}" for key, url in urls.items()}


def _name_part(article: Article) -> Article:
    if article.part is None:
        return article
    return dataclasses.replace(article, url=f"{strip_fragment(article.url)}#{article.part}")
