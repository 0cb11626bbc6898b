"""Listings of systems that nobody knows: which links are articles when addresses alone do not say it."""

from __future__ import annotations

import time
from datetime import date

import pytest

from crawler.discovery.addresses import make_address_rules
from crawler.discovery.listings.listing import ListingPage, parse_listing

SITE = "https://krastas.lt"
TITLES = (
    "Bendruomenės susitiko Žemaitijos kaime aptarti planų",
    "Paskelbtas naujas kvietimas teikti vietos projektus",
    "Grupės nariai lankėsi Latvijos partnerystėje",
    "Kaimo moterys mokėsi kepti duoną senovine krosnimi",
    "Ąžuolyne atidaryta jaunimo erdvė su skaitykla",
    "Valdyba patvirtino metų veiklos ataskaitą",
)
LEADS = (
    "Į susitikimą atvyko dvidešimt bendruomenių pirmininkų iš viso rajono.",
    "Paraiškos priimamos iki mėnesio pabaigos grupės būstinėje.",
    "Kelionėje aplankyti trys ūkiai, kuriuose gaminamas sūris.",
    "Mokymus vedė tautodailininkė, visą gyvenimą kepanti duoną.",
    "Erdvė įrengta buvusioje mokykloje, joje veiks ir kavinė.",
    "Ataskaitoje aprašyti visi per metus įgyvendinti projektai.",
)


def read(body: str, url: str = "/naujienos", **options: object) -> ListingPage:
    rules = make_address_rules((), (), None)
    return parse_listing(
        f"<html><body>{body}</body></html>",
        SITE + url,
        fit=lambda address: "maybe" if "psl=" in address else rules.fit(address),
        owns=lambda address: address.startswith(SITE),
        **options,  # type: ignore[arg-type]  # only `today`
    )


def paths(page: ListingPage) -> list[str]:
    return [link.url.removeprefix(SITE) for link in page.links]


def rows(template: str, address: str, count: int = 5) -> str:
    return "\n".join(
        template.format(
            href=address.format(n=number + 11, slug=f"zinia-apie-kaima-{chr(97 + number)}"),
            title=TITLES[number],
            lead=LEADS[number],
            date=f"2014-0{number + 1}-1{number}",
            day=f"1{number}",
        )
        for number in range(count)
    )


def wanted(address: str, count: int = 5) -> list[str]:
    return [address.format(n=number + 11, slug=f"zinia-apie-kaima-{chr(97 + number)}") for number in range(count)]


