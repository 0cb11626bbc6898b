"""A plan to hits: which articles, in which order, with which words around the match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.db.rows import decode_article, select_articles
from archive.db.schema import article
from archive.records import Hit
from archive.search import files
from archive.search.fulltext import newest_articles
from archive.search.matching import Matcher
from archive.search.planned import Plan
from archive.search.ranges import Range
from archive.search.ranking import Candidate, Scorer
from archive.search.snippets import make_snippet
from archive.search.versions import ARTICLES, read_state

Order = Literal["best", "newest"]

_AT_ONCE = 500

RANKED = 300
"""A query with no more hits than this is ranked exactly."""

_NEWEST = 150
"""Of one with more, so many of the newest hits are scored, and so many of the newest that have the words outside the
text: in title, lead or tags."""

_NEWEST_PHRASES = 50
"""The same of phrases outside the text, which are looked for in every article that has their words at all."""

_MANY_SPELLINGS = 300
"""A word that stands for more forms than this, a short prefix, says little where it stands in the title."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit before its article is read."""

    sequence: int
    score: float
    article_id: int = 0
    """Stays when the article's day, and with it its number, changes before it is read."""
    file: files.FileMatch | None = None
    """The file in which the words stand, when they do not stand in the article itself."""


def find_best(conn: Connection, plan: Plan, within: Range, *, limit: int) -> list[Found]:
    """The best hits; after those that were scored come no more."""
    sequences = newest_articles(conn, plan.expression, within, limit=RANKED + 1)
    if len(sequences) > RANKED and plan.groups:
        in_head: list[int] = []
        if all(len(group.spellings) <= _MANY_SPELLINGS for group in plan.groups):
            has_phrases = any(len(tokens) > 1 for group in plan.groups for tokens in group.spellings)
            most = _NEWEST_PHRASES if has_phrases else _NEWEST
            in_head = newest_articles(conn, plan.expression, within, limit=most, in_head=True)
        sequences = sorted({*sequences[:_NEWEST], *in_head}, reverse=True)
    scored = _score(conn, plan, sequences)
    in_files = files.find_in_files(conn, plan, within, limit=RANKED)
    found = {sequence: Found(sequence, score) for sequence, score in scored}
    best = max((score for _, score in scored), default=1.0)
    for match in in_files:
        if match.sequence not in found:
            found[match.sequence] = Found(match.sequence, best * files.WEIGHT, file=match)
    return _name(conn, sorted(found.values(), key=lambda one: (-one.score, -one.sequence))[:limit])


def find_newest(conn: Connection, plan: Plan, within: Range, *, limit: int) -> list[Found]:
    """The newest hits."""
    found = {one: Found(one, 0.0) for one in newest_articles(conn, plan.expression, within, limit=limit)}
    for match in files.find_in_files(conn, plan, within, limit=limit):
        found.setdefault(match.sequence, Found(match.sequence, 0.0, file=match))
    return _name(conn, sorted(found.values(), key=lambda one: -one.sequence)[:limit])


def read_hits(conn: Connection, plan: Plan, found: Sequence[Found]) -> Iterator[Hit]:
    """The hits with their articles, in the order given."""
    rows = conn.execute(select_articles().where(article.c.id.in_([one.article_id for one in found]))).all()
    articles = {row._mapping[article.c.id]: decode_article(row) for row in rows}
    matcher = Matcher(plan.groups)
    texts = files.read_texts(conn, [one.file.text_id for one in found if one.file is not None])
    for one in found:
        shown = articles.get(one.article_id)
        if shown is None:
            continue  # a rebuilt database has it no longer
        said = shown.version.article
        if one.file is None:
            snippet = make_snippet(matcher, (said.text, said.lead or "", said.title, *said.tags))
        else:
            snippet = make_snippet(matcher, (texts.get(one.file.text_id, ""),))
        name = one.file.name if one.file is not None else None
        yield Hit(article=shown, snippet=snippet, score=one.score, attachment=name)


def _name(conn: Connection, found: Sequence[Found]) -> list[Found]:
    """The same with the ids of their articles."""
    ids: dict[int, int] = {}
    columns = article.c
    for start in range(0, len(found), _AT_ONCE):
        wanted = [one.sequence for one in found[start : start + _AT_ONCE]]
        asked = sa.select(columns.sequence, columns.id).where(columns.sequence.in_(wanted))
        ids.update((sequence, article_id) for sequence, article_id in conn.execute(asked))
    return [replace(one, article_id=ids[one.sequence]) for one in found]


def _score(conn: Connection, plan: Plan, sequences: Sequence[int]) -> list[tuple[int, float]]:
    if not plan.groups:
        return [(one, 0.0) for one in sequences]
    newest: int = conn.execute(sa.select(sa.func.max(article.c.sequence))).scalar() or 0
    scorer = Scorer(plan.groups, articles=read_state(conn, ARTICLES) or 0, newest=newest)
    return scorer.rank(_iter_candidates(conn, sequences))


def _iter_candidates(conn: Connection, sequences: Sequence[int]) -> Iterator[Candidate]:
    columns = article.c
    statement = sa.select(columns.sequence, columns.title, columns.lead, columns.tags, columns.text)
    for row in conn.execute(statement.where(columns.sequence.in_(sequences))).all():
        yield Candidate(row.sequence, row.title, row.lead or "", row.tags, row.text)
