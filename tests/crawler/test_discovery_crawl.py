"""How articles are found: APIs, feeds, sitemaps, archives, and what rows alone tell, in real crawls."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.records import ArchivedArticle
from archive.store import Archive
from crawler.practice.messages import Reply, Request
from tests.crawler.seed_bodies import JSON, json_feed, posts, rss, sitemap
from tests.crawler.sites import Report, Site, Sites, answer, make_sites, rows, story
from tests.crawling import command

API_LINK = '<link rel="https://api.w.org/" href="@here@/wp-json/">'
NAMES = ("alfa", "beta", "gama", "delta")


def addresses(*names: str) -> set[str]:
    return {f"/naujiena/{name}" for name in names}


def tell(request: Request) -> bytes | Reply | None:
    """Any article's page."""
    if not request.path.startswith("/naujiena/"):
        return None
    return story(f"Naujiena apie {request.path.rpartition('/')[2]}")


def listed(*names: str, head: str = "", after: str = "") -> bytes:
    return rows(*((f"/naujiena/{name}", f"Naujiena apie {name}") for name in names), head=head, after=after)


def api_site(name: str, reply: Reply) -> Site:
    """A listing of two pages that advertises an API."""

    def rest(request: Request) -> bytes | Reply | None:
        return reply if request.path.startswith("/wp-json/wp/v2/posts") else tell(request)

    more = '<div class="pager"><a href="/?page=2" rel="next">Kitas puslapis</a></div>'
    here = {"/": listed(*NAMES[:2], head=API_LINK, after=more), "/?page=2": listed(*NAMES[2:], head=API_LINK)}
    return make(name, here, rest=rest)


def make(name: str, pages: dict[str, Any], *seeds: dict[str, Any], rest: Any = tell) -> Site:
    return Site(name, list(seeds) or [{"listing": "/"}], pages, {"article": ["/naujiena/"]}, rest)


def make_months() -> Site:
    """The newest two; months and sections name the others, and only a backfill goes there."""
    months = "".join(f'<li><a href="/archyvas/2024/0{n}/">2024-0{n}</a></li>' for n in (3, 2, 1))
    aside = f'<aside><h3>Archyvas</h3><ul class="archive">{months}</ul></aside>'
    pages: dict[str, Any] = {"/naujienos": listed("alfa", "beta", after=aside)}
    pages |= {
        f"/archyvas/2024/0{n}/": listed(name, after=aside) for n, name in ((3, "gama"), (2, "delta"), (1, "ypsilon"))
    }
    return make("months", pages, {"listing": "/naujienos"})


def make_sections() -> Site:
    """A listing without a pager; the articles of other sections are on the pages that its menu names."""
    menu = "".join(
        f'<li><a href="/category/{name}/">{name.capitalize()}</a></li>'
        for name in ("naujienos", "projektai", "renginiai")
    )
    head = '<meta name="generator" content="WordPress 6.5">'

    def section(*names: str) -> bytes:
        return listed(*names, head=head, after=f'<aside class="widget widget_categories"><ul>{menu}</ul></aside>')

    pages: dict[str, Any] = {
        "/category/naujienos/": section("alfa", "beta"),
        "/category/projektai/": section("gama"),
        "/category/renginiai/": section("beta", "delta"),
    }
    return make("sections", pages, {"listing": "/category/naujienos/"})


def make_since() -> Site:
    """Pages by date: of the third one nothing is wanted, and the fourth need not be asked for."""
    days = (
        "2024-05-20",
        "2024-05-10",
        "2024-04-20",
        "2024-04-10",
        "2023-12-01",
        "2023-11-01",
        "2023-10-01",
        "2023-09-01",
    )
    pages: dict[str, Any] = {}
    for number in range(1, 5):
        pair = list(zip("abcdefgh", days, strict=True))[2 * number - 2 : 2 * number]
        items = "".join(
            f'<div class="item"><h3><a href="/naujiena/{name}">Naujiena apie {name}</a></h3>'
            f'<span class="date">{day}</span><p>Trumpai apie tai, kas buvo.</p></div>'
            for name, day in pair
        )
        more = f'<a rel="next" href="/?page={number + 1}">Kitas puslapis</a>' if number < 4 else ""
        page = f"<html><body><main><h1>Naujienos</h1>{items}<div class='pager'>{more}</div></main></body></html>"
        pages["/" if number == 1 else f"/?page={number}"] = page.encode()
    return make("since", pages)


