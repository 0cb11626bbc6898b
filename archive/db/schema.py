"""The tables, and column types that look alike on every database. Migrations make what this describes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Dialect

from archive.timestamps import format_warc_date, parse_warc_date

HEAD = "0008"
"""The newest revision in `migrations/versions`: known without importing Alembic, which is slow."""


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware UTC datetime: `timestamptz`; in SQLite ISO 8601 text with microseconds: sorts by time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """Text in SQLite, which has no type for moments."""
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Raises ValueError on a naive datetime."""
        if value is None:
            return None
        text = format_warc_date(value)
        return text if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Aware, UTC."""
        if value is None:
            return None
        return parse_warc_date(value) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Json = sa.JSON(none_as_null=True)

source = sa.Table(
    "source",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("region", sa.Text),
    sa.Column("languages", _Json, nullable=False),
    sa.Column("platform", sa.Text),
    sa.Column("hosts", _Json, nullable=False),
)

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, sa.ForeignKey("source.id"), nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("counts", _Json, nullable=False),
    sa.Index(None, "source", "started_at"),
)

# `source` and `run` are no foreign keys: a WARC file from elsewhere may name neither.
capture = sa.Table(
    "capture",
    metadata,
    sa.Column("id", _Id, primary_key=True),
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
    sa.Index(None, "urlkey", "requested_at"),
    sa.Index(None, "url", postgresql_using="hash"),
    sa.Index(None, "digest"),
)

article = sa.Table(
    "article",
    metadata,
    sa.Column("sequence", _Id, primary_key=True, autoincrement=False),
    sa.Column("id", _Id, nullable=False),
    sa.Column("source", sa.Text, sa.ForeignKey("source.id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("tags", _Json, nullable=False),
    sa.Column("authors", _Json, nullable=False),
    sa.Column("published_value", sa.Text),
    sa.Column("published_precision", sa.Text),
    sa.Column("published_kind", sa.Text),
    sa.Column("published_raw", sa.Text),
    sa.Column("published_origin", sa.Text),
    sa.Column("published_on", sa.Date),
    sa.Column("updated", _Json),
    sa.Column("images", _Json, nullable=False),
    sa.Column("attachments", _Json, nullable=False),
    sa.Column("canonical_url", sa.Text),
    sa.Column("platform", sa.Text),
    sa.Column("origins", _Json, nullable=False),
    sa.Column("extractor", sa.Text, nullable=False),
    sa.Column("first_seen_at", UtcDateTime, nullable=False),
    sa.Column("last_seen_at", UtcDateTime, nullable=False),
    sa.Column("read_at", UtcDateTime, nullable=False),
    sa.Column("gone_at", UtcDateTime),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("versions", sa.Integer, nullable=False),
    sa.Column("current_version_id", _Id),
    # Last, since SQLite reads a row up to the column that it wants.
    sa.Column("text", sa.Text, nullable=False),
    # Younger than many a row: null where an article has not been read since.
    sa.Column("languages", _Json),
    sa.Column("funding", _Json),
    sa.Column("confidences", _Json),
    sa.Column("rules", _Json),
    sa.Column("marks", sa.Text, nullable=False),
    sa.UniqueConstraint("id"),
    sa.UniqueConstraint("source", "key"),
    sa.Index(None, "key"),
    sa.Index(None, "url", postgresql_using="hash"),
    sa.Index(None, "published_on"),
    sa.Index(None, "source", "published_on"),
    sa.Index(None, "country", "published_on"),
)
"""An article as it was last read. `read_at`: when the capture was made that the fields were read from.
`sequence`: its place in the order of days, see `archive.db.order`; `marks`: what searches filter by, see
`archive.db.marks`. `current_version_id` is no foreign key: the two tables would need each other first."""

article_facet = sa.Table(
    "article_facet",
    metadata,
    sa.Column("sequence", _Id, primary_key=True, autoincrement=False),
    sa.Column("published_on", sa.Date),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("language", sa.Text),
    sa.Column("tags", _Json, nullable=False),
)
"""What hits are counted by: narrow, so that ten thousand rows are read at once."""

vocabulary = sa.Table(
    "vocabulary",
    metadata,
    sa.Column("folded", sa.Text(collation="C").with_variant(sa.Text(), "sqlite"), primary_key=True),
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("language", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("capitals", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The words of all articles as they stand, in lower case, with the language of the text (empty: not known) and how
many articles have them; `capitals`: in how many of these as a name, less those in which as a common word. `folded`:
without diacritics."""

