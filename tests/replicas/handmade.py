"""Sites of no known system: tables of 2005, cards of a front-end framework, lines broken by `<br>`."""

from __future__ import annotations

from html import escape

from tests.replicas.chrome import add_front, add_statics, links, page_numbers, static_entries
from tests.replicas.frames import boxes, tables
from tests.replicas.labels import ET, LT, LV
from tests.replicas.sites import Expected, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories


def tables_2005(count: int = 60, seed: int = 81) -> Replica:
    """news.php?nr=17 in a table of dates and titles; arrows to older pages `archive.php?from=20`."""
    stories = write_stories("lv", count, seed=seed)

    def address(story: Story) -> str:
        return f"/news.php?nr={story.number}"

    menu = [("/archive.php", LV.news), *static_entries(LV, lambda place, _slug: f"/page.php?nr={place}")]
    latest = [(f"news.php?nr={s.number}", s.title) for s in stories[:5]]
    site = Site(missing=Page(tables(LV, "404", "Lapa nav atrasta", menu=menu), status="404 Not Found"))
    pages = in_pages(stories, 20)
    for number, rows in enumerate(pages):
        items = "".join(
            f'<tr><td nowrap><font size="2">{s.published:%d.%m.%Y}.</font></td><td><font size="2"><b><a '
            'href="news.php?nr='
            f'{s.number}">{escape(s.title)}</a></b><br>{s.lead}</font></td></tr><tr><td colspan="2"><hr size="1">'
            "</td></tr>"
            for s in rows
        )
        older = f'<a href="archive.php?from={(number + 1) * 20}">&lt;&lt; vecāki</a>' if number + 1 < len(pages) else ""
        newer = f'<a href="archive.php?from={(number - 1) * 20}">jaunāki &gt;&gt;</a>' if number else ""
        main = f'<font size="4">{LV.news}</font><table border="0" cellspacing="4">{items}</table>{older} | {newer}'
        text = tables(LV, LV.news, main, menu=menu, latest=latest)
        site.add(f"/archive.php?from={number * 20}", text)
        if number == 0:
            site.add("/archive.php", text)
    for s in stories:
        main = (
            f'<font size="4"><b>{escape(s.title)}</b></font><br><font size="1" '
            f'color="#666666">{s.published:%d.%m.%Y}.</font><br>'
            f'<br>{"<br><br>".join(s.paragraphs)}<br><br><a href="print.php?nr={s.number}">{LV.printing}</a>'
        )
        site.add(address(s), tables(LV, s.title, main, menu=menu, latest=latest))
        site.add(
            f"/print.php?nr={s.number}", f"<html><body><b>{s.title}</b><br>{'<br>'.join(s.paragraphs)}</body></html>"
        )
    add_statics(site, menu[1:], LV, lambda title, body: tables(LV, title, f"<b>{title}</b><br>{body}", menu=menu))
    return _replica("tables-2005", "lv", site, expect(stories, address, date_in="page"), "/archive.php")


