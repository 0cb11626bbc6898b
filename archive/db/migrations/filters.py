"""Which tables Alembic compares: not the full-text index, whose tables SQLite makes itself."""

from __future__ import annotations


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a name found in the database is one that the metadata should have."""
    return kind != "table" or name is None or not name.startswith(("article_fts", "attachment_fts"))
