"""The bundled registry against the addresses that the field research saw."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler.sources.registry import check_sources, load_registry

REGISTRY = load_registry()


class Example(NamedTuple):
    """One address of a source, and what it is: article, listing, page (static) or foreign (another host)."""

    source: str
    role: str
    url: str


def read_examples() -> list[Example]:
    text = Path(__file__).with_name("examples.tsv").read_text(encoding="utf-8")
    return [Example(*line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


EXAMPLES = read_examples()


def of_role(*roles: str) -> list[Example]:
    return [example for example in EXAMPLES if example.role in roles]


def test_every_example_is_of_a_known_role_and_every_source_has_one() -> None:
    assert {example.role for example in EXAMPLES} == {"article", "listing", "page", "foreign"}
    assert {example.source for example in EXAMPLES} == {source.id for source in REGISTRY}


@pytest.mark.parametrize("example", of_role("article"), ids=lambda example: example.url)
def test_articles_that_were_seen_are_the_sources_own_articles(example: Example) -> None:
    source = REGISTRY.get(example.source)
    assert source.owns_url(example.url)
    assert source.is_article_url(example.url)


@pytest.mark.parametrize("example", of_role("listing", "page"), ids=lambda example: example.url)
def test_listings_and_static_pages_that_were_seen_are_no_articles(example: Example) -> None:
    source = REGISTRY.get(example.source)
    assert source.owns_url(example.url)
    assert not source.is_article_url(example.url)


@pytest.mark.parametrize("example", of_role("foreign"), ids=lambda example: example.url)
def test_staging_copies_and_side_sites_are_not_the_sources_own(example: Example) -> None:
    assert not REGISTRY.get(example.source).owns_url(example.url)


def test_seeds_are_no_articles() -> None:
    seeds = [(source, seed.url) for source in REGISTRY for seed in source.seeds]
    assert [url for source, url in seeds if source.is_article_url(url)] == []


def test_registry_holds_every_row_of_the_research() -> None:
    assert check_sources() == []
    assert Counter(source.country for source in REGISTRY) == {"LT": 51, "LV": 38, "EE": 33, "EU": 1}
    kinds = {
        country: Counter(source.kind for source in REGISTRY.select(country=country)) for country in ("LT", "LV", "EE")
    }
    assert kinds["LT"] == {"lag": 41, "fisheries_lag": 4, "development_council": 2, "county_dev": 1, "network": 3}
    assert kinds["LV"] == {"planning_region": 5, "lag": 27, "programme": 3, "network": 3}
    assert kinds["EE"] == {"lag": 21, "fisheries_lag": 1, "county_dev": 6, "programme": 1, "network": 4}


def test_every_source_is_in_its_countrys_file() -> None:
    assert all(REGISTRY.paths[source.id].name == f"{source.country.lower()}.toml" for source in REGISTRY)


def test_every_source_has_a_listing_or_feed_and_no_host_belongs_to_two() -> None:
    assert all(any(seed.kind in {"feed", "listing"} for seed in source.seeds) for source in REGISTRY)
    hosts = Counter(host.host for source in REGISTRY for host in source.hosts)
    assert [host for host, count in hosts.items() if count > 1] == []


def test_old_hosts_stay_with_the_source_that_moved() -> None:
    moved = {
        "lv-saldus-vrg": "https://srab.saldus.lv/lv/leader_jaunumi?read=81",
        "lt-kedainiai-vvg": "http://kedainiuvvg.lt/",
        "lv-kurzeme": "https://arhivs.kurzemesregions.lv/sakums/Informacija_medijiem",
        "lv-riga": "http://www.rigaregion.lv/pub/?lang=eng",
        "ee-polvamaa-lag": "http://www.partnerlus.ee/",
        "ee-mulgimaa": "http://www.mulgimaaarenduskoda.ee/",
    }
    assert [name for name, url in moved.items() if not REGISTRY.get(name).owns_url(url)] == []
