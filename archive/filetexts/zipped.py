"""Members of a ZIP file that nobody vouches for, and their XML."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from archive.filetexts.values import UnreadableTextError

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
"""What is unpacked of one file at most: a few kilobytes can be packed to say any size."""

MAX_MEMBERS = 20_000

_NUMBER = re.compile(r"\d+")


class ZippedFile:
    """A ZIP file in memory, which is unpacked up to MAX_UNPACKED_BYTES in all."""

    def __init__(self, body: bytes) -> None:
        """Raises UnreadableTextError."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableTextError("damaged", f"it cannot be unpacked: {error}") from error
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise UnreadableTextError("too-large", f"it is packed from more than {MAX_MEMBERS} parts")
        self.names = frozenset(self._zip.namelist())
        self._left = MAX_UNPACKED_BYTES

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises UnreadableTextError, also when it is not there."""
        try:
            if self._zip.getinfo(name).flag_bits & 1:
                raise UnreadableTextError("encrypted", "it needs a password")
            with self._zip.open(name) as member:
                unpacked = member.read(self._left + 1)
        except KeyError:
            raise UnreadableTextError("damaged", f"it has no {name}") from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableTextError("damaged", f"{name} cannot be unpacked: {error}") from error
        self._left -= len(unpacked)
        if self._left < 0:
            raise UnreadableTextError("too-large", f"it unpacks to more than {MAX_UNPACKED_BYTES >> 20} MB")
        return unpacked

    def list_numbered(self, pattern: re.Pattern[str]) -> list[str]:
        """The members whose names match, by the numbers in their names."""
        found = filter(pattern.fullmatch, self.names)
        return sorted(found, key=lambda name: ([int(number) for number in _NUMBER.findall(name)], name))


def iter_elements(body: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, without namespace, that stand in no other such; each is forgotten after its turn.

    Raises UnreadableTextError.
    """
    tags = [f"{{*}}{name}" for name in names]
    # Entities stay unresolved and nothing is fetched: the file is a stranger's.
    reading = etree.iterparse(
        io.BytesIO(body), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in reading:
            if next(element.iterancestors(tags), None) is None:
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableTextError("damaged", f"its XML is broken: {error}") from error


def find_name(element: etree._Element) -> str:
    """The name without namespace; empty for comments, entities and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
