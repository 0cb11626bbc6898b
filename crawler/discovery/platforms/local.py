"""Systems of one vendor or one site (field notes 2.5). Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import (
    END,
    MONTH,
    NO_PAGE,
    PLAIN_END,
    SITE,
    THREE_WORDS,
    YEAR,
    has_parameters,
    without_parameters,
)
from crawler.discovery.platforms.periods import GENERAL_PERIODS
from crawler.discovery.platforms.rules import Marks, Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS
from crawler.discovery.platforms.static_pages import EVENT_LISTS, FILES, LISTING_PAGES, LISTS, MENU_PAGES, STATIC_PAGES

_PRINT = r"[?&]print(?:=|&|$)"
_COMMON = (_PRINT, LISTS, EVENT_LISTS, FILES, STATIC_PAGES, MENU_PAGES)

_PAKRUOJIS = Platform(
    # pakruojovvg.lt, an old custom PHP site: index.php?qw=new&newid=643. Its listing has not been seen.
    name="pakruojis",
    article=(rf"{SITE}(?:[^?#]*/)?(?:index\.php)?{has_parameters('qw=new', 'newid=[0-9]+')}",),
    skip=(_PRINT,),
    same=GENERAL_SPELLINGS,
    identity=(r"[?&](?P<id>newid=\d+)",),
    marks=Marks(links=(r"\?(?:[^#]*&)?qw=new&(?:[^#]*&)?newid=\d+",), addresses=(r"\?qw=[a-z]+",)),
    listings=("/", "/index.php?qw=news"),
)

_ANYKSCIAI = Platform(
    # anyksciuvvg.lt: ?page=7&amount=10&current=1&id=248, where page is the section and current the listing's page.
    name="anyksciai",
    article=(rf"{SITE}(?:index\.php)?{has_parameters('page=[0-9]+', 'id=[0-9]+')}",),
    skip=(_PRINT,),
    # The page of the listing drifts as news are added.
    same=(*GENERAL_SPELLINGS, (r"(?<=[?&])(?:amount|current)=[^&#]*&(?=(?:[^#]*&)?id=\d)", "")),
    page_parameter="current",
    identity=(r"[?&](?P<id>id=\d+)",),
    marks=Marks(
        links=(r"/(?:index\.php)?\?page=\d+&(?:[^#]*&)?current=\d+&(?:[^#]*&)?id=\d+",),
        addresses=(r"/\?page=\d+&amount=\d+", r"[?&]current=\d+"),
    ),
    listings=("/?page=7", "/"),
)

_LEADERLIETUVA = Platform(
    # leaderlietuva.lt, tauragesvvg.lt: /news/<id>/<category>/<text>.html or …/d,detali_naujiena; the text may lie.
    name="leaderlietuva",
    article=(rf"{SITE}(?:[a-z]{{2}}/)?news/\d+/\d+/[^?#]+",),
    skip=(_PRINT, FILES),
    same=GENERAL_SPELLINGS,
    identity=(r"/(?P<id>news/\d+)/\d+/",),
    period=GENERAL_PERIODS,
    marks=Marks(links=(r"/d,detali_naujiena",), addresses=(r"/news/\d+/\d+/[^/?#]+",)),
    listings=("/lt/naujienos.html", "/lt/naujienos/", "/"),
)

_TALSI = Platform(
    # talsupartneriba.lv, kraslavaspartneriba.lv, ludzaspartneriba.lv. monthID and yearID belong to an endless calendar.
    name="talsi",
    article=(rf"{SITE}aktualitates/[^/?#]+{END}", r"[?&]lbu=\d+(?:&|#|$)"),
    # News filed under a period's own section: /publicitate-2014-2022/publicitat-seminari/<slug>
    maybe=(rf"{SITE}(?:[^/?#]+/){{1,3}}{NO_PAGE}[^/?#]+{PLAIN_END}",),
    skip=_COMMON,
    same=(
        *GENERAL_SPELLINGS,
        *without_parameters(r"monthid", r"yearid"),
        (rf"^(https?://[^/?#]+/(?:[^/?#]+/)+[^/?#]+)\?gads={YEAR}(?=#|$)", r"\1"),
    ),
    period=(rf"{SITE}(?:[^/?#]+|publicitate-[^/?#]+/[^/?#]+)/?\?gads=(?P<year>{YEAR})(?:#|$)",),
    identity=(r"[?&](?P<id>lbu=\d+)",),
    marks=Marks(
        links=(r"[?&]lbu=\d+",),
        addresses=(
            rf"/aktualitates(?:/[^/?#]+)?/?\?(?:[^#]*&)?gads={YEAR}",
            r"[?&]monthID=\d+&(?:[^#]*&)?yearID=\d+",
        ),
    ),
    listings=("/aktualitates", "/jaunumi", "/"),
)

_MULGIMAA = Platform(
    # mulgimaa.ee, arenguagentuur.ee: …/uudis/2023/05/25/<slug>; the listing is by years.
    name="mulgimaa",
    article=(rf"{SITE}(?:[^?#]*/)?uudis/{YEAR}/\d\d/\d\d/[^/?#]+{END}",),
    skip=(_PRINT, FILES),
    same=GENERAL_SPELLINGS,
    period=(rf"{SITE}(?:[^?#]*/)?(?:uudised|teated|sundmused)/(?P<year>{YEAR})(?:/(?P<month>{MONTH}))?{END}",),
    marks=Marks(links=(rf"/uudis/{YEAR}/\d\d/\d\d/[^/?#]+",)),
    listings=("/uudised/", "/teated/", "/meist/mak/teated/", "/"),
)

_MAAINFO = Platform(
    # maainfo.ee: action=article&article_id=10977 is news, id=1293&page=3394 an event, page alone a section.
    name="maainfo",
    article=(
        rf"{SITE}(?:index\.php)?\?(?:[^#]*&)?article_id=\d+(?:&|#|$)",
        rf"{SITE}(?:index\.php)?{has_parameters('page=[0-9]+', 'id=[0-9]+')}",
    ),
    skip=(_PRINT,),
    same=GENERAL_SPELLINGS,
    identity=(r"[?&](?P<id>article_id=\d+)",),
    marks=Marks(
        links=(r"\?(?:[^#]*&)?action=article&(?:[^#]*&)?article_id=\d+",),
        addresses=(r"/index\.php\?(?:[^#]*&)?article_id=\d+", r"/index\.php\?id=\d+&page=\d+"),
    ),
    listings=("/", "/index.php?page=1"),
)

_CMSMADESIMPLE = Platform(
    # CMS Made Simple's News module (hiiukala.org): mact=News,cntnt01,detail,0&cntnt01articleid=49.
    name="cmsmadesimple",
    article=(
        rf"{SITE}(?:[^?#]*/)?(?:index\.php)?\?(?=(?:[^#]*&)?mact=News(?:,|%2C)[^&#]*detail)"
        r"(?:[^#]*&)?[a-z0-9]+articleid=\d+(?:&|#|$)",
        rf"{SITE}(?:index\.php/)?news/\d+/\d+/[^/?#]+{END}",
    ),
    skip=(r"[?&](?:print|showtemplate)(?:=|&|$)",),
    same=(*GENERAL_SPELLINGS, *without_parameters(r"showtemplate")),
    identity=(r"[?&][a-z0-9]+(?P<id>articleid=\d+)",),
    marks=Marks(
        generator=r"cms made simple",
        assets=(r"/stylesheet\.php\?cssid=", r"/cache/stylesheet_combined_"),
        links=(r"[?&]mact=News(?:,|%2c)", r"[?&][a-z0-9]+articleid=\d+"),
    ),
    listings=("/index.php?page=uudised", "/index.php?page=news", "/"),
)

_ROKISKIS = Platform(
    # rokiskiovvg.lt: the home page is the listing, /?page=N and /en?page=N up to 135; no article's address was seen.
    name="rokiskis",
    article=(
        rf"{SITE}(?:(?:lt|en)/)?(?:naujiena|naujienos|news)/{NO_PAGE}[^/?#]+{END}",
        rf"{SITE}(?:(?:lt|en)/)?(?:[^/?#]+/)?{THREE_WORDS}{END}",
    ),
    maybe=(rf"{SITE}(?!(?:lt|en)/?(?:[?#]|$))(?:[^/?#]+/){{0,3}}{NO_PAGE}[^/?#]+{PLAIN_END}",),
    skip=(
        r"[?&]page=",
        rf"{SITE}(?:(?:lt|en)/)?(?:puslapis|page)/",
        rf"/(?:[^/?#]*-)?(?:strategija|politika|apsauga|komitetas|nuostatai|istatai|aprasas|activities){END}",
        *_COMMON,
    ),
    same=GENERAL_SPELLINGS,
    page_parameter="page",
    marks=Marks(traces=(r"[?&]accessibility-version=\d", r"^https?://[^/?#]+/(?:(?:lt|en)/?)?\?page=\d+$")),
    listings=("/", "/en"),
)

_LITHUANIAN_SLUGS = Platform(
    # trakuvvg.lt /lt/<slug>, jonavosvvg.lt /lt/<slug_with_underscores>, joniskiovvg.lt /lt/<section>/<slug>, where one
    # article may stand under another's path and a slug may end in hyphens.
    name="trakai",
    article=(
        rf"{SITE}lt/(?:[^/?#-]*-){{2,}}[^/?#]*{END}",
        rf"{SITE}lt/(?:[^/?#_]*_){{2,}}[^/?#]*{END}",
        rf"{SITE}lt/(?:naujienos|aktualijos|vps-parengimas|veikla-)/(?:[^/?#]+/){{0,3}}(?=[^/?#]*[a-z])[^/?#]+{END}",
    ),
    maybe=(rf"{SITE}lt/(?:[^/?#]+/){{0,3}}{NO_PAGE}(?=[^/?#]*[a-z])[^/?#]+{PLAIN_END}",),
    skip=(
        r"[?&]page=",
        rf"/(?:[^/?#]*[-_])?(?:strategija|politika|apsauga|komitetas|nuostatai|istatai|aprasas){END}",
        rf"/visuotiniai-nariu-susirinkimai-{END}",
        LISTING_PAGES,
        *_COMMON,
    ),
    same=GENERAL_SPELLINGS,
    period=GENERAL_PERIODS,
    listings=("/lt/naujienos/", "/lt/naujienos", "/lt/aktualijos", "/lt", "/"),
)

_BIRZAI = Platform(
    # birzuvvg.lt: /naujienos/6 is the listing's sixth page, /naujienos/<slug>-60 an article.
    name="birzai",
    article=(rf"{SITE}(?:lt/)?naujienos/(?=[^/?#]*[a-z])[^/?#]*-\d+{END}",),
    maybe=(rf"{SITE}(?:lt/)?(?:naujienos|renginiai|projektai|kvietimai)/(?=[^/?#]*[a-z])[^/?#]+{PLAIN_END}",),
    skip=(rf"/naujienos/\d+{END}", *_COMMON),
    same=GENERAL_SPELLINGS,
    listings=("/naujienos/1", "/naujienos", "/"),
)

_ELEKTRENAI = Platform(
    # elektrenuvvg.lt: /vvg-naujienos/<year>/<slug>/, the years are listings.
    name="elektrenai",
    article=(rf"{SITE}(?:[^/?#]+-)?naujienos/{YEAR}/(?!page/)(?!\d{{1,2}}/?(?:[?#]|$))[^/?#]+{END}",),
    maybe=(rf"{SITE}(?:[^/?#]+-)?naujienos/{NO_PAGE}[^/?#]+{PLAIN_END}",),
    skip=(LISTING_PAGES, *_COMMON),
    same=GENERAL_SPELLINGS,
    period=(rf"{SITE}(?:[^/?#]+-)?naujienos/(?P<year>{YEAR}){END}",),
    marks=Marks(addresses=(rf"/vvg-naujienos/{YEAR}(?:/|$)", rf"/vvg-naujienos/{YEAR}/[^/?#]+")),
    listings=("/vvg-naujienos/", "/naujienos/", "/"),
    sitemaps=("/sitemap.xml",),
)

LOCAL = (
    _ANYKSCIAI,
    _BIRZAI,
    _CMSMADESIMPLE,
    _ELEKTRENAI,
    _LEADERLIETUVA,
    _LITHUANIAN_SLUGS,
    _MAAINFO,
    _MULGIMAA,
    _PAKRUOJIS,
    _ROKISKIS,
    _TALSI,
)
