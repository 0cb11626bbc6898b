"""The traps of the field notes in real crawls: each ends by itself, takes no article, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from archive.records import ArchivedArticle
from crawler.practice.messages import Reply, Request
from tests.crawler.sites import Report, Site, Sites, answer, make_sites, rows, story
from tests.site.catalogue import Ask
from tests.site.field_traps import MUST
from tests.site.misbehave import find_misbehaviour
from tests.site.trap_pages import CONSENT, LOGIN, NOT_FOUND, PARKED, all_years, framed

ENDLESS = tuple(target for target, must in MUST.items() if must == "ends")
ARTICLES = tuple(target for target, must in MUST.items() if must == "article")
OTHERS = tuple(target for target, must in MUST.items() if must not in {"ends", "article"})
UNDER_ARTICLES = tuple(target for target in OTHERS if "mini=" in target)
"""Listings in an article's name, by parameters that name no other article: they need not be asked for."""
SHUT = {"consent": CONSENT["cookies"], "login": LOGIN["lt"], "missing": NOT_FOUND["lt"]}
OLD, NEW = 14, 15
"""Articles on the page of all years, before and after one is added."""

MOST_PAGES = 16
"""That a walk into a trap may ask for: a site's seven pages, and a few to see that no more come."""


def answer_trap(request: Request) -> Reply | None:
    """The misbehaving site's answer; None outside it."""
    if not request.path.startswith("/field/"):
        return None
    wire = find_misbehaviour(request.path).answer(Ask(request))
    return wire if isinstance(wire, Reply) else Reply((wire,))


def all_years_with_one_more() -> bytes:
    text = "Decembra sākumā Žiedupē atklāja ziemas tirdziņu, kurā piedalījās 38 mājražotāji no pieciem pagastiem. "
    more = f"<h3>02.12.2024 Ziemas tirdziņš Žiedupē</h3><p>{text}</p><p>{text}</p>"
    return framed(all_years().replace("</h1>", f"</h1>{more}", 1))


def make_sitemap() -> bytes:
    """An entry for every page: it is taken at its word, so that each is asked for, and vouches for none."""
    entries = "".join(f"<url><loc>@here@{target.replace('&', '&amp;')}</loc></url>" for target in (*ARTICLES, *OTHERS))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def make_all() -> list[Site]:
    walks = [Site(f"walk{n}", [{"listing": target}], rest=answer_trap) for n, target in enumerate(ENDLESS)]
    parked = [
        Site(
            f"parked-{name}",
            [{"listing": "/"}],
            {"/": body, "/naujiena/kazino-1": story("Kazino atidarytas")},
            {"article": ["/naujiena/"]},
        )
        for name, body in PARKED.items()
    ]
    shut = [Site(f"shut-{name}", [{"listing": "/"}], {"/": body}) for name, body in SHUT.items()]
    moved = answer(b"", status="301 Moved", Location="https://www.kazino.example/")
    foreign = Site("foreign", [{"listing": "/"}], {"/": moved})
    years = [Site(name, [{"listing": "/arhivs"}], {"/arhivs": framed(all_years())}) for name in ("years", "growing")]
    pages = Site("pages", [{"sitemap": "/visi"}], {"/visi": make_sitemap()}, {"article": ["/field/"]}, answer_trap)
    sold = Site(
        "sold",
        [{"listing": "/"}],
        {"/": rows(("/naujiena/viena", "Viena")), "/naujiena/viena": story("Viena diena kaime")},
        {"article": ["/naujiena/"]},
    )
    return [*walks, *parked, *shut, *years, foreign, pages, sold]


