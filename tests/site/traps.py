"""Ways to keep a crawler busy for ever: listings, calendars, sitemaps, feeds and robots.txt files."""

from __future__ import annotations

import gzip

from tests.site.catalogue import HTML, Ask, Catalogue, Misbehaviour, always, close_after, page
from tests.site.framing import FRAMING

_XML = ("Content-Type", "application/xml")
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _links(*targets: str) -> bytes:
    rows = "".join(f"<li><a href='{target}'>{target}</a></li>" for target in targets)
    return page(f"<html><head><title>Sąrašas</title></head><body><ul>{rows}</ul></body></html>".encode())


def _same_rows(ask: Ask) -> bytes:
    number = int(ask.request.query("page") or 0)
    return _links("/trap/article/1", "/trap/article/2", f"/trap/listing-same?page={number + 1}")


def _new_rows(ask: Ask) -> bytes:
    number = int(ask.request.query("page") or 0)
    return _links(f"/trap/article/{number}", f"/trap/listing-endless?page={number + 1}")


def _calendar(ask: Ask) -> bytes:
    month = int(ask.request.query("month") or 0)
    return _links(f"/trap/calendar?month={month + 1}", f"/trap/calendar?month={month - 1}")


def _deeper(ask: Ask) -> bytes:
    return _links(f"{ask.request.path.rstrip('/')}/toliau/", "../toliau/")


def _sitemap_index(*locations: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return page(f"<sitemapindex {_NAMESPACE}>{rows}</sitemapindex>".encode(), headers=[_XML])


def _sitemap(ask: Ask, count: int) -> str:
    rows = "".join(f"<url><loc>{ask.base}/trap/article/{number}</loc></url>" for number in range(count))
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset {_NAMESPACE}>{rows}</urlset>"


def _bombed_xml() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><rss><channel><title>&a9;</title></channel></rss>'
    return page(text.encode(), headers=[_XML])


def _external_xml() -> bytes:
    text = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>'
    return page(text.encode(), headers=[_XML])


TRAPS: Catalogue = {
    "/trap/listing-same": Misbehaviour("the same rows on every page, always a next one", _same_rows),
    "/trap/listing-endless": Misbehaviour("new rows on every page, always a next one", _new_rows),
    "/trap/listing-self": Misbehaviour(
        "a next page that is this page", always(lambda: _links("/trap/article/1", "/trap/listing-self"))
    ),
    "/trap/article/": Misbehaviour("an article for every number", always(page)),
    "/trap/calendar": Misbehaviour("a month before and a month after, without end", _calendar),
    "/trap/deeper/": Misbehaviour("a path that grows with every link", _deeper),
    "/sitemap-loop.xml": Misbehaviour(
        "an index that names itself", lambda ask: _sitemap_index(f"{ask.base}/sitemap-loop.xml")
    ),
    "/sitemap-large.xml": Misbehaviour(
        "50,000 addresses", lambda ask: page(_sitemap(ask, 50_000).encode(), headers=[_XML])
    ),
    "/sitemap-cut.xml": Misbehaviour(
        "XML that ends in the middle", lambda ask: page(_sitemap(ask, 10)[:-60].encode(), headers=[_XML])
    ),
    "/sitemap-cut.xml.gz": Misbehaviour(
        "gzip that ends in the middle",
        lambda ask: page(gzip.compress(_sitemap(ask, 99).encode(), mtime=0)[:-40]),
    ),
    "/sitemap-html.xml": Misbehaviour("a page where a sitemap should be", always(page)),
    "/feed-bomb.xml": Misbehaviour("entities that unfold a thousand million times", always(_bombed_xml)),
    "/feed-external.xml": Misbehaviour("an entity that names a local file", always(_external_xml)),
}


def _text(rules: str) -> bytes:
    return page(rules.encode(), headers=[("Content-Type", "text/plain")])


ROBOTS: Catalogue = {
    "allow": Misbehaviour("everything is open", always(lambda: _text("User-agent: *\nDisallow:\n"))),
    "disallow": Misbehaviour("everything is closed", always(lambda: _text("User-agent: *\nDisallow: /\n"))),
    "some": Misbehaviour(
        "/closed and query strings are closed",
        always(lambda: _text("User-agent: *\nDisallow: /closed\nDisallow: /*?\nAllow: /closed/open\n")),
    ),
    "delay": Misbehaviour("asks for a second between pages", always(lambda: _text("User-agent: *\nCrawl-delay: 1\n"))),
    "404": Misbehaviour("there is none", always(lambda: page(status="404 Not Found"))),
    "403": Misbehaviour("it is forbidden, which RFC 9309 reads as none", always(lambda: page(status="403 No"))),
    "503": Misbehaviour("it fails: stay away", always(lambda: page(b"", status="503 Busy", headers=[HTML]))),
    "timeout": Misbehaviour("it never comes: stay away", always(lambda: close_after(ending="hold"))),
    "close": Misbehaviour("the connection ends: stay away", always(close_after)),
    "html": Misbehaviour("a page where rules should be", always(page)),
    "redirect": Misbehaviour(
        "it lies elsewhere",
        always(lambda: page(b"", status="301 Moved", headers=[("Location", "/robots-elsewhere.txt")])),
    ),
    "bom": Misbehaviour(
        "closed, with a byte order mark and CR line ends",
        always(lambda: _text("\ufeffUser-agent: *\rDisallow: /\r")),
    ),
    "binary": Misbehaviour("bytes that are no text", always(lambda: page(bytes(range(256)) * 4, headers=()))),
    "huge": Misbehaviour(
        "1 MB of comments, then closed: only the first 500 kB count",
        always(lambda: _text("# tyla\n" * 150_000 + "User-agent: *\nDisallow: /\n")),
    ),
    "endless": FRAMING["/chunked-endless"],
}
