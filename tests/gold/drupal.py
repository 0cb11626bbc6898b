"""Drupal 7 and 9, and Latvia's state platform."""

from __future__ import annotations

from html import escape

from tests.gold import chrome
from tests.gold.body import (
    format_date_line,
    format_keywords,
    format_paragraphs,
    format_structured,
    format_title_tag,
)
from tests.gold.days import format_plain
from tests.gold.stories import Story


def drupal7(story: Story) -> str:
    """Drupal 7: submitted line with an account, field divs, links below."""
    code = story.texts.language
    account = "admin" if story.has("account") else "vvg"
    shown = f"{account}, {format_plain(story.day, code).rstrip('.')} - 10:12"
    native = f'<div class="meta submitted"><span>{shown}</span></div>'
    tags = "".join(
        f'<div class="field-item"><a href="/taxonomy/term/{n}" typeof="skos:Concept">{tag}</a></div>'
        for n, tag in enumerate(story.tags)
    )
    box = (
        f'<div class="field field-name-field-tags field-type-taxonomy-term-reference"><div class="field-label">'
        f'{story.label("tags")}&nbsp;</div><div class="field-items">{tags}</div></div>'
        if tags
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="{code}" dir="ltr" prefix="content: '
        'http://purl.org/rss/1.0/modules/content/"><head>'
        f'<meta charset="utf-8" />{format_title_tag(story)}{format_keywords(story)}<meta name="Generator" '
        f'content="Drupal 7 (http://drupal.org)" />{format_structured(story)}{chrome.bulk(story)}</head><body '
        f'class="html not-front not-logged-in page-node page-node-{story.number} node-type-article">'
        f'{chrome.above(story)}<div id="page-wrapper"><div id="header">{chrome.today(story)}</div><div id="main-menu">'
        f'{chrome.menu(story, "links inline")}</div><div id="content" class="column"><h1 class="title" '
        f'id="page-title">{escape(story.title)}</h1><div class="region region-content"><div id="node-{story.number}" '
        f'class="node node-article clearfix">'
        f"{format_date_line(story, native)}"
        f'<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary"><div '
        f'class="field-items"><div class="field-item even" property="content:encoded">{format_paragraphs(story)}</div>'
        f'</div></div>{box}</div><ul class="links inline"><li><a '
        f'href="/print/{story.number}">{story.label("print")}</a>'
        f'</li></ul></div></div>{chrome.below(story)}</div><div id="sidebar-second" class="column sidebar"><div '
        f'class="block">{chrome.side(story)}</div></div><div '
        f'id="footer">{chrome.footer(story)}</div></div></body></html>'
    )


def drupal9(story: Story) -> str:
    """Drupal 9 with Olivero's layout."""
    code = story.texts.language
    shown = format_plain(story.day, code)
    native = (
        f'<div class="node__meta"><span><time datetime="{story.day}T07:40:00Z" class="datetime">{shown}</time></span>'
        "</div>"
    )
    tags = "".join(
        f'<li><a href="/taxonomy/term/{n}" hreflang="{code}">{tag}</a></li>' for n, tag in enumerate(story.tags)
    )
    box = (
        f'<div class="field field--name-field-tags field--type-entity-reference"><h3 class="visually-hidden">'
        f'{story.label("tags")}</h3><ul class="links field__items">{tags}</ul></div>'
        if tags
        else ""
    )
    writer = (
        f'<span class="author">{story.label("author")}: <span property="schema:name">{story.person[0]}</span></span>'
        if story.has("byline")
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="{code}" dir="ltr"><head><meta charset="utf-8" />{format_title_tag(story)}'
        f'{format_keywords(story)}<meta name="Generator" content="Drupal 9 (https://www.drupal.org)" />'
        f'{format_structured(story)}{chrome.bulk(story)}</head><body class="path-node page-node-type-article">'
        f'{chrome.above(story)}<div class="dialog-off-canvas-main-canvas"><header class="site-header">'
        f'{chrome.today(story)}<nav class="primary-nav">{chrome.menu(story, "primary-nav__menu")}</nav></header><main '
        f'role="main"><div class="region region--content"><div class="block block-core block-page-title-block"><h1 '
        f'class="title page-title">{escape(story.title)}</h1></div><article class="node node--type-article '
        f'node--view-mode-full"><header>{format_date_line(story, native)}{writer}</header><div class="node__content">'
        f'<div class="text-content clearfix field field--name-body field--type-text-with-summary">'
        f"{format_paragraphs(story)}</div>{box}</div></article></div>{chrome.below(story)}</main><aside "
        f'class="region--sidebar">{chrome.side(story)}</aside><footer '
        f'class="site-footer">{chrome.footer(story)}</footer>'
        "</div></body></html>"
    )


def tvp(story: Story) -> str:
    """Latvia's platform: a display heading, the labelled day, categories under it, the author's block below."""
    tags = "".join(f'<a class="tag" href="/lv/jaunumi?category={n}">{tag}</a>' for n, tag in enumerate(story.tags))
    day = format_date_line(story, f'<span class="date">Publicēts: {story.day:%d.%m.%Y}.</span>')
    return (
        '<!DOCTYPE html><html lang="lv" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" />'
        f'{format_title_tag(story)}{format_keywords(story)}<meta name="Generator" content="Drupal 10 '
        f'(https://www.drupal.org)" />{format_structured(story)}{chrome.bulk(story)}</head><body '
        f'class="path-node page-node-type-article">{chrome.above(story)}<header role="banner">{chrome.today(story)}'
        f'<nav role="navigation">{chrome.menu(story, "nav navbar-nav")}</nav></header><nav aria-label="breadcrumb"><ol '
        'class="breadcrumb"><li><a href="/lv">Sākums</a></li><li><a '
        'href="/lv/jaunumi">Jaunumi</a></li></ol></nav><main '
        f'role="main" class="main-content"><article class="node node--type-article node--view-mode-full"><h1 '
        f'class="display-4">{escape(story.title)}</h1><div class="article-info">{day}<div '
        f'class="tags">{tags}</div></div>'
        f'<div class="paragraph paragraph--type--text"><div class="cke_editable text__text-content">'
        f'{format_paragraphs(story)}</div></div><div class="share-buttons"><a href="#">Facebook</a> <a href="#">Drukāt'
        f"</a></div></article>{chrome.below(story)}</main><aside>{chrome.side(story)}</aside><footer>"
        f'{chrome.footer(story)}</footer><script type="application/json" data-drupal-selector="drupal-settings-json">'
        "{}</script></body></html>"
    )
