"""Findings into a `[[source]]` table: about ten lines of TOML, and above them the evidence and the day."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Iterable
from datetime import date

from crawler.probing.answers import format_path
from crawler.probing.findings import Findings, SeedLook
from crawler.probing.names import guess_kind
from crawler.sources.models import Kind, Source

WIDTH = 118
_NAMES = {"api": "API", "feed": "Feed", "sitemap": "Sitemap", "listing": "Listing"}


def compose_source(
    findings: Findings,
    *,
    source_id: str,
    name: str,
    kind: Kind | None,
    country: str | None,
    at_full_speed: bool,
    on: date,
) -> str:
    """The TOML of a source that `kronika crawl` can use at once.

    `kind`, `country`: None where nobody has said and nothing shows. `at_full_speed`: whether its host lies in a
    network that the operator opened.
    """
    guessed_kind = kind or guess_kind(name)
    shown_kind = json.dumps(guessed_kind or "lag")
    remarks = {
        "kind": "" if kind else "  # by its name" if guessed_kind else "  # a guess: see docs/sources.md",
        "country": "" if country else "  # a guess: nothing shows it",
    }
    lines = [
        *_format_comment(_list_evidence(findings, name, on)),
        "[[source]]",
        f"id = {_quote(source_id)}",
        f"name = {_quote(name)}",
        f"kind = {shown_kind}{remarks['kind']}",
        f"country = {_quote(country or 'EU')}{remarks['country']}",
        f"languages = [{', '.join(_quote(code) for code in findings.languages or ['en'])}]",
        *([f"platform = {_quote(findings.platform)}"] if findings.platform is not None else []),
        f"hosts = [{', '.join(_quote(host) for host in findings.hosts)}]",
        *_format_patterns(findings),
        *_format_list("seeds", [f"{{ {seed.kind} = {_quote(seed.url)} }}" for seed in findings.seeds]),
        'schedule = "1d"',
        *(["delay_s = 0  # its network was opened with --allow-network"] if at_full_speed else []),
    ]
    return "\n".join(lines) + "\n"


def read_composed(text: str) -> Source:
    """The source that a composed text is. Raises ValidationError, TOMLDecodeError when it is none."""
    return Source.model_validate(tomllib.loads(text)["source"][0])


def describe_seed(seed: SeedLook) -> str:
    """What a seed showed, in words: `10 articles, 10 of them dated, and pages after it`."""
    shown = f"{seed.articles} article{'' if seed.articles == 1 else 's'}"
    if seed.links and seed.kind != "sitemap":
        has_second = seed.kind == "listing" and len(seed.links) > seed.articles
        shown += " on its first page" if has_second else ""
        of_two = " on its first two" if has_second else ""
        shown += ", none of them dated" if not seed.dated else f", {seed.dated} of {len(seed.links)}{of_two} dated"
    if seed.kind == "listing":
        shown += ", and pages after it" if seed.has_more else ", and no page after it"
    return shown


def list_seeds(findings: Findings) -> list[str]:
    """One line a seed."""
    return [f"{_NAMES[seed.kind]} {format_path(seed.url)}: {describe_seed(seed)}" for seed in findings.seeds]


def describe_samples(findings: Findings) -> str:
    """How the articles that were tried could be read."""
    dated = sum(1 for sample in findings.samples if sample.article is not None and sample.date_origin is not None)
    origins = sorted({sample.date_origin for sample in findings.samples if sample.date_origin is not None})
    text = f"{len(findings.read)} of {len(findings.samples)} articles tried could be read, {dated} of them with a date"
    return f"{text} ({', '.join(origins)})" if origins else text


def _list_evidence(findings: Findings, name: str, on: date) -> list[str]:
    known = (
        f"Platform: {findings.platform} ({'; '.join(findings.evidence[:2])})"
        if findings.platform
        else ("Platform: none that is known; what the rows of the listing lead to are articles")
    )
    return [
        f"{name}: found by `kronika sources add {findings.asked_url}` on {on.isoformat()}",
        known,
        *list_seeds(findings),
        describe_samples(findings),
        *(f"{line[0].upper()}{line[1:]}" for line in [*findings.missing, *findings.notes]),
    ]


def _format_comment(sentences: Iterable[str]) -> list[str]:
    lines = []
    for sentence in sentences:
        clean = "".join(character if character.isprintable() else " " for character in sentence)
        lines += textwrap.wrap(f"{clean.rstrip('.')}.", WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in lines]


def _format_patterns(findings: Findings) -> list[str]:
    if findings.patterns is None:
        return []
    lines = _format_list("article", [_quote_pattern(one) for one in findings.patterns.article])
    return lines + (
        _format_list("skip", [_quote_pattern(one) for one in findings.patterns.skip]) if findings.patterns.skip else []
    )


def _format_list(key: str, entries: list[str]) -> list[str]:
    line = f"{key} = [{', '.join(entries)}]"
    if len(line) <= WIDTH or not entries:
        return [line]
    return [f"{key} = [", *(f"  {entry}," for entry in entries), "]"]


def _quote(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quote_pattern(pattern: str) -> str:
    """A TOML literal string, which keeps backslashes; a basic one where it cannot be."""
    return _quote(pattern) if "'" in pattern or not pattern.isprintable() else f"'{pattern}'"
