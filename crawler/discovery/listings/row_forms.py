"""The form of address that one listing's rows share: section, program, names of parameters and the fixed ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from archive.urls import is_meaningless_parameter

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MENU_PARAMETERS = frozenset({"itemid", "lang"})
"""They say through which menu a page is shown, not which page it is."""
_NEARLY_ALL = 0.9
_VARIED = 0.7
_MAX_FIELDS = 20


@dataclass(frozen=True, slots=True)
class _Address:
    folders: tuple[str, ...]
    """The path's parts but the last, which counts where it is a program's name; numbers as `#`."""
    parameters: frozenset[tuple[str, str]]
    """Lower-case name and value; of `3:naujienos` the number."""
    ends_in_slash: bool

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.parameters)


class RowForm:
    """What the addresses of some rows have in common; `listing_url` tells which parameters of a lone row are fixed."""

    def __init__(self, urls: Iterable[str], listing_url: str) -> None:
        rows = [_read(url) for url in sorted(set(urls))]
        self._rows = len(rows)
        self._folders = Counter(row.folders for row in rows)
        self._names = _most(Counter(row.names for row in rows), self._rows)
        own = _read(listing_url).parameters
        counted = Counter(pair for row in rows for pair in row.parameters)
        self._fixed = frozenset(
            pair
            for pair, count in counted.items()
            if count >= _NEARLY_ALL * self._rows and (count > 1 or pair in own) and not _YEAR.fullmatch(pair[1])
        )
        self._slashes = {row.ends_in_slash for row in rows}
        self._prefix = _common_prefix(list(self._folders))

    def fits(self, url: str) -> bool:
        """Whether an address has the rows' form; without rows every one has."""
        if not self._rows:
            return True
        address = _read(url)
        if address.ends_in_slash not in self._slashes:
            return False
        if not (address.folders in self._folders or self._fits_varied(address.folders)):
            return False
        if self._names is not None and not (self._names <= address.names if self._names else not address.names):
            return False
        return self._fixed <= address.parameters

    def _fits_varied(self, folders: tuple[str, ...]) -> bool:
        """Whether folders fit those of rows that lie in many folders: of as many parts, below the same ones."""
        if max(self._folders.values()) >= _VARIED * self._rows:
            return False
        depths = {len(row) for row in self._folders}
        return len(folders) in depths and folders[: len(self._prefix)] == self._prefix


def _read(url: str) -> _Address:
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment and segment != "index.php"][:12]
    kept = segments if segments and segments[-1].endswith(".php") else segments[:-1]
    try:
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        pairs = []
    return _Address(
        tuple("#" if _NUMBER.fullmatch(segment) else segment for segment in kept),
        frozenset(
            (name.lower(), _value(value))
            for name, value in pairs
            if not is_meaningless_parameter(name, value) and name.lower() not in _MENU_PARAMETERS
        ),
        parts.path.endswith("/"),
    )


def _value(value: str) -> str:
    number, colon, _ = value.partition(":")
    return number if colon and number.isdecimal() else value.lower()


def _most(counted: Counter[frozenset[str]], rows: int) -> frozenset[str] | None:
    """What nearly all rows have; None when they differ."""
    if not counted:
        return None
    value, count = counted.most_common(1)[0]
    return value if count >= _NEARLY_ALL * rows else None


def _common_prefix(paths: list[tuple[str, ...]]) -> tuple[str, ...]:
    prefix: list[str] = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        prefix.append(parts[0])
    return tuple(prefix)
