"""What seeds say of an article: kept as JSON, and put together field by field."""

from __future__ import annotations

import json

import pytest

from archive.hints import decode_hints, encode_hints, merge_hints
from archive.records import Hints

FULL = Hints(
    origin="feed", title="Žiemos šventė", published="2026 m. sausio 4 d.", lead="Kviečiame.", tags=("Šventės",)
)


@pytest.mark.parametrize("hints", [FULL, Hints(origin="sitemap"), Hints(origin="api", tags=("a", "b"))])
def test_hints_come_back_as_they_were(hints: Hints) -> None:
    assert decode_hints(json.loads(json.dumps(encode_hints(hints)))) == hints


@pytest.mark.parametrize(
    "fields",
    [None, [], {}, {"origin": "rumour"}, {"origin": "api", "title": 7}, {"origin": "api", "tags": "a"},
     {"origin": "api", "tags": [1]}],
)  # fmt: skip
def test_what_are_no_hints_is_refused(fields: object) -> None:
    with pytest.raises(ValueError, match="no hints"):
        decode_hints(fields)


def test_a_better_origin_wins_and_gaps_are_filled() -> None:
    listing = Hints(origin="listing", title="Žiemos šv...", published="2026-01-04", tags=("Naujienos",))
    api = Hints(origin="api", title="Žiemos šventė", published="2026-01-04T10:00:00", lead="Kviečiame.")
    merged = Hints(
        origin="api", title="Žiemos šventė", published="2026-01-04T10:00:00", lead="Kviečiame.", tags=("Naujienos",)
    )
    assert merge_hints(listing, api) == merge_hints(api, listing) == merged


def test_among_equals_what_was_there_stays() -> None:
    later = Hints(origin="feed", title="Kita", lead="Kitas.")
    assert merge_hints(FULL, later) == FULL
    assert merge_hints(Hints(origin="feed", title="Kita"), FULL) == Hints(
        origin="feed", title="Kita", published=FULL.published, lead=FULL.lead, tags=FULL.tags
    )
    assert merge_hints(None, FULL) == merge_hints(FULL, None) == FULL
    assert merge_hints(None, None) is None


def test_a_date_keeps_the_origin_that_it_is_of() -> None:
    api, listing = Hints(origin="api", title="Žiemos šventė"), Hints(origin="listing", published="sausio 4")
    assert merge_hints(api, listing) == Hints(origin="listing", title="Žiemos šventė", published="sausio 4")
