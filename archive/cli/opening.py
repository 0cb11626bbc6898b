"""What every verb shares: the archive that the flags name, and the --json flag."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from archive.store import Archive

JsonFlag = Annotated[bool, typer.Option("--json", help="One JSON object a line on stdout, nothing else there.")]


@contextmanager
def open_archive(context: typer.Context) -> Iterator[Archive]:
    """The archive that the flags, the environment or the configuration name. Raises ConfigError when there is none."""
    from archive.config import ArchiveConfig, load_config  # noqa: PLC0415 - slow to import
    from archive.store import Archive  # noqa: PLC0415 - slow to import

    flags: dict[str, Any] = context.find_root().obj or {}
    with Archive(load_config(ArchiveConfig, archive=flags.get("archive")).archive) as archive:
        yield archive
