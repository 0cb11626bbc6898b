"""What is PostgreSQL's own: a schema of a database that holds one archive, its locks, and how its tables are made."""

from __future__ import annotations

import os
import re
import zlib
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from psycopg.abc import Buffer
from psycopg.types.string import StrDumper
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import ConnectionPoolEntry

from archive.db.dialect import format_json
from archive.db.postgres_errors import describe_error
from archive.errors import DatabaseError

DEFAULT_SCHEMA = "kronika"
OLDEST_VERSION = 15

LOCK_TIMEOUT_S = 30
"""How long a statement waits for another process's lock: longer than any transaction of ours."""

_CONNECT_TIMEOUT_S = 10
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,50}")
_LOCK_CLASS = 0x4B52  # of all our advisory locks; the second number is the schema's

_LOOK = "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"
# The lock keeps the tables from being exchanged under a reader; it is waited for before its state is fixed.
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; LOCK TABLE alembic_version IN ACCESS SHARE MODE"
# What is read once the lock is had is as the writer before left it, hence READ COMMITTED.
_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock({lock_class}, {lock})"
_BEGIN = {"LOOK": _LOOK, "READ": _READ, "WRITE": _WRITE, "MIGRATE": _WRITE}

_SETTINGS = """
SELECT set_config('search_path', %(path)s, false), set_config('timezone', 'UTC', false),
       set_config('lock_timeout', %(lock_timeout)s, false), set_config('jit', 'off', false),
       set_config('synchronous_commit',
                  CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                  ELSE current_setting('synchronous_commit') END, false)
"""

_LOOK_AROUND = """
SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS is_read_only,
       ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(:quoted)
             AND relkind IN ('r', 'p', 'v', 'm', 'f')) AS tables
"""

_UNSORTED = """
SELECT c.relname AS name, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = to_regnamespace(:quoted) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attcollation <> 0 AND a.attcollation <> 'pg_catalog."C"'::regcollation
ORDER BY c.relname, a.attnum
"""

_BYTES = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relnamespace = to_regnamespace(:quoted) AND relkind IN ('r', 'm')
"""


class _TextDumper(StrDumper):
    """Text with `?` for NUL, which PostgreSQL has not: what is looked for is as what was stored (`make_storable`)."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\x00", "?"))


