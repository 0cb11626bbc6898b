"""Drupal: the Latvian state platform, and a site of its own with node numbers and aliases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from tests.replicas.chrome import add_sitemap, add_statics, links, logos, rss, search_form, static_entries
from tests.replicas.labels import LT, LV
from tests.replicas.sites import BASE, XML, Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, slugify, write_stories


def tvp(count: int = 150, seed: int = 31) -> Replica:
    """Latvia's state platform: /lv/jaunums/<slug>, pages counted from 0, equal titles with -0."""
    stories = write_stories("lv", count, seed=seed, twins=True)
    site = Site(missing=Page(_tvp_page("404", "<h1>404</h1>"), status="404 Not Found"))
    site.headers = (("X-Generator", "Drupal 10 (https://www.drupal.org)"), ("Cache-Control", "max-age=900, public"))
    site.add("/robots.txt", "User-agent: *\nDisallow: /core/\nDisallow: /search/\n", "text/plain")
    pages = in_pages(stories, 15)
    for number, rows in enumerate(pages):
        text = _tvp_page(LV.news, _tvp_list(rows) + _pager("", number, len(pages)))
        site.add(f"/lv/jaunumi?page={number}", text)
        if number == 0:
            site.add("/lv/jaunumi", text)
            site.add("/lv", _tvp_page(LV.home, _tvp_list(rows[:4])))
    site.add_dynamic(
        r"/lv/jaunumi\?page=\d+", lambda _match: Page(_tvp_page(LV.news, '<div class="view-empty"></div>'))
    )
    for place, story in enumerate(stories):
        others = [stories[(place + step) % count] for step in (3, 8, 21)]
        text = _tvp_page(story.title, _tvp_article(story, others), _canonical(_tvp_url(story)))
        site.add(_tvp_url(story), text)
        site.add(f"/lv/node/{story.number + 800}", text)
        site.add(f"/lv/print/{story.number + 800}", f"<html><body><h1>{story.title}</h1>{story.body}</body></html>")
    site.add("/lv/rss/articles", rss(LV, [(_tvp_url(story), story) for story in stories[:20]]), XML)
    entries = _tvp_statics()
    projects = [(f"/lv/projekts/{slugify(name)}", name) for name in LV.categories]
    add_statics(
        site,
        [*entries, *projects, ("/lv/pasakumi", LV.events)],
        LV,
        lambda title, body: _tvp_page(title, f'<h1 class="display-4">{title}</h1>{body}'),
    )
    site.add("/en", _tvp_page("English", '<h1 class="display-4">About us</h1><p>The office is open on weekdays.</p>'))
    site.add("/lv/media/142/download?attachment=", "%PDF-1.4", "application/pdf")
    add_sitemap(
        site,
        "/sitemap.xml",
        [(_tvp_url(s), f"{s.published}T08:00Z") for s in stories] + [(url, None) for url, _ in entries],
    )
    expected = expect(stories, _tvp_url, date_in="page", also=lambda s: (f"/lv/node/{s.number + 800}",))
    return Replica(name="tvp", platform="tvp", language="lv", site=site, expected=expected, seeds=("/lv/jaunumi",))


def _tvp_url(story: Story) -> str:
    return f"/lv/jaunums/{story.slug}"


def _tvp_statics() -> list[tuple[str, str]]:
    return static_entries(LV, lambda place, slug: f"/lv/projekts/{slug}" if place % 4 == 0 else f"/lv/{slug}")


def _canonical(url: str) -> str:
    return f'<link rel="canonical" href="{BASE}{url}" />'


