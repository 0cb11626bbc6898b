"""The archive's vocabulary, asked through one connection for one search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.schema import vocabulary, word_key
from archive.search.seen import VocabularyForm
from archive.search.words.keys import WORDS_VERSION, unpack_words

_AT_ONCE = 500
_LAST = "\U0010ffff"
"""No word begins with a later character."""

_FORM = (
    vocabulary.c.form,
    vocabulary.c.folded,
    vocabulary.c.language,
    vocabulary.c.count,
    vocabulary.c.capitals,
)
_ORDER = (vocabulary.c.form, vocabulary.c.language)


class StoredVocabulary:
    """Answers what `archive.search.expanding` asks, and remembers how frequent the forms that it gave are."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._counts: dict[str, dict[str, int]] = {}

    def forms_of_folded(self, folded: str) -> list[VocabularyForm]:
        """The forms that are spelled so without their diacritics."""
        return self._read([sa.select(*_FORM).where(vocabulary.c.folded == folded).order_by(*_ORDER)])

    def forms_of_keys(self, keys: Collection[str]) -> list[VocabularyForm]:
        """The forms that have any of the keys of this program's word function."""
        folded: set[str] = set()
        for some in _split(keys):
            columns = word_key.c
            rows = sa.select(columns.key, columns.words).where(columns.version == WORDS_VERSION, columns.key.in_(some))
            folded.update(word for key, packed in self._conn.execute(rows) for word in unpack_words(key, packed))
        wanted = vocabulary.c.folded
        return self._read(sa.select(*_FORM).where(wanted.in_(some)).order_by(*_ORDER) for some in _split(folded))

    def forms_with_prefix(self, folded_prefix: str, limit: int) -> list[VocabularyForm]:
        """The forms that begin so without their diacritics, most frequent first."""
        column = vocabulary.c.folded
        statement = (
            sa.select(*_FORM)
            .where(column >= folded_prefix, column < folded_prefix + _LAST)
            .order_by(vocabulary.c.count.desc(), *_ORDER)
        )
        return self._read([statement.limit(limit)])

    def count_articles(self, forms: Collection[str]) -> int:
        """How many articles hold each form, summed up: of forms that were given before."""
        return sum(sum(self._counts.get(form, {}).values()) for form in forms)

    def _read(self, statements: Iterable[sa.Select[Any]]) -> list[VocabularyForm]:
        found = [
            VocabularyForm(row[0], row[1], row[2] or None, row[3], row[4])
            for statement in statements
            for row in self._conn.execute(statement.where(vocabulary.c.count > 0))
        ]
        for one in found:
            self._counts.setdefault(one.form, {})[one.language or ""] = one.count
        return found


def _split(values: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
