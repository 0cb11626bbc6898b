"""The verbs that look after an archive: verify, repair, reindex."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_files, read_archive_config
from archive.records import Fault

DAMAGED = 4


def add_verbs(app: typer.Typer) -> None:
    """Put the maintaining verbs on an application whose context object holds the global flags."""
    app.command("verify")(verify)
    app.command("repair")(repair)
    app.command("reindex")(reindex)


def verify(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Check every WARC file and every row that points into one; exit 4 when anything is wrong."""
    from archive.store import WARC_DIRECTORY, verify_directory  # noqa: PLC0415 - slow to import

    faults = files = records = 0
    config = read_archive_config(context)
    directory = config.archive.absolute()
    with watch_bytes(directory / WARC_DIRECTORY) as watch:
        for found in verify_directory(directory, database=config.database, watch=watch):
            if isinstance(found, Fault):
                faults += 1
                fields = describe_fault(found)
                line = format_fault(found)
            else:
                files += 1
                records += found.records
                fields = {"filename": found.filename, "records": found.records, "bytes": found.bytes}
                line = f"{found.filename}: {found.records} records, {found.bytes} bytes read"
            typer.echo(formats.format_json(fields) if as_json else line)
    if not as_json:
        typer.echo(f"{files} files, {records} records, {faults} faults")
    if faults:
        raise typer.Exit(DAMAGED)


def repair(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Mend what can be mended; no byte is destroyed. Exit 4 when anything is left, or would have been done."""
    done = left = 0
    with open_files(context) as archive:
        for one in archive.repair(dry_run=dry_run):
            left += one.action == "left"
            done += one.action != "left"
            fields = {"action": one.action, "filename": one.filename, "offset": one.offset, "reason": one.reason}
            line = f"{one.action}: {one.filename}, offset {one.offset}: {one.reason}"
            typer.echo(formats.format_json(fields) if as_json else line)
    if not as_json:
        typer.echo(f"{done} {'to be mended' if dry_run else 'mended'}, {left} left")
    if left or (dry_run and done):
        raise typer.Exit(DAMAGED)


def reindex(context: typer.Context) -> None:
    """Build the database anew from the WARC files alone, to the same rows."""
    from archive.lanes import LanePool  # noqa: PLC0415 - slow to import

    with open_files(context) as archive, LanePool() as executor:
        replayed = archive.reindex(executor=executor)
    for fault in replayed.faults:
        typer.echo(format_fault(fault), err=True)
    typer.echo(
        f"{replayed.files} files read: {replayed.captures} captures, {replayed.articles} readings of articles, "
        f"{len(replayed.faults)} faults"
    )
    if replayed.faults:
        raise typer.Exit(DAMAGED)


def format_fault(fault: Fault) -> str:
    """A fault on one line."""
    return f"{fault.filename}, offset {fault.offset}: {fault.reason}"


def describe_fault(fault: Fault) -> dict[str, str | int]:
    """A fault's fields as JSON values."""
    return {"filename": fault.filename, "offset": fault.offset, "fault": fault.reason}


@contextmanager
def watch_bytes(directory: Path) -> Iterator[Callable[[int], None]]:
    """Told the bytes read of the files in a directory, it shows a bar on stderr when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    total = sum(path.stat().st_size for path in directory.glob("*.warc*"))
    columns = (BarColumn(), DownloadColumn(binary_units=True), TimeRemainingColumn())
    # Rich would write what is printed meanwhile to stderr, also where stdout is a file or a pipe.
    is_shared = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=is_shared, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda count: progress.advance(task, count)