def _tvp_page(title: str, main: str, head: str = "") -> str:
    entries = _tvp_statics()
    languages = links([("/lv", "LV"), ("/en", "EN"), ("?accessibility-version=1", "Viegli lasīt")], "language-switcher")
    return (
        '<!DOCTYPE html><html lang="lv" dir="ltr"><head><meta charset="utf-8" /><meta name="Generator" '
        'content="Drupal 10 '
        f'(https://www.drupal.org)" /><title>{escape(title)} | {LV.site}</title>{head}</head><body '
        'class="path-node"><header '
        f'role="banner"><nav role="navigation">{links([("/lv/jaunumi", LV.news), *entries], "nav navbar-nav")}</nav>'
        f'{languages}{search_form(LV, "/lv/search", "q")}</header><nav aria-label="breadcrumb"><ol '
        'class="breadcrumb"><li>'
        f'<a href="/lv">{LV.home}</a></li></ol></nav><main role="main" class="main-content">{main}</main><footer>'
        f'{logos(LV)}<a href="/lv/rss/articles">RSS</a> <a href="/lv/pasakumi?date=2026-12">{LV.events}</a></footer>'
        '<script type="application/json" data-drupal-selector="drupal-settings-json">{}</script></body></html>'
    )


def _tvp_list(rows: Sequence[Story]) -> str:
    return '<div class="view-content">' + "".join(
        f'<div class="views-row"><div class="title"><h3><a href="{_tvp_url(s)}" '
        f'rel="bookmark">{escape(s.title)}</a></h3></div>'
        f'<div class="date">{s.published:%d.%m.%Y}.</div><div class="text">{s.lead}</div><div class="tags"><a '
        'href="/lv/jaunumi'
        f'?category={s.category}">{s.tag}</a></div></div>'
        for s in rows
    ) + "</div>"  # fmt: skip


def _tvp_article(story: Story, related: Sequence[Story]) -> str:
    return (
        '<article class="node node--type-article node--view-mode-full"><h1 '
        f'class="display-4">{escape(story.title)}</h1><div '
        f'class="article-info"><span class="date">Publicēts: {story.published:%d.%m.%Y}.</span> <a '
        'href="/lv/jaunumi?category='
        f'{story.category}">{story.tag}</a></div><div class="paragraph paragraph--type--text"><div class="cke_editable '
        f'text__text-content">{story.body}<p><a href="/lv/projekts/{slugify(story.tag)}">Plašāk par projektu</a>'
        "</p></div></div>"
        '<div class="file-list"><a href="/lv/media/142/download?attachment=" '
        'title="programma.pdf">programma.pdf</a></div>'
        f'<a href="/lv/print/{story.number + 800}">{LV.printing}</a></article><section class="related-articles"><h2>'
        f"{LV.related}</h2>{_tvp_list(related)}</section>"
    )


def _pager(root: str, number: int, count: int) -> str:
    shown = [n for n in range(count) if abs(n - number) < 5]
    entries = "".join(
        f'<li class="pager__item"><a href="{root}?page={n}" title="{n + 1}">{n + 1}</a></li>'
        if n != number
        else f'<li class="pager__item is-active"><a href="{root}?page={n}">{n + 1}</a></li>'
        for n in shown
    )
    if number + 1 < count:
        entries += f'<li class="pager__item pager__item--next"><a href="{root}?page={number + 1}" rel="next">›</a></li>'
        entries += f'<li class="pager__item pager__item--last"><a href="{root}?page={count - 1}">»</a></li>'
    return f'<nav class="pager" role="navigation"><ul class="pager__items">{entries}</ul></nav>'


