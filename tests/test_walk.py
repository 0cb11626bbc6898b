"""One page's way, from URL to search hit, through the real command and real HTTP. Never skipped."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.checker import Checker

from crawler.practice.site import PAKRUOJIS_ID, ZEMGALE_ID, PracticeSite, expected_articles
from tests.crawling import LOOPBACK, Ran, command, kronika

IDS = (ZEMGALE_ID, PAKRUOJIS_ID)


@dataclass(frozen=True, slots=True)
class Walked:
    """An archive of the practice site after one and after two crawls."""

    archive: Path
    sources: Path
    bases: dict[str, str]
    """Source id to its server's root."""
    first: Ran
    after_first: list[dict[str, Any]]
    second: Ran
    asked_in_second: tuple[str, ...]
    """Targets of the requests in the second crawl."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Walked:
    folder = tmp_path_factory.mktemp("walk")
    archive, sources = folder / "archive", folder / "sources.toml"
    with PracticeSite() as site:
        sources.write_text(site.sources_toml(), encoding="utf-8")
        first = crawl(archive, sources)
        after_first = kronika("list", "--json", "--archive", archive).objects()
        asked_before = len(site.zemgale.requests), len(site.pakruojis.requests)
        site.phase = 2
        second = crawl(archive, sources)
        asked = [
            *site.zemgale.requests[asked_before[0] :],
            *site.pakruojis.requests[asked_before[1] :],
        ]
        bases = {ZEMGALE_ID: site.zemgale.url(""), PAKRUOJIS_ID: site.pakruojis.url("")}
    # The servers are off from here on: whatever is asked below is answered by the archive.
    targets = tuple(request.target for request in asked)
    return Walked(archive, sources, bases, first, after_first, second, targets)


def crawl(archive: Path, sources: Path, *more: str) -> Ran:
    return kronika("crawl", *IDS, "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK, *more)


def listed(archive: Path, *words: str) -> list[dict[str, Any]]:
    return kronika("list", "--json", "--archive", archive, *words).objects()


def test_both_crawls_end_well(walked: Walked) -> None:
    assert (walked.first.code, walked.first.err) == (0, "")
    assert (walked.second.code, walked.second.err) == (0, "")


@pytest.mark.parametrize("source", IDS)
def test_every_article_is_read_as_it_was_written(walked: Walked, source: str) -> None:
    read = {article["url"]: article for article in walked.after_first if article["source"] == source}
    expected = expected_articles(source, 1)
    assert set(read) == {walked.bases[source] + article.url_path for article in expected}
    for article in expected:
        found = read[walked.bases[source] + article.url_path]
        published = found["published"]
        assert (found["title"], found["language"], tuple(found["tags"])) == (
            article.title,
            article.language,
            article.tags,
        )
        assert (published["value"], published["precision"], published["kind"]) == (
            article.published,
            "day",
            "published",
        )
        assert found["text"].startswith(article.first_words)
        assert article.last_words in found["text"][-400:]
        assert "+371" not in found["text"]
        assert "©" not in found["text"]


def test_the_second_crawl_asks_only_for_seeds_and_what_is_new(walked: Walked) -> None:
    known = {article["url"].partition(":")[2].partition("/")[2] for article in walked.after_first}
    again = [target for target in walked.asked_in_second if target.lstrip("/") in {k.split("/", 2)[-1] for k in known}]
    changed = [article for article in listed(walked.archive) if article["versions"] > 1]
    assert len(changed) == 1
    assert len(again) == 2, again  # the changed one and the one taken away: their sitemap entries say so
    assert len(listed(walked.archive)) == len(walked.after_first) + 2


def test_a_changed_text_is_a_version_and_the_first_is_kept(walked: Walked) -> None:
    (changed,) = [article for article in listed(walked.archive) if article["versions"] == 2]
    before = next(article for article in walked.after_first if article["url"] == changed["url"])
    (first,) = kronika("show", changed["url"], "--version", "1", "--json", "--archive", walked.archive).objects()
    assert first["text"] == before["text"] != changed["text"]
    assert first["capture"] == before["capture"] != changed["capture"]


def test_a_page_taken_away_is_marked_and_kept(walked: Walked) -> None:
    (gone,) = [article for article in listed(walked.archive) if article["status"] == "gone"]
    shown = kronika("show", gone["url"], "--text", "--archive", walked.archive)
    assert shown.code == 0
    assert len(shown.out) > 200


def test_a_search_finds_words_in_their_article(walked: Walked) -> None:
    article = walked.after_first[0]
    word = max(article["text"].split(), key=len).strip(".,„“”")
    hits = kronika("search", word, "--json", "--archive", walked.archive).objects()
    assert article["id"] in {hit["id"] for hit in hits}
    assert all("text" not in hit and hit["snippet"] and hit["score"] > 0 for hit in hits)
    assert kronika("search", "xyzzyqwerty", "--archive", walked.archive).code == 1


def test_lookup_gives_the_nearest_capture_first_and_the_article_read_from_it(walked: Walked) -> None:
    (changed,) = [article for article in listed(walked.archive) if article["versions"] == 2]
    newest, oldest = kronika("lookup", changed["url"], "--json", "--archive", walked.archive).objects()
    assert newest["timestamp"] >= oldest["timestamp"]
    assert (newest["article"]["version"], oldest["article"]["version"]) == (2, 1)
    at_first = kronika(
        "lookup", changed["url"], "--at", oldest["timestamp"], "--json", "--archive", walked.archive
    ).objects()
    assert at_first[0]["offset"] == oldest["offset"]
    assert set(newest) - {"article"} == {
        "url", "urlkey", "timestamp", "status", "mime", "digest", "record_type", "filename", "offset", "length",
        "source", "run",
    }  # fmt: skip


def test_every_exchange_is_archived_and_every_tool_reads_it(walked: Walked) -> None:
    files = sorted((walked.archive / "warc").glob("*.warc.gz"))
    assert len(files) == 4
    assert not list((walked.archive / "warc").glob("*.open"))
    asked = set()
    for path in files:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                assert record.verify_block_digest()
                if record.record_type in (WarcRecordType.response, WarcRecordType.revisit):
                    asked.add(record.headers["WARC-Target-URI"].rpartition("/")[2])
    assert {"robots.txt", "sitemap.xml", "jaunumi", "jaunumi?page=1"} <= asked


def test_warcio_finds_no_fault_but_in_chunked_payloads(walked: Walked, capsys: pytest.CaptureFixture[str]) -> None:
    class Command:
        inputs = tuple(str(path) for path in sorted((walked.archive / "warc").glob("*.warc.gz")))
        verbose = False

    Checker(Command()).process_all()
    failed = [line for line in capsys.readouterr().out.splitlines() if "failed" in line]
    captures = kronika("stats", "--json", "--archive", walked.archive).objects()[0]
    assert captures["captures"] > 40
    assert len(failed) <= 2  # the chunked page and its revisit-less neighbours: warcio hashes the chunk framing
    assert all("payload digest failed" in line for line in failed)


def test_raw_gives_the_body_that_the_server_had(walked: Walked) -> None:
    for article in walked.after_first[:12]:
        done = subprocess.run(
            command("show", article["url"], "--version", "1", "--raw", "--archive", walked.archive),
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert b"<html" in done.stdout.lower()
        assert done.stdout.rstrip().lower().endswith(b"</html>")


def test_verify_finds_no_fault(walked: Walked) -> None:
    verified = kronika("verify", "--json", "--archive", walked.archive)
    assert verified.code == 0
    assert [line for line in verified.objects() if "fault" in line] == []


def test_offline_gives_the_same_articles_with_the_servers_off(walked: Walked, tmp_path: Path) -> None:
    fixture, archive = tmp_path / "site.warc.gz", tmp_path / "archive"
    urls = [article["url"] for article in walked.after_first if article["source"] == ZEMGALE_ID][:6]
    cut = kronika("fixture", "cut", *urls, "--to", fixture, "--archive", walked.archive)
    assert cut.code == 0, cut.err
    ran = kronika("crawl", ZEMGALE_ID, "--offline", fixture, "--archive", archive, "--sources", walked.sources)
    assert (ran.code, ran.err) == (0, "")
    replayed = listed(archive)
    live = {article["url"]: article for article in listed(walked.archive)}
    assert {article["url"] for article in replayed} == set(urls)
    for article in replayed:
        for field in ("title", "text", "published", "tags", "language", "authors"):
            if live[article["url"]]["versions"] == 1:
                assert json.dumps(article[field]) == json.dumps(live[article["url"]][field])


def test_a_whole_archive_replays_to_the_same_articles(walked: Walked, tmp_path: Path) -> None:
    ran = kronika(
        "crawl",
        *IDS,
        "--offline",
        walked.archive / "warc",
        "--archive",
        tmp_path,
        "--sources",
        walked.sources,
    )
    assert ran.code == 0, ran.err
    titles = {(article["url"], article["title"]) for article in walked.after_first}
    assert {(article["url"], article["title"]) for article in listed(tmp_path)} >= titles


def test_a_page_that_is_not_in_the_fixture_is_an_error_that_names_it(walked: Walked, tmp_path: Path) -> None:
    fixture = tmp_path / "listing.warc.gz"
    page = walked.bases[PAKRUOJIS_ID] + "/index.php?qw=naujienos"
    assert kronika("fixture", "cut", page, "--to", fixture, "--archive", walked.archive).code == 0
    ran = kronika("crawl", PAKRUOJIS_ID, "--offline", fixture, "--archive", tmp_path / "a", "--sources", walked.sources)
    assert ran.code == 3
    assert "newid=643 is not in" in ran.err


def test_a_killed_crawl_loses_no_article_and_repeats_none(tmp_path: Path) -> None:
    archive, sources = tmp_path / "archive", tmp_path / "sources.toml"
    with PracticeSite() as site:
        sources.write_text(site.sources_toml().replace("delay_s = 0", "delay_s = 0.05"), encoding="utf-8")
        words = command("crawl", *IDS, "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
        for enough in (8, 20, 26):
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait_for(lambda enough=enough: len(site.zemgale.requests) + len(site.pakruojis.requests) >= enough)
            process.kill()
            process.wait()
        last = crawl(archive, sources)
        assert last.code == 0, last.err
        found = [(article["source"], article["url"]) for article in listed(archive)]
        bases = {ZEMGALE_ID: site.zemgale.url(""), PAKRUOJIS_ID: site.pakruojis.url("")}
    wanted = [(source, bases[source] + article.url_path) for source in IDS for article in expected_articles(source, 1)]
    assert sorted(found) == sorted(wanted)
    verified = kronika("verify", "--json", "--archive", archive)
    assert verified.code == 0, verified.out


def wait_for(condition: Any, limit_s: float = 60) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "the crawl did not come so far in time"
        time.sleep(0.01)
