"""Titles that end in an organisation's name, related lines, teasers below pictures, and leads."""

from __future__ import annotations

import pytest

from archive.extract.article import extract_article
from archive.records import Article
from tests.archive.extract.date_pages import CAPTURED_AT

PROSE = (
    "<p>Praėjusį ketvirtadienį bendruomenės namuose susirinko dvidešimt kaimo kepėjų, kurie dalijosi raugo paslaptimis "
    "ir kalbėjo apie ateitį.</p><p>Susitikimo dalyviai sutarė pavasarį surengti bendrą mugę ir pakviesti kaimynus.</p>"
)
LEAD = "Trumpai: kepėjai iš trijų rajonų susitarė surengti bendrą pavasario mugę miestelio aikštėje."
TITLE = "Maloniai kviečiame į kepėjų mugę"
_NAV = "<ul class=nav><li><a href=/a>Naujienos</a></li><li><a href=/k>Kontaktai</a></li></ul>"
_WORDPRESS = "<meta name=generator content='WordPress 6.4'>"
_DRUPAL = "<meta name=Generator content='Drupal 9'>"
_IMAGE = "<img src=/images/plakatas.jpg width=800 height=1100>"
_CARDS = "".join(
    f"<h3><a href=/n/{number}>Derliaus šventė kaime, dalis {number}</a></h3><p>Vasaros pabaigoje kaimo bendruomenė "
    f"pakvietė kaimynus į derliaus šventę, kurioje netrūko dainų.</p><a href=/n/{number}>Plačiau</a>"
    for number in range(1, 4)
)


def read(body: str, *, title: str = TITLE, head: str = "") -> Article:
    """The article of a page with this body below its menu."""
    html = f"<html lang=lt><head><title>{title}</title>{head}</head><body>{_NAV}{body}</body></html>"
    return extract_article(html.encode(), "https://vvg.example.lt/n/kepeju-muge", CAPTURED_AT)


@pytest.mark.parametrize(
    "title",
    [
        "Naują projektą pradeda Anykščių rajono savivaldybė",
        "Jaunimo namus atidarė Kauno rajono VVG",
        "Jauno projektu sāk Cēsu novada pašvaldība",
        "Susitikimas Anykščių rajono savivaldybėje",
        "Konkursā uzvar biedrība „Rudzu vārpa”",
        "Seminaras: Anykščių rajono savivaldybė",
    ],
)
@pytest.mark.parametrize("site", ["", " | Raugo krašto VVG"])
def test_a_title_may_end_in_an_organisations_name(title: str, site: str) -> None:
    page = f"<h1>{title}</h1><h2>Dalyviai dalijosi patirtimi</h2>{PROSE}"
    assert read(page, title=title + site).title == title


@pytest.mark.parametrize("name", ["Anykščių rajono savivaldybė", "Viešoji įstaiga Lietuvos kaimo tinklas", "Raugo VVG"])
def test_a_heading_that_is_the_organisations_name_alone_is_the_sites(name: str) -> None:
    assert read(f"<h1>{name}</h1><h2>{TITLE}</h2>{PROSE}", title=name).title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        *("Saistīts: 03.04.2024.", "Susiję: 2024-04-03", "Seotud: 03.04.2024", "Saistītie raksti: 03.04.2024."),
        *("Susiję straipsniai: <a href=/x>Kita mugė</a>", "Seotud uudised: <a href=/x>Laat Põlvas</a>"),
        *("Skaitykite taip pat: Kita mugė", "Loe lisaks: <a href=/x>Laat</a> (03.04.2024)"),
    ],
)
def test_a_related_line_below_the_text_is_none_of_it(line: str) -> None:
    article = read(f"<div><h1>{TITLE}</h1>{PROSE}<p>{line}</p></div>")
    assert article.text.endswith("pakviesti kaimynus.")
    assert article.published is None


