"""Worker processes for pages that nobody vouches for: each reads one page at a time, and its end is no one else's.

Work that takes too long, needs too much memory, or takes its process down costs that process only: it is replaced, and
the caller is told. An `Executor`, so whatever runs on one runs here.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar

from archive.errors import LaneLostError

P = ParamSpec("P")
T = TypeVar("T")

LIMIT_S = 30.0
"""Seconds that one piece of work may take."""

MEMORY_BYTES = 2 * 1024**3
"""Address space of one process; a page of 10 MB needs a tenth of that."""

_START_S = 120.0
"""Seconds until a new process must have said that it is ready: a machine under load imports slowly."""

_SPAWN = multiprocessing.get_context("spawn")

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Numpy sets memory aside for each processor core, which on a large machine is all that a lane may have."""


@dataclass(frozen=True, slots=True)
class _Done:
    result: Any = None
    error: Exception | None = None
    is_spent: bool = False
    """Whether the process has ended itself: its memory ran out."""


class LanePool(Executor):
    """A fixed number of processes, each started when there is first work for it."""

    def __init__(
        self,
        *,
        lanes: int | None = None,
        limit_s: float = LIMIT_S,
        memory_bytes: int | None = MEMORY_BYTES,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        """`lanes`: None for one a processor core. `prepare`: done by each process before its first work's time runs."""
        self.lanes = lanes or os.cpu_count() or 1
        make = [_Lane(limit_s, memory_bytes, prepare) for _ in range(self.lanes)]
        # Last in, first out: a pool that never has much to do never starts all its processes.
        self._free: queue.LifoQueue[_Lane] = queue.LifoQueue()
        self._all = make
        for lane in reversed(make):
            self._free.put(lane)
        self._threads = ThreadPoolExecutor(self.lanes, thread_name_prefix="lane")

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run `fn` in a process. Its future raises LaneLostError when the process had to be replaced."""
        return self._threads.submit(self._run, fn, args, kwargs)

    def _run(self, fn: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        lane = self._free.get()
        try:
            result: T = lane.run(fn, args, kwargs)
            return result
        finally:
            self._free.put(lane)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes. Work in hand is finished first; with `wait` False it is given up."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        for lane in self._all:
            if wait:
                lane.close()
            else:
                lane.kill()

    def pids(self) -> list[int]:
        """Ids of the processes that run now."""
        return [pid for lane in self._all if (pid := lane.pid) is not None]


class _Lane:
    """One process and the pipe to it."""

    def __init__(self, limit_s: float, memory_bytes: int | None, prepare: Callable[[], object] | None) -> None:
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._prepare = prepare
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    def run(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            pipe = self._pipe or self._start()
            pipe.send((fn, args, kwargs))
            done = self._receive(pipe)
        except (EOFError, OSError):
            self.kill()
            raise LaneLostError("reading it crashed the reading process") from None
        except BaseException:
            self.kill()
            raise
        if done.is_spent:
            self.kill()
            raise LaneLostError("reading it took more memory than a page may")
        if done.error is not None:
            raise done.error
        return done.result

    def _receive(self, pipe: Connection) -> _Done:
        if not pipe.poll(self._limit_s):
            raise LaneLostError(f"reading it took longer than {self._limit_s:g} s")
        done: _Done = pipe.recv()
        return done

    def _start(self) -> Connection:
        pipe, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(
            target=_serve, args=(theirs, self._memory_bytes, self._prepare), daemon=True, name="kronika-lane"
        )
        self._process, self._pipe = process, pipe
        process.start()
        theirs.close()
        if not pipe.poll(_START_S):
            raise LaneLostError(f"the reading process did not start within {_START_S:g} s")
        pipe.recv()
        return pipe

    def kill(self) -> None:
        """End the process now; the next work starts another."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if process is not None and process.pid is not None:
            process.kill()
            process.join()
        if pipe is not None:
            pipe.close()

    def close(self) -> None:
        """Let the process end by itself."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.join(timeout=5)
        self.kill()


def _serve(pipe: Connection, memory_bytes: int | None, prepare: Callable[[], object] | None) -> None:
    """The process's loop: work in, what came of it out; ends with the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's to answer: work in hand is still finished
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    if prepare is not None:
        prepare()
    _limit_memory(memory_bytes)
    pipe.send(True)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        done = _do(fn, args, kwargs)
        try:
            pipe.send(done)
        except Exception as error:  # noqa: BLE001 - a result or an error that cannot be pickled
            done = _Done(error=LaneLostError(f"what it gave cannot be handed over ({type(error).__name__})"))
            pipe.send(done)
        if done.is_spent:
            return


def _do(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> _Done:
    try:
        return _Done(fn(*args, **kwargs))
    except MemoryError:
        return _Done(is_spent=True)
    except Exception as error:  # noqa: BLE001 - the caller's to handle, where the caller is
        return _Done(error=error)


def _limit_memory(memory_bytes: int | None) -> None:
    """Cap the process's address space where the platform can."""
    if memory_bytes is None:
        return
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
