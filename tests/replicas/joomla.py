"""Joomla's three spellings of articles, and K2 on top of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.replicas.chrome import add_statics, calendar, links, logos, poll, rss, search_form, static_entries
from tests.replicas.labels import Labels
from tests.replicas.sites import BASE, XML, Expected, Page, Replica, Shown, Site, expect, in_pages
from tests.replicas.stories import Story, write_stories

_ROBOTS = "User-agent: *\nDisallow: /administrator/\nDisallow: /cache/\nDisallow: /components/\nDisallow: /modules/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Make:
    """How one Joomla site writes addresses."""

    labels: Labels
    stories: Sequence[Story]
    article: Callable[[Story], str]
    listing: str
    static: Callable[[int, str], str]
    step: int = 10
    dated: bool = True
    in_menu: Callable[[Story], str] | None = None
    """Under which other address side boxes link to articles."""

    def page(self, title: str, main: str, head: str = "") -> str:
        """A whole page of a template of Joomla 3."""
        labels = self.labels
        entries = [("/", labels.home), (self.listing, labels.news), *self.statics()]
        side = self.in_menu or self.article
        latest = links([(side(story), story.title) for story in self.stories[:5]], "latestnews mod-list")
        popular = links([(side(story), story.title) for story in self.stories[12:16]], "mostread mod-list")
        at = f"{self.listing}{'&' if '?' in self.listing else '?'}iccaldate=2026-"
        month = calendar(labels, lambda day: f"{at}11-{day}", f"{at}10-1", f"{at}12-1")
        return (
            f'<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="{labels.code}" dir="ltr"><head>'
            f'<base href="{BASE}{self.listing}" /><meta charset="utf-8" />'
            '<meta name="generator" content="Joomla! - Open Source Content Management" />'
            f"<title>{escape(title)}</title>"
            f'{head}<script src="/media/jui/js/jquery.min.js"></script><link '
            'href="/templates/protostar/css/template.css" '
            f'rel="stylesheet" /></head><body class="site com_content view-article layout-blog itemid-101"><div '
            f'class="container"><header class="header"><a class="brand" href="/"><span class="site-title">{labels.site}'
            f'</span></a></header><nav class="navigation">{links(entries, "nav menu mod-list")}</nav><div '
            'class="row-fluid">'
            f'<main id="content" class="span9"><div id="system-message-container"></div>{main}</main><div id="aside" '
            f'class="span3"><div class="well"><h3 class="page-header">{labels.latest}</h3>{latest}</div><div '
            'class="well">'
            f'<h3 class="page-header">{labels.popular}</h3>{popular}</div><div class="well">{month}</div><div '
            'class="well">'
            f'{poll(labels)}{search_form(labels, "/index.php", "searchword")}<a href="/index.php?option=com_users&amp;'
            f'view=login">{labels.login}</a></div></div></div></div><footer class="footer">{logos(labels)}'
            f"<p>© 2026 {labels.site}</p></footer></body></html>"
        )

    def statics(self) -> list[tuple[str, str]]:
        """Address and title of its pages that are no news."""
        return static_entries(self.labels, self.static)


def icons(labels: Labels, url: str) -> str:
    """Print, mail and PDF as small pictures."""
    joint = "&amp;" if "?" in url else "?"
    return (
        '<ul class="actions"><li class="print-icon"><a '
        f'href="{escape(url)}{joint}tmpl=component&amp;print=1&amp;layout='
        f'default&amp;page=" rel="nofollow" title="{labels.printing}"><img src="/media/system/images/printButton.png" '
        'alt="Print" /></a></li><li class="email-icon"><a href="/index.php?option=com_mailto&amp;tmpl=component&amp;'
        'link=aHR0cDovL3d3dy5l" rel="nofollow"><img src="/media/system/images/emailButton.png" alt="E-mail" />'
        "</a></li>"
        f'<li><a href="{escape(url)}{joint}format=pdf">PDF</a></li></ul>'
    )


def joomla_html(count: int = 80, seed: int = 21) -> Replica:
    """/75-visos-naujienos/454-alias.html, `?start=N`; the side boxes use the home menu's path for the same id."""
    stories = write_stories("lt", count, seed=seed)
    make = Make(
        labels=stories[0].labels,
        stories=stories,
        article=lambda s: f"/75-visos-naujienos/{s.number + 300}-{s.slug}.html",
        listing="/75-visos-naujienos.html",
        static=lambda place, slug: f"/{place + 10}-{slug}.html" if place % 2 else f"/{slug}.html",
        in_menu=lambda s: f"/{s.number + 300}-{s.slug}.html",
    )
    return _replica("joomla-html", make, "page")


def joomla_plain(count: int = 64, seed: int = 22) -> Replica:
    """/index.php/jaunumi/683-alias without a date on the pages."""
    stories = write_stories("lv", count, seed=seed)
    make = Make(
        labels=stories[0].labels,
        stories=stories,
        article=lambda s: f"/index.php/jaunumi/{s.number + 600}-{s.slug}",
        listing="/index.php/jaunumi",
        static=lambda _place, slug: f"/index.php/{slug}",
        step=8,
        dated=False,
        in_menu=lambda s: f"/index.php/{s.number + 600}-{s.slug}",
    )
    return _replica("joomla-plain", make, None)


