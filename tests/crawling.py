"""Runs the real command against local servers, each crawl in a process: Twisted's reactor starts once in one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer

HTML = ("Content-Type", "text/html; charset=utf-8")
LOOPBACK = "127.0.0.0/8"


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended."""

    code: int
    out: str
    err: str

    def objects(self) -> list[dict[str, Any]]:
        """Stdout as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def command(*words: str | Path) -> list[str]:
    """The kronika command in this Python."""
    return [sys.executable, "-m", "crawler", *map(str, words)]


def kronika(*words: str | Path, timeout_s: float = 120) -> Ran:
    """Run the command to its end."""
    done = subprocess.run(
        command(*words), capture_output=True, text=True, timeout=timeout_s, check=False, encoding="utf-8"
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def serve_pages(pages: dict[str, bytes]) -> PracticeServer:
    """A server of fixed HTML pages by path and query; everything else, robots.txt included, is 404."""

    def respond(request: Request) -> Reply | bytes:
        body = pages.get(request.target)
        if body is None:
            return format_response(b"not here", status="404 Not Found", headers=(HTML,))
        return format_response(body, status="200 OK", headers=(HTML,))

    return PracticeServer(respond)


def listing(urls: Iterable[str]) -> bytes:
    """A page of links."""
    rows = "".join(f'<li><a href="{url}">Naujiena {number}</a></li>' for number, url in enumerate(urls))
    return f"<!DOCTYPE html><html><body><ul>{rows}</ul></body></html>".encode()


def write_source(path: Path, *, hosts: Iterable[str], listing_url: str, article: str = "/", **fields: object) -> Path:
    """A source file with one source, `test-site`, whose articles are all addresses that fit `article`."""
    lines = [
        "[[source]]",
        'id = "test-site"',
        'name = "Bandymų svetainė"',
        'kind = "lag"',
        'country = "LT"',
        'languages = ["lt"]',
        f"hosts = {json.dumps(list(hosts))}",
        f'seeds = [{{ listing = "{listing_url}" }}]',
        f"article = [{json.dumps(article)}]",
        *(f"{name} = {json.dumps(value)}" for name, value in {"delay_s": 0, "concurrency": 8, **fields}.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
