"""What stands around an article on every make of site, each part only where the story's traits ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from tests.gold.days import format_long, format_plain
from tests.gold.stories import CAPTURED_AT, Story

_RULES = 260
"""CSS rules of a bulky page: about 25 kB."""


def above(story: Story) -> str:
    """What stands before the header: consent, an old-browser notice."""
    label = story.label
    found = _consent(story) if story.number % 2 else ""
    if story.has("old-browser"):
        found += f'<div class="browsehappy-box"><p>{label("oldbrowser")}</p></div>'
    return found


def _consent(story: Story) -> str:
    """Every other site writes it first, the others last."""
    if not story.has("cookies"):
        return ""
    words = f"<p>{story.label('cookies')}</p>" * 3
    return f'<div id="consent-box" class="cc-window"><div>{words}</div><button>OK</button></div>'


def today(story: Story) -> str:
    """The day of the visit, as headers show it."""
    if not story.has("today"):
        return ""
    return f'<div class="dd">{story.label("today")} {format_long(CAPTURED_AT.date(), story.texts.language)}</div>'


def menu(story: Story, css: str = "menu") -> str:
    """The site's menu."""
    entries = story.texts.lists["menu"]
    if story.has("bulk"):
        rows = "".join(_open_menu(story, name, number) for number, name in enumerate(entries))
        shown = f'<ul class="{css}">{rows}</ul>'
    else:
        shown = links(((f"/{number}", name) for number, name in enumerate(entries)), css)
    if story.has("site-h1"):
        shown = f"<h1>{escape(story.label('site'))}</h1>{shown}"
    if story.number % 3 == 0:
        shown += f'<div class="path"><a href="/">{entries[0]}</a> › <a href="/1">{entries[1]}</a> › {story.title}</div>'
    return shown


def _open_menu(story: Story, name: str, place: int) -> str:
    below = [*story.texts.lists["headlines"], *story.texts.lists["cloudwords"]]
    inner = links(((f"/{place}/{number}", text) for number, text in enumerate(below)), "sub-menu dropdown")
    return f'<li class="has-children"><a href="/{place}">{name}</a>{inner}</li>'


def links(entries: Iterable[tuple[str, str]], css: str) -> str:
    """A list of addresses and texts."""
    rows = "".join(f'<li><a href="{escape(url)}">{escape(text)}</a></li>' for url, text in entries)
    return f'<ul class="{css}">{rows}</ul>'


def side(story: Story) -> str:
    """Side boxes: newest articles with days, a tag cloud, a calendar, a poll."""
    label, lists = story.label, story.texts.lists
    found = f'<div class="box"><h3>{label("latest")}</h3>{_side_rows(story)}</div>'
    if story.has("cloud"):
        words = " ".join(f'<a href="/tag/{n}" rel="tag">{word}</a>' for n, word in enumerate(lists["cloudwords"]))
        found += f'<div class="box tagcloud"><h3>{label("cloud")}</h3>{words}</div>'
    if story.has("calendar"):
        cells = "".join(f"<td>{day}</td>" for day in range(1, 31))
        found += f'<table class="cal"><caption>2026 / 11</caption><tr>{cells}</tr></table>'
    return found + f'<div class="box"><h3>LEADER</h3><p>{label("about")}</p></div>'


def _side_rows(story: Story) -> str:
    language, headlines = story.texts.language, story.texts.lists["headlines"]
    if not story.has("side-dates"):
        return links(((f"/n/{number}", text) for number, text in enumerate(headlines)), "latest")
    days = [CAPTURED_AT.date() - timedelta(days=3 + 5 * place) for place in range(len(headlines))]
    return "".join(
        f'<div class="row"><span class="d">{format_plain(day, language)}</span> <a href="/n/{day.day}">{text}</a></div>'
        for day, text in zip(days, headlines, strict=True)
    )


def below(story: Story) -> str:
    """What follows an article in its own column: shares, related articles, teasers, comments."""
    found, label = "", story.label
    if story.has("neighbours"):
        found += _neighbours(story)
    if story.has("share"):
        found += (
            '<div class="ssba">Share on Google+<b>0</b>Tweet about this on Twitter<b>0</b>'
            "Share on Facebook<b>0</b></div>"
            f'<div class="share"><span>{label("share")}</span> <a href="#">Facebook</a> <a href="#">X</a> '
            f'<a href="#">LinkedIn</a></div><a class="p" href="?print=1">{label("print")}</a>'
        )
    if story.has("related"):
        rows = "".join(_teaser(story, place, "h4") for place in range(2))
        found += f'<div class="similar"><h3>{label("related")}</h3>{rows}</div>'
    if story.has("teasers"):
        found += f'<div class="more-news">{"".join(_teaser(story, place, "h2") for place in range(3))}</div>'
    if story.has("newsletter"):
        found += f'<form class="nl"><p>{label("newsletter")}</p><input name="mail"><button>OK</button></form>'
    return found + (_comments(story) if story.has("comments") else "")


def _teaser(story: Story, place: int, heading: str) -> str:
    day = format_plain(CAPTURED_AT.date() - timedelta(days=2 + place), story.texts.language)
    title, text = story.texts.lists["headlines"][place], story.texts.lists["teasers"][place]
    return (
        f'<div class="entry"><{heading}><a href="/n/{place}">{title}</a></{heading}><span>{day}</span>'
        f'<p>{text} <a href="/n/{place}">{story.label("more")}</a></p></div>'
    )


def _neighbours(story: Story) -> str:
    days = (story.day - timedelta(days=9), story.day + timedelta(days=11))
    rows = "".join(
        f'<div class="nav-{way}"><span>{format_long(day, story.texts.language)}</span> '
        f'<a href="/n/{way}">{title}</a></div>'
        for way, day, title in zip(("prev", "next"), days, story.texts.lists["headlines"], strict=False)
    )
    return f'<div class="post-nav">{rows}</div>'


def _comments(story: Story) -> str:
    rows = "".join(
        f'<li class="comment"><b>{name}</b> <time>{story.changed} 12:0{place}</time><p>{text}</p>'
        f'<a href="#r">{story.label("reply")}</a></li>'
        for place, (name, text) in enumerate(zip(("Ona K.", "vasaris7"), story.texts.lists["comment"], strict=True))
    )
    return f'<div id="comments"><h3>{story.label("comments")} (2)</h3><ol class="comment-list">{rows}</ol></div>'


def footer(story: Story) -> str:
    """Partners, address, the years of the copyright, a visitor counter."""
    return (
        f'<div class="logos"><h4>{story.label("partners")}</h4><img src="/img/logobend.png" alt="logobend"></div>'
        f"<p>© 2016 {story.label('site')}. Tel. +370 5555 0100, info@girioniu-krastas.example</p>"
        "<p><small>102807</small></p>"
    ) + ("" if story.number % 2 else _consent(story))


def bulk(story: Story) -> str:
    """Styles and a script, as large as themes ship them."""
    if not story.has("bulk"):
        return ""
    css = "".join(
        f".theme-block-{n} .inner > .cell-{n % 12}{{margin:0 {n}px;padding:{n % 9}px;color:#{n * 4919 % 0xFFFFFF:06x}}}"
        for n in range(_RULES)
    )
    script = "".join(f"w.q.push(['load',{n},'/assets/module-{n}.js']);" for n in range(_RULES // 2))
    return f"<style>{css}</style><script>var w=window;w.q=[];{script}</script>"
