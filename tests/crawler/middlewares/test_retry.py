"""Retry-After: how it is read, and what a crawl does by it."""

from __future__ import annotations

import signal
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.middlewares.retry import parse_retry_after
from crawler.practice.messages import Request, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, article_page, command, format_source, kronika, listing

MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"0", 0.0),
        (b"120", 120.0),
        (b" 7 ", 7.0),
        (b"9" * 400, 999_999_999_999.0),
        (b"Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        (b"Sun, 22 Nov 2026 13:00:30 +0100", 1830.0 - 1800.0),
        (b"Sunday, 22-Nov-26 12:01:00 GMT", 60.0),
        (b"Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        (b"Sun Nov 22 12:02:00 2026", 120.0),
        (None, None),
        (b"", None),
        (b"soon", None),
        (b"-5", None),
        (b"1.5", None),
        (b"\xd9\xa1", None),
        (b"Sun, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: bytes | None, seconds: float | None) -> None:
    assert parse_retry_after(value, MOMENT) == seconds


class Busy:
    """Answers /busy with 503 and a Retry-After, as often as it is told; remembers when it was asked for what."""

    def __init__(self, *waits: str) -> None:
        self.waits = list(waits)
        self.asked: list[tuple[str, float]] = []

    def __call__(self, request: Request) -> bytes:
        self.asked.append((request.target, time.monotonic()))
        if request.target == "/list":
            base = f"http://{request.header('host')}"
            return format_response(listing([f"{base}/a", f"{base}/b", f"{base}/busy"]), headers=(HTML,))
        if request.target == "/busy" and self.waits:
            return format_response(b"", status="503 Busy", headers=(HTML, ("Retry-After", self.waits.pop(0))))
        if request.target == "/robots.txt":
            return format_response(b"", status="404 Not Found")
        return format_response(article_page(f"Pieninė {request.target}"), headers=(HTML,))


def arrange(folder: Path, server: PracticeServer) -> list[str | Path]:
    sources = folder / "sources.toml"
    text = format_source(
        hosts=[f"127.0.0.1:{server.port}"],
        seeds=[{"listing": server.url("/list")}],
        article="/(busy|a|b)$",
        concurrency=1,
    )
    sources.write_text(text, encoding="utf-8")
    return ["crawl", "test-site", "--archive", folder / "a", "--sources", sources, "--allow-network", LOOPBACK]


def test_the_whole_host_waits_as_long_as_it_asks(tmp_path: Path) -> None:
    busy = Busy("2", "1")
    with PracticeServer(busy) as server:
        ran = kronika(*arrange(tmp_path, server))
    assert (ran.code, ran.err) == (0, "")
    at = [moment for target, moment in busy.asked if target == "/busy"]
    assert len(at) == 3
    following = [min(later for _, later in busy.asked if later > moment) for moment in at[:2]]
    pauses = [later - moment for later, moment in zip(following, at[:2], strict=True)]
    assert pauses[0] >= 1.95
    assert pauses[1] >= 0.95
    with Archive(tmp_path / "a") as archive:
        assert len(archive.list()) == 3


def test_a_host_that_asks_for_hours_is_left_alone_in_this_run_and_asked_in_the_next(tmp_path: Path) -> None:
    busy = Busy("7200")
    with PracticeServer(busy) as server:
        words = arrange(tmp_path, server)
        first = kronika(*words)
        asked = [target for target, _ in busy.asked]
        second = kronika(*words)
    assert asked == ["/robots.txt", "/list", "/busy"]
    assert first.code == 3
    assert "asked to be left alone for 7200 s" in first.err
    assert second.code == 0
    with Archive(tmp_path / "a") as archive:
        assert len(archive.list()) == 3


def test_a_crawl_that_waits_can_be_stopped(tmp_path: Path) -> None:
    busy = Busy("200")
    with PracticeServer(busy) as server:
        words = command(*arrange(tmp_path, server))
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        deadline = time.monotonic() + 60
        while not any(target == "/busy" for target, _ in busy.asked) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        started = time.monotonic()
        out, _ = process.communicate(timeout=60)
        assert time.monotonic() - started < 20
    assert "stopped" in out
    assert [target for target, _ in busy.asked] == ["/robots.txt", "/list", "/busy"]
