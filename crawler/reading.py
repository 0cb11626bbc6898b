"""Reads pages in worker processes, so that extraction neither stalls the crawl's event loop nor can end it.

Each lane is one process that reads one page at a time. A page that takes too long, or takes its process down, costs
that process only: it is replaced, the page is an UnreadableArticleError, and the crawl goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import queue
import signal
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from multiprocessing.connection import Connection
from types import TracebackType

from archive.errors import UnreadableArticleError
from archive.records import Article

Request = tuple[bytes, str, datetime, str | None, str | None, tuple[str, ...]]
"""html, url, captured_at, content_type, platform, languages."""

Answer = Article | str
"""The article, or the reason why there is none."""

_SPAWN = multiprocessing.get_context("spawn")


class ReadingPool:
    """A fixed number of reading processes, used from an asyncio event loop."""

    def __init__(self, *, lanes: int | None = None, limit_s: float = 30.0) -> None:
        """`lanes`: processes, None for one a processor core. `limit_s`: seconds that one page may take."""
        count = lanes or os.cpu_count() or 1
        self._free: queue.SimpleQueue[_Lane] = queue.SimpleQueue()
        self._lanes = [_Lane(limit_s) for _ in range(count)]
        for lane in self._lanes:
            self._free.put(lane)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")

    async def read(
        self,
        html: bytes,
        url: str,
        captured_at: datetime,
        *,
        content_type: str | None = None,
        platform: str | None = None,
        languages: Sequence[str] = (),
    ) -> Article:
        """The article of a page.

        Raises UnreadableArticleError when there is none, or when reading took too long or crashed.
        """
        request: Request = (html, url, captured_at, content_type, platform, tuple(languages))
        answer = await asyncio.get_running_loop().run_in_executor(self._threads, self._read, request)
        if isinstance(answer, str):
            raise UnreadableArticleError(url, answer)
        return answer

    def _read(self, request: Request) -> Answer:
        lane = self._free.get()
        try:
            return lane.read(request)
        finally:
            self._free.put(lane)

    def close(self) -> None:
        """End the processes. Pages still being read are finished first."""
        self._threads.shutdown(wait=True)
        for lane in self._lanes:
            lane.close()

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Lane:
    """One reading process and the pipe to it."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True, name="kronika-reading")
        self._process.start()
        theirs.close()

    def read(self, request: Request) -> Answer:
        try:
            self._pipe.send(request)
            if self._pipe.poll(self._limit_s):
                answer: Answer = self._pipe.recv()
                return answer
            reason = f"reading it took longer than {self._limit_s:g} s"
        except (EOFError, OSError):
            reason = "reading it crashed the reading process"
        self._replace()
        return reason

    def _replace(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._start()

    def close(self) -> None:
        self._pipe.close()
        self._process.join(timeout=5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _serve(pipe: Connection) -> None:
    """The process's loop: a page in, its article or the reason why there is none out; ends with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the crawl's to answer: pages in flight are still read
    from archive.extract.article import extract_article  # noqa: PLC0415 - slow to import, and only needed here

    while True:
        try:
            html, url, captured_at, content_type, platform, languages = pipe.recv()
        except (EOFError, OSError):
            return
        answer: Answer
        try:
            answer = extract_article(
                html, url, captured_at, content_type=content_type, platform=platform, languages=languages
            )
        except UnreadableArticleError as error:
            answer = error.reason
        except Exception as error:  # noqa: BLE001 - one page must not end the crawl; the reason is counted and told
            answer = f"the reader failed with {type(error).__name__}: {error}"
        pipe.send(answer)
