"""Articles in the order of their days, marks to filter by, the vocabulary; the full-text index in that order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.engine import Connection

from archive.db.placing import place_article
from archive.timestamps import parse_warc_date
from archive.urls import MAX_KEY_BYTES, shorten_key

revision = "0006"
down_revision = "0005"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True)
_FOLDED = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")

_INDEXES = {
    "ix_article_key": ["key"],
    "ix_article_url": ["url"],
    "ix_article_published_on": ["published_on"],
    "ix_article_source_published_on": ["source", "published_on"],
    "ix_article_country_published_on": ["country", "published_on"],
}

_KEYS = {
    "capture": "urlkey",
    "article": "key",
    "article_url": "key",
    "link": "key",
    "attachment": "key",
    "article_file": "key",
    "attachment_text": "key",
}
"""Columns that hold keys of addresses."""

_URL_INDEXES = {"ix_capture_url": "capture", "ix_article_url": "article", "ix_article_url_url": "article_url"}

_CHILDREN = ("article_version", "article_url", "article_file", "near_text", "near_band")
"""Tables whose `article_id` refers to an article."""

# The longest first: words of other columns take two bytes more each.
_COLUMNS = "text, title, lead, tags, marks"
_NEW = "new.text, new.title, new.lead, new.tags, new.marks"
_OLD = "old.text, old.title, old.lead, old.tags, old.marks"

# The double quotes around the content table's name are how Datasette and sqlite-utils find the index.
_FTS5 = (
    f"""
    CREATE VIRTUAL TABLE article_fts USING fts5(
        {_COLUMNS}, content="article", content_rowid="sequence", tokenize="unicode61 remove_diacritics 0"
    )
    """,
    f"""
    CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
        INSERT INTO article_fts (rowid, {_COLUMNS}) VALUES (new.sequence, {_NEW});
    END
    """,
    f"""
    CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
        INSERT INTO article_fts (article_fts, rowid, {_COLUMNS}) VALUES ('delete', old.sequence, {_OLD});
    END
    """,
    f"""
    CREATE TRIGGER article_fts_update AFTER UPDATE OF sequence, {_COLUMNS} ON article BEGIN
        INSERT INTO article_fts (article_fts, rowid, {_COLUMNS}) VALUES ('delete', old.sequence, {_OLD});
        INSERT INTO article_fts (rowid, {_COLUMNS}) VALUES (new.sequence, {_NEW});
    END
    """,
    "INSERT INTO article_fts (article_fts) VALUES ('rebuild')",
)

_FILE_FTS5 = (
    """
    CREATE VIRTUAL TABLE attachment_fts USING fts5(
        text, content="attachment_text", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
    )
    """,
    "INSERT INTO attachment_fts (attachment_fts) VALUES ('rebuild')",
)
"""The same for files, whose triggers stay as they are."""


def upgrade() -> None:
    """Gives every article its number and marks; the vocabulary is filled by the archive itself."""
    bind = op.get_bind()
    op.create_table(
        "search_state",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    if bind.dialect.name == "sqlite":
        _rebuild_article(bind)
    else:
        _alter_article(bind)
    for name, column in _KEYS.items():
        _shorten_keys(bind, name, column)
    _create_tables()


def _shorten_keys(bind: Connection, name: str, column: str) -> None:
    key = sa.column(column, sa.Text)
    table = sa.table(name, key)
    longer = sa.func.length(key) > MAX_KEY_BYTES // 4
    for long in bind.execute(sa.select(key).distinct().where(longer)).scalars().all():
        if shorten_key(long) != long:
            bind.execute(table.update().where(key == long).values({key: shorten_key(long)}))


def _rebuild_article(bind: Connection) -> None:
    for name in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER article_fts_{name}")
    op.execute("DROP TABLE article_fts")
    for name in _INDEXES:
        op.drop_index(name)
    # Else SQLite would have the other tables refer to the one that goes.
    op.execute("PRAGMA legacy_alter_table=ON")
    op.rename_table("article", "article_before")
    op.execute("PRAGMA legacy_alter_table=OFF")
    old = sa.Table("article_before", sa.MetaData(), autoload_with=bind)
    new = _describe_article(old)
    new.create(bind)
    for row in _iter_rows(bind, old):
        bind.execute(new.insert().values(**row, **_place(bind, row)))
    op.drop_table("article_before")
    for name, columns in _INDEXES.items():
        op.create_index(name, "article", columns)
    for statement in (*_FTS5, "DROP TABLE attachment_fts", *_FILE_FTS5):
        op.execute(statement)


def _describe_article(old: sa.Table) -> sa.Table:
    columns = [sa.Column(c.name, c.type, nullable=c.nullable) for c in old.columns]
    return sa.Table(
        "article",
        old.metadata,
        sa.Column("sequence", _ID, primary_key=True, autoincrement=False),
        *columns,
        sa.Column("marks", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="fk_article_source_source"),
        sa.UniqueConstraint("id", name="uq_article_id"),
        sa.UniqueConstraint("source", "key", name="uq_article_source_key"),
    )


def _iter_rows(bind: Connection, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Every article, one at a time, in the order in which they were first seen."""
    for article_id in bind.execute(sa.select(table.c.id).order_by(table.c.first_seen_at, table.c.id)).scalars().all():
        yield dict(bind.execute(sa.select(table).where(table.c.id == article_id)).one()._mapping)


