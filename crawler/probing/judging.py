"""What one seed's answer shows: how many articles, how many of them dated, whether pages follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archive.errors import PayloadError
from archive.timestamps import now
from archive.urls import format_article_key
from crawler.discovery.addresses import AddressRules
from crawler.discovery.links import ArticleLink
from crawler.discovery.listings.listing import ListingPage, parse_listing
from crawler.discovery.platforms.known import Platform
from crawler.discovery.seeds.feed import parse_feed
from crawler.discovery.seeds.sitemap import parse_sitemap
from crawler.discovery.seeds.wordpress_api import parse_posts
from crawler.probing.answers import Answer
from crawler.probing.findings import SeedLook
from crawler.sources.models import SeedKind


@dataclass(frozen=True, slots=True)
class Site:
    """By what a site's addresses are judged."""

    owns: Callable[[str], bool]
    """Whether an address is on the site's hosts."""
    rules: AddressRules
    platform: Platform | None = None

    def keep(self, links: Iterable[ArticleLink], *, takes_maybe: bool = True) -> tuple[ArticleLink, ...]:
        """Those of the links that may be articles of the site, each once."""
        fits = {"article", "maybe"} if takes_maybe else {"article"}
        found = {
            format_article_key(link.url): link
            for link in links
            if self.owns(link.url) and self.rules.fit(link.url) in fits
        }
        return tuple(found.values())


def judge_seed(kind: SeedKind, url: str, answer: Answer, site: Site) -> SeedLook:
    """What an answer to a seed shows; `problem` says why it shows no article."""
    if not answer.is_page:
        return SeedLook(kind=kind, url=url, problem=answer.describe())
    judges = {"api": _judge_api, "feed": _judge_feed, "sitemap": _judge_sitemap, "listing": _judge_listing}
    try:
        return judges[kind](url, answer, site)
    except PayloadError as error:
        return SeedLook(kind=kind, url=url, problem=_without_address(error, answer.url))


def read_listing(answer: Answer, site: Site) -> ListingPage:
    """A listing page as the crawl would read it. Raises PayloadError when it is no web page."""
    return parse_listing(
        answer.body,
        answer.url,
        fit=site.rules.fit,
        owns=site.owns,
        platform=site.platform,
        today=now().date(),
    )


def _judge_listing(url: str, answer: Answer, site: Site) -> SeedLook:
    page = read_listing(answer, site)
    more = page.next_url is not None or page.has_pager or bool(page.periods)
    return _look("listing", url, page.links, has_more=more, nothing="no article rows on the page")


def _judge_feed(url: str, answer: Answer, site: Site) -> SeedLook:
    feed = parse_feed(answer.body, answer.url, answer.content_type)
    nothing = "a feed, but without entries" if not feed.links else "a feed, but none of its entries is on the site"
    return _look("feed", url, site.keep(feed.links), has_more=feed.next_url is not None, nothing=nothing)


def _judge_api(url: str, answer: Answer, site: Site) -> SeedLook:
    posts = parse_posts(answer.body, answer.url, answer.headers)
    links = site.keep(posts.links)
    return _look("api", url, links, total=posts.total, has_more=posts.next_url is not None, nothing="it has no posts")


def _judge_sitemap(url: str, answer: Answer, site: Site) -> SeedLook:
    sitemap = parse_sitemap(answer.body, answer.url)
    links = site.keep(sitemap.links, takes_maybe=False)
    nothing = "it names no page whose address is an article's"
    return _look("sitemap", url, links, has_more=bool(sitemap.child_sitemaps), nothing=nothing)


def _look(
    kind: SeedKind,
    url: str,
    links: tuple[ArticleLink, ...],
    *,
    has_more: bool,
    nothing: str,
    total: int | None = None,
) -> SeedLook:
    return SeedLook(
        kind=kind,
        url=url,
        articles=max(total or 0, len(links)),
        dated=sum(1 for link in links if link.published),
        has_more=has_more,
        problem=None if links or (kind == "sitemap" and has_more) else nothing,
        links=links,
    )


def _without_address(error: PayloadError, url: str) -> str:
    return str(error).removeprefix(f"{url}: ").rstrip(".")
