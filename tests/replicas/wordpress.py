"""Four makes of WordPress: dated addresses and an API, bare slugs, categories, a sitemap alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qs

from tests.replicas.chrome import add_sitemap, add_sitemap_index, add_statics, rss
from tests.replicas.sites import BASE, JSON, XML, Expected, Page, Replica, Shown, Site, expect, in_pages
from tests.replicas.stories import Story, slugify, write_stories
from tests.replicas.wordpress_pages import Theme

_PER_PAGE = 10
_ROBOTS = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
TEXT = "text/plain; charset=utf-8"


def wp_dated(count: int = 120, seed: int = 11) -> Replica:
    """/2019/10/16/slug/, posts in the REST API, which pages name."""
    stories = write_stories("lt", count, seed=seed)
    theme = Theme(labels=stories[0].labels, permalink=_dated, stories=stories, has_api=True)
    site = _wordpress(theme, "/")
    _add_api(site, theme)
    return _replica("wp-dated", site, stories, theme, "/", "api")


def wp_slugs(count: int = 90, seed: int = 12) -> Replica:
    """/slug/ of one word to many, /page/N/ and a feed; no API; pages show no date."""
    stories = write_stories("lv", count, seed=seed, twins=True)
    theme = Theme(labels=stories[0].labels, permalink=_slug_or_number, stories=stories, shows_date=False, generator="")
    site = _wordpress(theme, "/")
    site.add("/wp-json/", '{"code":"rest_disabled"}', JSON, status="401 Unauthorized")
    return _replica("wp-slugs", site, stories, theme, "/", None)


def wp_category(count: int = 75, seed: int = 13) -> Replica:
    """/category/naujienos/page/N, posts as /slug/ and the feed switched off."""
    stories = write_stories("et", count, seed=seed)
    theme = Theme(labels=stories[0].labels, permalink=_slug, stories=stories, has_feed=False)
    site = _wordpress(theme, "/category/naujienos/")
    return _replica("wp-category", site, stories, theme, "/category/naujienos/", "page")


def wp_sitemap(count: int = 140, seed: int = 14) -> Replica:
    """The home page shows six posts, no way on and no archives; the rest is in wp-sitemap.xml alone."""
    stories = write_stories("lt", count, seed=seed)
    theme = Theme(labels=stories[0].labels, permalink=_slug, stories=stories, has_feed=False, has_archives=False)
    site = _wordpress(theme, None)
    site.add("/", theme.listing(theme.labels.news, stories[:6], 1, 1, "/", "home blog"))
    children = [f"/wp-sitemap-{name}-1.xml" for name in ("posts-post", "posts-page", "taxonomies-category", "users")]
    add_sitemap_index(site, "/wp-sitemap.xml", children)
    add_sitemap(site, children[0], [(_slug(story), f"{story.published}T09:15:00+02:00") for story in stories])
    add_sitemap(site, children[1], [(url, None) for url, _ in theme.statics()])
    add_sitemap(site, children[2], [(f"/category/{slugify(name)}/", None) for name in theme.labels.categories])
    add_sitemap(site, children[3], [("/author/vvg/", None)])
    site.add("/robots.txt", f"{_ROBOTS}\nSitemap: {BASE}/wp-sitemap.xml\n", TEXT)
    return _replica("wp-sitemap", site, stories, theme, "/", "page")


def _dated(story: Story) -> str:
    return f"/{story.published:%Y/%m/%d}/{story.slug}/"


def _slug(story: Story) -> str:
    return f"/{story.slug}/"


def _slug_or_number(story: Story) -> str:
    """Some posts were saved first without a title: their address is a number."""
    return f"/{story.number + 7700}-2/" if story.number % 17 == 5 else _slug(story)


def _replica(
    name: str, site: Site, stories: Sequence[Story], theme: Theme, seed: str, date_in: Shown | None
) -> Replica:
    expected: dict[str, Expected] = expect(
        stories,
        theme.permalink,
        date_in=date_in,
        also=lambda story: _spellings(theme.permalink(story), story),
    )
    return Replica(
        name=name, platform="wordpress", language=theme.labels.code, site=site, expected=expected, seeds=(seed,)
    )


def _spellings(url: str, story: Story) -> tuple[str, ...]:
    return f"/?p={story.number + 100}", f"{url}2/", f"{url}amp/", f"{url}?print=pdf", f"{url}?share=facebook"


def _wordpress(theme: Theme, listed_at: str | None) -> Site:
    """Everything but what one make has of its own."""
    site = Site(missing=Page(theme.page("404", "<h1>404</h1>", "error404"), status="404 Not Found"))
    site.add("/robots.txt", _ROBOTS, TEXT)
    _add_posts(site, theme)
    if theme.has_archives:
        _add_archives(site, theme)
    if listed_at is not None:
        _add_list(site, theme, listed_at, theme.labels.news, theme.stories, "blog" if listed_at == "/" else "archive")
    if theme.has_feed:
        _add_feeds(site, theme)
    add_statics(
        site, theme.statics(), theme.labels, lambda title, body: theme.page(title, _page(title, body), "page page-id-7")
    )
    site.add("/en/", theme.page("English", _page("English", "<p>A short summary.</p>"), "page page-id-9"))
    newest = "".join(theme.teaser(story) for story in theme.stories[:3])
    site.add_absent("/", theme.page(theme.labels.home, _page(theme.labels.home, newest), "home page page-id-2"))
    days = theme.listing(
        "2026-11", [story for story in theme.stories if story.published.month == 11][:9], 1, 1, "/", "archive date"
    )
    site.add_dynamic(r"/2026/11/\d\d/", lambda _match: Page(days))
    site.add("/wp-login.php", "<html><body><form id='loginform'></form></body></html>")
    return site


def _page(title: str, body: str) -> str:
    return (
        f'<article id="post-7" class="post-7 page type-page status-publish hentry"><h1 class="entry-title">{title}</h1>'
        f'<div class="entry-content">{body}</div></article>'
    )


def _add_posts(site: Site, theme: Theme) -> None:
    stories = theme.stories
    for place, story in enumerate(stories):
        newer = stories[place - 1] if place else None
        older = stories[place + 1] if place + 1 < len(stories) else None
        related = [stories[(place + step) % len(stories)] for step in (9, 17, 23)]
        page, url = theme.post(story, newer, older, related), theme.permalink(story)
        site.add(url, page)
        site.add(f"{url}2/", page)
        site.add(f"{url}amp/", page.replace("<html ", "<html amp ", 1))
        site.redirect(url.rstrip("/"), f"{BASE}{url}")
        site.redirect(f"/?p={story.number + 100}", f"{BASE}{url}")
        site.add(f"{url}feed/", rss(theme.labels, []), XML)


def _add_list(site: Site, theme: Theme, root: str, title: str, stories: Sequence[Story], body_class: str) -> None:
    pages = in_pages(list(stories), _PER_PAGE)
    for number, rows in enumerate(pages, 1):
        text = theme.listing(title, rows, number, len(pages), root, body_class)
        site.add(root if number == 1 else f"{root}page/{number}/", text)


def _add_archives(site: Site, theme: Theme) -> None:
    labels, stories = theme.labels, theme.stories
    for name in labels.categories:
        chosen = [story for story in stories if story.tag == name]
        _add_list(site, theme, f"/category/{slugify(name)}/", name, chosen, "archive category")
        _add_list(site, theme, f"/tag/{slugify(name)}/", name, chosen, "archive tag")
    _add_list(site, theme, "/author/vvg/", "vvg", stories, "archive author")
    _add_list(site, theme, "/category/naujienos/", labels.news, stories, "archive category")
    for year, month in {(story.published.year, story.published.month) for story in stories}:
        chosen = [story for story in stories if (story.published.year, story.published.month) == (year, month)]
        _add_list(site, theme, f"/{year}/{month:02}/", labels.months[month - 1], chosen, "archive date")


def _add_feeds(site: Site, theme: Theme) -> None:
    pages = in_pages(list(theme.stories), _PER_PAGE)
    for number, rows in enumerate(pages, 1):
        text = rss(theme.labels, [(theme.permalink(story), story) for story in rows])
        site.add("/feed/" if number == 1 else f"/feed/?paged={number}", text, XML)
    site.add("/comments/feed/", rss(theme.labels, []), XML)
    site.redirect("/feed", f"{BASE}/feed/")


def _add_api(site: Site, theme: Theme) -> None:
    site.add("/wp-json/", json.dumps({"name": theme.labels.site, "namespaces": ["oembed/1.0", "wp/v2"]}), JSON)
    site.headers = (("Link", f'<{BASE}/wp-json/>; rel="https://api.w.org/"'),)
    site.add_dynamic(r"/wp-json/oembed/1\.0/embed\?.*", lambda _match: Page('{"version":"1.0","type":"rich"}', JSON))
    site.add_dynamic(r"/wp-json/wp/v2/posts/?(?:\?(?P<query>.*))?", _answer_posts(theme))
    names = [{"id": n, "name": name, "slug": slugify(name)} for n, name in enumerate(theme.labels.categories, 3)]
    site.add("/wp-json/wp/v2/categories", json.dumps(names), JSON)


def _answer_posts(theme: Theme) -> Callable[[re.Match[str]], Page]:
    def answer(match: re.Match[str]) -> Page:
        asked = {name: values[0] for name, values in parse_qs(match["query"] or "").items()}
        size, number = int(asked.get("per_page", 10)), int(asked.get("page", 1))
        if not 1 <= size <= 100:
            return Page('{"code":"rest_invalid_param"}', JSON, "400 Bad Request")
        after, before = asked.get("after", ""), asked.get("before", "9999")
        chosen = [story for story in theme.stories if after <= f"{story.published}T09:15:00" <= before]
        if asked.get("order") == "asc":
            chosen.reverse()
        pages = in_pages(chosen, size)
        if number > len(pages):
            return Page('{"code":"rest_post_invalid_page_number"}', JSON, "400 Bad Request")
        totals = (("X-WP-Total", str(len(chosen))), ("X-WP-TotalPages", str(len(pages))))
        return Page(json.dumps([_post_fields(theme, story) for story in pages[number - 1]]), JSON, headers=totals)

    return answer


def _post_fields(theme: Theme, story: Story) -> dict[str, object]:
    moment = f"{story.published}T09:15:00"
    return {
        "id": story.number + 100,
        "date": moment,
        "date_gmt": f"{story.published}T07:15:00",
        "guid": {"rendered": f"{BASE}/?p={story.number + 100}"},
        "modified": moment,
        "modified_gmt": f"{story.published}T07:15:00",
        "slug": story.slug,
        "status": "publish",
        "type": "post",
        "link": f"{BASE}{theme.permalink(story)}",
        "title": {"rendered": story.title},
        "content": {"rendered": story.body, "protected": False},
        "excerpt": {"rendered": f"<p>{story.lead}</p>", "protected": False},
        "categories": [story.category + 3],
        "tags": [],
    }
