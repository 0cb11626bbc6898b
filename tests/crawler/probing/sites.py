"""Small sites on loopback, each of another system, whose every article is known."""

# ruff: noqa: E501 - markup is easier to read in the lines that it has on a site

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from crawler.practice.messages import Reply, Request, format_response
from crawler.practice.server import PracticeServer

HTML = ("Content-Type", "text/html; charset=utf-8")
XML = ("Content-Type", "application/xml; charset=utf-8")
JSON = ("Content-Type", "application/json; charset=utf-8")

_SUBJECTS = (
    "Bendruomenės namai Pievėnuose", "Amatų mugė prie ežero", "Kaimo kepyklos atidarymas", "Mokymai vietos verslui",
    "Tradicinių valgių vakaras", "Paroda senojoje klėtyje", "Talka piliakalnio papėdėje", "Jaunimo stovykla miške",
    "Naujas kvietimas teikti paraiškas", "Tarybos posėdis rugsėjį", "Medaus šventė kaime", "Dviračių takas palei upę",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """One article of a site."""

    number: int
    path: str
    title: str
    day: str
    """ISO 8601."""

    @property
    def paragraphs(self) -> tuple[str, str]:
        """What it says."""
        return (
            f"{self.title}: rajono gyventojai antradienį susirinko aptarti darbų, kuriuos vietos veiklos grupė pradėjo "
            f"pavasarį, ir nutarė iki rudens sutvarkyti {self.number} sodybų aplinką.",
            f"Projektui skirta {12_000 + 35 * self.number} eurų paramos, savanoriai dirbo {3 + self.number} dienas, o "
            "darbus prižiūrėjo seniūnė ir du bendruomenės nariai.",
        )


def make_posts(count: int, path: Callable[[int, str, str], str]) -> list[Post]:
    """Articles, the newest first; `path` makes an address of number, slug and day."""
    posts = []
    for number in range(count, 0, -1):
        title = f"{_SUBJECTS[number % len(_SUBJECTS)]} nr. {number}"
        day = f"{2024 + number // 24}-{1 + number // 2 % 12:02}-{1 + number % 28:02}"
        slug = _slug(title)
        posts.append(Post(number, path(number, slug, day), title, day))
    return posts


def _slug(title: str) -> str:
    plain = title.lower().translate(str.maketrans("ąčęėįšųūž", "aceeisuuz"))
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


@dataclass(slots=True)
class Site:
    """Pages by path and query; what is not among them is 404."""

    posts: list[Post]
    pages: dict[str, tuple[bytes, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    server: PracticeServer = field(init=False)

    def __post_init__(self) -> None:
        self.server = PracticeServer(self._respond)

    def _respond(self, request: Request) -> Reply | bytes:
        if request.target in self.redirects:
            head = f"HTTP/1.1 301 Moved\r\nLocation: {self.redirects[request.target]}\r\nContent-Length: 0\r\n\r\n"
            return head.encode()
        found = self.pages.get(request.target) or self.answer(urlsplit(request.target).path, request.target)
        if found is None:
            return format_response(b"<html><body><h1>404</h1></body></html>", status="404 Not Found", headers=(HTML,))
        body, headers = found
        return format_response(body, headers=headers)

    def answer(self, path: str, target: str) -> tuple[bytes, tuple[tuple[str, str], ...]] | None:
        """What a page that is made on request says."""
        return None

    def put(self, target: str, html: str, *headers: tuple[str, str]) -> None:
        """Set a page."""
        self.pages[target] = (html.encode(), headers or (HTML,))

    def put_list(self, size: int, address: Callable[[int], str], page: Callable[[list[Post], str], str]) -> None:
        """Set listing pages: `page` makes one of its posts and a pager, `address` is that of page N from 1."""
        count = -(-len(self.posts) // size)
        for number in range(1, count + 1):
            some = self.posts[(number - 1) * size : number * size]
            numbers = " ".join(f'<a href="{address(n)}">{n}</a>' for n in range(1, count + 1) if n != number)
            self.put(address(number), page(some, numbers))


def wrap(title: str, body: str, *, menu: str, head: str = "", site: str = "Pievėnų vietos veiklos grupė") -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html><html lang="lt"><head><meta charset="utf-8"><title>{title} – {site}</title>{head}</head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header>{body}<footer>© 2026 {site}</footer></body></html>"
    )


def menu_of(*entries: tuple[str, str]) -> str:
    """The links of a menu."""
    return "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in entries)


class WordPress(Site):
    """A WordPress with its API, or (`has_api=False`) with neither API nor feed."""

    has_api = True

    @classmethod
    def make(cls, count: int = 36, *, has_api: bool = True) -> WordPress:
        site = cls(make_posts(count, lambda _n, slug, _d: f"/{slug}/"))
        site.has_api = has_api
        menu = menu_of(
            ("/", "Pradžia"), ("/naujienos/", "Naujienos"), ("/apie-mus/", "Apie mus"), ("/kontaktai/", "Kontaktai")
        )
        head = '<meta name="generator" content="WordPress 6.8.1"><link rel="stylesheet" href="/wp-content/themes/kaimas/style.css">'
        if has_api:
            head += '<link rel="https://api.w.org/" href="/wp-json/"><link rel="alternate" type="application/rss+xml" href="/feed/">'

        def page(posts: list[Post], numbers: str) -> str:
            rows = "".join(
                f'<article id="post-{p.number}" class="post type-post"><h2 class="entry-title"><a href="{p.path}" rel="bookmark">'
                f'{p.title}</a></h2><time class="entry-date" datetime="{p.day}T09:00:00+02:00">{p.day}</time>'
                f'<div class="entry-summary"><p>{p.paragraphs[0]}</p></div></article>'
                for p in posts
            )
            nav = f'<nav class="navigation pagination"><div class="nav-links">{numbers}</div></nav>'
            return wrap("Naujienos", f"<main><h1>Naujienos</h1>{rows}</main>{nav}", menu=menu, head=head)

        site.put_list(10, lambda n: "/naujienos/" if n == 1 else f"/naujienos/page/{n}/", page)
        site.put(
            "/",
            wrap(
                "Pradžia",
                "<main><h1>Sveiki</h1><p>Vietos veiklos grupė jungia kaimus.</p></main>",
                menu=menu,
                head=head,
            ),
        )
        for path, title in (("/apie-mus/", "Apie mus"), ("/kontaktai/", "Kontaktai")):
            body = f'<main><article class="page type-page"><h1>{title}</h1><p>Rašykite mums, susitiksime.</p></article></main>'
            site.put(path, wrap(title, body, menu=menu, head=head))
        for p in site.posts:
            text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
            body = (
                f'<main><article id="post-{p.number}" class="post type-post"><h1 class="entry-title">{p.title}</h1>'
                f'<time class="entry-date published" datetime="{p.day}T09:00:00+02:00">{p.day}</time>'
                f'<div class="entry-content">{text}</div></article></main>'
            )
            site.put(p.path, wrap(p.title, body, menu=menu, head=head))
        if has_api:
            site.put("/feed/", format_feed(site.posts[:10]), ("Content-Type", "application/rss+xml; charset=utf-8"))
        return site

    def answer(self, path: str, target: str) -> tuple[bytes, tuple[tuple[str, str], ...]] | None:
        if not self.has_api or path != "/wp-json/wp/v2/posts":
            return None
        query = parse_qs(urlsplit(target).query)
        size, number = int(query.get("per_page", ["10"])[0]), int(query.get("page", ["1"])[0])
        host = f"http://127.0.0.1:{self.server.port}"
        some = self.posts[(number - 1) * size : number * size]
        posts = [
            {
                "id": p.number, "date": f"{p.day}T09:00:00", "modified": f"{p.day}T09:00:00", "slug": p.path.strip("/"),
                "status": "publish", "type": "post", "link": f"{host}{p.path}", "title": {"rendered": p.title},
                "excerpt": {"rendered": f"<p>{p.paragraphs[0]}</p>"},
            }
            for p in some
        ]  # fmt: skip
        total = (("X-WP-Total", str(len(self.posts))), ("X-WP-TotalPages", str(-(-len(self.posts) // size))))
        return json.dumps(posts).encode(), (JSON, *total)


def format_feed(posts: Iterable[Post]) -> str:
    """An RSS 2.0 feed with relative links."""
    items = "".join(
        f"<item><title>{p.title}</title><link>{p.path}</link><pubDate>{p.day}</pubDate></item>" for p in posts
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title><link>/</link>{items}</channel></rss>'


def make_joomla(count: int = 30) -> Site:
    """A Joomla whose articles are /naujienos/<id>-<alias>."""
    site = Site(make_posts(count, lambda n, slug, _d: f"/naujienos/{100 + n}-{slug}"))
    menu = menu_of(
        ("/", "Pagrindinis"), ("/naujienos", "Naujienos"), ("/apie-mus", "Apie mus"), ("/kontaktai", "Kontaktai")
    )
    head = '<meta name="generator" content="Joomla! - Open Source Content Management"><script src="/media/system/js/core.js"></script>'

    def page(posts: list[Post], numbers: str) -> str:
        rows = "".join(
            f'<div class="blog-item" itemprop="blogPost"><div class="page-header"><h2><a href="{p.path}">{p.title}</a></h2></div>'
            f'<dl class="article-info"><dd class="published"><time datetime="{p.day}T09:00:00+03:00">{p.day}</time></dd></dl>'
            f"<p>{p.paragraphs[0]}</p></div>"
            for p in posts
        )
        return wrap(
            "Naujienos",
            f'<div class="com-content-category-blog blog">{rows}<div class="pagination">{numbers}</div></div>',
            menu=menu,
            head=head,
        )

    site.put_list(8, lambda n: "/naujienos" if n == 1 else f"/naujienos?start={8 * (n - 1)}", page)
    site.put("/", wrap("Pagrindinis", "<h1>Sveiki atvykę</h1><p>Čia rasite mūsų veiklą.</p>", menu=menu, head=head))
    for path in ("/apie-mus", "/kontaktai"):
        site.put(path, wrap("Kontaktai", "<h1>Kontaktai</h1><p>Rašykite mums.</p>", menu=menu, head=head))
    for p in site.posts:
        text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
        body = (
            f'<div class="com-content-article item-page"><h1>{p.title}</h1><dl class="article-info"><dd class="published">'
            f'<time datetime="{p.day}T09:00:00+03:00">{p.day}</time></dd></dl><div itemprop="articleBody">{text}</div></div>'
        )
        site.put(p.path, wrap(p.title, body, menu=menu, head=head))
    return site


def make_drupal(count: int = 30, *, is_tvp: bool = False) -> Site:
    """A Drupal, or Latvia's state platform."""
    listing, folder = ("/lv/jaunumi", "/lv/jaunums") if is_tvp else ("/naujienos", "/naujiena")
    site = Site(make_posts(count, lambda _n, slug, _d: f"{folder}/{slug}"))
    home = "/lv" if is_tvp else "/"
    menu = menu_of(
        (home, "Sākums"),
        (listing, "Jaunumi" if is_tvp else "Naujienos"),
        ("/lv/kontakti" if is_tvp else "/kontaktai", "Kontakti"),
    )
    head = '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)"><link rel="stylesheet" href="/core/modules/system/css/a.css">'
    if is_tvp:
        head += '<link rel="stylesheet" href="/themes/custom/tvp/css/style.css">'

    def page(posts: list[Post], numbers: str) -> str:
        rows = "".join(
            f'<div class="views-row"><div class="date">{_dotted(p.day)}</div><div class="title"><h3><a href="{p.path}" rel="bookmark">'
            f'{p.title}</a></h3></div><div class="text">{p.paragraphs[0]}</div></div>'
            for p in posts
        )
        return wrap(
            "Naujienos",
            f'<div class="view-content">{rows}</div><nav class="pager">{numbers}</nav>',
            menu=menu,
            head=head,
        )

    site.put_list(10, lambda n: listing if n == 1 else f"{listing}?page={n - 1}", page)
    site.put(home, wrap("Sākums", "<h1>Sveiki</h1><p>Čia rasite mūsų veiklą.</p>", menu=menu, head=head))
    if is_tvp:
        site.redirects["/"] = "/lv"
    for p in site.posts:
        text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
        body = (
            f'<article class="node node--type-article"><h1 class="display-4">{p.title}</h1><div class="date">Publicēts: {_dotted(p.day)}</div>'
            f'<div class="paragraph--type--text"><div class="cke_editable text__text-content">{text}</div></div></article>'
        )
        site.put(p.path, wrap(p.title, body, menu=menu, head=head))
    return site


def _dotted(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}.{month}.{year}."


def make_php(count: int = 30) -> Site:
    """A hand-made site: articles are naujiena.php?id=N, pages puslapis.php?id=N, the dates stand in the rows only."""
    site = Site(make_posts(count, lambda n, _s, _d: f"/naujiena.php?id={n}"))
    menu = menu_of(
        ("/", "Pradžia"),
        ("/naujienos.php", "Naujienos"),
        ("/puslapis.php?id=1", "Apie mus"),
        ("/puslapis.php?id=2", "Kontaktai"),
    )

    def page(posts: list[Post], numbers: str) -> str:
        rows = "".join(
            f'<tr><td class="data">{p.day}</td><td><a href="{p.path.lstrip("/")}">{p.title}</a><br>{p.paragraphs[0]}</td></tr>'
            for p in posts
        )
        return wrap("Naujienos", f"<h1>Naujienos</h1><table>{rows}</table><p>Puslapiai: {numbers}</p>", menu=menu)

    site.put_list(10, lambda n: "/naujienos.php" if n == 1 else f"/naujienos.php?psl={n}", page)
    site.put("/", wrap("Pradžia", "<h1>Sveiki</h1><p>Vietos veiklos grupė jungia kaimus.</p>", menu=menu))
    for number in (1, 2):
        site.put(
            f"/puslapis.php?id={number}", wrap("Apie", "<h1>Apie mus</h1><p>Mūsų grupė veikia seniai.</p>", menu=menu)
        )
    for p in site.posts:
        text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
        site.put(p.path, wrap(p.title, f'<div id="turinys"><h2>{p.title}</h2>{text}</div>', menu=menu))
    return site


def make_handmade(count: int = 28) -> Site:
    """A hand-made site: articles and pages at the top level, all dates on the pages."""
    site = Site(make_posts(count, lambda _n, slug, _d: f"/lt/{slug}"))
    menu = menu_of(
        ("/lt/", "Pradžia"),
        ("/lt/naujienos", "Naujienos"),
        ("/lt/apie-vietos-veiklos-grupe", "Apie mus"),
        ("/lt/kontaktai", "Kontaktai"),
    )

    def page(posts: list[Post], numbers: str) -> str:
        rows = "".join(
            f'<div class="irasas"><img src="/nuotraukos/{p.number}.jpg" alt=""><h3><a href="{p.path}">{p.title}</a></h3>'
            f'<span class="data">{p.day}</span><p>{p.paragraphs[0]}</p><a href="{p.path}">Skaityti daugiau</a></div>'
            for p in posts
        )
        return wrap(
            "Naujienos",
            f'<div id="turinys"><h1>Naujienos</h1>{rows}<div class="puslapiai">{numbers}</div></div>',
            menu=menu,
        )

    site.put_list(7, lambda n: "/lt/naujienos" if n == 1 else f"/lt/naujienos?page={n}", page)
    site.redirects["/"] = "/lt/"
    site.put("/lt/", wrap("Pradžia", "<h1>Sveiki</h1><p>Vietos veiklos grupė jungia kaimus.</p>", menu=menu))
    for path in ("/lt/apie-vietos-veiklos-grupe", "/lt/kontaktai"):
        site.put(path, wrap("Apie", "<h1>Apie mus</h1><p>Mūsų grupė veikia seniai.</p>", menu=menu))
    for p in site.posts:
        text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
        body = f'<div id="turinys"><h1>{p.title}</h1><p class="data">Paskelbta: {p.day} 09:26</p>{text}</div>'
        site.put(p.path, wrap(p.title, body, menu=menu))
    return site


def make_years(label: str, count: int = 60) -> Site:
    """A hand-made site: kaime.html lists this year's articles, kaime-2025.html the last one's; no pager."""
    site = Site(make_posts(count, lambda _n, slug, _d: f"/kaime/{slug}.html"))
    entries = (
        ("index.html", "Pagrindinis"),
        ("kaime.html", label),
        ("apie.html", "Apie mus"),
        ("taryba.html", "Taryba"),
    )
    menu = menu_of(*((f"/{name}", text) for name, text in entries))
    years = sorted({post.day[:4] for post in site.posts}, reverse=True)
    names = {year: f"/kaime{'' if year == years[0] else f'-{year}'}.html" for year in years}
    links = " ".join(f'<a href="{names[year]}">{year} metai</a>' for year in years)
    for year, name in names.items():
        some = [post for post in site.posts if post.day.startswith(year)]
        rows = "".join(f'<li><span>{p.day}</span> <a href="{p.path}">{p.title}</a></li>' for p in some)
        site.put(name, wrap(label, f"<h1>{label} {year}</h1><p>{links}</p><ul>{rows}</ul>", menu=menu))
    newest = "".join(f'<li><a href="{p.path.lstrip("/")}">{p.title}</a></li>' for p in site.posts[:5])
    home = wrap("Pagrindinis", f"<h1>Sveiki</h1><h2>{label}</h2><ul>{newest}</ul>", menu=menu)
    for name in ("/", "/index.html"):
        site.put(name, home)
    for name in ("/apie.html", "/taryba.html"):
        site.put(name, wrap("Apie", "<h1>Apie mus</h1><p>Mūsų grupė veikia seniai.</p>", menu=menu))
    for p in site.posts:
        text = "".join(f"<p>{one}</p>" for one in p.paragraphs)
        site.put(p.path, wrap(p.title, f"<h1>{p.title}</h1>{text}<p>Paskelbta {p.day}</p>", menu=menu))
    return site
