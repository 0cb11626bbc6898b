"""When a walk over a seed's pages is over."""

from __future__ import annotations

from datetime import date

import pytest

from crawler import walks
from crawler.discovery.listings.listing import PeriodLink
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


def test_days_that_all_lie_in_the_future_are_a_calendar() -> None:
    days = [date(2028, 9, 1), date(2028, 9, 15)]
    reason = walk_to(2).end_reason(
        keys=["a", "b"], fresh=2, wanted=2, next_url=page(3), days=days, today=date(2026, 11, 22)
    )
    assert reason == "a calendar: all its days lie in the future"
    mixed = [date(2026, 11, 2), date(2028, 9, 15)]
    assert (
        walk_to(2).end_reason(
            keys=["a", "b"], fresh=2, wanted=2, next_url=page(3), days=mixed, today=date(2026, 11, 22)
        )
        is None
    )


def test_an_interrupted_walk_goes_on_where_it_was_once_it_meets_what_is_known() -> None:
    walk = Walk(SEED, full=True, resume_url=page(40))
    walk.visit(SEED)
    assert walk.end_reason(keys=["new"], fresh=1, wanted=1, next_url=page(2)) is None
    walk.visit(page(2))
    assert walk.end_reason(keys=["known"], fresh=0, wanted=1, next_url=page(3)) == "what an interrupted walk had read"
    assert walk.next_detour(page(3)) == page(40)
    walk.visit(page(40))
    assert walk.next_instead(page(40)) == page(3), "when it is gone, the walk goes on where it stood"
    assert walk.next_instead(page(40)) is None
    assert walk.end_reason(keys=["older"], fresh=0, wanted=1, next_url=page(41)) is None


def test_years_are_walked_newest_first_and_only_those_that_the_pages_did_not_reach() -> None:
    walk = Walk(SEED, full=True)
    walk.visit(SEED)
    walk.has_pager = True
    walk.offer_periods([PeriodLink(f"{SEED}/{year}", year, None) for year in (2024, 2026, 2023, 2025)])
    walk.end_reason(keys=["a"], fresh=1, wanted=1, next_url=None, days=[date(2025, 3, 2)])
    assert walk.next_detour(None) == f"{SEED}/2024"
    walk.visit(f"{SEED}/2024")
    assert walk.next_detour(None) == f"{SEED}/2023"
    assert walk.next_detour(None) is None


def test_a_pager_without_days_is_trusted_but_a_backfill_asks_for_every_period() -> None:
    for all_periods, expected in ((False, None), (True, f"{SEED}/2019/05")):
        walk = Walk(SEED, full=True, all_periods=all_periods)
        walk.has_pager = True
        walk.offer_periods([PeriodLink(f"{SEED}/2019/05", 2019, 5)])
        assert walk.next_detour(None) == expected


def test_a_listing_by_months_is_walked_back_as_far_as_all_is_new() -> None:
    walk = Walk(SEED, full=False)
    walk.visit(SEED)
    walk.offer_periods([PeriodLink(f"{SEED}/2026/10", 2026, 10), PeriodLink(f"{SEED}/2026/09", 2026, 9)])
    walk.end_reason(keys=["new"], fresh=1, wanted=1, next_url=None)
    assert walk.next_detour(None) == f"{SEED}/2026/10"
    walk.visit(f"{SEED}/2026/10")
    walk.end_reason(keys=["newer", "known"], fresh=1, wanted=2, next_url=None)
    assert walk.next_detour(None) is None


def test_a_calendar_without_end_is_left_after_three_empty_months() -> None:
    walk = Walk(SEED, full=True, all_periods=True)
    walk.visit(SEED)
    walk.end_reason(keys=["a"], fresh=1, wanted=1, next_url=None)
    asked = []
    for number in range(50):
        walk.offer_periods([PeriodLink(f"{SEED}/m{number}", 2000 - number, 1)])
        detour = walk.next_detour(None)
        if detour is None:
            break
        asked.append(detour)
        walk.visit(detour)
        walk.end_reason(keys=[], fresh=0, wanted=0, next_url=None)
    assert len(asked) == 3
