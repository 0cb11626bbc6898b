"""Where the crawl of a new site can start: its API, feeds, sitemaps and listings, each asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urljoin, urlsplit

from archive.urls import format_article_key, format_urlkey
from crawler.discovery.seeds.advertised import find_feeds
from crawler.discovery.seeds.listing_guesses import find_listings
from crawler.discovery.seeds.menu_pages import find_menu_pages
from crawler.discovery.seeds.sitemap import parse_sitemap
from crawler.discovery.seeds.wordpress_api import find_api, format_posts_url
from crawler.probing.answers import Answer, Prober, format_path
from crawler.probing.findings import SeedLook
from crawler.probing.judging import Site, judge_seed, read_listing
from crawler.probing.translations import find_translations
from crawler.sources.models import SeedKind

MAX_FEEDS = 3
MAX_LISTINGS = 5
MAX_MENU_LISTINGS = 3
MAX_MENU_PAGES = 4
"""Pages of the menu that are looked at when nothing that is called news was a listing."""
LEAST_ROWS = 3
"""Fewer are no sign that a page of the menu lists news."""
MAX_SITEMAPS = 2
MAX_SEED_LISTINGS = 3
"""Listings that a source starts at."""
_DEFAULT_API = "/wp-json/wp/v2/posts"
_DEFAULT_FEEDS = ("/feed/", "/rss.xml")
_DEFAULT_LISTINGS = ("/naujienos/", "/jaunumi/", "/uudised/")
_DEFAULT_SITEMAPS = ("/sitemap.xml",)
_WORDPRESS = frozenset({"wordpress", "permalinks"})


class SeedSearch:
    """The search over one site."""

    def __init__(self, prober: Prober, site: Site, pages: Sequence[Answer]) -> None:
        """`pages`: what is known of the site, the home page last."""
        self._prober = prober
        self._site = site
        self._home = pages[-1]
        self._given = list(pages)
        self.pages: list[Answer] = list(pages)
        """Every web page that was seen."""
        self.good: list[SeedLook] = []
        self.missing: list[str] = []
        self._asked: dict[str, Answer] = {format_urlkey(page.url): page for page in pages}

    def without_platform(self, site: Site) -> SeedSearch:
        """The same search, with what it has found but listings, by other rules."""
        other = SeedSearch(self._prober, site, self._given)
        other.good = [seed for seed in self.good if seed.kind != "listing"]
        other.missing = [line for line in self.missing if not line.startswith("no listing")]
        other._asked = self._asked
        return other

    async def look(self) -> None:
        """Ask for everything that a source may start at."""
        await self.look_at_api()
        await self.look_at_listings()
        await self.look_at_translation()
        await self.look_at_feeds()
        await self.look_at_sitemaps()

    async def look_at_api(self) -> None:
        """The REST API that a page names, or that its platform has."""
        platform = self._site.platform.name if self._site.platform is not None else None
        advertised = [find_api(page.body, page.url, page.headers) for page in self._given]
        found = next((url for url in advertised if url is not None and self._site.owns(url)), None)
        if found is None and platform not in _WORDPRESS:
            return
        api = found or urljoin(self._home.url, _DEFAULT_API)
        self._prober.say("looking for an API")
        look = await self._try("api", api, asked=format_posts_url(api))
        if look.problem is not None:
            self.missing.append(f"no API: {format_path(api)} {_explain(look)}")

    async def look_at_listings(self) -> None:
        """Pages that list the news: the one given, those in menus, those that the platform has, the home page."""
        self._prober.say("looking for the news listing")
        tried: list[str] = []
        for url in islice(self._iter_listings(), MAX_LISTINGS):
            look = await self._try("listing", url)
            if look.problem is not None:
                tried.append(f"{format_path(url)} {_explain(look)}")
        if not self._of_kind("listing"):
            found = await self._look_at_home_and_menu(tried)
            if found is not None:
                self.good.append(found)
            else:
                self.missing.append(f"no listing: {', '.join(tried)}")
        await self._look_at_second_page()

    async def _look_at_home_and_menu(self, tried: list[str]) -> SeedLook | None:
        """The home page where it lists news page by page; else that page of its menu which has the most of them."""
        home = judge_seed("listing", self._home.url, self._home, self._site)
        if home.is_good and home.has_more:
            return home
        known = {format_article_key(link.url) for link in home.links}
        looks = [home] if home.is_good else []
        fresh = (
            url
            for url in find_menu_pages(self._home.body, self._home.url)
            if self._site.owns(url) and format_urlkey(url) not in self._asked
        )
        for url in islice(fresh, MAX_MENU_PAGES):
            look = judge_seed("listing", url, await self._ask_page(url), self._site)
            keys = {format_article_key(link.url) for link in look.links}
            if not look.is_good:
                tried.append(f"{format_path(url)} {_explain(look)}")
            elif look.articles >= LEAST_ROWS and (not known or keys & known):
                looks.append(look)
        if home.problem is not None:
            tried.append(f"the home page: {home.problem}")
        return max(looks, key=lambda look: (look.has_more, look.dated > 0, look.articles), default=None)

    async def look_at_translation(self) -> None:
        """The news listing in another language, where the home page leads to one; an API names all languages."""
        if self._of_kind("api"):
            return
        for language, url in islice(find_translations(self._home).items(), 1):
            home = await self._ask(url)
            guesses = find_listings(home.body, home.url) if home.is_page else ()
            known = {format_urlkey(seed.url) for seed in self.good} | {format_urlkey(self._home.url)}
            fresh = [
                guess.url for guess in guesses if self._site.owns(guess.url) and format_urlkey(guess.url) not in known
            ]
            looks = [await self._try("listing", guess) for guess in fresh[:1]]
            if not any(look.is_good for look in looks) and not fresh and guesses:
                continue  # it leads to the listing that is known
            if not any(look.is_good for look in looks):
                self.missing.append(f"no listing in {language}: {format_path(url)} leads to none that has articles")

    def _iter_listings(self) -> Iterator[str]:
        """Addresses that may list news, each once, the likeliest first; the home page is not among them.

        The platform's own are given only while none of those before them was a listing.
        """
        guessed = [guess.url for page in reversed(self._given) for guess in find_listings(page.body, page.url)]
        platform = self._site.platform
        usual = (platform.listings if platform is not None else ()) or _DEFAULT_LISTINGS
        candidates = [page.url for page in self._given[:-1]]
        candidates += [url for url in guessed if self._site.owns(url)][:MAX_MENU_LISTINGS]
        seen = {format_urlkey(self._home.url)}
        for url in candidates:
            if format_urlkey(url) not in seen:
                seen.add(format_urlkey(url))
                yield url
        for path in usual:
            url = urljoin(self._home.url, path)
            if format_urlkey(url) not in seen and not self._of_kind("listing"):
                seen.add(format_urlkey(url))
                yield url

    async def _look_at_second_page(self) -> None:
        """The page after the best listing's first: more article addresses to learn from."""
        best = max(self._of_kind("listing"), key=lambda seed: (seed.has_more, seed.articles), default=None)
        if best is None or not best.has_more:
            return
        answer = self._asked[format_urlkey(best.url)]
        next_url = read_listing(answer, self._site).next_url
        if next_url is None or not self._site.owns(next_url):
            return
        second = judge_seed("listing", next_url, await self._ask(next_url), self._site)
        if second.is_good:
            known = {format_article_key(link.url) for link in best.links}
            fresh = tuple(link for link in second.links if format_article_key(link.url) not in known)
            place = self.good.index(best)
            dated = best.dated + sum(1 for link in fresh if link.published)
            self.good[place] = replace(best, dated=dated, links=(*best.links, *fresh))

    async def look_at_feeds(self) -> None:
        """Feeds that the pages seen name; else those that the platform has, unless an API tells more."""
        self._prober.say("looking for feeds")
        advertised = [
            feed.url
            for page in self.pages
            for feed in find_feeds(page.body, page.url, page.headers)
            if not feed.is_comments and self._site.owns(feed.url)
        ]
        tried: list[str] = []
        guessed = () if self._of_kind("api") else self._iter_usual_feeds()
        for url in islice(dict.fromkeys([*advertised[:2], *guessed]), MAX_FEEDS):
            look = await self._try("feed", url)
            if look.is_good:
                return
            tried.append(f"{format_path(url)} {_explain(look)}")
        self.missing.append(f"no feed: {', '.join(tried)}" if tried else "no feed: the pages name none")

    def _iter_usual_feeds(self) -> Iterator[str]:
        """Where the platform has its feeds, that of the news listing first."""
        platform = self._site.platform
        paths = platform.feeds if platform is not None else _DEFAULT_FEEDS
        listings = [urlsplit(seed.url).path.rstrip("/") for seed in self._of_kind("listing")[:1]]
        for path in paths:
            if "{listing}" not in path:
                yield urljoin(self._home.url, path)
            elif listings:
                rest = path.partition("{listing}")[2]
                slash = "" if rest.startswith(("/", "?")) else "/"
                yield urljoin(self._home.url, f"{listings[0]}{slash}{rest}")

    async def look_at_sitemaps(self) -> None:
        """The sitemaps that robots.txt names, else the usual ones; of an index, the part that holds articles."""
        if self._of_kind("api"):
            return
        named = [url for url in self._prober.sitemaps() if self._site.owns(url)]
        platform = self._site.platform
        paths = (platform.sitemaps if platform is not None else ()) or _DEFAULT_SITEMAPS
        guessed = [urljoin(self._home.url, path) for path in paths]
        self._prober.say("looking for a sitemap")
        tried: list[str] = []
        for url in islice(dict.fromkeys(named or guessed), MAX_SITEMAPS):
            answer = await self._ask(url)
            look = judge_seed("sitemap", url, answer, self._site)
            if look.problem is None and not look.links:
                look = await self._look_into_index(url, answer)
            if look.is_good:
                self.good.append(look)
                return
            tried.append(f"{format_path(url)} {_explain(look)}")
        self.missing.append(f"no sitemap: {', '.join(tried)}")

    async def _look_into_index(self, url: str, answer: Answer) -> SeedLook:
        """A sitemap index, judged by that sitemap of it which says that it holds articles."""
        children = parse_sitemap(answer.body, answer.url).child_sitemaps
        fitting = [child.url for child in children if child.kind == "articles" and self._site.owns(child.url)]
        if not fitting:
            return SeedLook(
                kind="sitemap", url=url, problem="it is an index, and no sitemap in it says it has articles"
            )
        child = judge_seed("sitemap", fitting[0], await self._ask(fitting[0]), self._site)
        return SeedLook(
            kind="sitemap", url=url, articles=child.articles, has_more=True, problem=child.problem, links=child.links
        )

    def choose(self) -> list[SeedLook]:
        """The seeds to crawl: API, feed, listings; a sitemap only where nothing else lists all."""
        api, feeds, listings = (self._of_kind(kind) for kind in ("api", "feed", "listing"))
        chosen = list(_leave_out_repeats(sorted(listings, key=lambda seed: (-seed.has_more, -seed.articles))))
        lists_all = bool(api) or any(seed.has_more for seed in chosen)
        sitemaps = [seed for seed in self._of_kind("sitemap") if seed.has_more or not lists_all]
        return [*api[:1], *feeds[:1], *sitemaps[:1], *chosen[:MAX_SEED_LISTINGS]]

    def _of_kind(self, kind: SeedKind) -> list[SeedLook]:
        return [seed for seed in self.good if seed.kind == kind]

    async def _try(self, kind: SeedKind, url: str, *, asked: str | None = None) -> SeedLook:
        answer = await (self._ask_page(url) if kind == "listing" else self._ask(asked or url))
        look = judge_seed(kind, url, answer, self._site)
        if look.is_good:
            self.good.append(look)
        return look

    async def _ask_page(self, url: str) -> Answer:
        answer = await self._ask(url)
        if answer.is_page:
            self.pages.append(answer)
        return answer

    async def _ask(self, url: str) -> Answer:
        key = format_urlkey(url)
        if key not in self._asked:
            self._asked[key] = await self._prober.ask(url)
        return self._asked[key]


def _explain(look: SeedLook) -> str:
    """`answered 404`, or `is no feed: ...` in the words of who read it."""
    problem = (look.problem or "names no article").partition(";")[0]
    return problem if problem.startswith(("answered", "redirects")) else f"({problem})"


def _leave_out_repeats(listings: Iterable[SeedLook]) -> Iterator[SeedLook]:
    """Listings that show articles which those before do not."""
    seen: set[str] = set()
    for listing in listings:
        keys = {format_article_key(link.url) for link in listing.links}
        if not keys <= seen:
            seen |= keys
            yield listing
