"""Which tables Alembic compares: not the full-text index, which only its migration and triggers know."""

from __future__ import annotations

_INDEXES = ("article_fts", "attachment_fts", "article_terms", "attachment_terms")


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a name found in the database is one that the metadata should have."""
    return kind != "table" or name is None or not name.startswith(_INDEXES)
