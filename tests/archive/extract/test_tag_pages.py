"""Tags and categories from the article's own box, on pages of any make; none from clouds, menus and heads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from tests.archive.extract.metadata_frames import PROSE, Frame, make_page

LT, LV, ET = PROSE["lt"], PROSE["lv"], PROSE["et"]
HLT, HLV, HET = "<h1>Duonos diena Rauguose</h1>", "<h1>Maizes diena Rudzos</h1>", "<h1>Leivapäev Rukkil</h1>"
HEADINGS = {"lt": HLT, "lv": HLV, "et": HET}
WP = "<meta name=generator content='WordPress 6.1'>"
JM = "<meta name=generator content='Joomla! - Open Source Content Management'>"
DR = "<meta name=Generator content='Drupal 10 (https://www.drupal.org)'>"


def lt(above: str = "", below: str = "", head: str = "") -> Frame:
    return Frame("lt", head=head, inside=HLT + above + LT + below)


def lv(above: str = "", below: str = "", head: str = "") -> Frame:
    return Frame("lv", head=head, inside=HLV + above + LV + below)


def et(above: str = "", below: str = "", head: str = "") -> Frame:
    return Frame("et", head=head, inside=HET + above + ET + below)


def wp(language: str, above: str = "", below: str = "") -> Frame:
    heading = HEADINGS[language].replace("<h1>", "<h1 class=entry-title>")
    inside = (
        f"<article class='post type-post'><header class=entry-header>{heading}{above}</header>"
        f"<div class=entry-content>{PROSE[language]}</div>{below}</article>"
    )
    return Frame(language, head=WP, inside=inside)


def jm(language: str, above: str = "", below: str = "", info: str = "") -> Frame:
    heading = HEADINGS[language][4:-5]
    inside = (
        f"<div class='item-page'><div class=page-header><h2 itemprop=headline>{heading}</h2></div>{above}"
        f"<dl class='article-info muted'>{info}</dl><div itemprop=articleBody>{PROSE[language]}</div>{below}</div>"
    )
    return Frame(language, head=JM, inside=inside)


PAGES: dict[str, tuple[list[str], Frame]] = {
    "none": ([], lt()),
    "none date": ([], lv("<p>16.05.2022</p>")),
    "zymos text": (["duona", "mugė", "tradicijos"], lt(below="<p>Žymos: duona, mugė, tradicijos</p>")),
    "zymos links": (
        ["duona", "mugė"],
        lt(below="<p>Žymos: <a href='/zyma/duona'>duona</a>, <a href='/zyma/muge'>mugė</a></p>"),
    ),
    "zymos sep el": (
        ["duona", "mugė"],
        lt(below="<div class=zymos><strong>Žymos:</strong> <a href='/t/1'>duona</a> <a href='/t/2'>mugė</a></div>"),
    ),
    "zymos label own line": (
        ["duona", "mugė"],
        lt(
            below="<div><h4>Žymos:</h4><ul><li><a href='/t/1'>duona</a></li><li><a href='/t/2'>mugė</a></li></ul></div>"
        ),
    ),
    "birkas": (
        ["maize", "tirgus"],
        lv(
            below="<div>Birkas: <a href='/birka/maize' rel=tag>maize</a> <a href='/birka/tirgus' "
            "rel=tag>tirgus</a></div>"
        ),
    ),
    "birkas nocolon": (
        ["maize", "tirgus"],
        lv(
            below="<div class=post-tags><span>Birkas</span> <a href='/birka/maize'>"
            "maize</a> <a href='/birka/tirgus'>tirgus</a></div>"
        ),
    ),
    "atslegvardi": (["maize", "tirgus"], lv(below="<p>Atslēgvārdi: maize; tirgus</p>")),
    "marksonad": (["leib", "laat"], et(below="<p>Märksõnad: leib, laat</p>")),
    "sildid": (
        ["leib", "laat"],
        et(below="<p class=x>Sildid: <a href='/silt/leib'>leib</a>, <a href='/silt/laat'>laat</a></p>"),
    ),
    "sildid nocolon": (
        ["leib", "laat"],
        et(
            below="<footer>Sildid <a href='/silt/leib' rel=tag>leib</a>, <a href='/silt/laat' rel=tag>laat</a></footer>"
        ),
    ),
    "tags en": (["leib", "laat"], et(below="<p>Tags: <a href='/tag/leib'>leib</a>, <a href='/tag/laat'>laat</a></p>")),
    "kategorija": (["Projekti"], lv(above="<p>Kategorija: <a href='/k/1'>Projekti</a></p>")),
    "kategorija lt": (["Konkursai"], lt(above="<p>2021-03-04 | Kategorija: <a href='/k/1'>Konkursai</a></p>")),
    "posted in": (["Konkursai"], lt(below="<p>Posted in: <a href='/k/1'>Konkursai</a></p>")),
    "posted in nocolon": (
        ["Konkursai", "Mokymai"],
        wp(
            "lt",
            below="<footer class=entry-footer><span class=cat-links>Posted in <a "
            "href='/category/konkursai' rel='category tag'>Konkursai</a>, "
            "<a href='/category/mokymai' rel='category tag'>Mokymai</a></span>"
            "</footer>",
        ),
    ),
    "wp cat+tags": (
        ["Konkursai", "duona"],
        wp(
            "lt",
            below="<footer class=entry-footer><span class=cat-links>Paskelbta <a "
            "href='/category/konkursai' rel='category tag'>Konkursai</a></span>"
            "<span class=tags-links>Žymos: <a href='/tag/duona' rel=tag>duona</a>"
            "</span></footer>",
        ),
    ),
    "wp uncategorized": (
        [],
        wp(
            "lt",
            below="<footer class=entry-footer><span class=cat-links>Posted in <a "
            "href='/category/uncategorized' rel='category tag'>Uncategorized</a>"
            "</span></footer>",
        ),
    ),
    "wp be kat": (
        [],
        wp(
            "lt",
            below="<footer class=entry-footer><span class=cat-links>Paskelbta <a "
            "href='/c/be-kategorijos' rel='category tag'>Be kategorijos</a>"
            "</span></footer>",
        ),
    ),
    "wp maaratlemata": (
        [],
        wp(
            "et",
            "<div class=entry-meta><span class=cat-links><a href='/c/m' rel='category "
            "tag'>Määratlemata</a></span></div>",
        ),
    ),
    "wp nav kat": (
        [],
        wp(
            "lv",
            "<div class=entry-meta><span class=cat-links><a href='/c/m' rel='category "
            "tag'>Nav kategorijas</a></span></div>",
        ),
    ),
    "wp nekateg": (
        [],
        wp(
            "lv",
            "<div class=entry-meta><span class=cat-links><a href='/c/m' rel='category "
            "tag'>Nekategorizēts</a></span></div>",
        ),
    ),
    "wp uncat + tag": (
        ["leib"],
        wp(
            "et",
            "<div class=entry-meta><span class=cat-links><a href='/c/m' rel='category "
            "tag'>Uncategorized</a></span></div>",
            "<div class=tags-links><a href='/tag/leib' rel=tag>leib</a></div>",
        ),
    ),
    "wp above": (
        ["Uudised", "Projektid"],
        wp(
            "et",
            "<div class=entry-meta><span class=posted-on>12.05.2021</span>"
            " <span class=cat-links><a href='/c/u' rel='category tag'>Uudised</a>"
            ", <a href='/c/p' rel='category tag'>Projektid</a></span></div>",
        ),
    ),
    "wp comments link": (
        ["Projektid"],
        wp(
            "et",
            "<div class=entry-meta><span class=posted-on>12.05.2021</span>"
            " <span class=cat-links><a href='/c/p' rel='category tag'>Projektid</a>"
            "</span> <a href='#respond'>Lisa kommentaar</a></div>",
        ),
    ),
    "wp block": (
        ["Projektid", "leib"],
        wp(
            "et",
            "<div class='taxonomy-category wp-block-post-terms'><a href='/c/p' rel=tag>Projektid</a></div>",
            "<div class='taxonomy-post_tag wp-block-post-terms'><a href='/tag/leib' rel=tag>leib</a></div>",
        ),
    ),
    "joomla cat": (
        ["Naujienos"],
        jm(
            "lt",
            info="<dd class=category-name>Kategorija: <a href='/naujienos' itemprop=genre>"
            "Naujienos</a></dd><dd class=published><time>2021 m. kovo 4 d.</time>"
            "</dd>",
        ),
    ),
    "joomla cat proj": (
        ["Projektai"],
        jm("lt", info="<dd class=category-name>Kategorija: <a href='/p' itemprop=genre>Projektai</a></dd>"),
    ),
    "joomla tags": (
        ["duona", "mugė"],
        jm(
            "lt",
            below="<ul class='tags inline'><li class='tag-1'><a class='label label-info' "
            "href='/c/tag/duona'>duona</a></li><li class='tag-2'><a href='/c/tag/muge'>"
            "mugė</a></li></ul>",
        ),
    ),
    "joomla tags above": (
        ["duona", "mugė"],
        jm(
            "lt",
            above="<div class=tags><span class='tag-2' itemprop=keywords><a href='/t/duona' "
            "class='label'>duona</a></span> <span class='tag-3'><a href='/t/m'>"
            "mugė</a></span></div>",
        ),
    ),
    "k2": (
        ["Jaunumi", "maize", "tirgus"],
        Frame(
            "lv",
            head=JM,
            inside="<div id=k2Container class=itemView><h2 class=itemTitle>Maizes "
            "diena Rudzos</h2><div class=itemBody><div class=itemFullText>"
            f"{LV}</div></div><div class=itemLinks><div class=itemCategory>"
            "<span>Publicēts</span> <a href='/k'>Jaunumi</a></div><div class=itemTagsBlock>"
            "<span>Birkas</span><ul class=itemTags><li><a href='/t/1'>maize</a>"
            "</li><li><a href='/t/2'>tirgus</a></li></ul></div></div></div>",
        ),
    ),
    "drupal": (
        ["leib", "laat"],
        Frame(
            "et",
            head=DR,
            inside="<h1 class=page-title>Leivapäev Rukkil</h1><article class=node>"
            "<div class=node__content><div class='field field--name-body'>"
            f"{ET}</div><div class='field field--name-field-tags'><div class=field__label>"
            "Märksõnad</div><div class=field__items><div class=field__item>"
            "<a href='/taxonomy/term/1'>leib</a></div><div class=field__item>"
            "<a href='/taxonomy/term/2'>laat</a></div></div></div></div></article>",
        ),
    ),
    "drupal plain": (
        ["leib", "laat"],
        Frame(
            "et",
            head=DR,
            inside="<h1 class=page-title>Leivapäev Rukkil</h1><article class=node>"
            "<div class=node__content><div class='field field--name-body'>"
            f"{ET}</div><div class='field field--name-field-tags'><div class=field__label>"
            "Märksõnad</div><div class=field__items><div class=field__item>"
            "leib</div><div class=field__item>laat</div></div></div></div>"
            "</article>",
        ),
    ),
    "drupal7": (
        ["leib"],
        Frame(
            "et",
            head="<meta name=Generator content='Drupal 7'>",
            inside="<h1 class=title>Leivapäev Rukkil</h1><div class=node><div class=content>"
            f"<div class='field field-name-body'>{ET}</div><div class='field "
            "field-name-field-tags'><div class=field-label>Tags:&nbsp;</div>"
            "<div class=field-items><div class='field-item even'><a href='/t'>"
            "leib</a></div></div></div></div></div>",
        ),
    ),
    "hash": (["maize", "tirgus"], lv(below="<p>#maize #tirgus</p>")),
    "hash links": (["maize", "tirgus"], lv(below="<p><a href='/t/1'>#maize</a> <a href='/t/2'>#tirgus</a></p>")),
    "rel tag": (
        ["maize", "tirgus"],
        lv(below="<div><a rel=tag href='/x/1'>maize</a><a rel=tag href='/x/2'>tirgus</a></div>"),
    ),
    "links under date": (
        ["Projekti", "Leader"],
        lv(
            above="<div class=date>16.05.2022</div><div class=cats><a href='/kategorija/projekti'>"
            "Projekti</a> <a href='/kategorija/leader'>Leader</a></div>"
        ),
    ),
    "links under date no sign": (
        [],
        lv(
            above="<div class=date>16.05.2022</div><div class=tools><a href='/print'>"
            "Drukāt</a> <a href='mailto:x'>Sūtīt draugam</a></div>"
        ),
    ),
    "rubrika": (["Konkursi"], lv(above="<div>Rubrika: Konkursi</div>")),
    "rubriik": (["Konkursid"], et(above="<div>Rubriik: <a href='/r/1'>Konkursid</a></div>")),
    "kategooria": (["Konkursid"], et(above="<div>12.05.2021 Kategooria: <a href='/r/1'>Konkursid</a></div>")),
    "readmore": ([], lt(below="<p><a href='/tag/x'>Skaityti daugiau</a></p>")),
    "related tags below": (
        [],
        lt(below="<div class=related><h3>Susijusios naujienos</h3><a rel=tag href='/tag/1'>kita</a></div>"),
    ),
    "cloud in content": (
        [],
        lt(
            below="<div class=widget_tag_cloud><h3>Žymų debesis</h3><a href='/tag/1' "
            "class=tag-cloud-link>kita</a> <a href='/tag/2'>trečia</a> <a "
            "href='/tag/3'>ketvirta</a></div>"
        ),
    ),
    "popular tags": (
        [],
        et(
            below="<div><h3>Populaarsed märksõnad</h3><a href='/tag/1' rel=tag>"
            "muu</a> <a href='/tag/2' rel=tag>kolmas</a></div>"
        ),
    ),
    "breadcrumb": ([], lt(above="<div class=breadcrumbs><a href='/'>Titulinis</a> / <a href='/n'>Naujienos</a></div>")),
    "elementor": (
        ["Projektid"],
        Frame(
            "et",
            head=WP,
            inside="<h1 class=elementor-heading-title>Leivapäev Rukkil</h1><ul class='elementor-post-info'>"
            "<li class=elementor-icon-list-item><span class='elementor-post-info__item--type-date'>"
            "12.05.2021</span></li><li><span class='elementor-post-info__item--type-terms'>"
            "<span class=elementor-post-info__terms-list><a href='/c' class=elementor-post-info__terms-list-item>"
            "Projektid</a></span></span></li></ul><div class=elementor-widget-theme-post-content>"
            f"{ET}</div>",
        ),
    ),
    "title tag dup": (["maize"], lv(below="<p>Birkas: <a href='/b/1'>maize</a>, <a href='/b/1'>Maize</a></p>")),
    "long tag": (
        ["Lietuvos kaimo plėtros 2014–2020 metų programa"],
        lt(below="<p>Žymos: <a href='/t'>Lietuvos kaimo plėtros 2014–2020 metų programa</a></p>"),
    ),
    "joomla parent": (
        ["Leader"],
        jm(
            "et",
            info="<dd class=parent-category-name>Emakategooria: <a href='/x'>Uudised</a>"
            "</dd><dd class=category-name>Kategooria: <a href='/y'>Leader</a>"
            "</dd>",
        ),
    ),
    "tema": (["Kultūra"], lv(above="<p>Tēma: <a href='/t/k'>Kultūra</a></p>")),
    "in prose Tema": (
        [],
        lv(
            below="<p>Tēma: kā saglabāt raugu, ja ziemā telpās ir auksti un mitri, "
            "un kā to pasniegt bērniem pieejamā veidā.</p>"
        ),
    ),
    "nbsp label": (
        ["duona", "mugė"],
        lt(below="<p>Žymos:&nbsp;<a href='/t/1'>duona</a>&nbsp;<a href='/t/2'>mugė</a></p>"),
    ),
    "Tagged": (
        ["leib", "laat"],
        wp(
            "et",
            below="<footer class=entry-footer><span class=tags-links>Tagged <a "
            "href='/tag/leib' rel=tag>leib</a>, <a href='/tag/laat' rel=tag>"
            "laat</a></span></footer>",
        ),
    ),
    "tag div generic": (
        ["leib", "laat"],
        et(
            below="<div class='post-tags'><a href='/uudised?silt=leib'>leib</a>"
            "<a href='/uudised?silt=laat'>laat</a></div>"
        ),
    ),
    "tagid above": (
        ["leib", "laat"],
        et(above="<div class='tags'><a href='/t/leib'>leib</a> <a href='/t/laat'>laat</a></div>"),
    ),
    "tag spans above": (
        ["leib", "laat"],
        et(above="<div class='article-tags'><span>leib</span><span>laat</span></div>"),
    ),
    "single category badge": (
        ["Projektid"],
        et(above="<span class='category'>Projektid</span><span class=date>12.05.2021</span>"),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_tags_are_the_articles_own(name: str) -> None:
    tags, made = PAGES[name]
    article = extract_article(make_page(made).encode(), made.url, datetime(2026, 11, 22, tzinfo=UTC))
    assert list(article.tags) == tags
