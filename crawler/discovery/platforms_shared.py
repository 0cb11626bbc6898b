"""Content systems that many sources run on. Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platform_rules import Platform
from crawler.discovery.static_pages import FILES, PRINT_COPIES, STATIC_PAGES

_SITE = r"^https?://[^/?#]+/"
_LANGUAGE = r"(?:(?:lt|lv|et|ee|en|ru|de)/)?"
_END = r"/?(?:[?#]|$)"
_THREE_WORDS = r"(?:[^/?#-]*-){2,}[^/?#]*"
_NO_PAGE = r"(?!(?:\d{1,3}|(?:19|20)\d\d)/?(?:[?#]|$))"
"""Not the number of a listing's page, and not a year."""
_NEWS = (
    "naujienos|aktualijos|aktuali-informacija|pranesimai|jaunumi|aktualitates|zinas|notikumi|"
    "uudised|teated|news|blog|blogas|blogs|blogi"
)

_TVP = Platform(
    # Latvia's shared state platform, Drupal: field notes 2.1 (zemgale.lv, clients of its sisters).
    name="tvp",
    article=(r"^https?://[^/?#]+/(?:lv|en|ru)/jaunums/[^/?#]+/?(?:[?#]|$)",),
    skip=(r"[?&]print(?:=|&|$)", r"\.(?:pdf|docx?|xlsx?|zip|jpe?g|png)(?:[?#]|$)"),
    row=("div.views-row",),
    title=(".title", "a[rel=bookmark]", "h3"),
    published=("div.date", ".date", "time"),
    lead=("div.text", ".text"),
    page_parameter="page",
    first_page=0,
)

_DATED_POST = (
    # /2019/10/16/slug/, /2020/11/slug/, /blog/2020/02/02/slug/, /2019/03/22/slug/jaunumi/; a day alone is an archive.
    rf"{_SITE}(?:[^/?#]+/){{0,2}}(?:19|20)\d\d/(?:0[1-9]|1[0-2])/(?:(?:0[1-9]|[12]\d|3[01])/)?"
    rf"(?=[^/?#]*[^\d/?#]|\d{{3,}})[^/?#]+(?:/(?!\d{{1,2}}/?(?:[?#]|$))[^/?#]+)?{_END}"
)
_UNDER_NEWS = rf"{_SITE}{_LANGUAGE}(?:index\.php/)?(?:{_NEWS})/{_NO_PAGE}[^/?#]+{_END}"
# At the top level a post looks like a page: three words or a number are what menus seldom have.
_TOP_LEVEL = rf"{_SITE}{_LANGUAGE}(?:index\.php/)?(?:{_THREE_WORDS}|\d{{3,}}-\d+|{_NO_PAGE}\d+){_END}"
_POST_NUMBER = rf"{_SITE}{_LANGUAGE}(?:index\.php)?\?(?:[^#]*&)?p=\d+(?:&|#|$)"
_ARCHIVED_NUMBER = rf"{_SITE}(?:index\.php/)?archives/\d+{_END}"

_WORDPRESS_SKIP = (
    rf"{_SITE}(?:[^?#]*/)?(?:category|kategorija|tag|tags|author|feed|comments|attachment|trackback|embed|amp|"
    r"wp-[^/?#]+|xmlrpc\.php|calendar|kalendorius|kalendars|kalender)(?:[/?#]|$)",
    rf"{_SITE}(?:[^?#]*/)?(?:comment-)?page[/-]\d+(?:[/?#]|$)",
    r"[?&](?:print|replytocom|share|attachment_id|mailpoet_router|s|paged|cat|tag|author|feed|m|ical|preview)=",
    r"[?&](?:mailpoet_router|amp|ical)(?:&|#|$)",
    FILES,
    STATIC_PAGES,
)
_POST_ROWS = ("article", "div.post", "div.type-post", "li.post", "div.hentry")
_POST_TITLES = (".entry-title", ".post-title", "h2", "h3")
_POST_DATES = ("time.entry-date", "time", ".entry-date", ".posted-on", ".post-date")
_POST_LEADS = (".entry-summary", ".post-excerpt", ".excerpt", ".entry-content")

_WORDPRESS = Platform(
    name="wordpress",
    article=(_DATED_POST, _UNDER_NEWS, _POST_NUMBER, _ARCHIVED_NUMBER, _TOP_LEVEL),
    skip=_WORDPRESS_SKIP,
    row=_POST_ROWS,
    title=_POST_TITLES,
    published=_POST_DATES,
    lead=_POST_LEADS,
)

