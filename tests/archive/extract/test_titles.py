"""Titles: the page's own heading, not the site's name, a section, a date; punctuation and numbers kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from tests.archive.extract.metadata_frames import NAME, PROSE, Frame, make_page

LT, LV, ET = PROSE["lt"], PROSE["lv"], PROSE["et"]
LT_NAME, LV_NAME, ET_NAME = NAME["lt"], NAME["lv"], NAME["et"]


def _ld(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


def _og(title: str) -> str:
    return f"<meta property='og:title' content='{title}'>"


PAGES: dict[str, tuple[str, Frame]] = {
    "title-element-is-the-site": (
        "Kepėjai susitiko Rauguose",
        Frame(inside=f"<h1>Kepėjai susitiko Rauguose</h1><p>2022-09-22</p>{LT}"),
    ),
    "bar-and-site": (
        "Kepėjų mugė – jau pavasarį!",
        Frame(title=f"Kepėjų mugė – jau pavasarį! | {LT_NAME}", inside=f"<h2>Kepėjų mugė – jau pavasarį!</h2>{LT}"),
    ),
    "site-and-guillemet": (
        "Mācīsimies cept maizi",
        Frame("lv", title=f"{LV_NAME} » Mācīsimies cept maizi", inside=f"<div class=t>Mācīsimies cept maizi</div>{LV}"),
    ),
    "only-the-title-element-with-the-site": (
        "Raugo šventė: ką atsinešti",
        Frame(title=f"Raugo šventė: ką atsinešti - {LT_NAME}", inside=f"<div>{LT}</div>"),
    ),
    "og-title-only-no-heading": (
        "Leivapäev Rukki talus",
        Frame("et", title=ET_NAME, head=_og("Leivapäev Rukki talus"), inside=f"<div>{ET}</div>"),
    ),
    "og-title-is-the-site": (
        "Izsludina projektu konkursa 2. kārtu",
        Frame(
            "lv",
            title=LV_NAME,
            head=_og(LV_NAME) + f"<meta property='og:site_name' content='{LV_NAME}'>",
            inside=f"<h1>Izsludina projektu konkursa 2. kārtu</h1>{LV}",
        ),
    ),
    "og-title-carries-the-site": (
        "Taotlusvoor 2023. aastaks avatud",
        Frame(
            "et",
            head=_og(f"Taotlusvoor 2023. aastaks avatud - {ET_NAME}"),
            inside=f"<h3>Taotlusvoor 2023. aastaks avatud</h3>{ET}",
        ),
    ),
    "h1-is-the-site-h2-the-article": (
        "Naujas malūnas laukia svečių",
        Frame(logo=f"<h1><a href='/'>{LT_NAME}</a></h1>", inside=f"<h2>Naujas malūnas laukia svečių</h2>{LT}"),
    ),
    "h1-is-the-section-h2-the-article": (
        "Dzirnavas ver durvis",
        Frame("lv", title=f"Jaunumi | {LV_NAME}", inside=f"<h1>Jaunumi</h1><h2>Dzirnavas ver durvis</h2>{LV}"),
    ),
    "h1-is-the-section-h3-the-article": (
        "Veski uksed avanevad",
        Frame("et", title=f"Uudised - {ET_NAME}", inside=f"<h1>Uudised</h1><h3>Veski uksed avanevad</h3>{ET}"),
    ),
    "section-and-abbreviation": (
        "Malūnininkų vakaronė",
        Frame(title="Naujienos - RKVVG", inside=f"<h1>Naujienos</h1><h2>Malūnininkų vakaronė</h2>{LT}"),
    ),
    "section-is-a-word-of-its-own-site": (
        "Kviečiame į visuotinį narių susirinkimą",
        Frame(
            title=f"Renginiai - {LT_NAME}",
            inside=f"<h1>Renginiai</h1><div class=item><h3>Kviečiame į visuotinį narių susirinkimą</h3>{LT}</div>",
        ),
    ),
    "joomla-all-link": (
        "Pirmoji raugo mokykla",
        Frame(
            title=f"{LT_NAME} - Pirmoji raugo mokykla",
            inside=f"<div class=item-page><div class=page-header><h2 itemprop=headline>"
            f"<a href='/?id=7'>Pirmoji raugo mokykla</a></h2></div>{LT}</div>",
        ),
    ),
    "joomla-category-heading-over-article": (
        "Raugo kelias „Nuo grūdo iki kepalo“",
        Frame(
            head="<meta name=generator content='Joomla! - Open Source Content Management'>",
            title="Raugo kelias „Nuo grūdo iki kepalo“",
            inside="<div class=item-page><div class=page-header><h1>Aktualijos</h1></div><div class=page-header>"
            "<h2 itemprop=headline>Raugo kelias „Nuo grūdo iki kepalo“</h2>"
            f"</div><div itemprop=articleBody>{LT}</div></div>",
        ),
    ),
    "contentheading-table": (
        "Konkurss „Mana maize”",
        Frame(
            "lv",
            inside="<table class=contentpaneopen><tr><td class=contentheading width='100%'>"
            "Konkurss „Mana maize”</td></tr>"
            f"</table><table class=contentpaneopen><tr><td>{LV}</td></tr></table>",
        ),
    ),
    "wordpress": (
        "Rukkileivapäev: kutse kõigile",
        Frame(
            "et",
            title=f"Rukkileivapäev: kutse kõigile – {ET_NAME}",
            head="<meta name=generator content='WordPress 6.1'>",
            inside="<article class='post type-post'><header class=entry-header><h1 "
            "class=entry-title>Rukkileivapäev: kutse "
            f"kõigile</h1></header><div class=entry-content>{ET}</div></article>",
        ),
    ),
    "json-ld-headline-with-site-heading": (
        "Uue ahju avamine",
        Frame(
            "et",
            head=_ld('{"@type":"NewsArticle","headline":"Uue ahju avamine"}'),
            logo=f"<h1>{ET_NAME}</h1>",
            inside=f"<div><b>Uue ahju avamine</b></div>{ET}",
        ),
    ),
    "json-ld-headline-alone": (
        "Kepyklos atidarymas",
        Frame(head=_ld('{"@graph":[{"@type":"Article","headline":"Kepyklos atidarymas"}]}'), inside=f"<div>{LT}</div>"),
    ),
    "all-caps": (
        "KVIEČIAME TEIKTI PARAIŠKAS",
        Frame(inside=f"<p><strong>KVIEČIAME TEIKTI PARAIŠKAS</strong></p>{LT}"),
    ),
    "call-number": (
        "Kvietimas Nr. 9: kepyklų įranga",
        Frame(title=f"Kvietimas Nr. 9 | {LT_NAME}", inside=f"<h1>Kvietimas Nr. 9: kepyklų įranga</h1>{LT}"),
    ),
    "round-in-roman-figures": (
        "ELFLA projektu konkursa IX kārtas rezultāti",
        Frame("lv", inside=f"<h1>ELFLA projektu konkursa IX kārtas rezultāti</h1><span>16.05.2022.</span>{LV}"),
    ),
    "dash-within": (
        "Leader – 20 aastat maal",
        Frame("et", title=f"Leader – 20 aastat maal | {ET_NAME}", inside=f"<h1>Leader – 20 aastat maal</h1>{ET}"),
    ),
    "question-and-quotes": (
        "Ką reiškia žodis „raugas“?",
        Frame(inside=f"<h1>Ką reiškia žodis „raugas“?</h1><time datetime='2021-03-04'>2021-03-04</time>{LT}"),
    ),
    "trailing-date-in-a-span": (
        "Sākas graudu vākšana",
        Frame("lv", inside=f"<h1>Sākas graudu vākšana <span class=date>12.08.2021.</span></h1>{LV}"),
    ),
    "date-in-front": (
        "Rudens tirgus Rudzu sētā",
        Frame("lv", inside=f"<h2>12.10.2019. Rudens tirgus Rudzu sētā</h2>{LV}"),
    ),
    "trailing-year-stays": (
        "Kepėjų vasaros stovykla 2023",
        Frame(inside=f"<h1>Kepėjų vasaros stovykla 2023</h1>{LT}"),
    ),
    "bullet-in-front": (
        "Jahu hind langes",
        Frame("et", inside=f"<p>• <b>Jahu hind langes</b></p><p>08.03.2021</p>{ET}"),
    ),
    "back-link-in-front": (
        "Šimtmečio duona",
        Frame(inside=f"<a href='/naujienos'>Atgal</a><h2>Šimtmečio duona</h2>{LT}"),
    ),
    "breadcrumbs-in-front": (
        "Simtgades maize",
        Frame(
            "lv",
            inside="<div class=crumbs><a href='/'>Sākums</a> » <a href='/1'>Jaunumi</a> » Simtgades maize</div>"
            f"<div class=newstitle>Simtgades maize</div><div>{LV}</div>",
        ),
    ),
    "cookie-heading-first": (
        "Saja-aastane leib",
        Frame(
            "et",
            logo="<div class=cookie-consent><h2>Küpsised</h2><p>Kasutame küpsiseid.</p>"
            f"</div><a href='/'>{ET_NAME}</a>",
            inside=f"<h2>Saja-aastane leib</h2>{ET}",
        ),
    ),
    "side-headings-first": (
        "Grūdų supirkimas prasidėjo",
        Frame(
            logo=f"<a href='/'>{LT_NAME}</a><div class=left><h3>Apklausa</h3><h3>Kalendorius</h3></div>",
            inside=f"<h3>Grūdų supirkimas prasidėjo</h3>{LT}",
        ),
    ),
    "subheadings-within": (
        "Ko mācījāmies rudenī",
        Frame("lv", inside=f"<h1>Ko mācījāmies rudenī</h1>{LV}<h2>Ierauga noslēpumi</h2>{LV}"),
    ),
    "related-heading-of-the-same-rank": (
        "Mida sügisel õppisime",
        Frame(
            "et", inside=f"<h2>Mida sügisel õppisime</h2>{ET}<h2>Loe ka</h2><h2><a href='/n/3'>Talgud metsas</a></h2>"
        ),
    ),
    "two-lines-of-heading": (
        "Tarptautinė kepėjų konferencija Rauguose",
        Frame(inside=f"<h1>Tarptautinė kepėjų konferencija<br>Rauguose</h1>{LT}"),
    ),
    "site-name-in-its-own-title": (
        "Biedrība „Rudzu vārpa” aicina talkā",
        Frame(
            "lv",
            title=f"Biedrība „Rudzu vārpa” aicina talkā | {LV_NAME}",
            inside=f"<h1>{LV_NAME} aicina talkā</h1>{LV}",
        ),
    ),
    "logo-image-heading": (
        "Ahjude kaart valmis",
        Frame(
            "et",
            logo=f"<h1><a href='/'><img src=l.png alt='{ET_NAME}'></a></h1>",
            inside=f"<h2>Ahjude kaart valmis</h2>{ET}",
        ),
    ),
    "short-title": ("Talka!", Frame("lv", inside=f"<h1>Talka!</h1><p>05.05.2020</p>{LV}")),
    "title-in-english-page-theme": (
        "Dalinamės patirtimi su latviais",
        Frame(inside=f"<h1>News</h1><h2>Dalinamės patirtimi su latviais</h2><p>Posted on 2019-05-06</p>{LT}"),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_the_articles_own(name: str) -> None:
    title, made = PAGES[name]
    article = extract_article(make_page(made).encode(), made.url, datetime(2026, 11, 22, tzinfo=UTC))
    assert article.title == title
