"""The Latvian practice source: the state Drupal platform's way with listings, articles, feed and sitemap."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Callable
from datetime import date, timedelta

from crawler.practice.articles import PracticeArticle, pick_page, read_zemgale_articles
from crawler.practice.messages import (
    Headers,
    Reply,
    Request,
    Responder,
    format_chunks,
    format_head,
    format_response,
)
from crawler.practice.zemgale_pages import (
    render_article,
    render_feed,
    render_listing,
    render_sitemap,
    render_sitemap_index,
    render_static,
)

ARTICLE_PREFIX = "/lv/jaunums/"
_ROWS = 5
_FEED_ROWS = 10
_CHUNK_SIZES = (1, 7, 313, 2, 1021, 64)
_HTML = ("Content-Type", "text/html; charset=UTF-8")
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0>>endobj\n%%EOF\n"
_HOURS = "Liepsala, Dzirnavu iela 9. Apmeklētājus pieņemam darba dienās no 8.30 līdz 17.00."
_STATIC = {
    "/lv": ("Sākums", "Zemgales prakses reģions apvieno sešus izdomātus pagastus un to iedzīvotājus."),
    "/lv/kontakti": ("Kontakti", _HOURS),
    "/lv/par-mums": ("Par mums", "Palīdzam pagastiem kopā plānot un īstenot projektus."),
    "/lv/projekti": ("Projekti", "Šeit apkopoti projekti, kuros reģions ir partneris."),
    "/en/contacts": ("Contacts", "Dzirnavu iela 9, Liepsala. Open on working days."),
}


class ZemgaleSite:
    """Answers requests as the Latvian source does in its current phase."""

    def __init__(self, phase: Callable[[], int]) -> None:
        self._phase = phase
        self._routes: dict[str, Responder] = {
            "/": _redirect_home,
            "/robots.txt": _answer_robots,
            "/sitemap.xml": self._sitemap_index,
            "/sitemaps/1.xml.gz": self._sitemap,
            "/lv/rss/articles": self._feed,
            "/lv/jaunumi": self._listing,
        }

    def __call__(self, request: Request) -> Reply | bytes:
        """The answer to one request."""
        path = request.path
        if request.method not in {"GET", "HEAD"}:
            return _page(request, "405 Method Not Allowed", render_static("Kļūda", "Šādi jautāt nevar."))
        if path.startswith(ARTICLE_PREFIX):
            return self._article(request, path.removeprefix(ARTICLE_PREFIX))
        if path in self._routes:
            return self._routes[path](request)
        return _answer_fixed(request)

    def _sitemap_index(self, request: Request) -> bytes:
        index = render_sitemap_index(_base(request), _today(self._phase()))
        return _typed(request, "text/xml; charset=UTF-8", index.encode())

    def _sitemap(self, request: Request) -> bytes:
        phase = self._phase()
        known = [article for article in read_zemgale_articles() if _is_known(article, phase)]
        rows = [(ARTICLE_PREFIX + article.slug, _lastmod(article, phase)) for article in known]
        fixed = [(path, date(2020, 11, 10)) for path in ("/lv", "/lv/kontakti")]
        packed = gzip.compress(render_sitemap(_base(request), [*fixed, *rows]).encode(), mtime=0)
        return _typed(request, "application/gzip", packed)

    def _feed(self, request: Request) -> bytes:
        phase = self._phase()
        fed = [article for article in read_zemgale_articles() if article.listed and article.exists(phase)]
        rows = [(ARTICLE_PREFIX + article.slug, article) for article in fed[:_FEED_ROWS]]
        feed = render_feed(_base(request), rows)
        return _typed(request, "application/rss+xml; charset=utf-8", feed.encode())

    def _listing(self, request: Request) -> bytes:
        phase = self._phase()
        rows = [article for article in read_zemgale_articles() if _is_listed(article, phase)]
        asked = request.query("page") or "0"
        number = int(asked) if asked.isdecimal() else 0
        last = (len(rows) - 1) // _ROWS
        shown = [(_listed_path(article), article) for article in pick_page(rows, number, _ROWS)]
        return _page(request, "200 OK", render_listing(shown, number, last))

    def _article(self, request: Request, slug: str) -> Reply | bytes:
        phase = self._phase()
        for article in read_zemgale_articles():
            if slug == article.old_slug:
                location = ("Location", _base(request) + ARTICLE_PREFIX + article.slug)
                return _bare(request, "301 Moved Permanently", b"", [location, _HTML])
            if slug == article.slug and article.is_removed(phase):
                return _page(request, "410 Gone", render_static("Lapa noņemta", "Šī ziņa vairs nav pieejama."))
            if slug == article.slug and article.exists(phase):
                return self._existing(request, article)
        return _not_found(request)

    def _existing(self, request: Request, article: PracticeArticle) -> Reply | bytes:
        phase = self._phase()
        others = [other for other in read_zemgale_articles() if other.exists(phase) and other is not article]
        open_to_all = [other for other in others if other.listed and not other.disallowed]
        related = [(ARTICLE_PREFIX + other.slug, other) for other in open_to_all[:2]]
        canonical = _base(request) + ARTICLE_PREFIX + article.slug
        html = render_article(article, article.body(phase), canonical, related).encode()
        if article.coding == "chunked" and request.version == "HTTP/1.1":
            return _chunked(request, html)
        etag = f'"{hashlib.sha1(html, usedforsecurity=False).hexdigest()[:16]}"'
        facts = [("ETag", etag), ("Cache-Control", "max-age=0, private"), ("X-Generator", "Drupal 8")]
        if request.header("if-none-match") == etag:
            return format_head("304 Not Modified", facts)
        if article.coding == "gzip" and "gzip" in (request.header("accept-encoding") or ""):
            html = gzip.compress(html, mtime=0)
            facts += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
        return _bare(request, "200 OK", html, [_HTML, ("Content-language", "lv"), *facts])


def _is_listed(article: PracticeArticle, phase: int) -> bool:
    return article.listed and article.from_phase <= phase and not article.is_removed(phase)


def _is_known(article: PracticeArticle, phase: int) -> bool:
    # A removed page stays in the sitemap with a new lastmod: so a polite crawler learns that it is gone.
    return article.from_phase <= phase and not article.missing


def _lastmod(article: PracticeArticle, phase: int) -> date:
    touched = article.replaced is not None or article.removed_in_phase is not None
    return _today(phase) if touched and phase > 1 else article.published


def _today(phase: int) -> date:
    """The day on which a phase's last change was made."""
    return date(2022, 5, 16) + timedelta(days=7 * (phase - 1))