word_key = sa.Table(
    "word_key",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("words", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Which words of the vocabulary may be forms of one another, by a version of the word function: their letters without
diacritics as `archive.search.words.keys.pack_words` writes them, some twice, some of words that are in no text now."""

search_state = sa.Table(
    "search_state",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)
"""Numbers that searches go by: which version of the word function is current and which is being built, how many
articles the vocabulary was counted from, how far articles stand from their days."""

article_version = sa.Table(
    "article_version",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("article_id", _Id, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("captured_at", UtcDateTime, nullable=False),
    sa.Column("capture_id", _Id, sa.ForeignKey("capture.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("text_digest", sa.Text, nullable=False),
    sa.Column("fields", _Json, nullable=False),
    sa.Column("extractor", sa.Text, nullable=False),
    sa.UniqueConstraint("article_id", "number"),
    sa.Index(None, "capture_id"),
    sa.Index(None, "text_digest"),
)

article_url = sa.Table(
    "article_url",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("article_id", _Id, sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    sa.Index(None, "key"),
    sa.Index(None, "url", postgresql_using="hash"),
    sa.Index(None, "article_id"),
)
"""Every address under which an article was met."""

link = sa.Table(
    "link",
    metadata,
    sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("mark", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("found_at", UtcDateTime, nullable=False),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    sa.Column("hints", _Json),
    sa.Index(None, "source", "state"),
)
"""The article addresses found in seeds, written down before they are fetched."""

walk = sa.Table(
    "walk",
    metadata,
    sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
    sa.Column("seed", sa.Text, primary_key=True),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("page_url", sa.Text),
    sa.Column("last_finished_at", UtcDateTime),
)
"""The last walk over a seed's pages; without `finished_at` it was interrupted. `page_url`: the last page that it
read. `last_finished_at`: when any walk over the seed last came to its end."""

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("source", sa.Text, sa.ForeignKey("source.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("capture_id", _Id, sa.ForeignKey("capture.id")),
    sa.Column("mime", sa.Text),
    sa.Column("bytes", sa.BigInteger),
    sa.Column("found_at", UtcDateTime, nullable=False),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    sa.Index(None, "key"),
    sa.Index(None, "source", "state"),
    sa.Index(None, "capture_id"),
)
"""The files that articles link to, and their images, each once. `capture_id`: the last capture that showed the file;
`bytes`: how large its body is, codings removed."""

article_file = sa.Table(
    "article_file",
    metadata,
    sa.Column("article_id", _Id, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("name", sa.Text),
    sa.Index(None, "key"),
)
"""Which files an article links to, by the key of table `attachment`; images are not here."""

attachment_text = sa.Table(
    "attachment_text",
    metadata,
    sa.Column("id", _Id, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.Text),
    sa.UniqueConstraint("source", "key"),
)
"""The text of a file of table `attachment`, or why there is none. `digest`: of the capture that it was read from."""

near_text = sa.Table(
    "near_text",
    metadata,
    sa.Column("article_id", _Id, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("shingles", sa.Integer, nullable=False),
    sa.Column("sketch", sa.LargeBinary, nullable=False),
    sa.Column("numbers", sa.LargeBinary, nullable=False),
)
"""What is kept of an article's text to find others that print it, see `archive.neardup`. `digest`: as the version's;
`shingles` is 0 for one too short to compare."""

near_band = sa.Table(
    "near_band",
    metadata,
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("article_id", _Id, sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    sa.Index(None, "article_id"),
    sqlite_with_rowid=False,
)
"""Texts that share a band may be near."""

article_fts = sa.table(
    "article_fts",
    sa.column("rowid", sa.Integer),
    sa.column("article_fts", sa.Text),
    sa.column("text", sa.Text),
    sa.column("title", sa.Text),
    sa.column("lead", sa.Text),
    sa.column("tags", sa.Text),
    sa.column("marks", sa.Text),
)
"""SQLite's full-text index over `article`; outside the metadata, since its migration and triggers keep it."""

attachment_fts = sa.table(
    "attachment_fts",
    sa.column("rowid", sa.Integer),
    sa.column("attachment_fts", sa.Text),
    sa.column("text", sa.Text),
)
"""The same over `attachment_text`."""

article_terms = sa.table("article_terms", sa.column("sequence", sa.BigInteger), sa.column("terms", TSVECTOR))
"""PostgreSQL's full-text index of articles: outside the metadata, since SQLite has no such table."""

attachment_terms = sa.table("attachment_terms", sa.column("id", sa.BigInteger), sa.column("terms", TSVECTOR))
"""The same of attachment texts."""
