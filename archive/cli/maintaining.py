"""The verbs that look after an archive: verify, reindex."""

from __future__ import annotations

import os

import typer

from archive.cli import formats
from archive.cli.opening import JsonFlag, open_archive
from archive.records import Fault

DAMAGED = 4


def add_verbs(app: typer.Typer) -> None:
    """Put the maintaining verbs on an application whose context object holds the global flags."""
    app.command("verify")(verify)
    app.command("reindex")(reindex)


def verify(context: typer.Context, as_json: JsonFlag = False) -> None:
    """Check every WARC file and every row that points into one; exit 4 when anything is wrong."""
    faults = files = records = 0
    with open_archive(context) as archive:
        for found in archive.verify():
            if isinstance(found, Fault):
                faults += 1
                fields = {"filename": found.filename, "offset": found.offset, "fault": found.reason}
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


def reindex(context: typer.Context) -> None:
    """Build the database anew from the WARC files alone, to the same rows."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - slow to import
    from multiprocessing import get_context  # noqa: PLC0415

    with open_archive(context) as archive, ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as executor:
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
