"""What capture costs: CPU time of one crawl by bare Scrapy and by Scrapy with Kronika's recording handler and archive.

Both crawl the same pages from the same loopback server, in turn, each in a process of its own; neither reads articles.
The first is Scrapy as it comes; the second has the garbage collector set as `kronika crawl` sets it.
Prints CPU seconds and the ratio of each pair. Run: python benchmarks/capture.py [--pages 3000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer

PAGE_BYTES = 42_000
WORDS = ("projekts", "reģions", "attīstība", "kopiena", "lauku", "partnerība", "pašvaldība", "atbalsts", "seminārs")
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def make_page(number: int, pages: int) -> bytes:
    """A page of its own of about PAGE_BYTES, with links onwards so that link extraction has its usual work."""
    chance = random.Random(number)
    links = "".join(f'<li><a href="/p/{(number * 7 + step) % pages}">nr {step}</a></li>' for step in range(60))
    text = ""
    while len(text) < PAGE_BYTES - len(links):
        sentence = " ".join(chance.choice(WORDS) for _ in range(14))
        text += f"<p class='text'>{sentence} {hashlib.sha1(sentence.encode()).hexdigest()[:8]}.</p>\n"
    return (
        f"<!DOCTYPE html><html><head><title>{number}</title></head><body><ul>{links}</ul>{text}</body></html>".encode()
    )


def serve(pages: int, port: Connection) -> None:
    """Serve the pages until the pipe is closed."""
    made = [make_page(number, pages) for number in range(pages)]

    def respond(request: Request) -> Reply | bytes:
        name = request.path.rpartition("/")[2]
        if not request.path.startswith("/p/") or not name.isdecimal() or int(name) >= pages:
            return format_response(b"", status="404 Not Found", headers=HTML)
        return format_response(made[int(name)], headers=HTML)

    with PracticeServer(respond) as server:
        port.send(server.port)
        port.recv()


def crawl(url: str, pages: int, folder: Path | None) -> None:
    """Crawl all pages in this process: into an archive when a folder is given, else by bare Scrapy."""
    from scrapy import Request as Ask
    from scrapy import Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.linkextractors import LinkExtractor
    from scrapy.settings import Settings

    from crawler import settings as crawl_settings

    settings = Settings()
    settings.setmodule(crawl_settings, priority="project")
    settings.update(
        {
            "ITEM_PIPELINES": {},
            "DOWNLOADER_MIDDLEWARES": {},
            "ROBOTSTXT_OBEY": False,
            "DOWNLOAD_DELAY": 0,
            "CONCURRENT_REQUESTS": 8,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "LOG_LEVEL": "ERROR",
        },
        priority="cmdline",
    )
    session = open_session(folder) if folder is not None else None
    if session is None:
        settings.set("DOWNLOAD_HANDLERS", {}, priority="cmdline")

    class PageSpider(Spider):
        name = "pages"
        session: Any = None
        seen = 0

        links = LinkExtractor()

        async def start(self) -> Any:
            yield Ask(f"{url}/p/0", meta={"role": "article"})

        def parse(self, response: Any) -> Iterator[Any]:
            type(self).seen += 1
            for link in self.links.extract_links(response):
                yield Ask(link.url, meta={"role": "article"})

    PageSpider.session = session
    process = AsyncCrawlerProcess(settings)
    if session is not None:
        from crawler.running import relax_garbage_collection

        relax_garbage_collection()  # as `kronika crawl` does
    process.crawl(PageSpider)
    process.start()
    if PageSpider.seen != pages:
        sys.exit(f"only {PageSpider.seen} of {pages} pages came")
    if session is not None:
        session.recorder.close("finished", {})


def open_session(folder: Path) -> Any:
    """A session that records into an archive and opens loopback."""
    from archive.records import SourceFacts
    from archive.store import Archive
    from crawler.download.guard import parse_networks
    from crawler.session import CrawlSession
    from crawler.sources.models import Host, Seed, Source

    source = Source(
        id="benchmark", name="Benchmark", kind="lag", country="LV", languages=("lv",), hosts=(Host(host="127.0.0.1"),),
        seeds=(Seed(listing="http://127.0.0.1/"),), article=("/p/",),
    )  # fmt: skip
    recorder = Archive(folder, create=True).start_run(SourceFacts(id=source.id, name="", kind="lag", country="LV"))
    reading: Any = None
    return CrawlSession(
        source=source, recorder=recorder, reading=reading, allowed_networks=parse_networks(["127.0.0.0/8"])
    )


def measure(url: str, pages: int, folder: Path | None) -> tuple[float, float]:
    """CPU and wall seconds of one crawl in a process of its own."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    words = [sys.executable, __file__, "--child", url, "--pages", str(pages)]
    subprocess.run([*words, "--folder", str(folder)] if folder else words, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - started


def main() -> None:
    """Measure pairs and print their ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        crawl(options.child, options.pages, options.folder)
        return
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(options.pages, theirs), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ours.recv()}"
    ratios = []
    for number in range(1, options.rounds + 1):
        bare_cpu, bare_wall = measure(url, options.pages, None)
        with tempfile.TemporaryDirectory() as folder:
            kept_cpu, kept_wall = measure(url, options.pages, Path(folder))
        ratios.append(kept_cpu / bare_cpu)
        print(
            f"round {number}: bare Scrapy {bare_cpu:.2f} s CPU, {bare_wall:.2f} s wall; with capture {kept_cpu:.2f} s "
            f"CPU, {kept_wall:.2f} s wall; CPU ratio {ratios[-1]:.3f}"
        )
    print(f"median CPU ratio {statistics.median(ratios):.3f} over {options.pages} pages of {PAGE_BYTES} bytes")
    ours.send(None)
    server.join(timeout=5)


if __name__ == "__main__":
    main()
