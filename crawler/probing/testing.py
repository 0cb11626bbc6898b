"""`kronika sources test`: whether a source can still be crawled, and what broke since the last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from archive.store import Archive
from archive.timestamps import now
from archive.urls import host_of
from crawler.config import CrawlConfig
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.platforms.recognition import recognise_platform
from crawler.discovery.verdicts.page_facts import judge_source
from crawler.probing.answers import Answer, format_path
from crawler.probing.composing import describe_seed
from crawler.probing.findings import Sample, SeedLook
from crawler.probing.judging import Site, judge_seed
from crawler.probing.records import (
    LookRecord,
    SeedRecord,
    address_of,
    find_last_good,
    read_records,
    recall_seeds,
    record_seed,
    write_record,
)
from crawler.probing.running import Look, run_looks
from crawler.probing.samples import choose_links, try_articles
from crawler.probing.showing import describe_sample, describe_seed_look, iter_sample_lines
from crawler.sources.models import Seed, Source
from crawler.spiders.probe import ProbeSpider

_FEWER = 4
"""So many times fewer articles than before are worth a remark."""


@dataclass(slots=True, kw_only=True)
class Tested:
    """What a test of a source showed."""

    source: Source
    at: datetime
    platform: str | None = None
    """As recognised; None when it was not."""
    seeds: list[SeedLook] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """What does not work, in words."""
    notes: list[str] = field(default_factory=list)
    strange: dict[str, str] = field(default_factory=dict)
    """Seed to why what answers there is no longer the source's: parked, sold, shut."""
    history: list[LookRecord] = field(default_factory=list)
    """What it is compared with, the oldest first; empty where nothing is known."""

    @property
    def before(self) -> LookRecord | None:
        """The last time."""
        return self.history[-1] if self.history else None

    @property
    def record(self) -> LookRecord:
        """What is kept of it."""
        return LookRecord(
            at=self.at.isoformat(),
            platform=self.platform,
            seeds=tuple(record_seed(look) for look in self.seeds),
            tried=len(self.samples),
            read=sum(1 for sample in self.samples if sample.article is not None),
            with_date=sum(1 for sample in self.samples if sample.date_origin is not None),
            broken=tuple(self.broken),
        )


def try_sources(config: CrawlConfig, sources: Sequence[Source]) -> list[Tested]:
    """Look at each source, compare with the last time, and keep what was seen."""
    with Archive(config.archive, database=config.database, create=True) as archive:
        tests = [Tested(source=source, at=now()) for source in sources]
        run_looks(config, archive, [(tested.source, _make_look(archive, tested)) for tested in tests])
        for tested in tests:
            write_record(archive.directory, tested.source.id, tested.record)
    return tests


def _make_look(archive: Archive, tested: Tested) -> Look:
    async def look(spider: ProbeSpider) -> None:
        source = tested.source
        site = Site(source.owns_url, source.addresses, source.platform_rules)
        tested.history = read_records(archive.directory, source.id)
        if not tested.history and (recalled := recall_seeds(archive, source, site)) is not None:
            tested.history = [recalled]
        answers = {seed.url: await spider.ask(address_of(seed)) for seed in source.seeds}
        tested.strange = _find_strange(source, answers)
        tested.platform = _recognise(answers.values())
        if source.platform is None and tested.platform is not None:
            platform = PLATFORMS[tested.platform]
            site = Site(source.owns_url, source.addresses_on(platform), platform)
        looks = [judge_seed(seed.kind, seed.url, answers[seed.url], site) for seed in source.seeds]
        tested.seeds = [_without_strangers(look, tested.strange.get(look.url)) for look in looks]
        links = choose_links([seed for seed in tested.seeds if seed.is_good])
        tested.samples = await try_articles(spider, links, tested.platform, [])
        _compare(tested, answers)

    return look


