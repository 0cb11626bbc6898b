"""Work in processes of their own: results and errors come back, hostile work costs one process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import wait

import pytest

from archive.errors import ConfigError, LaneLostError
from archive.lanes import LanePool

MEGABYTE = 1024**2


@pytest.fixture(scope="module")
def pool() -> Iterator[LanePool]:
    with LanePool(lanes=1, limit_s=3, memory_bytes=512 * MEGABYTE) as opened:
        yield opened


def fail(text: str) -> None:
    raise ConfigError(text)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hold(count: int) -> int:
    return len(b"x" * count)


def make_local() -> object:
    return lambda: None


def test_a_result_comes_back(pool: LanePool) -> None:
    assert pool.submit(divmod, 7, 3).result() == (2, 1)
    assert pool.submit(int, "ff", base=16).result() == 255
    assert list(pool.map(abs, [-1, 2, -3])) == [1, 2, 3]


def test_an_error_comes_back_and_the_process_stays(pool: LanePool) -> None:
    before = pool.submit(os.getpid).result()
    with pytest.raises(ConfigError, match="nope"):
        pool.submit(fail, "nope").result()
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result()
    assert pool.submit(os.getpid).result() == before


def test_work_that_takes_too_long_is_ended(pool: LanePool) -> None:
    before = pool.submit(os.getpid).result()
    start = time.monotonic()
    with pytest.raises(LaneLostError, match="longer than 3 s"):
        pool.submit(time.sleep, 60).result()
    assert time.monotonic() - start < 20
    assert pool.submit(os.getpid).result() != before


def test_work_that_ends_its_process_is_told(pool: LanePool) -> None:
    with pytest.raises(LaneLostError, match="crashed"):
        pool.submit(die).result()
    assert pool.submit(abs, -1).result() == 1


def test_work_that_needs_too_much_memory_is_ended(pool: LanePool) -> None:
    assert pool.submit(hold, 100 * MEGABYTE).result() == 100 * MEGABYTE
    with pytest.raises(LaneLostError, match="memory"):
        pool.submit(hold, 600 * MEGABYTE).result()
    assert pool.submit(abs, -1).result() == 1


def test_a_result_that_cannot_be_handed_over_is_told(pool: LanePool) -> None:
    with pytest.raises(LaneLostError, match="handed over"):
        pool.submit(make_local).result()


def test_no_more_processes_start_than_there_is_work() -> None:
    with LanePool(lanes=8) as pool:
        assert pool.pids() == []
        for number in range(3):
            assert pool.submit(abs, -number).result() == number
        (pid,) = pool.pids()
    assert pool.pids() == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_work_given_up_ends_at_once() -> None:
    pool = LanePool(lanes=2)
    futures = [pool.submit(time.sleep, 300) for _ in range(2)]
    while len(pool.pids()) < 2:
        time.sleep(0.05)
    start = time.monotonic()
    pool.shutdown(wait=False, cancel_futures=True)
    wait(futures, timeout=60)
    assert time.monotonic() - start < 30
    assert all(isinstance(future.exception(timeout=0), LaneLostError) for future in futures)