@dataclass(frozen=True, slots=True)
class Crawled:
    """Two crawls: before the second a domain is sold, and one page of all years has one article more."""

    sites: Sites
    first: dict[str, Report]
    second: dict[str, Report]
    asked: dict[str, list[str]]
    """Targets by site in the first crawl."""
    years: tuple[dict[str, ArchivedArticle], ...]
    """The articles of the page of all years after each crawl, and after the database was built anew."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with make_sites(tmp_path_factory.mktemp("traps"), make_all()) as sites:
        first = sites.crawl()
        asked = {name: site.asked() for name, site in sites.by_id.items()}
        years = [sites.articles("years")]
        sites["sold"].pages["/"] = PARKED["casino"]
        sites["growing"].pages["/arhivs"] = all_years_with_one_more()
        second = sites.crawl("years", "growing", "pages", "sold")
        years.append(sites.articles("years"))
        sites.reindex()
        years.append(sites.articles("years"))
        yield Crawled(sites, first, second, asked, tuple(years))


@pytest.mark.parametrize("number", range(len(ENDLESS)), ids=ENDLESS)
def test_an_endless_walk_ends_by_itself_and_says_why(crawled: Crawled, number: int) -> None:
    report, asked = crawled.first[f"walk{number}"], crawled.asked[f"walk{number}"]
    pages, reason = report.walks[ENDLESS[number]]
    assert reason
    assert pages <= MOST_PAGES
    assert len(set(asked)) == len(asked)
    assert (report.outcome, report.failures) == ("finished", {})


@pytest.mark.parametrize("target", OTHERS)
def test_what_is_no_article_is_none_and_the_report_says_why(crawled: Crawled, target: str) -> None:
    assert target not in crawled.sites.articles("pages")
    assert (target in crawled.asked["pages"]) == (target not in UNDER_ARTICLES)
    assert target in UNDER_ARTICLES or crawled.first["pages"].reasons.get(target)


def test_what_is_an_article_is_one(crawled: Crawled) -> None:
    found = crawled.sites.articles("pages")
    whole = {target.partition("#")[0] for target in found}
    assert whole == set(ARTICLES)
    assert {target for target in found if "#" in target} == {
        target for target in found if target.startswith("/field/all-years")
    }


def test_pages_that_hold_a_picture_or_a_file_are_articles_with_it(crawled: Crawled) -> None:
    found = crawled.sites.articles("pages")
    picture, document = (found[f"/field/{name}-only"].version.article for name in ("image", "pdf"))
    assert [path.rpartition("/")[2] for path in (image.url for image in picture.images)] == ["plakats.jpg"]
    assert [file.url.rpartition("/")[2] for file in document.attachments] == ["darba-kartiba.pdf"]


def test_a_second_crawl_asks_again_only_where_the_server_may_have_been_ill(crawled: Crawled) -> None:
    asked = set(crawled.sites["pages"].asked())
    assert asked == {"/visi", *(target for target in OTHERS if MUST[target] in {"parked", "consent", "empty"})}


@pytest.mark.parametrize("name", PARKED)
def test_a_parked_seed_stops_the_source_and_says_why(crawled: Crawled, name: str) -> None:
    report = crawled.first[f"parked-{name}"]
    assert report.outcome == "failed"
    assert "no longer the source's" in report.failures["/"]
    assert crawled.asked[f"parked-{name}"] == ["/"]
    assert crawled.sites.articles(f"parked-{name}") == {}


@pytest.mark.parametrize("name", SHUT)
def test_a_seed_that_is_shut_is_a_failure_and_says_why(crawled: Crawled, name: str) -> None:
    report = crawled.first[f"shut-{name}"]
    assert (report.outcome, list(report.failures), report.counts["articles"]) == ("failed", ["/"], 0)


def test_a_seed_that_leads_to_a_foreign_host_is_not_followed(crawled: Crawled) -> None:
    report = crawled.first["foreign"]
    assert report.outcome == "failed"
    assert ["kazino.example is no host" in reason for reason in report.failures.values()] == [True]


def test_a_sold_domain_takes_nothing_and_loses_nothing(crawled: Crawled) -> None:
    report = crawled.second["sold"]
    assert (report.outcome, report.counts["articles"]) == ("failed", 0)
    assert "gambling" in report.failures["/"]
    (kept,) = crawled.sites.articles("sold").values()
    assert (kept.status, kept.versions) == ("live", 1)


def test_all_years_on_one_page_are_an_article_each(crawled: Crawled) -> None:
    first = crawled.years[0]
    assert len(first) == OLD
    assert len({target.partition("#")[0] for target in first}) == 1
    dates = {one.version.article.published.value for one in first.values() if one.version.article.published}
    assert len(dates) == OLD
    assert crawled.first["years"].counts["new"] == OLD


def test_all_years_read_again_bring_nothing_new(crawled: Crawled) -> None:
    counts = crawled.second["years"].counts
    assert (counts["new"], counts["changed"]) == (0, 0)
    assert {target: one.versions for target, one in crawled.years[1].items()} == dict.fromkeys(crawled.years[0], 1)


def test_one_more_on_the_page_of_all_years_is_one_more_article(crawled: Crawled) -> None:
    counts = crawled.second["growing"].counts
    assert (counts["new"], counts["changed"]) == (1, 0)
    assert len(crawled.sites.articles("growing")) == NEW


def test_all_years_are_the_same_after_the_database_is_built_anew(crawled: Crawled) -> None:
    assert crawled.years[2] == crawled.years[1]
