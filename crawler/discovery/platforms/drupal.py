"""Drupal and its kinds, Latvia's shared state platform among them (field notes 2.1, 2.4). Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import (
    ANY_PAGE,
    END,
    INDEX,
    LANGUAGE,
    NEWS,
    NO_PAGE,
    PLAIN_END,
    SITE,
    without_parameters,
)
from crawler.discovery.platforms.periods import GENERAL_PERIODS
from crawler.discovery.platforms.rules import Marks, Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS
from crawler.discovery.platforms.static_pages import EVENT_LISTS, FILES, LISTING_PAGES, LISTS, MENU_PAGES, STATIC_PAGES

_SKIP = (
    r"[?&](?:print|mini|format|s|search_api_fulltext)(?:=|&|$)",
    rf"{SITE}(?:[^?#]*/)?(?:taxonomy|users?|search|print|printpdf|printmail|calendar|comment|filter|sites|libraries|"
    r"modules|themes|core|rss\.xml|add|edit|revisions|forward|aggregator|statistics|admin|contact|system|batch|"
    r"media/\d+|download)(?:[/?#]|$)",
    rf"{SITE}{LANGUAGE}{INDEX}(?:{LANGUAGE})node{END}",
    LISTS,
    EVENT_LISTS,
    LISTING_PAGES,
    FILES,
    STATIC_PAGES,
    MENU_PAGES,
)
_SAME = (
    # The print module's /print/123 and /lt/print/node/123 show the article again.
    (r"^(https?://[^/?#]+/(?:[a-z]{2}/)?)(?:print|printmail|printpdf)/(?:node/)?(\d+)/?(?=[?#]|$)", r"\1node/\2"),
    (r"^(https?://[^/?#]+/(?:[a-z]{2}/)?)(?:print|printmail|printpdf)/(?!\d+/?(?:[?#]|$))(?=[^/?#])", r"\1"),
    *GENERAL_SPELLINGS,
    *without_parameters(r"page(?==0?(?:[&#]|$))", r"destination", r"_format"),
)
_CORE_HEADERS = (
    ("x-drupal-cache", r""),
    ("x-drupal-dynamic-cache", r""),
    ("x-drupal-cache-tags", r""),
    ("link", r"/node/\d+>; *rel=\"?(?:shortlink|canonical)"),
    ("expires", r"19 nov 1978"),
)
_TYPES = ("article", "story", "news", "naujiena", "naujienos", "jaunums", "jaunumi", "uudis", "blog")
_ARTICLE_MARKS = tuple(f"body.{start}-{name}" for name in _TYPES for start in ("page-node-type", "node-type"))
_OTHER_MARKS = (
    "body.path-frontpage",
    "body.front",
    "body.page-node-type-page",
    "body.node-type-page",
    "body.page-node-type-landing-page",
    "body.page-node-type-webform",
    "body.node-type-webform",
    "body.page-node-type-event",
    "body.node-type-event",
    "body.path-taxonomy",
    "body.page-taxonomy",
    "body.path-search",
    "body.page-search",
    "body.path-user",
    "body.page-user",
    "body.path-contact",
    "body.page-views",
)
_ROWS = ("div.views-row", "div.node-teaser", "article.node--view-mode-teaser", "div.node--view-mode-teaser")
_TITLES = (".views-field-title", ".node__title", "h2", "h3")
_DATES = (".views-field-created", ".submitted", ".node__submitted", ".node__meta", "time")
_LEADS = (".views-field-body", ".field-name-body", ".field--name-body")
_LISTINGS = (
    "/naujienos",
    "/jaunumi",
    "/uudised",
    "/aktualitates",
    "/lt/naujienos",
    "/lv/jaunumi",
    "/et/uudised",
    "/news",
    "/en/news",
    "/blog",
    "/node",
    "/",
)
_FEEDS = ("/rss.xml", "{listing}/rss.xml", "{listing}/feed", "/lt/rss.xml", "/lv/rss.xml", "/et/rss.xml")

_DRUPAL = Platform(
    name="drupal",
    article=(
        rf"{SITE}{LANGUAGE}{INDEX}(?:{LANGUAGE})node/\d+{END}",
        rf"{SITE}{LANGUAGE}{INDEX}(?:{NEWS}|articles|content)/{NO_PAGE}[^/?#]+{END}",
        rf"{SITE}{LANGUAGE}{INDEX}(?:naujiena|jaunums|uudis|article|story)/[^/?#]+{END}",
    ),
    # Aliases at the top level and below any section: /lt/ivyko-renginys-0; the suffix is another article's.
    maybe=(ANY_PAGE,),
    skip=_SKIP,
    same=_SAME,
    row=_ROWS,
    title=_TITLES,
    published=_DATES,
    lead=_LEADS,
    page_parameter="page",
    first_page=0,
    period=GENERAL_PERIODS,
    marks=Marks(
        generator=r"\bdrupal\b",
        headers=_CORE_HEADERS,
        assets=(
            r"/sites/[^/?#]+/(?:files|themes|modules)/",
            r"/core/(?:misc|themes|modules|assets)/",
            r"/misc/(?:drupal|jquery(?:\.once)?)\.js",
            r"/modules/(?:system|node|user|field)/[^?#]*\.css",
        ),
        traces=(r"/themes/(?:custom|contrib)/", r"/modules/(?:custom|contrib)/", r"/libraries/"),
        markup=(
            "[data-drupal-selector*=-]",
            "[data-drupal-link-system-path*=]",
            "body.path-frontpage",
            "body.path-node",
            "body.page-node",
            "body.not-front",
            "article.node",
            "div.views-row",
            "div.region-content",
            "div.dialog-off-canvas-main-canvas",
            "[id=block-system-main]",
            "~drupalsettings",
            "~drupal\\.settings",
        ),
        addresses=(r"/node/\d+$", r"/taxonomy/term/\d+", r"/user/login"),
    ),
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=_LISTINGS,
    feeds=_FEEDS,
    sitemaps=("/sitemap.xml", "/sitemap.xml?page=1", "/default/sitemap.xml"),
)

_TVP = Platform(
    # Latvia's shared state platform: field notes 2.1 (zemgale.lv, clients of its sisters).
    name="tvp",
    kind_of="drupal",
    article=(
        rf"{SITE}(?:lv|en|ru)/jaunums/[^/?#]+{END}",
        rf"{SITE}(?:en|ru)/(?:article|news)/(?!\d{{1,3}}/?(?:[?#]|$))[^/?#]+{END}",
    ),
    maybe=(rf"{SITE}(?:lv|en|ru)/node/\d+{PLAIN_END}",),
    skip=(r"[?&]print(?:=|&|$)", FILES),
    same=_SAME,
    row=("div.views-row",),
    title=(".title", "a[rel=bookmark]", "h3"),
    published=("div.date", ".date", "time"),
    lead=("div.text", ".text"),
    page_parameter="page",
    first_page=0,
    marks=Marks(
        assets=(r"/themes/(?:custom/)?tvp[^/?#]*/",),
        markup=(
            ".cke_editable",
            ".text__text-content",
            "div.paragraph--type--text",
            "div.classifier-row",
            "h1.display-4",
        ),
        addresses=(
            r"/(?:lv|en|ru)/jaunums/[^/?#]+",
            r"/(?:lv|en|ru)/jaunumi(?:$|\?)",
            r"/(?:lv|en|ru)/media/\d+/download",
            r"/(?:lv|en)/rss/(?:articles|events)",
            r"/lv/projekts/[^/?#]+",
        ),
    ),
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=("/lv/jaunumi", "/en/news", "/ru/novosti"),
    feeds=("/lv/rss/articles", "/en/rss/articles"),
    sitemaps=("/sitemap.xml", "/lv/sitemap.xml"),
    shared_server=True,
)

_LAUKUTIKLS = Platform(
    # laukutikls.lv: /nozares/<branch>/raksti/<slug>; with ?page=N&mini=YYYY-MM the same address shows the listing.
    name="laukutikls",
    kind_of="drupal",
    article=(
        rf"{SITE}nozares/[^/?#]+/raksti/{NO_PAGE}[^/?#]+{END}",
        rf"{SITE}(?:[^/?#-]*-){{2,}}[^/?#]*{END}",
    ),
    maybe=(rf"{SITE}(?:[^/?#]+/){{0,3}}{NO_PAGE}[^/?#]+{PLAIN_END}",),
    skip=(
        r"[?&](?:mini|page)=",
        rf"{SITE}(?:raksti|nozares(?:/[^/?#]+)?(?:/(?:raksti|video|foto|pasakumi))?){END}",
        *_SKIP,
    ),
    same=_SAME,
    row=_ROWS,
    title=_TITLES,
    published=_DATES,
    lead=_LEADS,
    page_parameter="page",
    first_page=0,
    marks=Marks(links=(r"/nozares/[^/?#]+/raksti(?:[/?]|$)",)),
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=("/nozares/lauku-telpa/raksti", "/raksti", "/jaunumi"),
    feeds=("/rss.xml",),
    sitemaps=("/sitemap.xml",),
)

DRUPAL_FAMILY = (_DRUPAL, _LAUKUTIKLS, _TVP)
