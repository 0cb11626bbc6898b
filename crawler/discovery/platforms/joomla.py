"""Joomla and its K2 (field notes 2.3). Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import ANY_PAGE, END, NEWS, SITE, YEAR, has_parameters, without_parameters
from crawler.discovery.platforms.periods import NAMED_ARCHIVES
from crawler.discovery.platforms.rules import Marks, Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS
from crawler.discovery.platforms.static_pages import (
    EVENT_LISTS,
    FILES,
    LISTS,
    MENU_PAGES,
    PRINT_COPIES,
    STATIC_NAMES,
    STATIC_PAGES,
)

_SKIP = (
    PRINT_COPIES,
    r"[?&](?:start|limitstart|option=com_(?:mailto|users|search|finder|contact|tags|weblinks|jevents|icagenda)|"
    r"view=(?:category|categories|featured|archive|form|login|registration|search))(?:[=&#]|$)",
    # Categories have an id and an alias as articles do: 75-visos-naujienos, 8-aktualitates, 39-2015, 12-projektai.
    rf"/\d+-(?:{STATIC_NAMES}|{NEWS}|naujienu-archyvas|zinu-arhivs|nepriskirti|uncategorised|bez-kategorijas|{YEAR})"
    rf"(?:\.html)?{END}",
    # A menu item that was saved without an alias bears the time: 2014-09-23-05-37-42.
    rf"/\d{{4}}(?:-\d\d){{5}}(?:\.html)?{END}",
    r"/component/(?!content/|k2/item/)[^/?#]+",
    rf"{SITE}(?:[^?#]*/)?(?:administrator(?:[/?#]|$)|(?:archive|index\.php)/?(?:#|$))",
    LISTS,
    EVENT_LISTS,
    FILES,
    STATIC_PAGES,
    MENU_PAGES,
)
_SAME = (
    *GENERAL_SPELLINGS,
    # ?tmpl=component&print=1&layout=default&page=, ?start=0, ?showall=1
    *without_parameters(
        r"layout(?==default)", r"page(?==(?:[&#]|$))", r"showall", r"start(?==0\b)", r"limitstart(?==0?(?:[&#]|$))"
    ),
)
_LISTINGS = (
    "/naujienos",
    "/index.php/naujienos",
    "/jaunumi",
    "/index.php/jaunumi",
    "/uudised",
    "/index.php/uudised",
    "/aktualitates",
    "/index.php/aktualitates",
    "/aktualijos",
    "/lv/jaunumi",
    "/lt/naujienos",
    "/news",
    "/blog",
    "/",
    "/index.php",
)
_FEEDS = ("{listing}?format=feed&type=rss", "/?format=feed&type=rss", "/index.php?format=feed&type=rss")
_SITEMAPS = ("/sitemap.xml", "/index.php?option=com_jmap&view=sitemap&format=xml", "/sitemap-1.xml")

_JOOMLA = Platform(
    name="joomla",
    article=(
        rf"{SITE}(?:[^?#]*/)?\d+-[^/?#]+{END}",
        rf"{SITE}(?:[^?#]*/)?(?:index\.php)?{has_parameters('option=com_content', 'view=article', 'id=[0-9][^&#]*')}",
    ),
    # Without ids, as Joomla 4 and 5 write them: /naujienos/some-slug, /index.php/jaunumi/some-slug.html
    maybe=(ANY_PAGE,),
    skip=(*_SKIP, r"/(?:itemlist|tag|item/download)/"),
    same=_SAME,
    # The menu's path differs from link to link; the id and alias, or the id of a bare address, do not.
    identity=(
        r"/(?P<id>\d+-[^/?#]+?)(?:\.html)?/?(?:[?#]|$)",
        r"[?&](?P<id>id=\d+)(?=[:&#]|%3A|$)",
    ),
    row=(
        "div.blog-item",
        "div.item",
        "div.items-leading",
        "div.com-content-category-blog__item",
        "tr.cat-list-row0",
        "tr.cat-list-row1",
        "article",
    ),
    title=(".page-header", ".item-title", ".list-title", "h2"),
    published=("dd.published", "time", "dd.create", ".list-date"),
    page_parameter=None,
    period=NAMED_ARCHIVES,
    marks=Marks(
        generator=r"\bjoomla",
        headers=(("x-content-powered-by", r"joomla"),),
        assets=(
            r"/media/(?:jui|system|vendor|legacy|com_[a-z]+|templates|mod_[a-z]+|k2)/",
            r"/components/com_[a-z0-9]+/",
            r"/modules/mod_[a-z0-9_]+/",
            r"/plugins/(?:system|content)/",
        ),
        traces=(r"/templates/[^/?#]+/(?:css|js|images)/",),
        markup=(
            "body.com_content",
            "body.view-article",
            "body.view-featured",
            "body.view-category",
            "div.item-page",
            "div.com-content-article",
            "div.blog-featured",
            "div.items-leading",
            "dl.article-info",
            "ul.mod-list",
            "~joomla\\.",
            "script.joomla-script-options",
        ),
        links=(r"[?&]option=com_[a-z0-9]+", r"/component/(?:content|k2|users|search|tags|finder|mailto)/"),
        addresses=(
            r"/index\.php/[^?#]*\d+-[^/?#]+(?:\.html)?$",
            r"[?&]tmpl=component",
            r"[?&]format=feed&type=(?:rss|atom)",
        ),
    ),
    article_marks=("body.view-article", "div.item-page", "div.com-content-article", "[itemprop=articleBody]"),
    other_marks=(
        "body.view-category",
        "body.view-categories",
        "body.view-featured",
        "body.view-archive",
        "body.view-search",
        "body.view-contact",
        "body.view-login",
        "body.view-registration",
        "body.view-form",
        "body.view-tag",
        "div.blog-featured",
        "div.category-list",
        "div.com-content-category-blog",
    ),
    listings=_LISTINGS,
    feeds=_FEEDS,
    sitemaps=_SITEMAPS,
)

_K2 = Platform(
    # Joomla's K2: /index.php/component/k2/item/<id>-<alias>, or <menu>/item/<id>-<alias>.
    name="k2",
    kind_of="joomla",
    beside_general=True,
    article=(
        rf"{SITE}(?:[^?#]*/)?item/\d+(?:-[^/?#]*)?{END}",
        rf"{SITE}(?:[^?#]*/)?(?:index\.php)?{has_parameters('option=com_k2', 'view=item', 'id=[0-9][^&#]*')}",
    ),
    # A site with K2 may keep single articles of Joomla's own beside it.
    maybe=(rf"{SITE}(?:[^?#]*/)?\d+-[^/?#]+{END}",),
    skip=(*_SKIP, r"/(?:itemlist|item/download)/", r"[?&]view=itemlist"),
    same=_SAME,
    identity=(r"/(?P<id>item/\d+)(?:-[^/?#]*)?/?(?:[?#]|$)", r"[?&](?P<id>id=\d+)(?=[:&#]|%3A|$)"),
    row=("div.itemContainer", "div.catItemView", "div.userItemView", "div.tagItemView", "div.latestItemView"),
    title=(".catItemTitle", ".userItemTitle", ".tagItemTitle", ".latestItemTitle", "h3"),
    published=(".catItemDateCreated", ".userItemDateCreated", ".tagItemDateCreated", ".latestItemDateCreated"),
    lead=(".catItemIntroText", ".userItemIntroText", ".latestItemIntroText"),
    marks=Marks(
        markup=(
            "body.com_k2",
            ".itemContainer",
            ".catItemView",
            ".itemView",
            ".itemListView",
            ".itemFullText",
            ".catItemTitle",
            ".itemTitle",
            ".k2ItemsBlock",
        ),
        links=(r"/component/k2/item/\d+", r"[?&]option=com_k2&(?:[^#]*&)?view=item(?:&|$)"),
        addresses=(r"/item/\d+-[^/?#]+(?:\.html)?/?$", r"/itemlist/(?:category|tag|user|date)/"),
    ),
    period=(rf"{SITE}(?:[^?#]*/)?itemlist/date/(?P<year>{YEAR})(?:/(?P<month>0?[1-9]|1[0-2]))?{END}", *NAMED_ARCHIVES),
    article_marks=(".itemView", ".itemFullText", "body.view-item"),
    other_marks=(".itemListView", ".itemListCategoriesBlock", "body.view-itemlist", "body.view-featured"),
    listings=(*_LISTINGS[:-2], "/index.php/component/k2/itemlist", "/", "/index.php"),
    feeds=_FEEDS,
    sitemaps=_SITEMAPS,
)

JOOMLA_FAMILY = (_JOOMLA, _K2)
