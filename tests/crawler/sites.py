"""Several small sites, each on a server of its own, that one command crawls together into one archive."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from archive.records import ArchivedArticle
from archive.store import Archive
from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer
from tests.crawling import HTML, LOOPBACK, Ran, kronika

HERE = b"@here@"
"""Stands in pages for the root of the site's own server, without a slash at its end."""


@dataclass(slots=True)
class Site:
    """One source and its pages, which a test may change between two crawls."""

    id: str
    seeds: list[dict[str, Any]] = field(default_factory=lambda: [{"listing": "/"}])
    """Their addresses as targets."""
    pages: dict[str, bytes | Reply] = field(default_factory=dict)
    """Target to an HTML page, or to a whole answer; everything else is 404."""
    fields: dict[str, Any] = field(default_factory=dict)
    """Of the source's entry."""
    rest: Callable[[Request], bytes | Reply | None] | None = None
    """Answers what is not among the pages; None for 404."""
    held: threading.Event | None = None
    """When set, all but seeds and robots.txt wait for it."""
    server: PracticeServer = field(init=False)
    mark: int = 0

    def __post_init__(self) -> None:
        self.server = PracticeServer(self._respond)

    @property
    def base(self) -> str:
        return self.server.url("")

    def _respond(self, request: Request) -> Reply | bytes:
        seeds = {str(url) for seed in self.seeds for url in seed.values()}
        if self.held is not None and request.target not in {"/robots.txt", *seeds}:
            self.held.wait(60)
        found = self.pages.get(request.target)
        if found is None and self.rest is not None:
            found = self.rest(request)
        if isinstance(found, Reply):
            return Reply((b"".join(found.pieces).replace(HERE, self.base.encode()),), found.ending)
        if found is None:
            return format_response(b"not here", status="404 Not Found", headers=(HTML,))
        return format_response(found.replace(HERE, self.base.encode()), headers=(HTML,))

    def asked(self) -> list[str]:
        """Targets asked for since the last look, robots.txt left out."""
        requests = self.server.requests[self.mark :]
        self.mark += len(requests)
        return [request.target for request in requests if request.target != "/robots.txt"]

    def format_entry(self) -> str:
        """Its `[[source]]` table."""
        entry = {
            "id": self.id,
            "name": "Bandymų svetainė",
            "kind": "lag",
            "country": "LT",
            "languages": ["lt", "lv"],
            "hosts": [f"127.0.0.1:{self.server.port}"],
            "seeds": [
                {kind: self.base + value if isinstance(value, str) else value for kind, value in seed.items()}
                for seed in self.seeds
            ],
            "delay_s": 0,
            "concurrency": 8,
            **self.fields,
        }
        return "\n".join(["[[source]]", *(f"{name} = {_format_value(value)}" for name, value in entry.items())]) + "\n"


def _format_value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_format_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_format_value, value)) + "]"
    return json.dumps(value)


@dataclass(frozen=True, slots=True)
class Report:
    """What `kronika crawl --json` says of one source; addresses as targets."""

    fields: Mapping[str, Any]
    base: str

    @property
    def outcome(self) -> str:
        return str(self.fields["outcome"])

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.fields["counts"])

    @property
    def walks(self) -> dict[str, tuple[int, str]]:
        """Seed to pages and reason."""
        return {self._target(walk["seed"]): (walk["pages"], walk["reason"]) for walk in self.fields["walks"]}

    @property
    def left_out(self) -> dict[str, str]:
        return {self._target(one["url"]): one["reason"] for one in self.fields["left_out"]}

    @property
    def failures(self) -> dict[str, str]:
        return {self._target(one["url"]): one["reason"] for one in self.fields["failures"]}

    @property
    def reasons(self) -> dict[str, str]:
        """Of everything that is no article."""
        return {**self.left_out, **self.failures}

    def _target(self, url: str) -> str:
        return url.removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class Sites:
    """Sites that run while the context is open, their source file and their archive."""

    folder: Path
    by_id: dict[str, Site]
    _running: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        for site in self.by_id.values():
            self._running.enter_context(site.server)
        self.write_sources()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def __getitem__(self, site: str) -> Site:
        return self.by_id[site]

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def write_sources(self) -> None:
        """Write the source file as the sites' entries are now."""
        text = "\n".join(site.format_entry() for site in self.by_id.values())
        (self.folder / "sources.toml").write_text(text, encoding="utf-8")

    def words(self, *more: str | Path, archive: Path | None = None) -> tuple[str | Path, ...]:
        """The command line that crawls them all, or those of `more` that are ids."""
        chosen = [word for word in more if word in self.by_id]
        rest = [word for word in more if word not in self.by_id]
        return (
            *("crawl", *(chosen or self.by_id), *rest, "--json", "--archive", archive or self.archive),
            *("--sources", self.folder / "sources.toml", "--allow-network", LOOPBACK),
        )

    def crawl(self, *more: str | Path, archive: Path | None = None) -> dict[str, Report]:
        """Crawl to the end."""
        ran = kronika(*self.words(*more, archive=archive))
        assert ran.out, ran.err
        return self.read_reports(ran)

    def read_reports(self, ran: Ran) -> dict[str, Report]:
        """What a crawl printed, by source."""
        return {one["source"]: Report(one, self.by_id[one["source"]].base) for one in ran.objects()}

    def reindex(self) -> None:
        """Build the database anew."""
        with Archive(self.archive) as opened:
            opened.reindex()

    def articles(self, site: str, *, archive: Path | None = None) -> dict[str, ArchivedArticle]:
        """Target to article; of a part of a page its name behind `#`."""
        with Archive(archive or self.archive) as opened:
            found = list(opened.list(source=site))
        by_url = {one.version.article.url.removeprefix(self.by_id[site].base): one for one in found}
        assert len(by_url) == len(found)
        return by_url


def make_sites(folder: Path, sites: Iterable[Site]) -> Sites:
    """The sites by their ids; nothing runs yet."""
    return Sites(folder, {site.id: site for site in sites})


def answer(body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> Reply:
    """A whole answer, whose end is the connection's; in header names `_` stands for `-`."""
    named = {"Content-Type": kind, **headers, "Connection": "close"}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return Reply(("\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body,), "close")


def story(title: str, *, head: str = "", before: str = "", after: str = "", body: str = "") -> bytes:
    """An article's page without date, lead and tags."""
    text = f"{title}: kaimo bendruomenė šiandien pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks dirbtuvės."
    return (
        f"<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body {body}>"
        f"<nav><a href='/'>Pradžia</a></nav><main><article><h1>{title}</h1>{before}<p>{text}</p>"
        f"<p>Darbams skirta 12 340 Eur, o talkon susirinko trisdešimt žmonių.</p>{after}</article></main></body></html>"
    ).encode()


def rows(*links: tuple[str, str], head: str = "", after: str = "", body: str = "") -> bytes:
    """A listing of addresses and titles."""
    items = "".join(f'<li><h3><a href="{url}">{title}</a></h3></li>' for url, title in links)
    return (
        f"<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>Naujienos</title>{head}</head>"
        f"<body {body}><main><h1>Naujienos</h1><ul class='news'>{items}</ul>{after}</main></body></html>"
    ).encode()
