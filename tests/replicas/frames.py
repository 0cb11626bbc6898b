"""Page frames of small vendors: columns made of boxes, and columns made of tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.replicas.chrome import links, logos, poll, search_form
from tests.replicas.labels import Labels

Entries = Sequence[tuple[str, str]]


def boxes(
    labels: Labels, title: str, main: str, *, menu: Entries, latest: Entries = (), head: str = "", more: str = ""
) -> str:
    """Header, menu, content, a column with the latest articles, footer."""
    side = f'<div class="box"><h3>{labels.latest}</h3>{links(latest, "latest")}</div>' if latest else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{labels.code}"><head><meta charset="utf-8"><title>{escape(title)} - '
        f"{labels.site}"
        f'</title>{head}<link rel="stylesheet" href="/css/style.css"></head><body><div id="wrap"><div '
        'id="header"><a href="/" '
        f'class="logo"><img src="/img/logo.png" alt="{labels.site}"></a>{search_form(labels, "/search", "q")}<div '
        f'class="lang"><a href="/en/">EN</a> <a href="/">{labels.code.upper()}</a></div></div><div id="menu">'
        f'{links(menu, "topmenu")}</div><div class="path"><a href="/">{labels.home}</a> &raquo; '
        f"{escape(title)}</div><div "
        f'id="content">{main}</div><div id="right">{side}<div class="box">{poll(labels)}</div>{more}<div '
        'class="box"><a '
        f'href="/login">{labels.login}</a></div></div><div id="footer">{logos(labels)}© 2008–2026 {labels.site} '
        "<span>102807</span></div></div></body></html>"
    )


def tables(
    labels: Labels, title: str, main: str, *, menu: Entries, latest: Entries = (), head: str = "", more: str = ""
) -> str:
    """The same from tables and font tags, as sites were made in 2005."""
    rows = "".join(f'<tr><td class="m"><a href="{escape(url)}">{escape(text)}</a></td></tr>' for url, text in menu)
    side = "".join(
        f'<tr><td><font size="1"><a href="{escape(url)}">{escape(text)}</a></font></td></tr>' for url, text in latest
    )
    return (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="Content-Type" '
        f'content="text/html; charset=utf-8"><title>{escape(title)}</title>{head}</head><body bgcolor="#ffffff"><table '
        'width="960" align="center" cellpadding="0"><tr><td colspan="3"><img src="/img/head.jpg" '
        f'alt="{labels.site}"></td>'
        f'</tr><tr><td width="180" valign="top"><table>{rows}</table><table><tr><td><b>{labels.latest}</b></td>'
        f"</tr>{side}"
        f'</table></td><td valign="top">{main}</td><td width="160" '
        f'valign="top">{poll(labels)}{more}{logos(labels)}</td></tr>'
        f'<tr><td colspan="3" align="center"><font size="1">© 2005 {labels.site}</font></td></tr></table></body></html>'
    )
