"""What crossed the socket is what is recorded: byte for byte, requests and answers, whole and cut ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from archive.warc.message import decode_transfer, parse_head, payload_digest
from tests.crawler.download.crawled import PATHS, Crawled, read_records
from tests.crawling import LOOPBACK, kronika, listing, serve_pages, write_source
from tests.site.certificate import make_server_context
from tests.site.misbehave import MisbehavingSite

CUT = {
    "/length-too-long": "disconnect", "/chunked-cut": "disconnect", "/chunked-no-end": "disconnect",
    "/reset-midway": "disconnect", "/no-length-reset": "disconnect", "/close-head": "disconnect", "/stall": "time",
    "/stall-head": "time",
}  # fmt: skip
SILENT = {"/close", "/reset", "/timeout"}


def test_every_entry_was_asked_for(crawled: Crawled) -> None:
    assert crawled.ran.code == 3
    assert "Traceback" not in crawled.ran.err
    asked = {recorded.path for recorded in crawled.records} - {"/robots.txt"}
    assert len(asked) >= len(PATHS)


def test_a_whole_answer_is_recorded_byte_for_byte(crawled: Crawled) -> None:
    whole = [one for one in crawled.records if one.record.type == "response" and not one.record.get("WARC-Truncated")]
    assert len(whole) > 60
    assert {one.path for one in whole if one.record.block not in one.expected} == set()


def test_a_cut_answer_is_a_true_prefix_and_says_so(crawled: Crawled) -> None:
    cut = [one for one in crawled.records if one.record.type == "response" and one.record.get("WARC-Truncated")]
    assert {one.path for one in cut if not one.expected[0].startswith(one.record.block)} == set()
    reasons = {one.path: one.record.get("WARC-Truncated") for one in cut}
    assert {path: reasons.get(path) for path in CUT} == CUT
    recorded = {one.path: len(one.record.block) for one in cut}
    assert all(recorded[path] > 20 for path in CUT)


def test_an_answer_that_is_known_is_a_revisit_with_its_own_head(crawled: Crawled) -> None:
    revisits = [one for one in crawled.records if one.record.type == "revisit"]
    for one in revisits:
        heads = [answer[: parse_head(answer).length] for answer in one.expected]
        assert one.record.block in heads, one.path
        digests = {payload_digest(decode_transfer(answer)) for answer in one.expected}
        assert one.record.get("WARC-Payload-Digest") in digests, one.path


def test_a_request_is_recorded_as_the_server_received_it(crawled: Crawled) -> None:
    sent: Counter[bytes] = Counter()
    for one in crawled.records:
        request = one.record if one.record.type == "request" else one.request
        assert request is not None, one.path
        sent[request.block] += 1
    assert crawled.received - sent == Counter()
    unanswered = Counter(one.record.block for one in crawled.records if one.record.type == "request")
    # What the server did not get went out on a connection that it had just closed.
    assert (sent - crawled.received) - unanswered == Counter()


def test_a_request_without_an_answer_stands_alone(crawled: Crawled) -> None:
    alone = {one.path for one in crawled.records if one.record.type == "request"}
    assert alone >= SILENT
    answered = {one.path for one in crawled.records if one.record.type != "request"}
    assert answered & SILENT == set()


def test_a_redirect_off_the_source_is_recorded_and_not_followed(crawled: Crawled) -> None:
    recorded = {one.path for one in crawled.records}
    assert {"/redirect/private", "/redirect/other-host", "/redirect/file"} <= recorded
    shown = kronika("lookup", "http://169.254.169.254/latest/", "--archive", crawled.archive)
    assert shown.code == 1


def test_nothing_is_wrong_with_the_archive(crawled: Crawled) -> None:
    verified = kronika("verify", "--json", "--archive", crawled.archive)
    assert (verified.code, verified.err) == (0, "")


def test_tls_is_recorded_as_what_was_in_it(tmp_path: Path) -> None:
    paths = ["/plain", "/chunked-trailers", "/gzip", "/no-length", "/length-too-long"]
    archive, sources = tmp_path / "archive", tmp_path / "sources.toml"
    with (
        MisbehavingSite(tls=make_server_context(tmp_path)) as site,
        serve_pages({"/list": listing(site.url(path) for path in paths)}) as front,
    ):
        hosts = [f"127.0.0.1:{site.server.port}", f"127.0.0.1:{front.port}"]
        write_source(sources, hosts=hosts, listing_url=front.url("/list"), article="https://", verify_tls=False)
        words = ("crawl", "test-site", "--archive", archive, "--sources", sources, "--allow-network", LOOPBACK)
        kronika(*words)
        records = read_records(site, archive)
    assert {one.path for one in records} >= set(paths)
    for one in records:
        answer = one.expected[0]
        assert one.record.block == (answer if one.record.type == "response" else answer[: parse_head(answer).length])
        assert (one.record.get("WARC-Truncated") is not None) == (one.path == "/length-too-long")
        assert one.record.get("WARC-IP-Address") == "127.0.0.1"
        assert one.record.get_all("WARC-Protocol") == ("http/1.1", "tls/1.3")
        assert (one.record.get("WARC-Cipher-Suite") or "").startswith("TLS_")
