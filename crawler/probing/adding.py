"""`kronika sources add`: a look at a new site, and the source that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from pydantic import ValidationError

from archive.errors import ConfigError
from archive.store import Archive
from archive.timestamps import now
from archive.urls import host_of
from crawler.config import CrawlConfig
from crawler.probing.composing import compose_source, read_composed
from crawler.probing.findings import Findings
from crawler.probing.looking import look_at_site
from crawler.probing.names import find_country, make_id
from crawler.probing.opening import read_address
from crawler.probing.running import Look, is_opened, run_looks
from crawler.sources.mistakes import describe_mistakes
from crawler.sources.models import Kind, Source
from crawler.sources.registry import Registry, load_registry
from crawler.spiders.probe import ProbeSpider


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user has said of a new source; None where it is to be found out."""

    url: str
    source_id: str | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of a look at a new site."""

    findings: Findings
    source_id: str
    toml: str | None
    """The source's table; None when nothing was found that could be crawled."""


def add_source(config: CrawlConfig, wishes: Wishes, to: Path | None) -> Added:
    """Look at a site. Raises ConfigError before anything is asked for when the wishes cannot be met."""
    url, scheme_given = read_address(wishes.url)
    kind, country = _read_wishes(wishes)
    stub = _make_stub(wishes.source_id or make_id(url, country), url, wishes.name)
    _refuse_known(
        _read_known([*config.sources, *([to] if to else [])]), stub, url, is_named=wishes.source_id is not None
    )
    at_full_speed = is_opened(config, stub)
    stub = stub.model_copy(update={"delay_s": 0.0}) if at_full_speed else stub
    addresses = [url] if scheme_given else [url, f"https{url.removeprefix('http')}"]
    found: list[Findings] = []
    with Archive(config.archive, database=config.database, create=True) as archive:
        run_looks(config, archive, _iter_looks(stub, addresses, found))
    findings = found[-1]
    findings.name = wishes.name or findings.name
    if not findings.is_crawlable:
        return Added(findings=findings, source_id=stub.id, toml=None)
    text = compose_source(
        findings,
        source_id=stub.id,
        name=findings.name,
        kind=kind,
        country=country or find_country(host_of(findings.home_url), findings.languages),
        at_full_speed=at_full_speed,
        on=now().date(),
    )
    read_composed(text)
    return Added(findings=findings, source_id=stub.id, toml=text)


def _iter_looks(stub: Source, addresses: Sequence[str], found: list[Findings]) -> Iterator[tuple[Source, Look]]:
    """A look at the first address, and at the next only while nothing answers: http, then https."""
    for url in addresses:
        if found and found[-1].unreachable is None:
            return

        async def look(spider: ProbeSpider, url: str = url) -> None:
            findings = await look_at_site(spider, url)
            findings.requests = spider.requests
            found.append(findings)

        yield stub, look


def _read_wishes(wishes: Wishes) -> tuple[Kind | None, str | None]:
    if wishes.kind is not None and wishes.kind not in get_args(Kind):
        raise ConfigError(f"There is no kind `{wishes.kind}` of source; allowed: {', '.join(get_args(Kind))}.")
    country = wishes.country.upper() if wishes.country is not None else None
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise ConfigError(f"`{wishes.country}` is no country: two letters of ISO 3166-1 as LV, or EU.")
    return cast("Kind | None", wishes.kind), country


def _make_stub(source_id: str, url: str, name: str | None) -> Source:
    """The source before anything is known of it: what its exchanges are archived under."""
    host = url.split("/")[2]
    table = {
        "id": source_id,
        "name": name or host,
        "kind": "lag",
        "country": find_country(host, ()) or "EU",
        "languages": ["lt", "lv", "et", "en"],
        "hosts": [host],
        "seeds": [{"listing": url}],
    }
    try:
        return Source.model_validate(table)
    except ValidationError as error:
        reasons = "; ".join(describe_mistakes(error))
        raise ConfigError(f"`{source_id}` at {host} can be no source: {reasons}.") from None


def _read_known(paths: Sequence[Path]) -> Registry:
    """The sources that there are; a file that is yet to be written holds none."""
    return load_registry([path for path in dict.fromkeys(paths) if path.exists()])


def _refuse_known(registry: Registry, stub: Source, url: str, *, is_named: bool) -> None:
    if stub.id in registry:
        raise ConfigError(
            f"there is a source `{stub.id}` already, in {registry.paths[stub.id]}: `kronika sources test {stub.id}` "
            "looks at it; give the new one another name with --id."
        )
    owner = next((source for source in registry if source.owns_url(url)), None)
    if owner is not None and not is_named:
        raise ConfigError(
            f"{host_of(url)} is a host of the source `{owner.id}` already: `kronika sources test {owner.id}` looks at "
            "it; give --id to add another source all the same."
        )
