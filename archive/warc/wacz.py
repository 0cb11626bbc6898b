"""WACZ read: a zip file with WARC files in its `archive/` folder, and a list of their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive.records import Fault
from archive.warc.files import is_warc

_ZIP_MAGIC: Final = b"PK\x03\x04"
_MAX_LIST_BYTES: Final = 64 << 20
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises of a damaged, encrypted or oddly compressed member."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A WARC file out of a WACZ."""

    name: str
    """Its path within the zip file."""
    path: Path
    """Where it was unpacked."""


def is_wacz(path: Path) -> bool:
    """Whether a file begins as a zip file does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_ZIP_MAGIC)) == _ZIP_MAGIC


def unpack_warcs(path: Path, folder: Path) -> Iterator[Unpacked | Fault]:
    """Unpack each WARC file of a WACZ in turn, and name what is wrong with it; the caller removes the files.

    A member that breaks off is given as far as it goes. Raises OSError when `folder` cannot be written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            announced = _read_digests(archive)
            for number, member in enumerate(archive.infolist()):
                inner = Path(member.filename)
                if inner.parts[:1] == ("archive",) and is_warc(inner):
                    target = folder / f"{number:05d}-{inner.name}"
                    yield from _unpack(path, archive, member, target, announced.get(member.filename))
    except _BROKEN as error:
        yield Fault(path.name, 0, f"it cannot be read as a zip file: {error}.")


def _unpack(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, digest: str | None
) -> Iterator[Unpacked | Fault]:
    try:
        with archive.open(member) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file)
    except _BROKEN as error:
        yield Fault(path.name, member.header_offset, f"{member.filename} is damaged: {error}.")
    else:
        if digest is not None and digest != _digest(target):
            reason = f"{member.filename} does not have the digest {digest} that datapackage.json gives."
            yield Fault(path.name, member.header_offset, reason)
    if target.exists():
        yield Unpacked(member.filename, target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _read_digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 by path, as `datapackage.json` lists them; empty when it lists none."""
    try:
        with archive.open("datapackage.json") as file:
            listed: Any = json.loads(file.read(_MAX_LIST_BYTES))
        resources = listed["resources"]
        found = {str(one["path"]): str(one["hash"]) for one in resources}
    except (KeyError, TypeError, *_BROKEN):
        return {}
    return {name: digest for name, digest in found.items() if digest.startswith("sha256:")}
