"""Read the page, save the article: one call each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from archive.errors import UnreadableArticleError
from crawler.items import Page
from crawler.session import CrawlSession, NotArchivedError, get_session

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ExtractPipeline:
    """Has the page read in a worker process; a page that cannot be read is counted and dropped."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ExtractPipeline:
        return cls(get_session(crawler))

    async def process_item(self, page: Page) -> Page:
        """Raises DropItem with the reason when no article can be read."""
        source = self._session.source
        try:
            page.article = await self._session.reading.read(
                page.body,
                page.url,
                page.capture.requested_at,
                content_type=page.content_type,
                platform=source.platform,
                languages=tuple(source.languages),
            )
        except UnreadableArticleError as error:
            self._session.note_failure(page.asked_url, f"unreadable: {error.reason}")
            raise DropItem(str(error)) from error
        return page


class SavePipeline:
    """Gives the article to the archive."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SavePipeline:
        return cls(get_session(crawler))

    def process_item(self, page: Page) -> Page:
        """Article, version, index entry and crawl state in one transaction.

        Raises DropItem when it cannot be kept; the session then ends the crawl.
        """
        assert page.article is not None
        try:
            self._session.save(page.article, page.capture, asked_url=page.asked_url)
        except NotArchivedError as error:
            raise DropItem(str(error)) from error
        return page