ROW = (
    '<div class="item"><h3><a href="/naujiena/{name}">Naujiena apie {name}</a></h3>'
    '<span class="date">2021-09-0{day}</span><p class="lead">Trumpai: {name} kviečia visus kaimynus į talką.</p>'
    '<span class="tags"><a href="/zyma/talkos" rel="tag">Talkos</a></span></div>'
)


def hinting() -> bytes:
    items = "".join(ROW.format(name=name, day=day) for day, name in enumerate(NAMES, 1))
    return f"<html><body><main><h1>Naujienos</h1>{items}</main></body></html>".encode()


def make_all() -> list[Site]:
    unverified = {"feed": "/spejama.xml", "unverified": True}
    robots = answer(b"User-agent: *\nDisallow:\nSitemap: @here@/svetaines-medis.xml\n", kind="text/plain")
    alternate = '<link rel="alternate" type="application/rss+xml" href="/tikra.xml">'
    return [
        api_site("api", posts([*NAMES, "ypsilon"])),
        api_site("api-401", answer(b'{"code":"rest_login_required"}', kind=JSON, status="401 Unauthorized")),
        api_site("api-html", answer(listed("x"))),
        make("json-feed", {"/feed.json": json_feed(NAMES)}, {"feed": "/feed.json"}),
        make(
            "html-feed",
            {"/feed": listed(head=alternate), "/tikra.xml": rss(NAMES)},
            {"feed": "/feed"},
        ),
        make("unverified", {"/": listed(*NAMES)}, {"listing": "/"}, unverified),
        make(
            "robots",
            {"/": listed(*NAMES[:2]), "/robots.txt": robots, "/svetaines-medis.xml": sitemap([*NAMES, "apie"])},
        ),
        make_months(),
        make_sections(),
        make("api-seed", {"/": listed(*NAMES)}, {"api": "/wp-json/wp/v2/posts"}, {"listing": "/"}),
        make_since(),
        make("hints", {"/": hinting()}),
    ]


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl of all, one more, a backfill, and what is left after a killed one."""

    sites: Sites
    first: dict[str, Report]
    second: dict[str, Report]
    filled: dict[str, Report]
    asked: dict[str, list[str]]
    asked_again: dict[str, list[str]]
    found: dict[str, set[str]]
    """Articles by site after the first crawl."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with make_sites(tmp_path_factory.mktemp("discovery"), make_all()) as sites:
        kill_between_listing_and_articles(sites)
        sites["hints"].pages["/"] = listed("nieko", head="")
        first = sites.crawl("--since", "2024-04-01", "since")
        plain = [site for site in sites.by_id if site != "since"]
        first |= sites.crawl(*plain)
        asked = {site: one.asked() for site, one in sites.by_id.items()}
        found = {site: set(sites.articles(site)) for site in sites.by_id}
        second = sites.crawl()
        again = {site: one.asked() for site, one in sites.by_id.items()}
        filled = sites.crawl("months", "sections", "--backfill")
        yield Crawled(sites, first, second, filled, asked, again, found)


