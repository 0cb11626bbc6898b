"""The `kronika sources` verbs: what there is, what is wrong with it, and the next one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from archive.cli.formats import format_json
from archive.cli.opening import JsonFlag
from archive.cli.options import CountryOption

if TYPE_CHECKING:
    from crawler.config import CrawlConfig
    from crawler.sources.models import Source
    from crawler.sources.registry import Registry

NOTHING_FOUND = 1
WRONG_USAGE = 2
FAILED = 3

sources_app = typer.Typer(help="The sources that can be crawled.", no_args_is_help=True)


@sources_app.command("list")
def list_sources(  # noqa: PLR0917 - a verb's parameters are its flags
    context: typer.Context,
    country: CountryOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind, such as lag; repeatable.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="TEXT", help="Only where this stands in the region's name.")
    ] = None,
    platform: Annotated[
        str | None, typer.Option("--platform", metavar="NAME", help="Only on this platform; none: where not known.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """The sources, bundled and your own."""
    registry = read_registry(context)
    found = registry.select(country=country, kind=kind, region=region, platform=platform)
    for source in found:
        if as_json:
            typer.echo(format_json(describe(source)))
        else:
            shown = source.platform or "-"
            typer.echo(f"{source.id:<28} {source.country}  {source.kind:<20} {shown:<14} {source.name}")
    if not found:
        typer.echo("no such source.", err=True)
        raise typer.Exit(NOTHING_FOUND)


@sources_app.command("show")
def show_source(
    context: typer.Context, source_id: Annotated[str, typer.Argument(metavar="ID")], as_json: JsonFlag = False
) -> None:
    """One source, with its defaults filled in."""
    described = describe(read_registry(context).get(source_id))
    if as_json:
        typer.echo(format_json(described))
        return
    for name, value in described.items():
        typer.echo(f"{name:<16} {value if isinstance(value, str) else format_json(value)}")


@sources_app.command("check")
def check_source_files(
    context: typer.Context, path: Annotated[Path | None, typer.Argument(metavar="PATH")] = None
) -> None:
    """Check source files: every mistake with file, line, key and what is allowed."""
    from crawler.sources.registry import check_sources  # noqa: PLC0415 - slow to import

    paths = [path] if path is not None else list(read_config(context).sources)
    mistakes = check_sources(paths)
    for mistake in mistakes:
        typer.echo(str(mistake), err=True)
    if mistakes:
        raise typer.Exit(WRONG_USAGE)
    typer.echo(f"{len(load(paths))} sources, no mistake.")


@sources_app.command("add")
def add_source(  # noqa: PLR0917 - a verb's parameters are its flags
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The site's home page, or any page of it.")],
    source_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="The new source's id.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The outlet's own name.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="What it is, such as lag.")] = None,
    country: CountryOption = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where to write it. [default: your first --sources, ./sources.toml]"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write it even where no file was named.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Look at a site and write a source for it; exit 1 when nothing could be crawled, 3 when it does not answer."""
    from crawler.probing import adding, keeping, showing  # noqa: PLC0415 - slow to import

    config = read_config(context)
    wishes = adding.Wishes(url=url, source_id=source_id, name=name, kind=kind, country=country)
    added = adding.add_source(config, wishes, to)
    path = keeping.choose_file(to, config.sources)
    is_written = added.toml is not None and (yes or to is not None or bool(config.sources))
    if added.toml is not None and is_written:
        keeping.append_source(path, added.toml)
    if as_json:
        fields = showing.describe_findings(added.findings)
        written = str(path) if is_written else None
        typer.echo(format_json({"id": added.source_id, **fields, "toml": added.toml, "written_to": written}))
    else:
        for line in showing.iter_report(added, path if is_written else None):
            typer.echo(line.text, err=line.is_aside)
    if added.findings.unreachable is not None:
        raise typer.Exit(NOTHING_FOUND if added.findings.is_forbidden else FAILED)
    if added.toml is None:
        raise typer.Exit(NOTHING_FOUND)


@sources_app.command("test")
def try_sources(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...")],
    as_json: JsonFlag = False,
) -> None:
    """Look whether sources can still be crawled, and what broke since the last time: exit 3 when something did."""
    from crawler.probing import testing  # noqa: PLC0415 - slow to import

    registry = read_registry(context)
    sources = [registry.get(source_id) for source_id in dict.fromkeys(ids)]
    has_broken = False
    for tested in testing.try_sources(read_config(context), sources):
        has_broken = has_broken or bool(tested.broken)
        if as_json:
            typer.echo(format_json(testing.describe_tested(tested)))
        else:
            for line in testing.iter_lines(tested):
                typer.echo(line)
    if has_broken:
        raise typer.Exit(FAILED)


def read_config(context: typer.Context) -> CrawlConfig:
    """The settings that the flags, the environment or the configuration name."""
    from archive.config import load_config  # noqa: PLC0415 - slow to import
    from crawler.config import CrawlConfig  # noqa: PLC0415 - slow to import

    flags: dict[str, Any] = context.find_root().obj or {}
    return load_config(CrawlConfig, **flags)


def read_registry(context: typer.Context) -> Registry:
    """The bundled sources and the user's own."""
    return load(read_config(context).sources)


def load(paths: Sequence[Path]) -> Registry:
    """The bundled sources and those of these files or folders."""
    from crawler.sources.registry import load_registry  # noqa: PLC0415 - slow to import

    return load_registry(paths)


def describe(source: Source) -> dict[str, Any]:
    """A source's keys, defaults filled in."""
    described: dict[str, Any] = source.model_dump(mode="json", exclude_none=True)
    return described
