"""An article's pieces as HTML, and the lines about it that systems print around them."""

from __future__ import annotations

import json
from html import escape

from tests.gold.days import FORMS, format_plain
from tests.gold.stories import Piece, Story

_SITE = "https://www.girioniu-krastas.example"


def format_paragraphs(story: Story) -> str:
    """Clean paragraphs, lists, tables and headings."""
    found = [_picture(story, "foto")] if story.traits & {"alt", "image-only"} else []
    pieces = list(story.pieces)
    while pieces:
        kind = pieces[0].kind
        run = [piece for piece in pieces if piece.kind == kind] if kind in {"li", "row"} else pieces[:1]
        found.append(_format_run(story, run))
        pieces = pieces[len(run) :]
    found += [f'<p><a href="/files/priedas_1.pdf">{text}</a></p>' for text in story.files]
    whole = "\n".join(found)
    return whole.replace("<p>", "<div>").replace("</p>", "</div>") if story.has("divs") else whole


def format_breaks(story: Story) -> str:
    """The same as prose broken by `<br>` only, as pasted into an old editor."""
    lines = []
    for piece in story.pieces:
        if piece.kind == "caption":
            lines.append(_picture(story, piece.text))
        else:
            lines.append(f"- {_text(story, piece)}" if piece.kind == "li" else _text(story, piece))
    picture = f"{_picture(story, 'zap_maijs')}<br />" if story.traits & {"alt", "image-only"} else ""
    return picture + "<br />\n<br />\n".join(lines)


def format_word_paste(story: Story) -> str:
    """The same as a word processor leaves it: spans, classes, empty paragraphs."""
    return (
        format_paragraphs(story)
        .replace("<p>", '<p class="MsoNormal" style="text-align: justify;"><span style="font-size: 12pt;">')
        .replace("</p>", "</span></p>\n<p>&nbsp;</p>")
    )


def format_date_line(story: Story, native: str) -> str:
    """The visible day: the system's own form unless another one was asked for; empty when none is shown."""
    form, language = story.date_form, story.texts.language
    if form in {"none", "url", "jsonld", "meta", "below"}:
        shown = ""
    elif story.has("date-author"):
        day = format_plain(story.day, language)
        shown = f'<p class="info">{day} | {story.person[0]} | {story.label("views")} {300 + story.number}</p>'
    elif form in FORMS:
        text = FORMS[form](story.day, language)
        shown = f'<div class="data">{story.label("published")} {text}</div>' if story.has("label") else _own_line(text)
    else:
        shown = native
    return shown + (format_updated(story) if story.has("updated") else "")


def format_updated(story: Story) -> str:
    """The line that says when a page was last changed."""
    return f'<p class="modified">{story.label("updated")} {format_plain(story.changed, story.texts.language)}</p>'


def format_structured(story: Story) -> str:
    """What a page says to machines of its day, where the story asks for that."""
    moment = f"{story.day}T10:15:00+02:00"
    if story.date_form == "meta":
        return f'<meta property="article:published_time" content="{moment}" />'
    if story.date_form not in {"jsonld", "late"}:
        return ""
    if story.date_form == "late":
        # Half past midnight at the source's own clock is still the day before in UTC.
        before = story.day.toordinal() - 1
        moment = f"{story.day.fromordinal(before)}T22:30:00Z"
    table = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": moment,
        "dateModified": f"{story.changed}T08:00:00Z",
    }
    return f'<script type="application/ld+json">{json.dumps(table, ensure_ascii=False)}</script>'


def format_title_tag(story: Story) -> str:
    """`<title>` and og:title: the article's with the site's behind it, or the site's alone."""
    site = escape(story.label("site"))
    if story.has("site-title"):
        return f'<title>{site}</title><meta property="og:title" content="{site}" />'
    title, way = escape(story.title), story.number % 4
    both = (f"{title} - {site}", f"{title} | {site}", f"{site}: {title}", f"{title} – {site}")[way]
    shared = ("", title, title, both)[way]
    return f"<title>{both}</title>" + (f'<meta property="og:title" content="{shared}" />' if shared else "")


def format_keywords(story: Story) -> str:
    """The keywords meta, the same on every page of the site."""
    if not story.has("keywords"):
        return ""
    return f'<meta name="keywords" content="{", ".join(story.texts.lists["cloudwords"])}" />'


def _own_line(text: str) -> str:
    return f"<p><small>{text}</small></p>"


def _format_run(story: Story, run: list[Piece]) -> str:
    piece = run[0]
    if piece.kind == "li":
        return "<ul>" + "".join(f"<li>{_text(story, one)}</li>" for one in run) + "</ul>"
    if piece.kind == "row":
        cells = ("".join(f"<td>{cell}</td>" for cell in _text(story, one).split(" | ")) for one in run)
        return "<table border='1'>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    if piece.kind == "caption":
        return f"<figure>{_picture(story, 'IMG_2034')}<figcaption>{_text(story, piece)}</figcaption></figure>"
    text = _text(story, piece)
    forms = {
        "h2": f"<h3>{text}</h3>",
        "quote": f"<blockquote><p>{text}</p></blockquote>",
        "label": f"<p><em>{text}</em></p>",
        "noise": f"<p><strong>{text}</strong></p>",
    }
    if story.lead == piece.text:
        return f"<p><strong>{text}</strong></p>"
    return forms.get(piece.kind, f"<p>{text}</p>")


def _text(story: Story, piece: Piece) -> str:
    words = escape(piece.text, quote=False).split(" ")
    if story.has("soft-lines"):
        return "".join(word + ("\n" if place % 9 == 8 else " ") for place, word in enumerate(words)).strip()
    if story.has("hard-lines") and piece.kind == "p":
        return "".join(word + ("<br>\n" if place % 11 == 10 else " ") for place, word in enumerate(words)).strip()
    return " ".join(words)


def _picture(story: Story, alt: str) -> str:
    return f'<img src="/wp-content/uploads/{story.day.year - 1}/07/IMG_{story.number}.jpg" width="800" alt="{alt}" />'


def format_address(path: str) -> str:
    """Absolute address of a path."""
    return _SITE + path
