"""Estonian systems whose addresses are made of parameters: Maainfo and CMS Made Simple."""

from __future__ import annotations

from html import escape

from tests.replicas.chrome import add_front, add_statics, static_entries
from tests.replicas.frames import boxes, tables
from tests.replicas.labels import ET
from tests.replicas.sites import Expected, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories

_MONTHS = ("jaan", "veebr", "märts", "apr", "mai", "juuni", "juuli", "aug", "sept", "okt", "nov", "dets")


def maainfo(count: int = 60, seed: int = 73) -> Replica:
    """?action=article&article_id=N for news, ?page=N for sections; the archive is `?page=3394&start=N`."""
    stories = write_stories("et", count, seed=seed)

    def address(story: Story) -> str:
        return f"/index.php?page=3394&action=article&article_id={story.number + 10900}"

    menu = [
        ("/index.php?page=3394", ET.news),
        *static_entries(ET, lambda place, _slug: f"/index.php?page={place + 3400}"),
    ]
    latest = [(f"/?action=article&article_id={s.number + 10900}&", s.title) for s in stories[:4]]
    site = Site()
    pages = in_pages(stories, 20)
    for number, rows in enumerate(pages):
        items = "".join(
            f'<tr><td nowrap>{s.published:%d.%m.%Y}</td><td><a href="{escape(address(s))}">{escape(s.title)}</a>'
            f"<br>{s.lead}</td></tr>"
            for s in rows
        )
        after = (
            f'<a href="/index.php?page=3394&amp;start={(number + 1) * 20}">{ET.next} &raquo;</a>'
            if number + 1 < len(pages)
            else ""
        )
        text = tables(ET, ET.news, f"<table class='list'>{items}</table>{after}", menu=menu, latest=latest)
        site.add(f"/index.php?page=3394&start={number * 20}", text)
        if number == 0:
            site.add("/index.php?page=3394", text)
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><div class="lisatud">Sisestatud: {s.published:%d.%m.%Y}</div>{s.body}<a href="'
            f'{escape(address(s))}&amp;print=1">{ET.printing}</a>'
        )
        text = tables(ET, s.title, main, menu=menu, latest=latest)
        for url in (address(s), f"{address(s)}&print=1", f"/?action=article&article_id={s.number + 10900}"):
            site.add(url, text)
    add_statics(site, menu[1:], ET, lambda title, body: tables(ET, title, f"<h1>{title}</h1>{body}", menu=menu))
    expected = expect(
        stories,
        address,
        date_in="page",
        also=lambda s: (f"/?action=article&article_id={s.number + 10900}", f"{address(s)}&print=1"),
    )
    return _replica("maainfo", "maainfo", site, expected, "/index.php?page=3394")


def cmsms(count: int = 45, seed: int = 74) -> Replica:
    """CMS Made Simple: the list shows whole texts and dates, the detail pages no date."""
    stories = write_stories("et", count, seed=seed)

    def address(story: Story) -> str:
        number = story.number + 20
        return f"/index.php?mact=News,cntnt01,detail,0&cntnt01articleid={number}&cntnt01returnid=52"

    menu = [("/index.php?page=uudised", ET.news), *static_entries(ET, lambda _place, slug: f"/index.php?page={slug}")]
    head = '<meta name="Generator" content="CMS Made Simple - Copyright (C) 2004-2021. All rights reserved." />'
    site = Site()
    pages = in_pages(stories, 9)
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="NewsSummary"><div class="NewsSummaryPostdate">{_MONTHS[s.published.month - 1]} '
            f"{s.published.day}, "
            f'{s.published.year}</div><div class="NewsSummaryLink"><a href="{escape(address(s))}" '
            f'title="{escape(s.title)}">'
            f'{escape(s.title)}</a></div><div class="NewsSummaryContent">{s.body}</div></div>'
            for s in rows
        )
        paging = "/index.php?mact=News,cntnt01,default,0&cntnt01pagenumber={}&cntnt01returnid=52"
        after = (
            f'<a href="{escape(paging.format(number + 1))}">&gt;</a>&nbsp;<a '
            f'href="{escape(paging.format(len(pages)))}">&gt;&gt;</a>'
            if number < len(pages)
            else ""
        )
        text = boxes(ET, ET.news, f"<p>Lehekülg {number}/{len(pages)}&nbsp;{after}</p>{items}", menu=menu, head=head)
        site.add(paging.format(number), text)
        if number == 1:
            site.add("/index.php?page=uudised", text)
    for s in stories:
        main = (
            f'<h3 id="NewsPostDetailTitle">{escape(s.title)}</h3><hr id="NewsPostDetailHorizRule"><div '
            f'id="NewsPostDetailContent">{s.body}</div>'
        )
        text = boxes(ET, s.title, main, menu=menu, head=head)
        site.add(address(s), text)
        site.add(f"{address(s)}&showtemplate=false", text)
    add_statics(
        site, menu[1:], ET, lambda title, body: boxes(ET, title, f"<h2>{title}</h2>{body}", menu=menu, head=head)
    )
    return _replica(
        "cmsms", "cmsmadesimple", site, expect(stories, address, date_in="listing"), "/index.php?page=uudised"
    )


def _replica(name: str, platform: str, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    front = boxes(ET, ET.home, f"<p>{ET.static_text}</p>", menu=[(seed, ET.news)])
    add_front(
        site, front, boxes(ET, "English", "<p>We work with villages and their people.</p>", menu=[(seed, ET.news)])
    )
    return Replica(name=name, platform=platform, language="et", site=site, expected=expected, seeds=(seed,))
