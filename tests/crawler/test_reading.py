"""Pages are read in processes of their own; one that hangs or dies costs its page only."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from archive.errors import UnreadableArticleError
from crawler.practice.messages import Request
from crawler.reading import ReadingPool
from tests.site.catalogue import Ask
from tests.site.misbehave import MISBEHAVIOURS

URL = "http://vvg.lt/naujiena-1"
MOMENT = datetime(2026, 1, 4, 8, 15, 2, tzinfo=UTC)
PARAGRAPH = "Kaimo bendruomenė šiandien pradėjo tvarkyti senąją pieninę, kurioje nuo rudens veiks dirbtuvės."
PAGE = (
    "<!DOCTYPE html><html lang='lt'><head><meta charset='utf-8'><title>Pieninė prisikels</title></head><body><article>"
    f"<h1>Pieninė prisikels</h1><p>2020-09-01</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article></body></html>"
).encode()


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(lanes=1, limit_s=120) as opened:
        yield opened


def read_title(pool: ReadingPool, html: bytes = PAGE) -> str:
    return asyncio.run(pool.read(html, URL, MOMENT, content_type="text/html; charset=utf-8", languages=["lt"])).title


def test_an_article_is_read(pool: ReadingPool) -> None:
    article = asyncio.run(pool.read(PAGE, URL, MOMENT, languages=("lt",)))
    assert (article.title, article.language, article.url) == ("Pieninė prisikels", "lt", URL)
    assert PARAGRAPH in article.text


@pytest.mark.parametrize(
    "html", [b"", b"   ", b"<html><body></body></html>", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9]
)
def test_a_page_without_an_article_says_why(pool: ReadingPool, html: bytes) -> None:
    with pytest.raises(UnreadableArticleError) as caught:
        read_title(pool, html)
    assert caught.value.url == URL
    assert "failed with" not in caught.value.reason
    assert read_title(pool) == "Pieninė prisikels"


@pytest.mark.parametrize("path", ["/deep", "/nulls", "/entities", "/attributes", "/charset-wrong", "/script-only"])
def test_a_page_made_to_hurt_is_read_or_refused(pool: ReadingPool, path: str) -> None:
    wire = MISBEHAVIOURS[path].answer(Ask(Request("GET", path)))
    assert isinstance(wire, bytes)
    reason = ""
    try:
        read_title(pool, wire.partition(b"\r\n\r\n")[2])
    except UnreadableArticleError as error:
        reason = error.reason
    assert "failed with" not in reason
    assert read_title(pool) == "Pieninė prisikels"


def test_a_reader_that_dies_is_replaced(pool: ReadingPool) -> None:
    (lane,) = pool._lanes
    killed = lane._process.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(UnreadableArticleError, match="crashed"):
        read_title(pool)
    assert lane._process.pid != killed
    assert read_title(pool) == "Pieninė prisikels"


def test_a_reader_that_hangs_is_replaced() -> None:
    with ReadingPool(lanes=1, limit_s=0.05) as pool:
        (lane,) = pool._lanes
        assert lane._process.pid is not None
        hung = lane._process.pid
        os.kill(hung, signal.SIGSTOP)
        with pytest.raises(UnreadableArticleError, match=r"longer than 0\.05 s"):
            read_title(pool)
        assert lane._process.pid != hung
        lane._limit_s = 120
        assert read_title(pool) == "Pieninė prisikels"


def test_pages_are_read_side_by_side() -> None:
    async def read_many(pool: ReadingPool) -> list[str]:
        pages = [PAGE.replace(b"<h1>Pienin", b"<h1>%d Pienin" % number) for number in range(6)]
        found = await asyncio.gather(*(pool.read(page, f"{URL}{n}", MOMENT) for n, page in enumerate(pages)))
        return [article.url for article in found]

    with ReadingPool(lanes=2, limit_s=120) as pool:
        assert asyncio.run(read_many(pool)) == [f"{URL}{number}" for number in range(6)]
        pids = [lane._process.pid for lane in pool._lanes]
    assert len(set(pids)) == 2
    for pid in pids:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
