"""Where in a TOML file a key stands: line numbers that tomllib does not keep."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]
"""A way into the parsed data: `("source", 0, "hosts", 1, "since")`."""

_MARK = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|\n|[\[\]{}=,.]|'
    r"[^\s\[\]{}=,.\"'\#]+",
    re.DOTALL,
)


def index_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key and array entry of a valid TOML text."""
    lines: dict[KeyPath, int] = {}
    for path, line in _Scanner(text).scan():
        lines.setdefault(path, line)
    return lines


def find_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a key, else of the nearest table around it that has one; None when there is none."""
    for length in range(len(path), 0, -1):
        if (line := lines.get(path[:length])) is not None:
            return line
    return None


class _Scanner:
    """One pass over the marks with the open brackets on a stack; the text has passed tomllib before."""

    def __init__(self, text: str) -> None:
        self._marks = list(_iter_marks(text))
        self._place = 0
        self._counts: dict[KeyPath, int] = {}
        self._table: KeyPath = ()
        self._value: KeyPath = ()

    def scan(self) -> Iterator[tuple[KeyPath, int]]:
        while self._place < len(self._marks):
            mark, line = self._marks[self._place]
            if mark == "[":
                yield self._read_header(), line
            elif mark == "\n":
                self._place += 1
            else:
                yield from self._read_entry()

    def _read_header(self) -> KeyPath:
        is_array = self._marks[self._place + 1][0] == "["
        self._place += 2 if is_array else 1
        path: KeyPath = ()
        for part in self._read_key("]"):
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        self._place += 2 if is_array else 1
        if is_array:
            name = path[:-1] if path and isinstance(path[-1], int) else path
            self._counts[name] = self._counts.get(name, 0) + 1
            path = (*name, self._counts[name] - 1)
        self._table = path
        return path

    def _read_entry(self) -> Iterator[tuple[KeyPath, int]]:
        """One `key = value` of the open table, with all that its value holds."""
        stack: list[KeyPath] = []
        yield from self._read_keys(self._table)
        path = self._value
        while self._place < len(self._marks):
            mark, line = self._marks[self._place]
            self._place += 1
            if mark == "\n" and not stack:
                return
            if mark not in {"[", "]", "}", ",", "\n"} and isinstance(path[-1], int):
                yield path, line
            if mark == "[":
                stack.append(path)
                path = (*path, 0)
            elif mark == "{":
                stack.append(path)
                if self._peek() != "}":
                    yield from self._read_keys(path)
                    path = self._value
            elif mark in {"]", "}"}:
                path = stack.pop()
            elif mark == "," and isinstance(path[-1], int):
                path = (*path[:-1], path[-1] + 1)
            elif mark == "," and self._peek() != "}":
                yield from self._read_keys(stack[-1])
                path = self._value

    def _read_keys(self, table: KeyPath) -> Iterator[tuple[KeyPath, int]]:
        """The (dotted) key that stands here; leaves its full path in `_value`."""
        while self._peek() == "\n":
            self._place += 1
        line = self._marks[self._place][1]
        path = table
        for part in self._read_key("="):
            path = (*path, part)
            yield path, line
        self._place += 1
        self._value = path

    def _read_key(self, end: str) -> list[str]:
        parts = []
        while (mark := self._peek()) != end:
            if mark != ".":
                parts.append(_unquote(mark))
            self._place += 1
        return parts

    def _peek(self) -> str:
        return self._marks[self._place][0]


def _iter_marks(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _MARK.finditer(text):
        mark = match.group(0)
        if not mark.startswith("#"):
            yield mark, line
        line += mark.count("\n")


def _unquote(mark: str) -> str:
    if mark[0] not in "\"'":
        return mark
    return str(tomllib.loads(f"key = {mark}")["key"])
