"""Lines of pages in, lines of articles out: in order, on all cores, with a bounded number of lines in hand."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import BinaryIO

from archive.cli.answers import Asked, answer_failure, answer_line, prepare
from archive.cli.formats import format_json
from archive.errors import LaneLostError
from archive.lanes import LanePool

LINE_BYTES = 64 * 1024 * 1024
"""The longest line that is read; a page of 40 MB in base64 fits."""

_AHEAD = 4
"""Lines in hand for each process."""

_TOO_LONG = f"it is longer than {LINE_BYTES // 1024**2} MB"

_Waiting = tuple[bytes, int, Future[str]]


def answer_stream(lines: BinaryIO, out: BinaryIO, asked: Asked, *, limit_s: float, lanes: int | None = None) -> None:
    """Answer every line that is not blank: each answer is flushed as soon as it is ready and its turn has come."""
    pool = LanePool(lanes=lanes, limit_s=limit_s, prepare=prepare)
    waiting: queue.Queue[_Waiting | BaseException | None] = queue.Queue(pool.lanes * _AHEAD)
    is_over = threading.Event()
    # The reader is a thread of its own: an answer must not wait for a line that has not come yet.
    reader = threading.Thread(target=_submit_lines, args=(lines, pool, asked, waiting.put, is_over), daemon=True)
    reader.start()
    try:
        while (one := waiting.get()) is not None:
            out.write(_finish(one).encode("utf-8", "surrogatepass") + b"\n")
            out.flush()
    except BaseException:
        is_over.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _submit_lines(
    lines: BinaryIO,
    pool: LanePool,
    asked: Asked,
    put: Callable[[_Waiting | BaseException | None], None],
    is_over: threading.Event,
) -> None:
    number = 0
    try:
        while not is_over.is_set() and (raw := lines.readline(LINE_BYTES)):
            number += 1
            if len(raw) >= LINE_BYTES and not raw.endswith(b"\n"):
                _skip_rest(lines)
                put((b"", number, _done(format_json({"id": None, "line": number, "error": _TOO_LONG}))))
            elif raw.strip():
                put((raw, number, pool.submit(answer_line, raw, number, asked)))
    except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that answers
        put(error)
    else:
        put(None)


def _skip_rest(lines: BinaryIO) -> None:
    while (raw := lines.readline(LINE_BYTES)) and not raw.endswith(b"\n"):
        pass


def _done(answer: str) -> Future[str]:
    future: Future[str] = Future()
    future.set_result(answer)
    return future


def _finish(one: _Waiting | BaseException) -> str:
    if isinstance(one, BaseException):
        raise one
    raw, number, answer = one
    try:
        return answer.result()
    except LaneLostError as error:
        return answer_failure(raw, number, error.reason)
    except CancelledError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not end the others; the reason is told on its line
        return answer_failure(raw, number, f"the reader failed with {type(error).__name__}: {error}")
