"""ProbeSpider: asks for a few pages of a site one after another, for someone who looks at what comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import IgnoreRequest

from archive.records import Capture, Hints, Role
from crawler.middlewares.robots import RobotsError
from crawler.opening import apply_session
from crawler.probing.answers import Answer
from crawler.reading import ReadPage, ReadRequest
from crawler.reasons import describe
from crawler.session import CrawlSession, NotArchivedError
from crawler.sources.models import Host
from crawler.spiders.seeds import read_headers

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_REQUESTS = 25
"""robots.txt and redirects aside."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_HOPS = 5
_OWN_HOSTS = "crawler.middlewares.offsite.OffsiteMiddleware"
_PROBED_HOSTS = "crawler.probing.hosts.ProbedHostsMiddleware"


class ProbeSpider(Spider):
    """Lends a crawl's machinery (robots.txt, pace, address guard, archive) to a look at a site."""

    name = "probe"
    session: CrawlSession
    look: Callable[[ProbeSpider], Awaitable[None]]
    say: Callable[[str], None]
    requests = 0

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: Any,
        session: CrawlSession,
        look: Callable[[ProbeSpider], Awaitable[None]],
        say: Callable[[str], None],
        **kwargs: Any,
    ) -> ProbeSpider:
        """`look` is what is done with the site, once; `say` tells the user."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, cls)
        spider.session, spider.look, spider.say = session, look, say
        apply_session(crawler.settings, session)
        middlewares = crawler.settings.getdict("DOWNLOADER_MIDDLEWARES")
        order = middlewares[_OWN_HOSTS]
        chosen = {**middlewares, _OWN_HOSTS: None, _PROBED_HOSTS: order}
        crawler.settings.set("DOWNLOADER_MIDDLEWARES", chosen, priority="spider")
        crawler.signals.connect(spider.finish, signal=signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The look; it asks for itself."""
        await self.look(self)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def ask(self, url: str, *, role: Role = "seed") -> Answer:
        """Ask for one address, over redirects on the source's hosts; whatever happens is an answer."""
        asked_url = url
        for _ in range(_MAX_HOPS):
            if self.requests >= MAX_REQUESTS:
                return Answer(asked_url=asked_url, url=url, reason=f"not asked: {MAX_REQUESTS} requests are enough")
            self.requests += 1
            try:
                response = await self._fetch(url, role)
            except NotArchivedError:
                raise
            except Exception as error:  # noqa: BLE001 - a page that does not come is an answer, too
                is_forbidden = isinstance(error, RobotsError) and str(error).startswith("forbidden")
                return Answer(asked_url=asked_url, url=url, reason=describe(error), is_forbidden=is_forbidden)
            target = _find_target(response)
            if target is None:
                return _read_response(asked_url, response)
            if not self.session.source.owns_url(target):
                return Answer(asked_url=asked_url, url=url, status=response.status, redirect_to=target)
            url = target
        return Answer(asked_url=asked_url, url=url, reason="redirects without end")

    async def _fetch(self, url: str, role: Role) -> Response:
        assert self.crawler.engine is not None
        meta = {"role": role, "via": None, "asked_url": url, "dont_redirect": True}
        return await self.crawler.engine.download_async(Request(url, meta=meta, dont_filter=True))

    async def read(self, answer: Answer, *, platform: str | None, hints: Hints | None) -> ReadPage:
        """What a page says that was asked for."""
        source = self.session.source
        assert answer.captured_at is not None
        return await self.session.reading.read(
            ReadRequest(
                html=answer.body,
                url=answer.url,
                captured_at=answer.captured_at,
                content_type=answer.content_type,
                platform=source.platform,
                recognised=platform,
                languages=tuple(source.languages),
                hosts=tuple(host.host for host in source.hosts),
                hints=hints,
            )
        )

    def own(self, url: str) -> None:
        """Count the host of this address among the source's from now on."""
        source = self.session.source
        if not source.owns_url(url):
            hosts = (Host(host=urlsplit(url).netloc), *source.hosts)
            self.session.source = source.model_copy(update={"hosts": hosts})

    def sitemaps(self) -> list[str]:
        """The sitemaps that the robots.txt files asked so far name."""
        return list(dict.fromkeys(self.session.sitemaps))

    def finish(self) -> None:
        """Close the run, as stopped: a look is no crawl, and the source stays as due as it was."""
        self.session.finish("a look")


def _find_target(response: Response) -> str | None:
    location = response.headers.get("Location")
    if response.status not in _REDIRECTS or not location:
        return None
    return urljoin(response.url, location.decode("utf-8", "replace"))


def _read_response(asked_url: str, response: Response) -> Answer:
    capture: Capture | None = response.meta.get("capture")
    if capture is None:
        raise IgnoreRequest("it came, but was not archived")
    return Answer(
        asked_url=asked_url,
        url=response.url,
        status=response.status,
        body=response.body,
        headers=read_headers(response),
        captured_at=capture.requested_at,
    )
