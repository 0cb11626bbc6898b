"""Other words to try when little is found: "did you mean", with words that the archive has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.schema import vocabulary
from archive.search.asked import Asked, Node, Phrase, Word
from archive.search.expanding import expand_word
from archive.search.files import match_files
from archive.search.fulltext import newest_articles
from archive.search.misspelled import find_neighbours, max_distance, measure_distance, weigh_mistake
from archive.search.planned import Plan
from archive.search.planning import plan_query
from archive.search.ranges import Range
from archive.search.sources import StoredSources
from archive.search.vocabulary import StoredVocabulary
from archive.search.wording import format_query, iter_words, replace_words
from archive.search.words.splitting import fold, split_forms

LITTLE = 3
"""Hits from which on no other words are looked for; a word in as many articles is not taken for misspelled."""

SHOWN = 3
"""Queries suggested, at most."""

_LOOKED_AT, _REPLACED = 16, 3
"""Typed words looked at, and how many of them are replaced."""

_TRIED = 6
"""Queries tried."""

_AT_ONCE = 500
_NEAREST = 1_000
"""Words with the same beginning that are compared, the most frequent ones."""

_MISTAKE = 2.0
"""A word one mistake further away has to be in ten to the power of so many times more articles."""

_LAST = "\U0010ffff"
"""No word begins with a later character."""


class _Other(NamedTuple):
    """A word that may be meant."""

    form: str
    score: float


def suggest_queries(conn: Connection, asked: Asked, plan: Plan, within: Range) -> tuple[str, ...]:
    """Queries that find more, likeliest first; none when enough was found, or no word looks misspelled."""
    found = _count_few(conn, plan, within)
    if asked.node is None or found >= LITTLE:
        return ()
    words = StoredVocabulary(conn)
    others = {form: _find_others(conn, words, form) for form in islice(_iter_rare(words, asked.node), _REPLACED)}
    suggested: list[str] = []
    for choice in islice(_iter_choices({form: some for form, some in others.items() if some}), _TRIED):
        node = replace_words(asked.node, choice)
        tried = plan_query(replace(asked, node=node), words, StoredSources(conn))
        if tried is not None and len(newest_articles(conn, tried.expression, within, limit=found + 1)) > found:
            suggested.append(format_query(node))
    return tuple(suggested[:SHOWN])


def _count_few(conn: Connection, plan: Plan, within: Range) -> int:
    """Hits, or at least LITTLE."""
    found = newest_articles(conn, plan.expression, within, limit=LITTLE)
    if len(found) >= LITTLE:
        return len(found)
    return len({*found, *(match.sequence for match in match_files(conn, plan, within))})


def _iter_rare(words: StoredVocabulary, node: Node) -> Iterator[str]:
    """The typed forms that hardly any article has."""
    for one in islice(iter_words(node), _LOOKED_AT):
        forms = split_forms(one.text)
        if one.is_prefix or (isinstance(one, Word) and len(forms) != 1):
            continue
        is_bound = isinstance(one, Phrase) or one.is_exact
        for form in forms:
            if max_distance(fold(form)) and _count(words, form, is_bound=is_bound) < LITTLE:
                yield form


def _count(words: StoredVocabulary, form: str, *, is_bound: bool) -> int:
    """Articles with a word: in any of its forms, or as it stands but for diacritics."""
    same = words.forms_of_folded(fold(form))
    return sum(one.count for one in same) if is_bound else words.count_articles(expand_word(form, words))


def _find_others(conn: Connection, words: StoredVocabulary, form: str) -> list[_Other]:
    """Words that may be meant by a form, likeliest first; of the forms of one word only the likeliest."""
    folded = fold(form)
    most = max_distance(folded)
    own = sum(one.count for one in words.forms_of_folded(folded))
    near = _rank(folded, own, _read_neighbours(conn, folded), most=1)
    if not near and most > 1:
        near = _rank(folded, own, _read_alike(conn, folded, most), most=most)
    chosen: list[_Other] = []
    known: set[str] = set()
    for one in near:
        if one.form not in known:
            chosen.append(one)
            known |= expand_word(one.form, words).keys()
        if len(chosen) == SHOWN:
            break
    return chosen


_Row = tuple[str, str, int]
"""Folded form, form, articles."""


def _rank(folded: str, own: int, rows: Iterable[_Row], *, most: int) -> list[_Other]:
    spelled: dict[str, dict[str, int]] = {}
    for plain, form, count in rows:
        forms = spelled.setdefault(plain, {})
        forms[form] = forms.get(form, 0) + count
    ranked = []
    for plain, forms in spelled.items():
        distance = measure_distance(folded, plain, most=most)
        count = sum(forms.values())
        # A word that is hardly more frequent than the typed one is a slip too.
        if 0 < distance <= most and count > LITTLE * own:
            score = math.log10(count) - _MISTAKE * weigh_mistake(folded, plain, distance)
            ranked.append(_Other(max(sorted(forms), key=forms.__getitem__), score))
    return sorted(ranked, key=lambda one: (-one.score, one.form))


def _read_neighbours(conn: Connection, folded: str) -> list[_Row]:
    neighbours = sorted(find_neighbours(folded))
    rows: list[_Row] = []
    for start in range(0, len(neighbours), _AT_ONCE):
        rows += _read(conn, [vocabulary.c.folded.in_(neighbours[start : start + _AT_ONCE])])
    return rows


def _read_alike(conn: Connection, folded: str, most: int) -> list[_Row]:
    """Words of about the same length that begin alike: the first letters are seldom wrong in two ways."""
    column = vocabulary.c.folded
    beginning = folded[: 3 if len(folded) < 8 else 4]
    length = sa.func.length(column).between(len(folded) - most, len(folded) + most)
    return _read(conn, [column >= beginning, column < beginning + _LAST, length])


def _read(conn: Connection, conditions: Iterable[sa.ColumnElement[bool]]) -> list[_Row]:
    columns = vocabulary.c
    statement = sa.select(columns.folded, columns.form, columns.count).where(*conditions, columns.count > 0)
    rows = conn.execute(statement.order_by(columns.count.desc(), columns.form, columns.language).limit(_NEAREST))
    return [(folded, form, count) for folded, form, count in rows]


def _iter_choices(others: dict[str, list[_Other]]) -> Iterator[dict[str, str]]:
    """Each way to replace the words, the likeliest first."""
    choices = product(*others.values()) if others else ()
    for chosen in sorted(choices, key=lambda some: -sum(one.score for one in some)):
        yield {form: one.form for form, one in zip(others, chosen, strict=True)}