def cards(count: int = 72, seed: int = 82) -> Replica:
    """/lt/aktualu/<slug> on cards, nine a page, with related cards under each article; dates on the cards only."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story) -> str:
        return f"/lt/aktualu/{story.slug}"

    def card(s: Story) -> str:
        return (
            f'<div class="col-md-4"><div class="card h-100"><a href="{address(s)}"><img class="card-img-top" '
            'src="/storage/'
            f'{s.number}.jpg" alt="{escape(s.title)}"></a><div class="card-body"><small '
            f'class="text-muted">{s.published}</small>'
            f'<h5 class="card-title"><a href="{address(s)}" class="stretched-link">{escape(s.title)}</a></h5><p '
            'class="card-text">'
            f'{s.lead}</p></div><div class="card-footer"><a class="btn btn-primary" '
            f'href="{address(s)}">{LT.more}</a></div></div></div>'
        )

    menu = [("/lt/aktualu", LT.news), *static_entries(LT, lambda _place, slug: f"/lt/apie/{slug}")]
    site = Site(missing=Page(boxes(LT, "404", "<h1>404</h1>", menu=menu), status="404 Not Found"))
    pages = in_pages(stories, 9)
    for number, rows in enumerate(pages, 1):
        near = [n for n in range(1, len(pages) + 1) if abs(n - number) < 3]
        numbers = "".join(
            f'<li class="page-item active"><span class="page-link">{n}</span></li>'
            if n == number
            else f'<li class="page-item"><a class="page-link" href="/lt/aktualu?page={n}">{n}</a></li>'
            for n in near
        )
        if number < len(pages):
            numbers += (
                f'<li class="page-item"><a class="page-link" href="/lt/aktualu?page={number + 1}" rel="next">›</a></li>'
            )
        main = (
            f'<div class="row">{"".join(card(s) for s in rows)}</div><nav><ul class="pagination">{numbers}</ul></nav>'
        )
        text = boxes(LT, LT.news, main, menu=menu)
        site.add(f"/lt/aktualu?page={number}", text)
        if number == 1:
            site.add("/lt/aktualu", text)
    for place, s in enumerate(stories):
        others = "".join(card(stories[(place + step) % count]) for step in (2, 7, 31))
        main = (
            f'<h1>{escape(s.title)}</h1><div class="article-body">{s.body}</div><h3>{LT.related}</h3><div '
            f'class="row">{others}</div>'
        )
        site.add(address(s), boxes(LT, s.title, main, menu=menu))
    add_statics(site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("cards", "lt", site, expect(stories, address, date_in="listing"), "/lt/aktualu")


def broken_lines(count: int = 40, seed: int = 83) -> Replica:
    """uudised.html: `date - link<br>` by the line, the older ones in uudised2.html; articles are files of their own."""
    stories = write_stories("et", count, seed=seed)

    def address(story: Story) -> str:
        return f"/uudised/{story.published:%Y%m%d}.html"

    menu = [("/uudised.html", ET.news), *static_entries(ET, lambda _place, slug: f"/{slug.replace('-', '_')}.html")]
    site = Site()
    pages = in_pages(stories, 20)
    names = ["/uudised.html", *(f"/uudised{n}.html" for n in range(2, len(pages) + 1))]
    for number, rows in enumerate(pages):
        items = "".join(
            f'{s.published:%d.%m.%Y} - <a href="{address(s).lstrip("/")}">{escape(s.title)}</a><br>\n' for s in rows
        )
        around = page_numbers(lambda n: names[n - 1].lstrip("/"), number + 1, len(pages), tag="b")
        main = f"<h2>{ET.news}</h2><p>{items}</p><p>{ET.archive}: {around}</p>"
        site.add(names[number], _plain(ET.news, main, menu))
    for s in stories:
        main = (
            f"<h2>{escape(s.title)}</h2><i>lisatud {s.published:%d.%m.%Y}</i><br>"
            f"<br>{'<br><br>'.join(s.paragraphs)}<br>"
        )
        near = f'<p><a href="/uudised.html">{ET.back}</a></p>'
        site.add(address(s), _plain(s.title, main + near, menu))
    add_statics(site, menu[1:], ET, lambda title, body: _plain(title, f"<h2>{title}</h2>{body}", menu))
    return _replica("broken-lines", "et", site, expect(stories, address, date_in="page"), "/uudised.html")


def _plain(title: str, main: str, menu: list[tuple[str, str]]) -> str:
    rows = " | ".join(f'<a href="{url}">{text}</a>' for url, text in menu)
    outside = links([("http://www.leader.example/uudised/20261101.html", "LEADER liit")], "lingid")
    return (
        f"<html><head><title>{escape(title)}</title><meta charset='utf-8'></head><body><center>"
        f"<h1>{ET.site}</h1>{rows}</center>"
        f"<hr>{main}<hr>{outside}<small>© {ET.site} 2009</small></body></html>"
    )


def _replica(name: str, language: str, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    labels = {"lt": LT, "lv": LV, "et": ET}[language]
    front = boxes(labels, labels.home, f"<p>{labels.static_text}</p>", menu=[(seed, labels.news)])
    add_front(site, front, front)
    return Replica(name=name, platform=None, language=language, site=site, expected=expected, seeds=(seed,))