def drupal_nodes(count: int = 90, seed: int = 32) -> Replica:
    """Drupal 7: rows lead to /naujiena/<number>, side boxes to /node/<id> and /index.php/naujiena/<number>."""
    stories = write_stories("lt", count, seed=seed)
    site = Site()
    frame = _drupal7(stories)
    site.missing = Page(frame("404", "<h1>404</h1>", ""), status="404 Not Found")
    pages = in_pages(stories, 10)
    for number, rows in enumerate(pages):
        teasers = "".join(_teaser(story) for story in rows)
        text = frame(LT.news, f"{teasers}{_pager('/node', number, len(pages))}", "")
        site.add(f"/node?page={number}", text)
        if number == 0:
            site.add("/node", text)
            site.add("/", text)
    site.add_dynamic(r"/node\?page=\d+", lambda _match: Page(frame(LT.news, "<p>Turinio nėra.</p>", "")))
    for story in stories:
        text = frame(story.title, _node(story), _canonical(_alias(story)))
        for url in (_alias(story), *_spellings(story), f"/print/{story.number + 900}"):
            site.add(url, text)
    for term, name in enumerate(LT.categories, 1):
        teasers = "".join(_teaser(story) for story in stories if story.tag == name)
        site.add(f"/taxonomy/term/{term}", frame(name, teasers, ""))
    entries = static_entries(LT, lambda place, _slug: f"/node/{place}")
    add_statics(site, entries, LT, lambda title, body: frame(title, f'<div class="node node-page">{body}</div>', ""))
    site.add("/rss.xml", rss(LT, [(_alias(story), story) for story in stories[:10]]), XML)
    expected = expect(stories, _alias, date_in="page", also=_spellings)
    return Replica(
        name="drupal-nodes", platform="drupal", language="lt", site=site, expected=expected, seeds=("/node",)
    )


def _alias(story: Story) -> str:
    return f"/naujiena/{story.number * 7919 % 100_000}"


def _spellings(story: Story) -> tuple[str, ...]:
    return f"/node/{story.number + 900}", f"/index.php{_alias(story)}"


def _drupal7(stories: Sequence[Story]) -> Callable[[str, str, str], str]:
    entries = [("/", LT.home), ("/node", LT.news), *static_entries(LT, lambda place, _slug: f"/node/{place}")]
    # The newest by node number: what the canonical link on each page takes back to its alias.
    side = links([(_spellings(story)[1], story.title) for story in stories[:4]], "block-list")

    def frame(title: str, main: str, head: str) -> str:
        return (
            f'<!DOCTYPE html><html lang="lt"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 7 '
            f'(http://drupal.org)" /><link rel="alternate" type="application/rss+xml" href="{BASE}/rss.xml" '
            f"/>{head}<title>"
            f'{escape(title)} | {LT.site}</title></head><body class="html not-front page-node"><div id="page"><div '
            f'id="main-menu">{links(entries, "links")}</div><div class="breadcrumb"><a href="/">{LT.home}</a>'
            "</div><div "
            f'id="content"><h1 class="title" id="page-title">{escape(title)}</h1><div class="region '
            f'region-content">{main}'
            f'</div></div><div class="sidebar"><div class="block block-views"><h2>{LT.latest}</h2>{side}</div><div '
            f'class="block block-user"><a href="/user/login">{LT.login}</a>'
            f"</div>{search_form(LT, '/search/node', 'keys')}"
            f'</div><div id="footer">{logos(LT)}</div></div><script src="/sites/all/modules/x.js"></script><script>'
            "jQuery.extend(Drupal.settings, {});</script></body></html>"
        )

    return frame


def _teaser(story: Story) -> str:
    return (
        f'<div id="node-{story.number + 900}" class="node node-naujiena node-promoted node-teaser"><h2><a '
        f'href="{_alias(story)}">'
        f'{escape(story.title)}</a></h2><div class="submitted">vvg, {story.published} - 10:12</div><div class="field '
        f'field-name-body"><p>{story.lead}</p></div><ul class="links inline"><li class="node-readmore first"><a href="'
        f'{_alias(story)}" rel="tag" title="{escape(story.title)}">{LT.more}</a></li></ul></div>'
    )


def _node(story: Story) -> str:
    return (
        f'<div id="node-{story.number + 900}" class="node node-naujiena"><div class="submitted">vvg, '
        f"{story.published} - "
        f'10:12</div><div class="content"><div class="field field-name-body">{story.body}</div><div class="field '
        f'field-name-field-tags"><a href="/taxonomy/term/{story.category + 1}">{story.tag}</a></div></div><ul '
        'class="links '
        f'inline"><li class="print_html"><a href="/print/{story.number + 900}">{LT.printing}</a></li></ul></div>'
    )