def joomla_raw(count: int = 50, seed: int = 23) -> Replica:
    """Addresses nobody made readable: index.php?option=com_content&view=article&id=."""
    stories = write_stories("et", count, seed=seed)
    make = Make(
        labels=stories[0].labels,
        stories=stories,
        article=lambda s: f"/index.php?option=com_content&view=article&id={s.number + 40}:{s.slug}&catid=9&Itemid=101",
        listing="/index.php?option=com_content&view=category&layout=blog&id=9&Itemid=101",
        static=lambda place, slug: (
            f"/index.php?option=com_content&view=article&id={place}:{slug}&catid=2&Itemid={place}"
        ),
        in_menu=lambda s: f"/index.php?option=com_content&view=article&id={s.number + 40}&Itemid=1",
    )
    return _replica("joomla-raw", make, "page")


def _replica(name: str, make: Make, date_in: Shown | None) -> Replica:
    site = Site(missing=Page(make.page("404", "<h1>404</h1>"), status="404 Not Found"))
    site.add("/robots.txt", _ROBOTS, "text/plain")
    _add_listing(site, make)
    others = make.in_menu or make.article
    for story in make.stories:
        page = _article(make, story)
        for url in {make.article(story), others(story)}:
            site.add(url, page)
            joint = "&" if "?" in url else "?"
            site.add(f"{url}{joint}tmpl=component&print=1&layout=default&page=", page)
            site.add(f"{url}{joint}format=pdf", "%PDF-1.4", "application/pdf")
    add_statics(site, make.statics(), make.labels, lambda title, body: make.page(title, _item(title, body, "")))
    expected: dict[str, Expected] = expect(
        make.stories,
        make.article,
        date_in=date_in,
        also=lambda s: (others(s),),
    )
    return Replica(
        name=name, platform="joomla", language=make.labels.code, site=site, expected=expected, seeds=(make.listing,)
    )


def _item(title: str, body: str, dates: str) -> str:
    return (
        f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 '
        f'itemprop="headline">{escape(title)}</h2></div>{dates}<div itemprop="articleBody">{body}</div></div>'
    )


def _dates(make: Make, story: Story) -> str:
    if not make.dated:
        return ""
    day, labels = story.published, make.labels
    return (
        f'<dl class="article-info muted"><dt class="article-info-term">Info</dt><dd class="published"><span '
        f'class="icon-calendar"></span><time datetime="{day}T08:41:00+02:00" '
        f'itemprop="datePublished">{labels.published} '
        f'{day.day:02} {labels.months[day.month - 1]} {day.year}</time></dd><dd class="hits">Hits: 214</dd></dl>'
    )


def _article(make: Make, story: Story) -> str:
    place, labels = make.stories.index(story), make.labels
    url = make.article(story)
    near = [
        (make.article(make.stories[other]), text)
        for other, text in ((place - 1, labels.previous), (place + 1, labels.next))
        if 0 <= other < len(make.stories)
    ]
    others = [make.stories[(place + step) % len(make.stories)] for step in (5, 11)]
    related = links([(make.article(other), other.title) for other in others], "relateditems")
    main = _item(story.title, icons(labels, url) + story.body, _dates(make, story))
    return make.page(story.title, f"{main}{links(near, 'pager pagenav')}<h4>{labels.related}</h4>{related}")


def _add_listing(site: Site, make: Make) -> None:
    joint = "&" if "?" in make.listing else "?"
    pages = in_pages(list(make.stories), make.step)
    head = (
        f'<link href="{escape(make.listing + joint)}format=feed&amp;type=rss" rel="alternate" '
        'type="application/rss+xml" />'
    )
    for number, rows in enumerate(pages):
        text = make.page(make.labels.news, _blog(make, rows, number, len(pages), joint), head)
        site.add(f"{make.listing}{joint}start={number * make.step}", text)
        if number == 0:
            site.add(make.listing, text)
            site.add("/", text)
    feed = rss(make.labels, [(make.article(story), story) for story in make.stories[: make.step]])
    site.add(f"{make.listing}{joint}format=feed&type=rss", feed, XML)


def _blog(make: Make, rows: Sequence[Story], number: int, count: int, joint: str) -> str:
    items = "".join(
        f'<div class="items-row cols-1 row-{n}"><div class="item column-1 blog-item"><div class="page-header"><h2 '
        f'itemprop="name"><a href="{escape(make.article(story))}" itemprop="url">{escape(story.title)}</a></h2></div>'
        f"{icons(make.labels, make.article(story))}{_dates(make, story)}<p>{story.lead}</p>"
        f'<p class="readmore"><a class="btn" href="{escape(make.article(story))}">{make.labels.more}: '
        f"{escape(story.title)}</a></p></div></div>"
        for n, story in enumerate(rows)
    )

    def link(to: int, text: str) -> str:
        url = make.listing if to == 0 else f"{make.listing}{joint}start={to * make.step}"
        return f'<li><a title="{text}" href="{escape(url)}" class="pagenav">{text}</a></li>'

    shown = [n for n in range(count) if abs(n - number) < 5]
    numbers = "".join(f"<li class='active'><a>{n + 1}</a></li>" if n == number else link(n, str(n + 1)) for n in shown)
    after = link(number + 1, make.labels.next) if number + 1 < count else ""
    return (
        f'<div class="blog"><h1>{make.labels.news}</h1>{items}<div class="pagination"><p class="counter pull-right">'
        f'{number + 1} / {count}</p><ul class="pagination-list">{numbers}{after}</ul></div></div>'
    )
