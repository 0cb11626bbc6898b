"""The reading verbs but for search: lookup, list, show, stats. Heavy imports wait until a verb runs."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_archive
from archive.cli.options import (
    CountryOption,
    FoldFlag,
    FromOption,
    SourceOption,
    ToOption,
    add_folded,
    echo_json,
    echo_lines,
    parse_bounds,
    say_nothing_found,
    upper,
)
from archive.cli.printings import describe_printings, lines_printings
from archive.cli.searching import UNKNOWN_ARE_WORDS, search
from archive.errors import ConfigError
from archive.neardup import Fold
from archive.timestamps import midpoint, parse_date_range

if TYPE_CHECKING:
    from archive.records import ArchivedArticle
    from archive.store import Archive


def add_verbs(app: typer.Typer) -> None:
    """Put the reading verbs on an application whose context object holds the global flags."""
    app.command("lookup")(lookup)
    app.command("list")(list_articles)
    app.command("search", context_settings=UNKNOWN_ARE_WORDS)(search)
    app.command("show")(show)
    app.command("stats")(stats)


def lookup(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL")],
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="Nearest to this date first.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Captures of a URL, newest first or nearest to a date, and the article read from each."""
    moment = midpoint(*parse_date_range(at)) if at is not None else None
    with open_archive(context) as archive:
        captures = archive.find(url, at=moment)
        for capture in captures:
            found = archive.find_article_of(capture)
            if as_json:
                article = formats.describe_article(found) if found else None
                typer.echo(formats.format_json({**formats.describe_capture(capture), "article": article}))
            else:
                typer.echo(formats.line_capture(capture))
                if found:
                    typer.echo(f"{'':21}#{found.id}, version {found.version.number}: {found.version.article.title}")
    if not captures:
        say_nothing_found(f"{url} was never captured")


def list_articles(
    context: typer.Context,
    first: FromOption = None,
    last: ToOption = None,
    source: SourceOption = None,
    country: CountryOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    folded: FoldFlag = False,
    as_json: JsonFlag = False,
) -> None:
    """Articles by publication date, newest first."""
    since, until = parse_bounds(first, last)
    with open_archive(context) as archive:
        ask = partial(archive.list, first=since, last=until, source=source, country=upper(country))
        if folded:
            found = archive.fold_articles(lambda size: ask(limit=size), limit)
        else:
            found = [Fold(article) for article in ask(limit=limit)]
    for one in found:
        if as_json:
            echo_json(add_folded(formats.describe_article(one.shown), one.others if folded else None))
        else:
            echo_lines([formats.line_article(one.shown)], one.others)
    if not found:
        say_nothing_found("no such article")


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="URL|ID")],
    number: Annotated[int | None, typer.Option("--version", metavar="N", min=1, help="An earlier state.")] = None,
    as_json: JsonFlag = False,
    why: Annotated[bool, typer.Option("--why", help="What was chosen, what was passed over, and why.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="Only the text.")] = False,
    as_raw: Annotated[bool, typer.Option("--raw", help="The captured body's bytes, content coding removed.")] = False,
) -> None:
    """One article: its fields, text and files, or the bytes that it was read from; --raw also of any file."""
    if as_json + as_text + as_raw + why > 1:
        raise ConfigError("choose one of --json, --text, --raw and --why.")
    with open_archive(context) as archive:
        found = archive.find_article(name, number=number)
        if as_raw:
            capture = found.version.capture if found is not None else None
            if capture is None and number is None:
                capture = archive.find_file(name)
            if capture is not None:
                sys.stdout.buffer.write(archive.read(capture))
                sys.stdout.buffer.flush()
                return
        if found is None:
            which = f" in a version {number}" if number else ""
            say_nothing_found(f"there is no article {name}{which}; `kronika lookup URL` shows captures of any page")
        elif why:
            _say_why(archive, found)
        elif as_text:
            typer.echo(found.version.article.text)
        elif as_json:
            files = [formats.describe_attachment(one) for one in archive.find_attachments(found)]
            near = describe_printings(archive.find_near_duplicates(found))
            typer.echo(formats.format_json({**formats.describe_article(found), "attachments": files, **near}))
        else:
            printings = lines_printings(archive.find_near_duplicates(found))
            typer.echo(formats.page_article(found, archive.find_attachments(found), printings))


def stats(context: typer.Context, as_json: JsonFlag = False) -> None:
    """What the archive holds."""
    with open_archive(context) as archive:
        counted = archive.stats()
    if as_json:
        typer.echo(formats.format_json(counted))
        return
    for name, value in counted.items():
        if isinstance(value, dict):
            typer.echo(f"{name}:")
            for key, count in value.items():
                shown = ", ".join(f"{n} {what}" for what, n in count.items()) if isinstance(count, dict) else count
                typer.echo(f"  {key:<28} {shown}")
        else:
            typer.echo(f"{name:<30} {value}")


def _say_why(archive: Archive, found: ArchivedArticle) -> None:
    from archive.cli.reasons import format_changes, format_notes  # noqa: PLC0415 - slow to import

    explained = archive.explain(found)
    typer.echo(format_notes([explained.article] if explained.article else [], explained.notes))
    for line in format_changes(found.version.article, explained.article):
        typer.echo(line, err=True)
