"""When a walk over a seed's pages is over."""

from __future__ import annotations

import pytest

from crawler import walks
from crawler.walks import Walk

SEED = "http://vvg.lt/naujienos"


def page(number: int) -> str:
    return f"{SEED}?page={number}"


def walk_to(number: int, *, full: bool = True) -> Walk:
    """A walk that has read pages 1 to number - 1 and asks for this one."""
    walk = Walk(SEED, full=full)
    for earlier in range(1, number + 1):
        walk.visit(page(earlier))
        if earlier < number:
            keys = [f"k{earlier}a", f"k{earlier}b"]
            assert walk.end_reason(keys=keys, fresh=2, wanted=2, next_url=page(earlier + 1)) is None
    return walk


def test_a_walk_goes_on_while_pages_bring_articles() -> None:
    assert walk_to(5).end_reason(keys=["k5"], fresh=1, wanted=1, next_url=page(6)) is None


def test_the_last_page_ends_it() -> None:
    assert walk_to(3).end_reason(keys=["k3"], fresh=1, wanted=1, next_url=None) == "last page"


def test_a_page_without_articles_ends_it_but_not_as_the_first() -> None:
    assert walk_to(2).end_reason(keys=[], fresh=0, wanted=0, next_url=page(3)) == "a page without articles"
    assert walk_to(1).end_reason(keys=[], fresh=0, wanted=0, next_url=page(2)) is None


def test_a_page_that_repeats_earlier_ones_ends_it() -> None:
    reason = walk_to(3).end_reason(keys=["k1a", "k2b"], fresh=0, wanted=2, next_url=page(4))
    assert reason == "a page that repeats earlier ones"


def test_a_page_with_one_new_among_old_goes_on() -> None:
    assert walk_to(3).end_reason(keys=["k1a", "k9"], fresh=0, wanted=2, next_url=page(4)) is None


def test_a_next_page_that_was_read_ends_it() -> None:
    reason = walk_to(3).end_reason(keys=["k3"], fresh=1, wanted=1, next_url=page(1))
    assert reason == "the next page was already read"


def test_nothing_new_ends_only_a_walk_that_need_not_go_to_the_end() -> None:
    for full, expected in ((False, "nothing new on the page"), (True, None)):
        assert walk_to(2, full=full).end_reason(keys=["k"], fresh=0, wanted=1, next_url=page(3)) == expected


def test_articles_that_are_all_too_old_end_it() -> None:
    assert walk_to(2).end_reason(keys=["k"], fresh=0, wanted=0, next_url=page(3)) == "articles older than asked for"


def test_a_listing_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "MAX_PAGES", 4)
    assert walk_to(3).end_reason(keys=["k"], fresh=1, wanted=1, next_url=page(4)) is None
    assert walk_to(4).end_reason(keys=["k"], fresh=1, wanted=1, next_url=page(5)) == "more than 4 pages"


def test_the_last_answer_is_known() -> None:
    walk = Walk(SEED, full=True)
    walk.visit(page(1))
    assert not walk.is_last_answer()
    walk.answer()
    walk.visit(page(2))
    walk.visit(page(3))
    walk.answer()
    assert not walk.is_last_answer()
    walk.answer()
    assert walk.is_last_answer()
    assert walk.has_visited(page(3))
    assert not walk.has_visited(page(4))
