"""Classes that say how a line looks, meta lines of several labels, and words of elements side by side."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_articles
from archive.extract.leaves import JOINT, part_leaves
from archive.records import Article

TITLE = "Kaimo dirbtuvės vėl atvėrė duris"
FIRST = "Kviečiame visus į dirbtuves šeštadienį, vietų skaičius ribotas."
STORY = (
    "<p>Rudens rytą prie senosios kalvės rinkosi žmonės iš viso valsčiaus ir klausėsi, kaip skamba priekalas.</p>"
    "<p>Dirbtuves atnaujino bendruomenė, o lėšas skyrė vietos veiklos grupė ir keli dosnūs kaimynai.</p>"
)


def _read(body: str, head: str = "<title>Puslapis</title>") -> Article:
    page = f"<html lang='lt'><head>{head}</head><body>{body}</body></html>"
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return extract_articles(page.encode(), "https://kaimas.example.org/naujienos/7", at, content_type="text/html")[0]


@pytest.mark.parametrize(
    "name",
    [
        *("margin-bottom", "uk-margin-remove-bottom", "article-copy", "body-copy", "side-padding", "widget-text"),
        *("no-comments", "nav-content", "is-related", "bottom-space-20", "language-lt", "padding-top", "border-top"),
        *("article-head", "title-latest", "share-article"),
    ],
)
def test_class_of_a_line_that_says_how_it_looks_drops_nothing(name: str) -> None:
    lines = f'<h1 class="{name}">{TITLE}</h1><p class="{name}">2020-05-21</p><p class="{name}">{FIRST}</p>'
    article = _read(f"<div>{lines}{STORY}</div>")
    assert (article.title, str(article.published and article.published.value)) == (TITLE, "2020-05-21")
    assert article.text.startswith(FIRST)


@pytest.mark.parametrize("name", ["share-buttons", "breadcrumbs", "comments-title", "visually-hidden"])
def test_line_named_as_a_part_of_the_page_is_no_text(name: str) -> None:
    assert "Kita vieta" not in _read(f"<div><h1>{TITLE}</h1>{STORY}<p class='{name}'>Kita vieta čia.</p></div>").text


def test_only_heading_is_the_title_though_its_box_is_called_a_menu() -> None:
    assert _read(f"<div class='top-nav'><h1>{TITLE}</h1></div><div>{STORY}</div>", "").title == TITLE


@pytest.mark.parametrize(
    ("line", "name", "tags"),
    [
        (
            'Autorius: <a href="/a">Ona Kairienė</a> / <i>2021-03-08</i> / Kategorija: <a href="/c">Naujienos</a>',
            "Ona Kairienė",
            ("Naujienos",),
        ),
        (
            'Autorius: <a href="/p">Kadri Lepp-Ojaste</a> | Žymos: <a href="/c">amatai</a>',
            "Kadri Lepp-Ojaste",
            ("amatai",),
        ),
        ("Submitted by <em>Ona Kairienė</em> on <em>Fri, 03/02/2018 - 10:22</em>", "Ona Kairienė", ()),
        ('Parašė Ona Kairienė 2020 m. gegužės 21 d.. Įdėta <a href="/c">Naujienos</a>.', "Ona Kairienė", ()),
        (
            '<span class="screen-reader-text">Post author:</span><a href="/a" rel="author">Ona Kairienė</a>',
            "Ona Kairienė",
            (),
        ),
        ('<span class="auth">Ona Kairienė</span>', "Ona Kairienė", ()),
    ],
)
def test_meta_line_names_its_author_and_its_tags(line: str, name: str, tags: tuple[str, ...]) -> None:
    article = _read(f"<article><h1>{TITLE}</h1><div class='post-author'>{line}</div>{STORY}</article>")
    assert [(one.name, one.organisation, one.role) for one in article.authors] == [(name, None, None)]
    assert article.tags == tags


def test_rows_of_figures_below_a_text_are_no_signature() -> None:
    rows = "<p>Visi darbai baigti laiku.<br><br>Veikla Lėšos, Eur<br>Įranga 12 400</p>"
    assert _read(f"<article><h1>{TITLE}</h1>{STORY}{rows}</article>").authors == ()


def test_department_that_prepared_a_text_is_an_organisation() -> None:
    line = "<p>Informāciju sagatavoja <a href='/n'>Sabiedrisko attiecību nodaļa</a></p>"
    authors = _read(f"<article><h1>{TITLE}</h1>{STORY}{line}</article>").authors
    assert [one.organisation for one in authors] == ["Sabiedrisko attiecību nodaļa"]


def test_kicker_side_by_side_with_a_title_is_cut_where_the_headline_lacks_it() -> None:
    parts = f'<span>Regionas</span><span class="visually-hidden">: </span><span>{TITLE}</span>'
    head = f'<meta property="og:title" content="{TITLE}">'
    assert _read(f"<article><h1>{parts}</h1><p>2020-05-21</p>{STORY}</article>", head).title == TITLE


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("By Gintarė Paulauskytė", "2019 7 sausio"), "By Gintarė Paulauskytė 2019 7 sausio"),
        (("K", "aimas"), "Kaimas"),
        (("bendruo", "menė"), "bendruomenė"),
        (("REGIONAS", "Kaimas"), "REGIONAS Kaimas"),
    ],
)
def test_words_side_by_side_are_parted_where_a_new_one_begins(parts: tuple[str, str], line: str) -> None:
    assert part_leaves(JOINT.join(parts), is_heading=False) == line


@pytest.mark.parametrize(
    ("above", "below", "head", "tags"),
    [
        ("", '<p><a href="/x" property="keywords">amatai</a> <a href="/y" property="keywords">upė</a></p>', "", 2),
        ('<div class="article-tag"><a href="/x">amatai</a></div>', "", "", 1),
        ("", "", '<meta property="article:tag" content="amatai"><meta property="article:tag" content="upė">', 2),
    ],
)
def test_tags_are_read_from_properties_boxes_above_and_the_head(above: str, below: str, head: str, tags: int) -> None:
    body = f"<article><div>{above}<h1>{TITLE}</h1></div><p>2020-05-21</p><div>{STORY}</div>{below}</article>"
    assert _read(body, head).tags == ("amatai", "upė")[:tags]


@pytest.mark.parametrize(
    "head",
    [
        '<header class="article-header"><h1>{}</h1><p class="article-excerpt">{}</p><time>2020-05-21</time></header>',
        '<div><h1>{}</h1></div><div class="story__lead"><p>{}</p></div><div><time>2020-05-21</time></div>',
    ],
)
def test_opening_above_the_date_is_lead_and_text(head: str) -> None:
    article = _read(f"<article>{head.format(TITLE, FIRST)}<div class='entry-content'>{STORY}</div></article>")
    assert article.lead == FIRST
    assert article.text.startswith(FIRST)
