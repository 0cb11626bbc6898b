"""Rows full of other links, and pages full of other lists: only the listing's own articles are taken."""

from __future__ import annotations

import pytest

from crawler.discovery.addresses import make_address_rules
from crawler.discovery.listings.listing import parse_listing
from tests.crawler.discovery.test_unknown_listings import (
    BARE_MENU,
    CLASS_MENU,
    FOOTER,
    NEWS_BOX,
    SITE,
    TITLES,
    paths,
    read,
    rows,
    wanted,
)

ROWS = {
    "classes that name the row's own category": '<article class="post-{day} post category-partneriai format-gallery">'
    '<header class="entry-header"><h2><a href="{href}">{title}</a></h2></header><p>{lead}</p>'
    '<footer class="entry-footer"><a href="/category/x/" rel="category tag">X</a></footer></article>',
    "a page builder's cards": '<article class="elementor-post post-{day}"><a href="{href}"><img src="a.jpg"></a>'
    '<div class="elementor-post__text"><h3><a href="{href}">{title}</a></h3><p>{lead}</p>'
    '<a class="elementor-post__read-more" href="{href}">Skaityti »</a></div></article>',
    "the same link in every lead": '<div class="n"><h3>{title}</h3><p>{lead} Apie tai rašoma '
    '<a href="/lt/strategijos-igyvendinimo-planas">plane</a>.</p><a href="{href}">Skaityti toliau</a></div>',
    "another link in every lead": '<div class="n"><h3><a href="{href}">{title}</a></h3><p>{lead} Žr. '
    '<a href="/lt/kitas-puslapis-{day}">mūsų strategijos planą</a>.</p></div>',
    "comment counters": '<div class="n"><h3><a href="{href}">{title}</a></h3><p>{lead}</p>'
    '<a href="{href}#comments">3 komentarai</a> <a href="/lt/spausdinti?kas={day}">Spausdinti</a></div>',
}


@pytest.mark.parametrize("make", ROWS)
def test_each_row_has_one_article(make: str) -> None:
    page = read(f"{CLASS_MENU}<main>{rows(ROWS[make], '/lt/{slug}')}</main>{FOOTER}")
    assert paths(page) == wanted("/lt/{slug}")
    assert [link.title for link in page.links] == list(TITLES[:5])


def test_cells_of_a_table_are_rows() -> None:
    cell = '<td><img src=a.jpg><a href="{href}"><b>{title}</b></a><br>{lead}<br><a href="{href}">plačiau</a></td>'
    cells = rows(cell, "/naujiena.php?id={n}", 6).split("\n")
    table = f"<table><tr>{''.join(cells[:3])}</tr><tr>{''.join(cells[3:])}</tr></table>"
    assert paths(read(f"<table>{BARE_MENU}{table}</td></tr></table>")) == wanted("/naujiena.php?id={n}", 6)


def test_box_of_events_with_the_same_rows_is_left_out() -> None:
    row = '<div class="ev"><span>{date}</span><a href="{href}">{title}</a></div>'
    events = "".join(
        f'<div class="ev"><span>2014-12-0{n}</span><a href="/lt/kaledine-muge-{n}">Kalėdų mugė Žeimelyje {n}</a></div>'
        for n in range(1, 5)
    )
    boxes = (
        f'<div class="b"><div class="title">Renginiai</div>{events}</div>'
        f'<div class="b"><div class="title">Naujienos</div>{rows(row, "/lt/{slug}")}</div>'
    )
    assert paths(read(CLASS_MENU + boxes + FOOTER, "/")) == wanted("/lt/{slug}")


def test_related_projects_of_the_same_make_are_left_out() -> None:
    row = '<div class="n"><h4><a href="{href}">{title}</a></h4><p>{lead}</p></div>'
    related = '<div class="kita"><h3>Susiję projektai</h3>' + "".join(
        f'<div class="n"><h4><a href="/lt/projektas-apie-{n}-ezera">Projektas apie mūsų ežerą Nr. {n}</a></h4>'
        "<p>Projektas, kuriame dalyvavo visos rajono bendruomenės ir mokyklos.</p></div>"
        for n in range(3)
    )
    page = read(f"{CLASS_MENU}<div>{rows(row, '/lt/{slug}')}</div>{related}</div>{FOOTER}")
    assert paths(page) == wanted("/lt/{slug}")


def test_tiles_with_texts_yield_to_dated_news() -> None:
    tiles = "".join(
        f'<div class="p"><img src=a.png><h3><a href="/lt/{slug}">{word}</a></h3><p>Čia rašoma, kaip dirba mūsų grupė '
        f'ir kas jai padeda.</p><a href="/lt/{slug}">Plačiau</a></div>'
        for slug, word in (("kas-yra-leader-programa", "LEADER"), ("kaip-gauti-lesu-projektui", "Parama"))
    )
    news = NEWS_BOX.replace("{rows}", rows('<li><span>{date}</span> <a href="{href}">{title}</a></li>', "/lt/{slug}"))
    assert paths(read(f'{CLASS_MENU}<div class="plyteles">{tiles}</div>{news}{FOOTER}', "/")) == wanted("/lt/{slug}")


def test_sure_address_that_only_a_menu_leads_to_is_no_article_beside_rows() -> None:
    rules = make_address_rules((r"/node/\d+$",), (), None)
    body = (
        '<ul class="menu"><li><a href="/node/1">Apie mus</a></ul>'
        + rows('<div class="views-row"><h2><a href="{href}">{title}</a></h2><p>{lead}</p></div>', "/node/{n}")
        + '<div class="blokas"><a href="/node/99">Dar viena žinia apie kaimo žmones</a></div>'
    )
    page = parse_listing(body, f"{SITE}/naujienos", fit=rules.fit, owns=lambda url: url.startswith(SITE))
    assert paths(page) == [*wanted("/node/{n}"), "/node/99"]


def test_print_copy_is_the_article_that_it_shows() -> None:
    rules = make_address_rules((r"/node/\d+$",), (), None)
    row = (
        '<div class="r"><a href="{href}/print"><img src=p.gif alt="Print"></a>'
        '<h2><a href="{href}">{title}</a></h2><p>{date}</p></div>'
    )
    page = parse_listing(
        rows(row, "/node/{n}"),
        f"{SITE}/naujienos",
        fit=rules.fit,
        owns=lambda url: url.startswith(SITE),
        clean=lambda url: url.removesuffix("/print"),
    )
    assert paths(page) == wanted("/node/{n}")
    assert [(link.title, link.published) for link in page.links] == [
        (TITLES[n], f"2014-0{n + 1}-1{n}") for n in range(5)
    ]
