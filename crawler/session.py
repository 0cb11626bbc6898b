"""What one crawl of one source holds together: the source, its recorder, and the operator's wishes."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from scrapy.exceptions import CloseSpider

from archive.errors import ArchiveError
from archive.extract.repeated import leave_out_host_lines
from archive.fixture import RecordedExchanges
from archive.host_lines import HostLines
from archive.recorder import Recorder
from archive.records import Article, Capture, Exchange, FoundLink, Hints, Run, RunOutcome, Sighting
from archive.urls import format_article_key, host_of
from archive.validators import Validators
from crawler.discovery.addresses import AddressRules, Fit
from crawler.discovery.links import ArticleLink
from crawler.discovery.platforms.known import PLATFORMS, Platform
from crawler.discovery.platforms.recognition import recognise_platform
from crawler.discovery.verdicts.canonicals import is_sane_canonical
from crawler.discovery.verdicts.page_facts import PageFacts
from crawler.discovery.verdicts.verdict import Verdict
from crawler.download.guard import IPNetwork
from crawler.items import Page
from crawler.reading import ReadingPool
from crawler.sources.models import Seed, Source
from crawler.walks import Walk, WalkEnd

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

LEARN_AFTER = 20
"""Pages kept in a run after which it learns, before its end, what they have in common."""

MAX_REASONS = 200
"""Reasons kept for the report at the end; every one is in the log and with its link in the database."""


PASSING_VERDICTS = frozenset({"consent", "empty", "parked"})
"""Verdicts on the server's state rather than on the page: a later run asks again."""


class NotArchivedError(ArchiveError, CloseSpider):
    """Something could not be kept: nothing may be made of it, and the crawl ends, as Scrapy does on CloseSpider."""

    def __init__(self, reason: str) -> None:
        CloseSpider.__init__(self, "archive_error")
        self.args = (reason,)


