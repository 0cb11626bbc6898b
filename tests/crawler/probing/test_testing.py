"""`kronika sources test` says what broke since the last time."""

from __future__ import annotations

import json
from pathlib import Path

from tests.crawler.probing import sites
from tests.crawler.probing.sites import WordPress
from tests.crawling import LOOPBACK, Ran, format_source, kronika


def run_test(folder: Path) -> Ran:
    where = ("--archive", folder / "archive", "--sources", folder / "s.toml", "--allow-network", LOOPBACK)
    return kronika("sources", "test", "test-site", "--json", *where)


def write(folder: Path, site: sites.Site, **seeds: str) -> None:
    host = f"127.0.0.1:{site.server.port}"
    tables = [{kind: f"http://{host}{path}"} for kind, path in seeds.items()]
    article = r"/naujiena\.php" if ".php" in site.posts[0].path else "-nr-"
    (folder / "s.toml").write_text(format_source(hosts=[host], seeds=tables, article=article), encoding="utf-8")


def test_what_broke_is_told_with_what_there_was(tmp_path: Path) -> None:
    site = WordPress.make(24)
    with site.server:
        write(tmp_path, site, api="/wp-json/wp/v2/posts", feed="/feed/", listing="/naujienos/")
        first = run_test(tmp_path)
        site.has_api = False
        site.put(
            "/naujienos/",
            sites.wrap("Naujienos", "<h1>Naujienos</h1><p>Vietos veiklos grupė jungia aštuonis kaimus.</p>", menu=""),
        )
        second = run_test(tmp_path)
        del site.pages["/feed/"]
        third = run_test(tmp_path)
    assert (first.code, second.code, third.code) == (0, 3, 3)
    (fine,), (broken,), (gone,) = first.objects(), second.objects(), third.objects()
    assert (fine["broken"], fine["platform"]) == ([], "wordpress")
    assert [seed["articles"] for seed in fine["seeds"]] == [24, 10, 10]
    day = fine["at"][:10]
    assert broken["broken"] == [
        f"api /wp-json/wp/v2/posts: 24 articles on {day}, none now: answered 404",
        f"listing /naujienos/: 10 articles on {day}, none now: the rows' markup or addresses have changed",
    ]
    assert f"api /wp-json/wp/v2/posts: 24 articles on {day}, and none since {day}: answered 404" in gone["broken"]
    assert "no seed names an article" in gone["broken"]
    kept = (tmp_path / "archive/probes/test-site.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["read"] for line in kept] == [5, 5, 0]


def test_first_test_compares_with_the_last_crawl(tmp_path: Path) -> None:
    site = sites.make_php(12)
    with site.server:
        write(tmp_path, site, listing="/naujienos.php")
        where = ("--archive", tmp_path / "archive", "--sources", tmp_path / "s.toml", "--allow-network", LOOPBACK)
        assert kronika("crawl", "test-site", *where).code == 0
        site.redirects["/naujienos.php"] = "http://localhost:9/naujienos.php"
        del site.pages["/naujienos.php"]
        ran = run_test(tmp_path)
    (told,) = ran.objects()
    assert ran.code == 3
    assert "127.0.0.1 redirects to another host, localhost: if it is the source's, add it to hosts" in told["broken"]
    assert any(line.startswith("listing /naujienos.php: 10 articles on ") for line in told["broken"])


def test_seed_that_nobody_has_seen_may_be_absent(tmp_path: Path) -> None:
    site = sites.make_php(12)
    with site.server:
        write(tmp_path, site, listing="/naujienos.php")
        text = (tmp_path / "s.toml").read_text(encoding="utf-8")
        feed = f'{{ feed = "{site.server.url("/feed/")}", unverified = true }}, {{ listing'
        (tmp_path / "s.toml").write_text(text.replace("{ listing", feed), encoding="utf-8")
        ran = run_test(tmp_path)
    assert ran.code == 0, ran.out
    (told,) = ran.objects()
    assert told["notes"] == ["feed /feed/: answered 404; nobody has ever seen it"]


def test_domain_that_was_sold_is_called_so(tmp_path: Path) -> None:
    site = WordPress.make(12)
    with site.server:
        write(tmp_path, site, feed="/feed/", listing="/naujienos/")
        first = run_test(tmp_path)
        parked = "<html><head><title>x</title></head><body><h1>This domain may be for sale</h1></body></html>"
        for path in ("/feed/", "/naujienos/"):
            site.put(path, parked)
        second = run_test(tmp_path)
    assert (first.code, second.code) == (0, 3)
    (told,) = second.objects()
    for kind, path in (("feed", "/feed/"), ("listing", "/naujienos/")):
        (line,) = [one for one in told["broken"] if one.startswith(f"{kind} {path}: ")]
        assert "none now: no longer the source's page: a parked domain" in line
    assert told["articles"] == []
