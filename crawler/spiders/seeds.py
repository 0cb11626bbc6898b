"""SeedSpider: walks a source's seeds, whatever their kind, and asks for what they show.

What a walk finds is written down as links before any of it is fetched, and a walk counts as finished only when its
last page was read: a crawl that was killed goes on where it stopped, and a later one stops early at what it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response

from archive.errors import PayloadError
from archive.timestamps import now
from archive.urls import format_article_key
from crawler.discovery.address_days import read_address_day
from crawler.discovery.addresses import is_short_link
from crawler.discovery.ages import is_before, read_day
from crawler.discovery.links import ArticleLink
from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.discovery.listings.paging import probe_next_url
from crawler.discovery.seeds.advertised import find_listings
from crawler.discovery.seeds.feed import FeedPageError, parse_feed
from crawler.discovery.seeds.sitemap import has_useful_marks, parse_sitemap
from crawler.discovery.seeds.wordpress_api import PostsPage, find_api, format_posts_url, is_past_end, parse_posts
from crawler.discovery.verdicts.page_facts import judge_source
from crawler.download.offline import MissingPageError
from crawler.items import Page
from crawler.reasons import describe
from crawler.session import CrawlSession, NotArchivedError
from crawler.sources.models import Seed
from crawler.walks import Walk

if TYPE_CHECKING:
    from twisted.python.failure import Failure

SEED_PRIORITY = 0

MAX_GUESSES = 2
"""Listings that a home page's menu names and that are walked although no seed does."""

Asked = Iterator[Request | Page]


