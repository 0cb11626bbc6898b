"""WordPress: classic theme, block theme, Elementor and Divi."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from tests.gold import chrome
from tests.gold.body import (
    format_address,
    format_date_line,
    format_keywords,
    format_paragraphs,
    format_structured,
    format_title_tag,
)
from tests.gold.days import format_plain
from tests.gold.stories import Story


def _document(story: Story, css: str, inner: str) -> str:
    code = story.texts.language
    return (
        f'<!DOCTYPE html><html lang="{code}"><head><meta charset="UTF-8" />{format_title_tag(story)}'
        f'<meta name="generator" content="WordPress 6.4.3" />{format_keywords(story)}{format_structured(story)}'
        f'<link rel="https://api.w.org/" href="{format_address("/wp-json/")}" />'
        f'<link rel="stylesheet" href="/wp-content/themes/x/style.css?ver=6.4.3" />{chrome.bulk(story)}</head>'
        f'<body class="post-template-default single single-post postid-{story.number + 900} {css}">{inner}'
        '<script src="/wp-includes/js/comment-reply.min.js"></script></body></html>'
    )


def _terms(story: Story) -> str:
    return ", ".join(f'<a href="/tag/{n}/" rel="tag">{tag}</a>' for n, tag in enumerate(story.tags))


def _byline(story: Story) -> str:
    if story.has("byline"):
        name, login = story.person[0], "rv"
    elif story.has("account"):
        name, login = "admin", "admin"
    else:
        return ""
    return (
        f'<span class="byline">{story.label("author")}: <span class="author vcard"><a class="url fn n" '
        f'href="/author/{login}/">{name}</a></span></span>'
    )


def _moment(story: Story) -> str:
    shown = format_plain(story.day, story.texts.language)
    return format_date_line(
        story,
        f'<span class="posted-on"><a href="?p={story.number}" rel="bookmark"><time class="entry-date published" '
        f'datetime="{story.day}T09:15:00+02:00">{shown}</time></a></span>',
    )


def classic(story: Story) -> str:
    """A classic theme: header, primary, sidebar of widgets."""
    own = replace(story, tags=tuple(tag for tag in story.tags if tag != story.label("category")))
    tags = f'<span class="tags-links">{story.label("tags")} {_terms(own)}</span>' if own.tags else ""
    if story.has("category"):
        link = f'<a href="/category/naujienos/" rel="category tag">{story.label("category")}</a>'
        tags = f'<span class="cat-links">posted in: {link} | <a href="#respond">0</a></span>{tags}'
    return _document(
        story,
        "wp-custom-logo has-sidebar",
        f'{chrome.above(story)}<div id="page" class="site"><header id="masthead" class="site-header">'
        f'<p class="site-title"><a href="/">{story.label("site")}</a></p>{chrome.today(story)}'
        f'<nav id="site-navigation">{chrome.menu(story)}</nav></header><div id="content" class="site-content">'
        f'<main id="main" class="site-main"><article id="post-{story.number}" class="post type-post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta">'
        f'{_moment(story)}{_byline(story)}</div></header><div class="entry-content">{format_paragraphs(story)}</div>'
        f'<footer class="entry-footer">{tags}</footer></article>{chrome.below(story)}</main>'
        f'<aside id="secondary" class="widget-area">{chrome.side(story)}</aside></div>'
        f'<footer id="colophon">{chrome.footer(story)}</footer></div>',
    )


def block(story: Story) -> str:
    """A block theme: groups, columns and template parts, no article element."""
    tags = f'<div class="taxonomy-post_tag wp-block-post-terms">{_terms(story)}</div>' if story.tags else ""
    content = format_paragraphs(story).replace("<ul>", '<ul class="wp-block-list">')
    day = _moment(story).replace('class="posted-on"', 'class="wp-block-post-date"')
    return _document(
        story,
        "wp-embed-responsive",
        f'{chrome.above(story)}<div class="wp-site-blocks"><header class="wp-block-template-part">'
        f'<p class="wp-block-site-title"><a href="/">{story.label("site")}</a></p>{chrome.today(story)}'
        f'<nav class="wp-block-navigation">{chrome.menu(story, "wp-block-navigation__container")}</nav></header>'
        f'<main class="wp-block-group is-layout-flow"><div class="wp-block-group"><h1 class="wp-block-post-title">'
        f'{escape(story.title)}</h1>{day}{_byline(story)}</div><div class="entry-content wp-block-post-content '
        f'is-layout-constrained">{content}</div>{tags}{chrome.below(story)}</main><div class="wp-block-column">'
        f'{chrome.side(story)}</div><footer class="wp-block-template-part">{chrome.footer(story)}</footer></div>',
    )


def elementor(story: Story) -> str:
    """Elementor: sections, columns and widgets by number; the title is a heading widget."""
    tags = (
        f'<div class="elementor-widget-post-info"><span class="elementor-post-info__terms-list">{_terms(story)}</span>'
        "</div>"
        if story.tags
        else ""
    )

    def widget(kind: str, inner: str) -> str:
        return (
            f'<div class="elementor-element elementor-element-{story.number:x}{len(kind):02x} elementor-widget '
            f'elementor-widget-{kind}" data-element_type="widget"><div class="elementor-widget-container">{inner}'
            "</div></div>"
        )

    heading = f'<h1 class="elementor-heading-title">{escape(story.title)}</h1>'
    return _document(
        story,
        "elementor-default elementor-kit-7 elementor-page",
        f'{chrome.above(story)}<div data-elementor-type="header" class="elementor elementor-12">'
        f"{widget('nav-menu', chrome.today(story) + chrome.menu(story))}</div>"
        f'<div data-elementor-type="single-post" class="elementor elementor-55 post type-post">'
        f'<section class="elementor-section elementor-top-section"><div class="elementor-container"><div '
        f'class="elementor-column elementor-col-66">'
        f"{widget('theme-post-title', heading)}"
        f"{widget('post-info', _moment(story) + _byline(story))}"
        f"{widget('theme-post-content', format_paragraphs(story))}{tags}{widget('posts', chrome.below(story))}</div>"
        f'<div class="elementor-column elementor-col-33">{widget("sidebar", chrome.side(story))}</div></div></section>'
        f'</div><div data-elementor-type="footer" class="elementor elementor-80">{chrome.footer(story)}</div>',
    )


def divi(story: Story) -> str:
    """Divi: rows of et_pb modules; the day and the tags stand in one meta line."""
    shown = format_plain(story.day, story.texts.language)
    day = format_date_line(story, f'<span class="published">{shown}</span>')
    return _document(
        story,
        "et_divi_theme et-db et_right_sidebar",
        f'{chrome.above(story)}<div id="page-container"><header id="main-header">{chrome.today(story)}'
        f'<nav id="top-menu-nav">{chrome.menu(story, "nav")}</nav></header><div id="et-main-area"><div '
        f'id="main-content"><div class="container"><div id="content-area"><div id="left-area"><article '
        f'id="post-{story.number}" class="et_pb_post post"><div class="et_post_meta_wrapper"><h1 class="entry-title">'
        f'{escape(story.title)}</h1><div class="post-meta">{_byline(story)} {day} {_terms(story)}</div></div><div '
        f'class="entry-content"><div class="et_pb_section et_section_regular"><div class="et_pb_row"><div '
        f'class="et_pb_module et_pb_text"><div class="et_pb_text_inner">{format_paragraphs(story)}</div></div></div>'
        f'</div></div></article>{chrome.below(story)}</div><div id="sidebar">{chrome.side(story)}</div></div></div>'
        f'</div><footer id="main-footer">{chrome.footer(story)}</footer></div></div>',
    )
