"""The Lithuanian practice source: an old custom PHP site in tables, with a visitor counter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import count
from string import Template

from crawler.practice.articles import PracticeArticle, pick_page, read_page, read_pakruojis_articles
from crawler.practice.messages import Reply, Request, format_response

_ROWS = 4
_FIRST_VISITOR = 102_807
_STATIC = {
    "apie": ("Apie mus", "Vienijame kaimo bendruomenes, ūkininkus ir įstaigas."),
    "kontaktai": ("Kontaktai", "Beržupiai, Parko g. 3. Dirbame pirmadieniais–penktadieniais."),
    "galerija": ("Galerija", "Nuotraukos iš švenčių ir mokymų."),
}


class PakruojisSite:
    """Answers requests as the Lithuanian source does in its current phase."""

    def __init__(self, phase: Callable[[], int]) -> None:
        self._phase = phase
        self._visitors = count(_FIRST_VISITOR)

    def __call__(self, request: Request) -> Reply | bytes:
        """The answer to one request."""
        if request.path == "/robots.txt":
            return _answer(request, "404 Not Found", "<html><body>Puslapis nerastas</body></html>")
        if request.path not in {"/", "/index.php"}:
            return self._answer_page(request, "404 Not Found", _static("Klaida", "Puslapis nerastas."))
        section = request.query("qw")
        if section == "new":
            return self._article(request)
        if section in _STATIC:
            return self._answer_page(request, "200 OK", _static(*_STATIC[section]))
        return self._listing(request)

    def _articles(self) -> list[PracticeArticle]:
        return [article for article in read_pakruojis_articles() if article.exists(self._phase())]

    def _listing(self, request: Request) -> bytes:
        rows = self._articles()
        asked = request.query("page") or "1"
        number = int(asked) if asked.isdecimal() else 1
        last = (len(rows) - 1) // _ROWS + 1
        pager = " ".join(_page_link(page, number) for page in range(1, last + 1))
        shown = pick_page(rows, number - 1, _ROWS)
        main = _fill(
            "pakruojis_listing.html",
            rows="".join(_row(article) for article in shown),
            number=str(number),
            count=str(last),
            pager=pager,
        )
        return self._answer_page(request, "200 OK", main)

    def _article(self, request: Request) -> bytes:
        articles = self._articles()
        for place, article in enumerate(articles):
            if request.query("newid") == str(article.newid):
                newer = articles[place - 1] if place else None
                older = articles[place + 1] if place + 1 < len(articles) else None
                main = _article(article, article.body(self._phase()), newer, older)
                return self._answer_page(request, "200 OK", main, encoding=article.encoding)
        return self._answer_page(request, "404 Not Found", _static("Klaida", "Tokios naujienos nėra."))

    def _answer_page(self, request: Request, status: str, main: str, *, encoding: str = "utf-8") -> bytes:
        side = "".join(_side_link(article) for article in self._articles()[:5])
        # One counter step a page view: no two answers are the same bytes.
        page = _fill("pakruojis_base.html", main=main, side=side, charset=encoding, counter=str(next(self._visitors)))
        return _answer(request, status, page, encoding=encoding)


def article_path(article: PracticeArticle) -> str:
    """Path and query of an article."""
    return f"/index.php?qw=new&newid={article.newid}"


def _answer(request: Request, status: str, html: str, *, encoding: str = "utf-8") -> bytes:
    body = html.encode(encoding)
    headers = [
        ("DATE", "Sun, 22 Nov 2026 08:00:00 GMT"),
        ("Server", "Apache/2.2"),
        ("X-Powered-By", "PHP/5.3.29"),
        ("Set-Cookie", "PHPSESSID=0123456789abcdef0123456789; path=/"),
        ("Set-Cookie", "kalba=lt; path=/"),
        ("content-type", "text/html"),
    ]
    response = format_response(body, status=status, headers=headers, length_name="CONTENT-length")
    return response[: len(response) - len(body)] if request.method == "HEAD" else response


def _fill(template: str, **values: str) -> str:
    return Template(read_page(template)).substitute(values)


def _static(title: str, text: str) -> str:
    return _fill("pakruojis_static.html", title=escape(title), text=escape(text))


def _href(article: PracticeArticle) -> str:
    return escape(article_path(article).removeprefix("/"))


def _row(article: PracticeArticle) -> str:
    lead = " ".join(article.paragraphs[0].split()[:14])
    day = article.published.isoformat()
    return _fill("pakruojis_row.html", href=_href(article), title=escape(article.title), date=day, lead=escape(lead))


def _page_link(page: int, shown: int) -> str:
    return f"<b>{page}</b>" if page == shown else f'<a href="index.php?qw=naujienos&amp;page={page}">{page}</a>'


def _side_link(article: PracticeArticle) -> str:
    return f'{article.published} <a href="{_href(article)}">{escape(article.title)}</a><br />\n'


def _article(
    article: PracticeArticle,
    body: Sequence[str],
    newer: PracticeArticle | None,
    older: PracticeArticle | None,
) -> str:
    links = [
        f'<a href="{_href(other)}">{label}: {escape(other.title)}</a>'
        for label, other in (("« Ankstesnė", older), ("Kita »", newer))
        if other is not None
    ]
    return _fill(
        "pakruojis_article.html",
        title=escape(article.title),
        date=article.published.isoformat(),
        body=_body(body, article.layout),
        neighbours=" | ".join(links),
    )


def _body(paragraphs: Sequence[str], layout: str) -> str:
    escaped = [escape(paragraph, quote=False) for paragraph in paragraphs]
    if layout == "breaks":
        return "<br />\n<br />\n".join(escaped)
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in escaped)
