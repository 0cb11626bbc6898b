"""WordPress's markup: posts, lists of posts and the widgets beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.replicas.chrome import calendar, links, logos, poll, search_form, static_entries
from tests.replicas.labels import Labels
from tests.replicas.sites import BASE
from tests.replicas.stories import Story, slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How one WordPress site looks."""

    labels: Labels
    permalink: Callable[[Story], str]
    stories: Sequence[Story]
    has_api: bool = False
    has_feed: bool = True
    has_archives: bool = True
    """By category, tag, author and month, and links to them."""
    shows_date: bool = True
    """On the post's page; lists follow it."""
    generator: str = '<meta name="generator" content="WordPress 6.4.3" />'

    def category_line(self, story: Story) -> str:
        """The post's category, with a link to its archive where there is one."""
        if not self.has_archives:
            return f'<span class="cat-links">{story.tag}</span>'
        url = f"/category/{slugify(story.tag)}/"
        return f'<span class="cat-links"><a href="{url}" rel="category tag">{story.tag}</a></span>'

    def page(self, title: str, main: str, body_class: str, head: str = "") -> str:
        """A whole page."""
        labels = self.labels
        news = [("/category/naujienos/", labels.news)] if self.has_archives else []
        menu = links([("/", labels.home), *news, *self.statics()], "menu")
        api = f'<link rel="https://api.w.org/" href="{BASE}/wp-json/" />' if self.has_api else ""
        feeds = (
            f'<link rel="alternate" type="application/rss+xml" title="{labels.site} &raquo; Feed" '
            f'href="{BASE}/feed/" />'
            f'<link rel="alternate" type="application/rss+xml" title="{labels.site} &raquo; Comments Feed" '
            f'href="{BASE}/comments/feed/" />'
        )
        return (
            f'<!DOCTYPE html><html lang="{labels.code}"><head><meta charset="UTF-8" /><title>{escape(title)} – '
            f"{labels.site}</title>{feeds if self.has_feed else ''}{api}{self.generator}{head}"
            f'<link rel="stylesheet" href="{BASE}/wp-content/themes/twentyseventeen/style.css?ver=6.4.3" media="all" />'
            f'</head><body class="{body_class} wp-custom-logo"><a class="skip-link screen-reader-text" href="#content">'
            f'Skip to content</a><header id="masthead" class="site-header"><p class="site-title"><a href="{BASE}/" '
            f'rel="home">{labels.site}</a></p><nav id="site-navigation" class="main-navigation">{menu}'
            f'<ul class="lang"><li><a href="/en/">EN</a></li></ul></nav></header>'
            f'<div id="content" class="site-content"><main id="main" class="site-main">{main}</main>{self.widgets()}'
            f'</div><footer id="colophon" class="site-footer">{logos(labels)}<p>© 2016–2026 {labels.site}</p></footer>'
            f'<script src="{BASE}/wp-includes/js/wp-embed.min.js?ver=6.4.3"></script></body></html>'
        )

    def statics(self) -> list[tuple[str, str]]:
        """Address and title of its pages."""
        return static_entries(self.labels, lambda _place, slug: f"/{slug}/")

    def widgets(self) -> str:
        """The column beside every page."""
        labels, newest = self.labels, self.stories[:5]
        if not self.has_archives:
            return f'<aside id="secondary" class="widget-area">{search_form(labels, "/", "s")}{poll(labels)}</aside>'
        months = sorted({(s.published.year, s.published.month) for s in self.stories}, reverse=True)[:8]
        recent = links([(self.permalink(s), s.title) for s in newest], "recent")
        popular = links([(f"/?p={s.number + 100}", s.title) for s in self.stories[7:11]], "popular")
        archive = links([(f"/{y}/{m:02}/", f"{labels.months[m - 1]} {y}") for y, m in months], "archives")
        tags = "".join(f'<a href="/tag/{slugify(c)}/" class="tag-cloud-link">{c}</a> ' for c in labels.categories)
        categories = links([(f"/category/{slugify(c)}/", c) for c in labels.categories], "cat")
        feed = '<li><a href="/feed/">RSS</a></li>' if self.has_feed else ""
        month = calendar(labels, lambda day: f"/2026/11/{day:02}/", "/2026/10/", "/2026/12/")
        comment = f"{self.permalink(newest[-1])}#comment-12"
        return (
            '<aside id="secondary" class="widget-area"><section class="widget '
            f'widget_search">{search_form(labels, "/", "s")}'
            '</section><section class="widget widget_recent_entries"><h2 '
            f'class="widget-title">{labels.latest}</h2>{recent}'
            f'</section><section class="widget widget_popular"><h2 class="widget-title">{labels.popular}</h2>{popular}'
            f'</section><section class="widget widget_recent_comments"><ul><li>Ona: <a href="{comment}">'
            f'{newest[-1].title}</a></li></ul></section><section class="widget widget_archive"><h2 '
            'class="widget-title">'
            f'{labels.archive}</h2>{archive}</section><section class="widget widget_calendar">{month}</section>'
            f'<section class="widget widget_categories">{categories}</section><section class="widget widget_tag_cloud">'
            f'{tags}</section><section class="widget">{poll(labels)}</section><section class="widget widget_meta"><ul>'
            f'<li><a href="/wp-login.php">{labels.login}</a></li>{feed}</ul>'
            "</section></aside>"
        )

    def date_line(self, story: Story) -> str:
        """When a post was published, as themes say it; empty where this one does not."""
        if not self.shows_date:
            return ""
        day = story.published
        return (
            f'<span class="posted-on"><a href="{self.permalink(story)}" rel="bookmark"><time class="entry-date '
            'published" '
            f'datetime="{day}T09:15:00+02:00">{day}</time></a></span>'
        )

    def teaser(self, story: Story) -> str:
        """A post in a list."""
        url = BASE + self.permalink(story)
        return (
            f'<article id="post-{story.number + 100}" class="post-{story.number + 100} post type-post status-publish '
            f'format-standard hentry category-{slugify(story.tag)}"><header '
            f'class="entry-header">{self.date_line(story)}'
            f'<h2 class="entry-title"><a href="{url}" rel="bookmark">{escape(story.title)}</a></h2></header>'
            f'<div class="entry-summary"><p>{story.lead} <a href="{url}#more-{story.number}" class="more-link">'
            f'{self.labels.more} <span class="screen-reader-text">{escape(story.title)}</span></a></p></div>'
            f"<footer>{self.category_line(story)}</footer></article>"
        )

    def listing(self, title: str, rows: Sequence[Story], number: int, last: int, root: str, body_class: str) -> str:
        """One page of a list; pages are counted from 1 and lie at `root`page/N/."""
        pager = self.pager(number, last, root) if last > 1 else ""
        main = f'<h1 class="page-title">{escape(title)}</h1>{"".join(self.teaser(story) for story in rows)}{pager}'
        return self.page(title, main, body_class)

    def pager(self, number: int, last: int, root: str) -> str:
        """Numbers and arrows."""

        def link(to: int, css: str, text: str) -> str:
            url = root if to == 1 else f"{root}page/{to}/"
            return f'<a class="{css}page-numbers" href="{BASE}{url}">{text}</a>'

        shown = [n for n in range(1, last + 1) if n in {1, last} or abs(n - number) < 3]
        numbers = "".join(
            f'<span aria-current="page" class="page-numbers current">{n}</span>' if n == number else link(n, "", str(n))
            for n in shown
        )
        before = link(number - 1, "prev ", self.labels.previous) if number > 1 else ""
        after = link(number + 1, "next ", self.labels.next) if number < last else ""
        return f'<nav class="navigation pagination"><div class="nav-links">{before}{numbers}{after}</div></nav>'

    def post(self, story: Story, newer: Story | None, older: Story | None, related: Sequence[Story]) -> str:
        """A post's own page."""
        url, labels = self.permalink(story), self.labels
        share = f'<a href="{url}?share=facebook">Facebook</a> <a href="{url}?print=pdf">{labels.printing}</a>'
        around = "".join(
            f'<a href="{BASE}{self.permalink(other)}" rel="{way}">{escape(other.title)}</a>'
            for way, other in (("prev", older), ("next", newer))
            if other is not None
        )
        others = links([(self.permalink(other), other.title) for other in related], "related")
        oembed = (
            '<link rel="alternate" type="application/json+oembed" '
            f'href="{BASE}/wp-json/oembed/1.0/embed?url={BASE}{url}" />'
        )
        head = (
            f'<link rel="canonical" href="{BASE}{url}" /><link rel="shortlink" href="{BASE}/?p={story.number + 100}" />'
            f'<link rel="amphtml" href="{BASE}{url}amp/" /><meta property="og:type" content="article" />'
            f"{oembed if self.has_api else ''}"
        )
        main = (
            f'<article id="post-{story.number + 100}" class="post-{story.number + 100} post type-post hentry"><header '
            f'class="entry-header">{self.date_line(story)}<h1 class="entry-title">{escape(story.title)}</h1><span '
            f'class="byline"><a class="url fn n" href="/author/vvg/">vvg</a></span></header><div class="entry-content">'
            f'{story.body}<div class="sharedaddy">{share}</div></div><footer class="entry-footer">'
            f"{self.category_line(story)}</footer></article>"
            f'<nav class="navigation post-navigation"><div class="nav-links">{around}</div></nav>'
            f'<div class="related-posts"><h3>{labels.related}</h3>{others}</div>'
            '<div id="respond" class="comment-respond"><form action="/wp-comments-post.php" method="post">'
            "</form></div>"
        )
        return self.page(story.title, main, "post-template-default single single-post single-format-standard", head)
