"""Files from elsewhere taken into an archive; with a source, its articles' pages among them are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import ArchiveError
from archive.importing import Imported, Importer, find_importable
from archive.recorder import Recorder
from archive.records import Article, Capture, Fault
from archive.store import Archive
from crawler.opening import describe_source
from crawler.reading import ReadingPool
from crawler.sources.models import Source

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
    with archive.start_import(describe_source(source) if source is not None else None) as (importer, recorder):
        for path in files:
            for imported in importer.take(path):
                taken = Taken(imported)
                if source is not None and recorder is not None and imported.filename is not None:
                    _read_pages(archive, importer, recorder, source, taken)
                yield taken


def _read_pages(archive: Archive, importer: Importer, recorder: Recorder, source: Source, taken: Taken) -> None:
    """Read the source's article pages of a file, and keep them with notes; those read before are left out."""
    pages = [
        capture
        for capture in archive.captures_of(taken.file.filename or "")
        if _is_article_page(capture, source) and not archive.is_read(capture, source.id)
    ]
    if not pages:
        return
    pages.sort(key=lambda capture: capture.requested_at)
    with ReadingPool() as reading:
        for capture in pages:
            try:
                article = asyncio.run(_read_page(archive, reading, source, capture))
            except ArchiveError as error:
                taken.unread.append((capture.url, str(error)))
                importer.counts["failed"] += 1
                continue
            saved = recorder.save_article(article, capture, country=source.country)
            taken.articles += 1
            importer.counts["articles"] += 1
            if saved.change != "unchanged":
                importer.counts[saved.change] += 1


def _is_article_page(capture: Capture, source: Source) -> bool:
    """Whether a capture counts for the source and shows an article of it."""
    is_page = capture.status == 200 and capture.mime in PAGE_TYPES and capture.truncated is None
    return is_page and capture.source == source.id and source.is_article_url(capture.url)


async def _read_page(archive: Archive, reading: ReadingPool, source: Source, capture: Capture) -> Article:
    return await reading.read(
        archive.read(capture),
        capture.url,
        capture.requested_at,
        content_type=archive.read_content_type(capture),
        platform=source.platform,
        languages=tuple(source.languages),
    )


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
