"""Funding disclaimers: told from prose, taken out at head and tail only."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from archive.extract.blocks import Block, read_page
from archive.extract.disclaimers import find_disclaimers, is_disclaimer, strip_disclaimers

DISCLAIMERS = (
    "Šī publikācija ir sagatavota ar Eiropas Savienības finansiālo atbalstu. Par publikācijas saturu atbild biedrība.",
    "Atbalsta Zemkopības ministrija un Lauku atbalsta dienests",
    "Projekts tiek īstenots ar Eiropas Lauksaimniecības fonda lauku attīstībai atbalstu.",
    "Raksts tapis ar Latvijas valsts budžeta finansējumu.",
    "Projektas finansuojamas iš Europos žemės ūkio fondo kaimo plėtrai.",
    "Parama skirta iš valstybės biudžeto ir Europos Sąjungos lėšų.",
    "Projekti rahastab Euroopa Liit.",
    "Projektas finansuojamas iš Europos žemės ūkio fondo pagal 2019 m. kovo 3 d. sutartį Nr. 12.",
    "Projekts tapis ar Eiropas Savienības atbalstu, kas sniegts programmā „Erasmus+”.",
    "This project is funded by the European Union.",
    "This article has been produced with the assistance of the European Union. The contents of this article are the "
    "sole responsibility of the partner and can in no way be taken to reflect the views of the European Union.",
)
PROSE = (
    "Projektu līdzfinansē Eiropas Reģionālās attīstības fonds 85 % apmērā.",
    "Projekta mērķis ir attīstīt tūrismu Zemgalē un Šiauļu reģionā.",
    "Projektas finansuojamas iš Europos fondo. Projekto metu suremontuota salė, nupirkta įranga ir surengti mokymai.",
    "Projekti käigus valmis uus mänguväljak ja korrastati külaplats.",
    "Atbalsta sniegšana uzņēmējiem sāksies rudenī.",
    "Projekts īstenots Latvijas Lauku attīstības programmas 2014.–2020. gadam pasākumā un ilga no 03.02.2020. līdz "
    "30.09.2021.",
    "Projekts īstenots ar Eiropas Savienības fonda atbalstu, un tajā izbūvēta laipa pār purvu.",
    "Projektas finansuojamas Europos Sąjungos lėšomis ir truks iki 2021 m. rugsėjo 30 d.",
    "Projekti rahastab Euroopa Liit ja kestab järgmise suveni.",
    "This project is funded by the European Union and will bring forty volunteers to the islands.",
    "The project brought together farmers from three countries, who met in Dobele to discuss soil.",
    "",
)


def _blocks(*paragraphs: str) -> list[Block]:
    body = document_fromstring("".join(f"<p>{one}</p>" for one in paragraphs)).find("body")
    assert body is not None
    return read_page(body).blocks


@pytest.mark.parametrize("text", DISCLAIMERS)
def test_formula_of_a_funder_is_a_disclaimer(text: str) -> None:
    assert is_disclaimer(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_about_money_is_none(text: str) -> None:
    assert not is_disclaimer(text)


def test_prose_that_names_its_payer_still_tells_of_the_funding() -> None:
    assert find_disclaimers(_blocks(PROSE[1], PROSE[5])) == (PROSE[5],)


def test_disclaimers_are_taken_out_at_head_and_tail_only() -> None:
    blocks = _blocks(DISCLAIMERS[5], PROSE[1], DISCLAIMERS[0], PROSE[4], DISCLAIMERS[1], DISCLAIMERS[8])
    assert [one.text for one in strip_disclaimers(blocks)] == [PROSE[1], DISCLAIMERS[0], PROSE[4]]


def test_text_that_is_a_disclaimer_only_stays() -> None:
    blocks = _blocks(DISCLAIMERS[0])
    assert strip_disclaimers(blocks) == blocks


def test_each_disclaimer_is_found_once() -> None:
    assert find_disclaimers(_blocks(PROSE[1], DISCLAIMERS[3], DISCLAIMERS[3])) == (DISCLAIMERS[3],)


def test_long_paragraph_of_formula_words_is_read_at_once() -> None:
    assert not is_disclaimer("projekta " * 20_000)
