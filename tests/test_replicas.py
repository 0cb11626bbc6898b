"""Crawls of whole sites of every make: all articles, none twice, nothing else, and few requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.replicas.catalogue import MAKERS
from tests.replicas.measure import can_be_named, measure
from tests.replicas.sites import BASE, Page, Site

QUICK = ("wp-slugs", "joomla-html", "tables-2005")
"""Makes that `make test` crawls, small; `make soak` crawls all."""
QUICK_COUNT = 50
"""With ten a page: five lists, robots.txt and one more request are what the bound leaves."""


@pytest.mark.parametrize("name", MAKERS)
def test_every_expected_address_shows_its_article(name: str) -> None:
    replica = MAKERS[name](count=30)
    for wanted in replica.expected.values():
        answers = [_follow(replica.site, target) for target in wanted.addresses]
        assert all(wanted.title in answer.text for answer in answers)
        assert {answer.status for answer in answers} == {"200 OK"}


@pytest.mark.parametrize("name", MAKERS)
def test_a_replica_is_the_same_for_the_same_seed_and_another_for_another(name: str) -> None:
    once, again, other = (MAKERS[name](count=30, seed=seed).expected for seed in (7, 7, 8))
    assert once == again != other
    assert len(once) == 30


@pytest.mark.parametrize("name", QUICK)
def test_a_small_site_is_found_whole_with_few_requests(name: str, tmp_path: Path) -> None:
    measured = measure(MAKERS[name](count=QUICK_COUNT), tmp_path, named=False)
    assert measured.faults() == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("named", [True, False], ids=("named", "unnamed"))
@pytest.mark.parametrize("name", MAKERS)
def test_every_make_of_site_is_found_whole_with_few_requests(name: str, named: bool, seed: int, tmp_path: Path) -> None:
    replica = MAKERS[name](count=30 + 45 * seed, seed=seed)
    if named and not can_be_named(replica):
        pytest.skip("no platform to name")
    assert measure(replica, tmp_path, named=named).faults() == []


def _follow(site: Site, target: str) -> Page:
    """The page at a target, or behind its redirect."""
    page = site.find(target)
    location = dict(page.headers).get("Location")
    return page if location is None else site.find(location.removeprefix(BASE))