_PERMALINKS = Platform(
    # Sites whose addresses look like WordPress's and whose system nobody has proven (field notes 2.2, 36 sources).
    name="permalinks",
    article=(_DATED_POST, _UNDER_NEWS, _POST_NUMBER, _TOP_LEVEL),
    skip=_WORDPRESS_SKIP,
    title=_POST_TITLES,
    published=_POST_DATES,
    lead=_POST_LEADS,
)

_JOOMLA_SKIP = (
    PRINT_COPIES,
    r"[?&](?:start|limitstart|option=com_mailto)(?:=|&|$)",
    # Categories have an id and an alias as articles do: 75-visos-naujienos, 8-aktualitates, 39-2015.
    rf"/\d+-(?:{_NEWS}|(?:visos-)?naujienos|naujienu-archyvas|zinu-arhivs|renginiai|pasakumi|nepriskirti|"
    rf"uncategorised|(?:19|20)\d\d)(?:\.html)?{_END}",
    # A menu item that was saved without an alias bears the time: 2014-09-23-05-37-42.
    rf"/\d{{4}}(?:-\d\d){{5}}(?:\.html)?{_END}",
    FILES,
)

_JOOMLA = Platform(
    name="joomla",
    article=(
        rf"{_SITE}(?:[^?#]*/)?\d+-[^/?#]+{_END}",
        rf"{_SITE}(?:[^?#]*/)?(?:index\.php)?\?(?=(?:[^#]*&)?option=com_content(?:&|#|$))"
        r"(?=(?:[^#]*&)?view=article(?:&|#|$))(?:[^#]*&)?id=\d",
    ),
    skip=(*_JOOMLA_SKIP, r"/(?:itemlist|tag|item/download)/"),
    row=("div.blog-item", "div.item", "div.items-leading", "article"),
    title=(".page-header", ".item-title", "h2"),
    published=("dd.published", "time", "dd.create"),
)

_K2 = Platform(
    # Joomla's K2: /index.php/component/k2/item/<id>-<alias>, or <menu>/item/<id>-<alias>.
    name="k2",
    article=(rf"{_SITE}(?:[^?#]*/)?item/\d+(?:-[^/?#]*)?{_END}",),
    skip=(*_JOOMLA_SKIP, r"/(?:itemlist|item/download)/"),
    row=("div.itemContainer", "div.catItemView"),
    title=(".catItemTitle", "h3"),
    published=(".catItemDateCreated",),
    lead=(".catItemIntroText",),
)

_DRUPAL = Platform(
    name="drupal",
    article=(
        rf"{_SITE}{_LANGUAGE}(?:index\.php/)?(?:{_LANGUAGE})node/\d+{_END}",
        rf"{_SITE}{_LANGUAGE}(?:index\.php/)?(?:{_NEWS}|naujiena|jaunums|uudis|article|articles|content|story)/"
        rf"{_NO_PAGE}[^/?#]+{_END}",
    ),
    skip=(
        r"[?&](?:print|mini)(?:=|&|$)",
        rf"{_SITE}(?:[^?#]*/)?(?:taxonomy|user|users|search|print|printpdf|printmail|calendar|comment|filter|sites|"
        r"rss\.xml|add|edit|revisions)(?:[/?#]|$)",
        FILES,
        STATIC_PAGES,
    ),
    row=("div.views-row", "div.node-teaser", "article.node--view-mode-teaser"),
    title=(".views-field-title", ".node__title", "h2", "h3"),
    published=(".views-field-created", ".submitted", ".node__submitted", "time"),
    lead=(".views-field-body", ".field-name-body"),
    page_parameter="page",
    first_page=0,
)

_KOVTP = Platform(
    # Estonian municipalities' shared Liferay; `redirect` only says where the reader came from.
    name="kovtp",
    article=(rf"{_SITE}(?:[^?#]*/)?-/asset_publisher/[^/?#]+/content/[^/?#]+{_END}",),
    skip=(r"[?&](?:p_p_state=pop_up|_[^=&#]*_viewMode=print)", FILES),
    row=("div.asset-abstract",),
    title=(".asset-title",),
    published=(".asset-metadata", ".metadata-publish-date"),
    lead=(".asset-summary",),
)

SHARED = (_DRUPAL, _JOOMLA, _K2, _KOVTP, _PERMALINKS, _TVP, _WORDPRESS)