def _place(bind: Connection, row: dict[str, Any]) -> dict[str, Any]:
    seen = row["first_seen_at"]
    return place_article(bind, {**row, "first_seen_at": parse_warc_date(seen) if isinstance(seen, str) else seen}, None)


def _alter_article(bind: Connection) -> None:
    op.add_column("article", sa.Column("sequence", _ID))
    op.add_column("article", sa.Column("marks", sa.Text))
    table = sa.Table("article", sa.MetaData(), autoload_with=bind)
    for row in _iter_rows(bind, table):
        bind.execute(table.update().where(table.c.id == row["id"]).values(_place(bind, row)))
    op.alter_column("article", "marks", nullable=False)
    op.execute("ALTER TABLE article DROP CONSTRAINT pk_article CASCADE")
    op.create_primary_key("pk_article", "article", ["sequence"])
    op.create_unique_constraint("uq_article_id", "article", ["id"])
    for child in _CHILDREN:
        name = f"fk_{child}_article_id_article"
        op.create_foreign_key(name, child, "article", ["article_id"], ["id"], ondelete="CASCADE")
    for name, owner in _URL_INDEXES.items():
        # An entry of the usual kind of index has no room for a URL of nine thousand characters.
        op.drop_index(name, owner)
        op.create_index(name, owner, ["url"], postgresql_using="hash")


def _create_tables() -> None:
    op.add_column("attachment_text", sa.Column("language", sa.Text))
    op.create_table(
        "article_facet",
        sa.Column("sequence", _ID, primary_key=True, autoincrement=False),
        sa.Column("published_on", sa.Date),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("tags", _JSON, nullable=False),
    )
    op.execute(
        "INSERT INTO article_facet (sequence, published_on, source, country, language, tags) "
        "SELECT sequence, published_on, source, country, language, tags FROM article"
    )
    # The words of what is here already are counted by the archive, which knows the languages.
    op.execute("INSERT INTO search_state (name, value) SELECT 'uncounted', 1 WHERE EXISTS (SELECT 1 FROM article)")
    op.create_table(
        "vocabulary",
        sa.Column("folded", _FOLDED, primary_key=True),
        sa.Column("form", sa.Text, primary_key=True),
        sa.Column("language", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("capitals", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word_key",
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("folded", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in _TERMS:
            op.execute(statement)


_TERMS = (
    "CREATE TABLE article_terms (sequence bigint PRIMARY KEY, terms tsvector NOT NULL)",
    "CREATE TABLE attachment_terms (id bigint PRIMARY KEY, terms tsvector NOT NULL)",
    # Else the planner takes every rare word for a common one, and reads the whole table for it.
    "ALTER TABLE article_terms ALTER COLUMN terms SET STATISTICS 5000",
    "CREATE INDEX ix_article_terms_terms ON article_terms USING gin (terms)",
    "CREATE INDEX ix_attachment_terms_terms ON attachment_terms USING gin (terms)",
)
"""PostgreSQL's full-text index: narrow tables beside the texts."""
