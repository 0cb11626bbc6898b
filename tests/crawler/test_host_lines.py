"""Lines that a host's pages have in common, in real crawls: learned, left out, told again by the WARC files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archive.db import schema
from archive.extract.repeated import LEFT_OUT
from archive.records import ArchivedArticle, Fault
from archive.store import Archive
from tests.crawler.sites import Site, Sites, make_sites, rows
from tests.crawling import LOOPBACK, kronika

FUNDED = "Šios svetainės priežiūra apmokama pagal kaimo plėtros programą ir savivaldybės lėšomis."
BACK = "Grįžti prie visų pranešimų"
SHARED = "Kviečiame teikti paraiškas iki spalio pabaigos darbo dienomis nuo aštuonių."
PLACES = (
    "Klovainiai", "Lygumai", "Linkuva", "Rozalimas", "Žeimelis", "Guostagalis", "Pašvitinys", "Petrašiūnai",
    "Balsiai", "Mikoliškis", "Stačiūnai", "Triškoniai", "Degėsiai", "Pamūšis", "Puodžiūnai", "Medikoniai",
    "Draudeliai", "Laipuškiai", "Rimkūnai", "Dovydai", "Meldiniai", "Sigutėnai", "Eidukai", "Vaiškoniai", "Titoniai",
)  # fmt: skip


def page(number: int) -> bytes:
    """An article's page with two lines below its text that every page has."""
    place = PLACES[number]
    shared = f"<p>{SHARED}</p>" if number % 3 == 0 else ""
    return (
        f"<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>{place}: nauja pieninė</title></head><body>"
        f"<nav><a href='/'>Pradžia</a></nav><main><article><h1>{place}: nauja pieninė</h1>"
        f"<p>{place} šeštadienį pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks amatų dirbtuvės.</p>"
        f"<p>Darbams skirta {number + 12} 340 Eur, o talkon susirinko trisdešimt žmonių iš viso krašto.</p>{shared}"
        f"<p>{FUNDED}</p><p>{BACK}</p></article></main></body></html>"
    ).encode()


def make_site(count: int) -> Site:
    numbers = range(count)
    listed = rows(*((f"/naujiena-apie-pienine-{number}/", f"{PLACES[number]}: nauja pieninė") for number in numbers))
    pages = {f"/naujiena-apie-pienine-{number}/": page(number) for number in numbers}
    return Site("linijos", pages={"/": listed, **pages}, fields={"article": ["/naujiena-"]})


def texts(found: Iterable[ArchivedArticle]) -> list[str]:
    return [one.version.article.text for one in found]


def dump(archive: Path) -> dict[str, list[str]]:
    with Archive(archive) as opened, opened._database.read() as connection:
        return {
            name: sorted(map(repr, connection.execute(schema.metadata.tables[name].select()).all()))
            for name in ("article", "article_version", "article_url", "capture", "near_text", "near_band")
        }


def assert_told_again(sites: Sites) -> None:
    before = dump(sites.archive)
    with Archive(sites.archive) as opened:
        assert opened.reindex().faults == []
        assert [one for one in opened.verify() if isinstance(one, Fault)] == []
    assert dump(sites.archive) == before


def test_first_crawl_frees_its_early_articles_too_and_reindex_tells_the_same_rows(tmp_path: Path) -> None:
    with make_sites(tmp_path, [make_site(len(PLACES))]) as sites:
        first = sites.crawl()["linijos"]
        assert first.counts["new"] == len(PLACES)
        found = sites.articles("linijos")
        for one in found.values():
            assert one.version.article.origins[LEFT_OUT].splitlines() == [BACK, FUNDED]
            assert FUNDED not in one.version.article.text
            assert BACK not in one.version.article.text
            assert "trisdešimt žmonių iš viso krašto." in one.version.article.text
        assert sum(text.endswith(SHARED) for text in texts(found.values())) == 9
        with Archive(sites.archive) as opened:
            assert list(opened.search("priežiūra apmokama")) == []
        assert_told_again(sites)


def test_later_crawl_reads_without_the_lines_and_counts_no_page_as_changed(tmp_path: Path) -> None:
    site = make_site(8)
    with make_sites(tmp_path, [site]) as sites:
        sites.crawl()
        site.pages["/naujiena-apie-pienine-8/"] = page(8)
        listed = [(f"/naujiena-apie-pienine-{n}/", f"{PLACES[n]}: nauja pieninė") for n in (8, *range(8))]
        site.pages["/"] = rows(*listed)
        later = sites.crawl()["linijos"]
        assert (later.counts["new"], later.counts["changed"]) == (1, 0)
        found = sites.articles("linijos")
        assert len(found) == 9
        assert not any(FUNDED in text or BACK in text for text in texts(found.values()))
        assert {one.versions for one in found.values()} == {1}
        assert_told_again(sites)


def test_why_names_the_lines_and_an_offline_crawl_of_one_page_reads_the_same_text(tmp_path: Path) -> None:
    with make_sites(tmp_path, [make_site(8)]) as sites:
        sites.crawl()
        one = sites.articles("linijos")["/naujiena-apie-pienine-3/"]
        told = kronika("show", str(one.id), "--why", "--archive", sites.archive)
        assert told.code == 0
        assert told.out.count("a line that many pages of this host have in common") == 2
        cut = tmp_path / "page.warc.gz"
        url = one.version.article.url
        assert kronika("fixture", "cut", url, "--to", cut, "--archive", sites.archive).code == 0
        other = tmp_path / "offline"
        ran = kronika("crawl", "linijos", "--offline", cut, "--archive", other, "--sources", tmp_path / "sources.toml",
                      "--allow-network", LOOPBACK)  # fmt: skip
        assert ran.code == 0, ran.err
        assert texts(sites.articles("linijos", archive=other).values()) == [one.version.article.text]


def test_four_pages_teach_nothing(tmp_path: Path) -> None:
    with make_sites(tmp_path, [make_site(4)]) as sites:
        sites.crawl()
        assert all(text.endswith(BACK) for text in texts(sites.articles("linijos").values()))
        assert_told_again(sites)
