"""Latvian systems: the vendor of Talsi, Ludza and Krāslava, and latlit's programme site."""

from __future__ import annotations

from html import escape
from itertools import groupby

from tests.replicas.chrome import add_front, add_statics, calendar, links, page_numbers, static_entries
from tests.replicas.frames import boxes
from tests.replicas.labels import LV
from tests.replicas.sites import BASE, Expected, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import write_stories


def talsi(count: int = 84, seed: int = 61) -> Replica:
    """/aktualitates/<slug>?gads=YYYY: years as a filter, and beside every page a calendar that never ends."""
    stories = write_stories("lv", count, seed=seed, step_days=10)
    years = [(year, list(rows)) for year, rows in groupby(stories, key=lambda s: s.published.year)]
    menu = [("/aktualitates", LV.news), *static_entries(LV, lambda _place, slug: f"/{slug}")]
    filters = links([(f"/aktualitates?gads={year}", str(year)) for year, _ in years], "gadi")
    latest = [(f"/aktualitates/{s.slug}", s.title) for s in stories[:4]]

    def frame(title: str, main: str, month: int = 11, year: int = 2026) -> str:
        def at(step: int) -> str:
            turn = year * 12 + month - 1 + step
            return f"/aktualitates?monthID={turn % 12 + 1}&yearID={turn // 12}"

        side = calendar(LV, lambda day: f"/kalendars?diena={day}", at(-1), at(1))
        return boxes(LV, title, main, menu=menu, latest=latest, more=f'<div class="cal">{side}</div>')

    site = Site()
    site.add_dynamic(
        r"/aktualitates\?monthID=(\d+)&yearID=(\d+)",
        lambda match: Page(frame(LV.news, f"{filters}{first}", int(match[1]), int(match[2]))),
    )
    site.add_dynamic(r"/kalendars\?diena=\d+", lambda _match: Page(frame(LV.events, "<p>Notikumu nav.</p>")))
    texts = {}
    for year, rows in years:
        texts[year] = "".join(
            f'<div class="akt"><h3><a href="/aktualitates/{s.slug}?gads={year}">{escape(s.title)}</a></h3><div '
            'class="datums">'
            f"{s.published:%d.%m.%Y}</div><p>{s.lead}</p></div>"
            for s in rows
        )
        site.add(f"/aktualitates?gads={year}", frame(f"{LV.news} {year}", f"{filters}{texts[year]}"))
    first = texts[years[0][0]]
    site.add("/aktualitates", frame(LV.news, f"{filters}{first}"))
    site.add("/", frame(LV.home, f"<h1>{LV.site}</h1>{first}"))
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><div class="datums">{s.published:%d.%m.%Y}</div>{s.body}<span '
            'class="sk">1064</span>'
        )
        text = frame(s.title, main)
        site.add(f"/aktualitates/{s.slug}", text)
        site.add(f"/aktualitates/{s.slug}?gads={s.published.year}", text)
    add_statics(site, menu[1:], LV, lambda title, body: frame(title, f"<h1>{title}</h1>{body}"))
    expected = expect(
        stories,
        lambda s: f"/aktualitates/{s.slug}",
        date_in="page",
        also=lambda s: (f"/aktualitates/{s.slug}?gads={s.published.year}",),
    )
    return _replica("talsi", site, expected, "/aktualitates")


def latlit(count: int = 48, seed: int = 62) -> Replica:
    """News at the top level of the path, projects under /theprojects/, `?text` for the plain copy."""
    stories = write_stories("lv", count, seed=seed)
    short = {s.number for s in stories if s.slug.count("-") < 3}
    menu = [
        ("/news/", LV.news),
        ("/theprojects/", LV.calls),
        *static_entries(LV, lambda _place, slug: f"/{slug}/"),
    ]
    notice = (
        "<div class='oldbrowser'><p>Jūsu pārlūkprogramma ir novecojusi, tāpēc lapa var izskatīties citādi.</p></div>"
    )

    def address(number: int, slug: str) -> str:
        return f"/news/{slug}/" if number in short else f"/{slug}/"

    def frame(title: str, main: str) -> str:
        foot = '<div class="updated">Last updated: 26.06.2024 15:10</div>'
        return boxes(LV, title, f"{notice}{main}{foot}", menu=menu)

    site = Site()
    pages = in_pages(stories, 12)
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="news-item"><span class="news-date">{s.published:%d %B %Y}</span><h2><a href="'
            f'{BASE}{address(s.number, s.slug)}">{escape(s.title)}</a></h2><p>{s.lead}</p></div>'
            for s in rows
        )
        numbers = page_numbers(lambda n: f"/news/page/{n}/", number, len(pages))
        text = frame(LV.news, f'<h1>{LV.news}</h1>{items}<div class="wp-pagenavi">{numbers}</div>')
        site.add(f"/news/page/{number}/", text)
        if number == 1:
            site.add("/news/", text)
    for s in stories:
        url = address(s.number, s.slug)
        main = (
            f'<h1>{escape(s.title)}</h1><div class="date">{s.published:%d %B %Y}</div><div class="entry">{s.body}</div>'
            f'<a href="{url}?text">Text version</a>'
        )
        site.add(url, frame(s.title, main))
        site.add(f"{url}?text", frame(s.title, main))
    names = [(f"/theprojects/projekts-{n}/", f"LLI-{n} {LV.calls}") for n in range(401, 409)]
    site.add("/theprojects/", frame(LV.calls, f"<h1>{LV.calls}</h1>{links(names, 'projects')}"))
    add_statics(site, [*menu[2:], *names], LV, lambda title, body: frame(title, f"<h1>{title}</h1>{body}"))
    expected = expect(
        stories,
        lambda s: address(s.number, s.slug),
        date_in="page",
        also=lambda s: (f"{address(s.number, s.slug)}?text",),
    )
    return _replica("latlit", site, expected, "/news/")


def _replica(name: str, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    front = boxes(LV, LV.home, f"<p>{LV.static_text}</p>", menu=[(seed, LV.news)])
    add_front(
        site, front, boxes(LV, "English", "<p>We work with villages and their people.</p>", menu=[(seed, LV.news)])
    )
    return Replica(name=name, platform=name, language="lv", site=site, expected=expected, seeds=(seed,))
