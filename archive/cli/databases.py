"""`kronika database`: where the rows are, and how they move to another database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_archive

app = typer.Typer(help="The database that holds the rows.", no_args_is_help=True)


@app.command("info")
def info(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say where the rows are, in what, and how many."""
    with open_archive(context) as archive:
        described = archive.describe_database()
        counted = archive.count_rows()
    if as_json:
        typer.echo(formats.format_json({**described, "rows": counted}))
        return
    for name, value in described.items():
        typer.echo(f"{name:12} {value}")
    for table, rows in counted.items():
        typer.echo(f"{table:20} {rows:>12} rows")


@app.command("copy")
def copy(
    context: typer.Context,
    to: Annotated[
        str, typer.Option("--to", metavar="URL", help="An empty database: postgresql://user@host/name, sqlite:///path.")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Copy every row into an empty database, and hold both against each other; WARC files stay where they are."""
    with open_archive(context) as archive, _watch_rows(archive.count_rows()) as watch:
        copied = archive.copy_database(to, watch=watch)
        directory = archive.directory
    for table in copied:
        fields = {"table": table.name, "rows": table.rows, "digest": table.digest}
        line = f"{table.name:20} {table.rows:>12} rows, {table.digest}"
        typer.echo(formats.format_json(fields) if as_json else line)
    if not as_json:
        typer.echo(
            f"{sum(table.rows for table in copied)} rows copied; counts and digests agree. Open them with "
            f"`--archive {directory} --database URL`, with KRONIKA_DATABASE, or as `database` in kronika.toml."
        )


@contextmanager
def _watch_rows(counts: Mapping[str, int]) -> Iterator[Callable[[str, int], None]]:
    """Told the rows that were copied or looked at again, it shows a bar on stderr when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _table, _rows: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=2 * sum(counts.values()))
        yield lambda table, rows: progress.update(task, advance=rows, description=table)
