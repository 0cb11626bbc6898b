"""Keeps what searches stand on in step with an article, in the transaction that saves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from archive.db.dialect import insert
from archive.db.schema import article, article_facet, attachment_text, vocabulary, word_key
from archive.search import writing
from archive.search.counting import CountedWords, count_file_words, count_words
from archive.search.versions import (
    ARTICLES,
    are_keys_written,
    are_words_counted,
    begin_counting,
    read_state,
    write_state,
)
from archive.search.words.keys import WORDS_VERSION, keys_of
from archive.search.words.splitting import fold

_AT_ONCE = 500
"""Values in one statement: databases have limits."""

_SEARCHED = ("sequence", "title", "lead", "text", "tags", "marks")
_COUNTED = ("sequence", "published_on", "source", "country", "language", "tags")


def index_article(conn: Connection, article_id: int, before: Row[Any] | None) -> None:
    """Brings facets, vocabulary and terms to what the article's row says now; `before`: what it said, if anything."""
    now = conn.execute(sa.select(article).where(article.c.id == article_id)).one()._asdict()
    old = before._asdict() if before is not None else None
    if old is None or any(old[name] != now[name] for name in _COUNTED):
        _write_facet(conn, old, now)
    if old is None or any(old[name] != now[name] for name in _SEARCHED):
        writing.write_article(conn, old, now)
        if are_words_counted(conn):
            _count(conn, old, now)


def index_file(conn: Connection, text_id: int, before: Row[Any] | None) -> None:
    """Brings vocabulary and terms to what the row of a file's text says now; `before`: what it said, if anything."""
    now = conn.execute(sa.select(attachment_text).where(attachment_text.c.id == text_id)).one()
    if before is not None and before.text == now.text:
        return
    writing.write_file(conn, text_id, now.text)
    if are_words_counted(conn):
        begin_counting(conn)
        gone = count_file_words(before.text, before.language) if before is not None else None
        change_vocabulary(conn, gone=gone, come=count_file_words(now.text, now.language))


def _count(conn: Connection, old: Mapping[str, Any] | None, now: Mapping[str, Any]) -> None:
    counted = read_state(conn, ARTICLES) or 0
    begin_counting(conn)
    change_vocabulary(conn, gone=count_words(old) if old else None, come=count_words(now))
    if old is None:
        write_state(conn, ARTICLES, counted + 1)


def change_vocabulary(conn: Connection, *, gone: CountedWords | None, come: CountedWords) -> None:
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
        add_words(conn, wanted)


def add_words(conn: Connection, changes: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    """Changes the counts of forms in languages, and gives new ones their keys."""
    # In one order everywhere: two writers that lock the same rows must not wait for each other.
    rows = [
        {"folded": fold(form), "form": form, "language": language, "count": count, "capitals": capitals}
        for (form, language), (count, capitals) in sorted(changes.items())
    ]
    known = _find_ids(conn, rows)
    statement = insert(vocabulary)
    raised = statement.on_conflict_do_update(
        index_elements=["folded", "form", "language"],
        set_={
            "count": vocabulary.c.count + statement.excluded.count,
            "capitals": vocabulary.c.capitals + statement.excluded.capitals,
        },
    )
    conn.execute(raised, rows)
    new = [row for row in rows if (row["form"], row["language"]) not in known]
    if new and are_keys_written(conn):
        words = [(number, form, language) for (form, language), number in _find_ids(conn, new).items()]
        keys = list_keys(words)
        if keys:
            conn.execute(insert(word_key).on_conflict_do_nothing(), keys)


def _find_ids(conn: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """The ids of words, by form and language."""
    columns = vocabulary.c
    wanted = {(row["form"], row["language"]) for row in rows}
    found: dict[tuple[str, str], int] = {}
    folded = sorted({row["folded"] for row in rows})
    for start in range(0, len(folded), _AT_ONCE):
        asked = columns.folded.in_(folded[start : start + _AT_ONCE])
        for row in conn.execute(sa.select(columns.id, columns.form, columns.language).where(asked)):
            if (row.form, row.language) in wanted:
                found[row.form, row.language] = row.id
    return found


def list_keys(words: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Rows of `word_key` for words of the vocabulary: id, form, language (empty: not known)."""
    return [
        {"version": WORDS_VERSION, "key": key, "word": word}
        for word, form, language in words
        for key in sorted(keys_of(form, language or None))
    ]


def _write_facet(conn: Connection, old: Mapping[str, Any] | None, now: Mapping[str, Any]) -> None:
    if old is not None:
        conn.execute(article_facet.delete().where(article_facet.c.sequence == old["sequence"]))
    conn.execute(article_facet.insert().values({name: now[name] for name in _COUNTED}))
