"""Keeps what searches stand on in step with an article, in the transaction that saves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.dialect import execute_many, insert, is_any
from archive.db.schema import article, attachment_text
from archive.search import writing
from archive.search.beside import has_tables
from archive.search.counting import CountedWords, count_file_words, count_words
from archive.search.tables import LIVE, NEXT, Tables
from archive.search.versions import (
    ARTICLES,
    ARTICLES_COVERED,
    BUILDER,
    FILES_COVERED,
    UNCOUNTED,
    are_keys_written,
    begin_counting,
    read_states,
    write_state,
)
from archive.search.words.keys import WORDS_VERSION, keys_of, pack_words
from archive.search.words.splitting import fold

_AT_ONCE = 500
"""Values in one statement: databases have limits."""

_SPACE, _BEFORE, _AFTER = (sa.literal_column(one, sa.Text) for one in ("' '", "'% '", "' %'"))
_SEARCHED = ("sequence", "title", "lead", "text", "tags", "marks")
_COUNTED = ("sequence", "published_on", "source", "country", "language", "tags")


def index_article(conn: Connection, article_id: int, before: Row[Any] | None) -> None:
    """Brings facets, vocabulary and terms to what the article's row says now; `before`: what it said, if anything."""
    now = conn.execute(sa.select(article).where(article.c.id == article_id)).one()._asdict()
    old = before._asdict() if before is not None else None
    states = begin_counting(conn)
    _index(conn, LIVE, old, now, is_counted=UNCOUNTED not in states)
    if old is None and UNCOUNTED not in states:
        write_state(conn, ARTICLES, states[ARTICLES] + 1)
    covered = _find_covered(conn, states)
    if covered is not None:
        old, new = (row if row is not None and row["sequence"] <= covered.articles else None for row in (old, now))
        _index(conn, NEXT, old, new, is_counted=True)


def index_file(conn: Connection, text_id: int, before: Row[Any] | None) -> None:
    """Brings vocabulary and terms to what the row of a file's text says now; `before`: what it said, if anything."""
    now = conn.execute(sa.select(attachment_text).where(attachment_text.c.id == text_id)).one()
    if before is not None and before.text == now.text:
        return
    gone = count_file_words(before.text, before.language) if before is not None else None
    come = count_file_words(now.text, now.language)
    _change_file(conn, begin_counting(conn), text_id, now.text, gone=gone, come=come)


def forget_file(conn: Connection, gone: Row[Any]) -> None:
    """Takes out of vocabulary and terms what a row of a file's text said; the row itself is taken out already."""
    words = count_file_words(gone.text, gone.language)
    _change_file(conn, read_states(conn), gone.id, None, gone=words, come=None)


def _change_file(
    conn: Connection,
    states: Mapping[str, int],
    text_id: int,
    text: str | None,
    *,
    gone: CountedWords | None,
    come: CountedWords | None,
) -> None:
    """Brings every index that holds a file to its text now; None: it has none any more."""
    covered = _find_covered(conn, states)
    for tables in (LIVE, NEXT) if covered is not None and text_id <= covered.files else (LIVE,):
        writing.write_file(conn, tables, text_id, text)
        if tables is NEXT or UNCOUNTED not in states:
            change_vocabulary(conn, tables, gone=gone, come=come)


class _Covered(NamedTuple):
    """Up to which keys an index that is being built holds articles and files."""

    articles: int
    files: int


def _find_covered(conn: Connection, states: Mapping[str, int]) -> _Covered | None:
    # In a copy of the database the states may be without the tables.
    if BUILDER not in states or not has_tables(conn):
        return None
    return _Covered(states[ARTICLES_COVERED], states[FILES_COVERED])


def _index(
    conn: Connection,
    tables: Tables,
    old: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    *,
    is_counted: bool,
) -> None:
    """In one set of tables: what an article said, and what it says now; None: it is not in them."""
    if _differ(old, now, _COUNTED):
        _write_facet(conn, tables, old, now)
    if _differ(old, now, _SEARCHED):
        writing.write_article(conn, tables, old, now)
        if is_counted:
            gone, come = (count_words(row) if row is not None else None for row in (old, now))
            change_vocabulary(conn, tables, gone=gone, come=come)


