"""Crawls a replica with the real command, twice, and says what was found, missed, taken twice and asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from crawler.discovery.platforms.known import PLATFORMS
from crawler.practice.server import PracticeServer
from tests.crawling import LOOPBACK, Ran, kronika
from tests.replicas.sites import Replica

_SEEN_PAGES = re.compile(r"html|xml|json|plain")
_COUNTRIES = {"lt": "LT", "lv": "LV", "et": "EE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What came of two crawls."""

    name: str
    expected: int
    missed: tuple[str, ...]
    """Preferred addresses of articles that were not found."""
    extra: tuple[str, ...]
    """Archived addresses that are no article of the site."""
    twice: tuple[str, ...]
    """Archived addresses beyond the first of one article."""
    titles_wrong: tuple[tuple[str, str], ...]
    """The title that was read, and the right one."""
    dates_wrong: tuple[tuple[str, str], ...]
    """Preferred address and what was read, of articles whose date the site shows."""
    first: tuple[str, ...]
    """Targets asked for in the first crawl, files apart."""
    second: tuple[str, ...]
    spent: tuple[str, ...]
    """Targets asked for in the first crawl that are no article's, and those asked for again."""
    runs: tuple[Ran, Ran]

    @property
    def found(self) -> int:
        """How many of the site's articles were found."""
        return self.expected - len(self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.expected

    @property
    def precision(self) -> float:
        """Of what was archived, the share that is an article of the site; copies count as none."""
        archived = self.found + len(self.extra) + len(self.twice)
        return self.found / archived if archived else 0.0

    @property
    def asked_per_new(self) -> float:
        """Requests of the first crawl for each article found."""
        return len(self.first) / max(self.found, 1)

    @property
    def asked_per_known(self) -> float:
        """Requests of the second crawl for each article found in the first."""
        return len(self.second) / max(self.found, 1)

    def faults(self) -> list[str]:
        """What does not hold that should."""
        bounds = (
            (self.recall >= 0.99, f"recall {self.recall:.3f}: missed {_some(self.missed)}"),
            (not self.twice, f"twice: {_some(self.twice)}"),
            (self.precision >= 0.98, f"precision {self.precision:.3f}: extra {_some(self.extra)}"),
            (self.asked_per_new <= 1.15, f"{self.asked_per_new:.2f} requests a new article: {_some(self.spent, 40)}"),
            (self.asked_per_known <= 0.1, f"{self.asked_per_known:.2f} requests a known article: {_some(self.second)}"),
        )
        return [text for holds, text in bounds if not holds]


def format_source(replica: Replica, server: PracticeServer, platform: str | None) -> str:
    """The least that a source says of itself."""
    seeds = ", ".join(f'{{ listing = "{server.url(seed)}" }}' for seed in replica.seeds)
    lines = [
        "[[source]]",
        'id = "replica"',
        f'name = "{replica.name}"',
        'kind = "lag"',
        f'country = "{_COUNTRIES[replica.language]}"',
        f'languages = ["{replica.language}"]',
        f'hosts = ["127.0.0.1:{server.port}"]',
        f"seeds = [{seeds}]",
        "delay_s = 0",
        "concurrency = 4",
        *([f'platform = "{platform}"'] if platform else []),
    ]
    return "\n".join(lines) + "\n"


def can_be_named(replica: Replica) -> bool:
    """Whether a source can name the replica's platform."""
    return replica.platform in PLATFORMS


def measure(replica: Replica, folder: Path, *, named: bool, timeout_s: float = 600) -> Measure:
    """Crawl twice into a new archive in `folder`, with the platform named in the source or not."""
    sources, archive = folder / "sources.toml", folder / "archive"
    words = ("--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
    site = replica.site
    site.asked.clear()
    with PracticeServer(site.respond) as server:
        text = format_source(replica, server, replica.platform if named else None)
        sources.write_text(text, encoding="utf-8")
        first = kronika("crawl", "replica", *words, timeout_s=timeout_s)
        until = len(site.asked)
        second = kronika("crawl", "replica", *words, timeout_s=timeout_s)
        base = server.url("")
    listed = kronika("list", "--json", "--archive", archive)
    assert listed.code in {0, 1}, listed.err
    pages = [target if _SEEN_PAGES.search(kind) else "" for target, _, kind in site.asked]
    return _judge(replica, listed.objects(), base, pages[:until], pages[until:], (first, second))


def _judge(
    replica: Replica,
    articles: Sequence[Mapping[str, Any]],
    base: str,
    first: Sequence[str],
    second: Sequence[str],
    runs: tuple[Ran, Ran],
) -> Measure:
    by_address = _by_address(replica)
    found = Counter[str]()
    extra, twice, titles, dates = [], [], [], []
    for article in articles:
        identity = _identify(article, by_address, base)
        if identity is None:
            extra.append(f"{article['url'].removeprefix(base)} ({article['title']})")
            continue
        found[identity] += 1
        if found[identity] > 1:
            twice.append(article["url"].removeprefix(base))
            continue
        wanted, published = replica.expected[identity], article.get("published") or {}
        if article["title"] != wanted.title:
            titles.append((str(article["title"]), wanted.title))
        if wanted.published is not None and published.get("value") != wanted.published.isoformat():
            dates.append((identity, str(published.get("value"))))
    return Measure(
        name=replica.name,
        expected=len(replica.expected),
        missed=tuple(identity for identity in replica.expected if identity not in found),
        extra=tuple(extra),
        twice=tuple(twice),
        titles_wrong=tuple(titles),
        dates_wrong=tuple(dates),
        first=tuple(target for target in first if target),
        second=tuple(target for target in second if target),
        spent=_spent([target for target in first if target], by_address),
        runs=runs,
    )


def _spent(first: Sequence[str], by_address: Mapping[str, list[str]]) -> tuple[str, ...]:
    left = {identity for identities in by_address.values() for identity in identities}
    spent = []
    for target in first:
        shown = by_address.get(_comparable(target), [])
        if not left.intersection(shown):
            spent.append(target)
        left.difference_update(shown)
    return tuple(spent)


def _by_address(replica: Replica) -> dict[str, list[str]]:
    """Addresses to the articles that they show; one page may hold several."""
    found: dict[str, list[str]] = {}
    for identity, wanted in replica.expected.items():
        for target in wanted.addresses:
            found.setdefault(_comparable(target), []).append(identity)
    return found


def _identify(article: Mapping[str, Any], by_address: Mapping[str, list[str]], base: str) -> str | None:
    """Which of the site's articles an archived one is."""
    target = article["url"].removeprefix(base)
    candidates = by_address.get(_comparable(target)) or []
    if len(candidates) == 1:
        return candidates[0]
    titled = {identity.partition("#")[2]: identity for identity in candidates}
    return titled.get(str(article["title"]))


def _comparable(target: str) -> str:
    """A target whose parameters stand in order, without a fragment."""
    parts = urlsplit(target)
    path = unquote(parts.path).rstrip("/") or "/"
    return f"{path}?{'&'.join(sorted(unquote(parts.query).split('&')))}"


def _some(values: Sequence[object], limit: int = 6) -> str:
    shown = ", ".join(str(value) for value in values[:limit])
    return f"{len(values)}: {shown}{' …' if len(values) > limit else ''}"
