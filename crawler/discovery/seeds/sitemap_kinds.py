"""What a sitemap lists, as far as its file's name says."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

SitemapKind = Literal["articles", "other", "unknown"]

_ARTICLES = frozenset({
    "post", "posts", "news", "article", "articles", "story", "stories", "blog", "blogs", "blogposts", "newsposts",
    "naujienos", "naujiena", "aktualijos", "straipsniai", "jaunumi", "jaunums", "aktualitates", "zinas", "raksti",
    "uudised", "uudis", "artiklid", "teated", "novosti",
})  # fmt: skip
_OTHER = frozenset({
    "page", "pages", "category", "categories", "cat", "cats", "kategorijos", "kategorija", "kategorijas", "kategooriad",
    "tag", "tags", "term", "terms", "tax", "taxonomy", "taxonomies", "author", "authors", "user", "users", "member",
    "members", "product", "products", "shop", "image", "images", "video", "videos", "media", "attachment",
    "attachments", "archive", "archives", "misc", "external", "externals", "event", "events", "renginiai", "pasakumi",
    "sundmused", "portfolio", "team", "gallery", "galleries", "slider", "slides", "testimonial", "testimonials", "faq",
    "faqs", "elementor", "template", "templates", "layout", "layouts", "menu", "menus", "forum", "topic", "topics",
    "static",
})  # fmt: skip
_NUMBERED = re.compile(r"sitemap[-_.]?(?:page|part|index)?[-_.]?\d*")
"""`sitemap-page-2.xml` is the second part of a sitemap, `page-sitemap2.xml` the second part of one of pages."""
_ENDING = re.compile(r"(?:\.(?:xml|txt|php|gz|aspx?|html?))+$")


def guess_sitemap_kind(url: str) -> SitemapKind:
    """What a sitemap's address says: a name of articles, a name of anything else, or neither."""
    parts = urlsplit(url)
    name = _ENDING.sub("", unquote(parts.path).lower().rstrip("/").rpartition("/")[2])
    name = re.sub(r"^wp-sitemap-posts-", "", name)  # WordPress calls every kind of entry a post there
    values = " ".join(value.lower() for _, value in parse_qsl(parts.query) if not value.isdigit())
    text = values if _NUMBERED.fullmatch(name) else f"{name} {values}"
    words = {re.sub(r"^sitemap|sitemap$|\d+$", "", word) for word in re.split(r"[^a-z0-9]+", text)}
    words |= {re.sub(r"sitemap\d*$|^sitemap", "", word) for word in words}
    if words & _OTHER:
        return "other"
    return "articles" if words & _ARTICLES else "unknown"