def _listed_path(article: PracticeArticle) -> str:
    return ARTICLE_PREFIX + (article.old_slug or article.slug)


def _base(request: Request) -> str:
    return f"http://{request.header('host') or '127.0.0.1'}"


def _robots(base: str) -> str:
    rules = f"User-agent: *\nDisallow: /admin/\nDisallow: /lv/search\nDisallow: {ARTICLE_PREFIX}melnraksts-\n"
    return f"{rules}\nSitemap: {base}/sitemap.xml\n"


def _answer_robots(request: Request) -> bytes:
    return _typed(request, "text/plain; charset=UTF-8", _robots(_base(request)).encode())


def _redirect_home(request: Request) -> bytes:
    return _bare(request, "302 Found", b"", [("Location", "/lv"), _HTML])


def _answer_fixed(request: Request) -> bytes:
    path = request.path
    if path in _STATIC:
        return _page(request, "200 OK", render_static(*_STATIC[path]))
    if path.startswith("/lv/media/") and path.endswith("/download"):
        named = ("Content-Disposition", 'attachment; filename="pielikums.pdf"')
        return _typed(request, "application/pdf", _PDF, [named])
    if path.startswith("/sites/zemgale/files/") and path.endswith(".png"):
        return _typed(request, "image/png", _PNG)
    return _not_found(request)


def _not_found(request: Request) -> bytes:
    return _page(request, "404 Not Found", render_static("Lapa nav atrasta", "Pieprasītā lapa nav atrasta."))


def _page(request: Request, status: str, html: str) -> bytes:
    return _bare(request, status, html.encode(), [_HTML, ("Content-language", "lv")])


def _typed(request: Request, media_type: str, body: bytes, more: Headers = ()) -> bytes:
    return _bare(request, "200 OK", body, [("Content-Type", media_type), *more])


def _bare(request: Request, status: str, body: bytes, headers: Headers) -> bytes:
    response = format_response(body, status=status, headers=[("Server", "nginx"), *headers])
    return response[: len(response) - len(body)] if request.method == "HEAD" else response


def _chunked(request: Request, html: bytes) -> bytes:
    digest = base64.b64encode(hashlib.sha256(html).digest()).decode()
    coding = [("Transfer-Encoding", "chunked"), ("Trailer", "Digest")]
    head = format_head("200 OK", [("Server", "nginx"), _HTML, *coding])
    if request.method == "HEAD":
        return head
    trailer = [("Digest", f"sha-256={digest}")]
    return head + format_chunks(html, _CHUNK_SIZES, extension=";part=practice", trailers=trailer)
