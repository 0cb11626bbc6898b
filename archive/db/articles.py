"""Articles over time: finding and listing them, and marking what became of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.rows import decode_article, filter_articles, select_articles
from archive.db.schema import article as table
from archive.db.schema import article_url, article_version
from archive.records import ArchivedArticle
from archive.urls import format_article_key

_MAX_ID = 2**63 - 1
"""No row has a higher id or number, and databases take none as a parameter."""


def find_article(conn: Connection, article_id: int, *, number: int | None = None) -> ArchivedArticle | None:
    """The article of an id, shown in its current version or in the one of that number."""
    if max(abs(article_id), abs(number or 0)) > _MAX_ID:
        return None
    row = conn.execute(select_articles(number=number).where(table.c.id == article_id)).first()
    return decode_article(row) if row is not None else None


def find_article_by_key(
    conn: Connection, key: str, *, source: str | None = None, number: int | None = None
) -> ArchivedArticle | None:
    """The article met under an article key, in one source or in all (then the one saved first)."""
    article_id = find_article_id(conn, [key], source=source)
    return find_article(conn, article_id, number=number) if article_id is not None else None


def find_article_by_capture(conn: Connection, capture_id: int) -> ArchivedArticle | None:
    """The article shown in the version that was read from this capture."""
    version = conn.execute(
        sa.select(article_version.c.article_id, article_version.c.number)
        .where(article_version.c.capture_id == capture_id)
        .limit(1)
    ).first()
    return find_article(conn, version.article_id, number=version.number) if version is not None else None


def find_article_by_url(
    conn: Connection, url: str, *, source: str | None = None, number: int | None = None
) -> ArchivedArticle | None:
    """The article met under exactly this address, else under one with the same article key.

    With a fragment that names a part of a page: that part, else the page's own article.
    """
    article_id = _first_seen(conn, article_url.c.url == url, source)
    if article_id is None:
        key, part = format_article_key(url), url.partition("#")[2]
        article_id = find_article_id(conn, [*([f"{key}#{part}"] if part else []), key], source=source)
    if article_id is None:
        return None
    return find_article(conn, article_id, number=number)


def find_article_id(conn: Connection, keys: Iterable[str], *, source: str | None = None) -> int | None:
    """The id of the article met under the first of these keys that is known; of several sources' the one seen first."""
    for key in keys:
        article_id = _first_seen(conn, article_url.c.key == key, source)
        if article_id is not None:
            return int(article_id)
    return None


def _first_seen(conn: Connection, address: sa.ColumnElement[bool], source: str | None) -> int | None:
    statement = sa.select(table.c.id).join(article_url, article_url.c.article_id == table.c.id).where(address)
    if source is not None:
        statement = statement.where(article_url.c.source == source)
    return conn.execute(statement.order_by(table.c.first_seen_at, table.c.id).limit(1)).scalar()


def find_articles_on(conn: Connection, source: str, key: str) -> list[ArchivedArticle]:
    """The source's articles met under a page's key: its own, or those that are its parts."""
    return [decode_article(row) for row in conn.execute(select_articles().where(_is_on_page(source, key)))]


def find_title(conn: Connection, source: str, key: str) -> str | None:
    """The title of a source's article met under a key."""
    article_id = find_article_id(conn, [key], source=source)
    title: str | None = conn.execute(sa.select(table.c.title).where(table.c.id == article_id)).scalar()
    return title


def list_articles(
    conn: Connection,
    *,
    first: date | None = None,
    last: date | None = None,
    source: str | None = None,
    country: str | None = None,
    limit: int | None = None,
) -> list[ArchivedArticle]:
    """Articles by publication date, newest first, the undated last.

    With `first` or `last` (inclusive) only dated ones; a month or a year counts as its first day.
    """
    conditions = filter_articles(first=first, last=last, source=source, country=country)
    statement = select_articles().where(*conditions)
    # SQLite and PostgreSQL disagree on where NULL goes unless told.
    order = table.c.published_on.desc().nulls_last()
    return [
        decode_article(row)
        for row in conn.execute(statement.order_by(order, table.c.first_seen_at.desc(), table.c.id).limit(limit))
    ]


def iter_articles(conn: Connection) -> Iterator[ArchivedArticle]:
    """Every article in its current version, by id."""
    statement = select_articles().order_by(table.c.id)
    for row in conn.execute(statement.execution_options(yield_per=500)):
        yield decode_article(row)


def known_keys(conn: Connection, source: str) -> set[str]:
    """Every article key under which the source's articles were met."""
    statement = sa.select(article_url.c.key).where(article_url.c.source == source)
    return set(conn.execute(statement).scalars())


def is_read_since(conn: Connection, source: str, key: str, at: datetime) -> bool:
    """Whether an article of the page was read from a capture made at that moment or later."""
    read = sa.select(table.c.id).where(_is_on_page(source, key), table.c.read_at >= at)
    return conn.execute(read.limit(1)).first() is not None


def is_seen_since(conn: Connection, source: str, key: str, at: datetime) -> bool:
    """Whether an article of the page was seen at that moment or later."""
    seen = sa.select(table.c.id).where(_is_on_page(source, key), table.c.last_seen_at >= at)
    return conn.execute(seen.limit(1)).first() is not None


def mark_gone(conn: Connection, source: str, key: str, *, at: datetime) -> bool:
    """Marks the articles of a page as removed, unless a later capture shows them; whether any was live."""
    return bool(
        conn.execute(
            table.update()
            .where(_is_on_page(source, key), table.c.last_seen_at <= at, table.c.status == "live")
            .values(status="gone", gone_at=at)
        ).rowcount
    )


def mark_seen(conn: Connection, source: str, key: str, *, at: datetime) -> bool:
    """Writes that a page was still there, unchanged (a 304); whether an article of it is known."""
    on_page = _is_on_page(source, key)
    is_known = conn.execute(sa.select(table.c.id).where(on_page).limit(1)).first() is not None
    conn.execute(table.update().where(on_page, table.c.last_seen_at < at).values(last_seen_at=at))
    conn.execute(table.update().where(on_page, table.c.gone_at < at).values(status="live", gone_at=None))
    return is_known


def _is_on_page(source: str, key: str) -> sa.ColumnElement[bool]:
    """Articles met under a page's key, and those that are its parts (`key#part`)."""
    met = article_url.c
    is_part = sa.and_(met.key >= f"{key}#", met.key < f"{key}$")  # "$" is the character after "#"
    return table.c.id.in_(sa.select(met.article_id).where(met.source == source, sa.or_(met.key == key, is_part)))
