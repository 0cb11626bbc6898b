"""Tags in the article's own element whatever its class is called, and none from clouds and side columns."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_article
from tests.archive.extract.metadata_frames import PROSE, Frame, make_page

CAPTURED_AT = datetime(2026, 11, 1, tzinfo=UTC)
DRUPAL = "<meta name=Generator content='Drupal 10 (https://www.drupal.org)'>"
LINKS = "<a href='/tag/duona/' rel=tag>Duona</a><a href='/tag/muge/' rel=tag>Mugė</a>"
TAGS = ["Duona", "Mugė"]


def read(above: str = "", below: str = "", *, beside: str = "", head: str = "") -> list[str]:
    """The tags of a page with something above and below its text, and beside its article."""
    own = f"<div class=post-unit><h1>Duonos diena Rauguose</h1>{above}<div class=text>{PROSE['lt']}</div>{below}</div>"
    page = make_page(Frame("lt", head=head, inside=f"<div class=row>{own}{beside}</div>"))
    return list(extract_article(page.encode(), "https://rauga.example/?id=7", CAPTURED_AT).tags)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='row'><div class='stm_post_tags widget_tag_cloud'>{}</div></div>",
        "<div class='post-tags widget'>{}</div>",
        "<div class=tagcloud>{}</div>",
        "<div class=post-footer><div class=post-footer-line><span class=post-labels>Labels: {}</span></div></div>",
        "<div class=post-footer><span class=post-labels>Žymos: {}</span></div>",
        "<footer class=entry-footer><div>{}</div></footer>",
        "<div class=entry-footer>Posted by Rūta Kepėja <span class=tags-links>Tags: {}</span></div>",
        "<div class='taxonomy-post_tag is-style-pill wp-block-post-terms'>{}</div>",
    ],
)
def test_links_to_tags_in_the_articles_own_element_are_its_tags(box: str) -> None:
    assert read(below=box.format(LINKS)) == TAGS


def test_tags_below_the_text_join_the_category_above_it() -> None:
    category = "<ul class=post_meta><li>2021-03-04</li><li class=post_cat>Kategorija: <span>Naujienos</span></li></ul>"
    assert read(category, f"<div class='post_tags widget_tag_cloud'>{LINKS}</div>") == ["Naujienos", *TAGS]


@pytest.mark.parametrize(
    "cloud",
    [
        "<div class='widget widget_tag_cloud'><h3>Žymos</h3><div class=tagcloud>{}</div></div>",
        "<aside><div class=tagcloud>{}</div></aside>",
        "<div class=sidebar><div class='post-tags widget'>{}</div></div>",
    ],
)
def test_a_cloud_beside_the_article_gives_no_tags(cloud: str) -> None:
    assert read(beside=cloud.format(LINKS)) == []
    assert read(below=cloud.format(LINKS)) == []


def test_a_cloud_of_many_or_of_unlike_links_gives_no_tags() -> None:
    many = "".join(f"<a href='/tag/{number}/' rel=tag>Tema numeris {number}</a> " for number in range(20))
    sized = "".join(f"<a href='/tag/{n}/' rel=tag style='font-size:{8 + n}pt'>Tema {n}</a> " for n in range(5))
    called = "".join(f"<a href='/tag/{n}/' rel=tag class='tag-cloud-link'>Tema {n}</a> " for n in range(5))
    for links in (many, sized, called):
        assert read(below=f"<div class='widget tagcloud'>{links}</div>") == []


@pytest.mark.parametrize("name", ["tags", "topics", "temos", "keywords", "category", "kategorijos", "news-category"])
@pytest.mark.parametrize("label", ["visually_hidden", "hidden", "above"])
def test_a_taxonomys_field_above_the_text_gives_tags(name: str, label: str) -> None:
    classes = f"field field--name-field-{name} field--type-entity-reference field--label-{label}"
    hidden = "visually-hidden" if label == "visually_hidden" else ""
    items = "".join(
        f"<div class=field__item><a href='/t/{n}' hreflang=lt>{tag}</a></div>" for n, tag in enumerate(TAGS)
    )
    field = (
        f"<div class='{classes}'><div class='field__label {hidden}'>Topics</div><div class=field__items>{items}</div>"
    )
    assert read(f"<div class=node__content>{field}</div></div>", head=DRUPAL) == TAGS


def test_a_field_of_another_kind_gives_no_tags() -> None:
    classes = "field field--name-field-topic-text field--type-text-long field--label-hidden"
    assert read(f"<div class='{classes}'><p><a href='/x'>Duonos istorija</a></p></div>", head=DRUPAL) == []