BARE_MENU = """<tr><td width=160 valign=top bgcolor=#ffffcc><font size=2><b>Meniu</b><br>
<a href="/index.php?id=1">Apie grupę</a><br><a href="/index.php?id=2">Nariai</a><br>
<a href="/index.php?id=3">Strategija</a><br><a href="/index.php?id=4">Dokumentai</a><br>
<a href="/index.php?id=5">Kontaktai</a></font></td><td valign=top>"""
CLASS_MENU = """<div id="top"><ul class="mainmenu"><li>
<a href="/lt/apie-vietos-veiklos-grupe">Apie vietos veiklos grupę</a>
<li><a href="/lt/vietos-pletros-planai">Vietos plėtros planai</a><li><a href="/lt/musu-komandos-zmones">Komanda</a></ul>
<div class="langs"><a href="/en/welcome">English</a></div></div>"""
FOOTER = """<div class="footer"><a href="/lt/privatumo-nuostatos">Privatumo nuostatos</a>
<a href="/lt/svetaines-naudojimo-salygos">Svetainės naudojimo sąlygos</a> © 2016</div>"""
MAKES = {
    "table rows with a date cell": (
        "<table>" + BARE_MENU + "<table>{rows}</table></td></tr></table>",
        '<tr><td><font size=1>{date}</font></td><td><a href="{href}"><b>{title}</b></a></td></tr>',
        "/naujiena.php?id={n}",
    ),
    "title row and lead row": (
        "<table>" + BARE_MENU + "<table>{rows}</table></td></tr></table>",
        '<tr><td class=antraste><a href="{href}">{title}</a></td></tr><tr><td>{date}<br>{lead}</td></tr>',
        "/news_{n}.html",
    ),
    "nested tables": (
        "<table>" + BARE_MENU + "{rows}</td></tr></table>",
        '<table width=100%><tr><td><table><tr><td><b>{title}</b></td></tr><tr><td>{lead} '
        '<a href="{href}">Plačiau...</a></td></tr></table></td></tr></table>',
        "/index.php?psl=naujienos&nr={n}",
    ),
    "line breaks and dates": (
        "<table>" + BARE_MENU + "{rows}</td></tr></table>",
        '{date} <a href="{href}">{title}</a><br>',
        "/?psl={n}",
    ),
    "headings and paragraphs": (
        CLASS_MENU + "<div id=turinys><h1>Naujienos</h1>{rows}</div>" + FOOTER,
        '<h3><a href="{href}">{title}</a></h3><p>{lead}</p>',
        "/lt/{slug}",
    ),
    "date before the heading": (
        CLASS_MENU + "<div id=turinys><h1>Naujienos</h1>{rows}</div>" + FOOTER,
        '<p class=d>{date}</p><h2><a href="{href}">{title}</a></h2><p>{lead}</p>',
        "/lt/{slug}",
    ),
    "paragraph with a link and a date": (
        CLASS_MENU + "<div id=turinys>{rows}</div>" + FOOTER,
        '<p><a href="{href}">{title}</a> {date}</p>',
        "/lt/{slug}",
    ),
    "cards that are links": (
        CLASS_MENU + "<div class=grid>{rows}</div>" + FOOTER,
        '<a class="card" href="{href}"><img src="/f/{day}.jpg" alt="foto"><span class="d">{date}</span>'
        "<h4>{title}</h4><p>{lead}</p></a>",
        "/lt/{slug}",
    ),
    "cards in columns": (
        CLASS_MENU + '<div class="row">{rows}</div>' + FOOTER,
        '<div class="col-md-4"><div class="box"><a href="{href}"><img src="/f/{day}.jpg"></a>'
        '<div class="t"><a href="{href}">{title}</a></div><div>{lead}</div>'
        '<a href="{href}">Skaityti toliau</a></div></div>',
        "/{slug}",
    ),
    "list items": (
        CLASS_MENU + "<div id=content><h1>Naujienos</h1><ul>{rows}</ul></div>" + FOOTER,
        '<li><a href="{href}">{title}</a></li>',
        "/lt/{slug}",
    ),
    "picture leads to the file": (
        CLASS_MENU + "<div class=sarasas>{rows}</div>" + FOOTER,
        '<div class="irasas"><a href="/foto/{day}.jpg"><img src="/foto/m{day}.jpg"></a>'
        '<h2><a href="{href}">{title}</a></h2><span class="meta">{date} | '
        '<a href="/lt/kategorija/naujienos">Naujienos</a> | '
        '<a href="/lt/autorius/vvg">VVG</a></span><div>{lead}</div></div>',
        "/lt/{slug}",
    ),
    "day and month in boxes": (
        CLASS_MENU + "<div class=sarasas>{rows}</div>" + FOOTER,
        '<div class="irasas"><div class="kada"><b>{day}</b><i>Geg</i></div><div class="kas">'
        '<a href="{href}">{title}</a><p>{lead}</p></div></div>',
        "/lt/{slug}",
    ),
    "definition list": (
        CLASS_MENU + "<div class=sarasas><dl>{rows}</dl></div>" + FOOTER,
        '<dt><a href="{href}">{title}</a></dt><dd><small>{date}</small> {lead}</dd>',
        "/lt/naujiena/{n}",
    ),
    "the menu's own shape": (
        "<table>" + BARE_MENU + "<h2>Naujienos</h2>{rows}</td></tr></table>",
        '<p><b><a href="{href}">{title}</a></b> <i>({date})</i><br>{lead}</p>',
        "/index.php?id={n}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", MAKES)
def test_rows_of_a_hand_made_listing_are_its_articles(make: str) -> None:
    frame, template, address = MAKES[make]
    page = read(frame.replace("{rows}", rows(template, address)))
    assert paths(page) == wanted(address)
    assert page.has_rows
    assert [link.title for link in page.links] == list(TITLES[:5])
    if "{date}" in template:
        assert [link.published for link in page.links] == [f"2014-0{n + 1}-1{n}" for n in range(5)]
    if "{lead}" in template:
        assert all(link.lead is not None and LEADS[n] in link.lead for n, link in enumerate(page.links))


NEWS_BOX = """<div class="dezute"><h3>Naujienos</h3><ul class="sarasas">{rows}</ul>
<a href="/lt/visos-musu-zinios-ir-pranesimai">Visos naujienos</a></div>"""
OTHER_BOXES = """<div class="dezute"><h3>Projektai</h3><ul class="sarasas">
<li><span>2013-01-02</span> <a href="/lt/projektas-kaimo-ateitis-yra-cia">Projektas „Kaimo ateitis yra čia“</a></li>
<li><span>2013-02-02</span> <a href="/lt/projektas-svarus-ezeras-visiems">Projektas „Švarus ežeras visiems“</a></li>
</ul></div>
<div class="dezute"><h3>Artimiausi renginiai</h3><ul class="sarasas">
<li><span>2014-11-02</span> <a href="/lt/rudens-muge-miesto-aiksteje">Rudens mugė miesto aikštėje</a></li>
<li><span>2014-11-09</span> <a href="/lt/kaledinis-koncertas-salese">Kalėdinis koncertas kultūros namų salėje</a></li>
</ul></div>
<div class="partneriai"><a href="/lt/partneriai-is-latvijos-puses"><img src="a.png" alt="Partneris iš Latvijos"></a>
<a href="/lt/partneriai-is-estijos-puses"><img src="b.png" alt="Partneris iš Estijos"></a></div>"""
TILES = """<div class="plyteles"><div class="p"><img src=a.png>
<h3><a href="/lt/kas-yra-leader-programa">LEADER</a></h3></div>
<div class="p"><img src=b.png><h3><a href="/lt/kaip-gauti-parama-projektui">Kaip gauti paramą</a></h3></div>
<div class="p"><img src=c.png><h3><a href="/lt/kur-mus-rasti-rajone">Kur mus rasti</a></h3></div></div>"""
SIDE = """<aside><h4>Populiariausi</h4><ul><li><a href="/lt/senas-straipsnis-apie-ezera">Senas straipsnis apie ežerą</a>
<li><a href="/lt/kitas-straipsnis-apie-miska">Kitas straipsnis apie mišką</a></ul>
<div class="widget_tag_cloud tagcloud"><a href="/zyme/kaimas">kaimas</a> <a href="/zyme/duona">duona</a></div>
<table id="wp-calendar"><tr><td><a href="/2014/05/02/">2</a></td>
<td><a href="/2014/05/03/">3</a></td></tr></table></aside>"""


def test_home_page_gives_its_news_box_and_nothing_else() -> None:
    row = '<li><span>{date}</span> <a href="{href}">{title}</a></li>'
    body = CLASS_MENU + TILES + OTHER_BOXES + NEWS_BOX.replace("{rows}", rows(row, "/lt/{slug}")) + SIDE + FOOTER
    assert paths(read(body, "/")) == wanted("/lt/{slug}")


def test_leading_article_of_other_markup_belongs_to_the_listing() -> None:
    hero = """<div class="hero"><img src=h.jpg>
    <h1><a href="/lt/didele-svente-prie-ezero">Didelė šventė prie ežero</a></h1>
    <time datetime="2014-12-01">2014-12-01</time>
    <p>Į šventę susirinko visas rajonas ir svečiai iš Latvijos.</p></div>"""
    row = '<div class="item"><h2><a href="{href}">{title}</a></h2><time datetime="{date}">{date}</time></div>'
    body = f"{CLASS_MENU}<div id=main>{hero}<div class=items>{rows(row, '/lt/{slug}')}</div></div>{FOOTER}"
    page = read(body)
    assert paths(page) == ["/lt/didele-svente-prie-ezero", *wanted("/lt/{slug}")]


def test_two_columns_are_one_listing() -> None:
    row = '<div class="item"><h2><a href="{href}">{title}</a></h2><p>{lead}</p></div>'
    all_rows = rows(row, "/lt/{slug}", 6).split("\n")
    left, right = "".join(all_rows[:3]), "".join(all_rows[3:])
    body = f"{CLASS_MENU}<div class=col-6>{left}</div><div class=col-6>{right}</div>{FOOTER}"
    assert paths(read(body)) == wanted("/lt/{slug}", 6)


def test_list_by_years_is_one_listing() -> None:
    row = '<li><a href="{href}">{title}</a> <small>{date}</small></li>'
    all_rows = rows(row, "/lt/{slug}", 6).split("\n")
    body = (
        f"{CLASS_MENU}<div id=c><h1>Archyvas</h1><h2>2015</h2><ul>{''.join(all_rows[:3])}</ul>"
        f"<h2>2014</h2><ul>{''.join(all_rows[3:])}</ul></div>{FOOTER}"
    )
    assert paths(read(body)) == wanted("/lt/{slug}", 6)


def test_only_row_of_the_last_page_is_found() -> None:
    row = '<div class="item"><h2><a href="{href}">{title}</a></h2><span>{date}</span><p>{lead}</p></div>'
    assert paths(read(CLASS_MENU + "<div id=c>" + rows(row, "/lt/{slug}", 1) + "</div>" + SIDE + FOOTER)) == [
        "/lt/zinia-apie-kaima-a"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + BARE_MENU + "<h1>Apie mus</h1><p>Grupė įkurta seniai.</td></tr></table>",
        CLASS_MENU + TILES + FOOTER,
        CLASS_MENU + OTHER_BOXES + FOOTER,
        SIDE,
        CLASS_MENU
        + "<h1>Apie mus</h1><p>Mūsų grupė vienija kaimo bendruomenes, kurios rūpinasi savo kraštu ir žmonėmis, "
        "o plačiau "
        'apie tai rašoma <a href="/lt/apie-musu-darbus-ir-planus">mūsų darbų ir planų apraše</a>.</p><p>Grupės nariai '
        "susirenka kas mėnesį ir aptaria reikalus, kuriuos mini "
        '<a href="/lt/musu-grupes-istatai">grupės įstatai</a>.</p>' + FOOTER,
        '<div class="galerija"><a href="/lt/foto-is-sventes-ezere"><img src=a.jpg alt="Foto iš šventės"></a>'
        '<a href="/lt/foto-is-kelioniu-svetur"><img src=b.jpg alt="Foto iš kelionių"></a></div>',
    ],
    ids=["bare menu", "tiles", "other boxes", "side lists", "a page of text", "gallery"],
)
def test_page_without_news_rows_gives_nothing(body: str) -> None:
    page = read(body, "/lt/puslapis-apie-viska")
    assert paths(page) == []
    assert not page.has_rows


