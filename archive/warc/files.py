"""WARC files in a directory."""

from __future__ import annotations

from pathlib import Path

from archive.warc.record import OPEN_SUFFIX

IMPORT_PREFIX = "import-"
"""How the names of files begin that were taken in from elsewhere."""

DAMAGED_SUFFIX = ".damaged"
"""What a mended file's damaged original is called behind its name."""


def is_warc(path: Path) -> bool:
    """Whether a file's name is a WARC file's, finished or still open."""
    return path.name.removesuffix(OPEN_SUFFIX).endswith((".warc", ".warc.gz"))


def find_warcs(directory: Path) -> list[Path]:
    """The WARC files of a directory by name: those of one source in the order of time."""
    return sorted(path for path in directory.glob("*") if is_warc(path))
