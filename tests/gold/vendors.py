"""Systems of single vendors: Lithuanian, Latvian and Estonian ones."""

from __future__ import annotations

from html import escape

from tests.gold import chrome
from tests.gold.body import (
    format_breaks,
    format_date_line,
    format_keywords,
    format_paragraphs,
    format_structured,
    format_title_tag,
    format_word_paste,
)
from tests.gold.days import format_abbreviated
from tests.gold.stories import Story


def _boxes(story: Story, main: str, *, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{story.texts.language}"><head><meta charset="utf-8">{format_title_tag(story)}'
        f"{format_keywords(story)}{format_structured(story)}{head}{chrome.bulk(story)}</head><body>{chrome.above(story)}"
        f'<div id="wrap"><div id="header"><a href="/"><img src="/img/logo.png" alt="{escape(story.label("site"))}"></a>'
        f'{chrome.today(story)}</div><div id="menu">{chrome.menu(story, "topmenu")}</div>{_columns(story, main)}'
        f'<div id="footer">{chrome.footer(story)}</div></div></body></html>'
    )


def _columns(story: Story, main: str) -> str:
    """The article's column and the side boxes, which every other site writes first."""
    content = f'<div id="content">{main}{chrome.below(story)}</div>'
    side = f'<div id="right">{chrome.side(story)}</div>'
    return side + content if story.number % 2 else content + side


def _tag_line(story: Story) -> str:
    links = ", ".join(f'<a href="/zyma/{n}">{tag}</a>' for n, tag in enumerate(story.tags))
    return f'<div class="tags">{story.label("tags")} {links}</div>' if links else ""


def pakruojis(story: Story) -> str:
    """A table page of an early PHP system: the day on a line of its own, print and back below."""
    day = format_date_line(story, f'<p class="date">{story.day}</p>')
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" '
        f'content="text/html; charset=utf-8">{format_title_tag(story)}{format_keywords(story)}</head><body '
        f'bgcolor="#ffffff">{chrome.above(story)}<table width="960" align="center"><tr><td colspan="3"><img '
        f'src="/img/head.jpg" alt="animacija">{chrome.today(story)}</td></tr><tr><td width="180" valign="top">'
        f'{chrome.menu(story, "m")}</td><td valign="top"><h1>{escape(story.title)}</h1>{day}<div class="text">'
        f'{format_word_paste(story)}</div><a href="index.php?qw=new&amp;newid={story.number}&amp;print=1">'
        f'{story.label("print")}</a> <a href="javascript:history.back()">&lt; {story.label("back")}</a>'
        f'{chrome.below(story)}</td><td width="160" valign="top">{chrome.side(story)}</td></tr><tr><td colspan="3">'
        f"{chrome.footer(story)}</td></tr></table></body></html>"
    )


def anyksciai(story: Story) -> str:
    """The day glued before the title in one bold line, prose below."""
    day = format_date_line(story, "")
    glued = f"{story.day} " if story.date_form == "native" else ""
    return _boxes(story, f'<div class="one"><b>{glued}{escape(story.title)}</b>{day}<br>{format_breaks(story)}</div>')


def leaderlietuva(story: Story) -> str:
    """News of the Tauragė vendor."""
    day = format_date_line(story, f'<div class="news_date">{story.day}</div>')
    return _boxes(
        story,
        f'<div class="news_detail"><h1 class="title">{escape(story.title)}</h1>{day}<div class="news_text">'
        f'{format_paragraphs(story)}</div>{_tag_line(story)}<a href="?print=1">{story.label("print")}</a></div>',
    )


def talsi(story: Story) -> str:
    """The vendor of Talsi, Ludza and Krāslava: the day under the title."""
    day = format_date_line(story, f'<div class="datums">{story.day:%d.%m.%Y}</div>')
    return _boxes(
        story,
        f'<div class="raksts"><h1>{escape(story.title)}</h1>{day}<div class="saturs">{format_paragraphs(story)}</div>'
        f'{_tag_line(story)}<a class="back" href="/aktualitates?gads={story.day.year}">« '
        f"{story.label('back')}</a></div>",
    )


def mulgimaa(story: Story) -> str:
    """The vendor of Mulgimaa: the time before the day, both under the title."""
    day = format_date_line(story, f'<div class="date">09:27 {story.day:%d.%m.%Y}</div>')
    return _boxes(
        story,
        f"<h1>{escape(story.title)}</h1>{day}{format_paragraphs(story)}{_tag_line(story)}"
        f'<a href="/uudised">« {story.label("back")}</a>',
    )


def maainfo(story: Story) -> str:
    """Maainfo: the day of entry with its label."""
    day = format_date_line(story, f'<div class="lisatud">Sisestatud: {story.day:%d.%m.%Y}</div>')
    return _boxes(
        story,
        f'<table class="layout"><tr><td><h1>{escape(story.title)}</h1>{day}{format_paragraphs(story)}<a '
        f'href="?print=1">{story.label("print")}</a></td></tr></table>',
    )


def cmsms(story: Story) -> str:
    """CMS Made Simple: NewsPost classes, abbreviated months."""
    shown = format_abbreviated(story.day, story.texts.language)
    day = format_date_line(story, f'<div id="NewsPostDetailDate">{shown}</div>')
    head = '<meta name="Generator" content="CMS Made Simple - Copyright (C) 2004-2021. All rights reserved." />'
    return _boxes(
        story,
        f'{day}<h3 id="NewsPostDetailTitle">{escape(story.title)}</h3><hr id="NewsPostDetailHorizRule" /><div '
        f'id="NewsPostDetailContent">{format_paragraphs(story)}</div><div id="NewsPostDetailReturnLink"><a '
        f'href="/index.php?page=uudised">{story.label("back")}</a></div>',
        head=head,
    )


def kovtp(story: Story) -> str:
    """Estonian municipalities' Liferay: an asset with its two-digit day."""
    day = format_date_line(story, f'<span class="metadata-publish-date">{story.day:%d.%m.%y}</span>')
    tags = "".join(f'<a class="tag" href="/uudised/-/tag/{n}">{tag}</a>' for n, tag in enumerate(story.tags))
    box = f'<div class="taglib-asset-tags-summary">{tags}</div>' if tags else ""
    return (
        f'<!DOCTYPE html><html class="ltr" dir="ltr" lang="et-EE"><head>{format_title_tag(story)}<meta '
        f'content="text/html; charset=UTF-8" http-equiv="content-type" />{format_keywords(story)}'
        '<script>var Liferay={Browser:{}}</script><link href="/kovtp-theme/css/main.css" rel="stylesheet" />'
        f'{chrome.bulk(story)}</head><body class="yui3-skin-sam controls-visible signed-out public-page site">'
        f'{chrome.above(story)}<div id="wrapper"><header id="banner">{chrome.today(story)}<nav id="navigation">'
        f'{chrome.menu(story, "nav")}</nav></header><div class="portlet-layout" id="main-content"><div '
        f'class="asset-full-content"><h1 class="header-title"><span>{escape(story.title)}</span></h1><div '
        f'class="asset-metadata">{day}</div><div class="journal-content-article">{format_paragraphs(story)}</div>{box}'
        f'<a class="print" href="?viewMode=print">{story.label("print")}</a></div>{chrome.below(story)}</div><div '
        f'class="portlet-column-last">{chrome.side(story)}</div><footer>{chrome.footer(story)}</footer></div></body>'
        "</html>"
    )
