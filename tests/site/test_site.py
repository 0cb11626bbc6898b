"""The practice site and the misbehaving site put on the wire what they claim."""

from __future__ import annotations

import errno
import gzip
import re
import socket
import ssl
import struct
import threading
import time
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from crawler.practice.articles import read_pakruojis_articles, read_zemgale_articles
from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer
from crawler.practice.site import PAKRUOJIS_ID, ZEMGALE_ID, PracticeSite, expected_articles
from tests.site.certificate import make_server_context
from tests.site.client import ask, body_of, read_to_end, split
from tests.site.misbehave import MISBEHAVIOURS, MisbehavingSite
from tests.site.traps import ROBOTS

_HOLDING = {"/timeout", "/stall", "/stall-head"}
_SLOW = {"/slow"}


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[MisbehavingSite]:
    with MisbehavingSite() as site:
        yield site


@pytest.fixture
def practice() -> Iterator[PracticeSite]:
    with PracticeSite() as site:
        yield site


def _hrefs(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<h3><a href="([^"]+)"', html)]


def _read_text(server: PracticeServer, path: str) -> str:
    return body_of(ask(server, path)).decode()


@pytest.mark.parametrize(
    "path",
    sorted(path for path, entry in MISBEHAVIOURS.items() if entry.bounded and path not in _HOLDING | _SLOW),
)
def test_wire_is_what_the_entry_claims(misbehaving: MisbehavingSite, path: str) -> None:
    received = ask(misbehaving.server, path)
    expected = misbehaving.expected_wire(path)
    if "reset" in MISBEHAVIOURS[path].says:
        # What was in flight when a reset arrives is lost: only the beginning is certain.
        assert expected.startswith(received)
    else:
        assert received == expected


@pytest.mark.parametrize("path", sorted(_HOLDING))
def test_silent_entry_holds_until_the_client_goes(misbehaving: MisbehavingSite, path: str) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        connection.settimeout(0.3)
        received = b""
        with pytest.raises(TimeoutError):
            while data := connection.recv(4096):
                received += data
    assert received == misbehaving.expected_wire(path)


@pytest.mark.parametrize("name", sorted(name for name in ROBOTS if name not in {"timeout", "endless"}))
def test_robots_variant_is_served_at_its_usual_place(name: str) -> None:
    with MisbehavingSite(name) as site:
        assert ask(site.server, "/robots.txt") == site.expected_wire("/robots.txt")


def test_slow_entry_takes_its_time(misbehaving: MisbehavingSite) -> None:
    started = time.monotonic()
    assert ask(misbehaving.server, "/slow") == misbehaving.expected_wire("/slow")
    assert time.monotonic() - started > 1


def test_huge_body_is_streamed_to_its_promised_length(misbehaving: MisbehavingSite) -> None:
    received = 0
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=10) as connection:
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        while data := connection.recv(1_000_000):
            received += len(data) if received else len(data.partition(b"\r\n\r\n")[2])
    assert received == 100_000_000