@pytest.mark.parametrize(
    ("markup", "published", "tags"),
    [
        ("<div class=meta>2022 m. rugsėjo 22 d.</div>", "2022 m. rugsėjo 22", ()),
        ("<span>2022. gada 16. maijs</span>", "2022. gada 16. maijs", ()),
        ("<i>10 Okt, 2017</i>", "10 Okt, 2017", ()),
        ("<small>25. mai 2023</small>", "25. mai 2023", ()),
        ("<b>01dec.</b>", "01dec.", ()),
        ("<em>jaan 29, 2010</em>", "jaan 29, 2010", ()),
        ("<div><div>Geg</div><div>05</div><div>2019</div></div>", "Geg 05 2019", ()),
        ("<div class=d><span>16</span><span>Mai</span></div>", "16 Mai", ()),
        ('<time datetime="2021-02-03T10:00">prieš tris dienas</time>', "2021-02-03T10:00", ()),
        ("<div>Naujienos, 2022-03-01</div>", "2022-03-01", ("Naujienos",)),
        ('<p>Posted on 06.11.2015 in <a rel="category tag" href="/category/uudised/">Uudised</a></p>', "06.11.2015",
         ("Uudised",)),
        ('<span class="cat-links"><a href="/?cat=3">Mokymai</a>, <a href="/?cat=5">Kaimas</a></span>', None,
         ("Mokymai", "Kaimas")),
        ("<p>Renginys vyko 2019-05-05 kultūros namuose, dalyvavo daug svečių.</p>", None, ()),
    ],
)  # fmt: skip
def test_row_says_date_and_tags(markup: str, published: str | None, tags: tuple[str, ...]) -> None:
    row = '<div class="item">' + markup + '<h3><a href="{href}">{title}</a></h3><p>{lead}</p></div>'
    links = read(f"<div>{rows(row, '/lt/{slug}', 3)}</div>").links
    assert [(link.published, link.tags) for link in links] == [(published, tags)] * 3


