"""All languages of a text, who paid for what it tells of, and how far each field is to be trusted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Adds columns in place: no table is rebuilt, so every row and trigger stays."""
    for name in ("languages", "funding", "confidences"):
        op.add_column("article", sa.Column(name, _JSON))
