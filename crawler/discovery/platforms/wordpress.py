"""WordPress, and sites whose addresses look like its own (field notes 2.2). Regexes fit absolute URLs."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import (
    ANY_PAGE,
    END,
    INDEX,
    LANGUAGE,
    MONTH,
    NEWS,
    NO_PAGE,
    SITE,
    THREE_WORDS,
    YEAR,
)
from crawler.discovery.platforms.periods import DATE_ARCHIVES, GENERAL_PERIODS
from crawler.discovery.platforms.rules import Marks, Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS, SECOND_PAGES
from crawler.discovery.platforms.static_pages import EVENT_LISTS, FILES, LISTING_PAGES, MENU_PAGES, STATIC_PAGES

_DATED_POST = (
    # /2019/10/16/slug/, /2020/11/slug/, /blog/2020/02/02/slug/, /2019/03/22/slug/jaunumi/; a day alone is an archive.
    rf"{SITE}(?:[^/?#]+/){{0,2}}{YEAR}/{MONTH}/(?:(?:0[1-9]|[12]\d|3[01])/)?"
    rf"(?=[^/?#]*[^\d/?#]|\d{{3,}})[^/?#]+(?:/(?!\d{{1,2}}/?(?:[?#]|$))[^/?#]+)?{END}"
)
_UNDER_YEAR = rf"{SITE}{LANGUAGE}{INDEX}{YEAR}/(?!{MONTH}/?(?:[?#]|$))(?!page/)[^/?#]*(?:[^\W\d]|\d{{3}})[^/?#]*{END}"
# In Latvian `notikumi` are news on some sites and events on most: there the listing's rows decide.
_UNDER_NEWS = rf"{SITE}{LANGUAGE}{INDEX}(?!notikumi/)(?:{NEWS})/{NO_PAGE}[^/?#]+{END}"
# At the top level a post looks like a page: three words or a number are what menus seldom have.
_TOP_LEVEL = rf"{SITE}{LANGUAGE}{INDEX}(?:{THREE_WORDS}|\d{{3,}}-\d+|{NO_PAGE}\d+){END}"
_POST_NUMBER = rf"{SITE}{LANGUAGE}(?:index\.php)?\?(?:[^#]*&)?p=\d+(?:&|#|$)"
_ARCHIVED_NUMBER = rf"{SITE}{INDEX}archives/\d+{END}"
_ANY_POST = (_DATED_POST, _UNDER_YEAR, _UNDER_NEWS, _POST_NUMBER, _ARCHIVED_NUMBER, _TOP_LEVEL)

_SKIP = (
    rf"{SITE}(?:[^?#]*/)?(?:category|categories|kategorija|kategorijos|kategoorija|tag|tags|zyma|birka|silt|author|"
    rf"autorius|autors|autor|feed|rss|comments|attachment|trackback|embed|amp|print|wp-[^/?#]+|xmlrpc\.php|calendar|"
    rf"kalendorius|kalendars|kalender|login|cart|checkout|search|type)(?:[/?#]|$)",
    r"[?&](?:print|replytocom|share|attachment_id|mailpoet_router|s|q|paged|page_id|cat|tag|author|feed|m|ical|"
    r"outlook-ical|preview|add-to-cart|tribe-bar-date|post_type|taxonomy)=",
    r"[?&](?:mailpoet_router|amp|ical|print)(?:&|#|$)",
    # Plug-ins' own kinds of pages: galleries, events, shops, forums, page builders.
    rf"{SITE}{LANGUAGE}(?:product|produkts|product-category|shop|events?|tribe_events|gallery|album|portfolio|"
    rf"elementor-\d+|elementor_library|forums?|topic|slide|team|member)/",
    LISTING_PAGES,
    EVENT_LISTS,
    FILES,
    STATIC_PAGES,
    MENU_PAGES,
)
_SAME = (*GENERAL_SPELLINGS, *SECOND_PAGES)
_POST_ROWS = ("article", "div.post", "div.type-post", "li.post", "div.hentry", "li.wp-block-post")
_POST_TITLES = (".entry-title", ".post-title", ".wp-block-post-title", "h2", "h3")
_POST_DATES = ("time.entry-date", "time", ".entry-date", ".posted-on", ".post-date", ".wp-block-post-date")
_POST_LEADS = (".entry-summary", ".post-excerpt", ".excerpt", ".entry-content", ".wp-block-post-excerpt__excerpt")
_LISTINGS = (
    "/naujienos/",
    "/category/naujienos/",
    "/jaunumi/",
    "/category/jaunumi/",
    "/uudised/",
    "/category/uudised/",
    "/aktualitates/",
    "/category/aktualitates/",
    "/zinas/",
    "/aktualijos/",
    "/category/aktualijos/",
    "/teated/",
    "/news/",
    "/category/news/",
    "/blog/",
    "/category/uncategorized/",
    "/",
)
_FEEDS = ("/feed/", "/?feed=rss2", "{listing}feed/", "/index.php/feed/", "/feed/atom/")
_SITEMAPS = (
    "/wp-sitemap.xml",
    "/sitemap_index.xml",
    "/sitemap.xml",
    "/post-sitemap.xml",
    "/wp-sitemap-posts-post-1.xml",
)
_ARTICLE_MARKS = ("body.single-post",)
_OTHER_MARKS = (
    "body.page",
    "body.page-template-default",
    "body.archive",
    "body.category",
    "body.tag",
    "body.author",
    "body.date",
    "body.home",
    "body.blog",
    "body.search",
    "body.error404",
    "body.attachment",
    "body.post-type-archive",
    "body.single-attachment",
    "body.single-tribe_events",
    "body.single-event",
    "body.single-product",
)

_WORDPRESS = Platform(
    name="wordpress",
    article=_ANY_POST,
    # Permalinks of one or two words, and /%category%/%postname%/, look like pages' addresses.
    maybe=(ANY_PAGE,),
    skip=_SKIP,
    same=_SAME,
    row=_POST_ROWS,
    title=_POST_TITLES,
    published=_POST_DATES,
    lead=_POST_LEADS,
    period=DATE_ARCHIVES,
    marks=Marks(
        generator=r"\b(?:wordpress|woocommerce|wpbakery|elementor)\b",
        headers=(
            ("x-pingback", r"/xmlrpc\.php"),
            ("link", r"api\.w\.org|/wp-json/"),
            ("x-redirect-by", r"wordpress"),
        ),
        assets=(
            r"/wp-content/(?:themes|plugins|uploads|cache|mu-plugins)/",
            r"/wp-includes/",
            r"/wp-json(?:/|$)",
            r"/xmlrpc\.php",
        ),
        markup=(
            "body.wp-singular",
            "body.single-post",
            "body.wp-custom-logo",
            "body.page-template-default",
            "body.wp-theme",
            ".wp-block-post",
            ".wp-block-post-title",
            ".wp-post-image",
            "div.type-post",
            "article.type-post",
            "~wpemojisettings",
            "~wp-admin/admin-ajax",
        ),
        links=(r"/wp-login\.php", r"/wp-comments-post\.php", r"[?&]replytocom=\d+"),
    ),
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=_LISTINGS,
    feeds=_FEEDS,
    sitemaps=_SITEMAPS,
)

_PERMALINKS = Platform(
    # Sites whose addresses look like WordPress's and whose system nobody has proven (field notes 2.2, 36 sources).
    name="permalinks",
    article=_ANY_POST,
    maybe=(ANY_PAGE,),
    skip=_SKIP,
    same=_SAME,
    title=_POST_TITLES,
    published=_POST_DATES,
    lead=_POST_LEADS,
    period=GENERAL_PERIODS,
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=_LISTINGS,
    feeds=_FEEDS,
    sitemaps=_SITEMAPS,
)

_LATLIT = Platform(
    # latlit.eu: news at the top level as in the kept copy of 2014 to 2020; projects, which are no news unless a row of
    # the news leads to them, at /theprojects/<slug>/.
    name="latlit",
    kind_of="wordpress",
    article=(rf"{SITE}news/{NO_PAGE}[^/?#]+{END}", rf"{SITE}(?:[^/?#-]*-){{3,}}[^/?#]*{END}"),
    maybe=(ANY_PAGE,),
    skip=(r"\?text(?:=|&|#|$)", rf"{SITE}theprojects{END}", *_SKIP),
    same=_SAME,
    row=_POST_ROWS,
    title=_POST_TITLES,
    published=_POST_DATES,
    lead=_POST_LEADS,
    period=DATE_ARCHIVES,
    marks=Marks(links=(r"/theprojects/[^/?#]+",)),
    article_marks=_ARTICLE_MARKS,
    other_marks=_OTHER_MARKS,
    listings=("/news/", "/", "/theprojects/"),
    feeds=_FEEDS,
    sitemaps=_SITEMAPS,
)

WORDPRESS_FAMILY = (_LATLIT, _PERMALINKS, _WORDPRESS)
