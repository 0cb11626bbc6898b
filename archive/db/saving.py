"""Saving what a capture says: the article, its version, the addresses it was met under."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.articles import find_article_id
from archive.db.attachment_texts import keep_links
from archive.db.dialect import insert
from archive.db.forms import is_bare, may_be_same
from archive.db.ids import hash_article, next_free_id, version_id
from archive.db.near import keep_near
from archive.db.placing import place_article
from archive.db.rows import article_columns, encode_fields, make_storable
from archive.db.schema import article as table
from archive.db.schema import article_url, article_version
from archive.records import Article, Capture
from archive.urls import format_article_key

Change = Literal["new", "changed", "unchanged"]

TWIN_CHARS = 200
"""Characters that a text must have to show by itself that two pages are one article."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("„“”‟«»″〝〞＂", '"'),
        **dict.fromkeys("‚‘’‛‹›′´`ʼ", "'"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
"""Quotes as the plain ones, and what is not seen as nothing."""


@dataclass(frozen=True, slots=True)
class SavedArticle:
    """What saving an article did."""

    article_id: int
    change: Change
    """`changed`: title or text are other than before, so there is a new version."""
    number: int
    """Of the version that holds the article's title and text."""
    replaced: Row[Any] | None = field(default=None, compare=False)
    """The row as it was before, of an article that was known."""


def save_article(
    conn: Connection,
    article: Article,
    *,
    source: str,
    country: str,
    addresses: Mapping[str, str],
    capture: Capture,
    seen_at: datetime,
) -> SavedArticle:
    """Saves what a capture (with its row id) says, once however often it is saved.

    `addresses`: URL by article key, the article's own first. Known under any of them, it is that article; where
    they belong to several, the first one's: the others stay with their versions and addresses, and nothing is lost.
    Else it is the article of the same text at an address of another form (`may_be_same`), else a new one. A capture
    older than the latest one read adds its version, but leaves the article as the latest says.
    """
    article = make_storable(article)
    article_id = find_article_id(conn, addresses, source=source)
    if article_id is None:
        article_id = _find_twin(conn, article, source, addresses)
    if article_id is None:
        owner = {"source": source, "country": country.upper(), "key": next(iter(addresses))}
        saved = _insert_article(conn, article, owner, capture, seen_at)
    else:
        saved = _update_article(conn, article_id, article, capture, seen_at)
    rows = [{"source": source, "key": k, "url": u, "article_id": saved.article_id} for k, u in addresses.items()]
    conn.execute(insert(article_url).on_conflict_do_nothing(), rows)
    return saved


def digest_text(article: Article) -> str:
    """Digest of title and text that composed letters, white space, invisible characters and kinds of quotes do not
    change: editors and servers change them by themselves."""
    parts = (unicodedata.normalize("NFC", part).translate(_ALIKE).split() for part in (article.title, article.text))
    joined = "\n".join(" ".join(words) for words in parts)
    return "sha256:" + hashlib.sha256(joined.encode()).hexdigest()


def _find_twin(conn: Connection, article: Article, source: str, keys: Iterable[str]) -> int | None:
    """The article, seen first, that says exactly this and whose every address may be another of this one's."""
    if article.part is not None or len(article.text) < TWIN_CHARS:
        return None
    new = list(keys)
    statement = (
        sa.select(table.c.id)
        .join(article_version, article_version.c.id == table.c.current_version_id)
        .where(article_version.c.text_digest == digest_text(article), table.c.source == source)
        .order_by(table.c.first_seen_at, table.c.id)
    )
    for article_id in conn.execute(statement).scalars().all():
        known = conn.execute(sa.select(article_url.c.key).where(article_url.c.article_id == article_id)).scalars().all()
        if not any("#" in key for key in known) and all(may_be_same(one, other) for one in known for other in new):
            return int(article_id)
    return None


def _insert_article(
    conn: Connection, article: Article, owner: dict[str, str], capture: Capture, seen_at: datetime
) -> SavedArticle:
    state = {"first_seen_at": seen_at, "last_seen_at": seen_at, "read_at": capture.requested_at}
    statement = table.insert().values(**article_columns(article), **owner, **state, status="live", versions=1)
    article_id = next_free_id(conn, table, hash_article(owner["source"], owner["key"]))
    placed = place_article(conn, {**article_columns(article), **owner, **state, "id": article_id}, None)
    conn.execute(statement.values(id=article_id, **placed))
    current = _insert_version(conn, article_id, article, capture, number=1)
    conn.execute(table.update().where(table.c.id == article_id).values(current_version_id=current))
    _keep_beside(conn, article_id, article)
    return SavedArticle(article_id, "new", 1)


def _update_article(
    conn: Connection, article_id: int, article: Article, capture: Capture, seen_at: datetime
) -> SavedArticle:
    before = conn.execute(sa.select(table).where(table.c.id == article_id)).one()
    versions = _list_versions(conn, article_id)
    repeated = next((version for version in versions if version.capture_id == capture.id), None)
    if repeated is not None:
        return SavedArticle(article_id, "unchanged", repeated.number, before)
    is_latest = capture.requested_at >= before.read_at
    rivals = _neighbours(versions, capture.requested_at, before.current_version_id if is_latest else None)
    digest = digest_text(article)
    same = next((version for version in rivals if version.text_digest == digest), None)
    columns = {**article_columns(article), **_state_after(before, capture.requested_at)} if is_latest else {}
    if is_bare(format_article_key(article.url)) and not is_bare(format_article_key(before.url)):
        columns.pop("url", None)  # the address in words goes on being the one that is shown
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
    _write_changes(conn, before, columns | place_article(conn, {**before._asdict(), **columns}, before._asdict()))
    if is_latest:
        _keep_beside(conn, article_id, article)
    return SavedArticle(article_id, "changed" if same is None else "unchanged", number, before)


def _keep_beside(conn: Connection, article_id: int, article: Article) -> None:
    """What is looked up by an article's text and files."""
    keep_near(conn, article_id, article.text, digest_text(article))
    keep_links(conn, article_id, article.attachments)


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
