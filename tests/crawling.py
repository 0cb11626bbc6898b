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
from tests.databases import find_url

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
    """The kronika command in this Python, on the database of the tests."""
    line = [str(word) for word in words]
    directory = line[line.index("--archive") + 1] if "--archive" in line else "kronika-archive"
    url = find_url(Path(directory)) if "--database" not in line else None
    return [sys.executable, "-m", "crawler", *line, *(["--database", url] if url is not None else [])]


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


def article_page(title: str) -> bytes:
    """An article of its own that can be read."""
    text = f"{title}: kaimo bendruomenė šiandien pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks dirbtuvės."
    return (
        f"<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1><p>{text}</p><p>Darbams skirta 12 340 Eur, o talkon susirinko trisdešimt žmonių.</p>"
        "</article></body></html>"
    ).encode()


def format_source(
    *,
    hosts: Iterable[str],
    seeds: Iterable[dict[str, str]],
    article: str = "/",
    source_id: str = "test-site",
    **fields: Any,
) -> str:
    """A source whose articles are all addresses that fit `article`, as TOML."""
    tables = ", ".join(f"{{ {kind} = {json.dumps(url)} }}" for seed in seeds for kind, url in seed.items())
    lines = [
        "[[source]]",
        f'id = "{source_id}"',
        'name = "Bandymų svetainė"',
        'kind = "lag"',
        'country = "LT"',
        'languages = ["lt"]',
        f"hosts = {json.dumps(list(hosts))}",
        f"seeds = [{tables}]",
        f"article = [{json.dumps(article)}]",
        *(f"{name} = {json.dumps(value)}" for name, value in {"delay_s": 0, "concurrency": 8, **fields}.items()),
    ]
    return "\n".join(lines) + "\n"


def write_source(path: Path, *, hosts: Iterable[str], listing_url: str, article: str = "/", **fields: Any) -> Path:
    """A source file with one source, `test-site`, that starts at a listing."""
    text = format_source(hosts=hosts, seeds=[{"listing": listing_url}], article=article, **fields)
    path.write_text(text, encoding="utf-8")
    return path
