"""The tables that searches stand on, and those of the same make in which new ones are built beside them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from archive.db import schema

SUFFIX = "_next"
"""How the names of tables end that are being built."""

_COPIED = (schema.article_facet, schema.vocabulary, schema.word_key)
_TEXT = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")


@dataclass(frozen=True, slots=True)
class Tables:
    """One set of them. The terms are there on PostgreSQL only."""

    facet: sa.Table
    vocabulary: sa.Table
    word_key: sa.Table
    article_terms: sa.TableClause
    attachment_terms: sa.TableClause


def describe_next(dialect_name: str) -> sa.MetaData:
    """The tables to be built but the full-text index."""
    metadata = sa.MetaData()
    for table in _COPIED:
        copied = table.to_metadata(metadata, name=table.name + SUFFIX)
        for column in copied.columns:
            if isinstance(column.type, sa.Text):
                column.type = _TEXT
        # SQLite cannot change names of constraints later, PostgreSQL takes none twice.
        if dialect_name != "sqlite":
            for constraint in copied.constraints:
                constraint.name = f"{constraint.name}{SUFFIX}"
    return metadata


_next = describe_next("postgresql").tables

LIVE = Tables(schema.article_facet, schema.vocabulary, schema.word_key, schema.article_terms, schema.attachment_terms)

NEXT = Tables(
    _next["article_facet_next"],
    _next["vocabulary_next"],
    _next["word_key_next"],
    sa.table("article_terms_next", sa.column("sequence", sa.BigInteger), sa.column("terms", TSVECTOR)),
    sa.table("attachment_terms_next", sa.column("id", sa.BigInteger), sa.column("terms", TSVECTOR)),
)
