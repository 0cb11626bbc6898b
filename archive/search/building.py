"""The steps in which a new index is built beside the old one: what is read, counted and written, a part at a time.

A step that takes articles reads them, writes down that they are covered, and puts them into the tables of whole rows,
in one transaction. From then on whoever changes one of them brings the new index to it too; so their words, as they
were read, may be counted in other processes and added at any time later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.engine import Connection

from archive.db.dialect import insert
from archive.db.schema import article, article_facet, attachment_text, search_state
from archive.errors import SearchIndexError
from archive.search import beside, upkeep
from archive.search.counting import Tally, tally_file_words, tally_words
from archive.search.tables import LIVE, NEXT, SUFFIX, Tables
from archive.search.tsearch import format_file_terms, format_terms
from archive.search.versions import (
    ARTICLES,
    ARTICLES_COVERED,
    BUILDER,
    FILES_COVERED,
    UNCOUNTED,
    note_keys,
    read_state,
    write_state,
)
from archive.search.word_runs import VocabularyRow
from archive.search.words.keys import WORDS_VERSION

_FIRST, _LAST = -(1 << 63), (1 << 63) - 1
_PART_CHARS = 4_000_000

Row = dict[str, Any]
Key = tuple[int, str, str]
"""A row of `word_key`."""


@dataclass(frozen=True, slots=True)
class Part:
    """Articles or files that one step has taken."""

    rows: list[Row]
    are_files: bool = False


@dataclass(frozen=True, slots=True)
class CountedPart:
    """What a part adds to the new index."""

    words: Tally
    terms: list[tuple[int, str]] = field(default_factory=list)
    """Vectors by key, for PostgreSQL."""
    are_files: bool = False


class Word(NamedTuple):
    """A word of a vocabulary, in its order."""

    folded: str
    form: str
    language: str


def begin(conn: Connection, builder: int) -> None:
    """Make the tables of a new index; from now on it is `builder` who builds it, and none before."""
    beside.make_tables(conn)
    for name, value in {BUILDER: builder, ARTICLES_COVERED: _FIRST, FILES_COVERED: _FIRST}.items():
        write_state(conn, name, value)


def check_builder(conn: Connection, builder: int) -> None:
    """Raises SearchIndexError when another process has begun to build meanwhile."""
    if read_state(conn, BUILDER) != builder:
        raise SearchIndexError("another process has begun to build the search index anew: this one has stopped.")


def take_articles(conn: Connection, limit: int) -> Part | None:
    """The next articles, now covered; None when all are, also those to come."""
    columns = [article.c[name] for name in ("sequence", "title", "lead", "text", "tags", "language", "marks")]
    rows, within = _take(conn, article.c.sequence, columns, ARTICLES_COVERED, limit)
    if not rows:
        return None
    names = [column.name for column in article_facet.columns]
    facets = sa.select(*(article.c[name] for name in names)).where(within)
    conn.execute(NEXT.facet.insert().from_select(names, facets))
    _write_fts5(conn, "article_fts", article, ["sequence", *beside.COLUMNS], within)
    return Part(rows)


def take_files(conn: Connection, limit: int) -> Part | None:
    """The next texts of files, as `take_articles` does."""
    columns = [attachment_text.c[name] for name in ("id", "text", "language")]
    rows, within = _take(conn, attachment_text.c.id, columns, FILES_COVERED, limit)
    if not rows:
        return None
    _write_fts5(conn, "attachment_fts", attachment_text, ["id", "text"], within)
    return Part(rows, are_files=True)


def _take(
    conn: Connection, key: sa.Column[Any], columns: Sequence[sa.Column[Any]], state: str, limit: int
) -> tuple[list[Row], sa.ColumnElement[bool]]:
    after = read_state(conn, state)
    sized = sa.select(key, sa.func.length(key.table.c.text)).where(key > after).order_by(key).limit(limit)
    last, chars = _LAST, 0
    for number, size in conn.execute(sized).all():
        if chars and chars + size > _PART_CHARS:
            break
        last, chars = number, chars + size
    write_state(conn, state, last)
    within = sa.and_(key > after, key <= last)
    if last == _LAST:
        return [], within
    return [dict(row._mapping) for row in conn.execute(sa.select(*columns).where(within).order_by(key))], within


def _write_fts5(
    conn: Connection, index: str, table: sa.Table, names: Sequence[str], within: sa.ColumnElement[bool]
) -> None:
    if conn.dialect.name != "sqlite":
        return
    # As the row has it: the index must hold what its triggers will take out one day.
    columns = [sa.type_coerce(table.c[name], sa.Text) if name != names[0] else table.c[name] for name in names]
    target = sa.table(index + SUFFIX, *(sa.column(name) for name in ("rowid", *names[1:])))
    conn.execute(target.insert().from_select(["rowid", *names[1:]], sa.select(*columns).where(within)))


def count_part(part: Part, *, with_terms: bool) -> CountedPart:
    """What articles or files add; `with_terms`: also to PostgreSQL's full-text index."""
    words = tally_file_words(part.rows) if part.are_files else tally_words(part.rows)
    form = _form_file if part.are_files else _form_article
    return CountedPart(words, [form(row) for row in part.rows] if with_terms else [], part.are_files)