def _differ(old: Mapping[str, Any] | None, now: Mapping[str, Any] | None, names: Iterable[str]) -> bool:
    if old is None or now is None:
        return old is not now
    return any(old[name] != now[name] for name in names)


def change_vocabulary(
    conn: Connection, tables: Tables, *, gone: CountedWords | None, come: CountedWords | None
) -> None:
    """Counts an article's words, and no longer those that it had."""
    changes: dict[tuple[str, str], tuple[int, int]] = {}
    for words, sign in ((gone, -1), (come, 1)):
        if words is None:
            continue
        for form, capital in words.forms.items():
            count, capitals = changes.get((form, words.language), (0, 0))
            changes[form, words.language] = (count + sign, capitals + sign * capital)
    wanted = {pair: change for pair, change in changes.items() if change != (0, 0)}
    if wanted:
        add_words(conn, tables, wanted)


def add_words(conn: Connection, tables: Tables, changes: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    """Changes the counts of forms in languages, and gives new ones their keys."""
    rows = list_words(changes)
    known = _find_known(conn, tables, rows)
    raise_counts(conn, tables, rows)
    new = [row[:3] for row in rows if row[:3] not in known]
    if new and (tables is NEXT or are_keys_written(conn)):
        add_keys(conn, tables, list_keys(new))


def list_words(changes: Mapping[tuple[str, str], tuple[int, int]]) -> list[tuple[str, str, str, int, int]]:
    """Rows of `vocabulary`, for counts to be added: articles, and capitals, by form and language."""
    # In one order everywhere: two writers that lock the same rows must not wait for each other.
    return sorted((fold(form), form, language, *counts) for (form, language), counts in changes.items())


def raise_counts(conn: Connection, tables: Tables, rows: Sequence[tuple[str, str, str, int, int]]) -> None:
    """Adds to the counts of words; those that are not there yet are put in."""
    words = tables.vocabulary
    statement = insert(words)
    raised = statement.on_conflict_do_update(
        index_elements=["folded", "form", "language"],
        set_={
            "count": words.c.count + statement.excluded.count,
            "capitals": words.c.capitals + statement.excluded.capitals,
        },
    )
    execute_many(conn, raised, ("folded", "form", "language", "count", "capitals"), rows)


def add_keys(conn: Connection, tables: Tables, rows: Sequence[tuple[int, str, str]]) -> None:
    """Puts in keys with their words, as `list_keys` gives them; to keys that are there, the words that they lack."""
    statement = insert(tables.word_key)
    held, come = tables.word_key.c.words, statement.excluded.words
    lacking = statement.on_conflict_do_update(
        index_elements=["version", "key"],
        set_={"words": held + _SPACE + come},
        where=(_SPACE + held + _SPACE).not_like(_BEFORE + come + _AFTER),
    )
    execute_many(conn, lacking, ("version", "key", "words"), rows)


def _find_known(
    conn: Connection, tables: Tables, rows: Sequence[tuple[str, str, str, int, int]]
) -> set[tuple[str, str, str]]:
    """The words that are there, with others of the same letters."""
    columns = tables.vocabulary.c
    found: set[tuple[str, str, str]] = set()
    folded = sorted({row[0] for row in rows})
    for start in range(0, len(folded), _AT_ONCE):
        asked = is_any(conn, columns.folded, folded[start : start + _AT_ONCE])
        known = conn.execute(sa.select(columns.folded, columns.form, columns.language).where(asked))
        found.update((row[0], row[1], row[2]) for row in known)
    return found


def list_keys(words: Iterable[tuple[str, str, str]]) -> list[tuple[int, str, str]]:
    """Rows of `word_key`, in one order, for words: letters, form, language (empty: not known)."""
    found: dict[str, set[str]] = {}
    for folded, form, language in words:
        for key in keys_of(form, language or None):
            found.setdefault(key, set()).add(folded)
    return [(WORDS_VERSION, key, pack_words(key, sorted(found[key]))) for key in sorted(found)]


def _write_facet(
    conn: Connection, tables: Tables, old: Mapping[str, Any] | None, now: Mapping[str, Any] | None
) -> None:
    if old is not None:
        conn.execute(tables.facet.delete().where(tables.facet.c.sequence == old["sequence"]))
    if now is not None:
        conn.execute(tables.facet.insert().values({name: now[name] for name in _COUNTED}))
