"""Bodies that are not what their heads say, or that are meant to hurt a parser."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

from crawler.practice.messages import Headers
from tests.site.catalogue import HTML, PAGE, PARAGRAPH, Catalogue, Misbehaviour, always, page

_GZIP = ("Content-Encoding", "gzip")
_BOMB_BYTES = 200_000_000
_DEPTH = 50_000


def _coded(body: bytes, coding: str = "gzip", *more: tuple[str, str]) -> bytes:
    return page(body, headers=[HTML, ("Content-Encoding", coding), *more])


def _packed() -> bytes:
    return gzip.compress(PAGE, mtime=0)


@cache
def _bomb() -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"<p>oras</p>" * 100_000
    parts = [squeeze.compress(block) for _ in range(_BOMB_BYTES // len(block) + 1)]
    return _coded(b"".join([*parts, squeeze.flush()]))


def _in_html(body: str, *, head: str = "<meta charset='utf-8'>", headers: Headers = (HTML,)) -> bytes:
    html = f"<!DOCTYPE html><html><head>{head}<title>Bandymas</title></head><body>{body}</body></html>"
    return page(html.encode(), headers=headers)


def _deep() -> bytes:
    return _in_html("<div>" * _DEPTH + f"<h1>Gylis</h1><p>{PARAGRAPH}</p>" + "</div>" * _DEPTH)


def _windows_page(charset: str) -> bytes:
    html = f"<html><head><title>Žiedupė</title></head><body><h1>Žiedupė</h1><p>„{PARAGRAPH}“</p></body></html>"
    return page(html.encode("windows-1257"), headers=[("Content-Type", f"text/html{charset}")])


BODIES: Catalogue = {
    "/gzip": Misbehaviour("gzip, rightly declared", always(lambda: _coded(_packed()))),
    "/gzip-undeclared": Misbehaviour("gzip that the head does not mention", always(lambda: page(_packed()))),
    "/gzip-false": Misbehaviour("declared as gzip, sent as it is", always(lambda: _coded(PAGE))),
    "/gzip-cut": Misbehaviour("gzip without its second half", always(lambda: _coded(_packed()[: len(_packed()) // 2]))),
    "/gzip-tail": Misbehaviour("gzip with garbage behind it", always(lambda: _coded(_packed() + b"garbage"))),
    "/gzip-twice": Misbehaviour(
        "gzip within gzip", always(lambda: _coded(gzip.compress(_packed(), mtime=0), "gzip, gzip"))
    ),
    "/gzip-members": Misbehaviour(
        "gzip in two members",
        always(lambda: _coded(gzip.compress(PAGE[:90], mtime=0) + gzip.compress(PAGE[90:], mtime=0))),
    ),
    "/gzip-x": Misbehaviour("gzip under its old name", always(lambda: _coded(_packed(), "x-gzip"))),
    "/gzip-bomb": Misbehaviour("200 kB that unpack to 200 MB", always(_bomb)),
    "/deflate": Misbehaviour("deflate with the zlib head", always(lambda: _coded(zlib.compress(PAGE), "deflate"))),
    "/deflate-raw": Misbehaviour(
        "deflate without the zlib head", always(lambda: _coded(zlib.compress(PAGE)[2:-4], "deflate"))
    ),
    "/br-false": Misbehaviour("declared as brotli, sent as it is", always(lambda: _coded(PAGE, "br"))),
    "/coding-unknown": Misbehaviour("a content coding of its own", always(lambda: _coded(PAGE, "x-lokys"))),
    "/identity": Misbehaviour("declares that nothing was done", always(lambda: _coded(PAGE, "identity"))),
    "/deep": Misbehaviour("50,000 nested divs", always(_deep)),
    "/nulls": Misbehaviour(
        "NUL bytes within the text", always(lambda: page(PAGE.replace(b"<p>", b"<p>\0\0") + b"\0" * 1000))
    ),
    "/binary": Misbehaviour(
        "an image's bytes as text/html", always(lambda: page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40))
    ),
    "/pdf-as-html": Misbehaviour("a PDF as text/html", always(lambda: page(b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n%%EOF"))),
    "/no-type": Misbehaviour("a page without Content-Type", always(lambda: page(headers=()))),
    "/type-nonsense": Misbehaviour(
        "a Content-Type that is none", always(lambda: page(headers=[("Content-Type", ";;charset")]))
    ),
    "/charset-wrong": Misbehaviour("windows-1257 that says utf-8", always(lambda: _windows_page("; charset=utf-8"))),
    "/charset-unknown": Misbehaviour(
        "a charset that does not exist", always(lambda: _windows_page("; charset=windows-9999"))
    ),
    "/charset-none": Misbehaviour("windows-1257 that says nothing", always(lambda: _windows_page(""))),
    "/charset-right": Misbehaviour(
        "windows-1257 that says so", always(lambda: _windows_page("; charset=windows-1257"))
    ),
    "/meta-refresh": Misbehaviour(
        "refreshes to /plain",
        always(lambda: _in_html("", head="<meta http-equiv='refresh' content='0; url=/plain'>")),
    ),
    "/meta-refresh-loop": Misbehaviour(
        "refreshes to itself",
        always(lambda: _in_html("", head="<meta http-equiv='refresh' content='0; url=/meta-refresh-loop'>")),
    ),
    "/entities": Misbehaviour("a hundred thousand broken entities", always(lambda: _in_html("&#x110000;&x" * 100_000))),
    "/attributes": Misbehaviour(
        "a tag of 20,000 attributes",
        always(lambda: _in_html("<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">tekstas</p>")),
    ),
    "/long-line": Misbehaviour("5 MB of text without a space", always(lambda: _in_html("a" * 5_000_000))),
    "/script-only": Misbehaviour(
        "nothing but a script", always(lambda: _in_html("<script>document.write('x')</script>"))
    ),
    "/base-elsewhere": Misbehaviour(
        "a base element that leads to another host",
        always(lambda: _in_html("<a href='plain'>x</a>", head="<base href='http://other.invalid/'>")),
    ),
}
