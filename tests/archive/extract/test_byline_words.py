"""By-lines of many languages and makes of page: labels, particles, cards, JSON-LD references; accounts never."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from archive.extract.byline_words import cut_label, is_label
from archive.extract.persons import is_person_name, split_names
from archive.records import Author
from tests.archive.extract.metadata_frames import PROSE, Frame, make_page

CAPTURED_AT = datetime(2026, 11, 1, tzinfo=UTC)
RUTA = ["Rūta Kepėja"]
CARD = "<meta name='twitter:data1' content='Rūta Kepėja'>"
BOTH = ["Rūta Kepėja", "Jonas Malūnas"]
TITLES = {"lt": "Duonos diena Rauguose", "lv": "Maizes diena Rudzos", "et": "Leivapäev Rukkil"}


def read(above: str = "", below: str = "", *, head: str = "", language: str = "lt") -> list[str]:
    """The names of the authors of a page with something above and below its text."""
    inside = f"<h1>{TITLES[language]}</h1>{above}{PROSE[language]}{below}"
    page = make_page(Frame(language, head=head, inside=f"<div class=straipsnis>{inside}</div>"))
    article = extract_article(page.encode(), "https://rauga.example/?id=7", CAPTURED_AT)
    return [one.name or one.organisation or "" for one in article.authors]


def ld(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Jonas Brandt", ["Jonas Brandt"]),
        ("VON JONAS BRANDT UND ANNA MEYER", ["JONAS BRANDT", "ANNA MEYER"]),
        ("Ein Beitrag von Heike von der Heide", ["Heike von der Heide"]),
        ("Par Claire Dubois et Luc Martin", ["Claire Dubois", "Luc Martin"]),
        ("Publié par : Anne-Laure d’Ormesson", ["Anne-Laure d’Ormesson"]),
        ("Por Lucía Ortega de la Cruz", ["Lucía Ortega de la Cruz"]),
        ("Escrito por Ana Ruiz y Luis Gómez", ["Ana Ruiz", "Luis Gómez"]),
        ("di Giulia Ferrari", ["Giulia Ferrari"]),
        ("A cura di Paolo Di Nardo", ["Paolo Di Nardo"]),
        ("Texto: João Sousa e Silva", ["João Sousa e Silva"]),
        ("Door Sanne de Vries en Piet van der Meer", ["Sanne de Vries", "Piet van der Meer"]),
        ("Av Karin Lindqvist, Erik af Klint", ["Karin Lindqvist", "Erik af Klint"]),
        ("Skrevet af Mette Holm", ["Mette Holm"]),
        ("Teksti Laura Mäkinen", ["Laura Mäkinen"]),
        ("Kirjoittanut: Antti Virtanen ja Laura Mäkinen", ["Antti Virtanen", "Laura Mäkinen"]),
        ("Autor: Piotr Zieliński", ["Piotr Zieliński"]),
        ("Opublikowane przez Anna Nowak", ["Anna Nowak"]),
        ("Napsala Jana Nováková", ["Jana Nováková"]),
        ("Автор: Анна Смирнова", ["Анна Смирнова"]),
        ("Текст: Анна Смирнова и Пётр Иванов", ["Анна Смирнова", "Пётр Иванов"]),
        ("By Ilze Apsīte", ["Ilze Apsīte"]),
        ("Words by Seán O'Brien | 12.03.2021", ["Seán O'Brien"]),
        ("Von Jonas Brandt am 12.03.2021", ["Jonas Brandt"]),
        ("Rakstīja Ilze Apsīte", ["Ilze Apsīte"]),
    ],
)
@pytest.mark.parametrize("kind", ["byline", "author", "meta__author"])
def test_the_label_of_any_language_is_no_part_of_the_name(line: str, names: list[str], kind: str) -> None:
    assert read(f"<div class=meta><span class='{kind}'>{line}</span></div>") == names


@pytest.mark.parametrize("label", ["By", "by:", "Von", "Par", "Autorius:", "Autors", "Autor", "Автор", "Kirjoittanut"])
@pytest.mark.parametrize("tag", ["div", "span", "p"])
def test_a_label_in_an_element_of_its_own_is_no_name(label: str, tag: str) -> None:
    own = f"<{tag} class=author-by>{label}</{tag}>"
    above = f"<div class=post-author-name>{own} <a href='/author/r/'>Rūta Kepėja</a></div>"
    assert read(above) == RUTA
    assert read(f"<div class=post-author-name>{own}</div>") == []
    assert read(above.replace("Rūta Kepėja", "admin")) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Sanne de Vries", "Jan van der Berg", "Lucía Ortega de la Cruz", "Paolo di Nardo", "Ursula von der Leyen"),
        *("Karl-Theodor zu Guttenberg", "Omar el Sayed", "Manuela dos Santos", "Fiona McAllister", "Seán O'Brien"),
        *("José Ortega y Gasset", "João Sousa e Silva", "Jean d'Ormesson", "Otto von Bismarck", "Rūta Kepėja"),
    ],
)
def test_names_with_particles_are_persons(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Universidad de Salamanca",
            "Ministerio de Cultura",
            "Ayuntamiento de Madrid",
            "Gemeente Den Haag",
            "de Vries",
        ),
        *("Ana Ruiz y Luis Gómez", "Rudzu ciema biedrība", "Fondation de France", "van der", "Rūta", "Jan van de het"),
    ],
)
def test_institutions_and_single_words_are_no_persons(name: str) -> None:
    assert not is_person_name(name)


def test_a_row_of_names_is_split_and_other_text_is_left() -> None:
    assert split_names("Von Jonas Brandt, Anna Meyer und Max Kurz") == ["Jonas Brandt", "Anna Meyer", "Max Kurz"]
    assert split_names("Von Trier") == ["Von Trier"]
    assert split_names("Par mums") == ["Par mums"]


def test_a_label_alone_is_told_from_a_word_that_begins_like_one() -> None:
    assert is_label("Text:")
    assert not is_label("Texter")
    assert cut_label("Vonnegut Kurt") is None
    assert cut_label("By") is None


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<div class=article-info><address>Laura Mäkinen</address><span>4.3.2021 6:00</span></div>", ["Laura Mäkinen"]),
        ("<address>By Sanne de Vries</address>", ["Sanne de Vries"]),
        ("<address>Rudens gatvė 4, Rauga</address>", []),
        ("<div class=t2><span>Rūta Kepėja</span> <span>2021-03-04</span></div>", RUTA),
        ("<div>Von <a href='/a'>Jonas Brandt</a></div>", ["Jonas Brandt"]),
        ("<div class=author><span>Autorius</span><span>Rūta Kepėja</span></div>", RUTA),
        ("<div class=authors><a href='/a/r'>Rūta Kepėja</a><a href='/a/j'>Jonas Malūnas</a></div>", BOTH),
        (
            "<p class=byline><a rel=author>Rūta Kepėja</a>, <a rel=author>Jonas Malūnas</a></p>",
            BOTH,
        ),
        ("<dl><dt>Autorius</dt><dd>Rūta Kepėja</dd></dl>", RUTA),
        ("<p class=byline>Von Jonas Brandt und dpa</p>", ["Jonas Brandt"]),
        ("<p>Text Robotics Workshop</p>", []),
        ("<p>Von der Leyen Vizit</p>", []),
        ("<div><span>Liepājas Teātris</span> <span>2021-03-04</span></div>", []),
        ("<p class=author>Tekst Mari Maasikas, pildid Jüri Kask</p>", ["Mari Maasikas"]),
        ("<ul><li><div data-testid=byline>Door Sanne de Vries</div></li></ul>", ["Sanne de Vries"]),
        ("<p><span class=news-list-author itemprop=author>By Rūta Kepėja</span></p>", RUTA),
        (
            "<div class=footer><p><span class=news-list-author itemprop=author>Rūta Kepėja</span></p></div>",
            RUTA,
        ),
    ],
)
def test_names_near_the_title_without_a_label(above: str, names: list[str]) -> None:
    assert read(above) == names


def test_latvian_about_is_no_label_outside_of_a_byline() -> None:
    page = "<p>Par Rudzu Dzirnavām</p>"
    assert read(page, language="lv") == []


def test_a_posters_name_and_the_organisation_whose_information_it_is_are_both_kept() -> None:
    above = "<div class=post-details><div class=post-author>Rūta Kepėja</div><div>2021.03.04</div></div>"
    below = "<p><em>Raugo krašto VVG informacija</em></p>"
    assert read(above, below) == ["Rūta Kepėja", "Raugo krašto VVG"]
    assert read(above.replace("Rūta Kepėja", "Administratorius"), below) == ["Raugo krašto VVG"]


FOOT = (
    "<div class=post-footer><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>{label} "
    "<span class=fn itemprop=author><a href='https://blogs.example/profile/1' rel=author>"
    "<span itemprop=name>{name}</span></a></span></span>"
    " <span class=post-timestamp>at <a href='/x.html'>09:41</a></span></div>{more}</div>"
)


@pytest.mark.parametrize("label", ["Autorius", "Posted by", "Autors", "Gepostet von", ""])
def test_the_author_in_an_articles_own_foot(label: str) -> None:
    assert read(below=FOOT.format(label=label, name="Rūta Kepėja", more="")) == RUTA
    assert read(below=FOOT.format(label=label, name="Unknown", more="")) == []


def test_the_author_of_a_comment_is_not_the_articles() -> None:
    comment = (
        "<div class=comments><div class=comment><span class='vcard fn' rel=author>Jonas Malūnas</span><p>Puiku!</p>"
    )
    assert read(below=comment + "</div></div>") == []


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (ld('{"@type":"NewsArticle","author":"Von Jonas Brandt"}'), ["Jonas Brandt"]),
        (ld('{"@type":"NewsArticle","author":["Rūta Kepėja",{"@type":"Person","name":"Jonas Malūnas"}]}'), BOTH),
        (ld('{"@type":"Article","author":{"@type":"Person","name":["Rūta Kepėja","Jonas Malūnas"]}}'), BOTH),
        (ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"Raugo žinios"}}'), ["Raugo žinios"]),
        (
            ld(
                '{"@graph":[{"@type":"Article","author":{"@id":"#p1"}},{"@type":"WebSite","name":"Rauga"},'
                '{"@type":"Person","@id":"#p1","name":"Sanne de Vries"}]}'
            ),
            ["Sanne de Vries"],
        ),
        (
            ld('{"@type":"Article","author":[{"@id":"#p1"}]}')
            + ld('{"@type":"Person","@id":"#p1","name":"Rūta Kepėja"}'),
            RUTA,
        ),
        (ld('{"@type":"Article","author":{"@id":"#p9"}}'), []),
        (ld('{"@type":"Article","author":{"@type":"Person","name":"https://rauga.example/author/ruta"}}'), []),
        (ld('{"@type":"Article","author":{"@type":"Person","name":"Super Admin"}}'), []),
        (ld('{"@type":"Article","author":{"@type":"Person","name":"By"}}'), []),
        (ld('{"@type":"Article","creator":["Rūta Kepėja"]}'), RUTA),
        ("<meta name=author content='Rūta Kepėja, Jonas Malūnas'>", BOTH),
        ("<meta name=author content='By Rūta Kepėja'>", RUTA),
        ("<meta property='article:author' content='https://www.facebook.com/ruta'>", []),
        ("<meta property='article:author' content='www.rauga.example'>", []),
        ("<meta name='twitter:label1' content='Written by'>" + CARD, RUTA),
        ("<meta name='twitter:label1' content='Parašė'>" + CARD, RUTA),
        ("<meta name='twitter:label1' content='Availability'><meta name='twitter:data1' content='In Stock'>", []),
        ("<meta name='twitter:label1' content='Parašė'><meta name='twitter:data1' content='svetaines_admin'>", []),
    ],
)
def test_what_the_head_claims_of_authors(head: str, names: list[str]) -> None:
    assert read(head=head) == names


def test_a_byline_gives_persons_not_organisations() -> None:
    inside = f"<h1>{TITLES['lt']}</h1><p class=byline>Door Sanne de Vries</p>{PROSE['lt']}"
    page = make_page(Frame("lt", inside=inside))
    article = extract_article(page.encode(), "https://rauga.example/?id=7", CAPTURED_AT)
    assert article.authors == (Author("Sanne de Vries"),)