def _find_strange(source: Source, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Seeds whose pages are no longer the source's, and why, as a crawl would judge them."""
    hosts = tuple(host.host for host in source.hosts)
    found: dict[str, str] = {}
    for seed in source.seeds:
        answer = answers[seed.url]
        if not answer.is_page or not (seed.kind == "listing" or "html" in (answer.content_type or "")):
            continue
        verdict = judge_source(answer.body, answer.url, languages=source.languages, name=source.name, hosts=hosts)
        if verdict is not None:
            sold = "no longer the source's page: " if verdict.kind == "parked" else ""
            found[seed.url] = f"{sold}{verdict.reason}"
    return found


def _without_strangers(look: SeedLook, reason: str | None) -> SeedLook:
    """What a seed showed; nothing where the page is no longer the source's."""
    return look if reason is None else SeedLook(kind=look.kind, url=look.url, problem=reason)


def _recognise(answers: Iterable[Answer]) -> str | None:
    """The platform of the first page that shows one."""
    for answer in answers:
        if answer.is_page and "html" in (answer.content_type or "html"):
            recognised = recognise_platform(answer.body, answer.url, answer.headers)
            if recognised is not None:
                return recognised.platform
    return None


def _compare(tested: Tested, answers: dict[str, Answer]) -> None:
    """Note what does not work, and what is not as it was."""
    _compare_hosts(tested, answers)
    for seed, look in zip(tested.source.seeds, tested.seeds, strict=True):
        _compare_seed(tested, seed, look)
    if not any(look.is_good for look in tested.seeds):
        tested.broken.append("no seed names an article")
    _compare_platforms(tested)
    _compare_articles(tested)


def _compare_hosts(tested: Tested, answers: dict[str, Answer]) -> None:
    moved = {
        (host_of(answer.asked_url), host_of(answer.redirect_to)) for answer in answers.values() if answer.redirect_to
    }
    for old, new in sorted(moved):
        tested.broken.append(f"{old} redirects to another host, {new}: if it is the source's, add it to hosts")


def _compare_seed(tested: Tested, seed: Seed, look: SeedLook) -> None:
    label = f"{seed.kind} {format_path(seed.url)}"
    good = find_last_good(tested.history, seed.url)
    if not look.is_good:
        problem = look.problem or "names no article"
        if good is not None:
            tested.broken.append(f"{label}: {_tell_loss(*good, problem)}")
        elif seed.unverified:
            tested.notes.append(f"{label}: {problem}; nobody has ever seen it")
        else:
            tested.broken.append(f"{label}: {problem}")
        return
    if seed.unverified:
        tested.notes.append(f"{label}: is there: `unverified` can be taken out")
    if good is not None:
        record, before, _ = good
        if before.dated and not look.dated:
            tested.broken.append(f"{label}: {before.dated} dates on {record.day}, none now")
        if look.articles * _FEWER < before.articles:
            tested.notes.append(f"{label}: {look.articles} articles, {before.articles} on {record.day}")


def _tell_loss(record: LookRecord, seed: SeedRecord, since: str | None, problem: str) -> str:
    """What a seed named once, and why it names nothing now."""
    if problem.startswith("no article rows"):
        problem = "the rows' markup or addresses have changed"
    known = f", and none since {since}" if since is not None else ", none now"
    return f"{seed.articles} articles on {record.day}{known}: {problem}"


def _compare_platforms(tested: Tested) -> None:
    old = tested.before.platform if tested.before is not None else None
    named, seen = tested.source.platform, tested.platform
    if old is not None and seen is not None and old != seen:
        tested.broken.append(f"platform was {old}, now {seen}")
    elif seen is not None and named is not None and named != seen:
        tested.notes.append(f"platform is named {named}, but the pages look like {seen}")


def _compare_articles(tested: Tested) -> None:
    record, before = tested.record, tested.before
    if record.tried and not record.read:
        reasons = {sample.problem for sample in tested.samples if sample.problem}
        tested.broken.append(f"none of {record.tried} articles could be read: {'; '.join(sorted(reasons)[:3])}")
    elif before is not None and before.tried and before.with_date and record.read and not record.with_date:
        tested.broken.append(
            f"dates: {before.with_date} of {before.tried} articles had one on {before.day}, none of {record.tried} now"
        )


def iter_lines(tested: Tested) -> Iterator[str]:
    """The report of a test."""
    record = tested.record
    verdict = "broken" if tested.broken else "fine"
    compared = f", compared with {tested.before.day}" if tested.before is not None else ", nothing to compare with yet"
    yield f"{tested.source.id}: {verdict}{compared}"
    for look in tested.seeds:
        yield f"  {look.kind} {format_path(look.url)}: {look.problem or describe_seed(look)}"
    yield f"  articles: {record.read} of {record.tried} tried could be read, {record.with_date} with a date"
    for sample in tested.samples:
        yield from iter_sample_lines(sample)
    yield from (f"  broken: {line}" for line in tested.broken)
    yield from (f"  note: {line}" for line in tested.notes)


def describe_tested(tested: Tested) -> dict[str, Any]:
    """A test for JSON."""
    return {
        "id": tested.source.id,
        "at": tested.at.isoformat(),
        "compared_with": tested.before.at if tested.before is not None else None,
        "platform": tested.platform,
        "seeds": [describe_seed_look(look) for look in tested.seeds],
        "articles": [describe_sample(sample) for sample in tested.samples],
        "broken": tested.broken,
        "notes": tested.notes,
    }
