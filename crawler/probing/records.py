"""What tests of a source showed, a JSON object each, in `ARCHIVE/probes/ID.jsonl`; before the first, its captures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from archive.errors import ArchiveError, WriteError
from archive.store import Archive
from crawler.discovery.seeds.wordpress_api import format_posts_url
from crawler.probing.answers import Answer
from crawler.probing.findings import SeedLook
from crawler.probing.judging import Site, judge_seed
from crawler.sources.models import Seed, Source

FOLDER = "probes"


@dataclass(frozen=True, slots=True)
class SeedRecord:
    """What one seed showed at a time."""

    url: str
    articles: int
    dated: int
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRecord:
    """What one look at a source showed."""

    at: str
    """ISO 8601, UTC."""
    platform: str | None = None
    """As recognised from its pages; None when it was not."""
    seeds: tuple[SeedRecord, ...] = ()
    tried: int = 0
    """Articles that were tried."""
    read: int = 0
    with_date: int = 0
    broken: tuple[str, ...] = field(default=())

    @property
    def day(self) -> str:
        """The day of the look."""
        return self.at[:10]

    def find(self, url: str) -> SeedRecord | None:
        """What a seed showed; None when it was not looked at."""
        return next((seed for seed in self.seeds if seed.url == url), None)


def address_of(seed: Seed) -> str:
    """What is asked for to look at a seed."""
    return format_posts_url(seed.url) if seed.kind == "api" else seed.url


def record_seed(look: SeedLook) -> SeedRecord:
    """What is kept of a look at a seed."""
    return SeedRecord(look.url, look.articles, look.dated, look.problem)


def read_records(directory: Path, source_id: str) -> list[LookRecord]:
    """The tests of a source, the oldest first; lines that cannot be read are passed over."""
    try:
        lines = (directory / FOLDER / f"{source_id}.jsonl").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [record for line in lines if (record := _parse_record(line)) is not None]


def _parse_record(line: str) -> LookRecord | None:
    try:
        fields = json.loads(line)
        seeds = tuple(SeedRecord(**seed) for seed in fields.pop("seeds"))
        return LookRecord(seeds=seeds, **{**fields, "broken": tuple(fields["broken"])})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def find_last_good(records: Sequence[LookRecord], url: str) -> tuple[LookRecord, SeedRecord, str | None] | None:
    """When a seed last named articles, what it showed, and the day since which it is known not to.

    None when it never did; the day is None when no later test saw it fail.
    """
    broken_since = None
    for record in reversed(records):
        seed = record.find(url)
        if seed is None:
            continue
        if seed.problem is None and seed.articles:
            return record, seed, broken_since
        broken_since = record.day
    return None


def write_record(directory: Path, source_id: str, record: LookRecord) -> None:
    """Add the record of a test. Raises WriteError."""
    path = directory / FOLDER / f"{source_id}.jsonl"
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
    except OSError as error:
        raise WriteError(f"{path} cannot be written ({error.strerror}): free the disk and test again.") from error


def recall_seeds(archive: Archive, source: Source, site: Site) -> LookRecord | None:
    """What the seeds showed when they were last captured whole; None when none ever was."""
    found = [recalled for seed in source.seeds if (recalled := _recall(archive, seed, site)) is not None]
    if not found:
        return None
    return LookRecord(at=max(day for day, _ in found), seeds=tuple(record for _, record in found))


def _recall(archive: Archive, seed: Seed, site: Site) -> tuple[str, SeedRecord] | None:
    for capture in archive.find(address_of(seed), limit=20):
        if capture.status != 200:
            continue
        try:
            kind = archive.read_content_type(capture)
            answer = Answer(
                asked_url=seed.url,
                url=capture.url,
                status=200,
                body=archive.read(capture),
                headers={"content-type": kind} if kind else {},
            )
        except ArchiveError:
            continue
        return capture.requested_at.isoformat(), record_seed(judge_seed(seed.kind, seed.url, answer, site))
    return None
