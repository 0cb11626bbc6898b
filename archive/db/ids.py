"""Row ids that do not depend on the order of insertion: a database rebuilt from WARC files has the same ones."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_ARTICLE_BYTES = 6
_VERSION_BITS = 12
MAX_VERSIONS = (1 << _VERSION_BITS) - 1
"""Versions that one article can have."""


def hash_article(source: str, key: str) -> int:
    """The id that an article should have: 48 bits of the SHA-256 of its source and key, so it can be cited.

    Among a million articles two meet with a chance of 1 in 560; the one that comes second then has the next number.
    """
    return int.from_bytes(hashlib.sha256(f"{source}\n{key}".encode()).digest()[:_ARTICLE_BYTES])


def version_id(article_id: int, number: int) -> int:
    """The id of an article's version. Raises ValueError past MAX_VERSIONS."""
    if not 0 < number <= MAX_VERSIONS:
        raise ValueError(f"article {article_id} cannot have a version {number}")
    return (article_id << _VERSION_BITS) | number


def next_free_id(conn: Connection, table: sa.Table, wanted: int) -> int:
    """The first id from `wanted` on that no row of the table has."""
    if conn.execute(sa.select(table.c.id).where(table.c.id == wanted)).scalar() is None:
        return wanted
    after = table.alias()
    is_last = ~sa.exists().where(after.c.id == table.c.id + 1)
    statement = sa.select(table.c.id + 1).where(table.c.id >= wanted, is_last)
    return int(conn.execute(statement.order_by(table.c.id).limit(1)).scalar_one())
