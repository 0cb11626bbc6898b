"""What a probe has found, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.probing.adding import Added
from crawler.probing.composing import describe_samples, list_seeds
from crawler.probing.findings import Findings, Sample, SeedLook

_FIRST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report."""

    text: str
    is_aside: bool = False
    """Whether it goes to stderr: what the user reads beside the TOML on stdout."""


def iter_report(added: Added, written_to: Path | None) -> Iterator[Line]:
    """The report of `sources add`; the TOML stands alone on stdout where it was not written."""
    findings = added.findings
    if findings.unreachable is not None:
        yield Line(f"{findings.unreachable}", is_aside=True)
        yield from (Line(note, is_aside=True) for note in findings.notes)
        return
    is_aside = added.toml is not None and written_to is None
    yield from (Line(text, is_aside=is_aside) for text in iter_lines(findings))
    if added.toml is None:
        yield Line("nothing was found that could be crawled; no source was written", is_aside=True)
    elif written_to is None:
        yield Line("")
        yield Line(added.toml.rstrip())
        yield Line("")
        crawl = f"`kronika crawl {added.source_id} --sources FILE`"
        yield Line(f"not written: add --to FILE (or --yes for ./sources.toml), then {crawl}", is_aside=True)
    else:
        yield Line(f"{added.source_id} was added to {written_to}:")
        yield from (Line(f"  {text}".rstrip()) for text in added.toml.splitlines() if not text.startswith("#"))
        yield Line(f"next: kronika crawl {added.source_id} --sources {written_to}")


def iter_lines(findings: Findings) -> Iterator[str]:
    """The report of a look at a site."""
    yield f"{findings.name}  {findings.home_url}"
    yield f"  platform: {findings.platform or 'none that is known'}"
    for reason in findings.evidence[:3]:
        yield f"    {reason}"
    for line in list_seeds(findings):
        yield f"  {line[0].lower() if line[:3] != 'API' else 'A'}{line[1:]}"
    for line in [*findings.missing, *findings.notes]:
        yield f"  {line}"
    yield f"  {describe_samples(findings)}:" if findings.samples else "  no article was found to try"
    for sample in findings.samples:
        yield from iter_sample_lines(sample)
    if findings.samples and not any(sample.date_origin for sample in findings.samples):
        yield "  no date on the pages nor in the listing: articles will be dated by the day they were first seen"
    elif findings.read and not any(article.published for article in findings.read):
        yield "  no date on the pages: dates will come from the listing rows or the feed"
    yield f"  {findings.requests} requests"


def iter_sample_lines(sample: Sample) -> Iterator[str]:
    """One article: title, date and where that is from, language, first words."""
    if sample.article is None:
        yield f"    not read: {sample.url}: {sample.problem}"
        return
    article = sample.article
    if article.published is not None:
        shown = f"{article.published.value} ({article.published.origin})"
    else:
        shown = f"{sample.hinted_date} (listing or feed)" if sample.hinted_date else "no date"
    yield f"    {article.title}"
    yield f"      {shown}, {article.language or 'language not known'}, {sample.url}"
    yield f"      {first_words(article.text)}"


def first_words(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_WORDS else line[:_FIRST_WORDS].rsplit(" ", 1)[0] + " ..."


def describe_findings(findings: Findings) -> dict[str, Any]:
    """Findings for JSON."""
    return {
        "asked_url": findings.asked_url,
        "home_url": findings.home_url,
        "unreachable": findings.unreachable,
        "name": findings.name,
        "hosts": findings.hosts,
        "languages": findings.languages,
        "platform": findings.platform,
        "evidence": list(findings.evidence),
        "seeds": [describe_seed_look(seed) for seed in findings.seeds],
        "missing": findings.missing,
        "notes": findings.notes,
        "articles": [describe_sample(sample) for sample in findings.samples],
        "requests": findings.requests,
    }


def describe_seed_look(seed: SeedLook) -> dict[str, Any]:
    """A seed for JSON."""
    return {
        "kind": seed.kind,
        "url": seed.url,
        "articles": seed.articles,
        "dated": seed.dated,
        "has_more": seed.has_more,
        "problem": seed.problem,
    }


def describe_sample(sample: Sample) -> dict[str, Any]:
    """A tried article for JSON."""
    article = sample.article
    published = article.published if article is not None else None
    return {
        "url": sample.url,
        "title": article.title if article is not None else None,
        "published": published.value if published is not None else sample.hinted_date,
        "published_origin": sample.date_origin,
        "language": article.language if article is not None else None,
        "first_words": first_words(article.text) if article is not None else None,
        "problem": sample.problem,
    }
