"""What one crawl of one source holds together: the source, its recorder, and the operator's wishes."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import CloseSpider

from archive.errors import ArchiveError
from archive.fixture import RecordedExchanges
from archive.recorder import Recorder
from archive.records import Article, Capture, Exchange, FoundLink, Run, RunOutcome
from archive.urls import format_article_key
from archive.validators import Validators
from crawler.discovery.links import ArticleLink
from crawler.download.guard import IPNetwork
from crawler.reading import ReadingPool
from crawler.sources.models import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

MAX_REASONS = 200
"""Reasons kept for the report at the end; every one is in the log and with its link in the database."""


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
    counts: Counter[str] = field(default_factory=Counter)
    """`pages`, `articles`, `new`, `changed`, `failed`, `gone`, `skipped`, `seeds_failed`, `bytes`."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    """URL and reason of what did not come or could not be read."""
    fatal: str | None = None
    """Why the crawl could not go on."""
    outcome: RunOutcome = "running"
    max_run_s: float | None = None
    """How long the crawl may take; what is left then is for the next run. None for as long as it takes."""
    opened_only: bool = False
    """Whether it may connect to opened networks only, see `crawler.politeness`."""
    owned: Sequence[Callable[[], None]] = ()
    """What to close with the session."""
    _asked: set[str] = field(default_factory=set)

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

    def save(self, article: Article, capture: Capture, *, asked_url: str) -> None:
        """Give an article to the archive. Raises NotArchivedError when it cannot be kept."""
        with self._keeping() as recorder:
            saved = recorder.save_article(article, capture, country=self.source.country, asked_url=asked_url)
        self.counts["articles"] += 1
        if saved.change != "unchanged":
            self.counts[saved.change] += 1

    def pending_links(self) -> list[ArticleLink]:
        """What earlier runs found and did not get."""
        with self._keeping() as recorder:
            waiting = [link for link in recorder.pending_links() if self.source.is_article_url(link.url)]
        self._asked.update(link.key for link in waiting)
        return [ArticleLink(url=link.url, mark=link.mark) for link in waiting]

    def offer(self, links: Iterable[ArticleLink]) -> list[ArticleLink]:
        """Write down links that a seed shows; those to fetch in this run are returned, in the order given."""
        by_key: dict[str, ArticleLink] = {}
        for link in links:
            by_key.setdefault(format_article_key(link.url), link)
        found = [FoundLink(key=key, url=link.url, mark=link.mark) for key, link in by_key.items()]
        with self._keeping() as recorder:
            wanted = {link.key for link in recorder.add_links(found)}
        if self.recorded is not None:
            wanted = set(by_key)  # offline, pages are read again: that is what fixtures are for
        fresh = [key for key in by_key if key in wanted and key not in self._asked]
        self._asked.update(fresh)
        return [by_key[key] for key in fresh]

    def take(self) -> bool:
        """Whether one more article page may be fetched; counts it."""
        if self.is_full():
            return False
        self.counts["taken"] += 1
        return True

    def is_full(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and self.counts["taken"] >= self.limit

    def start_walk(self, seed_url: str) -> bool:
        """Begin a walk over a seed; whether it must go to the end."""
        with self._keeping() as recorder:
            return recorder.start_walk(seed_url)

    def finish_walk(self, seed_url: str) -> None:
        """A walk reached its end."""
        with self._keeping() as recorder:
            recorder.finish_walk(seed_url)

    def note_failure(self, url: str, reason: str) -> None:
        """An article's page did not come, or could not be read."""
        with self._keeping() as recorder:
            recorder.fail_link(url, reason)
        self._note("failed", url, reason)

    def note_skipped(self, url: str, reason: str) -> None:
        """An article's page must not be asked for."""
        with self._keeping() as recorder:
            recorder.skip_link(url, reason)
        self.counts["skipped"] += 1
        logger.info("%s: left out %s: %s", self.source.id, url, reason)

    def note_gone(self, url: str, capture: Capture, reason: str) -> None:
        """An article's page is no longer there, as a capture shows."""
        with self._keeping() as recorder:
            recorder.mark_gone(capture, url, reason)
        self.counts["gone"] += 1
        logger.info("%s: gone %s: %s", self.source.id, url, reason)

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
            self.recorder.close(self.outcome, counts)
        except ArchiveError as error:
            self.fatal, self.outcome = self.fatal or str(error), "failed"
            logger.info("%s: the run could not be closed: %s", self.source.id, error)
        for close in self.owned:
            close()


RUN_COUNTS = ("pages", "articles", "new", "changed", "failed", "gone", "skipped", "seeds_failed", "bytes")


def get_session(crawler: Crawler) -> CrawlSession:
    """The session of a crawler whose spider is a NewsSpider."""
    session: CrawlSession = crawler.spider.session  # type: ignore[union-attr]
    return session
