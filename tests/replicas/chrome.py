"""What surrounds an article on any site: pages that are no news, calendars, polls, logos, feeds, sitemaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape

from tests.replicas.labels import Labels
from tests.replicas.sites import BASE, XML, Site
from tests.replicas.stories import Story, slugify

ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


def links(entries: Iterable[tuple[str, str]], css: str = "menu") -> str:
    """A list of links: address and text."""
    rows = "".join(f'<li class="{css}-item"><a href="{escape(url)}">{escape(text)}</a></li>' for url, text in entries)
    return f'<ul class="{css}">{rows}</ul>'


def static_entries(labels: Labels, address: Callable[[int, str], str]) -> list[tuple[str, str]]:
    """Address and title of the pages that are no news; `address` is given their place and slug."""
    titles = (*labels.statics, labels.events, labels.calls, labels.gallery)
    return [(address(place, slugify(title)), title) for place, title in enumerate(titles, 1)]


def add_statics(
    site: Site, entries: Iterable[tuple[str, str]], labels: Labels, layout: Callable[[str, str], str]
) -> None:
    """Pages behind a menu, some with a list of events or calls; `layout` makes a page of a title and its body."""
    rows = "".join(f"<li>{title}, {day}:00</li>" for day, title in enumerate(labels.categories, 10))
    for url, title in entries:
        extra = f"<ul>{rows}</ul>" if title in {labels.events, labels.calls} else ""
        picture = (
            '<a href="/img/foto1.jpg"><img src="/img/foto1.jpg" alt="foto1"></a>' if title == labels.gallery else ""
        )
        site.add(url, layout(title, f"<p>{labels.static_text}</p>{extra}{picture}"))


def page_numbers(address: Callable[[int], str], number: int, count: int, *, tag: str = "span") -> str:
    """Every page's number, counted from 1, as a link; the shown one's without."""
    return " ".join(
        f'<{tag} class="current active">{n}</{tag}>'
        if n == number
        else f'<{tag}><a href="{escape(address(n))}">{n}</a></{tag}>'
        for n in range(1, count + 1)
    )


def add_front(site: Site, home: str, english: str) -> None:
    """What `/` and `/en/` show where the list is elsewhere."""
    site.add_absent("/", home)
    site.add_absent("/en/", english)


def calendar(labels: Labels, day_url: Callable[[int], str], before: str, after: str) -> str:
    """A month's table with a link on some days and links to the months around it."""
    cells = "".join(
        f'<td><a href="{escape(day_url(day))}">{day}</a></td>' if day % 6 == 1 else f"<td>{day}</td>"
        for day in range(1, 31)
    )
    return (
        f'<table id="wp-calendar" class="calendar"><caption>{labels.months[10]} 2026</caption><tr>{cells}</tr></table>'
        f'<a href="{escape(before)}">« {labels.months[9][:3]}</a> <a '
        f'href="{escape(after)}">{labels.months[11][:3]} »</a>'
    )


def logos(labels: Labels) -> str:
    """The funders' and partners' logos, all on foreign hosts."""
    return (
        f'<div class="partners"><h4>{labels.partners}</h4>'
        '<a href="http://www.zum.example/lt/naujienos/"><img src="/img/logobend.png" alt="logobend"></a>'
        '<a href="http://www.leader.example/news/2026/11/01/bendra-visu-partneriu-naujiena/">LEADER</a>'
        '<a href="https://www.facebook.com/silokrastas">Facebook</a></div>'
    )


def poll(labels: Labels) -> str:
    """A question with three answers."""
    rows = "".join(
        f'<label><input type="radio" name="v" value="{n}">{text}</label>' for n, text in enumerate(labels.answers)
    )
    return f'<form class="poll" action="/poll" method="post"><b>{labels.poll}</b>{rows}</form>'


def search_form(labels: Labels, action: str, name: str) -> str:
    """A search box."""
    return (
        f'<form class="search" action="{action}" method="get"><input name="{name}" placeholder="{labels.search}">'
        "</form>"
    )


def rss(labels: Labels, entries: Iterable[tuple[str, Story]]) -> str:
    """RSS 2.0 of addresses and their stories; addresses are made absolute."""
    rows = "".join(
        f"<item><title>{escape(story.title)}</title><link>{BASE}{escape(url)}</link>"
        f"<pubDate>{format_datetime(datetime.combine(story.published, time(9), UTC))}</pubDate>"
        f"<description><![CDATA[{story.lead}]]></description>"
        f'<guid isPermaLink="false">{BASE}/?p={story.number}</guid></item>'
        for url, story in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {ATOM}><channel><title>{labels.site}</title>'
        f"<link>{BASE}/</link><description>{labels.news}</description>{rows}</channel></rss>"
    )


def add_sitemap(site: Site, target: str, entries: Iterable[tuple[str, str | None]]) -> None:
    """A sitemap of targets and their dates of change."""
    rows = "".join(
        f"<url><loc>{BASE}{escape(url)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"
        for url, changed in entries
    )
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    site.add(target, f'<?xml version="1.0" encoding="UTF-8"?>{text}', XML)


def add_sitemap_index(site: Site, target: str, children: Iterable[str]) -> None:
    """A sitemap index."""
    rows = "".join(f"<sitemap><loc>{BASE}{escape(child)}</loc></sitemap>" for child in children)
    text = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    site.add(target, f'<?xml version="1.0" encoding="UTF-8"?>{text}', XML)
