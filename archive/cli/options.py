"""What reading verbs share: options that choose articles, and how they say that there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from archive.cli import formats
from archive.cli.printings import describe_briefly, line_others
from archive.errors import ConfigError
from archive.timestamps import parse_date_range

if TYPE_CHECKING:
    from archive.records import ArchivedArticle

NOTHING_FOUND = 1

SourceOption = Annotated[str | None, typer.Option("--source", metavar="ID", help="Only this source.")]
CountryOption = Annotated[str | None, typer.Option("--country", metavar="CC", help="Only this country.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="Published on or after: YYYY[-MM[-DD]], DD.MM.YYYY or 14 digits."),
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Published on or before.")]

FoldFlag = Annotated[bool, typer.Option("--fold", help="Show texts that several sources printed once.")]


def parse_bounds(first: str | None, last: str | None) -> tuple[datetime | None, datetime | None]:
    """The first and last moment of two typed dates, spelled as in a query too. Raises ConfigError."""
    since = _parse_range(first)[0] if first is not None else None
    until = _parse_range(last)[1] if last is not None else None
    if since and until and since > until:
        raise ConfigError(f"--from {first} is later than --to {last}.")
    return since, until


def _parse_range(typed: str) -> tuple[datetime, datetime]:
    from archive.search.asking import parse_day  # noqa: PLC0415 - only these verbs need it

    first, last = parse_day(typed, is_end=False), parse_day(typed, is_end=True)
    if first is None or last is None:
        return parse_date_range(typed)
    return datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC)


def upper(country: str | None) -> str | None:
    """A country's code as the archive has it."""
    return country.upper() if country else None


def add_folded(described: dict[str, Any], others: Sequence[ArchivedArticle] | None) -> dict[str, Any]:
    """An article or hit as JSON, with those folded under it; None: nothing was folded."""
    return described if others is None else {**described, "folded": [describe_briefly(one) for one in others]}


def echo_lines(lines: Sequence[str], others: Sequence[ArchivedArticle]) -> None:
    """Prints an article or hit, and how many are folded under it."""
    typer.echo("\n".join([*lines, *([f"{'':12}{line_others(others)}"] if others else [])]))


def echo_json(described: dict[str, Any]) -> None:
    """Prints one line of JSON."""
    typer.echo(formats.format_json(described))


def say_nothing_found(what: str) -> NoReturn:
    """Says so and ends the program."""
    typer.echo(f"{what}.", err=True)
    raise typer.Exit(NOTHING_FOUND)