class PostgresSchema:
    """A schema of a PostgreSQL database; the URL's `schema` names it, else it is `kronika`."""

    kind = "PostgreSQL"

    def __init__(self, url: URL, *, read_only: bool) -> None:
        """Raises DatabaseError for a schema name that is none."""
        self.schema = _read_schema(url)
        self.place = self.name = show_url(url)
        self.url = url
        self.read_only = read_only
        self._is_closed = False

    @property
    def quoted(self) -> str:
        """The schema's name as SQL has it."""
        return f'"{self.schema}"'

    @cached_property
    def engine(self) -> Engine:
        """Connections that look into the schema; each begins its transaction as its option says."""
        query = {name: value for name, value in self.url.query.items() if name != "schema"}
        arguments: dict[str, Any] = {"autocommit": True, "fallback_application_name": "kronika"}
        if "connect_timeout" not in query and "PGCONNECT_TIMEOUT" not in os.environ:
            arguments["connect_timeout"] = _CONNECT_TIMEOUT_S
        engine = sa.create_engine(
            self.url.set(drivername="postgresql+psycopg", query=query),
            connect_args=arguments,
            json_serializer=format_json,
            use_native_hstore=False,
            pool_pre_ping=True,
        )
        # First of all: SQLAlchemy itself asks a new connection for its schema.
        sa.event.listen(engine, "connect", self._prepare, insert=True)
        sa.event.listen(engine, "begin", self._begin)
        sa.event.listen(engine, "engine_disposed", self._note_closed)
        sa.event.listen(engine, "checkin", self._close_late)
        return engine

    def read_revision(self) -> str | None:
        """The schema revision; None when there is no table yet. Learns whether anything may be written."""
        with self.engine.connect() as connection:
            found = connection.execute(sa.text(_LOOK_AROUND), {"quoted": self.quoted}).one()
            self.read_only = self.read_only or found.is_read_only
            if not found.tables:
                return None
            if "alembic_version" not in found.tables:
                raise DatabaseError(
                    f"{self.place}: its schema {self.schema} holds another program's tables; name another with "
                    "?schema=NAME at the end of the URL."
                )
            may_write = "has_table_privilege('alembic_version', 'UPDATE') OR has_table_privilege('capture', 'INSERT')"
            asked = f"SELECT version_num, {may_write} AS may_write FROM alembic_version"  # noqa: S608 - all ours
            row = connection.execute(sa.text(asked)).first()
            self.read_only = self.read_only or (row is not None and not row.may_write)
            return str(row.version_num) if row is not None else None

    def migrate(self) -> None:
        """Bring the tables up to date in one transaction, while nobody reads or writes."""
        # Alembic takes 0.3 s to import: only an archive that is new or old waits for it.
        from archive.db.migrate import migrate_to_head  # noqa: PLC0415

        with self.engine.execution_options(begin="MIGRATE").connect() as connection:
            migrate_to_head(connection, self.place, before=self._make_schema, after=self._sort_by_bytes)

    def sync(self) -> None:
        """Nothing is left to do: a commit returns when it is on the server's disk."""

    def describe_error(self, error: BaseException) -> DatabaseError:
        """Our error for PostgreSQL's."""
        return describe_error(self.place, error)

    def describe_refusal(self) -> str:
        """What to do so that it can be written."""
        return "name a user who may write its tables, and a server that is no standby"

    def describe(self, conn: Connection) -> dict[str, str | int]:
        """The server's version, the schema, and the bytes of its tables with their indexes."""
        taken = conn.execute(sa.text(_BYTES), {"quoted": self.quoted}).scalar_one()
        version = conn.execute(sa.text("SHOW server_version")).scalar_one()
        return {"version": str(version), "schema": self.schema, "bytes": int(taken)}

    def remove(self) -> None:
        """Drop the schema with everything in it, once nobody reads or writes."""
        with self.engine.execution_options(begin="MIGRATE").begin() as connection:
            lock_out_readers(connection, self.quoted)
            connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {self.quoted} CASCADE"))

    def _prepare(self, connection: Any, _entry: ConnectionPoolEntry) -> None:
        version: int = connection.info.server_version
        if version < OLDEST_VERSION * 10_000:
            raise DatabaseError(
                f"{self.place}: the server is PostgreSQL {version // 10_000}; Kronika needs {OLDEST_VERSION} or newer."
            )
        connection.adapters.register_dumper(str, _TextDumper)
        connection.execute(_SETTINGS, {"path": self.quoted, "lock_timeout": f"{LOCK_TIMEOUT_S}s"})

    def _begin(self, connection: Connection) -> None:
        # The driver is in autocommit: begin and lock go to the server as one.
        statement = _BEGIN[connection.get_execution_options().get("begin", "LOOK")]
        connection.exec_driver_sql(statement.format(lock_class=_LOCK_CLASS, lock=number_lock(self.schema)))

    def _note_closed(self, _engine: Engine) -> None:
        self._is_closed = True

    def _close_late(self, connection: Any, _entry: ConnectionPoolEntry) -> None:
        # What was in use when the others were closed, or is used after that, has nobody to close it.
        if self._is_closed and connection is not None:
            connection.close()

    def _make_schema(self, connection: Connection) -> None:
        # IF NOT EXISTS asks for the right to make schemas also where there is nothing to make.
        asked = {"quoted": self.quoted}
        if connection.execute(sa.text("SELECT to_regnamespace(:quoted)"), asked).scalar() is None:
            connection.execute(sa.text(f"CREATE SCHEMA {self.quoted}"))
        lock_out_readers(connection, self.quoted)

    def _sort_by_bytes(self, connection: Connection) -> None:
        """Text sorts and compares as in SQLite, whatever the database's own collation is."""
        changes: dict[str, list[str]] = {}
        for row in connection.execute(sa.text(_UNSORTED), {"quoted": self.quoted}):
            change = f'ALTER COLUMN "{row.column}" TYPE {row.type} COLLATE "C"'
            changes.setdefault(row.name, []).append(change)
        for table, columns in changes.items():
            connection.execute(sa.text(f'ALTER TABLE "{table}" {", ".join(columns)}'))


def lock_out_readers(connection: Connection, quoted: str) -> None:
    """Wait until no reader is within a schema; those who come wait until the transaction has ended."""
    table = f"{quoted}.alembic_version"
    if connection.execute(sa.text("SELECT to_regclass(:name)"), {"name": table}).scalar() is not None:
        connection.execute(sa.text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))


def number_lock(name: str) -> int:
    """The advisory lock of a name: a signed number of 32 bits."""
    return int.from_bytes(zlib.crc32(name.encode()).to_bytes(4), signed=True)


def show_url(url: URL) -> str:
    """A URL without passwords."""
    query = {name: value for name, value in url.query.items() if "password" not in name}
    return URL.create("postgresql", url.username, None, url.host, url.port, url.database, query).render_as_string()


def _read_schema(url: URL) -> str:
    name = url.query.get("schema", DEFAULT_SCHEMA)
    if not isinstance(name, str) or not _SCHEMA_NAME.fullmatch(name) or name.startswith("pg_"):
        raise DatabaseError(
            f"{show_url(url)}: a schema's name here is at most 51 lower-case letters, digits and _, no digit first."
        )
    return name
