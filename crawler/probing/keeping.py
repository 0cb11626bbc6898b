"""Adds a source to the user's file of sources: whole or not at all, and checked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from archive.errors import ConfigError
from crawler.sources.registry import check_sources

DEFAULT_FILE = Path("sources.toml")


def choose_file(to: Path | None, configured: Sequence[Path]) -> Path:
    """Where a new source is written: the place named, else the first of the user's own files or folders."""
    place = to or (configured[0] if configured else DEFAULT_FILE)
    if place.is_dir():
        return place / DEFAULT_FILE
    return place


def append_source(path: Path, table: str) -> None:
    """Append a `[[source]]` table to a file, which may be new.

    Raises ConfigError, and the file is as it was, when it cannot be written or would not be right afterwards.
    """
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".toml")
    except (OSError, UnicodeDecodeError) as error:
        raise _cannot_write(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(f"{before.rstrip()}\n\n{table}" if before.strip() else table)
            stream.flush()
            os.fsync(stream.fileno())
        mistakes = [mistake for mistake in check_sources([draft]) if mistake.path == draft]
        if mistakes:
            first = mistakes[0]
            raise ConfigError(
                f"{path} would not be right with it: line {first.line}: {first.reason}; nothing was written."
            )
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        draft.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _cannot_write(path: Path, error: Exception) -> ConfigError:
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return ConfigError(f"{path} cannot be written ({reason}): name another file with --to.")
