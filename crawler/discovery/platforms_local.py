"""Systems of one vendor or one site (field notes 2.5). Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platform_rules import Platform
from crawler.discovery.static_pages import FILES, STATIC_PAGES

_SITE = r"^https?://[^/?#]+/"
_END = r"/?(?:[?#]|$)"

_PAKRUOJIS = Platform(
    # pakruojovvg.lt, an old custom PHP site: index.php?qw=new&newid=643. Its listing has not been seen.
    name="pakruojis",
    article=(
        r"^https?://[^/?#]+/(?:[^?#]*/)?(?:index\.php)?\?"
        r"(?=(?:[^#]*&)?qw=new(?:&|#|$))(?=(?:[^#]*&)?newid=\d+(?:&|#|$))",
    ),
    skip=(r"[?&]print(?:=|&|$)",),
)

_ANYKSCIAI = Platform(
    # anyksciuvvg.lt: ?page=7&amount=10&current=1&id=248, where page is the section and current the listing's page.
    name="anyksciai",
    article=(rf"{_SITE}(?:index\.php)?\?(?=(?:[^#]*&)?page=\d+(?:&|#|$))(?:[^#]*&)?id=\d+(?:&|#|$)",),
    skip=(r"[?&]print(?:=|&|$)",),
    page_parameter="current",
)

_LEADERLIETUVA = Platform(
    # leaderlietuva.lt, tauragesvvg.lt: /news/<id>/<category>/<text>.html or …/d,detali_naujiena; the text may lie.
    name="leaderlietuva",
    article=(rf"{_SITE}(?:[a-z]{{2}}/)?news/\d+/\d+/[^?#]+",),
    skip=(r"[?&]print(?:=|&|$)", FILES),
)

_TALSI = Platform(
    # talsupartneriba.lv, kraslavaspartneriba.lv, ludzaspartneriba.lv. gads, monthID, yearID belong to a calendar.
    name="talsi",
    article=(rf"{_SITE}aktualitates/[^/?#]+{_END}", r"[?&]lbu=\d+(?:&|#|$)"),
    skip=(r"[?&]print(?:=|&|$)", FILES),
)

_MULGIMAA = Platform(
    # mulgimaa.ee, arenguagentuur.ee: …/uudis/2023/05/25/<slug>; the listing is by years.
    name="mulgimaa",
    article=(rf"{_SITE}(?:[^?#]*/)?uudis/(?:19|20)\d\d/\d\d/\d\d/[^/?#]+{_END}",),
    skip=(r"[?&]print(?:=|&|$)", FILES),
)

_MAAINFO = Platform(
    # maainfo.ee: action=article&article_id=10977 is news, id=1293&page=3394 an event, page alone a section.
    name="maainfo",
    article=(
        rf"{_SITE}(?:index\.php)?\?(?:[^#]*&)?article_id=\d+(?:&|#|$)",
        rf"{_SITE}(?:index\.php)?\?(?=(?:[^#]*&)?page=\d+(?:&|#|$))(?:[^#]*&)?id=\d+(?:&|#|$)",
    ),
    skip=(r"[?&]print(?:=|&|$)",),
)

_CMSMADESIMPLE = Platform(
    # CMS Made Simple's News module (hiiukala.org): mact=News,cntnt01,detail,0&cntnt01articleid=49.
    name="cmsmadesimple",
    article=(
        rf"{_SITE}(?:[^?#]*/)?(?:index\.php)?\?(?=(?:[^#]*&)?mact=News(?:,|%2C)[^&#]*detail)"
        r"(?:[^#]*&)?[a-z0-9]+articleid=\d+(?:&|#|$)",
        rf"{_SITE}(?:index\.php/)?news/\d+/\d+/[^/?#]+{_END}",
    ),
    skip=(r"[?&](?:print|showtemplate)(?:=|&|$)",),
)

_LATLIT = Platform(
    # latlit.eu: projects at /theprojects/<slug>/, news at the top level as in the kept copy of 2014 to 2020.
    name="latlit",
    article=(rf"{_SITE}(?:theprojects|news)/[^/?#]+{_END}", rf"{_SITE}(?:[^/?#-]*-){{3,}}[^/?#]*{_END}"),
    skip=(
        r"\?text(?:=|&|#|$)",
        rf"{_SITE}(?:[^?#]*/)?(?:category|tag|author|page|feed|wp-[^/?#]+)(?:[/?#]|$)",
        FILES,
        STATIC_PAGES,
    ),
)

LOCAL = (_ANYKSCIAI, _CMSMADESIMPLE, _LATLIT, _LEADERLIETUVA, _MAAINFO, _MULGIMAA, _PAKRUOJIS, _TALSI)
