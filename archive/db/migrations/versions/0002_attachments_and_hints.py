"""What seeds say of articles, how far a walk came, the files that articles link to, and articles by their text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from archive.db.schema import UtcDateTime

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Adds columns in place: no table is rebuilt, so every row and trigger stays."""
    op.add_column("link", sa.Column("hints", _JSON))
    op.add_column("walk", sa.Column("page_url", sa.Text))
    op.add_column("walk", sa.Column("last_finished_at", UtcDateTime))
    op.execute("UPDATE walk SET last_finished_at = finished_at")
    op.create_index("ix_article_version_text_digest", "article_version", ["text_digest"])
    op.create_table(
        "attachment",
        sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("capture_id", _ID, sa.ForeignKey("capture.id")),
        sa.Column("mime", sa.Text),
        sa.Column("bytes", sa.BigInteger),
        sa.Column("found_at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_attachment_key", "attachment", ["key"])
    op.create_index("ix_attachment_source_state", "attachment", ["source", "state"])
    op.create_index("ix_attachment_capture_id", "attachment", ["capture_id"])
