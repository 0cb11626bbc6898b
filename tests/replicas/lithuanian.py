"""Lithuanian systems with numbers in their addresses: Pakruojis, Anykščiai, Rokiškis, Tauragė."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.replicas.chrome import add_front, add_statics, links, page_numbers, static_entries
from tests.replicas.frames import boxes, tables
from tests.replicas.labels import LT
from tests.replicas.sites import Expected, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories


def pakruojis(count: int = 60, seed: int = 41) -> Replica:
    """index.php?qw=new&newid=643 in a list `?qw=news&page=N`; static pages are `?qw=page&id=N`."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story) -> str:
        return f"/index.php?qw=new&newid={story.number + 580}"

    menu = [("/index.php?qw=news", LT.news), *static_entries(LT, lambda place, _slug: f"/index.php?qw=page&id={place}")]
    latest = [(f"/?newid={s.number + 580}&qw=new", s.title) for s in stories[:4]]
    site = Site()
    pages = in_pages(stories, 15)
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="newsrow"><span class="d">{s.published}</span> <a '
            f'href="{escape(address(s))}">{escape(s.title)}</a>'
            f"<div>{s.lead}</div></div>"
            for s in rows
        )
        numbers = page_numbers(lambda n: f"/index.php?qw=news&page={n}", number, len(pages), tag="b")
        text = tables(LT, LT.news, f'{items}<div class="pages">{numbers}</div>', menu=menu, latest=latest)
        _add_first(site, ("/index.php?qw=news", "/index.php", "/") if number == 1 else (), text)
        site.add(f"/index.php?qw=news&page={number}", text)
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><p class="date">{s.published}</p><div class="text">{s.body}</div><a '
            'href="/index.php?'
            f'qw=new&amp;newid={s.number + 580}&amp;print=1">{LT.printing}</a> <a '
            'href="javascript:history.back()">&lt; '
            f"{LT.back}</a>"
        )
        text = tables(LT, s.title, main, menu=menu, latest=latest)
        _add_first(site, (address(s), f"/?qw=new&newid={s.number + 580}", f"{address(s)}&print=1"), text)
    add_statics(
        site, menu[1:], LT, lambda title, body: tables(LT, title, f"<h1>{title}</h1>{body}", menu=menu, latest=latest)
    )
    expected = expect(stories, address, date_in="page", also=lambda s: (f"/?qw=new&newid={s.number + 580}",))
    return _replica("pakruojis", "pakruojis", site, expected, "/index.php?qw=news")


def anyksciai(count: int = 55, seed: int = 42) -> Replica:
    """?page=7&amount=10&current=1&id=248 where page is the section, current the list's page: it drifts for one id."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story, current: int) -> str:
        return f"/?page=7&amount=10&current={current}&id={story.number + 190}"

    menu = [("/?page=7", LT.news), *static_entries(LT, lambda place, _slug: f"/?page={place + 10}")]
    pages = in_pages(stories, 10)
    latest = [(address(s, 4), s.title) for s in stories[:5]]
    site = Site()
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="n"><h3><a href="{escape(address(s, number))}">{escape(s.title)}</a></h3><p>{s.lead}</p>'
            '<a class="more" '
            f'href="{escape(address(s, number))}">{LT.more}</a></div>'
            for s in rows
        )
        numbers = page_numbers(lambda n: f"?page=7&amount=10&current={n}", number, len(pages))
        text = boxes(LT, LT.news, f'{items}<div class="nav">{numbers}</div>', menu=menu, latest=latest)
        _add_first(site, ("/?page=7", "/") if number == 1 else (), text)
        site.add(f"/?page=7&amount=10&current={number}", text)
    for s in stories:
        main = f'<div class="one"><b>{s.published} {escape(s.title)}</b>{s.body}</div>'
        text = boxes(LT, s.title, main, menu=menu, latest=latest)
        site.add(f"/?page=7&id={s.number + 190}", text)
        for current in range(1, len(pages) + 1):
            site.add(address(s, current), text)
    add_statics(
        site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h2>{title}</h2>{body}", menu=menu, latest=latest)
    )
    expected = expect(
        stories,
        lambda s: address(s, 1),
        date_in="page",
        also=lambda s: (f"/?page=7&id={s.number + 190}", *(address(s, n) for n in range(2, len(pages) + 1))),
    )
    return _replica("anyksciai", "anyksciai", site, expected, "/?page=7")


def rokiskis(count: int = 60, seed: int = 43) -> Replica:
    """News on the home page at /?page=N, articles at /naujiena/<slug>; a page too far shows the last one again."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story) -> str:
        return f"/naujiena/{story.slug}"

    menu = [("/", LT.home), *static_entries(LT, lambda _place, slug: f"/puslapis/{slug}")]
    latest = [(address(s), s.title) for s in stories[:4]]
    pages = in_pages(stories, 12)
    site = Site()
    texts = [
        boxes(LT, LT.news, _dated_rows(rows) + _numbers(number, len(pages)), menu=menu)
        for number, rows in enumerate(pages, 1)
    ]
    for number, text in enumerate(texts, 1):
        _add_first(site, (f"/?page={number}", *(("/",) if number == 1 else ())), text)
    site.add_dynamic(r"/\?page=\d+", lambda _match: Page(texts[-1]))
    for s in stories:
        main = (
            f'<h1>{escape(s.title)}</h1><div class="info">{LT.news}, {s.published}</div><div class="txt">{s.body}</div>'
        )
        near = links([(address(stories[(stories.index(s) + step) % count]), "»") for step in (1, 2)], "near")
        site.add(address(s), boxes(LT, s.title, main + near, menu=menu, latest=latest))
    add_statics(site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu))
    return _replica("rokiskis", "rokiskis", site, expect(stories, address, date_in="page"), "/")


