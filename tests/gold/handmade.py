"""Pages made by hand: layout tables with font tags, prose that only line breaks divide, classes that mean nothing."""

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
)
from tests.gold.days import format_plain
from tests.gold.stories import Story

_CHARSET = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'


def font_tables(story: Story) -> str:
    """Three columns of one table, everything in font tags, the site's name as title."""
    shown = format_plain(story.day, story.texts.language)
    day = format_date_line(story, f'<font size="1" color="#666666">{shown}</font><br>')
    return (
        f'<html><head>{_CHARSET}<title>{escape(story.label("site"))}</title></head><body bgcolor="#f0f0e0">'
        f'{chrome.above(story)}<table width="900" align="center" border="0" cellpadding="4"><tr><td colspan="3"><img '
        f'src="fix_bar.gif" alt="fix bar"><font face="Verdana">{chrome.today(story)}</font></td></tr><tr><td '
        f'width="160" valign="top"><font size="2">{chrome.menu(story, "m")}</font></td><td valign="top"><font size="4">'
        f'<b>{escape(story.title)}</b></font><br>{day}<font face="Verdana" size="2">{format_paragraphs(story)}</font>'
        f'{chrome.below(story)}</td><td width="150" valign="top">{chrome.side(story)}</td></tr><tr><td colspan="3" '
        f'align="center"><font size="1">{chrome.footer(story)}</font></td></tr></table></body></html>'
    )


def break_prose(story: Story) -> str:
    """One div, one heading, then prose divided by `<br>`."""
    shown = format_plain(story.day, story.texts.language)
    day = format_date_line(story, f"<i>{shown}</i><br /><br />")
    return (
        f"<!DOCTYPE html><html><head>{_CHARSET}<title>{escape(story.title)} - {escape(story.label('site'))}"
        f"</title></head><body>{chrome.above(story)}<div "
        f'class="top">{chrome.today(story)}{chrome.menu(story)}</div><div '
        f'class="middle"><h2>{escape(story.title)}</h2>{day}{format_breaks(story)}<br /><br /><a href="javascript:'
        f'history.back()">&lt; {story.label("back")}</a></div>{chrome.below(story)}<div class="column">'
        f'{chrome.side(story)}</div><div class="bottom">{chrome.footer(story)}</div></body></html>'
    )


def utility_classes(story: Story) -> str:
    """A custom theme whose classes only say how things look; the title stands in a banner far above the text."""
    shown = format_plain(story.day, story.texts.language)
    day = format_date_line(story, f'<span class="text-sm text-gray-500">{shown}</span>')
    tags = "".join(f'<a class="px-2 rounded" href="/tag/{n}">{tag}</a>' for n, tag in enumerate(story.tags))
    return (
        f'<!DOCTYPE html><html lang="{story.texts.language}"><head>{_CHARSET}{format_title_tag(story)}'
        f'{format_keywords(story)}{format_structured(story)}{chrome.bulk(story)}</head><body class="antialiased">'
        f'{chrome.above(story)}<div class="flex items-center">{chrome.today(story)}{chrome.menu(story, "flex gap-4")}'
        f'</div><section class="css-1x8k2 bg-cover"><div class="max-w-7xl mx-auto"><h1 class="text-4xl font-bold">'
        f'{escape(story.title)}</h1>{day}</div></section><section class="css-9q0z1 grid grid-cols-12"><div '
        f'class="col-span-8"><div class="prose">{format_paragraphs(story)}</div><div class="mt-6 flex">{tags}</div>'
        f'{chrome.below(story)}</div><div class="col-span-4">{chrome.side(story)}</div></section>'
        f'<div class="bg-gray-900">{chrome.footer(story)}</div></body></html>'
    )
