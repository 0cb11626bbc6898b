"""What every verb shares: the archive that the flags name, and the --json flag."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from archive.config import ArchiveConfig
    from archive.store import Archive

JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, nothing else there.")]


@contextmanager
def open_archive(context: typer.Context) -> Iterator[Archive]:
    """The archive that the flags, the environment or the configuration name. Raises ConfigError when there is none."""
    from archive.store import Archive  # noqa: PLC0415 - slow to import

    config = read_archive_config(context)
    with Archive(config.archive, database=config.database) as archive:
        yield archive


@contextmanager
def open_files(context: typer.Context) -> Iterator[Archive]:
    """As `open_archive`, also where WARC files are all that is left: the database is then new and empty."""
    from archive.store import WARC_DIRECTORY, Archive  # noqa: PLC0415 - slow to import

    config = read_archive_config(context)
    has_files = (config.archive / WARC_DIRECTORY).is_dir()
    with Archive(config.archive, database=config.database, create=has_files) as archive:
        yield archive


def read_archive_config(context: typer.Context) -> ArchiveConfig:
    """Where the archive is, as the flags, the environment or the configuration say."""
    from archive.config import ArchiveConfig, load_config  # noqa: PLC0415 - slow to import

    flags: dict[str, Any] = context.find_root().obj or {}
    return load_config(ArchiveConfig, archive=flags.get("archive"), database=flags.get("database"))