def leaderlietuva(count: int = 70, seed: int = 44) -> Replica:
    """/news/<id>/<category>/<text>/d,detali_naujiena: only the number counts, the text may be anything."""
    stories = write_stories("lt", count, seed=seed)

    def address(story: Story, text: str = "") -> str:
        return f"/news/{story.number + 400}/{story.category + 1}/{text or story.slug}/d,detali_naujiena"

    menu = [
        ("/naujienos", LT.news),
        *static_entries(LT, lambda place, slug: f"/{slug}" if place < 6 else f"/lt/{slug}/d,puslapis"),
    ]
    latest = [(address(s, "naujiena"), s.title) for s in stories[:5]]
    site = Site()
    pages = in_pages(stories, 14)
    for number, rows in enumerate(pages, 1):
        items = "".join(
            f'<div class="news_item"><div class="news_date">{s.published}</div><a class="news_title" '
            f'href="{address(s)}">'
            f'{escape(s.title)}</a><div class="news_short">{s.lead}</div><a href="{address(s)}">{LT.more}</a></div>'
            for s in rows
        )
        numbers = page_numbers(lambda n: f"/naujienos/p,{n}", number, len(pages))
        text = boxes(LT, LT.news, f'{items}<div class="paging">{numbers}</div>', menu=menu, latest=latest)
        _add_first(site, (f"/naujienos/p,{number}", *(("/naujienos", "/") if number == 1 else ())), text)
    for s in stories:
        main = (
            f'<h1 class="title">{escape(s.title)}</h1><div class="news_date">{s.published}</div>{s.body}<a href="'
            f'{address(s)}?print=1">{LT.printing}</a>'
        )
        text = boxes(LT, s.title, main, menu=menu, latest=latest)
        _add_first(site, (address(s), address(s, "naujiena"), f"{address(s)}?print=1"), text)
    add_statics(
        site, menu[1:], LT, lambda title, body: boxes(LT, title, f"<h1>{title}</h1>{body}", menu=menu, latest=latest)
    )
    expected = expect(stories, address, date_in="page", also=lambda s: (address(s, "naujiena"),))
    return _replica("leaderlietuva", "leaderlietuva", site, expected, "/naujienos")


def _dated_rows(rows: Sequence[Story]) -> str:
    return "".join(
        f'<div class="item"><h2><a href="/naujiena/{s.slug}">{escape(s.title)}</a></h2><span '
        f'class="date">{s.published}</span>'
        f"<p>{s.lead}</p></div>"
        for s in rows
    )


def _numbers(number: int, count: int) -> str:
    return f'<ul class="pagination">{page_numbers(lambda n: f"/?page={n}", number, count, tag="li")}</ul>'


def _add_first(site: Site, targets: Sequence[str], text: str) -> None:
    for target in targets:
        site.add(target, text)


def _replica(name: str, platform: str, site: Site, expected: dict[str, Expected], seed: str) -> Replica:
    front = boxes(LT, LT.home, f"<p>{LT.static_text}</p>", menu=[(seed, LT.news)])
    add_front(
        site, front, boxes(LT, "English", "<p>We work with villages and their people.</p>", menu=[(seed, LT.news)])
    )
    return Replica(name=name, platform=platform, language="lt", site=site, expected=expected, seeds=(seed,))
