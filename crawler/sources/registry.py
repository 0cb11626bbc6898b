"""All sources by id: the bundled TOML files, then the user's own, which add to them or override by id."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from archive.errors import ConfigError, SourceFileError
from crawler.discovery.platforms.known import PLATFORMS
from crawler.sources.lines import find_line, index_lines
from crawler.sources.mistakes import list_mistakes, unknown_key_reason
from crawler.sources.models import Kind, Source

MAX_FILE_BYTES = 10_000_000
"""A thousand sources take about half a megabyte."""

NO_PLATFORM = "none"
"""What stands for the platform of sources that name none."""

_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class _Entry:
    source: Source
    path: Path
    line: int | None


@dataclass(frozen=True, slots=True)
class Registry:
    """The sources that are known in this process, in the order of their ids."""

    sources: Mapping[str, Source]
    paths: Mapping[str, Path]
    """Source id to the file that it was read from."""

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    def __contains__(self, source_id: object) -> bool:
        return source_id in self.sources

    def get(self, source_id: str) -> Source:
        """The source with this id.

        Raises ConfigError, with the ids that look like it, when there is none.
        """
        source = self.sources.get(source_id)
        if source is not None:
            return source
        close = get_close_matches(source_id, self.sources, n=3)
        advice = f"did you mean {', '.join(close)}?" if close else "`kronika sources list` shows them all."
        raise ConfigError(f"There is no source `{source_id}`: {advice}")

    def select(
        self,
        *,
        country: str | None = None,
        kind: str | Iterable[str] | None = None,
        region: str | None = None,
        platform: str | None = None,
        ids: Iterable[str] = (),
    ) -> list[Source]:
        """The sources that fit all that is given (None or empty: all), in the order of their ids.

        `kind`: one or several. `region`: part of its name, case and diacritics aside. `platform`: `none` for sources
        without one. Raises ConfigError when an id, a kind or a platform does not exist.
        """
        kinds = frozenset({kind} if isinstance(kind, str) else kind or ())
        for name in sorted(kinds - set(get_args(Kind))):
            raise ConfigError(f"There is no kind `{name}` of source; allowed: {', '.join(get_args(Kind))}.")
        if platform is not None and platform not in {NO_PLATFORM, *PLATFORMS}:
            raise ConfigError(f"There is no platform `{platform}`; known: {', '.join(PLATFORMS)}; or {NO_PLATFORM}.")
        wanted = {source_id: self.get(source_id) for source_id in ids} or self.sources
        return [
            source
            for _, source in sorted(wanted.items())
            if (country is None or source.country == country.upper())
            and (not kinds or source.kind in kinds)
            and (region is None or _fold(region) in _fold(source.region or ""))
            and (platform is None or (source.platform or NO_PLATFORM) == platform)
        ]


def load_registry(paths: Sequence[Path] = ()) -> Registry:
    """The bundled sources and those of the user's files or folders; of two with one id the later path wins.

    Raises SourceFileError for the first mistake in any file.
    """
    entries: dict[str, _Entry] = {}
    for path in (_bundled_folder(), *paths):
        level, mistakes = _read_level(path)
        if mistakes:
            # A misspelt key is also a missing one: the spelling is what helps.
            raise next((mistake for mistake in mistakes if "unknown key" in mistake.reason), mistakes[0])
        entries.update(level)
    ordered = sorted(entries)
    return Registry(
        sources={source_id: entries[source_id].source for source_id in ordered},
        paths={source_id: entries[source_id].path for source_id in ordered},
    )


def check_sources(paths: Sequence[Path] = ()) -> list[SourceFileError]:
    """Every mistake in the bundled files and in these files or folders; empty when all is well."""
    return [mistake for path in (_bundled_folder(), *paths) for mistake in _read_level(path)[1]]


def _fold(text: str) -> str:
    """Without case and diacritics: `Rīga` is found by `riga`."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))


def _bundled_folder() -> Path:
    return Path(__file__).parent


def _read_level(path: Path) -> tuple[dict[str, _Entry], list[SourceFileError]]:
    """The sources of one file or folder by id, and all mistakes; an id may stand once in it."""
    entries: dict[str, _Entry] = {}
    mistakes: list[SourceFileError] = []
    try:
        files = _list_files(path)
    except SourceFileError as error:
        return {}, [error]
    for file in files:
        found, wrong = _read_file(file)
        mistakes += wrong
        for entry in found:
            first = entries.setdefault(entry.source.id, entry)
            if first is not entry:
                reason = (
                    f"duplicate id `{entry.source.id}`, first given in {first.path}, line {first.line}; "
                    "keep one, or override it from a path of its own"
                )
                mistakes.append(SourceFileError(entry.path, reason, line=entry.line, key="id"))
    return entries, mistakes


def _list_files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            files = sorted(entry for entry in path.iterdir() if entry.suffix == ".toml" and entry.is_file())
            if not files:
                raise SourceFileError(path, "there is no .toml file in this folder")
            return files
        if path.exists():
            return [path]
    except OSError as error:
        raise SourceFileError(path, f"cannot be read ({error.strerror})") from None
    raise SourceFileError(path, "there is no such file or folder")


def _read_file(path: Path) -> tuple[list[_Entry], list[SourceFileError]]:
    try:
        text = _read_text(path)
        tables = _parse(text, path)
        lines = index_lines(text)
    except SourceFileError as error:
        return [], [error]
    entries: list[_Entry] = []
    mistakes: list[SourceFileError] = []
    for key, value in tables.items():
        if key != "source":
            line = find_line(lines, (key,)) or find_line(lines, (key, 0))
            reason = unknown_key_reason(key, ["source"]) + " (a file holds [[source]] tables only)"
            mistakes.append(SourceFileError(path, reason, line=line, key=key))
        elif not isinstance(value, list) or not value:
            line = find_line(lines, ("source",))
            mistakes.append(SourceFileError(path, "write [[source]], with two brackets", line=line, key="source"))
        else:
            for number, table in enumerate(value):
                place = ("source", number)
                try:
                    source = Source.model_validate(table)
                except ValidationError as error:
                    mistakes += list_mistakes(error, path, place=place, lines=lines)
                else:
                    entries.append(_Entry(source, path, find_line(lines, (*place, "id"))))
    if not tables:
        mistakes.append(SourceFileError(path, "holds no [[source]] table"))
    return entries, sorted(mistakes, key=lambda mistake: mistake.line or 0)


def _read_text(path: Path) -> str:
    """A file's text. Raises SourceFileError when it cannot be read, is too large or not UTF-8."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise SourceFileError(path, f"cannot be read ({error.strerror})") from None
    if len(raw) > MAX_FILE_BYTES:
        raise SourceFileError(path, f"is larger than {MAX_FILE_BYTES} bytes; this is no source file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceFileError(path, "is not UTF-8; save it as UTF-8", line=line) from None


def _parse(text: str, path: Path) -> dict[str, object]:
    """A file's tables. Raises SourceFileError when it is no TOML."""
    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError, and int() on a number of 5,000 digits
        place = _SYNTAX_PLACE.search(str(error))
        reason = _SYNTAX_PLACE.sub("", str(error))
        last = text.count("\n") + 1
        line = None if place is None else int(place[1]) if place[1] else last
        raise SourceFileError(path, f"no valid TOML: {reason}", line=line) from None
    except RecursionError:
        raise SourceFileError(path, "no valid source file: brackets nested too deep") from None
