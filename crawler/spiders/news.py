"""NewsSpider: the one spider. A source says where to start; this walks its seeds and fetches its articles.

It goes in stages, each when the one before is done: what earlier runs left over and the APIs, then feeds, sitemaps,
listings, then (in a backfill) what robots.txt, menus and archives name, and at last the files that articles link to.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider, DownloadCancelledError
from scrapy.http import Response

from archive.errors import ConfigError
from archive.records import Capture
from crawler.discovery.addresses import is_short_link
from crawler.discovery.links import ArticleLink
from crawler.items import Page
from crawler.middlewares.offsite import OffsiteError, SoldHostError
from crawler.middlewares.read import AlreadyReadError
from crawler.middlewares.retry import RetryLaterError
from crawler.middlewares.revalidation import ASKED_BY, NOT_MODIFIED
from crawler.middlewares.robots import RobotsError
from crawler.opening import apply_session, open_session_alone
from crawler.reasons import describe
from crawler.session import CrawlSession
from crawler.sources.models import Seed, SeedKind
from crawler.spiders.seeds import SEED_PRIORITY, SeedSpider, read_content_type

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

ARTICLE_PRIORITY = 10
"""Articles before further listing pages: what is found is safe soonest, and a limit is met without waste."""
ATTACHMENT_PRIORITY = SEED_PRIORITY - 20

_STAGES: tuple[SeedKind, ...] = ("api", "feed", "sitemap", "listing")

GONE = frozenset({404, 410})


class NewsSpider(SeedSpider):
    """Crawls one source."""

    name = "news"

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        session: CrawlSession | None = None,
        source: str | None = None,
        limit: str | None = None,
        since: str | None = None,
        offline: str | None = None,
        **kwargs: Any,
    ) -> NewsSpider:
        """With a session, or with the words of `scrapy crawl news -a source=ID [-a limit=N] [-a since=DATE]`."""
        if session is None:
            if source is None:
                raise ConfigError("say which source to crawl: -a source=ID (`kronika sources list` shows them)")
            session = open_session_alone(source, limit=limit, since=since, offline=offline)
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, cls)
        spider.session = session
        spider.short_links = []
        spider.stages = spider.plan_stages()
        apply_session(crawler.settings, session)
        crawler.signals.connect(spider.go_on, signal=signals.spider_idle)
        crawler.signals.connect(spider.note_fault, signal=signals.spider_error)
        crawler.signals.connect(spider.finish, signal=signals.spider_closed)
        return spider

    stages: Iterator[Iterable[Request]]
    short_links: list[tuple[ArticleLink, str | None]]
    """Asked for when their stage is done: most articles name their short link, and then it need not be."""

    async def start(self) -> AsyncIterator[Request]:
        """The first stage; offline, the pages that the fixture was cut for and nothing else."""
        for request in next(self.stages, ()):
            yield request

    def go_on(self) -> None:
        """The next stage that asks for anything; the crawl ends when there is none. Raises DontCloseSpider."""
        for stage in chain([self._ask_for_short_links()], self.stages, [self._ask_for_attachments()]):
            requests = list(stage)
            for request in requests:
                self.ask_later(request)
            if requests:
                raise DontCloseSpider

    def plan_stages(self) -> Iterator[Iterable[Request]]:
        """Requests, stage by stage; each is made when the one before is done."""
        session = self.session
        pages = session.recorded.pages if session.recorded is not None else ()
        if pages:
            yield self._ask_for(pages)
            return
        first = True
        for kind in _STAGES:
            seeds = [seed for seed in session.source.seeds if seed.kind == kind]
            if not seeds:
                continue
            pending = self.ask_for_articles(session.pending_links()) if first else ()
            yield [*pending, *(self.ask_for_seed(seed) for seed in seeds)]
            first = False
        yield self._ask_for_new(Seed(listing=url, unverified=True) for url in session.guesses)
        if session.backfill or session.lacks_pager:
            yield self._ask_for_new(Seed(sitemap=url, unverified=True) for url in self._find_sitemaps())
        if session.backfill:
            yield self._ask_for_new(Seed(listing=url, unverified=True) for url in session.sections)

    def _ask_for_new(self, seeds: Iterable[Seed]) -> Iterator[Request]:
        """Seeds that the source does not name, on its own hosts."""
        named = {seed.url for seed in self.session.source.seeds}
        for seed in seeds:
            if seed.url not in named and self.session.source.owns_url(seed.url) and not self.session.is_full():
                yield self.ask_for_seed(seed)

    def _find_sitemaps(self) -> list[str]:
        """The sitemaps that robots.txt names, else those that the platform has by default."""
        session = self.session
        if session.is_told or session.sitemaps or not session.backfill:
            return [] if session.is_told else list(dict.fromkeys(session.sitemaps))
        paths = session.platform.sitemaps if session.platform is not None else ()
        return [urljoin(session.source.seeds[0].url, path) for path in paths[:1]]

    def _ask_for(self, pages: Iterable[str]) -> Iterator[Request]:
        """The pages of a fixture: articles as articles, seeds as seeds, any other as a listing."""
        session = self.session
        source = session.source
        seeds = {seed.url: seed for seed in source.seeds}
        assert session.recorded is not None
        for url in pages:
            if not source.owns_url(url):
                continue  # a fixture may hold pages of several sources
            sighting = session.recorded.sighting(url)
            if url in seeds:
                yield self.ask_for_seed(seeds[url])
            elif sighting is not None or session.addresses.fit(url) == "article":
                yield from self.ask_for_articles(session.offer([ArticleLink(url=url)]))
            else:
                yield self.ask_for_seed(Seed(listing=url))

    def ask_for_articles(self, links: Iterable[ArticleLink], via: str | None = None) -> Iterator[Request]:
        """Requests for the pages of articles, as many as the crawl's limit allows."""
        for link in links:
            if is_short_link(link.url):
                self.short_links.append((link, via))
            elif self.session.take():
                yield self._ask_for_article(link, via)
            else:
                return

    def _ask_for_article(self, link: ArticleLink, via: str | None) -> Request:
        return Request(
            link.url,
            callback=self.parse_article,
            errback=self.article_failed,
            meta={"via": via, "asked_url": link.url, "hints": link.hints, "role": "article"},
            priority=ARTICLE_PRIORITY,
            dont_filter=True,
        )

    def parse_article(self, response: Response) -> Iterator[Page]:
        """An article's page, on to be read; or the news that it is gone."""
        asked_url: str = response.meta["asked_url"]
        capture: Capture = response.meta["capture"]
        if response.status in GONE:
            self.session.note_gone(asked_url, capture, f"answered {response.status}")
        elif response.status != 200:
            self.session.note_failure(asked_url, f"answered {response.status}")
        elif not self._is_known(response, capture):
            is_stray = response.url != asked_url and self.session.fit_cleaned(response.url) == "no"
            yield Page(
                url=response.url,
                asked_url=asked_url,
                body=response.body,
                content_type=read_content_type(response),
                capture=capture,
                hints=self.session.find_hints(asked_url, response.meta["hints"]),
                strays_to=response.url if is_stray else None,
            )

    def _is_known(self, response: Response, capture: Capture) -> bool:
        """Whether the server says that the page is the one that its article was read from."""
        if NOT_MODIFIED not in response.flags:
            return False
        since = response.meta[ASKED_BY].captured_at
        return self.session.note_unchanged(response.meta["asked_url"], capture, since=since)

    def article_failed(self, failure: Failure) -> None:
        """An article's page that did not come."""
        self.stop_on_archive_error(failure)
        request: Request = failure.request
        asked_url: str = request.meta["asked_url"]
        if isinstance(failure.value, AlreadyReadError):
            return
        if isinstance(failure.value, SoldHostError):
            self.session.note_postponed(asked_url, str(failure.value))
            return
        if isinstance(failure.value, (RobotsError, OffsiteError)):
            self.session.note_skipped(asked_url, str(failure.value))
        elif isinstance(failure.value, RetryLaterError):
            self.session.note_postponed(asked_url, str(failure.value))
        else:
            self.session.note_failure(asked_url, describe(failure.value))

    def _ask_for_short_links(self) -> Iterator[Request]:
        waiting, self.short_links = self.short_links, []
        for link, via in waiting:
            if not self.session.is_read(link.url) and self.session.take():
                yield self._ask_for_article(link, via)

    def _ask_for_attachments(self) -> Iterator[Request]:
        for url in self.session.pending_attachments():
            yield Request(
                url,
                callback=self.parse_attachment,
                errback=self.attachment_failed,
                meta={
                    "asked_url": url,
                    "role": "attachment",
                    "download_maxsize": self.session.source.attachments.max_bytes,
                },
                priority=ATTACHMENT_PRIORITY,
                dont_filter=True,
            )

    def parse_attachment(self, response: Response) -> None:
        """A file that an article links to: kept as it is."""
        asked_url: str = response.meta["asked_url"]
        content_type = read_content_type(response) or ""
        if response.status != 200:
            is_gone = response.status in GONE
            self.session.note_attachment_failure(asked_url, f"answered {response.status}", is_final=is_gone)
        elif "html" in content_type.lower():
            self.session.note_attachment_failure(asked_url, "a web page where a file was named", is_final=True)
        else:
            self.session.keep_attachment(asked_url, response.meta["capture"])

    def attachment_failed(self, failure: Failure) -> None:
        """A file that did not come."""
        self.stop_on_archive_error(failure)
        request: Request = failure.request
        is_final = isinstance(failure.value, (RobotsError, OffsiteError, DownloadCancelledError))
        reason = describe(failure.value)
        if isinstance(failure.value, DownloadCancelledError):
            reason = "larger than the source's limit (attachments.max_bytes)"
        self.session.note_attachment_failure(request.meta["asked_url"], reason, is_final=is_final)

    def note_fault(self, failure: Failure, response: Response) -> None:
        """A fault of our own in reading an answer: the run must not look as if all had gone well."""
        error = failure.value
        self.session.note_seed_failure(response.url, f"a fault in Kronika: {type(error).__name__}: {error}")

    def finish(self, reason: str) -> None:
        """Commit what is pending and close the run."""
        self.session.finish(reason)
