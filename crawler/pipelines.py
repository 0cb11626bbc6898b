"""Read the page, save the article: one call each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from crawler.items import Page
from crawler.reading import ReadPage, ReadRequest
from crawler.session import CrawlSession, NotArchivedError, get_session

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


SHUT = frozenset({"consent", "empty", "login", "parked", "soft-404"})
"""Verdicts that explain why a listing, or the page that an article's address redirects to, shows nothing."""


class ExtractPipeline:
    """Has the page read in a worker process; a page that cannot be read is counted and dropped."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ExtractPipeline:
        return cls(get_session(crawler))

    async def process_item(self, page: Page) -> Page:
        """Raises DropItem with the reason when the page is no article, or none can be read."""
        session = self._session
        source = session.source
        read = await session.reading.read(
            ReadRequest(
                html=page.body,
                url=page.url,
                captured_at=page.capture.requested_at,
                content_type=page.content_type,
                platform=source.platform,
                recognised=session.platform.name if session.platform is not None else None,
                languages=tuple(source.languages),
                hosts=tuple(host.host for host in source.hosts),
                hints=page.hints,
                host_lines=session.find_host_lines(page.url),
            )
        )
        reason = self._refuse(page, read)
        if reason is not None:
            raise DropItem(f"{page.url}: {reason}")
        assert read.facts is not None
        page.articles = read.articles
        page.sighting = session.sight(page, read.facts, read.articles)
        return page

    def _refuse(self, page: Page, read: ReadPage) -> str | None:
        """Why a page's articles, if any, are not kept, once it is noted; None when they are."""
        session = self._session
        verdict = read.facts.verdict if read.facts is not None else None
        if page.is_listing and not any(article.part for article in read.articles):
            if verdict is not None and verdict.kind in SHUT:
                session.note_seed_failure(page.url, verdict.reason)
            return "a listing without articles of its own"
        if verdict is not None and (page.strays_to is None or verdict.kind in SHUT):
            session.note_verdict(page, verdict)
            return verdict.reason
        if page.strays_to is not None:
            reason = f"redirects to {page.strays_to}, which is no article"
            session.note_gone(page.asked_url, page.capture, reason)
            return reason
        if read.is_final:
            session.note_skipped(page.asked_url, read.reason or "")
        elif read.facts is None or read.reason is not None:
            session.note_failure(page.asked_url, f"unreadable: {read.reason}")
        return read.reason


class SavePipeline:
    """Gives the article to the archive."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SavePipeline:
        return cls(get_session(crawler))

    def process_item(self, page: Page) -> Page:
        """Articles, versions, index entries and crawl state in one transaction.

        Raises DropItem when it cannot be kept; the session then ends the crawl.
        """
        assert page.sighting is not None
        try:
            self._session.save(page.articles, page.capture, page.sighting)
        except NotArchivedError as error:
            raise DropItem(str(error)) from error
        return page
