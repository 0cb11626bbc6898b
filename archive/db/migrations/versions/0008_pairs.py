"""PostgreSQL's full-text index gets tokens of neighbours: where it holds articles it is to be built anew."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Has searches say so, and small archives build it by themselves."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "INSERT INTO search_state (name, value) SELECT 'uncounted', 1 WHERE EXISTS (SELECT 1 FROM article_terms) "
            "ON CONFLICT DO NOTHING"
        )
        op.execute("DELETE FROM search_state WHERE name IN ('builder', 'articles covered', 'files covered')")
