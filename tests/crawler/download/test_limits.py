"""What a server may send at most, and what a crawl may take at most; and what no address may hold."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.records import Capture
from archive.store import Archive
from archive.warc.reader import iter_exchanges, iter_records
from archive.warc.record import WarcRecord
from crawler.download.limits import MAX_HEAD_BYTES, MAX_HEAD_LINES, MAX_INTERIM
from crawler.practice.messages import Reply, Request, format_head, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, article_page, format_source, kronika, listing

PAGE = article_page("Pieninė prie ribos")
INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
LIMIT_BYTES = 200_000


def with_head(*lines: str) -> bytes:
    return format_head("200 OK", [HTML, ("Content-Length", str(len(PAGE)))]).removesuffix(b"\r\n") + b"".join(
        line.encode() + b"\r\n" for line in lines
    )


def endless(piece: bytes, start: bytes = b"HTTP/1.1 200 OK\r\n") -> Reply:
    def pieces() -> Iterator[bytes]:
        yield start
        for _ in range(400):
            yield piece

    return Reply(pieces(), "close")


def chain(request: Request) -> bytes:
    left = int(request.target.rpartition("/")[2])
    target = f"/chain/{left - 1}" if left > 1 else "/end"
    return format_response(b"", status="302 Found", headers=(("Location", target),))


def redirect(target: str) -> bytes:
    return format_response(b"", status="302 Found", headers=(("Location", target),))


ANSWERS: dict[str, Reply | bytes] = {
    "/head-near": with_head(*(f"X-Long: {'a' * 20_000}" for _ in range(12))) + b"\r\n" + PAGE,
    "/head-line": Reply([with_head(f"X-Huge: {'a' * MAX_HEAD_BYTES}"), b"\r\n", PAGE], "close"),
    "/head-sum": Reply([with_head(*(f"X-Long: {'a' * 20_000}" for _ in range(14))), b"\r\n", PAGE], "close"),
    "/head-endless": endless(b"X: " + b"a" * 60_000),
    "/head-lines": Reply([with_head(*("X: 1" for _ in range(MAX_HEAD_LINES))), b"\r\n", PAGE], "close"),
    "/head-many": with_head(*("X: 1" for _ in range(MAX_HEAD_LINES - 10))) + b"\r\n" + PAGE,
    "/interim-few": INTERIM * MAX_INTERIM + format_response(PAGE, headers=(HTML,)),
    "/interim-flood": endless(INTERIM * 100, b""),
    "/bomb": format_response(gzip.compress(b"a" * 40_000_000), headers=(HTML, ("Content-Encoding", "gzip"))),
    "/large": format_response(b"a" * (LIMIT_BYTES + 1), headers=(HTML,)),
    "/large-unsaid": Reply([format_head("200 OK", [HTML]), *([b"a" * 50_000] * 10)], "close"),
    "/to-credentials": b"",
    "/to-file": redirect("file:///etc/passwd"),
    "/to-data": redirect("data:text/html,<p>a</p>"),
    "/end": format_response(PAGE, headers=(HTML, ("Set-Cookie", "a=1; Path=/"), ("Set-Cookie", "b=2"))),
}
GOOD = ("/head-near", "/head-many", "/interim-few", "/chain/5", "/end")
TOO_LARGE = ("/head-line", "/head-sum", "/head-endless", "/head-lines", "/interim-flood")
REASONS = {
    "/head-line": f"head is larger than {MAX_HEAD_BYTES} bytes",
    "/head-sum": f"head is larger than {MAX_HEAD_BYTES} bytes",
    "/head-endless": f"head is larger than {MAX_HEAD_BYTES} bytes",
    "/head-lines": f"head has more than {MAX_HEAD_LINES} lines",
    "/interim-flood": f"more than {MAX_INTERIM} interim answers",
    "/bomb": "exceeded DOWNLOAD_MAXSIZE",
    "/large": "larger than the limit",
    "/large-unsaid": "",
    "/chain/6": "max redirections reached",
    "/to-file": "answered 302",
    "/to-data": "answered 302",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A crawl of every answer, with the server off."""

    archive: Path
    sources: Path
    base: str
    ran: Ran
    requests: tuple[Request, ...]

    def find(self, target: str) -> list[tuple[WarcRecord, WarcRecord | None]]:
        (file,) = (self.archive / "warc").glob("*.warc.gz")
        return [pair for pair in iter_exchanges(file) if pair[0].target_uri == self.base + target]

    def captures(self, target: str) -> list[Capture]:
        with Archive(self.archive) as archive:
            return archive.find(self.base + target)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    folder = tmp_path_factory.mktemp("limits")
    targets = [*ANSWERS, "/chain/5", "/chain/6"]

    def respond(request: Request) -> Reply | bytes:
        host = request.header("host")
        if request.target == "/list":
            named = [f"http://{host}{target}" for target in targets]
            return format_response(listing([*named, f"http://user:secret@{host}/linked"]), headers=(HTML,))
        if request.target.startswith("/chain/"):
            return chain(request)
        if request.target == "/to-credentials":
            return redirect(f"http://user:secret@{host}/stolen")
        return ANSWERS.get(request.target) or format_response(b"", status="404 Not Found")

    with PracticeServer(respond) as server:
        text = format_source(
            hosts=[f"127.0.0.1:{server.port}"],
            seeds=[{"listing": server.url("/list")}],
            timeout_s=20,
            max_page_bytes=LIMIT_BYTES,
        )
        (folder / "sources.toml").write_text(text, encoding="utf-8")
        ran = kronika(
            *("crawl", "test-site", "--archive", folder / "archive"),
            *("--sources", folder / "sources.toml", "--allow-network", LOOPBACK),
        )
        return Tried(folder / "archive", folder / "sources.toml", server.url(""), ran, server.requests)


