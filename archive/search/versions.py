"""Which word indexes there are: a version of the word function has its keys, being built or ready."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.dialect import insert
from archive.db.schema import search_state
from archive.search.words.keys import WORDS_VERSION

ARTICLES = "articles"
"""The state that says how many articles the vocabulary was counted from."""

UNCOUNTED = "uncounted"
"""The state that says that there are articles whose words were never counted: of an earlier release."""

BUILDER = "builder"
"""The state that is there while a new index is built beside the old: a number that whoever builds it chose."""

ARTICLES_COVERED, FILES_COVERED = "articles covered", "files covered"
"""The states that say up to which sequence or id the index that is being built holds articles and files."""

_KEYS = f"keys {WORDS_VERSION}"
_BUILDING, _READY = 0, 1


def read_state(conn: Connection, name: str) -> int | None:
    """A number of `search_state`."""
    value: int | None = conn.execute(sa.select(search_state.c.value).where(search_state.c.name == name)).scalar()
    return value


def read_states(conn: Connection) -> dict[str, int]:
    """All numbers of `search_state`."""
    return {row.name: row.value for row in conn.execute(sa.select(search_state.c.name, search_state.c.value))}


def write_state(conn: Connection, name: str, value: int | None) -> None:
    """Sets a number of `search_state`, or takes it out."""
    if value is None:
        conn.execute(search_state.delete().where(search_state.c.name == name))
        return
    statement = insert(search_state).values(name=name, value=value)
    conn.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def are_words_counted(conn: Connection) -> bool:
    """Whether the vocabulary holds the words of all articles."""
    return read_state(conn, UNCOUNTED) is None


def are_keys_ready(conn: Connection) -> bool:
    """Whether every word has the keys that this program looks for."""
    if not are_words_counted(conn):
        return False
    return read_state(conn, _KEYS) == _READY or not read_state(conn, ARTICLES)


def are_keys_written(conn: Connection) -> bool:
    """Whether new words get the keys of this program's word function: they are being built, or ready."""
    return read_state(conn, _KEYS) is not None


def note_keys(conn: Connection, *, are_ready: bool) -> None:
    """Writes down that this program's keys are being built, or are there."""
    write_state(conn, _KEYS, _READY if are_ready else _BUILDING)


def begin_counting(conn: Connection) -> dict[str, int]:
    """All numbers of `search_state`; where no word was counted yet, every word to come gets this program's keys."""
    states = read_states(conn)
    if ARTICLES in states or UNCOUNTED in states:
        return states
    note_keys(conn, are_ready=True)
    write_state(conn, ARTICLES, 0)
    return read_states(conn)
