"""Statuses and redirects: everything that a status line alone can do to a crawl."""

from __future__ import annotations

from crawler.practice.messages import Reply, format_head
from tests.site.catalogue import HTML, PAGE, Ask, Catalogue, Misbehaviour, always, close_after, page


def _plain(ask: Ask) -> bytes:
    response = page()
    return response.removesuffix(PAGE) if ask.request.method == "HEAD" else response


def _redirect(location: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, headers=[("Location", location), HTML])


def _chain(ask: Ask) -> bytes:
    left = ask.last_number
    return _redirect(f"/redirect/chain/{left - 1}" if left > 1 else "/plain", "301 Moved Permanently")


def _refused(status: str, *headers: tuple[str, str]) -> bytes:
    return page(b"<html><body>ne dabar</body></html>", status=status, headers=[HTML, *headers])


def _flaky(ask: Ask) -> bytes:
    return _refused("500 Internal Server Error") if ask.asked == 1 else page()


def _patient(ask: Ask) -> bytes:
    return _refused("503 Service Unavailable", ("Retry-After", "1")) if ask.asked == 1 else page()


def _conditional(ask: Ask) -> bytes:
    facts = [("ETag", '"v1"'), ("Last-Modified", "Tue, 01 Sep 2020 06:00:00 GMT")]
    if ask.request.header("if-none-match") == '"v1"' or ask.request.header("if-modified-since") == facts[1][1]:
        return format_head("304 Not Modified", facts)
    return page(headers=[HTML, *facts])


def _dropped_on_reuse(ask: Ask) -> Reply | bytes:
    return page() if ask.request.nth == 1 else close_after()


_UTF8_REASON = b"HTTP/1.1 200 Viss k\xc4\x81rt\xc4\xabb\xc4\x81\r\n"
_WINDOWS_REASON = b"HTTP/1.1 200 Viss k\xe2rt\xeeb\xe2\r\n"
_REST = b"Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE)

STATUSES: Catalogue = {
    "/plain": Misbehaviour("a page as it should be; HEAD gets its head alone", _plain),
    "/head-with-body": Misbehaviour("sends a body even to HEAD", always(page)),
    "/204": Misbehaviour("no content, no length", always(lambda: format_head("204 No Content", [HTML]))),
    "/304": Misbehaviour("304 that nobody asked for", always(lambda: format_head("304 Not Modified", []))),
    "/conditional": Misbehaviour("has an ETag and a date, and answers 304 to either", _conditional),
    "/redirect/relative": Misbehaviour("302 to ../plain", always(lambda: _redirect("../plain"))),
    "/redirect/absolute": Misbehaviour("301 to this host", lambda ask: _redirect(f"{ask.base}/plain", "301 Moved")),
    "/redirect/schemeless": Misbehaviour(
        "302 to //host/plain", lambda ask: _redirect(ask.base.removeprefix("http:") + "/plain")
    ),
    "/redirect/loop": Misbehaviour("302 to itself", always(lambda: _redirect("/redirect/loop"))),
    "/redirect/pair": Misbehaviour("302 to its twin", always(lambda: _redirect("/redirect/pair2"))),
    "/redirect/pair2": Misbehaviour("302 back to its twin", always(lambda: _redirect("/redirect/pair"))),
    "/redirect/chain/": Misbehaviour("301 as many times as its number says, then /plain", _chain),
    "/redirect/other-host": Misbehaviour(
        "302 to another host", always(lambda: _redirect("http://other.invalid/plain"))
    ),
    "/redirect/private": Misbehaviour(
        "302 to a link-local address", always(lambda: _redirect("http://169.254.169.254/latest/"))
    ),
    "/redirect/file": Misbehaviour("302 to a file: address", always(lambda: _redirect("file:///etc/passwd"))),
    "/redirect/broken": Misbehaviour("302 to no address at all", always(lambda: _redirect("http://[broken/"))),
    "/redirect/nowhere": Misbehaviour("302 without Location", always(lambda: _refused("302 Found"))),
    "/redirect/diacritics": Misbehaviour("302 to raw UTF-8", always(lambda: _redirect("/naujiena/žiedupė"))),
    "/naujiena/žiedupė": Misbehaviour("a page whose path has diacritics", always(page)),
    "/999": Misbehaviour("a status that no one registered", always(lambda: page(status="999 Denied"))),
    "/99": Misbehaviour("a status of two digits", always(lambda: page(status="99 Few"))),
    "/503": Misbehaviour("503, Retry-After 1 s", always(lambda: _refused("503 Busy", ("Retry-After", "1")))),
    "/503-hours": Misbehaviour(
        "503, Retry-After two hours", always(lambda: _refused("503 Busy", ("Retry-After", "7200")))
    ),
    "/503-date": Misbehaviour(
        "503, Retry-After as a date",
        always(lambda: _refused("503 Busy", ("Retry-After", "Sun, 22 Nov 2026 23:00:00 GMT"))),
    ),
    "/503-then-200": Misbehaviour("503 with Retry-After once, then a page", _patient),
    "/429": Misbehaviour("429, Retry-After 1 s", always(lambda: _refused("429 Slow", ("Retry-After", "1")))),
    "/403": Misbehaviour("forbidden", always(lambda: _refused("403 Forbidden"))),
    "/404": Misbehaviour("not found", always(lambda: _refused("404 Not Found"))),
    "/410": Misbehaviour("gone", always(lambda: _refused("410 Gone"))),
    "/500": Misbehaviour("500 every time", always(lambda: _refused("500 Internal Server Error"))),
    "/flaky": Misbehaviour("500 once, then a page", _flaky),
    "/empty": Misbehaviour("200 with an empty body", always(lambda: page(b""))),
    "/reason-utf8": Misbehaviour("a reason phrase in UTF-8", always(lambda: _UTF8_REASON + _REST)),
    "/reason-1257": Misbehaviour("a reason phrase in windows-1257", always(lambda: _WINDOWS_REASON + _REST)),
    "/reason-none": Misbehaviour("no reason phrase, no space for it", always(lambda: b"HTTP/1.1 200\r\n" + _REST)),
    "/stale": Misbehaviour("closes after the answer without a word about it", always(lambda: close_after(page()))),
    "/dropped-on-reuse": Misbehaviour("answers a connection's first request, closes on the second", _dropped_on_reuse),
}
