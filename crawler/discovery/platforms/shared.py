"""Content systems that many sources run on."""

from __future__ import annotations

from crawler.discovery.platforms.drupal import DRUPAL_FAMILY
from crawler.discovery.platforms.joomla import JOOMLA_FAMILY
from crawler.discovery.platforms.patterns import END, SITE, without_parameters
from crawler.discovery.platforms.periods import GENERAL_PERIODS
from crawler.discovery.platforms.rules import Marks, Platform
from crawler.discovery.platforms.spellings import GENERAL_SPELLINGS
from crawler.discovery.platforms.static_pages import FILES
from crawler.discovery.platforms.wordpress import WORDPRESS_FAMILY

_KOVTP = Platform(
    # Estonian municipalities' shared Liferay; `redirect` only says where the reader came from.
    name="kovtp",
    article=(
        rf"{SITE}(?:[^?#]*/)?-/asset_publisher/[^/?#]+/content/[^/?#]+{END}",
        # The same portlet where its friendly addresses are off.
        r"[?&]_101(?:_INSTANCE_\w+)?_(?:urlTitle|assetEntryId)=[^&#]+",
    ),
    # Newer versions: /-/slug, /w/slug, /uudised/-/blogs/slug
    maybe=(rf"{SITE}(?:[^?#]*/)?(?:-|w)/(?:blogs/)?(?!asset_publisher|journal|blogs(?:[/?#]|$))[^/?#]+{END}",),
    skip=(
        r"[?&](?:p_p_state=pop_up|p_p_lifecycle=2|_[^=&#]*_viewMode=print|_[^=&#]*_cur=)",
        r"/-/asset_publisher/[^/?#]+/(?:rss|content/?(?:[?#]|$))",
        FILES,
    ),
    same=(
        *GENERAL_SPELLINGS,
        # The slug names the article; a query beside it names the portlet that the reader came through.
        (r"(/-/asset_publisher/[^/?#]+/content/[^/?#]+?)/?\?[^#]*", r"\1"),
        *without_parameters(r"redirect", r"_[^=&#]*_redirect"),
    ),
    # One content stands in several portlets and under several pages.
    identity=(r"/-/asset_publisher/[^/?#]+/content/(?P<id>[^/?#]+)",),
    row=("div.asset-abstract",),
    title=(".asset-title",),
    published=(".asset-metadata", ".metadata-publish-date"),
    lead=(".asset-summary",),
    period=GENERAL_PERIODS,
    marks=Marks(
        generator=r"\bliferay\b",
        headers=(("liferay-portal", r""),),
        assets=(
            r"/html/js/(?:liferay|aui|barebone)",
            r"/o/(?:frontend-[^/?#]+|js_loader_modules|[^/?#]*-theme)/",
            r"/combo/?\?[^#]*(?:liferay|minifiertype|browserid)",
            r"[?&]minifier(?:type|bundleid)=",
        ),
        traces=(r"/o/[^/?#]+/", r"/[^/?#]+-theme/(?:css|js|images)/", r"/image/(?:layout_set_logo|journal/article)"),
        markup=(
            "div.portlet-boundary",
            "section.portlet",
            "div.asset-abstract",
            "div.asset-full-content",
            "div.journal-content-article",
            "~liferay\\.",
            "~themedisplay",
        ),
        links=(r"/-/asset_publisher/[^/?#]+", r"[?&]p_p_id=[^&#]+"),
        addresses=(r"/c/portal/(?:login|layout)", r"/documents/\d+/"),
    ),
    article_marks=("div.asset-full-content",),
    other_marks=("div.taglib-page-iterator", "div.lfr-pagination"),
    listings=("/et/uudised-ja-teated", "/uudised-ja-teated", "/et/uudised", "/uudised", "/et/teated", "/"),
    feeds=("{listing}/-/asset_publisher/rss", "/et/c/journal/rss"),
    sitemaps=("/sitemap.xml",),
    shared_server=True,
)

SHARED = (*DRUPAL_FAMILY, *JOOMLA_FAMILY, _KOVTP, *WORDPRESS_FAMILY)
