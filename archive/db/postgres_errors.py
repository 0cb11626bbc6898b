"""What PostgreSQL's errors ask the user to do."""

from __future__ import annotations

import re

from archive.errors import DatabaseError

_BY_STATE = {
    "08": "the connection was lost; see that the server runs, then run again",
    "22": "a value cannot be stored or looked for",
    "25006": "it is read-only; name a server that is no standby, and a user who may write",
    "28": "user and password do not fit; check them in the URL, in PGPASSWORD or in ~/.pgpass",
    "3D000": "there is no such database; make it with `createdb NAME`",
    "3F000": "its schema is gone; build it anew with `kronika reindex`",
    "40": "another process was in the way; run again",
    "42501": "the user may not do that; let the database's owner grant it (GRANT CREATE ON DATABASE ..., or a role "
    "that owns the schema)",
    "42P01": "its tables are not there; build them anew with `kronika reindex`",
    "53100": "the server's disk is full; free some space, then run again",
    "53300": "it has too many connections; let others finish, or raise max_connections",
    "55P03": "another process held it for too long; let it finish, then run again",
    "57014": "the server cancelled the statement; raise statement_timeout",
    "57P": "the server is stopping or starting; run again when it is up",
    "58": "the server's disk could not be read or written; check it, then run again",
    "XX001": "it is damaged; restore it from a backup (the WARC files hold all that it says)",
}
"""By SQLSTATE or by how it begins; the longest that fits holds."""

_BY_WORDS = (
    (r"password authentication failed|no password supplied|role .* does not exist|no pg_hba\.conf entry", "28"),
    (r"database .* does not exist", "3D000"),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"starting up|shutting down|recovery mode|terminating connection", "57P"),
    (r"permission denied for database", "42501"),
)
"""What the driver tells of a refused connection has no SQLSTATE."""

_UNREACHABLE = "it cannot be reached; see that the server runs, and check host, port, user and database in the URL"
"""Also what a refusal in the server's own language gets."""


def describe_error(place: str, error: BaseException) -> DatabaseError:
    """Our error for the driver's: the database, and what to do."""
    said = " ".join(str(error).split()).rstrip(".")
    advice = _find_advice(error, said)
    return DatabaseError(f"{place}: {advice} ({said})." if advice else f"{place}: {said}.")


def _find_advice(error: BaseException, said: str) -> str | None:
    import psycopg  # noqa: PLC0415 - slow to import, and here it was already

    state: str | None = getattr(error, "sqlstate", None)
    if state is None and isinstance(error, psycopg.DataError):
        state = "22"  # the driver's own refusal
    if state is None and isinstance(error, psycopg.OperationalError):
        state = next((found for words, found in _BY_WORDS if re.search(words, said)), None)
        if state is None:
            return _UNREACHABLE
    fitting = [known for known in _BY_STATE if (state or "").startswith(known)]
    return _BY_STATE[max(fitting, key=len)] if fitting else None
