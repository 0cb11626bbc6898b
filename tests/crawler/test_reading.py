"""Pages are read in processes of their own; one that hangs or dies costs its page only."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.practice.messages import Request
from crawler.reading import ReadingPool, ReadPage, ReadRequest
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


def make_request(html: bytes = PAGE, url: str = URL) -> ReadRequest:
    return ReadRequest(
        html=html, url=url, captured_at=MOMENT, content_type="text/html; charset=utf-8", languages=("lt",)
    )


def read(pool: ReadingPool, html: bytes = PAGE) -> ReadPage:
    return asyncio.run(pool.read(make_request(html)))


def read_title(pool: ReadingPool) -> str:
    (article,) = read(pool).articles
    return article.title


def test_an_article_is_read(pool: ReadingPool) -> None:
    (article,) = read(pool).articles
    assert (article.title, article.language, article.url) == ("Pieninė prisikels", "lt", URL)
    assert PARAGRAPH in article.text


@pytest.mark.parametrize(
    "html", [b"", b"   ", b"<html><body></body></html>", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9]
)
def test_a_page_without_an_article_says_why(pool: ReadingPool, html: bytes) -> None:
    found = read(pool, html)
    assert found.articles == ()
    verdict = found.facts.verdict if found.facts is not None else None
    reason = verdict.reason if verdict is not None else found.reason
    assert reason is not None
    assert "failed with" not in reason
    assert read_title(pool) == "Pieninė prisikels"


def test_a_page_that_is_no_article_is_not_read_as_one(pool: ReadingPool) -> None:
    missing = PAGE.replace("Pieninė prisikels".encode(), b"Puslapis nerastas")
    found = read(pool, missing[: missing.index(b"<p>")] + b"<p>404</p></article></body></html>")
    assert found.facts is not None
    assert found.facts.verdict is not None
    assert (found.facts.verdict.kind, found.articles) == ("soft-404", ())


@pytest.mark.parametrize("path", ["/deep", "/nulls", "/entities", "/attributes", "/charset-wrong", "/script-only"])
def test_a_page_made_to_hurt_is_read_or_refused(pool: ReadingPool, path: str) -> None:
    wire = MISBEHAVIOURS[path].answer(Ask(Request("GET", path)))
    assert isinstance(wire, bytes)
    found = read(pool, wire.partition(b"\r\n\r\n")[2])
    assert found.facts is not None
    assert "failed with" not in (found.reason or "")
    assert read_title(pool) == "Pieninė prisikels"


def test_a_reader_that_dies_is_replaced(pool: ReadingPool) -> None:
    read(pool)
    (killed,) = pool.pids()
    os.kill(killed, signal.SIGKILL)
    found = read(pool)
    assert (found.facts, found.articles) == (None, ())
    assert "crashed" in (found.reason or "")
    assert read_title(pool) == "Pieninė prisikels"
    assert pool.pids() != [killed]


def test_a_reader_that_hangs_is_replaced() -> None:
    with ReadingPool(lanes=1, limit_s=5) as pool:
        assert read_title(pool) == "Pieninė prisikels"
        (hung,) = pool.pids()
        os.kill(hung, signal.SIGSTOP)
        assert "longer than 5 s" in (read(pool).reason or "")
        assert read_title(pool) == "Pieninė prisikels"
        assert pool.pids() != [hung]


def test_pages_are_read_side_by_side() -> None:
    async def read_many(pool: ReadingPool) -> list[str]:
        pages = [PAGE.replace(b"<h1>Pienin", b"<h1>%d Pienin" % number) for number in range(6)]
        asked = (pool.read(make_request(page, f"{URL}{number}")) for number, page in enumerate(pages))
        return [article.url for found in await asyncio.gather(*asked) for article in found.articles]

    with ReadingPool(lanes=2, limit_s=120) as pool:
        assert asyncio.run(read_many(pool)) == [f"{URL}{number}" for number in range(6)]
        pids = pool.pids()
    assert len(set(pids)) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
