"""An archived article read once more from its capture, with what was weighed for each of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.db import captures, links, runs
from archive.db.engine import Database
from archive.errors import UnreadableArticleError
from archive.extract.article import extract_articles
from archive.extract.provenance import Note, open_trace
from archive.extract.repeated import find_left_out
from archive.payloads import read_body, read_content_type
from archive.records import ArchivedArticle, Article, Hints
from archive.urls import format_article_key


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an article comes about by the rules of now."""

    article: Article | None
    """None when no article is found any more: the notes say why."""
    notes: tuple[Note, ...]


def explain_article(database: Database, directory: Path, found: ArchivedArticle) -> Explanation:
    """Read the capture of an article's version as the crawl would now, with what seeds said of its page.

    Raises WarcError, PayloadError.
    """
    capture = found.version.capture
    with database.read() as connection:
        original = captures.find_original_of(connection, capture)
        source = runs.find_source(connection, found.source)
        link = links.find_link(connection, found.source, format_article_key(capture.url))
    part = found.version.article.part
    hints: Hints | None = link.hints if link is not None and part is None else None
    with open_trace() as trace:
        try:
            articles = extract_articles(
                read_body(directory, capture, original),
                capture.url,
                capture.requested_at,
                content_type=read_content_type(directory, capture, original),
                platform=source.platform if source is not None else None,
                languages=tuple(source.languages) if source is not None else (),
                hints=hints,
                host_lines=find_left_out(found.version.article.origins),
            )
        except UnreadableArticleError:
            articles = ()
    notes = tuple(note for note in trace.notes if note.part == part)
    return Explanation(next((one for one in articles if one.part == part), None), notes)
