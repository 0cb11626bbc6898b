"""Runs the kronika command in this process, which kills itself (SIGKILL) at the Nth step towards the disk.

A step is each side of every os.write, os.fsync, os.ftruncate and rename, and every begin and commit of a transaction;
where a write is the step, half of its bytes are written. Run: python -m tests.soak.dying N crawl ... With 0 it lives,
and prints its steps to stderr.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crawler.cli import main


class Fate:
    """Counts steps and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.steps = 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def is_next(self) -> bool:
        return self.steps + 1 == self._last

    def around(self, action: Callable[..., Any]) -> Callable[..., Any]:
        def act(*words: Any, **named: Any) -> Any:
            self.step()
            done = action(*words, **named)
            self.step()
            return done

        return act

    def around_write(self, write: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def act(descriptor: int, data: Any) -> int:
            if descriptor <= 2:
                return write(descriptor, data)
            if self.is_next():
                write(descriptor, bytes(data)[: len(data) // 2])
            self.step()
            written = write(descriptor, data)
            self.step()
            return written

        return act


def install(fate: Fate) -> None:
    """Put the steps into the functions that reach the disk."""
    os.write = fate.around_write(os.write)
    os.fsync = fate.around(os.fsync)
    os.ftruncate = fate.around(os.ftruncate)
    Path.rename = fate.around(Path.rename)  # type: ignore[method-assign]
    sa.event.listen(sa.Engine, "commit", lambda _connection: fate.step())
    sa.event.listen(sa.Engine, "begin", lambda _connection: fate.step())


if __name__ == "__main__":
    fate = Fate(int(sys.argv[1]))
    install(fate)
    try:
        main(sys.argv[2:])
    finally:
        sys.stderr.write(f"steps: {fate.steps}\n")
