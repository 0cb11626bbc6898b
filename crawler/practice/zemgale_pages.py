"""The Latvian practice source's HTML and XML: articles into the platform's markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from itertools import groupby
from string import Template
from urllib.parse import quote

from crawler.practice.articles import PracticeArticle, read_page

Linked = tuple[str, PracticeArticle]
"""The path under which a page links to an article, and the article."""

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DISCLAIMER = (
    "Šī publikācija ir sagatavota ar Eiropas Savienības finansiālo atbalstu. Par šīs publikācijas saturu "
    "pilnībā atbild Zemgales prakses reģions, un tas nekādos apstākļos nav uzskatāms par Eiropas Savienības "
    "oficiālo nostāju."
)


def render_article(article: PracticeArticle, body: Sequence[str], canonical: str, related: Sequence[Linked]) -> str:
    """An article's page."""
    main = _fill(
        "zemgale_article.html",
        title=escape(article.title),
        date=format_day(article.published),
        tags=" ".join(_tag(tag) for tag in article.tags),
        image=_image(article),
        body=_body(body) + (f"\n<p><em>{_DISCLAIMER}</em></p>" if article.disclaimer else ""),
        attachment=_attachment(article),
        author=read_page("zemgale_author.html") if article.author else "",
        related="".join(_row(path, other) for path, other in related),
    )
    crumbs = '<li class="breadcrumb-item"><a href="/lv/jaunumi">Jaunumi</a></li>'
    return _base(article.title, main, canonical=canonical, crumbs=crumbs, page_class="page-node-type-article")


def render_listing(rows: Sequence[Linked], number: int, last: int) -> str:
    """One listing page; `number` and `last` count from 0."""
    main = _fill(
        "zemgale_listing.html",
        rows="".join(_row(path, article) for path, article in rows),
        pager="\n".join(_pager(number, last)),
    )
    return _base("Jaunumi", main, canonical="/lv/jaunumi", page_class="path-jaunumi")


def render_static(title: str, text: str) -> str:
    """A page that is no article."""
    main = _fill("zemgale_static.html", title=escape(title), text=escape(text))
    return _base(title, main, canonical="/lv", page_class="page-node-type-page")


def render_sitemap_index(base: str, lastmod: date) -> str:
    """A sitemap index with one gzipped child."""
    entry = f"<sitemap><loc>{base}/sitemaps/1.xml.gz</loc><lastmod>{lastmod}T04:00:00+03:00</lastmod></sitemap>"
    return f'{_XML}<sitemapindex xmlns="{_SITEMAP_NAMESPACE}">{entry}</sitemapindex>\n'


def render_sitemap(base: str, rows: Sequence[tuple[str, date]]) -> str:
    """A sitemap of paths and the days on which their pages last changed."""
    entries = "\n".join(
        f"<url><loc>{base}{path}</loc><lastmod>{day}T09:00:00+03:00</lastmod></url>" for path, day in rows
    )
    return f'{_XML}<urlset xmlns="{_SITEMAP_NAMESPACE}">\n{entries}\n</urlset>\n'


def render_feed(base: str, rows: Sequence[Linked]) -> str:
    """An RSS 2.0 feed."""
    entries = "\n".join(_feed_entry(base + path, article) for path, article in rows)
    channel = f"<title>Jaunumi</title><link>{base}/lv/jaunumi</link><description>Jaunumi</description>"
    return f'{_XML}<rss version="2.0"><channel>{channel}\n{entries}\n</channel></rss>\n'


def format_day(day: date) -> str:
    """`16.05.2022.`, the final dot included."""
    return f"{day:%d.%m.%Y}."


def _fill(template: str, **values: str) -> str:
    return Template(read_page(template)).substitute(values)


def _base(title: str, main: str, *, canonical: str, page_class: str, crumbs: str = "") -> str:
    return _fill(
        "zemgale_base.html",
        title=escape(title),
        main=main,
        canonical=escape(canonical),
        page_class=page_class,
        crumbs=crumbs,
    )


def _row(path: str, article: PracticeArticle) -> str:
    return _fill(
        "zemgale_row.html",
        href=escape(path),
        title=escape(article.title),
        date=format_day(article.published),
        lead=escape(article.paragraphs[0]),
    )


def _body(paragraphs: Sequence[str]) -> str:
    parts: list[str] = []
    for is_entry, group in groupby(paragraphs, key=lambda paragraph: paragraph.startswith("- ")):
        if is_entry:
            entries = "".join(f"<li>{escape(entry.removeprefix('- '))}</li>" for entry in group)
            parts.append(f"<ul>{entries}</ul>")
        else:
            parts.extend(f"<p>{escape(paragraph)}</p>" for paragraph in group)
    return "\n".join(parts)


def _tag(tag: str) -> str:
    return f'<a href="/lv/jaunumi?category={quote(tag)}">{escape(tag)}</a>'


def _image(article: PracticeArticle) -> str:
    if article.image is None:
        return ""
    source = f"/sites/zemgale/files/styles/large/{article.slug}.png"
    return f'<div class="article-image"><img src="{source}" alt="{escape(article.image)}" /></div>'


def _attachment(article: PracticeArticle) -> str:
    if article.attachment is None:
        return ""
    name = escape(article.attachment)
    link = f'<a href="/lv/media/142/download?attachment=" title="{name}">{name}</a>'
    return f'<div class="paragraph paragraph--type--files"><div class="file-list">{link}</div></div>'


def _pager(number: int, last: int) -> list[str]:
    entries = [
        f'<li class="page-item active"><span class="page-link">{page + 1}</span></li>'
        if page == number
        else f'<li class="page-item"><a class="page-link" href="?page={page}">{page + 1}</a></li>'
        for page in range(last + 1)
    ]
    if number < last:
        following = f'<a class="page-link" href="?page={number + 1}" rel="next">Nākamā lapa</a>'
        entries.append(f'<li class="page-item pager__item--next">{following}</li>')
    return entries


def _feed_entry(url: str, article: PracticeArticle) -> str:
    moment = format_datetime(datetime.combine(article.published, time(9), UTC))
    return (
        f"<item><title>{escape(article.title)}</title><link>{url}</link>"
        f"<description>{escape(article.paragraphs[0])}</description>"
        f'<pubDate>{moment}</pubDate><guid isPermaLink="true">{url}</guid></item>'
    )
