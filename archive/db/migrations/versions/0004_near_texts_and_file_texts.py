"""Texts that several sources printed, and the texts of files. Filled as pages are read, or all at once by a reindex."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_FTS5 = (
    """
    CREATE VIRTUAL TABLE attachment_fts USING fts5(
        text, content="attachment_text", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER attachment_fts_insert AFTER INSERT ON attachment_text BEGIN
        INSERT INTO attachment_fts (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER attachment_fts_delete AFTER DELETE ON attachment_text BEGIN
        INSERT INTO attachment_fts (attachment_fts, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER attachment_fts_update AFTER UPDATE OF id, text ON attachment_text BEGIN
        INSERT INTO attachment_fts (attachment_fts, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO attachment_fts (rowid, text) VALUES (new.id, new.text);
    END
    """,
)


def upgrade() -> None:
    """Makes new tables only."""
    _create_file_tables()
    _create_near_tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FTS5:
            op.execute(statement)


def _create_file_tables() -> None:
    op.create_table(
        "article_file",
        sa.Column("article_id", _ID, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text),
    )
    op.create_index("ix_article_file_key", "article_file", ["key"])
    op.create_table(
        "attachment_text",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "key"),
    )


def _create_near_tables() -> None:
    op.create_table(
        "near_text",
        sa.Column("article_id", _ID, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("shingles", sa.Integer, nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("numbers", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "near_band",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", _ID, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_near_band_article_id", "near_band", ["article_id"])
