"""The first tables: sources, runs, captures, articles and their versions, links, the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from archive.db.schema import UtcDateTime

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Makes every table; the full-text index where SQLite is the database."""
    _create_source()
    _create_run()
    _create_capture()
    _create_article()
    _create_article_version()
    _create_article_url()
    _create_link()
    _create_walk()
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.execute(statement)


def _create_source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("region", sa.Text),
        sa.Column("languages", _JSON, nullable=False),
        sa.Column("platform", sa.Text),
        sa.Column("hosts", _JSON, nullable=False),
    )


def _create_run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, sa.ForeignKey("source.id"), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("counts", _JSON, nullable=False),
    )
    op.create_index("ix_run_source_started_at", "run", ["source", "started_at"])


def _create_capture() -> None:
    op.create_table(
        "capture",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("urlkey", sa.Text, nullable=False),
        sa.Column("timestamp", sa.String(14), nullable=False),
        sa.Column("requested_at", UtcDateTime, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("mime", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("chunked", sa.Boolean, nullable=False),
        sa.Column("record_type", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("truncated", sa.Text),
        sa.Column("redirect_to", sa.Text),
        sa.UniqueConstraint("filename", "offset"),
    )
    op.create_index("ix_capture_urlkey_requested_at", "capture", ["urlkey", "requested_at"])
    op.create_index("ix_capture_url", "capture", ["url"])
    op.create_index("ix_capture_digest", "capture", ["digest"])


def _create_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("source", sa.Text, sa.ForeignKey("source.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("tags", _JSON, nullable=False),
        sa.Column("authors", _JSON, nullable=False),
        sa.Column("published_value", sa.Text),
        sa.Column("published_precision", sa.Text),
        sa.Column("published_kind", sa.Text),
        sa.Column("published_raw", sa.Text),
        sa.Column("published_origin", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.Column("updated", _JSON),
        sa.Column("images", _JSON, nullable=False),
        sa.Column("attachments", _JSON, nullable=False),
        sa.Column("canonical_url", sa.Text),
        sa.Column("platform", sa.Text),
        sa.Column("origins", _JSON, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("first_seen_at", UtcDateTime, nullable=False),
        sa.Column("last_seen_at", UtcDateTime, nullable=False),
        sa.Column("read_at", UtcDateTime, nullable=False),
        sa.Column("gone_at", UtcDateTime),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("versions", sa.Integer, nullable=False),
        sa.Column("current_version_id", _ID),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "key"),
    )
    op.create_index("ix_article_key", "article", ["key"])
    op.create_index("ix_article_url", "article", ["url"])
    op.create_index("ix_article_published_on", "article", ["published_on"])
    op.create_index("ix_article_source_published_on", "article", ["source", "published_on"])
    op.create_index("ix_article_country_published_on", "article", ["country", "published_on"])


def _create_article_version() -> None:
    op.create_table(
        "article_version",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("article_id", _ID, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("captured_at", UtcDateTime, nullable=False),
        sa.Column("capture_id", _ID, sa.ForeignKey("capture.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_digest", sa.Text, nullable=False),
        sa.Column("fields", _JSON, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.UniqueConstraint("article_id", "number"),
    )
    op.create_index("ix_article_version_capture_id", "article_version", ["capture_id"])


def _create_article_url() -> None:
    op.create_table(
        "article_url",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("article_id", _ID, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_article_url_key", "article_url", ["key"])
    op.create_index("ix_article_url_url", "article_url", ["url"])
    op.create_index("ix_article_url_article_id", "article_url", ["article_id"])


def _create_link() -> None:
    op.create_table(
        "link",
        sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("mark", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("found_at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_link_source_state", "link", ["source", "state"])


def _create_walk() -> None:
    op.create_table(
        "walk",
        sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
        sa.Column("seed", sa.Text, primary_key=True),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
    )


# The double quotes around the content table's name are how Datasette and sqlite-utils find the index.
FTS5 = (
    """
    CREATE VIRTUAL TABLE article_fts USING fts5(
        title, lead, text, tags,
        content="article", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
        INSERT INTO article_fts (rowid, title, lead, text, tags)
        VALUES (new.id, new.title, new.lead, new.text, new.tags);
    END
    """,
    """
    CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, tags)
        VALUES ('delete', old.id, old.title, old.lead, old.text, old.tags);
    END
    """,
    """
    CREATE TRIGGER article_fts_update AFTER UPDATE OF id, title, lead, text, tags ON article BEGIN
        INSERT INTO article_fts (article_fts, rowid, title, lead, text, tags)
        VALUES ('delete', old.id, old.title, old.lead, old.text, old.tags);
        INSERT INTO article_fts (rowid, title, lead, text, tags)
        VALUES (new.id, new.title, new.lead, new.text, new.tags);
    END
    """,
)
