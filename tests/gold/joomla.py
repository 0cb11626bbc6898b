"""Joomla 1.5, 3 and 4, and K2."""

from __future__ import annotations

from html import escape

from tests.gold import chrome
from tests.gold.body import (
    format_address,
    format_date_line,
    format_keywords,
    format_paragraphs,
    format_structured,
    format_title_tag,
    format_word_paste,
)
from tests.gold.days import FORMS, format_long, format_plain
from tests.gold.stories import Story


def _head(story: Story, generator: str) -> str:
    return (
        f'<base href="{format_address("/naujienos")}" /><meta http-equiv="content-type" content="text/html; '
        f'charset=utf-8" />{format_title_tag(story)}{format_keywords(story)}<meta name="generator" '
        f'content="{generator}" />{format_structured(story)}{chrome.bulk(story)}'
    )


def joomla15(story: Story) -> str:
    """Joomla 1.5: content headings in tables, icons in the heading row."""
    code, shown = story.texts.language, format_long(story.day, story.texts.language)
    writer = f'<span class="small">{story.label("author")} Super User</span>' if story.has("account") else ""
    day = format_date_line(story, f"<span>{shown}</span>")
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/'
        f'xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{code}" lang="{code}"><head>'
        f"{_head(story, 'Joomla! 1.5 - Open Source Content Management')}</head><body>{chrome.above(story)}"
        f'<div id="header">{chrome.today(story)}</div><div id="pillmenu">{chrome.menu(story, "mainlevel")}</div>'
        f'<table class="nopad" width="100%"><tr valign="top"><td width="190"><div class="moduletable">'
        f"{chrome.side(story)}</div></td><td>"
        f'<table class="contentpaneopen"><tr><td class="contentheading" width="100%">{escape(story.title)}</td>'
        '<td align="right" class="buttonheading"><a href="?tmpl=component&amp;print=1"><img src="/images/M_images/'
        'printButton.png" alt="Print" /></a></td></tr></table><table class="contentpaneopen"><tr><td valign="top">'
        f'{writer}</td></tr><tr><td valign="top" class="createdate">{day}</td></tr><tr><td valign="top">'
        f"{format_word_paste(story)}</td></tr></table>{chrome.below(story)}</td></tr></table>"
        f'<div id="footer">{chrome.footer(story)}</div></body></html>'
    )


def _article_info(story: Story, published: str) -> str:
    writer = ""
    if story.has("account"):
        writer = f'<dd class="createdby">{story.label("author")}: <span itemprop="name">Super User</span></dd>'
    elif story.has("byline"):
        writer = f'<dd class="createdby">{story.label("author")}: <span itemprop="name">{story.person[0]}</span></dd>'
    return f'<dl class="article-info muted"><dt class="article-info-term"></dt>{writer}{published}</dl>'


def _tag_list(story: Story) -> str:
    rows = "".join(
        f'<li class="tag-{n} list-inline-item"><a href="/component/tags/tag/{n}" class="label label-info btn btn-sm">'
        f"{tag}</a></li>"
        for n, tag in enumerate(story.tags)
    )
    return f'<ul class="tags inline list-inline">{rows}</ul>' if rows else ""


def joomla3(story: Story) -> str:
    """Joomla 3 in its Protostar template."""
    code, shown = story.texts.language, format_long(story.day, story.texts.language)
    native = (
        f'<dd class="published"><span class="icon-calendar"></span><time datetime="{story.day}T08:11:00+02:00" '
        f'itemprop="datePublished">{story.label("published")} {shown}</time></dd>'
    )
    return (
        f'<!DOCTYPE html><html lang="{code}-{code}" dir="ltr"><head>'
        f'{_head(story, "Joomla! - Open Source Content Management")}</head><body class="site com_content view-article '
        f'no-layout no-task itemid-114">{chrome.above(story)}<div class="body"><div class="container"><header '
        f'class="header">{chrome.today(story)}<span class="site-title">{story.label("site")}</span></header><nav '
        f'class="navigation">{chrome.menu(story, "nav menu nav-pills mod-list")}</nav><div class="row-fluid"><main '
        'id="content" role="main" class="span9"><div class="item-page" itemscope '
        'itemtype="https://schema.org/Article">'
        f'<meta itemprop="inLanguage" content="{code}" /><div class="page-header"><h2 itemprop="headline">'
        f"{escape(story.title)}</h2></div>{_article_info(story, format_date_line(story, native))}{_tag_list(story)}"
        f'<div itemprop="articleBody">{format_paragraphs(story)}</div><ul class="pager pagenav"><li class="previous">'
        f'<a href="/prev">‹ {story.texts.lists["headlines"][0]}</a></li></ul></div>{chrome.below(story)}</main><div '
        f'id="aside" class="span3"><div class="well">{chrome.side(story)}</div></div></div></div></div><footer '
        f'class="footer">{chrome.footer(story)}</footer></body></html>'
    )


