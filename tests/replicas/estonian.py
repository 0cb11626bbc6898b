"""Estonian systems: municipalities' Liferay, and the vendor of Mulgimaa and Valga."""

from __future__ import annotations

from html import escape
from itertools import groupby
from urllib.parse import quote

from tests.replicas.chrome import add_front, add_statics, links, logos, static_entries
from tests.replicas.frames import boxes
from tests.replicas.labels import ET
from tests.replicas.sites import BASE, QUOTED_BASE, Expected, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories

_PORTLET = "_101_INSTANCE_3qQ0aAAwGPNK_"


def kovtp(count: int = 70, seed: int = 71) -> Replica:
    """/uudised/-/asset_publisher/<code>/content/<slug>?redirect=...; pages of the list are `_cur=N`."""
    stories = write_stories("et", count, seed=seed)
    root = "/uudised-ja-teated"
    paging = f"{root}?p_p_id=101_INSTANCE_3qQ0aAAwGPNK&p_p_lifecycle=0&p_p_state=normal&{_PORTLET}delta=10"

    def address(story: Story) -> str:
        return f"{root}/-/asset_publisher/3qQ0aAAwGPNK/content/{story.slug}"

    site = Site(missing=Page(_liferay(root, stories, "404", "<h1>404</h1>"), status="404 Not Found"))
    pages = in_pages(stories, 10)
    for number, rows in enumerate(pages, 1):
        here = QUOTED_BASE + quote(f"{root}?{_PORTLET}cur={number}", safe="")
        items = "".join(
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{BASE}{address(s)}?redirect={here}">'
            f'{escape(s.title)}</a></h3><div class="asset-metadata"><span class="metadata-entry metadata-publish-date">'
            f'{s.published:%d.%m.%y}</span></div><div class="asset-content"><div '
            f'class="asset-summary">{s.lead}</div><div '
            f'class="asset-more"><a href="{BASE}{address(s)}?redirect={here}">{ET.more} »</a></div></div></div>'
            for s in rows
        )
        steps = (("Esimene", 1), (ET.previous, number - 1), (ET.next, number + 1), ("Viimane", len(pages)))
        numbers = "".join(
            f'<li><a href="{BASE}{escape(paging)}&amp;{_PORTLET}cur={to}">{text}</a></li>'
            if 1 <= to <= len(pages) and to != number
            else f'<li class="disabled"><a href="javascript:;">{text}</a></li>'
            for text, to in steps
        )
        pager = (
            f'<div class="taglib-page-iterator"><small class="search-results">{number} / {len(pages)}</small><ul '
            f'class="lfr-pagination-buttons pager">{numbers}</ul></div>'
        )
        text = _liferay(root, stories, ET.news, f'<div class="portlet-asset-publisher">{items}{pager}</div>')
        site.add(f"{paging}&{_PORTLET}cur={number}", text)
        if number == 1:
            site.add(root, text)
    for s in stories:
        text = _liferay(root, stories, s.title, _asset(s))
        site.add(address(s), text)
        site.add(f"{address(s)}?p_p_state=pop_up&{_PORTLET}viewMode=print", text)
    entries = static_entries(ET, lambda _place, slug: f"/{slug}")
    add_statics(
        site,
        entries,
        ET,
        lambda title, body: _liferay(root, stories, title, f'<div class="journal-content-article">{body}</div>'),
    )
    return _replica("kovtp", "kovtp", site, expect(stories, address, date_in="page"), root)


def _liferay(root: str, stories: list[Story], title: str, main: str) -> str:
    entries = [(root, ET.news), *static_entries(ET, lambda _place, slug: f"/{slug}")]
    latest = [
        (f"{root}/-/asset_publisher/3qQ0aAAwGPNK/content/{s.slug}?redirect={QUOTED_BASE}%2Favaleht", s.title)
        for s in stories[:4]
    ]
    return (
        f'<!DOCTYPE html><html class="ltr" dir="ltr" lang="et-EE"><head><title>{escape(title)} - '
        f"{ET.site}</title><meta "
        'content="text/html; charset=UTF-8" http-equiv="content-type" /><script>var Liferay={Browser:{}}</script><link '
        'href="/kovtp-theme/css/main.css" rel="stylesheet" /></head><body class="yui3-skin-sam controls-visible '
        "signed-out "
        'public-page site"><div id="wrapper"><header id="banner"><nav class="sort-pages" '
        f'id="navigation">{links(entries, "nav")}'
        f'</nav></header><div class="portlet-layout" id="main-content">{main}{links(latest, "assets")}</div><footer>'
        f'{logos(ET)}<a href="/c/portal/login">{ET.login}</a></footer></div></body></html>'
    )


def _asset(s: Story) -> str:
    return (
        f'<div class="asset-full-content"><h1 class="header-title"><span>{escape(s.title)}</span></h1><div '
        f'class="asset-metadata"><span class="metadata-publish-date">{s.published:%d.%m.%y}</span></div><div '
        f'class="journal-content-article">{s.body}</div><a class="print" '
        f'href="?p_p_state=pop_up&amp;{_PORTLET}viewMode=print">'
        f"{ET.printing}</a></div>"
    )


def mulgimaa(count: int = 88, seed: int = 72) -> Replica:
    """/uudised/uudis/YYYY/MM/DD/slug, listed by years at /uudised/YYYY."""
    stories = write_stories("et", count, seed=seed, step_days=11)
    years = [(year, list(rows)) for year, rows in groupby(stories, key=lambda s: s.published.year)]

    def address(story: Story) -> str:
        return f"/uudised/uudis/{story.published:%Y/%m/%d}/{story.slug}"

    menu = [
        ("/uudised", ET.news),
        *static_entries(ET, lambda place, slug: f"/meist/{slug}" if place < 4 else f"/{slug}"),
    ]
    tabs = links([(f"/uudised/{year}", str(year)) for year, _ in years], "years")
    latest = [(address(s), s.title) for s in stories[:4]]
    site = Site()
    for number, (year, rows) in enumerate(years):
        items = "".join(
            f'<div class="news-item"><h2><a href="{address(s)}">{escape(s.title)}</a></h2><div '
            f'class="date">{s.published:%d.%m.%Y}'
            f'</div><div class="intro">{s.lead}</div><a class="readmore" href="{address(s)}">{ET.more}</a></div>'
            for s in rows
        )
        text = boxes(ET, ET.news, f"<h1>{ET.news}</h1>{tabs}{items}", menu=menu, latest=latest)
        site.add(f"/uudised/{year}", text)
        if number == 0:
            site.add("/uudised", text)
            site.add("/", text)
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><div class="date">09:27 {s.published:%d.%m.%Y}</div>{s.body}<a '
            'href="/uudised">« '
            f"{ET.back}</a>"
        )
        site.add(address(s), boxes(ET, s.title, main, menu=menu, latest=latest))
    add_statics(site, menu[1:], ET, lambda title, body: boxes(ET, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("mulgimaa", "mulgimaa", site, expect(stories, address, date_in="page"), "/uudised")


def _replica(name: str, platform: str, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    front = boxes(ET, ET.home, f"<p>{ET.static_text}</p>", menu=[(seed, ET.news)])
    add_front(
        site, front, boxes(ET, "English", "<p>We work with villages and their people.</p>", menu=[(seed, ET.news)])
    )
    return Replica(name=name, platform=platform, language="et", site=site, expected=expected, seeds=(seed,))
