"""PostgreSQL's newest hits are the same whether the newest articles are asked first or all at once."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy.engine import Connection

from archive.db.marks import ANY, mark_source
from archive.db.order import day_start
from archive.db.schema import article_terms
from archive.search import tsearch
from archive.search.planned import Both, Expression, Group, Marked
from archive.search.ranges import Range
from archive.search.writing import insert_terms

pytestmark = pytest.mark.postgresql

FIRST = date(2020, 1, 1)
OFTEN, RARELY, OLD = (Group({(word,): 1.0}) for word in ("dažnas", "retas", "senas"))
PHRASE = Group({("dažnas", "greta"): 1.0})
BEGUN = Group({("dažnas", "gre"): 1.0, ("retas",): 1.0}, beginnings=frozenset({("dažnas", "gre")}))
HERE = Marked((mark_source("lt-viena"),))


def fill(conn: Connection) -> dict[int, set[str]]:
    """600 articles of 600 days, with their words and sources."""
    draw, found = Random(7), dict[int, set[str]]()
    rows = []
    for number in range(600):
        words = [w for w, share in (("dažnas", 0.4), ("greta", 0.3), ("retas", 0.03)) if draw.random() < share]
        words += ["senas"] if number < 50 else []
        words = words[:: draw.choice((1, -1))]
        source = draw.choice(("lt-viena", "lt-kita"))
        sequence = day_start(FIRST + timedelta(days=number)) + draw.randrange(2_000)
        marks = f"{ANY} {mark_source(source)}"
        text = " ".join(words)
        row = {"sequence": sequence, "title": "x", "lead": None, "tags": [], "text": text, "marks": marks}
        rows.append((sequence, tsearch.format_terms(row)))
        phrases = ["dažnas greta"] if "dažnas greta" in text else []
        either = ["greta arba retas"] if phrases or "retas" in words else []
        found[sequence] = {*words, source, *phrases, *either}
    insert_terms(conn, article_terms, rows)
    return found


@pytest.mark.parametrize("limit", [1, 5, 400])
@pytest.mark.parametrize(
    ("asked", "wanted", "unwanted"),
    [
        (OFTEN, {"dažnas"}, None),
        (RARELY, {"retas"}, None),
        (OLD, {"senas"}, None),
        (Both((OFTEN, RARELY)), {"dažnas", "retas"}, None),
        (Both((HERE, OLD)), {"lt-viena", "senas"}, None),
        (Both((HERE, OFTEN), (RARELY,)), {"lt-viena", "dažnas"}, "retas"),
        (PHRASE, {"dažnas greta"}, None),
        (BEGUN, {"greta arba retas"}, None),
        (Both((OFTEN,), (PHRASE,)), {"dažnas"}, "dažnas greta"),
        (Both((HERE, PHRASE), (RARELY,)), {"lt-viena", "dažnas greta"}, "retas"),
    ],
)
def test_the_newest_are_found_however_far_back_they_stand(
    conn: Connection,
    monkeypatch: pytest.MonkeyPatch,
    asked: Expression,
    wanted: set[str],
    unwanted: str | None,
    limit: int,
) -> None:
    monkeypatch.setattr(tsearch, "_NEWEST", 10)
    monkeypatch.setattr(tsearch, "_NEWEST_PER_HIT", 2)
    monkeypatch.setattr(tsearch, "_FURTHER", 100)
    articles = fill(conn)
    days = Range(FIRST + timedelta(days=30), FIRST + timedelta(days=500))
    for within in (Range(), days, Range(below=day_start(FIRST + timedelta(days=300))), Range(above=1 << 40)):
        bounds = [day_start(day) for day in (within.first or FIRST, (within.last or date(2099, 1, 1)) + timedelta(1))]
        inside = [
            sequence
            for sequence, has in articles.items()
            if wanted <= has
            and unwanted not in has
            and bounds[0] <= sequence < bounds[1]
            and sequence < (within.below or 1 << 60)
            and sequence >= (within.above or 0)
        ]
        assert tsearch.newest(conn, asked, within, limit=limit) == sorted(inside, reverse=True)[:limit]
    assert (
        tsearch.newest(conn, asked, Range(), limit=2, among=list(articles)[:40])
        == sorted(
            (one for one in list(articles)[:40] if wanted <= articles[one] and unwanted not in articles[one]),
            reverse=True,
        )[:2]
    )
