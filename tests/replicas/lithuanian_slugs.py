"""Lithuanian systems with words in their addresses: Trakai's kind, Biržai, Elektrėnai."""

from __future__ import annotations

from html import escape
from itertools import groupby

from tests.replicas.chrome import add_front, add_statics, links, page_numbers, static_entries
from tests.replicas.frames import boxes
from tests.replicas.labels import LT
from tests.replicas.sites import BASE, Expected, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories


def lt_slugs(count: int = 66, seed: int = 51) -> Replica:
    """/lt/<slug> for articles and pages alike; the list is /lt/naujienos?page=N."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story) -> str:
        return f"/lt/{story.slug}"

    menu = [("/lt/naujienos", LT.news), *static_entries(LT, lambda _place, slug: f"/lt/{slug}")]
    latest = [(address(s), s.title) for s in stories[:4]]
    site = Site(missing=Page(boxes(LT, "404", "<h1>404</h1>", menu=menu), status="404 Not Found"))
    pages = in_pages(stories, 11)
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<article class="news-card"><time>{s.published} 13:07</time><h3><a '
            f'href="{BASE}{address(s)}">{escape(s.title)}</a>'
            f"</h3><p>{s.lead}</p></article>"
            for s in rows
        )
        numbers = page_numbers(lambda n: f"/lt/naujienos?page={n}", number, len(pages))
        text = boxes(LT, LT.news, f'<h1>{LT.news}</h1>{items}<div class="pagination">{numbers}</div>', menu=menu)
        site.add(f"/lt/naujienos?page={number}", text)
        if number == 1:
            site.add("/lt/naujienos", text)
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><div class="meta">{s.published} 13:07</div><div class="content">{s.body}</div>'
        )
        site.add(address(s), boxes(LT, s.title, main, menu=menu, latest=latest))
    add_statics(site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("lt-slugs", None, site, expect(stories, address, date_in="page"), "/lt/naujienos")


def birzai(count: int = 72, seed: int = 52) -> Replica:
    """/naujienos/<page> is the list and /naujienos/<slug>-<id> an article; only the list lacks dates."""
    stories = write_stories("lt", count, seed=seed, twins=True)

    def address(story: Story) -> str:
        return f"/naujienos/{story.slug}-{story.number + 70}"

    menu = [("/naujienos", LT.news), *static_entries(LT, lambda _place, slug: f"/{slug}")]
    latest = [(address(s), s.title) for s in stories[:4]]
    pages = in_pages(stories, 12)
    site = Site()
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="row news"><div class="col-md-4"><a href="{address(s)}"><img src="/img/{s.number}.jpg" '
            'alt=""></a></div>'
            f'<div class="col-md-8"><h4><a href="{address(s)}">{escape(s.title)}</a></h4><p>{s.lead}</p></div></div>'
            for s in rows
        )
        numbers = page_numbers(lambda n: f"/naujienos/{n}", number, len(pages), tag="li")
        text = boxes(LT, LT.news, f'{items}<ul class="pagination">{numbers}</ul>', menu=menu)
        site.add(f"/naujienos/{number}", text)
        if number == 1:
            site.add("/naujienos", text)
    for s in stories:
        main = f'<h1>{escape(s.title)}</h1><p class="data">{s.published}</p>{s.body}'
        site.add(address(s), boxes(LT, s.title, main, menu=menu, latest=latest))
    add_statics(site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("birzai", "birzai", site, expect(stories, address, date_in="page"), "/naujienos")


def elektrenai(count: int = 96, seed: int = 53) -> Replica:
    """/vvg-naujienos/<year>/<slug>/: the list is a year long, links to the other years lead on."""
    stories = write_stories("lt", count, seed=seed, step_days=12)
    years = [(year, list(rows)) for year, rows in groupby(stories, key=lambda s: s.published.year)]

    def address(story: Story) -> str:
        return f"/vvg-naujienos/{story.published.year}/{story.slug}/"

    menu = [("/vvg-naujienos/", LT.news), *static_entries(LT, lambda _place, slug: f"/{slug}/")]
    tabs = links([(f"/vvg-naujienos/{year}/", f"{year} m.") for year, _ in years], "years")
    site = Site()
    for number, (year, rows) in enumerate(years):
        items = "".join(
            f'<li><span class="date">{s.published:%m-%d}</span> <a href="{address(s)}">{escape(s.title)}</a></li>'
            for s in rows
        )
        text = boxes(LT, f"{LT.news} {year}", f'<h1>{year} m.</h1>{tabs}<ul class="newslist">{items}</ul>', menu=menu)
        site.add(f"/vvg-naujienos/{year}/", text)
        if number == 0:
            site.add("/vvg-naujienos/", text)
    for s in stories:
        main = f'<h1>{escape(s.title)}</h1><div class="text"><p><em>{s.published}</em></p>{s.body}</div>{tabs}'
        site.add(address(s), boxes(LT, s.title, main, menu=menu))
    add_statics(site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("elektrenai", "elektrenai", site, expect(stories, address, date_in="page"), "/vvg-naujienos/")


def _replica(name: str, platform: str | None, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    front = boxes(LT, LT.home, f"<p>{LT.static_text}</p>", menu=[(seed, LT.news)])
    add_front(
        site, front, boxes(LT, "English", "<p>We work with villages and their people.</p>", menu=[(seed, LT.news)])
    )
    return Replica(name=name, platform=platform, language="lt", site=site, expected=expected, seeds=(seed,))
