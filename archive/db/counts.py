"""How much the archive holds."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db import schema


def count_rows(conn: Connection) -> dict[str, Any]:
    """Counts as JSON values: captures by record type, articles, versions, files, runs, bytes, each source's own.

    `oldest_capture` and `newest_capture` are 14-digit timestamps, None in an empty archive.
    """
    capture, article = schema.capture, schema.article
    types = _count_by(conn, capture.c.record_type)
    oldest, newest, stored_bytes = conn.execute(
        sa.select(
            sa.func.min(capture.c.timestamp),
            sa.func.max(capture.c.timestamp),
            sa.func.coalesce(sa.func.sum(capture.c.length), 0),
        )
    ).one()
    return {
        "captures": sum(types.values()),
        "responses": types.get("response", 0),
        "revisits": types.get("revisit", 0),
        "capture_bytes": int(stored_bytes),
        "oldest_capture": oldest,
        "newest_capture": newest,
        "articles": _count(conn, article),
        "gone": _count(conn, article, article.c.status == "gone"),
        "versions": _count(conn, schema.article_version),
        "attachments": _count(conn, schema.attachment, schema.attachment.c.capture_id.is_not(None)),
        "attachments_waiting": _count(conn, schema.attachment, schema.attachment.c.state == "pending"),
        "runs": _count(conn, schema.run),
        "sources": _count_sources(conn),
    }


def _count_sources(conn: Connection) -> dict[str, dict[str, int]]:
    counted = {
        "captures": _count_by(conn, schema.capture.c.source),
        "articles": _count_by(conn, schema.article.c.source),
        "attachments": _count_by(conn, schema.attachment.c.source),
        "runs": _count_by(conn, schema.run.c.source),
    }
    names = sorted(set().union(*counted.values()))
    return {name: {what: counts.get(name, 0) for what, counts in counted.items()} for name in names}


def _count(conn: Connection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    statement = sa.select(sa.func.count()).select_from(table).where(*conditions)
    return int(conn.execute(statement).scalar_one())


def _count_by(conn: Connection, column: sa.Column[Any]) -> dict[str, int]:
    statement = sa.select(column, sa.func.count()).group_by(column)
    return {str(value): int(count) for value, count in conn.execute(statement)}
