"""Saving what a capture says: the article, its version, the addresses it was met under."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.articles import find_article_id
from archive.db.dialect import insert
from archive.db.rows import article_columns, encode_fields
from archive.db.schema import article as table
from archive.db.schema import article_url, article_version
from archive.records import Article, Capture

Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class SavedArticle:
    """What saving an article did."""

    article_id: int
    change: Change
    """`changed`: title or text are other than before, so there is a new version."""
    number: int
    """Of the version that holds the article's title and text."""


def save_article(
    conn: Connection,
    article: Article,
    *,
    source: str,
    country: str,
    key: str,
    capture: Capture,
    seen_at: datetime,
    urls: Mapping[str, str] | None = None,
) -> SavedArticle:
    """Saves what a capture (with its row id) says, once however often it is saved.

    `urls` are further addresses of the page by article key: where it was asked for, when that redirected. A
    capture older than the latest one read adds its version, but leaves the article as the latest says.
    """
    known_as = {key: article.url, **(urls or {})}
    article_id = find_article_id(conn, known_as, source=source)
    if article_id is None:
        article_id = _insert_article(
            conn, article, source=source, country=country, key=key, capture=capture, seen_at=seen_at
        )
        saved = SavedArticle(article_id, "new", 1)
    else:
        saved = _save_again(conn, article_id, article, capture)
    _add_urls(conn, source, article_id, known_as)
    _move_seen(conn, article_id, seen_at)
    return saved


def digest_text(article: Article) -> str:
    """Digest of title and text that composed letters and white space do not change."""
    parts = (unicodedata.normalize("NFC", part).split() for part in (article.title, article.text))
    joined = "\n".join(" ".join(words) for words in parts)
    return "sha256:" + hashlib.sha256(joined.encode()).hexdigest()


def _insert_article(
    conn: Connection,
    article: Article,
    *,
    source: str,
    country: str,
    key: str,
    capture: Capture,
    seen_at: datetime,
) -> int:
    owner = {"source": source, "country": country.upper(), "key": key, "status": "live", "versions": 0}
    seen = {"first_seen_at": seen_at, "last_seen_at": seen_at, "read_at": capture.requested_at}
    statement = table.insert().values({**article_columns(article), **owner, **seen})
    article_id = int(conn.execute(statement.returning(table.c.id)).scalar_one())
    version_id = _insert_version(conn, article_id, article, capture, number=1)
    _update(conn, article_id, {"current_version_id": version_id})
    return article_id


def _save_again(conn: Connection, article_id: int, article: Article, capture: Capture) -> SavedArticle:
    before = conn.execute(sa.select(table).where(table.c.id == article_id)).one()
    versions = _list_versions(conn, article_id)
    for version in versions:
        if version.capture_id == capture.id:
            return SavedArticle(article_id, "unchanged", version.number)
    is_latest = capture.requested_at >= before.read_at
    digest = digest_text(article)
    rivals = _neighbours(versions, capture.requested_at, before.current_version_id if is_latest else None)
    same = next((version for version in rivals if version.text_digest == digest), None)
    columns = article_columns(article)
    if same is None:
        number = before.versions + 1
        columns["current_version_id"] = _insert_version(conn, article_id, article, capture, number=number)
    else:
        number = same.number
        del columns["title"], columns["text"]
    if is_latest:
        _update_current(conn, before, columns, capture.requested_at)
    return SavedArticle(article_id, "changed" if same is None else "unchanged", number)


def _neighbours(versions: list[Row[Any]], at: datetime, current_id: int | None) -> list[Row[Any]]:
    """The versions that a capture may merely repeat: the current one, else those just before and after."""
    if current_id is not None:
        return [version for version in versions if version.id == current_id]
    earlier = [version for version in versions if version.captured_at <= at]
    later = [version for version in versions if version.captured_at > at]
    return [*earlier[-1:], *later[:1]]


def _list_versions(conn: Connection, article_id: int) -> list[Row[Any]]:
    columns = article_version.c
    statement = sa.select(
        columns.id, columns.number, columns.captured_at, columns.capture_id, columns.text_digest
    ).where(columns.article_id == article_id)
    return list(conn.execute(statement.order_by(columns.captured_at, columns.number)))


def _insert_version(
    conn: Connection, article_id: int, article: Article, capture: Capture, *, number: int
) -> int:
    if capture.id is None:
        raise ValueError(f"{capture.url}: a capture is saved before the article that was read from it")
    statement = article_version.insert().values(
        article_id=article_id,
        number=number,
        captured_at=capture.requested_at,
        capture_id=capture.id,
        title=article.title,
        text=article.text,
        text_digest=digest_text(article),
        fields=encode_fields(article),
        extractor=article.extractor,
    )
    _update(conn, article_id, {"versions": number})
    return int(conn.execute(statement.returning(article_version.c.id)).scalar_one())


def _update_current(
    conn: Connection, before: Row[Any], columns: dict[str, Any], captured_at: datetime
) -> None:
    # Only what differs is written: an update of a searched column would index the article anew.
    changed = {name: value for name, value in columns.items() if before._mapping[name] != value}
    _update(conn, before.id, {**changed, "read_at": captured_at})
    if before.gone_at is not None and captured_at > before.gone_at:
        _update(conn, before.id, {"status": "live", "gone_at": None})


def _move_seen(conn: Connection, article_id: int, seen_at: datetime) -> None:
    for column, is_beyond in (
        (table.c.first_seen_at, table.c.first_seen_at > seen_at),
        (table.c.last_seen_at, table.c.last_seen_at < seen_at),
    ):
        conn.execute(table.update().where(table.c.id == article_id, is_beyond).values({column: seen_at}))


def _add_urls(conn: Connection, source: str, article_id: int, urls: dict[str, str]) -> None:
    rows = [{"source": source, "key": key, "url": url, "article_id": article_id} for key, url in urls.items()]
    conn.execute(insert(article_url).on_conflict_do_nothing(), rows)


def _update(conn: Connection, article_id: int, values: dict[str, Any]) -> None:
    conn.execute(table.update().where(table.c.id == article_id).values(values))