def test_date_in_front_of_a_title_is_the_rows_date() -> None:
    row = '<li><a href="{href}">{date} {title}</a></li>'
    links = read(f"<h1>Naujienos</h1><ul>{rows(row, '/?page=7&amp;id={n}')}</ul>").links
    assert [(link.title, link.published) for link in links] == [
        (TITLES[n], f"2014-0{n + 1}-1{n}") for n in range(5)
    ]  # fmt: skip


def test_periods_are_named_and_not_in_the_future() -> None:
    page = read(
        """<ul class=metai><li><a href="/naujienos/2014/">2014</a><li><a href="/naujienos/2013/">2013</a>
        <li><a href="/naujienos/2031/">2031</a></ul>
        <select><option value="">Pasirinkite</option><option value="/2012/05/">2012 gegužė</option></select>
        <a href="/archyvas/2014/06">›</a> <a href="/naujienos?monthID=9&amp;yearID=2014">2014 rugsėjis</a>
        <div class="kalendorius"><a href="/2014/04/">2014 balandis</a></div>""",
        today=date(2026, 11, 22),
    )
    assert [(period.url.removeprefix(SITE), period.year, period.month) for period in page.periods] == [
        ("/naujienos/2014/", 2014, None),
        ("/naujienos/2013/", 2013, None),
        ("/2012/05/", 2012, 5),
    ]
    assert page.next_url is None


def test_sections_are_the_listings_of_categories() -> None:
    page = read(
        '<ul class="menu"><li><a href="/category/mokymai/">Mokymai</a><li><a href="/?cat=4">Kaimas</a>'
        '<li><a href="/category/mokymai/feed/">RSS</a><li><a href="/category/mokymai">Mokymai</a></ul>'
    )
    assert page.sections == (f"{SITE}/category/mokymai/", f"{SITE}/?cat=4")


def test_long_listing_is_read_quickly() -> None:
    row = '<div class="item"><h2><a href="{href}">{title}</a></h2><span>{date}</span><p>{lead}</p><hr></div>'
    body = CLASS_MENU + "<div>" + "".join(rows(row, f"/lt/{{slug}}-{n}", 6) for n in range(100)) + "</div>"
    started = time.perf_counter()
    page = read(body)
    assert len(page.links) == 600
    assert time.perf_counter() - started < 2
