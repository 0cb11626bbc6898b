"""Reads pages in worker processes, so that extraction neither stalls the crawl's event loop nor can end it.

A page is looked at twice: what kind of page it is (`crawler.discovery.verdicts`), then, unless it is no article, what
its articles say (`archive.extract`).

A page that takes too long, or takes its process down, costs that process only (`archive.lanes`): it is marked, and the
crawl goes on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType

from archive.errors import LaneLostError, NoArticleError, UnreadableArticleError
from archive.lanes import LIMIT_S, LanePool
from archive.records import Article, Hints
from crawler.discovery.platforms.known import PLATFORMS
from crawler.discovery.verdicts.page_facts import PageFacts, read_page_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A page to be read."""

    html: bytes = field(repr=False)
    url: str
    captured_at: datetime
    content_type: str | None = None
    platform: str | None = None
    """What its rules are read by: the platform that the source names."""
    recognised: str | None = None
    """The platform that its pages turned out to be of; None when it is not known."""
    languages: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    hints: Hints | None = None
    host_lines: tuple[str, ...] = ()
    """What the pages of its host have in common, and is no part of its text."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading a page gave."""

    facts: PageFacts | None
    """None when the page could not even be looked at."""
    articles: tuple[Article, ...] = ()
    reason: str | None = None
    """Why there are no articles, when the facts do not say."""
    is_final: bool = False
    """Whether reading it again would change nothing: the page itself shows that it is no article."""


class ReadingPool:
    """A fixed number of reading processes, used from an asyncio event loop."""

    def __init__(self, *, lanes: int | None = None, limit_s: float = LIMIT_S) -> None:
        """`lanes`: processes, None for one a processor core. `limit_s`: seconds that one page may take."""
        self._lanes = LanePool(lanes=lanes, limit_s=limit_s)

    async def read(self, request: ReadRequest) -> ReadPage:
        """What a page says; a page that took too long or crashed its process has a reason and nothing else."""
        try:
            return await asyncio.wrap_future(self._lanes.submit(read_page, request))
        except LaneLostError as error:
            return ReadPage(None, reason=error.reason)
        except Exception as error:  # noqa: BLE001 - one page must not end the crawl; the reason is counted and told
            return ReadPage(None, reason=f"the reader failed with {type(error).__name__}: {error}")

    def pids(self) -> list[int]:
        """Ids of the processes that run now."""
        return self._lanes.pids()

    def close(self) -> None:
        """End the processes. Pages still being read are finished first."""
        self._lanes.shutdown()

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_vouched_for(hints: Hints | None) -> bool:
    """Whether a seed says more of a page than a menu does."""
    return hints is not None and (hints.origin in {"api", "feed"} or hints.published is not None)


def read_page(request: ReadRequest) -> ReadPage:
    """Look at a page and, unless it is none, read its articles."""
    from archive.extract.article import extract_articles  # noqa: PLC0415 - slow to import, and only needed here

    facts = read_page_facts(
        request.html,
        request.url,
        content_type=request.content_type,
        platform=PLATFORMS.get(request.recognised or ""),
        languages=request.languages,
        hosts=request.hosts,
    )
    if facts.verdict is not None and facts.verdict.kind == "static" and _is_vouched_for(request.hints):
        # A page in the menu that a feed or a dated row shows as news is news.
        facts = replace(facts, verdict=None)
    if facts.verdict is not None:
        return ReadPage(facts)
    try:
        articles = extract_articles(
            request.html,
            request.url,
            request.captured_at,
            content_type=request.content_type,
            platform=request.platform,
            languages=request.languages,
            hints=request.hints,
            host_lines=request.host_lines,
        )
    except UnreadableArticleError as error:
        return ReadPage(facts, reason=error.reason, is_final=isinstance(error, NoArticleError))
    return ReadPage(facts, articles)
