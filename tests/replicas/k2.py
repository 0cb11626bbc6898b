"""Joomla with K2: /index.php/component/k2/item/<id>-<alias> and <menu>/item/<id>-<alias> are one article."""

from __future__ import annotations

from html import escape

from tests.replicas.chrome import add_statics, page_numbers
from tests.replicas.joomla import Make
from tests.replicas.sites import Page, Replica, Site, expect, in_pages
from tests.replicas.stories import Story, slugify, write_stories

_WEEKDAYS = ("Pirmdiena", "Otrdiena", "Trešdiena", "Ceturtdiena", "Piektdiena", "Sestdiena", "Svētdiena")
_STEP = 10


def k2(count: int = 60, seed: int = 24) -> Replica:
    """A K2 blog with tags, authors and date lines such as `Otrdiena, 02 Janvāris 2018 08:41`."""
    stories = write_stories("lv", count, seed=seed)
    make = Make(
        labels=stories[0].labels,
        stories=stories,
        article=lambda s: f"/index.php/jaunumi/item/{s.number + 200}-{s.slug}",
        listing="/index.php/jaunumi",
        static=lambda _place, slug: f"/index.php/{slug}",
        in_menu=_component,
    )
    site = Site(missing=Page(make.page("404", "<h1>404</h1>"), status="404 Not Found"))
    for story in stories:
        page = make.page(story.title, _item(make, story))
        site.add(make.article(story), page)
        site.add(_component(story), page)
    _add_lists(site, make)
    add_statics(
        site,
        make.statics(),
        make.labels,
        lambda title, body: make.page(title, f'<div class="item-page"><h2>{title}</h2>{body}</div>'),
    )
    expected = expect(stories, make.article, date_in="page", also=lambda s: (_component(s),))
    return Replica(name="k2", platform="k2", language="lv", site=site, expected=expected, seeds=(make.listing,))


def _component(story: Story) -> str:
    return f"/index.php/component/k2/item/{story.number + 200}-{story.slug}"


def _date(make: Make, story: Story) -> str:
    day = story.published
    month = make.labels.months[day.month - 1].capitalize()
    return f"{_WEEKDAYS[day.weekday()]}, {day.day:02} {month} {day.year} 08:41"


def _tag(story: Story) -> str:
    return f'<a href="/index.php/component/k2/itemlist/tag/{slugify(story.tag)}">{story.tag}</a>'


def _item(make: Make, story: Story) -> str:
    place = make.stories.index(story)
    related = "".join(
        f'<li class="even"><a class="itemRelTitle" href="{make.article(other)}">{escape(other.title)}</a></li>'
        for other in (make.stories[(place + step) % len(make.stories)] for step in (4, 9))
    )
    return (
        '<div id="k2Container" class="itemView"><div class="itemHeader"><span '
        f'class="itemDateCreated">{_date(make, story)}'
        f'</span><h2 class="itemTitle">{escape(story.title)}</h2><span class="itemAuthor"><a rel="author" '
        f'href="/index.php/component/k2/itemlist/user/62-vrg">VRG</a></span></div><div class="itemToolbar"><ul><li><a '
        f'class="itemPrintLink" rel="nofollow" href="{make.article(story)}?tmpl=component&amp;print=1">'
        f'{make.labels.printing}</a></li></ul></div><div class="itemBody"><div class="itemIntroText">'
        f'<p>{story.paragraphs[0]}</p></div><div class="itemFullText"><p>{story.paragraphs[1]}</p>'
        f"<p>{story.paragraphs[2]}"
        f'</p></div></div><div class="itemTagsBlock"><ul class="itemTags"><li>{_tag(story)}</li></ul></div>'
        f'<div class="itemRelated"><h3>{make.labels.related}</h3><ul>{related}</ul></div></div>'
    )


def _add_lists(site: Site, make: Make) -> None:
    pages = in_pages(list(make.stories), _STEP)
    for number, rows in enumerate(pages):
        items = "".join(
            '<div class="itemContainer itemContainerLast"><div class="catItemView groupPrimary"><div '
            'class="catItemHeader">'
            f'<span class="catItemDateCreated">{_date(make, story)}</span><h3 class="catItemTitle"><a href="'
            f'{make.article(story)}">{escape(story.title)}</a></h3></div><div class="catItemBody"><div '
            f'class="catItemIntroText"><p>{story.lead}</p></div></div><div class="catItemTagsBlock">{_tag(story)}</div>'
            '<div class="catItemReadMore"><a class="k2ReadMore" '
            f'href="{make.article(story)}">{make.labels.more}</a></div>'
            "</div></div>"
            for story in rows
        )
        numbers = page_numbers(lambda n: f"{make.listing}?start={(n - 1) * _STEP}", number + 1, len(pages), tag="li")
        text = make.page(
            make.labels.news,
            f'<div id="k2Container" class="itemListView">{items}<div class="k2Pagination"><ul>{numbers}</ul>'
            "</div></div>",
        )
        site.add(f"{make.listing}?start={number * _STEP}", text)
        if number == 0:
            site.add(make.listing, text)
            site.add("/", text)
    everyone = "".join(f'<h3><a href="{make.article(story)}">{story.title}</a></h3>' for story in make.stories[:10])
    site.add(
        "/index.php/component/k2/itemlist/user/62-vrg", make.page("VRG", f'<div class="userView">{everyone}</div>')
    )
    for name in make.labels.categories:
        chosen = "".join(
            f'<h2 class="tagItemTitle"><a href="{make.article(s)}">{s.title}</a></h2>'
            for s in make.stories
            if s.tag == name
        )
        site.add(f"/index.php/component/k2/itemlist/tag/{slugify(name)}", make.page(name, chosen))
