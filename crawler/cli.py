"""The `kronika` command: the crawling verbs here, the reading ones from `archive.cli`; errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archive.cli import databases, maintaining, read, reading, search_index
from archive.cli.formats import format_json
from archive.cli.opening import JsonFlag, open_archive
from archive.cli.options import CountryOption
from archive.errors import ArchiveError, ConfigError, DatabaseError, PayloadError, WarcError
from crawler.cli_sources import read_config, read_registry, sources_app

if TYPE_CHECKING:
    from crawler.sources.models import Source
    from crawler.sources.registry import Registry

WRONG_USAGE = 2
FAILED_PAGES = 3
DAMAGED = 4

GLOBAL_OPTIONS = frozenset({"--archive", "--database", "--sources", "--allow-network"})
"""Options that may stand anywhere on the command line."""

app = typer.Typer(
    name="kronika",
    help="Crawls, archives and searches the regional news of Europe's countryside.",
    epilog="Exit codes: 0 done, 1 nothing found, 2 wrong usage or configuration, 3 a crawl ended with failed pages "
    "or sources, 4 the archive is damaged.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
fixture_app = typer.Typer(help="Small WARC files for offline crawls.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")
app.add_typer(fixture_app, name="fixture")
app.add_typer(databases.app, name="database")
app.add_typer(search_index.app, name="search-index")


@app.callback()
def read_global_options(
    context: typer.Context,
    archive: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The archive directory. [env: KRONIKA_ARCHIVE; default: ./kronika-archive]"),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="What holds the rows, such as postgresql://user@host/name. [env: KRONIKA_DATABASE; default: a SQLite "
            "file in the archive directory]",
        ),
    ] = None,
    sources: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="A file or folder of your own sources; repeatable. [env: KRONIKA_SOURCES]"),
    ] = None,
    allow_network: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CIDR",
            help="A network that is not public but may be crawled; repeatable. [env: KRONIKA_ALLOW_NETWORKS]",
        ),
    ] = None,
) -> None:
    """Keep the global options for the verb."""
    context.obj = {"archive": archive, "database": database, "sources": sources, "allow_networks": allow_network}


reading.add_verbs(app)
read.add_verbs(app)
maintaining.add_verbs(app)


@app.command()
def crawl(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every source.")] = False,
    due: Annotated[bool, typer.Option("--due", help="The sources whose next visit has come.")] = False,
    country: CountryOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many articles a source.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Leave out what a seed dates before.")
    ] = None,
    backfill: Annotated[
        bool,
        typer.Option("--backfill", help="The whole history: every seed to its end, sitemaps, years and months too."),
    ] = False,
    offline: Annotated[
        Path | None,
        typer.Option("--offline", metavar="PATH", help="Answer from a WARC file or folder, no network."),
    ] = None,
    as_json: JsonFlag = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Log more; twice for everything.")] = 0,
) -> None:
    """Crawl sources: fetch what is new, archive every exchange, read and index the articles."""
    from archive.store import Archive  # noqa: PLC0415 - slow to import
    from archive.timestamps import parse_date_range  # noqa: PLC0415
    from crawler import crawling  # noqa: PLC0415 - slow to import

    config = read_config(context)
    registry = read_registry(context)
    if since:
        parse_date_range(since)
    with Archive(config.archive, database=config.database, create=True) as archive:
        chosen = _choose(registry, ids or [], everything=everything or due, country=country)
        if due:
            chosen = crawling.keep_due(archive, chosen)
        report = crawling.crawl_sources(
            config,
            archive,
            chosen,
            limit=limit,
            since=since,
            backfill=backfill,
            offline=offline,
            verbosity=verbose,
            as_json=as_json,
        )
        if due:
            crawling.print_next_visits(archive, registry.select(country=country))
    if report.has_failed or (report.busy and not due):
        raise typer.Exit(FAILED_PAGES)


def _choose(registry: Registry, ids: Sequence[str], *, everything: bool, country: str | None) -> list[Source]:
    if ids and everything:
        raise ConfigError("give source ids, or --all or --due, not both.")
    if not ids and not everything and country is None:
        raise ConfigError("say what to crawl: source ids, --country CC, --due or --all (`kronika sources list`).")
    if ids:
        return [registry.get(source_id) for source_id in dict.fromkeys(ids)]
    chosen = registry.select(country=country.upper() if country else None)
    if not chosen:
        raise ConfigError(f"there is no source in {country}: see `kronika sources list`.")
    return list(chosen)


@fixture_app.command("cut")
def cut(
    context: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL...")],
    to: Annotated[Path, typer.Option("--to", metavar="PATH", help="The new WARC file, such as site.warc.gz.")],
) -> None:
    """Write a small WARC with everything that a crawl of these pages asks for."""
    with open_archive(context) as archive:
        count = archive.cut(urls, to)
    typer.echo(f"{to}: {count} exchanges; crawl it with `kronika crawl SOURCE --offline {to}`.")


@app.command("import")
def import_files(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    source_id: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Read the articles of this source among the pages.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Take in WARC and WACZ files of any tool, or folders of them; exit 4 when nothing of a file could be had."""
    from archive.store import Archive  # noqa: PLC0415 - slow to import
    from crawler import importing  # noqa: PLC0415 - slow to import

    config = read_config(context)
    source = read_registry(context).get(source_id) if source_id is not None else None
    is_damaged = False
    with Archive(config.archive, database=config.database, create=True) as archive:
        for taken in importing.import_paths(archive, paths, source):
            is_damaged = is_damaged or taken.file.filename is None
            fields = importing.describe_taken(taken)
            typer.echo(format_json(fields) if as_json else importing.line_taken(taken))
            for fault in taken.file.faults:
                typer.echo(importing.line_fault(fault), err=True)
            for url, reason in taken.unread:
                typer.echo(f"not read: {url}: {reason}", err=True)
    if is_damaged:
        raise typer.Exit(DAMAGED)


@app.command()
def demo(
    folder: Annotated[
        Path,
        typer.Option("--to", metavar="DIR", help="Where the demo's archive goes; an earlier demo's is replaced."),
    ] = Path("kronika-demo"),
) -> None:
    """Crawl a bundled practice site on this machine twice, and show what can be done with the archive."""
    from crawler.demo import run_demo  # noqa: PLC0415 - slow to import

    run_demo(folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error of ours is one line on stderr and an exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(args=hoist_global_options(words))
    except ArchiveError as error:
        typer.echo(f"kronika: {error}", err=True)
        sys.exit(exit_code(error))
    except OSError as error:  # a full disk behind `>`, most of all
        typer.echo(f"kronika: {error.filename or 'the output'}: {error.strerror}", err=True)
        sys.exit(FAILED_PAGES)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(0)  # `kronika list | head`: the reader has had enough; Typer would say 1, nothing found
        raise


def exit_code(error: ArchiveError) -> int:
    """2 for a mistake in what was asked, 4 for a damaged archive, 3 for anything else that stopped the work."""
    if isinstance(error, ConfigError):
        return WRONG_USAGE
    return DAMAGED if isinstance(error, (WarcError, PayloadError, DatabaseError)) else FAILED_PAGES


def hoist_global_options(words: Sequence[str]) -> list[str]:
    """The words with the global options, wherever they stood before a `--`, brought to the front."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, _value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
            break
        if name in GLOBAL_OPTIONS:
            front.append(word)
            if not equals and waiting:
                front.append(waiting.pop(0))
        else:
            rest.append(word)
    return front + rest