@pytest.mark.parametrize(
    "line",
    [
        *("Susiję su projektu darbai tęsis ir kitąmet.", "Seotud on kõik külad.", "Saistīts ar projektu."),
        "Susijusi informacija: <a href=/f/salygos.pdf>konkurso sąlygos</a>",
    ],
)
def test_a_sentence_with_a_related_word_and_a_file_stay(line: str) -> None:
    assert not read(f"<div><h1>{TITLE}</h1>{PROSE}<p>{line}</p></div>").text.endswith("pakviesti kaimynus.")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "",
            f"<div id=k2Container class=itemView><h2 class=itemTitle>{TITLE}</h2><div class=itemImageBlock>{_IMAGE}"
            f"</div><div class=itemFullText></div><div class=kitos>{_CARDS}</div></div>",
        ),
        (
            "<meta name=generator content='Joomla! 4'>",
            f"<div class=item-page itemtype=x><div class=page-header><h2 itemprop=headline>{TITLE}</h2></div>"
            f"<div itemprop=articleBody><p>{_IMAGE}</p></div></div><div class=blog-featured>{_CARDS}</div>",
        ),
        (
            _WORDPRESS,
            f"<article class='post type-post'><h1 class=entry-title>{TITLE}</h1><div class=post-thumbnail>{_IMAGE}"
            f"</div><div class=entry-content></div><div class=more>{_CARDS}</div></article>",
        ),
        (
            _DRUPAL,
            f"<main><h1 class=page-title>{TITLE}</h1><article data-history-node-id=5><div class=node__content>{_IMAGE}"
            f"</div></article><div class=views-element-container><h2>Kitos naujienos</h2>{_CARDS}</div></main>",
        ),
        ("", f"<div class=content><h1>{TITLE}</h1><p>{_IMAGE}</p><div class=more>{_CARDS}</div></div>"),
    ],
    ids=["k2", "joomla", "wordpress", "drupal", "plain"],
)
def test_a_post_of_a_picture_alone_takes_no_text_from_the_teasers_below(head: str, body: str) -> None:
    article = read(body, head=head)
    assert (article.title, article.text, article.origins["text"]) == (TITLE, "", "image")
    assert [image.url for image in article.images] == ["https://vvg.example.lt/images/plakatas.jpg"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<h1>{TITLE}</h1><p><strong>{LEAD}</strong></p>{PROSE}"),
        ("", f"<div><h1>{TITLE}</h1><p class=lead>{LEAD}</p>{PROSE}</div>"),
        ("", f"<div><h1>{TITLE}</h1><div class=intro><p>{LEAD}</p></div><div class=text>{PROSE}</div></div>"),
        (
            _WORDPRESS,
            f"<article class='post type-post'><h1 class=entry-title>{TITLE}</h1><div class=entry-excerpt>{LEAD}</div>"
            f"<div class=entry-content>{PROSE}</div></article>",
        ),
        (
            _DRUPAL,
            f"<main><h1 class=page-title>{TITLE}</h1><article data-history-node-id=5><div class=node__content>"
            f"<div class=field--name-field-lead>{LEAD}</div><div class=field--name-body>{PROSE}</div></div>"
            "</article></main>",
        ),
        (
            "<meta name=generator content='Joomla! 4'>",
            f"<div class=item-page itemtype=x><div class=page-header><h2 itemprop=headline>{TITLE}</h2></div>"
            f"<div class=article-intro>{LEAD}</div><div itemprop=articleBody>{PROSE}</div></div>",
        ),
    ],
    ids=["bold", "class", "intro", "wordpress", "drupal", "joomla"],
)
def test_a_lead_is_told_and_stands_in_the_text_once(head: str, body: str) -> None:
    article = read(body, head=head)
    assert article.lead == LEAD
    assert article.text.count(LEAD) == 1
    assert len(article.text.split("\n\n")) == 3


def test_a_description_that_the_page_does_not_show_and_a_lead_below_the_text_are_none() -> None:
    head = f"{_WORDPRESS}<meta property=og:description content='{LEAD}'>"
    body = (
        f"<article class='post type-post'><h1 class=entry-title>{TITLE}</h1><div class=entry-content>{PROSE}</div>"
        f"</article><div class=foot><p class=lead>{LEAD}</p></div>"
    )
    article = read(body, head=head)
    assert (article.lead, LEAD in article.text) == (None, False)
