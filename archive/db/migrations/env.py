"""Alembic's entry: runs the steps on the connection of `archive.db.migrate`, in its transaction."""

from __future__ import annotations

from alembic import context

from archive.db.migrations.filters import is_ours
from archive.db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