def _form_file(row: Mapping[str, Any]) -> tuple[int, str]:
    return row["id"], format_file_terms(row["text"])


def _form_article(row: Mapping[str, Any]) -> tuple[int, str]:
    return row["sequence"], format_terms(row)


def add_terms(conn: Connection, counted: CountedPart) -> None:
    """Put a part's vectors into PostgreSQL's new full-text index, but those of rows that have changed since."""
    if not counted.terms:
        return
    target, key = (NEXT.attachment_terms, "id") if counted.are_files else (NEXT.article_terms, "sequence")
    stored = (attachment_text if counted.are_files else article).c[key]
    number, terms = sa.bindparam("number", type_=sa.BigInteger), sa.bindparam("terms", type_=sa.Text)
    # Of a row that is there, and that nobody wrote here, it is known that it is as it was read.
    new = sa.select(number, sa.cast(terms, TSVECTOR)).where(sa.exists().where(stored == number))
    table = sa.Table(target.name, sa.MetaData(), sa.Column(key, sa.BigInteger), sa.Column("terms", TSVECTOR))
    statement = insert(table).from_select([key, "terms"], new).on_conflict_do_nothing()
    conn.execute(statement, [{"number": one, "terms": text} for one, text in counted.terms])


def add_words(conn: Connection, rows: Sequence[VocabularyRow]) -> None:
    """Add to the new vocabulary; keys come later."""
    upkeep.raise_counts(conn, NEXT, rows)


def list_words(conn: Connection, tables: Tables, after: Word | None, limit: int) -> list[Word]:
    """The words that come after one in the order of the alphabet: their keys then lie near one another too."""
    columns = tables.vocabulary.c
    order = (columns.folded, columns.form, columns.language)
    statement = sa.select(*order).order_by(*order).limit(limit)
    if after is not None:
        values = (sa.literal(value, column.type) for value, column in zip(after, order, strict=True))
        statement = statement.where(sa.tuple_(*order) > sa.tuple_(*values))
    return [Word(*row) for row in conn.execute(statement)]


def make_keys(words: Iterable[Word]) -> list[Key]:
    """Rows of `word_key`."""
    return upkeep.list_keys(words)


def add_keys(conn: Connection, tables: Tables, keys: Sequence[Key]) -> None:
    """Put keys into one of the two key tables."""
    upkeep.add_keys(conn, tables, keys)


def begin_keys(conn: Connection, builder: int) -> None:
    """From now on new words get the keys of this program's word function; what is left of an earlier try goes."""
    give_up(conn)
    write_state(conn, BUILDER, builder)
    conn.execute(LIVE.word_key.delete().where(LIVE.word_key.c.version == WORDS_VERSION))
    note_keys(conn, are_ready=False)


def finish_keys(conn: Connection) -> None:
    """Every word has keys: searches go by them."""
    _forget(conn)
    note_keys(conn, are_ready=True)


def merge_fts5(conn: Connection, pages: int, *, is_first: bool) -> bool:
    """Bring the new full-text index nearer to its most compact form; whether there is more to do."""
    changes = sa.text("SELECT total_changes()")
    busy = False
    for index in ("article_fts", "attachment_fts"):
        name, before = index + SUFFIX, conn.execute(changes).scalar_one()
        limit = -pages if is_first else pages
        conn.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', {limit})")  # noqa: S608 - all ours
        busy = busy or conn.execute(changes).scalar_one() - before > 1
    return busy


def finish(conn: Connection) -> None:
    """Put the new index in the place of the old one."""
    beside.exchange_tables(conn)
    states = search_state.c.name
    conn.execute(search_state.delete().where(sa.or_(states.startswith("keys "), states == UNCOUNTED)))
    note_keys(conn, are_ready=True)
    write_state(conn, ARTICLES, conn.execute(sa.select(sa.func.count()).select_from(LIVE.facet)).scalar_one())
    _forget(conn)


def give_up(conn: Connection) -> None:
    """Drop what was built."""
    beside.drop_tables(conn)
    _forget(conn)


def _forget(conn: Connection) -> None:
    for name in (BUILDER, ARTICLES_COVERED, FILES_COVERED):
        write_state(conn, name, None)
