"""Makes the tables of a new index beside the old ones, and exchanges them: in one transaction, on either database.

In SQLite triggers keep the new full-text index in step with what it covers already; in PostgreSQL, and for all other
tables, `archive.search.upkeep` does.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.search.tables import NEXT, SUFFIX, describe_next
from archive.search.versions import ARTICLES_COVERED, FILES_COVERED

COLUMNS = ("text", "title", "lead", "tags", "marks")
"""Of the full-text index of articles. The longest first: words of other columns take two bytes more each."""

_TABLES = ("article_facet", "vocabulary", "word_key")
_TERMS = ("article_terms", "attachment_terms")
_INDEXED = {"article_fts": ("article", "sequence", COLUMNS), "attachment_fts": ("attachment_text", "id", ("text",))}
_COVERED = {"article_fts": ARTICLES_COVERED, "attachment_fts": FILES_COVERED}
_EVENTS = ("insert", "delete", "update")

_SETTINGS = {"automerge": (16, 4), "hashsize": (64 * 1024**2, 1024**2)}
"""Of a full-text index, while it is built and by default. How many of its parts are put together at a time: the fewer
the more work, and the faster searches; and how many bytes of it are made in memory before they are written."""

_GRANTS = """
SELECT pg_get_userbyid(acl.grantee) AS grantee, acl.grantee = 0 AS is_public, acl.privilege_type
FROM pg_class c, aclexplode(c.relacl) acl WHERE c.oid = to_regclass(:name) AND acl.grantee <> c.relowner
"""

_TO_RENAME = """
SELECT relname, relkind::text FROM pg_class
WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('i', 'S') AND relname LIKE '%\\_next%'
"""


def make_tables(conn: Connection) -> None:
    """Empty tables for a new index; what an earlier building left is dropped."""
    drop_tables(conn)
    describe_next(conn.dialect.name).create_all(conn, checkfirst=False)
    for statement in _make_fts5() if conn.dialect.name == "sqlite" else _make_terms():
        conn.exec_driver_sql(statement)


def has_tables(conn: Connection) -> bool:
    """Whether there are tables of a new index."""
    return sa.inspect(conn).has_table(NEXT.vocabulary.name)


def drop_tables(conn: Connection) -> None:
    """Drop the tables of a new index, as far as they are there."""
    is_sqlite = conn.dialect.name == "sqlite"
    if is_sqlite:
        _drop_triggers(conn, SUFFIX)
    for name in (*_TABLES, *(_INDEXED if is_sqlite else _TERMS)):
        conn.exec_driver_sql(f"DROP TABLE IF EXISTS {name}{SUFFIX}")


def analyze_tables(conn: Connection) -> None:
    """Has PostgreSQL count the new tables for its planner: by itself it would some minutes later."""
    if conn.dialect.name != "sqlite":
        conn.exec_driver_sql(f"ANALYZE {', '.join(name + SUFFIX for name in (*_TABLES, *_TERMS))}")


def exchange_tables(conn: Connection) -> None:
    """The new index in place of the old one, which is dropped."""
    if conn.dialect.name == "sqlite":
        _exchange_sqlite(conn)
    else:
        _exchange_postgresql(conn)


def _exchange_sqlite(conn: Connection) -> None:
    _drop_triggers(conn, SUFFIX)
    _drop_triggers(conn, "")
    for index in _INDEXED:
        for name, (_, by_default) in _SETTINGS.items():
            conn.exec_driver_sql(_configure(index + SUFFIX, name, by_default))
    for name in (*_TABLES, *_INDEXED):
        conn.exec_driver_sql(f"DROP TABLE {name}")
        conn.exec_driver_sql(f"ALTER TABLE {name}{SUFFIX} RENAME TO {name}")
    for index in _INDEXED:
        for statement in _format_triggers(index, ""):
            conn.exec_driver_sql(statement)


def _exchange_postgresql(conn: Connection) -> None:
    # A reader that began before would find the new tables empty. Those who wait behind this lock wait a moment only.
    conn.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
    conn.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
    quote = conn.dialect.identifier_preparer.quote
    for name in (*_TABLES, *_TERMS):
        for row in conn.execute(sa.text(_GRANTS), {"name": name}).all():
            to = "PUBLIC" if row.is_public else quote(row.grantee)
            conn.exec_driver_sql(f"GRANT {row.privilege_type} ON {name}{SUFFIX} TO {to}")
        conn.exec_driver_sql(f"DROP TABLE {name}")
        conn.exec_driver_sql(f"ALTER TABLE {name}{SUFFIX} RENAME TO {name}")
    for row in conn.execute(sa.text(_TO_RENAME)).all():
        kind = "INDEX" if row.relkind == "i" else "SEQUENCE"
        conn.exec_driver_sql(f"ALTER {kind} {quote(row.relname)} RENAME TO {quote(row.relname.replace(SUFFIX, ''))}")


def _drop_triggers(conn: Connection, suffix: str) -> None:
    for index in _INDEXED:
        for event in _EVENTS:
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {index}{suffix}_{event}")


def _make_fts5() -> Iterator[str]:
    for index, (table, key, columns) in _INDEXED.items():
        # The double quotes around the table's name are how Datasette and sqlite-utils find the index.
        yield (
            f'CREATE VIRTUAL TABLE {index}{SUFFIX} USING fts5({", ".join(columns)}, content="{table}", '
            f"content_rowid=\"{key}\", tokenize='unicode61 remove_diacritics 0')"
        )
        yield from _format_triggers(index, SUFFIX, covered=_COVERED[index])
        for name, (meanwhile, _) in _SETTINGS.items():
            yield _configure(index + SUFFIX, name, meanwhile)


def _configure(fts: str, name: str, value: int) -> str:
    return f"INSERT INTO {fts} ({fts}, rank) VALUES ('{name}', {value})"  # noqa: S608 - all ours


def _format_triggers(index: str, suffix: str, *, covered: str | None = None) -> Iterator[str]:
    """Triggers that keep an index in step; `covered`: the state that says up to which key it holds rows."""
    table, key, columns = _INDEXED[index]
    names, fts = ", ".join(columns), index + suffix

    def when(row: str) -> str:
        return f"WHERE {row}.{key} <= (SELECT value FROM search_state WHERE name = '{covered}')" if covered else ""  # noqa: S608 - all ours

    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {fts} (rowid, {names}) SELECT new.{key}, {new} {when('new')};"
    remove = f"INSERT INTO {fts} ({fts}, rowid, {names}) SELECT 'delete', old.{key}, {old} {when('old')};"
    yield f"CREATE TRIGGER {fts}_insert AFTER INSERT ON {table} BEGIN {add} END"
    yield f"CREATE TRIGGER {fts}_delete AFTER DELETE ON {table} BEGIN {remove} END"
    yield f"CREATE TRIGGER {fts}_update AFTER UPDATE OF {key}, {names} ON {table} BEGIN {remove} {add} END"


def _make_terms() -> Iterator[str]:
    for name, key in (("article_terms", "sequence"), ("attachment_terms", "id")):
        yield f"CREATE TABLE {name}{SUFFIX} ({key} bigint PRIMARY KEY, terms tsvector NOT NULL)"
        yield f"CREATE INDEX ix_{name}{SUFFIX}_terms ON {name}{SUFFIX} USING gin (terms)"
    # Else the planner takes every rare word for a common one, and reads the whole table for it.
    yield f"ALTER TABLE article_terms{SUFFIX} ALTER COLUMN terms SET STATISTICS 5000"