class SeedSpider(Spider):
    """The half of the news spider that finds articles."""

    session: CrawlSession

    def ask_for_articles(self, links: Iterable[ArticleLink], via: str | None = None) -> Iterator[Request]:
        """Requests for the pages of articles."""
        raise NotImplementedError

    def ask_for_seed(self, seed: Seed) -> Request:
        """The first request of a walk over a seed."""
        walk = self.session.start_walk(seed)
        callbacks: Mapping[str, Callable[..., Any]] = {
            "api": self.parse_api,
            "feed": self.parse_feed,
            "sitemap": self.parse_sitemap,
            "listing": self.parse_listing,
        }
        url = self._format_api_url(seed.url) if seed.kind == "api" else seed.url
        return self._ask(url, callbacks[seed.kind], walk)

    def _format_api_url(self, api: str) -> str:
        since = self.session.since
        return format_posts_url(api, after=since.date() if since is not None else None)

    def _ask(
        self, url: str, callback: Callable[..., Any], walk: Walk, *, via: str | None = None, **arguments: Any
    ) -> Request:
        walk.visit(url)
        return Request(
            url,
            callback=callback,
            errback=self.seed_failed,
            cb_kwargs={"walk": walk, **arguments},
            meta={"via": via, "walk": walk, "role": "seed", **arguments},
            priority=SEED_PRIORITY,
            dont_filter=True,
        )

    def parse_listing(self, response: Response, walk: Walk, *, probe: bool = False) -> Asked:
        """A listing page: its article links, then the page after it, until the walk ends."""
        if not self._is_usable(response, walk, probe=probe):
            return
        is_first = walk.pages == 0
        if is_first and not self._is_still_the_source(response, walk):
            return
        source, platform = self.session.source, self.session.platform
        try:
            page = parse_listing(
                response.body,
                response.url,
                fit=self.session.addresses.fit,
                clean=self.session.addresses.clean,
                owns=source.owns_url,
                platform=platform,
                today=now().date(),
            )
        except PayloadError as error:
            self._fail_walk(walk, response.url, str(error))
            return
        if is_first and not page.links:
            yield self._as_collection(response)
        if is_first and walk.full and (api := self._find_untried_api(response)) is not None:
            # What it names need not be looked for page by page: it is asked before this page's links are.
            meta = {"role": "seed", "via": response.url, "walk": walk}
            yield Request(
                self._format_api_url(api),
                callback=self.parse_advertised_api,
                errback=self.advertised_api_failed,
                cb_kwargs={"walk": walk, "listing": (response, page)},
                meta={**meta, "listing": (response, page)},
                priority=SEED_PRIORITY,
                dont_filter=True,
            )
            return
        yield from self._take_listing(response, page, walk)

    def _take_listing(self, response: Response, page: ListingPage, walk: Walk) -> Asked:
        """Ask for what a listing page shows, and for the page after it."""
        source, platform = self.session.source, self.session.platform
        next_url = page.next_url
        probing = next_url is None and not page.has_pager and bool(page.links)
        if probing and platform is not None:
            next_url = probe_next_url(platform, response.url)
        walk.has_pager = walk.has_pager or (page.has_pager and not probing)
        wanted = self._leave_out_old(page.links, walk)
        fresh = self.session.offer(wanted)
        walk.offer_periods(page.periods)
        keys = [format_article_key(self.session.addresses.clean(link.url)) for link in page.links]
        is_named = walk.is_told_of([key for key in keys if not is_short_link(key)])
        reason = walk.end_reason(
            keys=keys,
            fresh=len(fresh),
            wanted=len(wanted),
            next_url=next_url,
            days=read_days(page.links),
            today=now().date(),
        )
        self.session.reach_page(walk, response.url)
        yield from self.ask_for_articles(fresh, via=response.url)
        if self.session.backfill:
            self.session.sections.update(dict.fromkeys(page.sections))
        if walk.pages == 1 and walk.full:
            self.session.lacks_pager = not walk.has_pager and next_url is None
            if self.session.lacks_pager:
                self._guess_listings(response)
        if self.session.is_full():
            self.session.walks.append(walk.stop("the limit of articles is reached"))
        elif is_named:
            self.session.end_walk(walk, "the API named all articles")
        elif reason is None and next_url is not None:
            yield self._ask(next_url, self.parse_listing, walk, via=response.url, probe=probing)
        elif (detour := walk.next_detour(next_url)) is not None and source.owns_url(detour):
            yield self._ask(detour, self.parse_listing, walk, via=response.url)
        else:
            loops = reason == "last page" and page.turns_back
            self.session.end_walk(walk, "its next page is an earlier one" if loops else reason or "last page")

    def _as_collection(self, response: Response) -> Page:
        """A listing page without links, as one that may hold its articles in full."""
        return Page(
            url=response.url,
            asked_url=response.request.url if response.request is not None else response.url,
            body=response.body,
            content_type=read_content_type(response),
            capture=response.meta["capture"],
            is_listing=True,
        )

    def _guess_listings(self, response: Response) -> None:
        """Remember the listings that a page without a pager of its own names in its menu."""
        seeds = {format_article_key(seed.url) for seed in self.session.source.seeds}
        guesses = [
            guess.url
            for guess in find_listings(response.body, response.url)
            if self.session.source.owns_url(guess.url) and format_article_key(guess.url) not in seeds
        ]
        self.session.guesses.update(dict.fromkeys(guesses[:MAX_GUESSES]))

    def _is_still_the_source(self, response: Response, walk: Walk) -> bool:
        """Look at a seed's first page: whether the host was sold, and which platform it runs on."""
        source = self.session.source
        verdict = judge_source(
            response.body,
            response.url,
            languages=source.languages,
            name=source.name,
            hosts=tuple(host.host for host in source.hosts),
        )
        if verdict is not None:
            reason = verdict.reason
            if verdict.kind == "parked":
                self.session.sold_hosts.add(urlsplit(response.url).netloc.lower())
                reason = f"no longer the source's page: {reason}"
            self._fail_walk(walk, response.url, reason)
            return False
        self.session.recognise(response.body, response.url, read_headers(response))
        return True

    def _fail_seed_page(self, walk: Walk, response: Response, reason: str) -> None:
        """A feed, sitemap or API that is none; perhaps because its host was sold."""
        if walk.pages or self._is_still_the_source(response, walk):
            self._fail_walk(walk, response.url, reason)

    def _find_untried_api(self, response: Response) -> str | None:
        """The REST API that a page advertises, once a run, unless a seed names it."""
        source = self.session.source
        if self.session.has_tried_api or any(seed.kind == "api" for seed in source.seeds):
            return None
        api = find_api(response.body, response.url, read_headers(response))
        if api is None or not source.owns_url(api):
            return None
        self.session.has_tried_api = True
        return api

    def parse_advertised_api(self, response: Response, walk: Walk, listing: tuple[Response, ListingPage]) -> Asked:
        """An API that a listing page advertises: when it answers, it names the articles; then the listing goes on."""
        next_url = None
        if response.status == 200:
            try:
                posts = parse_posts(response.body, response.url, read_headers(response))
            except PayloadError as error:
                self.session.note_absent_seed(response.url, str(error))
            else:
                yield from self._follow(self._own(posts.links), response.url, walk)
                next_url = posts.next_url
                self._note_told(posts)
                walk.told = self.session.told if self.session.is_told else None
        elif not is_past_end(response.status, response.body):
            self.session.note_absent_seed(response.url, f"answered {response.status}")
        if next_url is not None and self.session.source.owns_url(next_url) and not self.session.is_full():
            assert response.request is not None
            yield response.request.replace(url=next_url)
        else:
            yield from self._take_listing(*listing, walk)

    def advertised_api_failed(self, failure: Failure) -> Asked:
        """An API that a listing page advertises and that cannot be asked: the listing goes on."""
        self.stop_on_archive_error(failure)
        request: Request = failure.request
        self.session.note_absent_seed(request.url, describe(failure.value))
        response, page = request.meta["listing"]
        yield from self._take_listing(response, page, request.meta["walk"])

    def parse_api(self, response: Response, walk: Walk) -> Asked:
        """A page of posts that a REST API names."""
        if is_past_end(response.status, response.body):
            walk.answer()
            self.session.end_walk(walk, "last page")
            return
        if not self._is_usable(response, walk):
            return
        try:
            posts = parse_posts(response.body, response.url, read_headers(response))
        except PayloadError as error:
            self._fail_seed_page(walk, response, str(error))
            return
        was_resumed = walk.resume_url is not None or walk.has_resumed
        yield from self._take_pages(response, walk, posts.links, posts.next_url, self.parse_api)
        if walk.full and not was_resumed:
            self._note_told(posts)

    def _note_told(self, posts: PostsPage) -> None:
        """What an API named; when this was its last page, it named all."""
        clean = self.session.addresses.clean
        self.session.told.update(format_article_key(clean(link.url)) for link in posts.links)
        self.session.is_told = posts.next_url is None

    def parse_feed(self, response: Response, walk: Walk) -> Asked:
        """A feed's entries, and of a feed in pages the next one."""
        if not self._is_usable(response, walk):
            return
        try:
            feed = parse_feed(response.body, response.url, read_content_type(response))
        except PayloadError as error:
            feeds = error.feeds if isinstance(error, FeedPageError) else ()
            own = (url for url in feeds if self.session.source.owns_url(url))
            other = next(own, None)
            if other is None or walk.has_visited(other):
                self._fail_seed_page(walk, response, str(error))
            else:
                yield self._ask(other, self.parse_feed, walk, via=response.url)
            return
        self._note_fault(feed.fault, response.url)
        yield from self._take_pages(response, walk, feed.links, feed.next_url, self.parse_feed)

    def _take_pages(
        self,
        response: Response,
        walk: Walk,
        links: Iterable[ArticleLink],
        next_url: str | None,
        callback: Callable[..., Any],
    ) -> Asked:
        """Ask for what a page of an API or a feed names, and for the page after it."""
        own = self._own(links)
        wanted = self._leave_out_old(own, walk)
        fresh = self.session.offer(wanted)
        keys = [format_article_key(self.session.addresses.clean(link.url)) for link in own]
        reason = walk.end_reason(keys=keys, fresh=len(fresh), wanted=len(wanted), next_url=next_url)
        self.session.reach_page(walk, response.url)
        yield from self.ask_for_articles(fresh, via=response.url)
        if self.session.is_full():
            self.session.walks.append(walk.stop("the limit of articles is reached"))
        elif reason is None and next_url is not None and self.session.source.owns_url(next_url):
            yield self._ask(next_url, callback, walk, via=response.url)
        elif (detour := walk.next_detour(next_url)) is not None:
            yield self._ask(detour, callback, walk, via=response.url)
        else:
            self.session.end_walk(walk, reason or "last page")

    def parse_sitemap(self, response: Response, walk: Walk, *, is_of_articles: bool = False) -> Asked:
        """A sitemap's pages and the sitemaps it names."""
        if not self._is_usable(response, walk):
            return
        try:
            sitemap = parse_sitemap(response.body, response.url)
        except PayloadError as error:
            self._fail_seed_page(walk, response, str(error))
            return
        walk.pages += 1
        self._note_fault(sitemap.fault, response.url)
        for child in sitemap.child_sitemaps:
            if child.kind != "other" and self.session.source.owns_url(child.url) and not walk.has_visited(child.url):
                yield self._ask(
                    child.url, self.parse_sitemap, walk, via=response.url, is_of_articles=child.kind == "articles"
                )
        links = sitemap.links if has_useful_marks(sitemap.links, on=now().date()) else drop_marks(sitemap.links)
        own = self._own(
            links, takes_maybe=is_of_articles or sitemap.kind == "articles" or self.session.has_only_sitemaps
        )
        yield from self._follow(own, response.url, walk)
        if walk.is_last_answer():
            self.session.end_walk(walk, "end of sitemap")

    def _note_fault(self, fault: str | None, url: str) -> None:
        """What was wrong with a seed that could be read all the same."""
        if fault is not None:
            self.session.note_absent_seed(url, fault)

    def _own(self, links: Iterable[ArticleLink], *, takes_maybe: bool = True) -> list[ArticleLink]:
        """Those links that may be articles of the source."""
        fits = {"article", "maybe"} if takes_maybe else {"article"}
        session = self.session
        return [link for link in links if session.source.owns_url(link.url) and session.fit_cleaned(link.url) in fits]

    def _follow(self, links: Iterable[ArticleLink], via: str, walk: Walk) -> Iterator[Request]:
        yield from self.ask_for_articles(self.session.offer(self._leave_out_old(links, walk)), via=via)

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
            self.session.end_walk(walk, "no page after it")
        elif (instead := walk.next_instead(response.url)) is not None:
            assert response.request is not None
            assert response.request.callback is not None
            self.ask_later(self._ask(instead, response.request.callback, walk))
        else:
            self._fail_walk(walk, response.url, f"answered {response.status}")
        return False

    def ask_later(self, request: Request) -> None:
        """Send a request that no callback yields."""
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request)

    def _fail_walk(self, walk: Walk, url: str, reason: str) -> None:
        """A page of a walk did not come; of a seed that nobody had seen yet that is no failure."""
        walk.failed = True
        if walk.is_unverified and walk.pages == 0:
            self.session.note_absent_seed(url, reason)
        else:
            self.session.note_seed_failure(url, reason)
        self.session.end_walk(walk, reason)

    def seed_failed(self, failure: Failure) -> None:
        """A seed or listing page that did not come."""
        request: Request = failure.request
        walk: Walk = request.meta["walk"]
        walk.answer()
        self.stop_on_archive_error(failure)
        if request.meta.get("probe") and isinstance(failure.value, MissingPageError):
            self.session.end_walk(walk, "no page after it")
            return
        self._fail_walk(walk, request.url, describe(failure.value))

    def stop_on_archive_error(self, failure: Failure) -> None:
        """A page that could not be archived ends the crawl: what is not kept must not be counted as crawled."""
        if isinstance(failure.value, NotArchivedError):
            raise failure.value


def read_content_type(response: Response) -> str | None:
    """The Content-Type as sent; None without one."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None


def read_headers(response: Response) -> dict[str, str]:
    """Header names in lower case and their values; of repeated ones all, with commas."""
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("latin-1") for value in values)
        for name, values in response.headers.items()
    }


def drop_marks(links: Iterable[ArticleLink]) -> list[ArticleLink]:
    """The links without what would say that they changed."""
    return [ArticleLink(link.url, None, link.title, link.published, origin=link.origin) for link in links]


def read_days(links: Iterable[ArticleLink]) -> list[date]:
    """The days that links are dated with, by their rows or else by their addresses, where they are."""
    found = (read_day(link.published) if link.published else read_address_day(link.url) for link in links)
    return [day for day in found if day is not None]
