"""PostgreSQL's part of a rebuild: tables are filled in a schema of their own, which then takes the old one's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, make_url

from archive.db.engine import Database
from archive.db.postgres import PostgresSchema, lock_out_readers, number_lock
from archive.errors import DatabaseError

_REBUILD_CLASS = 0x4B53
"""Of the advisory locks that rebuilds hold from their begin to their end."""

_GRANTS = """
SELECT c.relname AS table, pg_get_userbyid(acl.grantee) AS grantee, acl.grantee = 0 AS is_public, acl.privilege_type
FROM pg_class c, aclexplode(c.relacl) acl
WHERE c.relnamespace = to_regnamespace(:old) AND c.relkind = 'r' AND acl.grantee <> c.relowner
      AND EXISTS (SELECT FROM pg_class n WHERE n.relnamespace = to_regnamespace(:new) AND n.relname = c.relname)
UNION ALL
SELECT NULL, pg_get_userbyid(acl.grantee), acl.grantee = 0, acl.privilege_type
FROM pg_namespace s, aclexplode(s.nspacl) acl
WHERE s.oid = to_regnamespace(:old) AND acl.grantee <> s.nspowner
"""


@contextmanager
def replace_schema(url: str) -> Iterator[Database]:
    """An empty database whose tables take the place of the old ones at the end; on any exception they are dropped.

    Raises DatabaseError when another process is at it.
    """
    place = PostgresSchema(make_url(url), read_only=False)
    new_url = make_url(url).update_query_dict({"schema": f"{place.schema}_new"}).render_as_string(hide_password=False)
    try:
        with place.engine.connect() as holder:
            _hold(holder, place)
            left = PostgresSchema(make_url(new_url), read_only=False)
            _drop_left(left)
            new = Database(new_url)
            try:
                yield new
                new.close()
                _swap(place, left)
            except BaseException:
                new.close()
                _drop_left(left)
                raise
    except sa.exc.DBAPIError as error:
        raise place.describe_error(error.orig or error) from error
    finally:
        place.engine.dispose()


def _hold(holder: Connection, place: PostgresSchema) -> None:
    asked = f"SELECT pg_try_advisory_lock({_REBUILD_CLASS}, {number_lock(place.schema)})"
    if not holder.exec_driver_sql(asked).scalar():
        raise DatabaseError(f"{place.place}: another process is building it anew; wait for it.")
    holder.commit()


def _drop_left(left: PostgresSchema) -> None:
    with left.engine.execution_options(begin="MIGRATE").begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {left.quoted} CASCADE")
    left.engine.dispose()


def _swap(place: PostgresSchema, new: PostgresSchema) -> None:
    old = f'"{place.schema}_old"'
    with place.engine.execution_options(begin="MIGRATE").begin() as connection:
        lock_out_readers(connection, place.quoted)
        _grant_as_before(connection, place.quoted, new.quoted)
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {old} CASCADE")
        asked = {"name": place.quoted}
        if connection.execute(sa.text("SELECT to_regnamespace(:name)"), asked).scalar() is not None:
            connection.exec_driver_sql(f"ALTER SCHEMA {place.quoted} RENAME TO {old}")
        connection.exec_driver_sql(f"ALTER SCHEMA {new.quoted} RENAME TO {place.quoted}")
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {old} CASCADE")


def _grant_as_before(connection: Connection, old: str, new: str) -> None:
    """Those who may read the old tables may read the new ones."""
    quote = connection.dialect.identifier_preparer.quote
    for row in connection.execute(sa.text(_GRANTS), {"old": old, "new": new}).all():
        on = f"{new}.{quote(row.table)}" if row.table is not None else f"SCHEMA {new}"
        to = "PUBLIC" if row.is_public else quote(row.grantee)
        connection.exec_driver_sql(f"GRANT {row.privilege_type} ON {on} TO {to}")
