"""NewsSpider: the one spider. A source says where to start; this walks its seeds and fetches its articles.

What a walk finds is written down as links before any of them is fetched, and a walk counts as finished only when its
last page was read: a crawl that was killed goes on where it stopped, and a later one stops early at what it knows.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.http import Response

from archive.errors import ConfigError, PayloadError
from archive.records import Capture
from archive.urls import format_article_key
from crawler.discovery.ages import is_before
from crawler.discovery.feed import parse_feed
from crawler.discovery.links import ArticleLink
from crawler.discovery.listing import parse_listing
from crawler.discovery.paging import probe_next_url
from crawler.discovery.sitemap import parse_sitemap
from crawler.download.offline import MissingPageError
from crawler.items import Page
from crawler.middlewares.offsite import OffsiteError
from crawler.middlewares.retry import RetryLaterError
from crawler.middlewares.revalidation import ASKED_BY, NOT_MODIFIED
from crawler.middlewares.robots import RobotsError
from crawler.opening import apply_session, open_session_alone
from crawler.reasons import describe
from crawler.session import CrawlSession, NotArchivedError
from crawler.sources.models import Seed
from crawler.walks import Walk

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

SEED_PRIORITY = 0
ARTICLE_PRIORITY = 10
"""Articles before further listing pages: what is found is safe soonest, and a limit is met without waste."""

GONE = frozenset({404, 410})


class NewsSpider(Spider):
    """Crawls one source."""

    name = "news"
    session: CrawlSession

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
        apply_session(crawler.settings, session)
        crawler.signals.connect(spider.finish, signal=signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Links that an earlier run left over, then the seeds; offline, the pages that the fixture was cut for."""
        session = self.session
        pages = session.recorded.pages if session.recorded is not None else ()
        if pages:
            for request in self._ask_for(pages):
                yield request
            return
        for link in session.pending_links():
            for request in self._ask_for_articles([link]):
                yield request
        for seed in session.source.seeds:
            yield self._ask_for_seed(seed)

    def _ask_for(self, pages: Iterable[str]) -> Iterator[Request]:
        """The pages of a fixture: articles as articles, seeds as seeds, any other as a listing."""
        source = self.session.source
        seeds = {seed.url: seed for seed in source.seeds}
        for url in pages:
            if not source.owns_url(url):
                continue  # a fixture may hold pages of several sources
            if url in seeds:
                yield self._ask_for_seed(seeds[url])
            elif source.is_article_url(url):
                yield from self._ask_for_articles(self.session.offer([ArticleLink(url=url)]))
            else:
                yield self._ask_for_seed(Seed(listing=url))

    def _ask_for_seed(self, seed: Seed) -> Request:
        walk = Walk(seed.url, full=self.session.start_walk(seed.url))
        callbacks = {"feed": self.parse_feed, "sitemap": self.parse_sitemap, "listing": self.parse_listing}
        return self._ask(seed.url, callbacks[seed.kind], walk, self.seed_failed)

    def _ask(
        self,
        url: str,
        callback: Callable[..., Any],
        walk: Walk,
        errback: Callable[[Failure], Any],
        *,
        via: str | None = None,
        probe: bool = False,
    ) -> Request:
        walk.visit(url)
        return Request(
            url,
            callback=callback,
            errback=errback,
            cb_kwargs={"walk": walk, "probe": probe} if callback == self.parse_listing else {"walk": walk},
            meta={"via": via, "walk": walk, "probe": probe, "role": "seed"},
            priority=SEED_PRIORITY,
            dont_filter=True,
        )

    def _ask_for_articles(self, links: Iterable[ArticleLink], via: str | None = None) -> Iterator[Request]:
        for link in links:
            if not self.session.take():
                return
            yield Request(
                link.url,
                callback=self.parse_article,
                errback=self.article_failed,
                meta={"via": via, "asked_url": link.url, "role": "article"},
                priority=ARTICLE_PRIORITY,
                dont_filter=True,
            )

    def parse_listing(self, response: Response, walk: Walk, *, probe: bool = False) -> Iterator[Request]:
        """A listing page: its article links, then the page after it, until the walk ends."""
        if not self._is_usable(response, walk, probe=probe):
            return
        source = self.session.source
        try:
            page = parse_listing(
                response.body,
                response.url,
                is_article=source.is_article_url,
                owns=source.owns_url,
                platform=source.platform_rules,
            )
        except PayloadError as error:
            self._fail_seed(walk, response.url, str(error))
            return
        wanted = self._leave_out_old(page.links, walk)
        fresh = self.session.offer(wanted)
        next_url = page.next_url
        probing = next_url is None and not page.has_pager and bool(page.links)
        if probing and source.platform_rules is not None:
            next_url = probe_next_url(source.platform_rules, response.url)
        reason = walk.end_reason(
            keys=[format_article_key(link.url) for link in page.links],
            fresh=len(fresh),
            wanted=len(wanted),
            next_url=next_url,
        )
        yield from self._ask_for_articles(fresh, via=response.url)
        if reason is None and self.session.is_full():
            return
        if reason is None:
            assert next_url is not None
            yield self._ask(next_url, self.parse_listing, walk, self.seed_failed, via=response.url, probe=probing)
        else:
            self._finish_walk(walk, reason)

    def parse_feed(self, response: Response, walk: Walk) -> Iterator[Request]:
        """A feed's entries."""
        if not self._is_usable(response, walk):
            return
        try:
            links = parse_feed(response.body, response.url)
        except PayloadError as error:
            self._fail_seed(walk, response.url, str(error))
            return
        yield from self._follow(links, response.url, walk)
        self._finish_walk(walk, "end of feed")

    def parse_sitemap(self, response: Response, walk: Walk) -> Iterator[Request]:
        """A sitemap's pages and the sitemaps it names."""
        if not self._is_usable(response, walk):
            return
        try:
            sitemap = parse_sitemap(response.body, response.url)
        except PayloadError as error:
            self._fail_seed(walk, response.url, str(error))
            return
        for url, _lastmod in sitemap.child_sitemaps:
            if self.session.source.owns_url(url) and not walk.has_visited(url):
                yield self._ask(url, self.parse_sitemap, walk, self.seed_failed, via=response.url)
        yield from self._follow(sitemap.links, response.url, walk)
        if walk.is_last_answer():
            self._finish_walk(walk, "end of sitemap")

    def _follow(self, links: Iterable[ArticleLink], via: str, walk: Walk) -> Iterator[Request]:
        source = self.session.source
        articles = [link for link in links if source.owns_url(link.url) and source.is_article_url(link.url)]
        yield from self._ask_for_articles(self.session.offer(self._leave_out_old(articles, walk)), via=via)

    def _leave_out_old(self, links: Iterable[ArticleLink], walk: Walk) -> list[ArticleLink]:
        links = list(links)
        since = self.session.since
        if since is None:
            return links
        wanted = [link for link in links if not is_before(link, since)]
        walk.left_out = walk.left_out or len(wanted) < len(links)
        return wanted

    def _is_usable(self, response: Response, walk: Walk, *, probe: bool = False) -> bool:
        walk.answer()
        if response.status == 200:
            return True
        if probe:
            self._finish_walk(walk, f"no page after it ({response.status})")
        else:
            self._fail_seed(walk, response.url, f"answered {response.status}")
        return False

    def _finish_walk(self, walk: Walk, reason: str) -> None:
        if not walk.failed and not walk.left_out:
            self.session.finish_walk(walk.seed_url)
        self.logger.info("%s: walk of %s ended: %s", self.session.source.id, walk.seed_url, reason)

    def _fail_seed(self, walk: Walk, url: str, reason: str) -> None:
        walk.failed = True
        self.session.note_seed_failure(url, reason)

    def seed_failed(self, failure: Failure) -> None:
        """A seed or listing page that did not come."""
        request: Request = failure.request
        walk: Walk = request.meta["walk"]
        walk.answer()
        self._stop_on_archive_error(failure)
        if request.meta.get("probe") and isinstance(failure.value, MissingPageError):
            self._finish_walk(walk, "no page after it is recorded")
            return
        self._fail_seed(walk, request.url, describe(failure.value))

    def parse_article(self, response: Response) -> Iterator[Page]:
        """An article's page, on to be read; or the news that it is gone."""
        asked_url: str = response.meta["asked_url"]
        capture: Capture = response.meta["capture"]
        if response.status in GONE:
            self.session.note_gone(asked_url, capture, f"answered {response.status}")
        elif response.status != 200:
            self.session.note_failure(asked_url, f"answered {response.status}")
        elif response.url != asked_url and not self.session.source.is_article_url(response.url):
            self.session.note_gone(asked_url, capture, f"redirects to {response.url}, which is no article")
        elif not self._is_known(response, capture):
            content_type = response.headers.get("Content-Type")
            yield Page(
                url=response.url,
                asked_url=asked_url,
                body=response.body,
                content_type=content_type.decode("latin-1") if content_type else None,
                capture=capture,
            )

    def _is_known(self, response: Response, capture: Capture) -> bool:
        """Whether the server says that the page is the one that its article was read from."""
        if NOT_MODIFIED not in response.flags:
            return False
        since = response.meta[ASKED_BY].captured_at
        return self.session.note_unchanged(response.meta["asked_url"], capture, since=since)

    def article_failed(self, failure: Failure) -> None:
        """An article's page that did not come."""
        self._stop_on_archive_error(failure)
        request: Request = failure.request
        asked_url: str = request.meta["asked_url"]
        if isinstance(failure.value, (RobotsError, OffsiteError)):
            self.session.note_skipped(asked_url, str(failure.value))
        elif isinstance(failure.value, RetryLaterError):
            self.session.note_postponed(asked_url, str(failure.value))
        else:
            self.session.note_failure(asked_url, describe(failure.value))

    def _stop_on_archive_error(self, failure: Failure) -> None:
        """A page that could not be archived ends the crawl: what is not kept must not be counted as crawled."""
        if isinstance(failure.value, NotArchivedError):
            raise failure.value

    def finish(self, reason: str) -> None:
        """Commit what is pending and close the run."""
        self.session.finish(reason)
