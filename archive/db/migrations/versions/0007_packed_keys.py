"""The words of a key in one row: half the room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

revision = "0007"
down_revision = "0006"

_AT_ONCE = 5_000

_BEFORE = sa.table(
    "word_key_before", sa.column("version", sa.Integer), sa.column("key", sa.Text), sa.column("folded", sa.Text)
)


def upgrade() -> None:
    """Packs the keys that are there: nothing is to be built anew."""
    bind = op.get_bind()
    op.rename_table("word_key", "word_key_before")
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE word_key_before RENAME CONSTRAINT pk_word_key TO pk_word_key_before")
    table = op.create_table(
        "word_key",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    packed = _pack(bind)
    while rows := list(islice(packed, _AT_ONCE)):
        bind.execute(table.insert(), rows)
    op.drop_table("word_key_before")
    # An index that is being built has keys of the other make: nobody goes on with it.
    op.execute("DELETE FROM search_state WHERE name IN ('builder', 'articles covered', 'files covered')")


def _pack(bind: Connection) -> Iterator[dict[str, object]]:
    columns = _BEFORE.c
    ordered = sa.select(columns.version, columns.key, columns.folded).order_by(
        columns.version, columns.key, columns.folded
    )
    with bind.execute(ordered.execution_options(yield_per=_AT_ONCE)) as rows:
        for (version, key), same in groupby(rows, key=lambda row: (row.version, row.key)):
            words = (row.folded for row in same)
            packed = " ".join(f"-{word[len(key) :]}" if word.startswith(key) else word for word in words)
            yield {"version": version, "key": key, "words": packed}
