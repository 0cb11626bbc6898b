"""What was made of a capture, kept in the database: by a run as it happens, by replay from its notes later."""

from __future__ import annotations

import dataclasses

from sqlalchemy.engine import Connection

from archive.db import articles, captures, links
from archive.db.saving import SavedArticle, save_article
from archive.records import Article, Capture
from archive.urls import format_article_key


def keep_article(
    connection: Connection, article: Article, capture: Capture, *, country: str, asked_url: str
) -> SavedArticle:
    """An article read from a capture: article, version, index entry, addresses, link state."""
    (capture_id,) = captures.insert_captures(connection, [capture])
    key, asked_key = format_article_key(article.url), format_article_key(asked_url)
    saved = save_article(
        connection,
        article,
        source=capture.source,
        country=country,
        key=key,
        capture=dataclasses.replace(capture, id=capture_id),
        seen_at=capture.requested_at,
        urls={asked_key: asked_url} if asked_key != key else {},
    )
    links.keep_link(connection, capture.source, asked_key, asked_url, "fetched", at=capture.requested_at)
    return saved


def keep_gone(connection: Connection, capture: Capture, asked_url: str, reason: str) -> bool:
    """A page that its capture shows to be no longer there; whether a live article was marked."""
    captures.insert_captures(connection, [capture])
    key, at = format_article_key(asked_url), capture.requested_at
    links.keep_link(connection, capture.source, key, asked_url, "gone", at=at, reason=reason)
    return articles.mark_gone(connection, capture.source, key, at=at)


def keep_seen(connection: Connection, capture: Capture, asked_url: str) -> bool:
    """A page that its capture (a 304) shows to be as it was; whether its article is known."""
    captures.insert_captures(connection, [capture])
    key, at = format_article_key(asked_url), capture.requested_at
    links.keep_link(connection, capture.source, key, asked_url, "fetched", at=at)
    return articles.mark_seen(connection, capture.source, key, at=at)