@dataclass(slots=True)
class CrawlSession:
    """One crawl of one source."""

    source: Source
    recorder: Recorder
    reading: ReadingPool
    contact: str = ""
    """How site owners reach the operator; stands in the user agent."""
    allowed_networks: Sequence[IPNetwork] = ()
    """Networks that the operator opened; every other address must be public."""
    recorded: RecordedExchanges | None = None
    """Where an offline crawl has its answers from; None for a live one."""
    limit: int | None = None
    """How many article pages to fetch at most; None for all."""
    since: datetime | None = None
    """Leave out articles that a seed dates before this."""
    backfill: bool = False
    """Whether the whole history is wanted: every seed to its end, sitemaps, years, months and sections too."""
    platform: Platform | None = None
    """The source's platform, named or recognised from a page; None while it is not known."""
    addresses: AddressRules = field(init=False)
    """Which addresses are articles on that platform."""
    counts: Counter[str] = field(default_factory=Counter)
    """See RUN_COUNTS."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    """URL and reason of what did not come or could not be read."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """URL and reason of pages that looked like articles and were none, or must not be asked for."""
    walks: list[WalkEnd] = field(default_factory=list)
    """How the walks over the seeds ended."""
    sitemaps: list[str] = field(default_factory=list)
    """Addresses of sitemaps that the hosts' robots.txt name."""
    guesses: dict[str, None] = field(default_factory=dict)
    """Listings that a home page's menu names; in the order found, each once."""
    sections: dict[str, None] = field(default_factory=dict)
    """Further listings that listings lead to, for a backfill."""
    lacks_pager: bool = False
    """Whether a listing that was to be walked to its end had but one page: then sitemaps may know more."""
    sold_hosts: set[str] = field(default_factory=set)
    """Hosts that a page of this run has shown to be sold or parked; with their ports."""
    has_tried_api: bool = False
    """Whether an API that a page advertises was asked."""
    told: set[str] = field(default_factory=set)
    """Keys of the articles that an API has named in this run."""
    is_told: bool = False
    """Whether it has named every one, from its first page to its last."""
    fatal: str | None = None
    """Why the crawl could not go on."""
    outcome: RunOutcome = "running"
    max_run_s: float | None = None
    """How long the crawl may take; what is left then is for the next run. None for as long as it takes."""
    opened_only: bool = False
    """Whether it may connect to opened networks only, see `crawler.politeness`."""
    owned: Sequence[Callable[[], None]] = ()
    """What to close with the session."""
    _host_lines: HostLines | None = None
    """None until the first page is to be read."""
    _pages_kept: int = 0
    _asked: set[str] = field(default_factory=set)
    _read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.platform = self.platform or self.source.platform_rules
        self.addresses = self.source.addresses_on(self.platform)

    def is_sold(self, url: str) -> bool:
        """Whether a page of this run has shown that a URL's host is no longer the source's."""
        return urlsplit(url).netloc.lower() in self.sold_hosts

    def fit_cleaned(self, url: str) -> Fit:
        """What an address looks like once it is spelled as it would be asked for."""
        return self.addresses.fit(self.addresses.clean(url))

    def recognise(self, body: bytes, url: str, headers: Mapping[str, str]) -> None:
        """Look which platform a source is on whose entry does not say."""
        if self.platform is not None:
            return
        recognised = recognise_platform(body, url, headers)
        if recognised is not None:
            self.platform = PLATFORMS[recognised.platform]
            self.addresses = self.source.addresses_on(self.platform)
            logger.info("%s: its platform is %s: %s", self.source.id, self.platform.name, recognised.evidence[0])

    @property
    def run(self) -> Run:
        """The run in the archive."""
        return self.recorder.run

    @contextmanager
    def _keeping(self) -> Iterator[Recorder]:
        """The recorder; its first error is the crawl's last: NotArchivedError from then on."""
        if self.fatal is not None:
            raise NotArchivedError(self.fatal)
        try:
            yield self.recorder
        except ArchiveError as error:
            self.fatal = str(error)
            raise NotArchivedError(self.fatal) from error

    def capture(self, exchange: Exchange, *, asked_by: Validators | None = None) -> Capture | None:
        """Archive one exchange; None when nothing came back. Raises NotArchivedError when it cannot be kept."""
        with self._keeping() as recorder:
            if self.recorded is not None:
                capture = recorder.capture_recorded(exchange)
            else:
                capture = recorder.capture(exchange, asked_by=asked_by)
        self.counts["pages"] += 1
        self.counts["bytes"] += len(exchange.response)
        return capture

    def next_recorded(self, url: str) -> Exchange | None:
        """What was recorded for a URL, as an exchange of this run."""
        assert self.recorded is not None
        exchange = self.recorded.next_exchange(url)
        if exchange is None:
            return None
        return dataclasses.replace(exchange, source=self.source.id, run=self.run.id)

    def sight(self, page: Page, facts: PageFacts, articles: Sequence[Article]) -> Sighting:
        """Under which addresses a page that was read is kept."""
        source = self.source

        def may_be(url: str) -> bool:
            return source.owns_url(url) and self.addresses.fit(url) != "no"

        canonical = facts.canonical_url
        address = None
        if canonical is not None and format_article_key(canonical) != format_article_key(page.url):
            is_sane = is_sane_canonical(canonical, page.url, is_article=may_be)
            address = canonical if is_sane and not self._is_of_another(canonical, articles) else None
        aliases = [url for url in facts.aliases if source.owns_url(url)]
        name = self.addresses.key(page.url)
        if name != format_article_key(page.url):
            aliases.append(_format_name(name))
        return Sighting(asked_url=page.asked_url, address=address, aliases=tuple(aliases), hints=page.hints)

    def _is_of_another(self, canonical: str, articles: Sequence[Article]) -> bool:
        """Whether an address is known as that of an article with another title: some themes name one for all pages."""
        with self._keeping() as recorder:
            title = recorder.find_title(canonical)
        return title is not None and title not in {article.title for article in articles}

    @property
    def has_only_sitemaps(self) -> bool:
        """Whether nothing but sitemaps can say which pages are articles."""
        return all(seed.kind == "sitemap" for seed in self.source.seeds)

    def find_hints(self, url: str, hints: Hints | None) -> Hints | None:
        """What the seed said of a page; offline, what it said when the page was archived."""
        if hints is not None or self.recorded is None:
            return hints
        sighting = self.recorded.sighting(url)
        return sighting.hints if sighting is not None else None

    def find_host_lines(self, url: str) -> tuple[str, ...]:
        """What the pages of a URL's host have in common, as far as is known now."""
        if self._host_lines is None:
            self._learn_host_lines()
        known = (self._host_lines or {}).get(host_of(url), ())
        recorded = self.recorded.host_lines(url) if self.recorded is not None else ()
        return tuple(sorted({*known, *recorded}))

    def _learn_host_lines(self) -> None:
        with self._keeping() as recorder:
            self._host_lines = recorder.learn_host_lines(self._host_lines or {})

    def save(self, articles: Sequence[Article], capture: Capture, sighting: Sighting) -> None:
        """Give a page's articles to the archive. Raises NotArchivedError when they cannot be kept."""
        # Lines may have been learned while the page was read.
        lines = self.find_host_lines(capture.url)
        articles = [leave_out_host_lines(article, lines) for article in articles]
        with self._keeping() as recorder:
            kept = recorder.save_articles(
                articles, capture, sighting, country=self.source.country, attachments=self._list_files(articles)
            )
        names = (sighting.asked_url, sighting.address, *sighting.aliases)
        self._read.update(format_article_key(url) for url in names if url)
        self.counts["articles"] += len(kept)
        for article, saved in zip(articles, kept, strict=True):
            if saved.change != "unchanged":
                self.counts[saved.change] += 1
            if saved.change == "changed" and (files := self._list_files([article])):
                with self._keeping() as recorder:
                    recorder.refresh_attachments(files)
        self._pages_kept += 1
        if self._pages_kept == LEARN_AFTER:
            self._learn_host_lines()

    def is_read(self, url: str) -> bool:
        """Whether this run has read the article at an address, be it under another of its addresses."""
        return format_article_key(url) in self._read

    def _list_files(self, articles: Iterable[Article]) -> list[str]:
        """The files that articles link to, as far as the source's limits go; none of foreign hosts."""
        limits = self.source.attachments
        found: dict[str, None] = {}
        for article in articles:
            named = [attachment.url for attachment in article.attachments] if "document" in limits.kinds else []
            shown = [image.url for image in article.images] if "image" in limits.kinds else []
            urls = [url for url in dict.fromkeys([*named, *shown]) if self.source.owns_url(url)]
            found.update(dict.fromkeys(urls[: limits.max_files]))
        return list(found)

    def pending_attachments(self) -> list[str]:
        """Files that articles link to and that are still to be had; each is given out once in a run."""
        with self._keeping() as recorder:
            waiting = recorder.pending_attachments()
        fresh = [url for url in waiting if url not in self._asked and self.source.owns_url(url)]
        self._asked.update(fresh)
        return fresh

    def keep_attachment(self, url: str, capture: Capture) -> None:
        """A file that an article links to has come."""
        with self._keeping() as recorder:
            recorder.keep_attachment(capture, url)
        self.counts["attachments"] += 1

    def note_attachment_failure(self, url: str, reason: str, *, is_final: bool) -> None:
        """A file that an article links to did not come, or (`is_final`) must not be had."""
        with self._keeping() as recorder:
            if is_final:
                recorder.skip_attachment(url, reason)
            else:
                recorder.fail_attachment(url, reason)
        self.counts["attachments_failed"] += 1
        self._leave_out(url, reason)

    def pending_links(self) -> list[ArticleLink]:
        """What earlier runs found and did not get."""
        with self._keeping() as recorder:
            waiting = [link for link in recorder.pending_links() if self._is_askable(link.url)]
        self._asked.update(text for link in waiting for text in (link.key, self.addresses.key(link.url)))
        return [_as_link(link) for link in waiting]

    def _is_askable(self, url: str) -> bool:
        # While the platform is unknown, nothing but a seed's own rows could tell: they did when the link was found.
        return self.platform is None or self.addresses.fit(url) != "no"

    def offer(self, links: Iterable[ArticleLink]) -> list[ArticleLink]:
        """Write down links that a seed shows; those to fetch in this run are returned, in the order given."""
        by_name: dict[str, ArticleLink] = {}
        for link in links:
            url = self.addresses.clean(link.url)
            by_name.setdefault(self.addresses.key(url), link if url == link.url else dataclasses.replace(link, url=url))
        found = {
            name: FoundLink(key=format_article_key(link.url), url=link.url, mark=link.mark, hints=link.hints)
            for name, link in by_name.items()
            if name not in self._asked or format_article_key(link.url) in self._asked
        }
        with self._keeping() as recorder:
            wanted = {link.key: link for link in recorder.add_links(found.values())}
        if self.recorded is not None:
            # Offline, pages are read again: that is what fixtures are for.
            wanted = {link.key: wanted.get(link.key, link) for link in found.values()}
        fresh = [
            (name, wanted[link.key])
            for name, link in found.items()
            if link.key in wanted and not {name, link.key} & self._asked and not self._is_known_as(name, link)
        ]
        self._asked.update(text for name, link in fresh for text in (name, link.key))
        return [_as_link(link) for _, link in fresh]

    def _is_known_as(self, name: str, link: FoundLink) -> bool:
        """Whether a new address is another spelling of a known article's, as the platform's rules tell."""
        if name == link.key or self.recorded is not None:
            return False
        with self._keeping() as recorder:
            if recorder.find_title(link.url) is not None or recorder.find_title(_format_name(name)) is None:
                return False
            recorder.skip_link(link.url, "another address of a known article")
        return True

    def take(self) -> bool:
        """Whether one more article page may be fetched; counts it."""
        if self.is_full():
            return False
        self.counts["taken"] += 1
        return True

    def is_full(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and self.counts["taken"] >= self.limit

    def start_walk(self, seed: Seed) -> Walk:
        """Begin a walk over a seed."""
        with self._keeping() as recorder:
            start = recorder.start_walk(seed.url)
        return Walk(
            seed.url,
            full=start.is_full or self.backfill,
            resume_url=start.resume_url,
            is_unverified=seed.unverified,
            all_periods=self.backfill,
            told=self.told if self.is_told else None,
        )

    def reach_page(self, walk: Walk, page_url: str) -> None:
        """A walk has read a page, and its links are written down: a later run may go on from here."""
        walk.pages += 1
        with self._keeping() as recorder:
            recorder.reach_page(walk.seed_url, page_url)

    def end_walk(self, walk: Walk, reason: str) -> None:
        """A walk is over; unless pages of it failed or were passed over, it has reached its end."""
        if not walk.failed and not walk.left_out:
            with self._keeping() as recorder:
                recorder.finish_walk(walk.seed_url)
        self.walks.append(WalkEnd(walk.seed_url, walk.pages, reason))
        logger.info("%s: walk of %s ended: %s", self.source.id, walk.seed_url, reason)

    def note_failure(self, url: str, reason: str) -> None:
        """An article's page did not come, or could not be read."""
        with self._keeping() as recorder:
            recorder.fail_link(url, reason)
        self._note("failed", url, reason)

    def note_verdict(self, page: Page, verdict: Verdict) -> None:
        """A page that came is no article, as it shows itself."""
        if verdict.kind == "soft-404":
            self.note_gone(page.asked_url, page.capture, verdict.reason)
        elif verdict.kind in PASSING_VERDICTS:
            self.note_failure(page.asked_url, verdict.reason)
        else:
            self.note_skipped(page.asked_url, verdict.reason)

    def note_skipped(self, url: str, reason: str) -> None:
        """An article's page must not be asked for."""
        with self._keeping() as recorder:
            recorder.skip_link(url, reason)
        self.counts["skipped"] += 1
        self._leave_out(url, reason)

    def note_gone(self, url: str, capture: Capture, reason: str) -> None:
        """An article's page is no longer there, as a capture shows."""
        with self._keeping() as recorder:
            recorder.mark_gone(capture, url, reason)
        self.counts["gone"] += 1
        self._leave_out(url, f"gone: {reason}")

    def note_unchanged(self, url: str, capture: Capture, *, since: datetime) -> bool:
        """An article's page is as it was captured at `since`; False when it was not read then, and has to be."""
        with self._keeping() as recorder:
            is_known = recorder.mark_unchanged(capture, url, since=since)
        if not is_known:
            return False
        self.counts["articles"] += 1
        return True

    def note_postponed(self, url: str, reason: str) -> None:
        """An article's page was not asked for: its link stays as it is, for the next run."""
        self._note("failed", url, reason)

    def note_seed_failure(self, url: str, reason: str) -> None:
        """A seed or a listing page did not come."""
        self._note("seeds_failed", url, reason)

    def note_absent_seed(self, url: str, reason: str) -> None:
        """A seed that nobody had seen yet is not there: told, and no failure."""
        self._leave_out(url, f"no such seed: {reason}")

    def _leave_out(self, url: str, reason: str) -> None:
        if len(self.left_out) < MAX_REASONS:
            self.left_out.append((url, reason))
        logger.info("%s: left out %s: %s", self.source.id, url, reason)

    def _note(self, count: str, url: str, reason: str) -> None:
        self.counts[count] += 1
        if len(self.failures) < MAX_REASONS:
            self.failures.append((url, reason))
        logger.warning("%s: %s: %s", self.source.id, url, reason)

    @property
    def has_failed(self) -> bool:
        """Whether pages, seeds or the crawl itself failed."""
        return bool(self.fatal or self.counts["failed"] or self.counts["seeds_failed"])

    def finish(self, reason: str) -> None:
        """Commit what is pending and close the run; `reason` is Scrapy's close reason."""
        if self.fatal is None and reason != "finished":
            self.outcome = "stopped"
            if reason == "closespider_timeout":
                logger.warning(
                    "%s: stopped after %g s, as set; the next crawl carries on", self.source.id, self.max_run_s
                )
        else:
            self.outcome = "failed" if self.fatal or self.counts["seeds_failed"] else "finished"
        counts = {name: self.counts[name] for name in RUN_COUNTS}
        try:
            if self.fatal is None and self._pages_kept:
                self._learn_host_lines()
        except NotArchivedError as error:
            self.outcome = "failed"
            logger.info("%s: what its pages have in common could not be kept: %s", self.source.id, error)
        try:
            self.recorder.close(self.outcome, counts)
        except ArchiveError as error:
            self.fatal, self.outcome = self.fatal or str(error), "failed"
            logger.info("%s: the run could not be closed: %s", self.source.id, error)
        for close in self.owned:
            close()


RUN_COUNTS = (
    "pages", "articles", "new", "changed", "failed", "gone", "skipped", "seeds_failed", "attachments",
    "attachments_failed", "bytes",
)  # fmt: skip
"""What a run's row counts: exchanges, articles read, new and changed ones, pages that failed or are gone..."""


def _format_name(name: str) -> str:
    """The name that a platform's rules give an article, as an address that it goes by."""
    return f"kronika-article:{quote(name)}"


def _as_link(link: FoundLink) -> ArticleLink:
    hints = link.hints
    if hints is None:
        return ArticleLink(url=link.url, mark=link.mark)
    return ArticleLink(link.url, link.mark, hints.title, hints.published, hints.lead, hints.tags, hints.origin)


def get_session(crawler: Crawler) -> CrawlSession:
    """The session of a crawler whose spider is a NewsSpider."""
    session: CrawlSession = crawler.spider.session  # type: ignore[union-attr]
    return session
