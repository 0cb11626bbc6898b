"""`kronika sources add` on sites of many systems, and the crawl that follows from what it writes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crawler.probing import sites
from tests.crawler.probing.sites import Site, WordPress
from tests.crawling import LOOPBACK, Ran, kronika

MAX_REQUESTS = 27
"""robots.txt and redirects included."""


def add(folder: Path, *words: str | Path) -> Ran:
    return kronika("sources", "add", *words, "--archive", folder / "archive", "--allow-network", LOOPBACK)


def crawled(folder: Path, source_id: str) -> set[str]:
    """Paths and queries of the articles that a crawl of the new source finds."""
    where = ("--archive", folder / "archive", "--sources", folder / "s.toml", "--allow-network", LOOPBACK)
    ran = kronika("crawl", source_id, *where)
    assert ran.code == 0, ran.out + ran.err
    listed = kronika("list", "--archive", folder / "archive", "--json", "--limit", "1000").objects()
    return {"/" + one["url"].split("/", 3)[3] for one in listed}


@pytest.mark.parametrize(
    ("make", "platform", "seeds"),
    [
        (WordPress.make, "wordpress", ["api", "feed", "listing"]),
        pytest.param(lambda: WordPress.make(has_api=False), "wordpress", ["listing"], marks=pytest.mark.slow),
        (sites.make_joomla, "joomla", ["listing"]),
        pytest.param(sites.make_drupal, "drupal", ["listing"], marks=pytest.mark.slow),
        (lambda: sites.make_drupal(is_tvp=True), "tvp", ["listing"]),
        pytest.param(sites.make_php, None, ["listing"], marks=pytest.mark.slow),
        (sites.make_handmade, None, ["listing"]),
    ],
    ids=["wordpress", "wordpress-without-api", "joomla", "drupal", "tvp", "php", "handmade"],
)
def test_crawl_of_what_was_written_finds_the_articles(
    tmp_path: Path, make: Callable[[], Site], platform: str | None, seeds: list[str]
) -> None:
    site = make()
    with site.server:
        ran = add(tmp_path, site.server.url(), "--id", "lt-nauja", "--to", tmp_path / "s.toml")
        assert ran.code == 0, ran.out + ran.err
        assert len(site.server.requests) <= MAX_REQUESTS
        (source,) = tomllib.loads((tmp_path / "s.toml").read_text(encoding="utf-8"))["source"]
        found = crawled(tmp_path, "lt-nauja")
    assert source.get("platform") == platform
    assert [next(iter(seed)) for seed in source["seeds"]] == seeds
    assert (source["name"], source["country"], source["languages"][0]) == ("Pievėnų vietos veiklos grupė", "LT", "lt")
    wanted = {post.path for post in site.posts}
    assert len(found & wanted) >= 0.95 * len(wanted)
    assert found <= wanted


def test_nothing_is_written_unless_a_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    site = sites.make_php()
    with site.server:
        shown = add(tmp_path, site.server.url("/naujiena.php?id=4"), "--name", "Rudens grupė", "--country", "lv")
        assert not (tmp_path / "sources.toml").exists()
        written = add(tmp_path, f"127.0.0.1:{site.server.port}", "--yes", "--json")
    assert (shown.code, written.code) == (0, 0)
    (source,) = tomllib.loads(shown.out)["source"]
    assert (source["name"], source["country"]) == ("Rudens grupė", "LV")
    assert "--to FILE" in shown.err
    (told,) = written.objects()
    assert told["written_to"] == "sources.toml"
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == told["toml"]
    assert {one["published_origin"] for one in told["articles"]} == {"listing"}


def test_site_that_moved_is_followed_to_its_new_host(tmp_path: Path) -> None:
    site, old = sites.make_php(), Site([])
    old.redirects["/"] = f"http://localhost:{site.server.port}/"
    with site.server, old.server:
        ran = add(tmp_path, old.server.url(), "--json")
    (told,) = ran.objects()
    assert told["hosts"] == [f"localhost:{site.server.port}", f"127.0.0.1:{old.server.port}"]
    assert "127.0.0.1 redirects to localhost" in told["notes"]


def test_listing_in_another_language_is_a_seed_too(tmp_path: Path) -> None:
    site = sites.make_php(12)
    site.put(
        "/",
        sites.wrap("Pradžia", "<h1>Sveiki</h1>", menu=sites.menu_of(("/naujienos.php", "Naujienos"), ("/en/", "EN"))),
    )
    site.put("/en/", sites.wrap("Home", "<h1>Welcome</h1>", menu=sites.menu_of(("/en/news.php", "News"))))
    rows = "".join(
        f'<div class="row"><h3><a href="/en/item.php?id={number}">The village fair of the year {2010 + number}</a></h3>'
        f"<span>{2010 + number}-06-01</span><p>Craftsmen of all parishes came to the old market square.</p></div>"
        for number in range(6)
    )
    site.put("/en/news.php", sites.wrap("News", f"<h1>News</h1>{rows}", menu=""))
    with site.server:
        (told,) = add(tmp_path, site.server.url(), "--json").objects()
    listings = [seed["url"].split("/", 3)[3] for seed in told["seeds"] if seed["kind"] == "listing"]
    assert listings == ["naujienos.php", "en/news.php"]
    assert told["requests"] <= MAX_REQUESTS


@pytest.mark.parametrize("label", ["Aktualu", "Kaimo gyvenimas"])
def test_listing_under_any_name_in_the_menu_is_found_with_its_years(tmp_path: Path, label: str) -> None:
    """The home page shows five titles without dates; the listing has a file for each year."""
    site = sites.make_years(label)
    with site.server:
        ran = add(tmp_path, site.server.url(), "--id", "lt-nauja", "--to", tmp_path / "s.toml")
        assert ran.code == 0, ran.out + ran.err
        assert len(site.server.requests) <= MAX_REQUESTS
        (source,) = tomllib.loads((tmp_path / "s.toml").read_text(encoding="utf-8"))["source"]
        found = crawled(tmp_path, "lt-nauja")
    assert [seed["listing"].split("/", 3)[3] for seed in source["seeds"]] == ["kaime.html"]
    assert found == {post.path for post in site.posts}


def test_feed_below_the_listing_is_asked_at_its_own_address(tmp_path: Path) -> None:
    site = WordPress.make(12, has_api=False)
    with site.server:
        add(tmp_path, site.server.url())
        asked = [request.target for request in site.server.requests]
    assert "/naujienos/feed/" in asked


def test_reasons_and_exit_codes(tmp_path: Path) -> None:
    site = Site([])
    site.put("/", sites.wrap("Pradžia", "<h1>Sveiki</h1><p>Svetainė dar kuriama.</p>", menu=""))
    with site.server:
        empty = add(tmp_path, site.server.url())
        site.pages["/robots.txt"] = (b"User-agent: *\nDisallow: /\n", (("Content-Type", "text/plain"),))
        forbidden = add(tmp_path, site.server.url())
    silent = add(tmp_path, f"127.0.0.1:{site.server.port}")
    assert (empty.code, forbidden.code, silent.code) == (1, 1, 3)
    assert "no listing: /naujienos/ answered 404" in empty.out
    assert "no feed: /feed/ answered 404" in empty.out
    assert "forbidden by robots.txt" in forbidden.err
    assert "nothing answers at this address" in silent.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["ne adresas"], "no web address"),
        (["https://www.zemgale.lv/"], "kronika sources test lv-zemgale"),
        (["https://www.zpr.gov.lv/"], "a host of the source `lv-zemgale`"),
        (["https://pievenai.lt/", "--kind", "laikrastis"], "no kind"),
        (["https://pievenai.lt/", "--id", "Lt Pievenai"], "allowed: 1 to 63 lower-case letters, digits and hyphens"),
        (["https://pievenai.lt/", "--country", "Lietuva"], "no country"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_asked(tmp_path: Path, words: list[str], reason: str) -> None:
    ran = add(tmp_path, *words)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err
    assert not (tmp_path / "archive").exists()
