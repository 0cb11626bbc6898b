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
from archive.db.ids import hash_article, next_free_id, version_id
from archive.db.rows import article_columns, encode_fields, make_storable
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
    article = make_storable(article)
    known_as = {key: article.url, **(urls or {})}
    article_id = find_article_id(conn, known_as, source=source)
    if article_id is None:
        owner = {"source": source, "country": country.upper(), "key": key}
        saved = _insert_article(conn, article, owner, capture, seen_at)
    else:
        saved = _update_article(conn, article_id, article, capture, seen_at)
    rows = [{"source": source, "key": k, "url": u, "article_id": saved.article_id} for k, u in known_as.items()]
    conn.execute(insert(article_url).on_conflict_do_nothing(), rows)
    return saved


def digest_text(article: Article) -> str:
    """Digest of title and text that composed letters and white space do not change."""
    parts = (unicodedata.normalize("NFC", part).split() for part in (article.title, article.text))
    joined = "\n".join(" ".join(words) for words in parts)
    return "sha256:" + hashlib.sha256(joined.encode()).hexdigest()


def _insert_article(
    conn: Connection, article: Article, owner: dict[str, str], capture: Capture, seen_at: datetime
) -> SavedArticle:
    state = {"first_seen_at": seen_at, "last_seen_at": seen_at, "read_at": capture.requested_at}
    statement = table.insert().values(**article_columns(article), **owner, **state, status="live", versions=1)
    article_id = next_free_id(conn, table, hash_article(owner["source"], owner["key"]))
    conn.execute(statement.values(id=article_id))
    current = _insert_version(conn, article_id, article, capture, number=1)
    conn.execute(table.update().where(table.c.id == article_id).values(current_version_id=current))
    return SavedArticle(article_id, "new", 1)


def _update_article(
    conn: Connection, article_id: int, article: Article, capture: Capture, seen_at: datetime
) -> SavedArticle:
    before = conn.execute(sa.select(table).where(table.c.id == article_id)).one()
    versions = _list_versions(conn, article_id)
    repeated = next((version for version in versions if version.capture_id == capture.id), None)
    if repeated is not None:
        return SavedArticle(article_id, "unchanged", repeated.number)
    is_latest = capture.requested_at >= before.read_at
    rivals = _neighbours(versions, capture.requested_at, before.current_version_id if is_latest else None)
    digest = digest_text(article)
    same = next((version for version in rivals if version.text_digest == digest), None)
    columns = {**article_columns(article), **_state_after(before, capture.requested_at)} if is_latest else {}
    columns |= {
        "first_seen_at": min(before.first_seen_at, seen_at),
        "last_seen_at": max(before.last_seen_at, seen_at),
    }
    if same is None:
        number = before.versions + 1
        latest = _insert_version(conn, article_id, article, capture, number=number)
        columns |= {"versions": number, **({"current_version_id": latest} if is_latest else {})}
    else:
        number = same.number
        columns = {name: value for name, value in columns.items() if name not in {"title", "text"}}
    _write_changes(conn, before, columns)
    return SavedArticle(article_id, "changed" if same is None else "unchanged", number)


def _state_after(before: Row[Any], captured_at: datetime) -> dict[str, Any]:
    """What a capture that is the latest says about the page being there."""
    is_back = before.gone_at is not None and captured_at > before.gone_at
    return {"read_at": captured_at, **({"status": "live", "gone_at": None} if is_back else {})}


def _write_changes(conn: Connection, before: Row[Any], columns: dict[str, Any]) -> None:
    # Only what differs is written: an update of a searched column would index the article anew.
    changed = {name: value for name, value in columns.items() if before._mapping[name] != value}
    if changed:
        conn.execute(table.update().where(table.c.id == before.id).values(changed))


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


def _insert_version(conn: Connection, article_id: int, article: Article, capture: Capture, *, number: int) -> int:
    if capture.id is None:
        raise ValueError(f"{capture.url}: a capture is saved before the article that was read from it")
    row_id = version_id(article_id, number)
    statement = article_version.insert().values(
        id=row_id,
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
    conn.execute(statement)
    return row_id
