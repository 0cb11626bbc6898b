"""Files from elsewhere taken into an archive; with a source, its articles' pages among them are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import ArchiveError, UnreadableArticleError
from archive.host_lines import HostLines
from archive.importing import Imported, Importer, find_importable
from archive.recorder import Recorder
from archive.records import Article, Capture, Fault, Sighting
from archive.store import Archive
from archive.urls import host_of
from crawler.opening import describe_source
from crawler.reading import ReadingPool, ReadRequest
from crawler.sources.models import Source

AT_ONCE = 16
"""Pages that are in memory while they are read."""

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(slots=True)
class Taken:
    """One file, and what came of its pages."""

    file: Imported
    articles: int = 0
    """Pages read as articles of the source."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """URL and reason of the source's pages that could not be read."""


def import_paths(archive: Archive, paths: Sequence[Path], source: Source | None) -> Iterator[Taken]:
    """Take in files and folders, one by one.

    Raises ConfigError where there is nothing to import, SourceBusyError, WriteError.
    """
    files = find_importable(paths)
    facts = describe_source(source) if source is not None else None
    with archive.start_import(facts) as (importer, recorder), ExitStack() as stack:
        pages = None
        if source is not None and recorder is not None:
            pages = _Pages(archive, importer, recorder, source, stack.enter_context(ReadingPool()))
        for path in files:
            for imported in importer.take(path):
                taken = Taken(imported)
                if pages is not None and imported.filename is not None:
                    pages.read(imported.filename, taken)
                yield taken


@dataclass(frozen=True, slots=True)
class _Pages:
    """The article pages of one source among what is taken in."""

    archive: Archive
    importer: Importer
    recorder: Recorder
    source: Source
    reading: ReadingPool

    def read(self, filename: str, taken: Taken) -> None:
        """Read those of a file in the order of time, and keep them with notes; those read before are left out."""
        pages = [
            capture
            for capture in self.archive.captures_of(filename)
            if self._is_article_page(capture) and not self.archive.is_read(capture, self.source.id)
        ]
        if not pages:
            return
        pages.sort(key=lambda capture: capture.requested_at)
        lines = self.recorder.learn_host_lines({})
        for start in range(0, len(pages), AT_ONCE):
            group = pages[start : start + AT_ONCE]
            for capture, found in zip(group, asyncio.run(self._read_group(group, lines)), strict=True):
                self._keep(capture, found, taken)
        self.recorder.learn_host_lines(lines)

    def _is_article_page(self, capture: Capture) -> bool:
        is_page = capture.status == 200 and capture.mime in PAGE_TYPES and capture.truncated is None
        is_own = capture.source == self.source.id and self.source.owns_url(capture.url)
        return is_page and is_own and self.source.is_article_url(capture.url)

    def _keep(self, capture: Capture, found: Sequence[Article] | ArchiveError, taken: Taken) -> None:
        if isinstance(found, ArchiveError):
            taken.unread.append((capture.url, str(found)))
            self.importer.counts["failed"] += 1
            return
        sighting = Sighting(asked_url=capture.url)
        for saved in self.recorder.save_articles(found, capture, sighting, country=self.source.country):
            taken.articles += 1
            self.importer.counts["articles"] += 1
            if saved.change != "unchanged":
                self.importer.counts[saved.change] += 1

    async def _read_group(
        self, captures: Sequence[Capture], lines: HostLines
    ) -> list[Sequence[Article] | ArchiveError]:
        return await asyncio.gather(*(self._read_page(one, lines.get(host_of(one.url), ())) for one in captures))

    async def _read_page(self, capture: Capture, lines: tuple[str, ...]) -> Sequence[Article] | ArchiveError:
        try:
            request = ReadRequest(
                html=self.archive.read(capture),
                url=capture.url,
                captured_at=capture.requested_at,
                content_type=self.archive.read_content_type(capture),
                platform=self.source.platform,
                recognised=self.source.platform,
                languages=tuple(self.source.languages),
                hosts=tuple(host.host for host in self.source.hosts),
                host_lines=lines,
            )
        except ArchiveError as error:
            return error
        read = await self.reading.read(request)
        if read.articles:
            return read.articles
        verdict = read.facts.verdict if read.facts is not None else None
        return UnreadableArticleError(capture.url, verdict.reason if verdict is not None else str(read.reason))


def describe_taken(taken: Taken) -> dict[str, object]:
    """The fields of a file as JSON values."""
    file = taken.file
    return {
        "path": file.name,
        "filename": file.filename,
        "new": file.is_new,
        "records": file.records,
        "captures": file.captures,
        "articles": file.articles + taken.articles,
        "faults": [{"offset": fault.offset, "fault": fault.reason} for fault in file.faults],
        "unread": [{"url": url, "reason": reason} for url, reason in taken.unread],
    }


def line_taken(taken: Taken) -> str:
    """A file on one line."""
    file = taken.file
    if file.filename is None:
        return f"{file.name}: nothing could be taken in"
    if not file.is_new:
        return f"{file.name}: is in the archive already, as {file.filename}; {taken.articles} more articles read"
    return (
        f"{file.name}: {file.records} records, {file.captures} captures, {file.articles + taken.articles} articles "
        f"read; kept as {file.filename}"
    )


def line_fault(fault: Fault) -> str:
    """A fault of a file on one line."""
    return f"{fault.filename}, offset {fault.offset}: {fault.reason}"
