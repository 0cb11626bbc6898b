"""Every error the archive raises on purpose. Each carries what finds the byte: file and offset, or URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class ArchiveError(Exception):
    """Base of all of Kronika's own errors; its text is one sentence that says what to do."""

    def __reduce__(self) -> tuple[Any, ...]:
        # By default an exception is unpickled by calling its class with its text: ours take other arguments, and they
        # come out of worker processes.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[ArchiveError], args: tuple[Any, ...], values: dict[str, Any]) -> ArchiveError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(values)
    return error


class ConfigError(ArchiveError):
    """A setting, flag, date or source file is wrong; nothing was done."""


class SourceFileError(ConfigError):
    """A source file cannot be used."""

    def __init__(self, path: Path, reason: str, *, line: int | None = None, key: str | None = None) -> None:
        self.path = path
        self.line = line
        self.key = key
        self.reason = reason
        place = f"{path}" + (f", line {line}" if line is not None else "")
        super().__init__(f"{place}: {f'{key}: ' if key else ''}{reason}")


class DatabaseError(ArchiveError):
    """The database cannot be opened, read or written."""


class WarcError(ArchiveError):
    """A WARC file is not what the standard or our own rows say it is."""

    def __init__(self, path: Path, offset: int, reason: str) -> None:
        self.path = path
        self.offset = offset
        """Bytes from the start of the (compressed) file to the start of the record at fault."""
        self.reason = reason
        super().__init__(f"{path}, offset {offset}: {reason}")


class PayloadError(ArchiveError):
    """A captured HTTP message cannot be decoded into a body."""


class WriteError(ArchiveError):
    """A record could not be written: disk full, read-only, quota. Nothing half-written was kept."""


class UnreadableArticleError(ArchiveError):
    """A page was captured, but no article could be read from it."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}")


class NoArticleError(UnreadableArticleError):
    """A page shows that it is no article: there is nothing to be tried again."""


class LineError(ArchiveError):
    """A line of a pipeline's input is not what it should be."""

    def __init__(self, number: int, reason: str, *, id: object = None) -> None:  # noqa: A002 - the field's name
        self.number = number
        self.reason = reason
        self.id = id
        """The page's id; None when the line gives none."""
        super().__init__(f"line {number}: {reason}")


class LaneLostError(ArchiveError):
    """The process that read a page had to be replaced: the page took too long, too much memory, or crashed it."""

    @property
    def reason(self) -> str:
        """What befell it."""
        return str(self)


class SourceBusyError(ArchiveError):
    """Another process is crawling this source into this archive."""


class SearchIndexError(ArchiveError):
    """The archive cannot be searched before its words are counted."""
