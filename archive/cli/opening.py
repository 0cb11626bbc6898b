"""What every verb shares: the archive that the flags name, and the --json flag."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from archive.store import Archive

JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, nothing else there.")]


@contextmanager
def open_archive(context: typer.Context) -> Iterator[Archive]:
    """The archive that the flags, the environment or the configuration name. Raises ConfigError when there is none."""
    from archive.store import Archive  # noqa: PLC0415 - slow to import

    with Archive(find_directory(context)) as archive:
        yield archive


@contextmanager
def open_files(context: typer.Context) -> Iterator[Archive]:
    """As `open_archive`, also where WARC files are all that is left: the database is then new and empty."""
    from archive.store import WARC_DIRECTORY, Archive  # noqa: PLC0415 - slow to import

    directory = find_directory(context)
    with Archive(directory, create=(directory / WARC_DIRECTORY).is_dir()) as archive:
        yield archive


def find_directory(context: typer.Context) -> Path:
    """The archive directory that the flags, the environment or the configuration name."""
    from archive.config import ArchiveConfig, load_config  # noqa: PLC0415 - slow to import

    flags: dict[str, Any] = context.find_root().obj or {}
    return load_config(ArchiveConfig, archive=flags.get("archive")).archive
