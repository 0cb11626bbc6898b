"""Other spellings of an article's address, as (regex, replacement): they are not asked for."""

from __future__ import annotations

from crawler.discovery.platforms.patterns import NEWS, YEAR, without_parameters
from crawler.discovery.platforms.static_pages import STATIC_NAMES

_LISTED = r"category|kategorija|kategorijos|kategorie|tag|tags|author|page|archives"

SESSION_IDS = (
    (r"(?i);jsessionid=[0-9a-z.!-]{10,}(?=[/?#]|$)", ""),
    *without_parameters(r"jsessionid", r"phpsessid", r"sid(?==[0-9a-f]{32}\b)", r"aspsessionid[a-z]{8}"),
)

GENERAL_SPELLINGS = (
    (r"#.*$", ""),
    *SESSION_IDS,
    # Copies for phones and print; who linked to it; reply forms; a wider or larger view.
    (r"(?<=[^/])/(?:amp|print|embed|trackback)/?(?=[?#]|$)", "/"),
    *without_parameters(
        r"amp",
        r"print",
        r"tmpl",
        r"replytocom",
        r"share",
        r"nb",
        r"utm_[a-z_]+",
        r"fbclid",
        r"gclid",
        r"mc_[ce]id",
        r"accessibility-version",
        r"iccaldate",
        r"text(?:=(?=[&#]|$)|(?=[&#]|$))",
    ),
)
"""On any system."""

SECOND_PAGES = (
    (
        # Below a date it is a post's whatever its name.
        rf"^(https?://[^/?#]+/(?:[^?#]*/)?{YEAR}/\d\d/(?:\d\d/)?(?!page/)(?=[^/?#]*[a-z])[^/?#]+)/[1-9]\d?/?(?=[?#]|$)",
        r"\1/",
    ),
    (
        # /some-slug/2/ is the second page of a post that has one page, and shows the post again. The part before it has
        # to be a post's: with a letter and a hyphen, no section's, and below no list.
        rf"^(https?://[^/?#]+/(?![^?#]*(?<=/)(?:{_LISTED})/)(?:[^?#]*/)?"
        rf"(?!(?:{STATIC_NAMES}|{NEWS})/)(?!page-)(?=[^/?#]*[a-z])(?=[^/?#]*-)[^/?#]+)/[1-9]\d?/?(?=[?#]|$)",
        r"\1/",
    ),
)
"""Of a WordPress post."""
