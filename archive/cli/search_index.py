"""`kronika search-index`: builds anew what searches stand on, and says how it stands with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_archive

app = typer.Typer(help="The index that searches stand on.", no_args_is_help=True)

_LINE_EVERY = 20
"""How many lines a phase takes at most where there is no terminal."""


@app.command("rebuild")
def rebuild(
    context: typer.Context,
    only_keys: Annotated[
        bool, typer.Option("--only-keys", help="Only which words are forms of one another: after an update of Kronika.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Build the search index anew beside the old one, on all cores; searches and crawls go on meanwhile."""
    from archive.lanes import LanePool  # noqa: PLC0415 - slow to import

    with open_archive(context) as archive, LanePool() as executor, watch_phases() as watch:
        built = archive.rebuild_search_index(
            executor=executor, workers=executor.lanes, only_keys=only_keys, watch=watch
        )
    if as_json:
        typer.echo(formats.format_json(asdict(built)))
    elif built.only_keys:
        typer.echo(f"the keys of {built.words} words are built")
    else:
        typer.echo(f"the index is built: {built.articles} articles, {built.files} files, {built.words} words")


@app.command("status")
def status(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Say whether the index is whole, and what it holds; exit 1 when it is not."""
    with open_archive(context) as archive:
        found = archive.read_search_status()
    if as_json:
        typer.echo(formats.format_json(asdict(found)))
    else:
        said = "whole" if found.is_ready else "not whole: run `kronika search-index rebuild`"
        typer.echo(f"the index is {said}")
        typer.echo(f"{found.articles} articles, {found.files} files, {found.words} words; word forms {found.version}")
        if found.building is not None:
            typer.echo(f"a new index holds {found.building} articles; if nobody builds it, run the rebuild again")
    if not found.is_ready:
        raise typer.Exit(1)


@contextmanager
def watch_phases() -> Iterator[Callable[[str, int, int], None]]:
    """Told what is being done and how far it is: a bar where stderr is a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines().show
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = progress.add_task(doing)
            progress.update(tasks[doing], completed=done, total=total or None)

        yield show


class _Lines:
    def __init__(self) -> None:
        self._shown = ("", 0)

    def show(self, doing: str, done: int, total: int) -> None:
        step = done * _LINE_EVERY // max(total, 1)
        if (doing, step) != self._shown:
            self._shown = (doing, step)
            typer.echo(f"{doing}: {done} of {total}" if total else doing, err=True)
