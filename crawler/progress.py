"""Progress of a crawl: a live line on a terminal, one line a minute elsewhere; always on stderr."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.text import Text

from crawler.running import CrawlReport

LIVE_EVERY_S = 0.5
LINE_EVERY_S = 60.0


class Progress:
    """Shows pages, articles, new, failed, rate and time of the crawls of a report while they run."""

    def __init__(self, report: CrawlReport, console: Console | None = None) -> None:
        self._report = report
        self._console = console or Console(stderr=True)
        self._started_s = time.monotonic()
        self._live: Live | None = None

    async def watch(self) -> None:
        """Show progress until cancelled."""
        every_s = LIVE_EVERY_S if self._live is not None else LINE_EVERY_S
        while True:
            await asyncio.sleep(every_s)
            if self._live is not None:
                self._live.update(Text(self.line()), refresh=True)
            else:
                self._console.print(self.line(), highlight=False, soft_wrap=True)

    def line(self) -> str:
        """The state of all crawls on one line."""
        elapsed_s = time.monotonic() - self._started_s
        total = {
            name: sum(session.counts[name] for session in self._report.sessions)
            for name in ("pages", "articles", "new", "failed")
        }
        running = [s.source.id for s in self._report.sessions if s.outcome == "running"]
        rate = total["pages"] / elapsed_s if elapsed_s else 0.0
        where = f"  {', '.join(running[:3])}{' ...' if len(running) > 3 else ''}" if running else ""
        return (
            f"{total['pages']} pages, {total['articles']} articles, {total['new']} new, {total['failed']} failed, "
            f"{rate:.1f} pages/s, {int(elapsed_s // 60)}:{int(elapsed_s % 60):02d}{where}"
        )

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._live = Live(Text(self.line()), console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