def joomla4(story: Story) -> str:
    """Joomla 4 in its Cassiopeia template."""
    code, shown = story.texts.language, format_plain(story.day, story.texts.language)
    native = (
        '<dd class="published"><span class="icon-calendar icon-fw" aria-hidden="true"></span><time '
        f'datetime="{story.day}T08:11:00+02:00">{story.label("published")} {shown}</time></dd>'
    )
    return (
        f'<!DOCTYPE html><html lang="{code}-{code}" dir="ltr"><head>'
        f'{_head(story, "Joomla! - Open Source Content Management")}</head><body class="site '
        "com_content wrapper-static "
        f'view-article has-sidebar-right">{chrome.above(story)}<header class="header container-header">'
        f'{chrome.today(story)}<nav class="container-nav">{chrome.menu(story, "mod-menu nav")}</nav></header><div '
        'class="site-grid"><div class="grid-child container-component"><main><div '
        'class="com-content-article item-page">'
        f'<div class="page-header"><h1>{escape(story.title)}</h1></div>'
        f"{_article_info(story, format_date_line(story, native))}{_tag_list(story)}"
        f'<div class="com-content-article__body">{format_paragraphs(story)}</div></div>{chrome.below(story)}</main>'
        f'</div><div class="grid-child container-sidebar-right"><div class="sidebar-right card">{chrome.side(story)}'
        f'</div></div></div><footer class="container-footer footer">{chrome.footer(story)}</footer></body></html>'
    )


def k2(story: Story) -> str:
    """K2: itemView, its own date with the weekday, intro and full text, tags below."""
    code = story.texts.language
    shown = FORMS["weekday"](story.day, code)
    day = format_date_line(story, f'<span class="itemDateCreated">{shown}</span>')
    writer = ""
    if story.has("account"):
        writer = f'<span class="itemAuthor">{story.label("author")} <a rel="author" href="/u/1">Super User</a></span>'
    own = [tag for tag in story.tags if tag != story.label("category")]
    tags = "".join(f'<li><a href="/itemlist/tag/{n}">{tag}</a></li>' for n, tag in enumerate(own))
    category = f'<span>K2:</span> <a href="/c">{story.label("category")}</a>' if story.has("category") else ""
    block = (
        f'<div class="itemTagsBlock"><span>{story.label("tags")}</span><ul class="itemTags">{tags}</ul></div>'
        if tags
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="{code}"><head>{_head(story, "Joomla! - Open Source Content Management")}</head>'
        "<body "
        f'class="com_k2 view-item">{chrome.above(story)}<div id="top">{chrome.today(story)}{chrome.menu(story)}</div>'
        f'<div id="mainbody"><span id="startOfPageId{story.number}"></span><div id="k2Container" class="itemView">'
        f'<div class="itemHeader">{day}<h2 class="itemTitle">{escape(story.title)}</h2>{writer}</div><div '
        f'class="itemToolbar"><ul><li>-A A +A</li><li><a class="itemPrintLink" href="?print=1">{story.label("print")}'
        f'</a></li></ul></div><div class="itemBody"><div class="itemFullText">{format_paragraphs(story)}</div></div>'
        f'<div class="itemLinks"><div class="itemCategory">{category}'
        f'</div>{block}</div><div class="itemBackToTop"><a href="#top">↑</a></div></div>{chrome.below(story)}</div>'
        f'<div id="right">{chrome.side(story)}</div><div id="foot">{chrome.footer(story)}</div></body></html>'
    )
