"""Authors by label, by-line, head and signature: names without labels, no accounts, no photographers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.records import Article, Author
from tests.archive.extract.metadata_frames import PROSE, Frame, make_page

LT, LV, ET = PROSE["lt"], PROSE["lv"], PROSE["et"]
HLT, HLV, HET = "<h1>Duonos diena Rauguose</h1>", "<h1>Maizes diena Rudzos</h1>", "<h1>Leivapäev Rukkil</h1>"
HEADINGS = {"lt": HLT, "lv": HLV, "et": HET}
WP = "<meta name=generator content='WordPress 6.1'>"
JM = "<meta name=generator content='Joomla! - Open Source Content Management'>"


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


def ld(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


def n(name: str | None, organisation: str | None = None, role: str | None = None) -> Author:
    return Author(name, organisation, role)


PAGES: dict[str, tuple[list[Author], Frame]] = {
    "none": ([], lt()),
    "none lv": ([], lv("<p>16.05.2022</p>")),
    "parenge": ([n("Rūta Kepėjienė")], lt(below="<p>Parengė Rūta Kepėjienė</p>")),
    "parenge colon": (
        [n("Rūta Kepėjienė", None, "projektų vadovė")],
        lt(below="<p>Parengė: Rūta Kepėjienė, projektų vadovė</p>"),
    ),
    "info parenge": (
        [n("Rūta Kepėjienė", None, "VVG administratorė")],
        lt(below="<p><em>Informaciją parengė VVG administratorė Rūta Kepėjienė</em></p>"),
    ),
    "info parenge org": ([n(None, "Raugo krašto VVG")], lt(below="<p>Informaciją parengė: Raugo krašto VVG</p>")),
    "vvg inf": ([n(None, "Raugo krašto VVG")], lt(below="<p>Raugo krašto VVG informacija</p>")),
    "vvg inf bare": ([n(None, "VVG")], lt(below="<p>VVG informacija</p>")),
    "urvvg photo": ([n(None, "RKVVG")], lt(below="<p>RKVVG informacija, Jono Malūnininko nuotrauka</p>")),
    "autorius vvg": ([], lt("<p>Autorius: vvg</p>")),
    "autorius vvg2": ([], lt("<span>Autorius vvg</span>")),
    "autorius": ([n("Jonas Malūnininkas")], lt("<p>Autorius: Jonas Malūnininkas</p>")),
    "nuotraukos": ([], lt(below="<p>Nuotraukos: Jono Malūnininko</p>")),
    "nuotr aut": ([], lt(below="<p>Nuotraukų autorius: Jonas Malūnininkas</p>")),
    "nuotr aut2": ([n("Rūta Kepėjienė")], lt(below="<p>Rūtos nuotraukos</p><p>Tekstas: Rūta Kepėjienė</p>")),
    "saltinis": ([n(None, "www.nma.example", "source")], lt(below="<p>Šaltinis: www.nma.example</p>")),
    "saltinis org": (
        [n(None, "Nacionalinė mokėjimo agentūra", "source")],
        lt(below="<p>Šaltinis: Nacionalinė mokėjimo agentūra</p>"),
    ),
    "zum inf": ([n(None, "ŽŪM")], lt(below="<p>ŽŪM informacija</p>")),
    "info sagat": (
        [n("Ilze Rudzīte", None, "projektu koordinatore")],
        lv(
            below="<p>Informāciju sagatavoja: Ilze Rudzīte, projektu koordinatore, "
            "tālr. 29123456, ilze@rudzi.example</p>"
        ),
    ),
    "info sagat lines": (
        [n("Ilze Rudzīte", None, "Sabiedrisko attiecību speciāliste")],
        lv(
            below="<p><strong>Informāciju sagatavoja:</strong></p><p>Ilze Rudzīte<br>"
            "Sabiedrisko attiecību speciāliste<br>Tālr. 29123456<br>E-pasts: "
            "ilze@rudzi.example</p>"
        ),
    ),
    "info sagat br": (
        [n("Ilze Rudzīte", None, "Sabiedrisko attiecību speciāliste")],
        lv(
            below="<p>Informāciju sagatavoja<br>Ilze Rudzīte,<br>Sabiedrisko attiecību "
            "speciāliste,<br>mob. 29123456</p>"
        ),
    ),
    "sagatavoja": ([n("Ilze Rudzīte")], lv(below="<p>Sagatavoja Ilze Rudzīte</p>")),
    "sagatavoja role before": (
        [n("Ilze Rudzīte", None, "biroja vadītāja")],
        lv(below="<p>Sagatavoja: biroja vadītāja Ilze Rudzīte</p>"),
    ),
    "avots": ([n(None, "Lauku ziņas", "source")], lv(below="<p>Avots: Lauku ziņas</p>")),
    "info avots": (
        [n(None, "Lauku atbalsta dienests", "source")],
        lv(below="<p>Informācijas avots: Lauku atbalsta dienests</p>"),
    ),
    "avots link": (
        [n(None, "www.zm.example", "source")],
        lv(below="<p>Informācijas avots: <a href='https://www.zm.example/x'>www.zm.example</a></p>"),
    ),
    "foto": ([], lv(below="<p>Foto: Ilze Rudzīte</p>")),
    "teksts foto": ([n("Ilze Rudzīte")], lv(below="<p>Teksts: Ilze Rudzīte, foto: Juris Bērzs</p>")),
    "teksts un foto": ([n("Ilze Rudzīte")], lv(below="<p>Teksts un foto: Ilze Rudzīte</p>")),
    "autors": ([n("Juris Bērzs")], lv("<div>Autors: Juris Bērzs</div>")),
    "autore org": (
        [n("Ilze Rudzīte", "Biedrība „Rudzu vārpa”")],
        lv("<div>Raksta autore: Ilze Rudzīte, Biedrība „Rudzu vārpa”</div>"),
    ),
    "autor": ([n("Mari Maasikas")], et("<p>Autor: Mari Maasikas</p>")),
    "autor org": ([n("Mari Maasikas", None, "tegevjuht")], et(below="<p>Autor: Mari Maasikas, tegevjuht</p>")),
    "allikas": ([n(None, "Lääne Teataja", "source")], et(below="<p>Allikas: Lääne Teataja</p>")),
    "allikas org": ([n(None, "PRIA", "source")], et(below="<p>Allikas: PRIA</p>")),
    "autor allikas": (
        [n("Mari Maasikas"), n(None, "Lääne Teataja", "source")],
        et(below="<p>Autor: Mari Maasikas</p><p>Allikas: Lääne Teataja</p>"),
    ),
    "tekst foto": ([n("Mari Maasikas")], et(below="<p>Tekst: Mari Maasikas, foto: Jüri Kask</p>")),
    "tekst ja foto": ([n("Mari Maasikas")], et(below="<p>Tekst ja fotod: Mari Maasikas</p>")),
    "lisainfo": (
        [n("Mari Maasikas", None, "projektijuht")],
        et(below="<p>Lisainfo:<br>Mari Maasikas<br>projektijuht<br>tel 5123456<br>mari@rukki.example</p>"),
    ),
    "lisainfo w autor": (
        [n("Jüri Kask")],
        et("<p>Autor: Jüri Kask</p>", "<p>Lisainfo: Mari Maasikas, tel 5123456</p>"),
    ),
    "fotod": ([], et(below="<p>Fotod: Jüri Kask</p>")),
    "joomla super user": (
        [],
        Frame(
            "lt",
            head=JM,
            inside="<div class=item-page><div class=page-header><h2 itemprop=headline>"
            "Duonos diena Rauguose</h2></div><dl class='article-info muted'>"
            "<dd class=createdby itemprop=author>Parašė <span itemprop=name>"
            "Super User</span></dd><dd class='published'><time>2021 m. kovo "
            f"4 d.</time></dd></dl><div itemprop=articleBody>{LT}</div></div>",
        ),
    ),
    "joomla name": (
        [n("Rūta Kepėjienė")],
        Frame(
            "lt",
            head=JM,
            inside="<div class=item-page><div class=page-header><h2 itemprop=headline>"
            "Duonos diena Rauguose</h2></div><dl class='article-info muted'>"
            "<dd class=createdby itemprop=author>Parašė <span itemprop=name>"
            "Rūta Kepėjienė</span></dd><dd class='published'><time>2021 m. "
            f"kovo 4 d.</time></dd></dl><div itemprop=articleBody>{LT}</div>"
            "</div>",
        ),
    ),
    "joomla et": (
        [n("Mari Maasikas")],
        Frame(
            "et",
            head=JM,
            inside="<div class=item-page><h2>Leivapäev Rukkil</h2><dl class=article-info>"
            "<dt>Üksikasjad</dt><dd class=createdby>Kirjutas Mari Maasikas</dd>"
            f"</dl>{ET}</div>",
        ),
    ),
    "joomla lv old": (
        [],
        Frame(
            "lv",
            head=JM,
            inside="<table class=contentpaneopen><tr><td class=contentheading>Maizes "
            "diena Rudzos</td></tr></table><table class=contentpaneopen><tr>"
            "<td><span class=small>Rakstīja Administrator</span></td></tr>"
            f"<tr><td class=createdate>16.05.2012</td></tr><tr><td>{LV}</td>"
            "</tr></table>",
        ),
    ),
    "wp byline": (
        [n("Mari Maasikas")],
        wp(
            "et",
            "<div class=entry-meta><span class=byline> by <span class='author "
            "vcard'><a href='/author/mari' rel=author>Mari Maasikas</a></span>"
            "</span></div>",
        ),
    ),
    "wp byline autor": (
        [n("Mari Maasikas")],
        wp(
            "et",
            "<div class=entry-meta><span class=byline>Autor <span class='author "
            "vcard'><a class='url fn n' href='/author/mari'>Mari Maasikas</a>"
            "</span></span></div>",
        ),
    ),
    "wp admin": (
        [],
        wp(
            "et",
            "<div class=entry-meta><span class=byline> Autor <span class='author "
            "vcard'><a href='/author/admin'>admin</a></span></span></div>",
        ),
    ),
    "wp login": (
        [],
        wp(
            "lv",
            "<div class=entry-meta><span class=byline>Autors <a rel=author "
            "href='/author/rudzuv'>rudzuv2019</a></span></div>",
        ),
    ),
    "wp login lower": (
        [],
        wp(
            "lv",
            "<div class=entry-meta><span class='author vcard'><a rel=author "
            "href='/author/ilzer'>ilzer</a></span></div>",
        ),
    ),
    "rel author": ([n("Ilze Rudzīte")], lv("<p>16.05.2022 | <a rel=author href='/a/1'>Ilze Rudzīte</a></p>")),
    "itemprop": ([n("Ilze Rudzīte")], lv("<p><span itemprop=author>Ilze Rudzīte</span></p>")),
    "ld author": (
        [n("Rūta Kepėjienė")],
        lt(
            head=ld(
                '{"@type":"NewsArticle","headline":"Duonos diena Rauguose","author":{"@type":"Person","name":"Rūta '
                'Kepėjienė"}}'
            )
        ),
    ),
    "ld author list": (
        [n("Rūta Kepėjienė"), n("Jonas Malūnininkas")],
        lt(
            head=ld(
                '{"@type":"Article","headline":"Duonos diena Rauguose","author":[{"@type":"Person","name":"Rūta '
                'Kepėjienė"},{"name":"Jonas Malūnininkas"}]}'
            )
        ),
    ),
    "ld graph id": (
        [n("Rūta Kepėjienė")],
        lt(
            head=ld(
                '{"@graph":[{"@type":"Article","headline":"Duonos diena Rauguose","author":{"name":"Rūta '
                'Kepėjienė","@id":"#p"}},{"@type":"Person","@id":"#p","name":"Rūta '
                'Kepėjienė"}]}'
            )
        ),
    ),
    "ld admin": (
        [],
        lt(
            head=ld('{"@type":"Article","headline":"Duonos diena Rauguose","author":{"@type":"Person","name":"admin"}}')
        ),
    ),
    "ld site": (
        [n(None, "Biedrība „Rudzu vārpa”")],
        lv(
            head=ld(
                '{"@type":"Article","headline":"Maizes diena Rudzos","author":{"@type":"Organization","name":"Biedrība '
                '„Rudzu vārpa”"}}'
            )
        ),
    ),
    "meta author name": (
        [n("Rūta Kepėjienė")],
        Frame("lt", head="<meta name=author content='Rūta Kepėjienė'>", inside=HLT + LT),
    ),
    "k2": (
        [n("Ilze Rudzīte")],
        Frame(
            "lv",
            head=JM,
            inside="<div id=k2Container class=itemView><div class=itemHeader><span "
            "class=itemDateCreated>Otrdiena, 02 Janvāris 2018 08:41</span>"
            "<h2 class=itemTitle>Maizes diena Rudzos</h2><span class=itemAuthor>"
            "Autors&nbsp;<a rel=author href=/x>Ilze Rudzīte</a></span></div>"
            f"<div class=itemBody><div class=itemFullText>{LV}</div></div>"
            "</div>",
        ),
    ),
    "drupal submitted": (
        [n("Rūta Kepėjienė")],
        Frame(
            "lt",
            head="<meta name=Generator content='Drupal 7'>",
            inside="<h1 class=title>Duonos diena Rauguose</h1><div class=node><div "
            "class=submitted>Pateikė Rūta Kepėjienė 2015-04-03</div><div "
            f"class=content><div class='field-name-body'>{LT}</div></div></div>",
        ),
    ),
    "drupal admin": (
        [],
        Frame(
            "et",
            head="<meta name=Generator content='Drupal 7'>",
            inside="<h1 class=title>Leivapäev Rukkil</h1><div class=node><div class=submitted>"
            "Postitas admin, 03.04.2015</div><div class=content><div class='field-name-body'>"
            f"{ET}</div></div></div>",
        ),
    ),
    "sign off name role": (
        [n("Ilze Rudzīte", None, "projektu vadītāja")],
        lv(below="<p>Ilze Rudzīte,<br>projektu vadītāja</p>"),
    ),
    "sign off right": ([n("Rūta Kepėjienė")], lt(below="<p style='text-align:right'><em>Rūta Kepėjienė</em></p>")),
    "sign off org": (
        [n("Mari Maasikas", "MTÜ Rukkilille Koda")],
        et(below="<p><em>Mari Maasikas<br>MTÜ Rukkilille Koda</em></p>"),
    ),
    "prose with autorius": (
        [],
        lt(below="<p>Autorius knygą pristatė pilnoje salėje ir pasirašė visiems norintiems.</p>"),
    ),
    "contact line": ([], lt(below="<p>Kontaktai: tel. 8 600 12345, el. p. info@raugas.example</p>")),
    "parenge prose": (
        [],
        lt(below="<p>Parengė strategiją ir pateikė ją ministerijai vertinti, todėl laukiame atsakymo dar šiemet.</p>"),
    ),
    "info sagat org": (
        [n("Ilze Rudzīte", "Biedrība „Rudzu vārpa”")],
        lv(below="<p>Informāciju sagatavoja: Ilze Rudzīte, Biedrība „Rudzu vārpa”</p>"),
    ),
    "info sagat gen": (
        [n("Ilze Rudzīte", None, "Rudzu novada pašvaldības sabiedrisko attiecību speciāliste")],
        lv(
            below="<p>Informāciju sagatavoja Rudzu novada pašvaldības sabiedrisko "
            "attiecību speciāliste Ilze Rudzīte.</p>"
        ),
    ),
    "two authors un": (
        [n("Ilze Rudzīte"), n("Juris Bērzs")],
        lv(below="<p>Sagatavoja: Ilze Rudzīte un Juris Bērzs</p>"),
    ),
    "two authors ir": (
        [n("Rūta Kepėjienė"), n("Jonas Malūnininkas")],
        lt(below="<p>Parengė: Rūta Kepėjienė ir Jonas Malūnininkas</p>"),
    ),
    "kirja pani": ([n("Mari Maasikas", None, "teabejuht")], et(below="<p>Kirja pani Mari Maasikas, teabejuht</p>")),
    "uzrase": ([n("Rūta Kepėjienė")], lt(below="<p>Užrašė Rūta Kepėjienė</p>")),
    "pierakstija": ([n("Ilze Rudzīte")], lv(below="<p>Pierakstīja Ilze Rudzīte</p>")),
    "koostas": ([n("Mari Maasikas")], et(below="<p>Koostas: Mari Maasikas</p>")),
    "author date": ([n("Mari Maasikas")], et("<p>Autor: Mari Maasikas | 12.05.2021</p>")),
    "date author": ([n("Mari Maasikas")], et("<p>12.05.2021 | Mari Maasikas</p>")),
    "posted by": ([n("Mari Maasikas")], et("<p>Posted on 12.05.2021 by Mari Maasikas</p>")),
    "posted by admin": ([], et("<p>Posted on 12.05.2021 by admin</p>")),
    "en by": ([n("Mari Maasikas")], et("<p class=byline>By Mari Maasikas</p>")),
    "three-part name": ([n("Ana-Liisa Mägi-Tamm")], et(below="<p>Autor: Ana-Liisa Mägi-Tamm</p>")),
    "initial": ([n("R. Kepėjienė")], lt(below="<p>Parengė R. Kepėjienė</p>")),
    "side author box": ([], wp("lv", below="<div class='widget'><h4>Autors</h4><p>Sekojiet mums!</p></div>")),
    "publicija": ([n("Ilze Rudzīte")], lv("<p>Publicēja: Ilze Rudzīte</p>")),
    "ikele": ([n("Rūta Kepėjienė")], lt("<p>Įkėlė: Rūta Kepėjienė</p>")),
}


def _read(made: Frame) -> Article:
    return extract_article(make_page(made).encode(), made.url, datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("name", PAGES)
def test_authors_are_those_who_wrote_it(name: str) -> None:
    authors, made = PAGES[name]
    assert list(_read(made).authors) == authors


def test_phones_and_addresses_are_no_part_of_an_author() -> None:
    made = lv(below="<p>Sagatavoja: Ilze Rudzīte, tālr. 29 123 456, +371 29123456, ilze.rudzite@rudzi.example</p>")
    assert _read(made).authors == (Author("Ilze Rudzīte"),)


def test_a_source_is_told_from_who_wrote() -> None:
    (source,) = _read(et(below="<p>Allikas: Lääne Teataja</p>")).authors
    assert source.is_source
    assert not Author("Mari Maasikas").is_source
