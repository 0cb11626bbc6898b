"""WACZ read: a zip file with WARC files in its `archive/` folder, and a list of their digests."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from archive.records import Fault
from archive.warc.files import is_warc

_ZIP_MAGIC: Final = b"PK\x03\x04"
_MAX_LIST_BYTES: Final = 64 << 20
_STEP: Final = 1 << 16
_SHIFTED: Final = "its directory does not fit the rest"
_ENCRYPTED: Final = 1
_LENGTHS_AT: Final = 26  # in a member's local header: the lengths of its name and of its extra field
_LENGTHS: Final = struct.Struct("<HH")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)
"""What zipfile raises of a damaged, encrypted or oddly compressed member."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A WARC file out of a WACZ."""

    name: str
    """Its path within the zip file; `*` for all of it."""
    path: Path
    """Where it was unpacked."""


def is_wacz(path: Path) -> bool:
    """Whether a file begins as a zip file does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_ZIP_MAGIC)) == _ZIP_MAGIC


def unpack_warcs(path: Path, folder: Path) -> Iterator[Unpacked | Fault]:
    """Unpack each WARC file of a WACZ in turn, and name what is wrong with it; the caller removes the files.

    A member that breaks off is given as far as it goes. Where the zip file's own lists are lost, the whole file is
    given: WARC records in it can still be found. Raises OSError when `folder` cannot be written.
    """
    count = 0
    try:
        with zipfile.ZipFile(path) as archive:
            announced = _read_digests(archive)
            for number, member in enumerate(archive.infolist()):
                inner = Path(member.filename)
                if inner.parts[:1] == ("archive",) and is_warc(inner):
                    target = folder / f"{number:05d}-{inner.name}"
                    for found in _unpack(path, archive, member, target, announced.get(member.filename)):
                        count += isinstance(found, Unpacked)
                        yield found
                elif member.header_offset < 0:
                    raise zipfile.BadZipFile(_SHIFTED)
    except _BROKEN as error:
        yield Fault(path.name, 0, f"it cannot be read as a zip file: {error}.")
        if not count:
            target = folder / "whole.warc.gz"
            shutil.copyfile(path, target)
            yield Unpacked("*", target)


def _unpack(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, digest: str | None
) -> Iterator[Unpacked | Fault]:
    if member.header_offset < 0:
        raise zipfile.BadZipFile(_SHIFTED)
    try:
        with target.open("xb") as file:
            _copy_stored(path, member, file)
            with archive.open(member) as source:
                _copy_rest(source, file)
    except _BROKEN as error:
        yield Fault(path.name, member.header_offset, f"{member.filename} is damaged: {error}.")
    else:
        if digest is not None and digest != _digest(target):
            reason = f"{member.filename} does not have the digest {digest} that datapackage.json gives."
            yield Fault(path.name, member.header_offset, reason)
    if target.exists():
        yield Unpacked(member.filename, target)


def _copy_stored(path: Path, member: zipfile.ZipInfo, file: BinaryIO) -> None:
    """The bytes of a member that is not compressed: what is damaged in them is for the WARC reader to find."""
    if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & _ENCRYPTED:
        return
    with path.open("rb") as source:
        source.seek(member.header_offset + _LENGTHS_AT)
        name_bytes, extra_bytes = _LENGTHS.unpack(source.read(_LENGTHS.size))
        source.seek(name_bytes + extra_bytes, io.SEEK_CUR)
        left = member.compress_size
        while left and (piece := source.read(min(left, _STEP))):
            file.write(piece)
            left -= len(piece)


def _copy_rest(source: IO[bytes], file: BinaryIO) -> None:
    """A member as zipfile reads it, which checks its sum at the end; written where it is not yet."""
    is_written = file.tell() > 0
    while piece := source.read(_STEP):
        if not is_written:
            file.write(piece)


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
