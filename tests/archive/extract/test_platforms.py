"""Pages in the default markup of content systems: recognised, and read by their rules."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from archive.extract.article import extract_articles
from archive.extract.platforms.rules import load_rules, platform_names
from archive.extract.selection import Selection
from archive.extract.tree import parse_tree
from archive.records import Article

_URL = "https://vvg.example/naujiena"
_TITLE = "Bendruomenė atvėrė duonos kepyklą"
_TEXT = (
    "Kaimo gyventojai dvejus metus tvarkė seną malūną, kuriame dabar kvepia rugine duona ir pyragais.\n\n"
    "Kepykloje dirbs trys žmonės, o savaitgaliais vyks edukacijos moksleiviams iš visos apskrities."
)
_BODY = "".join(f"<p>{line}</p>" for line in _TEXT.split("\n\n"))
_SIDE = (
    "<div class=sidebar><h3>Kas yra LEADER?</h3><p>Metodas, kuris leidžia vietos žmonėms spręsti patiems.</p></div>"
    "<div class=col><h3><a href=/kita>Kita naujiena apie šventę</a></h3><span>2021-01-01</span></div>"
)
_WP = "<meta name=generator content='WordPress 6.4'>"
_JOOMLA = "<meta name=generator content='Joomla! - Open Source Content Management'>"

_PAGES = {
    "wordpress-twenty-seventeen": (
        "wordpress",
        f"{_WP}",
        "<article class='post-5 post type-post hentry'><header class=entry-header><div class=entry-meta>"
        "<span class=posted-on><a href='https://vvg.example/naujiena' rel=bookmark>"
        "<time class='entry-date published' datetime='2023-05-04T09:00:00+03:00'>2023-05-04</time>"
        "<time class=updated datetime='2023-05-06T09:00:00+03:00'>2023-05-06</time></a></span></div>"
        f"<h1 class=entry-title>{_TITLE}</h1></header><div class=entry-content>{_BODY}"
        "<div class='sharedaddy sd-sharing-enabled'><h3>Dalintis</h3><a href='?share=x'>X</a></div></div>"
        "<footer class=entry-footer><span class=cat-links><a href='/category/projektai/' rel='category tag'>"
        "Projektai</a></span></footer></article>"
        "<nav class='navigation post-navigation'><a href=/senesnis>Senesnis įrašas</a></nav>",
        ("Projektai",),
    ),
    "wordpress-blocks": (
        "wordpress",
        _WP,
        f"<main><h1 class=wp-block-post-title>{_TITLE}</h1><div class='wp-block-post-date'>"
        "<time datetime='2023-05-04T09:00:00+03:00'>4 gegužės, 2023</time></div>"
        "<div class='taxonomy-category wp-block-post-terms'><a href='/category/projektai/' rel=tag>Projektai</a></div>"
        f"<div class='entry-content wp-block-post-content'>{_BODY}</div></main>",
        ("Projektai",),
    ),
    "wordpress-elementor": (
        "wordpress",
        _WP,
        "<div class='elementor elementor-location-single'><div class='elementor-widget-theme-post-title'>"
        f"<div class=elementor-widget-container><h1 class='elementor-heading-title'>{_TITLE}</h1></div></div>"
        "<ul class='elementor-post-info'><li class='elementor-icon-list-item'><a href='/2023/05/04/'><span "
        "class='elementor-icon-list-text elementor-post-info__item elementor-post-info__item--type-date'>"
        "2023-05-04</span></a></li></ul><div class='elementor-widget-theme-post-content'>"
        f"<div class=elementor-widget-container>{_BODY}</div></div></div>",
        (),
    ),
    "wordpress-divi": (
        "wordpress",
        _WP,
        f"<article class='post type-post'><div class=et_post_meta_wrapper><h1 class=entry-title>{_TITLE}</h1>"
        "<p class=post-meta><span class=published>geg 4, 2023</span> | "
        "<a href='/category/projektai/' rel='category tag'>Projektai</a></p></div>"
        f"<div class=entry-content><div class='et_pb_section'><div class=et_pb_text_inner>{_BODY}</div>"
        "</div></div></article>",
        ("Projektai",),
    ),
    "joomla-cassiopeia": (
        "joomla",
        _JOOMLA,
        "<div class='com-content-article item-page' itemscope itemtype='https://schema.org/Article'>"
        f"<div class=page-header><h1 itemprop=headline>{_TITLE}</h1></div><dl class='article-info text-muted'>"
        "<dd class=createdby><span itemprop=name>Super User</span></dd>"
        "<dd class=published><time datetime='2023-05-04T09:00:00+03:00' itemprop=datePublished>"
        "Paskelbta: 04 gegužės 2023</time></dd><dd class=hits>Peržiūrų: 120</dd></dl>"
        f"<div itemprop=articleBody class='com-content-article__body'>{_BODY}</div>"
        "<nav class=pagenavigation><a href=/senas>Ankstesnis straipsnis</a></nav></div>",
        (),
    ),
    "joomla-1.5": (
        "joomla",
        "",
        "<table class=contentpaneopen><tr><td class=contentheading width='100%'>"
        + _TITLE
        + "</td><td class=buttonheading>"
        "<a href='?print=1'>Spausdinti</a></td></tr></table><table class=contentpaneopen>"
        "<tr><td><span class=small>Parašė Administrator</span></td></tr>"
        f"<tr><td class=createdate>Ketvirtadienis, 04 Gegužė 2023 09:00</td></tr><tr><td>{_BODY}</td></tr>"
        "<tr><td class=modifydate>Paskutinį kartą atnaujinta 2023-05-06</td></tr></table>",
        (),
    ),
    "k2": (
        "k2",
        _JOOMLA,
        "<div id=k2Container class=itemView><div class=itemHeader><span class=itemDateCreated>"
        f"Ketvirtadienis, 04 Gegužė 2023 09:00</span><h2 class=itemTitle>{_TITLE}</h2></div>"
        f"<div class=itemBody><div class=itemFullText>{_BODY}</div></div><div class=itemLinks><ul class=itemTags>"
        "<li><a href='/tag/x'>Projektai</a></li></ul></div><div class=itemRelated><h3>Panašu</h3></div></div>",
        ("Projektai",),
    ),
    "drupal-7": (
        "drupal",
        "<meta name=Generator content='Drupal 7 (http://drupal.org)'>",
        f"<h1 class=title id=page-title>{_TITLE}</h1><div class='node node-article'><div class=submitted>"
        "Pateikė vvg 2023-05-04 - 09:00</div><div class=content><div class='field field-name-body'>"
        f"<div class=field-items><div class='field-item even'>{_BODY}</div></div></div></div></div>",
        (),
    ),
    "drupal-10": (
        "drupal",
        "<meta name=Generator content='Drupal 10 (https://www.drupal.org)'>",
        f"<div class='block-page-title-block'><h1><span class='field field--name-title'>{_TITLE}</span></h1></div>"
        "<article data-history-node-id=7 class='node node--type-article'><footer class=node__meta>"
        "<div class=node__submitted>Pateikė <span>vvg</span>, "
        "<time datetime='2023-05-04T06:00:00Z'>04 geg 2023 - 09:00</time></div></footer>"
        f"<div class=node__content><div class='field field--name-body'>{_BODY}</div>"
        "<div class='field field--name-field-tags'><a href='/taxonomy/term/2'>Projektai</a></div></div></article>",
        ("Projektai",),
    ),
    "kovtp": (
        "kovtp",
        "",
        f"<div class='portlet-asset-publisher'><h1 class=header-title><span>{_TITLE}</span></h1>"
        "<div class=asset-full-content><div class=asset-metadata><span class='metadata-entry metadata-publish-date'>"
        f"4.05.2023</span></div><div class=asset-content><div class=journal-content-article>{_BODY}</div></div>"
        "</div></div>",
        (),
    ),
    "cmsmadesimple": (
        "cmsmadesimple",
        "",
        f"<div id=NewsPostDetailDate>2023-05-04</div><h3 id=NewsPostDetailTitle>{_TITLE}</h3><hr>"
        f"<div id=NewsPostDetailContent>{_BODY}</div><div id=NewsPostDetailPrintLink><a href=/p>Spausdinti</a></div>",
        (),
    ),
}


def _read(head: str, inside: str, platform: str | None) -> Article:
    html = f"<html><head><meta charset=utf-8>{head}<title>{_TITLE} - Krantas</title></head><body>{inside}{_SIDE}</body>"
    captured_at = datetime(2026, 11, 22, 8, tzinfo=UTC)
    (article,) = extract_articles(html.encode(), _URL, captured_at, platform=platform, languages=("lt",))
    return article


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "recognised"])
@pytest.mark.parametrize(("platform", "head", "inside", "tags"), _PAGES.values(), ids=_PAGES)
def test_page_in_default_markup_is_read(
    platform: str, head: str, inside: str, tags: tuple[str, ...], is_named: bool
) -> None:
    article = _read(head, inside, platform if is_named else None)
    assert article.platform == platform
    assert (article.title, article.text) == (_TITLE, _TEXT)
    assert article.published is not None
    assert article.published.value == "2023-05-04"
    assert article.tags == tags


@pytest.mark.parametrize("name", platform_names())
def test_every_selector_of_the_rules_can_be_asked(name: str) -> None:
    rules = load_rules(name)
    groups = [rules.recognise, rules.title, rules.body, rules.lead, rules.published, rules.updated, rules.tags]
    groups += [rules.author, rules.drop]
    classes = " ".join(re.findall(r"\.([\w-]+)", " ".join(css for group in groups for css in group)))
    page = Selection(parse_tree(f"<html><body><p class='{classes}'>Tekstas</p></body></html>", _URL))
    assert all(element.tag == "p" for group in groups for element in page.find(group))


def test_rules_of_a_system_are_followed_by_the_general_ones() -> None:
    wordpress, general = load_rules("wordpress"), load_rules("general")
    assert wordpress.title[-len(general.title) :] == general.title
    assert not load_rules("tvp").extends_general