def kill_between_listing_and_articles(sites: Sites) -> None:
    """Crawl one site until its listing was read and its articles are asked for; then kill the crawl."""
    site = sites["hints"]
    site.held = threading.Event()
    process = subprocess.Popen(command(*sites.words("hints")), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not any(request.target.startswith("/naujiena/") for request in site.server.requests):
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()
        site.held.set()
    site.held = None
    site.asked()


@pytest.mark.parametrize("site", ["json-feed", "html-feed", "unverified", "robots", "api-401", "api-html"])
def test_every_article_is_found_and_nothing_else(crawled: Crawled, site: str) -> None:
    more = {"/naujiena/apie"} if site == "robots" else set()
    assert crawled.found[site] == addresses(*NAMES) | more
    assert (crawled.first[site].outcome, crawled.first[site].failures) == ("finished", {})
    assert len(set(crawled.asked[site])) == len(crawled.asked[site])


def test_an_advertised_api_names_all_articles_and_saves_the_listing_pages(crawled: Crawled) -> None:
    assert crawled.found["api"] == addresses(*NAMES, "ypsilon")
    assert "/?page=2" not in crawled.asked["api"]
    assert crawled.first["api"].walks["/"][1] == "the API named all articles"
    found = crawled.sites.articles("api")["/naujiena/alfa"].version.article
    assert found.published is not None
    assert (found.published.value, found.lead) == ("2023-05-10", "Trumpai apie alfa.")


@pytest.mark.parametrize("site", ["api-401", "api-html"])
def test_an_advertised_api_that_fails_is_asked_once_told_and_the_listing_walked(crawled: Crawled, site: str) -> None:
    asked = [target for target in crawled.asked[site] if target.startswith("/wp-json/")]
    assert len(asked) == 1
    assert crawled.first[site].left_out[asked[0]]
    assert "/?page=2" in crawled.asked[site]


def test_a_web_page_in_place_of_a_feed_leads_to_the_feed_that_it_advertises(crawled: Crawled) -> None:
    assert crawled.asked["html-feed"][:2] == ["/feed", "/tikra.xml"]


def test_what_a_json_feed_says_reaches_the_articles(crawled: Crawled) -> None:
    found = crawled.sites.articles("json-feed")["/naujiena/beta"].version.article
    assert found.published is not None
    assert (found.published.value, found.tags) == ("2024-03-02", ("Projektai",))


def test_a_seed_that_nobody_has_seen_may_be_absent(crawled: Crawled) -> None:
    assert crawled.first["unverified"].left_out["/spejama.xml"] == "no such seed: answered 404"


@pytest.mark.parametrize("site", ["api", "api-401", "json-feed", "html-feed", "unverified", "robots", "months"])
def test_a_second_crawl_asks_for_no_known_article(crawled: Crawled, site: str) -> None:
    asked = crawled.asked_again[site]
    assert not [target for target in asked if target.startswith("/naujiena/")]
    assert len(asked) <= 3
    assert (crawled.second[site].outcome, crawled.second[site].counts["new"]) == ("finished", 0)


def test_months_are_walked_and_a_backfill_misses_none(crawled: Crawled) -> None:
    assert addresses("alfa", "beta") <= crawled.found["months"]
    assert set(crawled.sites.articles("months")) == addresses(*NAMES, "ypsilon")
    assert crawled.filled["months"].outcome == "finished"


def test_a_backfill_walks_the_sections_too(crawled: Crawled) -> None:
    assert crawled.found["sections"] == addresses("alfa", "beta")
    assert set(crawled.sites.articles("sections")) == addresses(*NAMES)
    assert (crawled.filled["sections"].outcome, crawled.filled["sections"].failures) == ("finished", {})


def test_a_seed_that_fails_is_a_failure_and_the_others_are_walked(crawled: Crawled) -> None:
    assert crawled.found["api-seed"] == addresses(*NAMES)
    assert crawled.first["api-seed"].outcome == "failed"
    assert list(crawled.first["api-seed"].failures.values()) == ["answered 404"]


def test_a_listing_by_date_is_walked_as_far_as_it_is_wanted(crawled: Crawled) -> None:
    assert crawled.found["since"] == addresses(*"abcd")
    assert "/?page=3" in crawled.asked["since"]
    assert "/?page=4" not in crawled.asked["since"]
    assert crawled.first["since"].walks["/"][1] == "articles older than asked for"
    assert set(crawled.sites.articles("since")) == addresses(*"abcdefgh")


def facts(articles: dict[str, ArchivedArticle]) -> dict[str, tuple[str | None, str | None, tuple[str, ...]]]:
    read = {target: one.version.article for target, one in articles.items() if target != "/naujiena/nieko"}
    return {
        target: (one.published.value if one.published else None, one.lead, one.tags) for target, one in read.items()
    }


ROWS = {
    f"/naujiena/{name}": (f"2021-09-0{day}", f"Trumpai: {name} kviečia visus kaimynus į talką.", ("Talkos",))
    for day, name in enumerate(NAMES, 1)
}


def test_what_rows_alone_tell_survives_a_killed_crawl(crawled: Crawled) -> None:
    assert facts(crawled.sites.articles("hints")) == ROWS


def test_what_rows_alone_tell_survives_a_fixture_and_a_database_built_anew(crawled: Crawled, tmp_path: Path) -> None:
    sites, cut, offline = crawled.sites, tmp_path / "hints.warc.gz", tmp_path / "offline"
    with Archive(sites.archive) as archive:
        archive.cut([sites["hints"].base + target for target in ROWS], cut)
    sites["hints"].asked()
    assert sites.crawl("hints", "--offline", cut, archive=offline)["hints"].outcome == "finished"
    assert sites["hints"].asked() == []
    assert facts(sites.articles("hints", archive=offline)) == ROWS
    sites.reindex()
    assert facts(sites.articles("hints")) == ROWS
