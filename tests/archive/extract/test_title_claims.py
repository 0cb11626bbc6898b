"""Titles on pages that do not make it plain: sites' names in every form, parts of claims, type instead of headings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from tests.archive.extract.metadata_frames import NAME, PROSE, Frame, make_page

LT, LV, ET = PROSE["lt"], PROSE["lv"], PROSE["et"]


def _og(title: str) -> str:
    return f"<meta property='og:title' content='{title}'>"


PAGES: dict[str, tuple[str, Frame]] = {
    "domain-suffix": (
        "Kepėjų mugė laukia",
        Frame(title="Kepėjų mugė laukia - rauga.example", inside=f"<div>{LT}</div>"),
    ),
    "three parts": (
        "Kepėjų mugė laukia",
        Frame(title=f"Kepėjų mugė laukia | Naujienos | {NAME['lt']}", inside=f"<div>{LT}</div>"),
    ),
    "three parts rev": (
        "Kepėjų mugė laukia",
        Frame(title=f"{NAME['lt']} - Naujienos - Kepėjų mugė laukia", inside=f"<div>{LT}</div>"),
    ),
    "h1 unlinked site in content": (
        "Kepėjų mugė laukia",
        Frame(
            title=NAME["lt"],
            logo="<img src=l.png>",
            inside=f"<h1>{NAME['lt']}</h1><p><strong>Kepėjų mugė laukia</strong></p>{LT}",
        ),
    ),
    "h1 abbreviation site": (
        "Kepėjų mugė laukia",
        Frame(title="RKVVG", logo="<img src=l.png>", inside=f"<h1>RKVVG</h1><h2>Kepėjų mugė laukia</h2>{LT}"),
    ),
    "strong p first + date": (
        "Ceptuves atklāšana Rudzos",
        Frame("lv", title=NAME["lv"], inside=f"<p>05.03.2019</p><p><b>Ceptuves atklāšana Rudzos</b></p>{LV}"),
    ),
    "h4": ("Ceptuves atklāšana Rudzos", Frame("lv", title="Jaunumi", inside=f"<h4>Ceptuves atklāšana Rudzos</h4>{LV}")),
    "h1 in sidebar": (
        "Ceptuves atklāšana Rudzos",
        Frame(
            "lv",
            logo="<div class=col><h1>Aktuāli</h1><ul><li>x</ul></div>",
            inside=f"<h2>Ceptuves atklāšana Rudzos</h2>{LV}",
        ),
    ),
    "h1 after h3 widgets": (
        "Ceptuves atklāšana Rudzos",
        Frame("lv", logo="<h3>Meklēt</h3><h3>Laika ziņas</h3>", inside=f"<h1>Ceptuves atklāšana Rudzos</h1>{LV}"),
    ),
    "og site-colon": (
        "Uue ahju avamine",
        Frame("et", head=_og("MTÜ Rukkilille Koda: Uue ahju avamine"), inside=f"<div>{ET}</div>"),
    ),
    "og dash": (
        "Uue ahju avamine",
        Frame(
            "et",
            head=_og("Uue ahju avamine – MTÜ Rukkilille Koda")
            + "<meta property='og:site_name' content='MTÜ Rukkilille Koda'>",
            inside=f"<div>{ET}</div>",
        ),
    ),
    "h1 longer than og": (
        "Uue ahju avamine Rukki talus ja suur leivapidu",
        Frame(
            "et",
            head=_og("Uue ahju avamine Rukki talus…"),
            inside=f"<h1>Uue ahju avamine Rukki talus ja suur leivapidu</h1>{ET}",
        ),
    ),
    "h1 hidden": (
        "Uue ahju avamine",
        Frame("et", inside=f"<h1 style='display:none'>Avaleht</h1><h2>Uue ahju avamine</h2>{ET}"),
    ),
    "h1 sr-only site": (
        "Uue ahju avamine",
        Frame("et", logo="<h1 class='visually-hidden'>Rukkilille</h1>", inside=f"<h2>Uue ahju avamine</h2>{ET}"),
    ),
    "breadcrumb dupe no heading": (
        "Uue ahju avamine",
        Frame(
            "et",
            title="Uue ahju avamine",
            inside=f"<div class=breadcrumb>Avaleht / Uudised / Uue ahju avamine</div><div>{ET}</div>",
        ),
    ),
    "title with date suffix in og": (
        "Uue ahju avamine",
        Frame("et", inside=f"<h1>Uue ahju avamine (12.03.2021)</h1>{ET}"),
    ),
    "title date dash suffix": ("Uue ahju avamine", Frame("et", inside=f"<h1>Uue ahju avamine - 12.03.2021</h1>{ET}")),
    "event date stays": ("Infodiena 12. martā Rudzos", Frame("lv", inside=f"<h1>Infodiena 12. martā Rudzos</h1>{LV}")),
    "iso date front": ("Kviečiame į mokymus", Frame("lt", inside=f"<h1>2019-02-13 Kviečiame į mokymus</h1>{LT}")),
    "ends with ellipsis": ("Ir vėl pavasaris…", Frame("lt", inside=f"<h1>Ir vėl pavasaris…</h1>{LT}")),
    "ends with period": ("Sveikiname laimėtojus.", Frame("lt", inside=f"<h1>Sveikiname laimėtojus.</h1>{LT}")),
    "nbsp": ("Raugo mokykla tęsiasi", Frame("lt", inside=f"<h1>Raugo&nbsp;mokykla&nbsp; tęsiasi</h1>{LT}")),
    "font center": (
        "Raugo mokykla tęsiasi",
        Frame("lt", inside=f"<center><font size=5 color=red><b>Raugo mokykla tęsiasi</b></font></center><br>{LT}"),
    ),
    "span big": (
        "Raugo mokykla tęsiasi",
        Frame("lt", inside=f"<p><span style='font-size:20px'>Raugo mokykla tęsiasi</span></p>{LT}"),
    ),
    "span big title element same": (
        "Raugo mokykla tęsiasi",
        Frame(
            "lt",
            title="Raugo mokykla tęsiasi",
            inside=f"<p><span style='font-size:20px'>Raugo mokykla tęsiasi</span></p>{LT}",
        ),
    ),
    "dl": ("Raugo mokykla tęsiasi", Frame("lt", inside=f"<dl><dt>Raugo mokykla tęsiasi</dt><dd>{LT}</dd></dl>")),
    "h1 category, h2 art, h2 related before": (
        "Raugo mokykla tęsiasi",
        Frame(
            "lt",
            title=f"Raugo mokykla tęsiasi | {NAME['lt']}",
            logo="<div><h2>Artimiausi renginiai</h2></div>",
            inside=f"<h1>Projektas „Duona“</h1><h2>Raugo mokykla tęsiasi</h2>{LT}",
        ),
    ),
    "project page h1 vs h2 with date": (
        "Raugo mokykla tęsiasi",
        Frame(
            "lt",
            title=NAME["lt"],
            inside=f"<h1>Projektų naujienos</h1><h2>Raugo mokykla tęsiasi</h2><p>2021-02-03</p>{LT}",
        ),
    ),
    "site name contains title word": (
        "VVG „Raugas“ susirinkimas",
        Frame("lt", title="VVG „Raugas“", inside=f"<h2>VVG „Raugas“ susirinkimas</h2>{LT}"),
    ),
    "elementor": (
        "Talgud metsas",
        Frame(
            "et",
            title="Talgud metsas - Rukkilill",
            head="<meta name=generator content='WordPress 6.2'>",
            inside="<div class='elementor-widget elementor-widget-heading'><h2 class=elementor-heading-title>"
            "Uudised</h2></div><div class='elementor-widget elementor-widget-theme-post-title'>"
            "<h1 class=elementor-heading-title>Talgud metsas</h1></div><div "
            f"class='elementor-widget-theme-post-content'>{ET}</div>",
        ),
    ),
    "elementor generic": (
        "Talgud metsas",
        Frame(
            "et",
            title="Talgud metsas - Rukkilill",
            head="<meta name=generator content='WordPress 6.2'>",
            inside="<h1 class=elementor-heading-title>Uudised ja teated</h1><h2 "
            "class=elementor-heading-title>Talgud metsas</h2><div class='elementor-text-editor'>"
            f"{ET}</div>",
        ),
    ),
    "voog": (
        "Talgud metsas",
        Frame(
            "et",
            title="Talgud metsas — Rukkilille Koda",
            inside="<article class=post><header class=post-header><h1 class=post-title>"
            "<a href='/blog/talgud'>Talgud metsas</a></h1><time>12.05.2021</time>"
            f"</header><div class=post-content>{ET}</div></article>",
        ),
    ),
    "mozello": (
        "Talkas mežā",
        Frame(
            "lv",
            title="Talkas mežā - Rudzu vārpa",
            inside="<h1 class='moze-megacaption'>Jaunumi</h1><h1>Talkas mežā</h1>"
            "<div class=moze-gallery-overlay></div><div class=moze-formatted>"
            f"{LV}</div>",
        ),
    ),
    "wix": (
        "Talkas mežā",
        Frame(
            "lv",
            title="Talkas mežā",
            head=_og("Talkas mežā"),
            inside="<div class=a><div data-hook='post-title'><h1><span>Talkas mežā</span>"
            "</h1></div><ul><li><span data-hook=time-ago>2021. gada 4. maijs</span>"
            f"</li><li>Lasīts 2 min</li></ul><div>{LV}</div></div>",
        ),
    ),
    "two h1": (
        "Talkas mežā",
        Frame(
            "lv", title=f"Talkas mežā - {NAME['lv']}", logo="<h1>Rudzu vārpa</h1>", inside=f"<h1>Talkas mežā</h1>{LV}"
        ),
    ),
    "two h1 no claim": (
        "Talkas mežā aizvadītas",
        Frame("lv", title="Rudzu vārpa", logo="<h1>Rudzu vārpa</h1>", inside=f"<h1>Talkas mežā aizvadītas</h1>{LV}"),
    ),
    "title=site+slogan": (
        "Talkas mežā aizvadītas",
        Frame(
            "lv",
            title="Rudzu vārpa - kopā varam vairāk",
            logo="<h1>Rudzu vārpa - kopā varam vairāk</h1>",
            inside=f"<div><strong>Talkas mežā aizvadītas</strong><br>04.05.2021<br></div>{LV}",
        ),
    ),
    "slogan h2": (
        "Talkas mežā aizvadītas",
        Frame(
            "lv",
            title="Rudzu vārpa",
            logo="<h1>Rudzu vārpa</h1><h2>Kopā varam vairāk</h2>",
            inside=f"<h3>Talkas mežā aizvadītas</h3>{LV}",
        ),
    ),
    "Vietējā rīcības grupa h": (
        "Talkas mežā aizvadītas",
        Frame(
            "lv",
            title="Rudzu vārpa",
            logo="<h2>Vietējā rīcības grupa „Rudzu vārpa”</h2>",
            inside=f"<h3>Talkas mežā aizvadītas</h3>{LV}",
        ),
    ),
    "lead bold h": (
        "Talkas mežā aizvadītas",
        Frame(
            "lv",
            title="Rudzu vārpa",
            inside=f"<h2>Talkas mežā aizvadītas</h2><h3>Divas dienas, simts koku un viens traktors</h3>{LV}",
        ),
    ),
    "published in title el": (
        "Talkas mežā aizvadītas",
        Frame(
            "lv",
            title="Talkas mežā aizvadītas :: Jaunumi :: Rudzu vārpa",
            inside=f"<div class=date>04.05.2021</div><div>{LV}</div>",
        ),
    ),
    "h1 empty": (
        "Talkas mežā aizvadītas",
        Frame("lv", title="Talkas mežā aizvadītas", inside=f"<h1></h1><p class=x>Talkas mežā aizvadītas</p>{LV}"),
    ),
    "skaityti": (
        "Duonos diena",
        Frame(
            "lt",
            title=NAME["lt"],
            inside=f"<h3><a href='/?id=7'>Duonos diena</a></h3>{LT}<h3><a href='/?id=8'>"
            "Kita diena</a></h3><h3><a href='/?id=9'>Trečia naujiena</a></h3>",
        ),
    ),
    "h2 link other": (
        "Duonos diena",
        Frame("lt", title=NAME["lt"], inside=f"<h2>Duonos diena</h2>{LT}<h2>Nuotraukos</h2>"),
    ),
    "author heading": (
        "Duonos diena",
        Frame("lt", title=NAME["lt"], inside=f"<h2>Duonos diena</h2><h4>Autorius: Jonas Jonaitis</h4>{LT}"),
    ),
    "lower og": (
        "Duonos diena Rauguose – 2. dalis",
        Frame("lt", head=_og("Duonos diena Rauguose – 2. dalis"), inside=f"<div>{LT}</div>"),
    ),
    "entities in og": (
        "Kvietimas „Duona & druska“",
        Frame("lt", head=_og("Kvietimas „Duona &amp;amp; druska“"), inside=f"<div>{LT}</div>"),
    ),
    "hyphen no claim site": (
        "Kvietimas „Duona“ - paskutinės dienos",
        Frame("lt", title="Kvietimas „Duona“ - paskutinės dienos - RKVVG", inside=f"<div>{LT}</div>"),
    ),
    "org in quotes": (
        "Lauku forums aicina pieteikties",
        Frame(
            "lv", title="Lauku forums aicina pieteikties - Biedrība „Latvijas Rudzu forums“", inside=f"<div>{LV}</div>"
        ),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_told_from_the_site(name: str) -> None:
    title, made = PAGES[name]
    article = extract_article(make_page(made).encode(), made.url, datetime(2026, 11, 22, tzinfo=UTC))
    assert article.title == title