@pytest.mark.parametrize("path", ["/chunked-endless", "/no-length-endless", "/slow-endless"])
def test_endless_stream_stops_when_the_client_goes(path: str) -> None:
    with MisbehavingSite() as site:
        with socket.create_connection(("127.0.0.1", site.server.port), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
        deadline = time.monotonic() + 5
        while site.server.open_connections and time.monotonic() < deadline:
            time.sleep(0.02)
        assert site.server.open_connections == 0


def test_unbounded_entry_has_no_expected_wire(misbehaving: MisbehavingSite) -> None:
    with pytest.raises(ValueError, match="no end"):
        misbehaving.expected_wire("/huge")


def test_flaky_entries_fail_once() -> None:
    with MisbehavingSite() as site:
        for path, failure in (("/flaky", "500"), ("/503-then-200", "503")):
            statuses = [split(ask(site.server, path))[0].split()[1] for _ in range(3)]
            assert statuses == [failure, "200", "200"]
            assert site.expected_wire(path, asked=2).startswith(b"HTTP/1.1 200 OK")


def test_entry_resets_the_connection(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /reset HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError) as raised:
            connection.recv(100)
    assert raised.value.errno == errno.ECONNRESET


def test_connection_is_kept_for_the_next_request(misbehaving: MisbehavingSite) -> None:
    before = len(misbehaving.requests)
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.sendall(b"HEAD /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = read_to_end(connection)
    page, head = misbehaving.expected_wire("/plain"), misbehaving.expected_wire("/plain", method="HEAD")
    assert received == page + head
    assert head.endswith(b"\r\n\r\n")
    assert [(request.method, request.nth) for request in misbehaving.requests[before:]] == [
        ("GET", 1),
        ("HEAD", 2),
    ]


def test_stale_connection_is_closed_without_a_word(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /stale HTTP/1.1\r\nHost: x\r\n\r\n")
        received = read_to_end(connection)
    assert b"connection" not in received.lower()
    assert received == misbehaving.expected_wire("/stale")


def test_connection_is_dropped_on_reuse(misbehaving: MisbehavingSite) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(b"GET /dropped-on-reuse HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
        assert read_to_end(connection) == misbehaving.expected_wire("/dropped-on-reuse")
    assert misbehaving.expected_wire("/dropped-on-reuse", nth=2) == b""


def test_conditional_entry_answers_304(misbehaving: MisbehavingSite) -> None:
    status, lines, body = split(ask(misbehaving.server, "/conditional", 'If-None-Match: "v1"'))
    assert status == "HTTP/1.1 304 Not Modified"
    assert 'ETag: "v1"' in lines
    assert body == b""


def test_bomb_is_small_and_unpacks_to_200_mb(misbehaving: MisbehavingSite) -> None:
    body = split(misbehaving.expected_wire("/gzip-bomb"))[2]
    assert len(body) < 1_000_000
    assert len(gzip.decompress(body)) >= 200_000_000


def test_tls_server_sends_the_same_bytes_and_says_goodbye(tmp_path: Path) -> None:
    with MisbehavingSite(tls=make_server_context(tmp_path)) as site:
        trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
        assert site.url("/plain") == f"https://127.0.0.1:{site.server.port}/plain"
        with (
            socket.create_connection(("127.0.0.1", site.server.port), timeout=5) as plain,
            trusting.wrap_socket(
                plain, server_hostname="127.0.0.1", suppress_ragged_eofs=False
            ) as connection,
        ):
            connection.sendall(b"GET /no-length HTTP/1.1\r\nHost: x\r\n\r\n")
            assert read_to_end(connection) == site.expected_wire("/no-length")


def test_plain_client_does_not_hurt_a_tls_server(tmp_path: Path) -> None:
    with MisbehavingSite(tls=make_server_context(tmp_path)) as site:
        assert not ask(site.server, "/plain").startswith(b"HTTP/")


def test_server_stops_with_connections_open() -> None:
    before = threading.active_count()
    with MisbehavingSite() as site:
        connections = [socket.create_connection(("127.0.0.1", site.server.port)) for _ in range(5)]
        connections[0].sendall(b"GET /timeout HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[1].sendall(b"GET /slow-endless HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[2].sendall(b"GET /chunked-endless HTTP/1.1\r\nHost: x\r\n\r\n")
        connections[3].sendall(b"GET / HT")
        assert connections[1].recv(10)
        started = time.monotonic()
    assert time.monotonic() - started < 2
    assert threading.active_count() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", site.server.port))
    for connection in connections:
        connection.close()


def test_client_reset_is_no_failure() -> None:
    with MisbehavingSite() as site:
        connection = socket.create_connection(("127.0.0.1", site.server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.close()
        assert ask(site.server, "/plain") == site.expected_wire("/plain")


@pytest.mark.parametrize(
    "nonsense", [b"\r\n\r\n", b"hello\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n"]
)
def test_nonsense_request_gets_no_answer(misbehaving: MisbehavingSite, nonsense: bytes) -> None:
    with socket.create_connection(("127.0.0.1", misbehaving.server.port), timeout=5) as connection:
        connection.sendall(nonsense)
        assert read_to_end(connection) == b""


def test_request_body_is_read_before_the_next_request() -> None:
    bodies: list[bytes] = []

    def remember(request: Request) -> bytes:
        bodies.append(request.body)
        return format_response(request.body)

    with PracticeServer(remember) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(b"POST /a HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd")
            connection.sendall(b"GET /b HTTP/1.0\r\n\r\n")
            read_to_end(connection)
        assert [request.target for request in server.requests] == ["/a", "/b"]
    assert bodies == [b"abcd", b""]


def test_error_of_a_responder_comes_out_where_the_context_ends() -> None:
    def fail(request: Request) -> Reply:
        raise LookupError(request.target)

    with pytest.raises(LookupError, match="/x"), PracticeServer(fail) as server:
        assert ask(server, "/x") == b""


@pytest.mark.parametrize("phase", [1, 2])
def test_practice_article_has_its_expected_values_on_the_page(practice: PracticeSite, phase: int) -> None:
    practice.phase = phase
    for article in expected_articles(ZEMGALE_ID, phase):
        html = unescape(_read_text(practice.zemgale, article.url_path))
        year, month, day = article.published.split("-")
        assert (
            f'<h1 class="display-4"><span class="field field--name-title">{article.title}</span></h1>' in html
        )
        assert f"Publicēts: {day}.{month}.{year}." in html
        assert [tag for tag in article.tags if f">{tag}</a>" not in html] == []
        assert article.first_words in html
        assert article.last_words in html
    for article in expected_articles(PAKRUOJIS_ID, phase):
        body = body_of(ask(practice.pakruojis, article.url_path))
        html = unescape(body.decode("windows-1257" if b"charset=windows-1257" in body else "utf-8"))
        assert f"• {article.title}" in html
        assert f">{article.published}</font>" in html
        assert article.first_words in html
        assert article.last_words in html


def test_practice_listing_ends_on_its_third_page(practice: PracticeSite) -> None:
    pages = [_hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}")) for number in range(4)]
    assert [len(rows) for rows in pages] == [5, 5, 3, 0]
    assert _hrefs(_read_text(practice.zemgale, "/lv/jaunumi")) == pages[0]
    old = [
        re.findall(r"• <a href", _read_text(practice.pakruojis, f"/index.php?qw=naujienos&page={n}"))
        for n in (1, 2, 3)
    ]
    assert [len(rows) for rows in old] == [4, 4, 0]


def test_practice_sources_reach_every_expected_article(practice: PracticeSite) -> None:
    for phase in (1, 2):
        practice.phase = phase
        rows = {
            row
            for number in range(3)
            for row in _hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}"))
        }
        sitemap = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
        expected = {article.url_path for article in expected_articles(ZEMGALE_ID, phase)}
        assert expected - rows - set(re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", sitemap)) == set()
        assert len(expected) == 12
        assert len(expected_articles(PAKRUOJIS_ID, phase)) == 7 + phase


def test_practice_listing_holds_a_redirect_a_missing_and_a_disallowed_page(practice: PracticeSite) -> None:
    rows = [
        row
        for number in range(3)
        for row in _hrefs(_read_text(practice.zemgale, f"/lv/jaunumi?page={number}"))
    ]
    statuses = {row: split(ask(practice.zemgale, row))[0].split()[1] for row in rows}
    assert sorted(statuses.values()) == ["200"] * 11 + ["301", "404"]
    moved = next(row for row, status in statuses.items() if status == "301")
    location = next(line for line in split(ask(practice.zemgale, moved))[1] if line.startswith("Location: "))
    assert location.removeprefix(f"Location: http://127.0.0.1:{practice.zemgale.port}") in {
        article.url_path for article in expected_articles(ZEMGALE_ID, 1)
    }
    closed = re.findall(r"Disallow: (\S+)", _read_text(practice.zemgale, "/robots.txt"))
    assert len([row for row in rows if row.startswith(tuple(closed))]) == 1


def test_second_phase_brings_a_new_a_changed_and_a_gone_article(practice: PracticeSite) -> None:
    first = {
        article.url_path: _read_text(practice.zemgale, article.url_path)
        for article in expected_articles(ZEMGALE_ID, 1)
    }
    before = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
    practice.phase = 2
    second = {path: split(ask(practice.zemgale, path))[0].split()[1] for path in first}
    assert sorted(second.values()) == ["200"] * 11 + ["410"]
    new = {article.url_path for article in expected_articles(ZEMGALE_ID, 2)} - set(first)
    assert len(new) == 1
    changed = [
        path
        for path in first
        if second[path] == "200" and _text_of(first[path]) != _text_of(_read_text(practice.zemgale, path))
    ]
    assert len(changed) == 1
    after = gzip.decompress(body_of(ask(practice.zemgale, "/sitemaps/1.xml.gz"))).decode()
    fresh = [line for line in after.splitlines() if line not in before.splitlines()]
    gone = next(path for path, status in second.items() if status == "410")
    assert sorted(re.findall(r"<loc>http://[^/]+(/[^<]+)<", "".join(fresh))) == sorted([*new, *changed, gone])


def _text_of(html: str) -> str:
    return html.partition('text__text-content">')[2].partition("</div>")[0]


def test_practice_pages_come_gzipped_and_chunked(practice: PracticeSite) -> None:
    heads = [
        split(ask(practice.zemgale, a.url_path, "Accept-Encoding: gzip"))[1]
        for a in expected_articles(ZEMGALE_ID, 1)
    ]
    assert len([lines for lines in heads if "Content-Encoding: gzip" in lines]) == 1
    chunked = [
        a.url_path
        for a, lines in zip(expected_articles(ZEMGALE_ID, 1), heads, strict=True)
        if "Transfer-Encoding: chunked" in lines
    ]
    assert len(chunked) == 1
    body = split(ask(practice.zemgale, chunked[0]))[2]
    assert body.startswith(b"1;part=practice\r\n<\r\n7;part=practice\r\n")
    assert re.search(rb"\r\n0\r\nDigest: sha-256=[\w+/]+=\r\n\r\n$", body)
    assert body_of(ask(practice.zemgale, chunked[0])).rstrip().endswith(b"</html>")


def test_practice_page_is_revalidated_by_its_etag(practice: PracticeSite) -> None:
    path = expected_articles(ZEMGALE_ID, 1)[0].url_path
    etag = next(line for line in split(ask(practice.zemgale, path))[1] if line.startswith("ETag: "))
    status, _, body = split(ask(practice.zemgale, path, etag.replace("ETag", "If-None-Match")))
    assert (status, body) == ("HTTP/1.1 304 Not Modified", b"")


def test_old_practice_site_looks_its_age(practice: PracticeSite) -> None:
    path = expected_articles(PAKRUOJIS_ID, 1)[0].url_path
    first, second = ask(practice.pakruojis, path), ask(practice.pakruojis, path)
    _, lines, body = split(first)
    assert "Server: Apache/2.2" in lines
    assert "content-type: text/html" in lines
    assert len([line for line in lines if line.startswith("Set-Cookie: ")]) == 2
    assert "Hey.lt - Nemokamas lankytojų skaitliukas" in body.decode()
    assert first != second
    codings = [
        b"charset=windows-1257" in body_of(ask(practice.pakruojis, a.url_path))
        for a in expected_articles(PAKRUOJIS_ID, 1)
    ]
    assert codings.count(True) == 1


def test_practice_sources_are_toml_with_their_ports(practice: PracticeSite) -> None:
    zemgale, pakruojis = tomllib.loads(practice.sources_toml())["source"]
    assert (zemgale["id"], zemgale["platform"]) == (ZEMGALE_ID, "tvp")
    assert (pakruojis["id"], pakruojis["platform"]) == (PAKRUOJIS_ID, "pakruojis")
    assert zemgale["seeds"][0]["listing"] == practice.zemgale.url("/lv/jaunumi")
    assert pakruojis["hosts"] == [{"host": f"127.0.0.1:{practice.pakruojis.port}"}]


def test_practice_articles_are_all_different_and_long_enough() -> None:
    articles = [*read_zemgale_articles(), *read_pakruojis_articles()]
    texts = [article.paragraphs for article in articles if not (article.missing or article.disallowed)]
    assert len({text[0] for text in texts} | {text[-1] for text in texts}) == 2 * len(texts)
    assert [text for text in texts if not 112 <= len(" ".join(text).split()) <= 300] == []
