"""What the addresses of one listing's articles have in common: folders, query names, the kind of the last part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

_NUMBER = re.compile(r"\d+")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}")
_MAX_FIELDS = 20


@dataclass(frozen=True, slots=True)
class AddressShape:
    """One kind of address on a site."""

    folders: tuple[str, ...]
    """The path's parts but the last; numbers as `#`."""
    last: str
    """`#` for a number, `#-a` for a numbered name, `a-#`, `a` for a name; with the file's ending."""
    query: tuple[tuple[str, str], ...]
    """Sorted names; a value that is a number or a long text as `#`, a word as itself."""

    @property
    def is_telling(self) -> bool:
        """Whether it says more than that the page has a name, as `/slug` and `/lt/slug` do not."""
        folders = [folder for folder in self.folders if not _LANGUAGE.fullmatch(folder) and folder != "index.php"]
        return bool(folders or self.query) or "#" in self.last


def read_shape(url: str) -> AddressShape:
    """The shape of an absolute URL's path and query."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment and segment.lower() != "index.php"][:12]
    folders = tuple("#" if _NUMBER.fullmatch(segment) else segment.lower() for segment in segments[:-1])
    last = _kind(segments[-1]) if segments else ""
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        pairs = []
    query = tuple(sorted({name.lower(): _value(value) for name, value in pairs}.items()))
    return AddressShape(folders, last, query)


def _kind(segment: str) -> str:
    extension = _EXTENSION.search(segment)
    ending = extension.group(0).lower() if extension else ""
    name = unquote(segment.removesuffix(extension.group(0)) if extension else segment)
    if ending == ".php":
        return name.lower() + ending  # a program, and the query says which page
    if name.isdecimal():
        return "#" + ending
    if re.match(r"\d+[-_,.]", name):
        return "#-a" + ending
    return ("a-#" if re.search(r"[-_,.]?\d+$", name) else "a") + ending


def _value(value: str) -> str:
    return "#" if re.search(r"\d", value) or len(value) > 24 or "-" in value else value.lower()