def test_what_is_within_the_limits_is_read(tried: Tried) -> None:
    with Archive(tried.archive) as archive:
        found = {one.version.article.url.removeprefix(tried.base) for one in archive.list()}
    assert found == {*GOOD, "/end"} - {"/chain/5"}


@pytest.mark.parametrize("target", REASONS)
def test_what_is_beyond_a_limit_is_named(tried: Tried, target: str) -> None:
    (line,) = [line for line in tried.ran.err.splitlines() if f"failed: {tried.base}{target}: " in line]
    assert REASONS[target] in line
    assert tried.ran.code == 3


@pytest.mark.parametrize("target", TOO_LARGE)
def test_a_head_beyond_the_limits_is_kept_as_a_true_prefix_asked_for_once(tried: Tried, target: str) -> None:
    ((record, request),) = tried.find(target)
    assert request is not None
    assert record.get("WARC-Truncated") == "length"
    answer = ANSWERS[target]
    assert isinstance(answer, Reply)
    if target in {"/head-endless", "/interim-flood"}:
        assert 0 < len(record.block) < 2 * MAX_HEAD_BYTES
    else:
        assert b"".join(answer.pieces).startswith(record.block)


def test_what_was_beyond_a_limit_is_so_again_offline(tried: Tried, tmp_path: Path) -> None:
    words = ("--archive", tmp_path, "--sources", tried.sources, "--offline", tried.archive / "warc")
    ran = kronika("crawl", "test-site", *words)
    assert sorted(failed_lines(ran.err)) == sorted(failed_lines(tried.ran.err))


def failed_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("  failed: ")]


def test_a_gzip_bomb_is_kept_as_it_came(tried: Tried) -> None:
    ((record, _request),) = tried.find("/bomb")
    assert record.block == ANSWERS["/bomb"]
    assert record.get("WARC-Truncated") is None


def test_credentials_are_never_sent_nor_stored(tried: Tried) -> None:
    assert not [one for one in tried.requests if one.target in {"/stolen", "/linked"} or one.header("authorization")]
    assert "secret" not in tried.ran.out + tried.ran.err
    stored = [file for file in tried.archive.rglob("kronika.db*") if b"secret" in file.read_bytes()]
    assert stored == []


def test_cookies_are_kept_in_the_record_and_never_sent_back(tried: Tried) -> None:
    assert not [one for one in tried.requests if one.header("cookie")]
    (record, _request), *_ = tried.find("/end")
    assert record.block.count(b"Set-Cookie: ") == 2 or record.type == "revisit"


def test_a_crawl_ends_when_its_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def respond(request: Request) -> bytes:
        asked.append(request.target)
        if request.target == "/list":
            rows = [f"http://{request.header('host')}/a/{number}" for number in range(100)]
            return format_response(listing(rows), headers=(HTML,))
        return format_response(article_page(f"Pieninė {request.target}"), headers=(HTML,))

    monkeypatch.setenv("KRONIKA_MAX_RUN_MINUTES", "0.04")
    with PracticeServer(respond) as server:
        text = format_source(
            hosts=[f"127.0.0.1:{server.port}"], seeds=[{"listing": server.url("/list")}], article="/a/", delay_s=0.2
        )
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        started = time.monotonic()
        ran = kronika(
            *("crawl", "test-site", "--archive", tmp_path / "archive"),
            *("--sources", tmp_path / "sources.toml", "--allow-network", LOOPBACK),
        )
    assert time.monotonic() - started < 20
    assert ran.code == 0
    assert "; stopped" in ran.out
    assert 2 < len(asked) < 60
    files = list((tmp_path / "archive" / "warc").glob("*.warc.gz"))
    assert sum(record.type == "response" for file in files for record in iter_records(file)) == len(asked)
