"""By which rule each field of an article was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds a column in place: no table is rebuilt, so every row and trigger stays."""
    op.add_column("article", sa.Column("rules", sa.JSON(none_as_null=True)))
